"""What can be read of a run: its state, its steps, its context, as the API shows them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import cast

from engine import canonical, clock, loading, tolerated
from engine.context import Context
from engine.credits.pricing import text_of
from engine.errors import NotFound
from engine.plan import Plan
from engine.record import Kind, Record, from_entry
from engine.settling import CANCELED_ERROR
from engine.store.base import RunStore
from engine.store.documents import Run
from schemas.json import Json, JsonObject
from schemas.run import RunStatus

LAST_STEPS = 5
# Beyond the last record of any run.
END = 2**31
_CHUNK = 200
# What a person calls a step, and how it is shown; the other kinds are the protocol's own.
_STATUS = {
    Kind.COMPLETED: "completed",
    Kind.FINISHED: "completed",
    Kind.FAILED: "failed",
    Kind.RETRYING: "failed",
    Kind.WAITING: "waiting",
    Kind.INTERRUPTED: "interrupted",
}


def poll(run: Run) -> JsonObject:
    """Return the lightweight view: where the run is and what it waits for."""
    view: JsonObject = {
        "appRunId": run.run_id,
        "status": run.status.value,
        "currentStep": _current(run),
        "progress": {"steps": run.steps},
        "updatedAt": clock.rfc3339(run.updated_at),
        **_errors(run),
    }
    if run.wait is not None:
        view |= cast("JsonObject", canonical.decode(run.wait.view))
    return view


def glimpse(run: Run) -> JsonObject:
    """Return the state of a run and what it waits for, and nothing of its steps."""
    return {**poll(run), "currentStep": None}


def details(run: Run, plan: Plan | None, children: Sequence[Run] = ()) -> JsonObject:
    """Return everything about a run but its payloads; `version` is null for a draft's run."""
    return {
        **poll(run),
        "flowId": run.flow_id,
        "flow": {"id": run.flow_id, "name": plan.name if plan else None},
        "version": run.version,
        "trigger": run.trigger,
        "triggerStepId": run.trigger_step_id,
        "principal": run.principal,
        "queue": run.queue,
        "createdAt": clock.rfc3339(run.created_at),
        "queuedAt": clock.rfc3339(run.queued_at),
        "startedAt": _time(run.started_at),
        "endedAt": _time(run.ended_at),
        "durationMs": _duration_ms(run),
        "counts": {"steps": run.steps, "claims": run.fence.n},
        "credits": run.credits,
        "deadLetter": run.dead_letter,
        "parentId": run.parent_id,
        "children": [_child(one) for one in children],
        "error": _error(run),
        **_fire(run),
    }


def _fire(run: Run) -> JsonObject:
    """Return the times of the fire that started a run; nothing for other runs."""
    if run.scheduled_for is None:
        return {}
    return {
        "scheduledFor": clock.rfc3339(run.scheduled_for),
        "previousFor": _time(run.previous_for),
    }


def _child(run: Run) -> JsonObject:
    return {
        "appRunId": run.run_id,
        "name": run.branch,
        "flowId": run.flow_id,
        "index": run.child_index,
        "status": run.status.value,
        "hasErrors": run.has_errors,
    }


def _errors(run: Run) -> JsonObject:
    """Return whether a run completed with errors, and how many it went on with by kind."""
    counts = cast("tolerated.Counts", _decoded(run.tolerated) or {})
    return {"hasErrors": run.has_errors, "errorCounts": {**tolerated.shown(counts)}}


def row(run: Run) -> JsonObject:
    """Return a run's line in a list; `version` is null for a draft's run."""
    return {
        "appRunId": run.run_id,
        "flowId": run.flow_id,
        "version": run.version,
        "status": run.status.value,
        "trigger": run.trigger,
        "principal": run.principal,
        "currentStep": _current(run),
        "createdAt": clock.rfc3339(run.created_at),
        "startedAt": _time(run.started_at),
        "endedAt": _time(run.ended_at),
        "durationMs": _duration_ms(run),
        "steps": run.steps,
        "credits": run.credits,
        **_errors(run),
        "deadLetter": run.dead_letter,
        "error": _error(run),
        **_fire(run),
    }


def credit_details(store: RunStore, run: Run, budgets: Sequence[JsonObject] = ()) -> JsonObject:
    """
    Return what each executed step cost and why: its charges, with the price row and the usage.

    `total` is the sum of all of them. A call that nobody could price costs null, with a warning.
    """
    rows: list[JsonObject] = []
    total, cost, warnings = 0, Decimal(0), list[Json]()
    for record in _records(store, run):
        if record.kind not in _STATUS:
            continue
        charges = record.charges or []
        spent = [Decimal(str(one["cost"])) for one in charges if one.get("cost") is not None]
        warnings += [f"{record.name}: {one['warning']}" for one in charges if "warning" in one]
        total, cost = total + record.credits, cost + sum(spent)
        rows.append(
            {
                "seq": record.seq,
                "stepId": record.step_id,
                "name": record.name,
                "type": record.type,
                "attempt": record.attempt,
                "credits": record.credits,
                "cost": text_of(sum(spent, Decimal(0))) if spent else None,
                "charges": cast("list[Json]", charges),
            }
        )
    return {
        "total": total,
        "cost": text_of(cost),
        "currency": "USD",
        "byStep": cast("list[Json]", rows),
        "warnings": list(dict.fromkeys(warnings)),
        "budgets": list(budgets),
    }


