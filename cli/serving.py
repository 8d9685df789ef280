"""How gunicorn runs under `millrace up`: its worker must not outlive it, nor hold its port."""

from __future__ import annotations

from engine.embedded.process import die_with_parent


def post_fork(server: object, worker: object) -> None:
    """Tie the process that gunicorn just forked to gunicorn."""
    del server
    ask_the_kernel = die_with_parent(worker.ppid)  # type: ignore[attr-defined]
    if ask_the_kernel is not None:
        ask_the_kernel()
