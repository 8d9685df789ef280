"""
What a worker has done, counted here and added to counters in Redis every few seconds.

Workers have no port to be asked at, and come and go. So the sums are Redis's: when it loses its
memory they begin at 0 again, as counters may, and a worker that is killed takes a few seconds'
counts with it. Nothing is decided by them.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from threading import Lock
from typing import Final, Protocol

from engine.outcome import Outcome
from engine.ports import QueueUnavailable
from schemas.run import RunStatus

log = logging.getLogger(__name__)

RUN: Final = "run"
STEP: Final = "step"
WITH_ERRORS: Final = "runWithErrors"
# What is kept of each: how often, and how many seconds that took.
COUNT: Final = "count"
SECONDS: Final = "seconds"


class Sums(Protocol):
    """Where counts are added up: `engine.queue.RedisQueue`."""

    def add(self, counts: Mapping[str, float]) -> None:
        """Add counts to their sums. Raises QueueUnavailable."""


class Meter:
    """Counts of one process; names are `run|<status>|<what>` and `step|<type>|<outcome>|<what>`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[str] = Counter()

    def run_ended(self, status: RunStatus, seconds: float, *, has_errors: bool = False) -> None:
        """Count a run that a worker brought to its end, `seconds` after it was made."""
        self._add(f"{RUN}|{status.value}", seconds)
        if has_errors:
            self._add(WITH_ERRORS, seconds)

    def step_made(self, type_name: str, outcome: Outcome, seconds: float) -> None:
        """Count an attempt at a step."""
        self._add(f"{STEP}|{type_name}|{type(outcome).__name__.lower()}", seconds)

    def flush(self, sums: Sums) -> None:
        """Add what was counted to the sums; what does not get there is kept for the next time."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        if not taken:
            return
        try:
            sums.add(taken)
        except QueueUnavailable as error:
            log.warning("counts_not_added", extra={"reason": error.message})
            with self._lock:
                self._counts.update(taken)

    def _add(self, name: str, seconds: float) -> None:
        with self._lock:
            self._counts[f"{name}|{COUNT}"] += 1
            # Microseconds are enough, and keep the sums short.
            self._counts[f"{name}|{SECONDS}"] += round(max(seconds, 0.0), 6)  # type: ignore[assignment]
