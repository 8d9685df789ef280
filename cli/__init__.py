"""The `millrace` command: everything on one machine, supervised."""
