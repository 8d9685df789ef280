"""The part of the store's contract that is about runs as children of others; see `base`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from engine.store.documents import Run, Tally


class FamilyStore(Protocol):
    """Runs as children of others: how a group stands, and what is open among descendants."""

    def add(self, members: Sequence[Run]) -> Sequence[str]:
        """
        Store runs of a group in one command; return the ids that were taken.

        What an earlier attempt at the same call got in counts as taken too. A command that is cut
        short has stored some of them.
        """

    def count_below(self, run_id: str, limit: int) -> int:
        """Count a run's descendants, to `limit` at most."""

    def go_on(self, run_ids: Sequence[str]) -> bool:
        """Tell whether all of these runs are there, have not ended and were not canceled."""

    def is_any(self, group: str) -> bool:
        """Tell whether the group has a run."""

    def tally(self, group: str) -> Tally:
        """Count the runs of a group."""

    def is_any_open(self, group: str) -> bool:
        """Tell whether a run of the group has not ended."""

    def next_in_turn(self, group: str) -> Run | None:
        """Return the first run of the group that waits for its turn, as `peek` does."""

    def postpone(self, group: str, seconds: float) -> None:
        """
        Move `wake_at` of a group's runs in turn that are due to now + seconds.

        To their deadline at most; those whose deadline is over are left as they are.
        """

    def first_after(self, run: Run, unless_canceled_by: str) -> Run | None:
        """
        Return the first run of its group that came after a run, as `peek` does.

        Those that were canceled by `unless_canceled_by` are passed over.
        """

    def members(self, group: str, *, only_open: bool = False) -> Sequence[Run]:
        """Return a group's runs by their place, with output and error and no other payload."""

    def children(self, parent_id: str, limit: int) -> Sequence[Run]:
        """Return runs that this one started, as `peek` does."""

    def waiting_below(
        self, run_id: str, kinds: Sequence[str], limit: int, meant: str | None = None
    ) -> Sequence[Run]:
        """
        Return descendants that wait for something of these kinds, as `peek` does.

        With `meant` only the one whose wait, or own id, that is.
        """

    def decided_below(
        self, run_id: str, *, wait_id: str | None = None, key: str | None = None
    ) -> Run | None:
        """Return a descendant whose last decision was of this wait, or under this key."""

    def is_approved_below(self, run_id: str, after: datetime | None = None) -> bool:
        """Tell whether an approval of a descendant was decided, with `after` after that time."""
