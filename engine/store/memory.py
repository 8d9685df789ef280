"""
The run store in dicts: one document operation at a time, never more than MongoDB would give.

For tests and simulations; the contract suite holds it to what MongoDB does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock

from engine import clock, ids
from engine.store import endings
from engine.store.documents import (
    Cancel,
    Claim,
    Due,
    Entry,
    Fence,
    Hint,
    Lease,
    OpenWait,
    Renewal,
    Run,
    Settlement,
    StoredDecision,
)
from engine.store.memory_listing import is_in, is_listed, place, since
from engine.store.queries import InboxQuery, RunQuery
from schemas.run import TERMINAL, RunStatus


class MemoryRuns:
    """Satisfies `RunStore`; `now` stands for the database server's clock."""

    def __init__(self, now: Callable[[], datetime] = clock.now) -> None:
        self._now = now
        self._lock = Lock()
        self._runs: dict[str, Run] = {}
        self._journal: dict[tuple[str, int], Entry] = {}

    def insert(self, run: Run) -> bool:
        """Store a new run; False when its id is taken."""
        with self._lock:
            if run.run_id in self._runs:
                return False
            self._runs[run.run_id] = run
            return True

    def get(self, run_id: str) -> Run | None:
        """Return the whole run."""
        return self._runs.get(run_id)

    def peek(self, run_id: str) -> Run | None:
        """Return the run without its payloads."""
        run = self._runs.get(run_id)
        return None if run is None else without_payloads(run)

    def now(self) -> datetime:
        """Return the time of the server that this stands for."""
        return self._now()

    def change(self, run_id: str, change: Callable[[Run], Run | None]) -> bool:
        """Put what `change` makes of a run in its place; False where it makes nothing of it."""
        with self._lock:
            run = self._runs.get(run_id)
            changed = None if run is None else change(run)
            if changed is not None:
                self._runs[run_id] = changed
            return changed is not None

    def change_entry(self, run_id: str, seq: int, change: Callable[[Entry], Entry | None]) -> bool:
        """Put what `change` makes of an entry in its place; False where it makes nothing of it."""
        with self._lock:
            entry = self._journal.get((run_id, seq))
            changed = None if entry is None else change(entry)
            if changed is not None:
                self._journal[run_id, seq] = changed
            return changed is not None

    def drop(self, run_id: str) -> None:
        """Delete a run document."""
        self._runs.pop(run_id, None)

    def journaled(self) -> list[tuple[str, int]]:
        """Return the places of all journal entries: run and seq, in order."""
        return sorted(self._journal)

    def drop_entry(self, run_id: str, seq: int) -> None:
        """Delete a journal entry."""
        self._journal.pop((run_id, seq), None)

    def every(self) -> list[Run]:
        """Return all runs, for the stores that look at them from another side."""
        return list(self._runs.values())

    def newest(self, query: RunQuery) -> Sequence[Run]:
        """Return runs without their payloads."""
        found = sorted(self._runs.values(), key=place, reverse=True)
        listed = [run for run in found if is_listed(run, query)]
        return [without_payloads(run) for run in listed[: query.limit]]

    def inbox(self, query: InboxQuery) -> Sequence[Run]:
        """Return runs that wait for an approval, the oldest first."""
        found = sorted((run for run in self.every() if is_in(run, query)), key=since)
        return [replace(without_payloads(run), inputs=run.inputs) for run in found[: query.limit]]

    def claim(self, run_id: str, worker: str, token: str, lease_seconds: float) -> Claim | None:
        """Take a run that is queued, or running with an expired lease."""
        with self._lock:
            now, run = self._now(), self._runs.get(run_id)
            if run is None or not is_claimable(run, now):
                return None
            is_dead = run.status is RunStatus.RUNNING
            run = replace(
                run,
                status=RunStatus.RUNNING,
                fence=Fence(run.fence.n + 1, token),
                lease=Lease(worker, now + timedelta(seconds=lease_seconds)),
                taken_over=is_dead,
                dead_claims=run.dead_claims + 1 if is_dead else 0,
                dead_since=(run.dead_since or now) if is_dead else None,
                started_at=run.started_at or now,
                updated_at=now,
            )
            self._runs[run_id] = run
            return Claim(run, now)

    def renew(self, run_id: str, fence: Fence, lease_seconds: float) -> Renewal:
        """Move the lease on, while it is this fence's."""
        with self._lock:
            run = self._runs.get(run_id)
            if run is None or not is_held_by(run, fence) or run.lease is None:
                return Renewal.LOST
            until = self._now() + timedelta(seconds=lease_seconds)
            self._runs[run_id] = replace(run, lease=Lease(run.lease.worker, until))
            return Renewal.HELD if run.cancel is None else Renewal.CANCELED

    def expire(self, run_id: str, fence: Fence) -> None:
        """End the lease of this fence's claim now."""
        with self._lock:
            run = self._runs.get(run_id)
            if run is not None and is_held_by(run, fence) and run.lease is not None:
                lease = Lease(run.lease.worker, self._now())
                self._runs[run_id] = replace(run, lease=lease, dead_claims=0, dead_since=None)

    def expire_worker(self, worker: str) -> list[Hint]:
        """End every lease of a worker that is known to be dead."""
        with self._lock:
            held = [
                run
                for run in self._runs.values()
                if run.status is RunStatus.RUNNING and run.lease and run.lease.worker == worker
            ]
            for run in held:
                self._runs[run.run_id] = replace(run, lease=Lease(worker, self._now()))
            return [hint_of(run) for run in held]

    def append(self, run_id: str, entries: Sequence[Entry]) -> Entry | None:
        """Insert journal entries in order, stopping at the first seq that is taken."""
        with self._lock:
            for entry in entries:
                taken = self._journal.get((run_id, entry.seq))
                if taken is not None:
                    return taken
                self._journal[run_id, entry.seq] = entry
            return None

    def entries(self, run_id: str, after: int = -1, limit: int | None = None) -> list[Entry]:
        """Return journal entries with seq > `after`, in order."""
        found = [e for (r, s), e in list(self._journal.items()) if r == run_id and s > after]
        return sorted(found, key=lambda entry: entry.seq)[:limit]

    def latest(self, run_id: str, before: int, limit: int) -> list[Entry]:
        """Return the last journal entries with seq < `before`, the last first."""
        return [one for one in self.entries(run_id)[::-1] if one.seq < before][:limit]

    def settle(self, run_id: str, fence: Fence, settlement: Settlement) -> bool:
        """End a claim, while this fence runs it and nobody canceled."""
        with self._lock:
            run = self._runs.get(run_id)
            if run is None or not is_held_by(run, fence):
                return False
            is_ending = settlement.status is RunStatus.CANCELED or settlement.despite_cancel
            if run.cancel is not None and not is_ending:
                return False
            self._runs[run_id] = settled(run, settlement, self._now())
            return True

    def decide(
        self, run_id: str, decision: StoredDecision, wait_rev: int | None = None
    ) -> Run | None:
        """Move a waiting run to queued with the decision of its open wait."""
        with self._lock:
            now, run = self._now(), self._runs.get(run_id)
            if run is None or not is_decidable(run, decision, now):
                return None
            if wait_rev is not None and run.wait is not None and run.wait.rev != wait_rev:
                return None
            is_approval = endings.decides_approval(decision.kind)
            run = replace(
                run,
                status=RunStatus.QUEUED,
                decision=decision,
                approved_at=decision.at if is_approval else run.approved_at,
                files=tuple(dict.fromkeys((*run.files, *ids.files_in(decision.payload)))),
                wait=None,
                wake_at=None,
                queued_at=now,
                updated_at=now,
            )
            self._runs[run_id] = run
            return without_payloads(run)

    def amend(self, run_id: str, wait: OpenWait) -> Run | None:
        """Put `wait` in place of the open wait with the revision before it."""
        with self._lock:
            now, run = self._now(), self._runs.get(run_id)
            if run is None or not _is_open(run, wait.wait_id) or run.wait is None:
                return None
            is_over = run.wake_at is not None and run.wake_at <= now
            if is_over or run.wait.rev != wait.rev - 1:
                return None
            self._runs[run_id] = run = replace(run, wait=wait, updated_at=now)
            return without_payloads(run)

    def dismiss(self, run_id: str) -> None:
        """Clear the mark."""
        with self._lock:
            run = self._runs.get(run_id)
            if run is not None:
                self._runs[run_id] = replace(run, dead_letter=False)

    def postpone(self, run_id: str, wait_id: str, seconds: float) -> bool:
        """Move `wake_at` of this open wait."""
        with self._lock:
            run = self._runs.get(run_id)
            if run is None or run.wait is None or not _is_open(run, wait_id):
                return False
            if run.wait.kind not in endings.LOOKED_AFTER:
                return False
            self._runs[run_id] = replace(run, wake_at=self._now() + timedelta(seconds=seconds))
            return True

    def cancel(self, run_id: str, by: str, wait_id: str | None = None) -> Run | None:
        """End a queued or waiting run as canceled, flag one that runs or waits for children."""
        with self._lock:
            now, run = self._now(), self._runs.get(run_id)
            if run is None or not (wait_id is None or _is_open(run, wait_id)):
                return None
            if run.status is RunStatus.RUNNING or may_have_children(run):
                given = run.cancel or Cancel(now, by)
                updated_at = run.updated_at if run.cancel else now
                wake_at = now if run.status is RunStatus.WAITING else run.wake_at
                run = replace(run, cancel=given, updated_at=updated_at, wake_at=wake_at)
            elif run.status in (RunStatus.QUEUED, RunStatus.WAITING):
                run = replace(
                    run,
                    status=RunStatus.CANCELED,
                    cancel=Cancel(now, by),
                    wait=None,
                    wake_at=None,
                    ended_at=now,
                    updated_at=now,
                )
            self._runs[run_id] = run
            return without_payloads(run)

    def expired(self, limit: int) -> list[Hint]:
        """Return running runs whose lease is over."""
        now = self._now()
        found = [
            hint_of(run)
            for run in list(self._runs.values())
            if run.status is RunStatus.RUNNING and run.lease and run.lease.until <= now
        ]
        return found[:limit]

    def due(
        self, within_seconds: float, limit: int, kinds: Collection[str] | None = None
    ) -> list[Due]:
        """Return waiting runs due within that time, the earliest first."""
        horizon = self._now() + timedelta(seconds=within_seconds)
        found = [
            Due(run.run_id, run.wait.wait_id, run.wake_at, run.wait.kind, run.group, run.deadline)
            for run in list(self._runs.values())
            if run.status is RunStatus.WAITING and run.wait and run.wake_at
            if run.wake_at <= horizon and (kinds is None or run.wait.kind in kinds)
        ]
        return sorted(found, key=lambda due: due.wake_at)[:limit]

    def queued(self, older_than_seconds: float, limit: int, after: str = "") -> list[Hint]:
        """Return runs queued for longer than that, by run id from `after` on."""
        before = self._now() - timedelta(seconds=older_than_seconds)
        found = [
            hint_of(run)
            for run in list(self._runs.values())
            if run.status is RunStatus.QUEUED and run.queued_at <= before and run.run_id > after
        ]
        return sorted(found, key=lambda hint: hint.run_id)[:limit]


