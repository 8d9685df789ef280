"""The RQ worker that advances runs, and the processes around it."""
