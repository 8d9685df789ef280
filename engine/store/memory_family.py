"""Runs as children of others, read from the dicts of the memory store: for tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from engine.store.documents import Run, Tally
from engine.store.endings import TURN
from engine.store.memory import MemoryRuns, without_payloads
from schemas.run import TERMINAL, RunStatus


class MemoryFamily:
    """Satisfies `FamilyStore`."""

    def __init__(self, runs: MemoryRuns) -> None:
        self._runs = runs

    def add(self, members: Sequence[Run]) -> Sequence[str]:
        """Store runs one after the other."""
        return [run.run_id for run in members if not self._runs.insert(run)]

    def count_below(self, run_id: str, limit: int) -> int:
        """Count a run's descendants."""
        return min(limit, sum(1 for run in self._runs.every() if run_id in run.ancestors))

    def go_on(self, run_ids: Sequence[str]) -> bool:
        """Tell whether all of these runs are there, have not ended and were not canceled."""
        found = [run for run in self._runs.every() if run.run_id in run_ids]
        is_going = all(run.status not in TERMINAL and run.cancel is None for run in found)
        return is_going and len(found) == len(set(run_ids))

    def is_any(self, group: str) -> bool:
        """Tell whether the group has a run."""
        return bool(self._group(group))

    def tally(self, group: str) -> Tally:
        """Count the runs of a group."""
        runs = self._group(group)
        return Tally(
            open=sum(1 for run in runs if run.status not in TERMINAL),
            in_turn=sum(1 for run in runs if _is_in_turn(run)),
            completed=sum(1 for run in runs if run.status is RunStatus.COMPLETED),
            lost=sum(1 for run in runs if run.status in (RunStatus.FAILED, RunStatus.CANCELED)),
        )

    def is_any_open(self, group: str) -> bool:
        """Tell whether a run of the group has not ended."""
        return any(run.status not in TERMINAL for run in self._group(group))

    def next_in_turn(self, group: str) -> Run | None:
        """Return the first run of the group that waits for its turn."""
        waiting = [run for run in self._group(group) if _is_in_turn(run)]
        return without_payloads(waiting[0]) if waiting else None

    def postpone(self, group: str, seconds: float) -> None:
        """Move the times of those in turn."""
        now = self._runs.now()
        ahead = now + timedelta(seconds=seconds)

        def later(run: Run) -> Run | None:
            is_due = _is_in_turn(run) and run.wake_at is not None and run.wake_at <= now
            if not is_due or (run.deadline is not None and run.deadline <= now):
                return None
            return replace(run, wake_at=min(ahead, run.deadline or ahead))

        for run in self._group(group):
            self._runs.change(run.run_id, later)

    def first_after(self, run: Run, unless_canceled_by: str) -> Run | None:
        """Return the first run of its group that came after a run."""
        later = [one for one in self._group(str(run.group)) if _place(one) > _place(run)]
        kept = (one for one in later if one.cancel is None or one.cancel.by != unless_canceled_by)
        found = min(kept, key=_place, default=None)
        return None if found is None else without_payloads(found)

    def members(self, group: str, *, only_open: bool = False) -> Sequence[Run]:
        """Return a group's runs by their place."""
        runs = self._group(group)
        return [_result(run) for run in runs if not only_open or run.status not in TERMINAL]

    def children(self, parent_id: str, limit: int) -> Sequence[Run]:
        """Return runs that this one started."""
        found = [run for run in self._runs.every() if run.parent_id == parent_id]
        return [without_payloads(run) for run in found[:limit]]

    def waiting_below(
        self, run_id: str, kinds: Sequence[str], limit: int, meant: str | None = None
    ) -> Sequence[Run]:
        """Return descendants that wait for something of these kinds."""
        found = [
            run
            for run in self._runs.every()
            if run_id in run.ancestors and run.status is RunStatus.WAITING
            if run.wait is not None and run.wait.kind in kinds
            if meant in (None, run.run_id, run.wait.wait_id)
        ]
        return [without_payloads(run) for run in found[:limit]]

    def decided_below(
        self, run_id: str, *, wait_id: str | None = None, key: str | None = None
    ) -> Run | None:
        """Return a descendant whose last decision was of this wait, or under this key."""
        for run in self._runs.every():
            decision = run.decision if run_id in run.ancestors else None
            if decision is None or wait_id not in (None, decision.wait_id):
                continue
            if key in (None, decision.key):
                return without_payloads(run)
        return None

    def is_approved_below(self, run_id: str, after: datetime | None = None) -> bool:
        """Tell whether an approval of a descendant was decided."""
        times = [run.approved_at for run in self._runs.every() if run_id in run.ancestors]
        return any(at is not None and (after is None or at > after) for at in times)

    def _group(self, group: str) -> list[Run]:
        found = [run for run in self._runs.every() if run.group == group]
        return sorted(found, key=lambda run: run.child_index or 0)


def _place(run: Run) -> tuple[int, str]:
    return run.child_index or 0, run.run_id


def _is_in_turn(run: Run) -> bool:
    return run.status is RunStatus.WAITING and run.wait is not None and run.wait.kind == TURN


def _result(run: Run) -> Run:
    return replace(without_payloads(run), output=run.output, sealed_result=run.sealed_result)