def _is_open(run: Run, wait_id: str) -> bool:
    return run.status is RunStatus.WAITING and run.wait is not None and run.wait.wait_id == wait_id


def may_have_children(run: Run) -> bool:
    """Tell whether children of a run in no worker's hands may be open: they are to end first."""
    if run.status is RunStatus.WAITING:
        return run.wait is not None and run.wait.kind == endings.CHILDREN
    is_woken = run.decision is not None and run.decision.kind in endings.LEAVING_CHILDREN
    return run.status is RunStatus.QUEUED and (is_woken or run.taken_over)


def is_claimable(run: Run, now: datetime) -> bool:
    """Tell whether a worker may take the run: nobody advances it, and it is not parked or over."""
    if run.status is RunStatus.QUEUED:
        return True
    return run.status is RunStatus.RUNNING and run.lease is not None and run.lease.until <= now


def is_held_by(run: Run, fence: Fence) -> bool:
    """Tell whether the claim with this fence is the one that runs it."""
    return run.status is RunStatus.RUNNING and run.fence == fence


def is_decidable(run: Run, decision: StoredDecision, now: datetime) -> bool:
    """Tell whether the decision is of the open wait, of a kind that may end it, and in time."""
    if run.status is not RunStatus.WAITING or run.wait is None:
        return False
    if run.wait.wait_id != decision.wait_id:
        return False
    return run.wait.kind in endings.ended_by(decision.kind) and _is_in_time(run, decision, now)


