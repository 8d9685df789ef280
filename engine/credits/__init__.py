"""What runs cost: prices of models, credits of steps, and budgets that stop a run in time."""
