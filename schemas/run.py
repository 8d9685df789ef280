"""Where a run is in its life."""

from __future__ import annotations

from enum import StrEnum


class RunStatus(StrEnum):
    """`queued → running ⇄ waiting → completed | failed | canceled`."""

    QUEUED = "queued"
    RUNNING = "running"
    WAITING = "waiting"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELED = "canceled"


TERMINAL = frozenset({RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.CANCELED})
