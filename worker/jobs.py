"""The one job: a hint that a run may be advanced."""

from __future__ import annotations

import os
from typing import Final, Protocol

from engine import bootstrap
from engine.settings import Settings


class Advances(Protocol):
    """Advances a run as far as it goes now (`engine.runner.Runner`)."""

    def advance(self, run_id: str) -> None:
        """Advance one run."""


# By process id: a client must not be used across a fork.
_runners: Final[dict[int, Advances]] = {}


def use(runner: Advances) -> None:
    """Let this process's jobs use `runner`."""
    _runners.clear()
    _runners[os.getpid()] = runner


def advance_run(run_id: str) -> None:
    """Advance a run; a stock RQ worker may call this too."""
    if os.getpid() not in _runners:
        use(bootstrap.build(Settings.from_env(os.environ)).runner(f"rq-{os.getpid()}"))
    _runners[os.getpid()].advance(run_id)