def _is_in_time(run: Run, decision: StoredDecision, now: datetime) -> bool:
    if decision.kind in (endings.CHILDREN, endings.TURN):
        return True
    if decision.kind == endings.DEADLINE:
        own = run.wait.deadline if run.wait is not None else None
        return any(at is not None and at <= now for at in (run.deadline, own))
    is_over = run.wake_at is not None and run.wake_at <= now
    return is_over if decision.kind == endings.DUE else not is_over


def settled(run: Run, settlement: Settlement, now: datetime) -> Run:
    """Return the run as its claimant leaves it."""
    is_over = settlement.status in TERMINAL
    return replace(
        run,
        status=settlement.status,
        lease=None,
        taken_over=settlement.taken_over,
        dead_claims=0,
        dead_since=None,
        tail=settlement.tail,
        snapshot=settlement.snapshot or run.snapshot,
        journaled=settlement.journaled or run.journaled,
        wait=settlement.wait,
        wake_at=settlement.wake_at,
        current_id=settlement.current_id,
        current_name=settlement.current_name,
        steps=settlement.steps,
        credits=settlement.credits,
        dead_letter=settlement.dead_letter,
        tolerated=settlement.tolerated,
        output=settlement.output,
        sealed_result=settlement.sealed_result,
        sealed_secrets=settlement.sealed_secrets,
        error=settlement.error,
        updated_at=now,
        ended_at=now if is_over else None,
        queued_at=now if settlement.status is RunStatus.QUEUED else run.queued_at,
    )


def without_payloads(run: Run) -> Run:
    """Return what `peek` shows of a run."""
    decision = run.decision and replace(run.decision, payload=b"", sealed=None)
    return replace(
        run,
        inputs=None,
        snapshot=None,
        tail=(),
        output=None,
        decision=decision,
        sealed_inputs=None,
        sealed_result=None,
    )


def hint_of(run: Run) -> Hint:
    """Return what it takes to enqueue the run again."""
    return Hint(run.run_id, run.fence.n, run.queue, run.dead_claims)
