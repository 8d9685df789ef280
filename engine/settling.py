"""How a claim ends: from what its work led to, the one update and the word to whoever waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from engine import canonical, deadlines, waits
from engine.advance import Advance
from engine.ports import Notice
from engine.store.documents import Run, Settlement
from engine.store.endings import CHILDREN
from schemas.json import JsonObject
from schemas.run import RunStatus

# What the system's own runs belong to: deliveries, and how a Peer answers.
SYSTEM_WORKSPACE = "system "
SYSTEM_FLOW = "system_"
# How much larger than `snapshot_bytes` a snapshot may be, and how much smaller than its records.
_LARGEST = 8
_TIMES_SMALLER = 4
CANCELED_ERROR: JsonObject = {"code": "RUN_CANCELED", "message": "the run was canceled"}


def settlement_of(advance: Advance, run: Run) -> Settlement:
    """
    Return how the run is left, secrets masked. Flushes what the settlement cannot carry.

    All who are told of it, by whatever way, read it from here.
    """
    return advance.journal.seal.settlement(_real(advance, run), advance.state.touched)


def _real(advance: Advance, run: Run) -> Settlement:
    current, end = advance.state, advance.state.end
    tail = advance.journal.tail()
    settlement = Settlement(
        status=_status(advance),
        tail=tail,
        snapshot=_snapshot(advance),
        journaled=advance.journal.journaled,
        current_id=current.cursor,
        current_name=advance.plan.name_of(current.cursor),
        steps=current.executed,
        credits=current.credits,
        tolerated=canonical.encode(dict(current.tolerated)) if current.tolerated else None,
        taken_over=_status(advance) is RunStatus.QUEUED and current.takeovers > 0,
    )
    if advance.is_canceled and not advance.awaits_children:
        return canceled(settlement)
    if end is not None:
        output = canonical.encode(end.output) if end.output is not None else None
        error = canonical.encode(end.error) if end.error is not None else None
        is_dead = end.status is RunStatus.FAILED and is_somebodys(run)
        return replace(settlement, output=output, error=error, dead_letter=is_dead)
    if settlement.status is RunStatus.WAITING:
        wait = waits.open_wait(advance.plan, current)
        wake_at = advance.now() if advance.is_canceled else _wake_at(advance)
        return replace(settlement, wait=wait, wake_at=wake_at, despite_cancel=advance.is_canceled)
    return settlement


def canceled(settlement: Settlement) -> Settlement:
    """
    Return the same end of a claim, for a run that somebody canceled meanwhile.

    One that has just started children ends after them, so it waits for them all the same.
    """
    if settlement.wait is not None and settlement.wait.kind == CHILDREN:
        return replace(settlement, despite_cancel=True)
    return replace(
        settlement,
        status=RunStatus.CANCELED,
        wait=None,
        wake_at=None,
        output=None,
        sealed_result=None,
        sealed_secrets=None,
        error=canonical.encode(CANCELED_ERROR),
        dead_letter=False,
        taken_over=False,
    )


def corrupt(run: Run) -> Settlement:
    """Return the end of a run whose stored state or definition cannot be read."""
    return _unread(
        run, "CORRUPT_STATE", "what is stored of this run, or its version, cannot be read"
    )


def unworkable(run: Run) -> Settlement:
    """Return the end of a run whose workers die before they come to record anything."""
    message = f"{run.dead_claims} workers in a row died or gave up while they had this run"
    return _unread(run, "POISON_STEP", message)


def _unread(run: Run, code: str, message: str) -> Settlement:
    error: JsonObject = {"code": code, "message": message, "stepId": run.current_id}
    return Settlement(
        status=RunStatus.FAILED,
        tail=run.tail,
        journaled=run.journaled,
        steps=run.steps,
        credits=run.credits,
        tolerated=run.tolerated,
        error=canonical.encode(error),
        dead_letter=is_somebodys(run),
    )


def is_somebodys(run: Run) -> bool:
    """Tell whether people started a run: it is no part of another, and none of the system's own."""
    is_own = run.workspace_id.startswith(SYSTEM_WORKSPACE) or run.flow_id.startswith(SYSTEM_FLOW)
    return run.parent_id is None and not is_own


def notice_of(run: Run, settlement: Settlement) -> Notice:
    """Return the word for whoever waits on the run."""
    return Notice(
        run_id=run.run_id,
        fence_n=run.fence.n,
        status=settlement.status,
        output=settlement.output,
        error=settlement.error,
        wait=settlement.wait.view if settlement.wait else None,
        tolerated=settlement.tolerated,
    )


def _status(advance: Advance) -> RunStatus:
    state = advance.state
    if state.end is not None:
        return state.end.status
    return RunStatus.WAITING if advance.is_parked else RunStatus.QUEUED


def _wake_at(advance: Advance) -> datetime | None:
    """Return when a wait is due: at its own time, or when that of a step or of the run is over."""
    state = advance.state
    times = [waits.wake_at(state), deadlines.soonest(state), advance.deadline]
    return min((at for at in times if at is not None), default=None)


def _snapshot(advance: Advance) -> bytes | None:
    state, limits = advance.state, advance.limits
    records, size = state.seq - state.loaded_seq, state.size - state.loaded_size
    is_worth_it = records >= limits.snapshot_records or size >= limits.snapshot_worth_bytes
    if state.end is not None or not is_worth_it:
        return None
    snapshot = advance.journal.seal.snapshot(state)
    # A large one is read by every claim: only where that is less than the records it stands for.
    most = min(size // _TIMES_SMALLER, _LARGEST * limits.snapshot_bytes)
    return snapshot if len(snapshot) <= max(limits.snapshot_bytes, most) else None
