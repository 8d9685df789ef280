"""Where flows, runs, schedules and tokens live: one contract, kept in memory and in MongoDB."""
