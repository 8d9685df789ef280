"""The store's contract for whoever runs an installation: what is deleted, and what is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol

from engine.store.documents import Run
from engine.store.queries import RunQuery

# Beyond this many nobody needs to know how many there are, and counting them would cost others.
MOST_COUNTED: Final = 100_000


class SweepStore(Protocol):
    """
    What retention asks for.

    A run is deleted in three steps, each safe to repeat: it is buried, which takes it out of
    everybody's sight at once; its records are deleted; then the run itself.
    """

    def now(self) -> datetime:
        """Return the store's time: nothing is deleted by a clock that may be wrong."""

    def next_flow(self, after: str) -> str | None:
        """Return the first flow by id after this one that has runs."""

    def made_before(
        self, flow_id: str, at: datetime, after: tuple[datetime, str] | None, limit: int
    ) -> Sequence[Run]:
        """Return a flow's runs made before a time, the oldest first, as `peek` does."""

    def is_any_open_below(self, run_id: str) -> bool:
        """Tell whether a descendant of a run has not ended."""

    def below(self, run_id: str, limit: int) -> Sequence[str]:
        """Return ids of descendants of a run."""

    def bury(self, run_id: str, ended_before: datetime) -> bool:
        """Move a run that ended before a time to GRAVE; False when it is none."""

    def buried(
        self, before: datetime, after: tuple[datetime, str] | None, limit: int
    ) -> Sequence[Run]:
        """
        Return runs that were buried before a time and are still there, as `peek` does.

        In the order of their making, from the one made then and so called on.
        """

    def remove_records(self, run_id: str, limit: int) -> bool:
        """Delete up to `limit` records of a run that is buried; tell whether there were any."""

    def remove_run(self, run_id: str) -> None:
        """Delete a run that was buried."""

    def adrift(self, after: str, limit: int) -> tuple[Sequence[str], str]:
        """
        Look at `limit` records of runs whose ids come after this one.

        Returns the runs among theirs that are not there, and the last one looked at: empty at the
        end.
        """

    def name_files(self) -> Iterator[None]:
        """
        Note which files open runs name, a page at a time.

        Those that this version has stored know it; one before it may go on storing others.
        """

    def is_file_named(self, file_id: str) -> bool:
        """Tell whether a run names a file."""


@dataclass(frozen=True, slots=True)
class Census:
    """
    How an installation stands; counts stop at MOST_COUNTED.

    `queued` is by queue and `waiting` by what is waited for. `expired` are running runs whose lease
    has been over for a while, `overdue` waits whose time came a while ago. Times are the store's.
    None is what took too long to count. `next_timer` is when the first delay, retry or expiry is
    due.
    """

    at: datetime
    queued: Mapping[str, int] | None = field(default_factory=dict)
    oldest_queued_at: datetime | None = None
    running: int | None = 0
    expired: int | None = 0
    waiting: Mapping[str, int] | None = field(default_factory=dict)
    overdue: int | None = 0
    dead_letters: int | None = 0
    schedules: int | None = 0
    next_fire: datetime | None = None
    next_timer: datetime | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """What the runs of one day (`2026-01-31`, in UTC) or of one flow cost, and how many did."""

    key: str
    credits: int
    runs: int


def in_order(sums: Iterable[Spent], by: str) -> list[Spent]:
    """Return sums in the order in which they are shown."""
    if by == "day":
        return sorted(sums, key=lambda one: one.key)
    return sorted(sums, key=lambda one: (-one.credits, one.key))


class CensusStore(Protocol):
    """What is shown to whoever watches an installation."""

    def take(self, late_seconds: float) -> Census:
        """Count what is to be done, by indexes that hold nothing that has ended."""

    def spent(self, query: RunQuery, by: str) -> Sequence[Spent]:
        """
        Add up what all runs cost that a query means, whatever its limit.

        `by` is `day`, the earliest first, or `flow`, the costliest first. Runs without cost are not
        looked at. Raises Unavailable for what takes too long.
        """
