"""The process that rescues runs and fires schedules; any number of them may run."""
