"""From a claimed run back to the state its worker left: snapshot, then journal, then tail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from engine import branches, canonical, transitions
from engine.branches import Shared
from engine.context import RunInfo
from engine.errors import LeaseLost
from engine.plan import WEBHOOK_PREFIX, Plan
from engine.record import from_entry
from engine.sealing import Seal
from engine.state import State
from engine.store.base import RunStore
from engine.store.documents import Entry, Run
from schemas.json import JsonObject
from schemas.run import RunStatus

_PAGE = 500
# What decoding raises for bytes that were not written here.
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


def entries_of(store: RunStore, run: Run, after: int = -1) -> list[Entry]:
    """Return the run's records after a seq, journal and tail joined, in order."""
    journaled = list(_journaled(store, run, after, claimed=False))
    return [*journaled, *_not_in(journaled, run.tail, after)]


def load(
    store: RunStore,
    run: Run,
    plan: Plan,
    *,
    claimed: bool = False,
    seal: Seal | None = None,
    shared: Shared | None = None,
) -> tuple[RunInfo, State, list[Entry]]:
    """
    Return what stays the same, the state, and the tail entries that the journal may not hold yet.

    With `seal` as the run goes on with it, without as it is shown: secrets masked.

    Raises one of UNREADABLE when what is stored is not what was written, and for the one who
    `claimed` the run LeaseLost when a newer claim has written to the journal. `shared` remembers
    what runs of one group read alike.
    """
    shared = shared or Shared()
    snapshot = branches.state_of(store, run, seal, shared)
    after = snapshot.seq - 1 if snapshot else -1
    given, touched = branches.inputs_of(store, run, seal, shared)
    current, last = snapshot or replace(initial(plan, run), touched=touched), -1
    for entry in _journaled(store, run, after, claimed=claimed):
        if claimed and entry.fence.n > run.fence.n:
            # Slow to load: another claim took over, and the next place is its own to write.
            raise LeaseLost
        current, last = _after(plan, current, entry, seal), entry.seq
    for entry in run.tail:
        if entry.seq > max(last, after):
            current = _after(plan, current, entry, seal)
    # A snapshot may be newer than the tail, whose entries still belong into the journal.
    left = [entry for entry in run.tail if entry.seq > last]
    return info_of(run, given), current, left


def _after(plan: Plan, current: State, entry: Entry, seal: Seal | None) -> State:
    if entry.seq != current.seq:
        msg = f"record {current.seq} is missing"
        raise ValueError(msg)
    record = from_entry(seal.real(entry) if seal else entry)
    return transitions.apply(plan, current, record, entry.size)


def _journaled(store: RunStore, run: Run, after: int, *, claimed: bool) -> Iterator[Entry]:
    """Yield the journal's entries page by page: together they may be more than a worker holds."""
    # Only a settle says that the journal holds something: a claim at work may have written to it.
    may_grow = run.status is RunStatus.RUNNING and not claimed
    if not (run.journaled or run.taken_over or may_grow):
        return
    while page := store.entries(run.run_id, after, _PAGE):
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].seq


def _not_in(journaled: Sequence[Entry], tail: Sequence[Entry], after: int) -> list[Entry]:
    last = journaled[-1].seq if journaled else after
    return [entry for entry in tail if entry.seq > last]


def initial(plan: Plan, run: Run) -> State:
    """Return the state of a run that has executed nothing."""
    trigger = plan.steps[run.trigger_step_id]
    begun = State(cursor=trigger.next_id, clock=run.created_at, previous_name=trigger.name)
    return begun if trigger.next_id else transitions.ended_at_once(begun)


def inputs_of(store: RunStore, run: Run) -> JsonObject:
    """Return a run's inputs as they are shown."""
    return branches.inputs_of(store, run, None, Shared())[0]


def info_of(run: Run, inputs: JsonObject) -> RunInfo:
    """Return what stays the same for the whole run."""
    is_webhook = run.trigger.startswith(WEBHOOK_PREFIX)
    return RunInfo(
        run_id=run.run_id,
        trigger_type=run.trigger,
        trigger_data=inputs.get("webhook") if is_webhook else inputs,
        inputs=inputs,
        user=cast("JsonObject", canonical.decode(run.user)),
        created_at=run.created_at,
        workspace_id=run.workspace_id,
        principal=run.principal,
        conversation_id=run.conversation_id,
        message_id=run.message_id,
        scheduled_for=run.scheduled_for,
        previous_for=run.previous_for,
    )
