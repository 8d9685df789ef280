"""Sweeping and counting in the dicts of the memory store: for tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from engine import ids
from engine.store.documents import GRAVE, Run
from engine.store.endings import TIMERS
from engine.store.memory import MemoryRuns, without_payloads
from engine.store.memory_catalog import MemorySchedules
from engine.store.memory_listing import is_listed
from engine.store.queries import RunQuery
from engine.store.upkeep import MOST_COUNTED, Census, Spent, in_order
from schemas.run import TERMINAL, RunStatus

_FOR_EVER = 10 * 366 * 86_400.0


class MemorySweep:
    """Satisfies `SweepStore`."""

    def __init__(self, runs: MemoryRuns) -> None:
        self._runs = runs

    def now(self) -> datetime:
        """Return the store's time."""
        return self._runs.now()

    def next_flow(self, after: str) -> str | None:
        """Return the first flow after this one that has runs."""
        return min((r.flow_id for r in self._runs.every() if r.flow_id > after), default=None)

    def made_before(
        self, flow_id: str, at: datetime, after: tuple[datetime, str] | None, limit: int
    ) -> Sequence[Run]:
        """Return a flow's runs made before a time."""
        found = [r for r in self._runs.every() if r.flow_id == flow_id and r.created_at < at]
        return _oldest(found, after, limit)

    def is_any_open_below(self, run_id: str) -> bool:
        """Tell whether a descendant has not ended."""
        return any(run.status not in TERMINAL for run in self._below(run_id))

    def below(self, run_id: str, limit: int) -> Sequence[str]:
        """Return ids of descendants."""
        return [run.run_id for run in self._below(run_id)][:limit]

    def bury(self, run_id: str, ended_before: datetime) -> bool:
        """Move a run that ended before a time to GRAVE."""

        def buried(run: Run) -> Run | None:
            is_over = run.status in TERMINAL and run.ended_at and run.ended_at < ended_before
            if not is_over or run.workspace_id == GRAVE:
                return None
            moved = replace(run, workspace_id=GRAVE, flow_id=GRAVE, dead_letter=False)
            return replace(moved, updated_at=self._runs.now())

        return self._runs.change(run_id, buried)

    def buried(
        self, before: datetime, after: tuple[datetime, str] | None, limit: int
    ) -> Sequence[Run]:
        """Return runs that were buried before a time."""
        found = [run for run in self._runs.every() if run.workspace_id == GRAVE]
        return _oldest([run for run in found if run.updated_at < before], after, limit)

    def remove_records(self, run_id: str, limit: int) -> bool:
        """Delete records of a run that is buried."""
        run = self._runs.get(run_id)
        if run is None or run.workspace_id != GRAVE:
            return False
        found = [seq for owner, seq in self._runs.journaled() if owner == run_id][:limit]
        for seq in found:
            self._runs.drop_entry(run_id, seq)
        return bool(found)

    def remove_run(self, run_id: str) -> None:
        """Delete a run that was buried."""
        run = self._runs.get(run_id)
        if run is not None and run.workspace_id == GRAVE:
            self._runs.drop(run_id)

    def adrift(self, after: str, limit: int) -> tuple[Sequence[str], str]:
        """Return runs that have records and are not there."""
        owners = [owner for owner, _ in self._runs.journaled() if owner > after][:limit]
        lost = [one for one in dict.fromkeys(owners) if self._runs.get(one) is None]
        return lost, owners[-1] if owners else ""

    def name_files(self) -> Iterator[None]:
        """Note which files open runs name."""
        for run in self._runs.every():
            bodies = [run.inputs or b"", run.decision.payload if run.decision else b""]
            bodies += [entry.body for entry in run.tail]
            bodies += [entry.body for entry in self._runs.entries(run.run_id, -2)]
            named = tuple(dict.fromkeys((*run.files, *ids.files_in(*bodies))))

            def noted(held: Run, named: tuple[str, ...] = named) -> Run | None:
                return None if held.status in TERMINAL else replace(held, files=named)

            if named != run.files:
                self._runs.change(run.run_id, noted)
        yield from ()

    def is_file_named(self, file_id: str) -> bool:
        """Tell whether a run names a file."""
        return any(file_id in run.files for run in self._runs.every())

    def _below(self, run_id: str) -> list[Run]:
        return [run for run in self._runs.every() if run_id in run.ancestors]


def _oldest(runs: Sequence[Run], after: tuple[datetime, str] | None, limit: int) -> Sequence[Run]:
    found = [run for run in runs if after is None or (run.created_at, run.run_id) > after]
    found.sort(key=lambda run: (run.created_at, run.run_id))
    return [without_payloads(run) for run in found[:limit]]


class MemoryCensus:
    """Satisfies `CensusStore`."""

    def __init__(self, runs: MemoryRuns, schedules: MemorySchedules) -> None:
        self._runs = runs
        self._schedules = schedules

    def take(self, late_seconds: float) -> Census:
        """Count."""
        at = self._runs.now()
        late, runs = at - timedelta(seconds=late_seconds), self._runs.every()
        queued = [run for run in runs if run.status is RunStatus.QUEUED]
        waiting = [run for run in runs if run.status is RunStatus.WAITING]
        leases = [run.lease for run in runs if run.status is RunStatus.RUNNING]
        active = self._schedules.active(MOST_COUNTED)
        timers = self._runs.due(_FOR_EVER, 1, TIMERS)
        return Census(
            at=at,
            queued=Counter(run.queue for run in queued),
            oldest_queued_at=min((run.queued_at for run in queued), default=None),
            running=len(leases),
            expired=sum(1 for lease in leases if lease is not None and lease.until < late),
            waiting=Counter(run.wait.kind for run in waiting if run.wait is not None),
            overdue=sum(1 for run in waiting if run.wake_at is not None and run.wake_at < late),
            dead_letters=sum(1 for run in runs if run.dead_letter),
            schedules=len(active),
            next_fire=min((s.next_fire for s in active if s.next_fire), default=None),
            next_timer=min((due.wake_at for due in timers), default=None),
        )

    def spent(self, query: RunQuery, by: str) -> Sequence[Spent]:
        """Add up."""
        held: dict[str, Spent] = {}
        for run in self._runs.every():
            if run.credits and is_listed(run, query):
                key = run.flow_id if by == "flow" else run.created_at.date().isoformat()
                one = held.get(key, Spent(key, 0, 0))
                held[key] = Spent(key, one.credits + run.credits, one.runs + 1)
        return in_order(held.values(), by)
