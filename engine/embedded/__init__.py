"""Real servers as child processes, for development and tests on loopback only."""
