"""`python -m bench [--quick]`: the budgets, measured on the real product beside bare operations."""