def outputs(run: Run) -> JsonObject:
    """Return the run's output, empty before its end."""
    return cast("JsonObject", _decoded(run.output) or {})


def inputs(store: RunStore, run: Run) -> JsonObject:
    """Return the run's inputs, defaults filled in."""
    return loading.inputs_of(store, run)


def steps(store: RunStore, run: Run, after: int, limit: int) -> tuple[list[JsonObject], str | None]:
    """
    Return executed steps in order, and where the next page begins.

    An attempt that is retried is a failed row of its own; a step that waited has a waiting row and,
    once resumed, a completed or failed one.
    """
    shown = (record for record in _records(store, run, after) if record.kind in _STATUS)
    rows = [_row(record) for record in islice(shown, limit)]
    return rows, str(rows[-1]["seq"]) if next(shown, None) else None


def last_steps(
    store: RunStore, run: Run, before: int, limit: int
) -> tuple[list[JsonObject], str | None]:
    """Return executed steps, the last first, and where the page of those before them begins."""
    shown = (record for record in _records_back(store, run, before) if record.kind in _STATUS)
    rows = [_row(record) for record in islice(shown, limit)]
    return rows, str(rows[-1]["seq"]) if next(shown, None) else None


def error_details(store: RunStore, run: Run) -> JsonObject:
    """Return the error and the steps before it; null and none for a run without one."""
    error = _error(run)
    if error is None:
        return {"error": None, "lastSteps": []}
    shown = (record for record in _records(store, run) if record.kind in _STATUS)
    last: list[Json] = [_row(record) for record in deque(shown, LAST_STEPS)]
    return {"error": {**error, "cause": error.get("details")}, "lastSteps": last}


def context(store: RunStore, run: Run, plan: Plan) -> JsonObject:
    """Return all that a template would see now. Raises NotFound for a run that cannot be read."""
    try:
        info, state, _ = loading.load(store, _with_journal(run), plan)
    except (ValueError, KeyError, TypeError) as error:
        raise NotFound("context_unreadable", "what is stored of this run cannot be read") from error
    return dict(Context(info, plan, state, plan.steps.get(state.cursor or "")))


def _records(store: RunStore, run: Run, after: int = -1) -> Iterator[Record]:
    """Yield the run's records after a seq, journal and tail joined, read as they are asked for."""
    if _with_journal(run).journaled:
        while chunk := store.entries(run.run_id, after, _CHUNK):
            yield from map(from_entry, chunk)
            after = chunk[-1].seq
    yield from (from_entry(entry) for entry in run.tail if entry.seq > after)


def _records_back(store: RunStore, run: Run, before: int) -> Iterator[Record]:
    """Yield the run's records before a seq, the last first, read as they are asked for."""
    is_journaled = _with_journal(run).journaled
    newest = store.latest(run.run_id, END, 1) if is_journaled else []
    # Who goes on with a run puts its tail into the journal first: there it counts once.
    flushed = newest[0].seq if newest else -1
    yield from (from_entry(one) for one in reversed(run.tail) if flushed < one.seq < before)
    while newest and (chunk := store.latest(run.run_id, before, _CHUNK)):
        yield from map(from_entry, chunk)
        before = chunk[-1].seq


def _with_journal(run: Run) -> Run:
    """Return the run with its journal: who has it may have written since the last settle."""
    return replace(run, journaled=run.journaled or run.status is RunStatus.RUNNING)


def _error(run: Run) -> JsonObject | None:
    if run.error is None and run.status is RunStatus.CANCELED:
        return CANCELED_ERROR
    return cast("JsonObject | None", _decoded(run.error))


def _row(record: Record) -> JsonObject:
    duration = record.ended_at - record.started_at
    return {
        "seq": record.seq,
        "path": record.path,
        "stepId": record.step_id,
        "name": record.name,
        "type": record.type,
        "iteration": list(record.iteration),
        "attempt": record.attempt,
        "status": _STATUS[record.kind],
        "startedAt": clock.rfc3339(record.started_at),
        "endedAt": clock.rfc3339(record.ended_at),
        "durationMs": round(duration.total_seconds() * 1000),
        "input": record.input,
        "output": record.output,
        "error": record.error,
        "logs": record.logs or [],
        "credits": record.credits,
    }


def _current(run: Run) -> Json:
    if run.current_id is None:
        return None
    return {"id": run.current_id, "name": run.current_name}


def _time(at: datetime | None) -> str | None:
    return None if at is None else clock.rfc3339(at)


def _duration_ms(run: Run) -> int | None:
    if run.ended_at is None:
        return None
    return round((run.ended_at - run.created_at).total_seconds() * 1000)


def _decoded(data: bytes | None) -> Json:
    return None if data is None else canonical.decode(data)
