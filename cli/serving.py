"""How gunicorn runs: its worker must not outlive it, and idle callers must not hold its threads."""

from __future__ import annotations

import sys

from engine.embedded.process import die_with_parent


def post_fork(server: object, worker: object) -> None:
    """Tie the process that gunicorn just forked to gunicorn."""
    del server
    ask_the_kernel = die_with_parent(worker.ppid)  # type: ignore[attr-defined]
    if ask_the_kernel is not None:
        ask_the_kernel()


def post_worker_init(worker: object) -> None:
    """
    Leave a new connection to the poller soon, until somebody says something on it.

    By default a thread waits 5 s for the first byte of each: 64 callers that connect and keep
    silent would stop the whole process for that long. (Not waiting at all costs each call 2 s.)
    """
    threads = sys.modules[type(worker).__module__]
    if hasattr(threads, "DEFAULT_WORKER_DATA_TIMEOUT"):
        threads.DEFAULT_WORKER_DATA_TIMEOUT = 0.1  # type: ignore[attr-defined]
