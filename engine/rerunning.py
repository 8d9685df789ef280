"""A run from the middle of another: what happened before a step is taken over, not repeated."""

from __future__ import annotations

from engine import loading, transitions
from engine.errors import Conflict, InvalidInput, Issue
from engine.plan import Plan
from engine.record import from_entry
from engine.store.base import RunStore
from engine.store.documents import Entry, Fence, Run


def records_before(store: RunStore, run: Run, plan: Plan, step_id: str) -> tuple[Entry, ...]:
    """
    Return the records of a run up to where it first came to a step outside all loops.

    They belong to no claim, so that any claim of the new run may build on them. Raises InvalidInput
    for a step that the version has not, Conflict for one that the run never came to.
    """
    if step_id not in plan.steps:
        message = f"the run's version has no step {step_id!r}"
        found = [Issue("/fromStepId", "unknown_step", message)]
        raise InvalidInput("unknown_step", message, found)
    kept: list[Entry] = []
    current = loading.initial(plan, run)
    for entry in loading.entries_of(store, run):
        if current.cursor == step_id and not current.frames:
            return tuple(kept)
        current = transitions.apply(plan, current, from_entry(entry))
        kept.append(Entry(entry.seq, Fence(), entry.body, entry.sealed))
    if current.cursor == step_id and not current.frames:
        return tuple(kept)
    message = f"the run never came to step {step_id!r} outside a loop"
    raise Conflict("step_not_reached", message)
