"""The state machine of a run: `apply(plan, state, record)`, a pure function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, assert_never, cast

from engine import clock, tolerated
from engine.plan import Plan, Step
from engine.record import Kind, Record
from engine.rounds import ALL, Rounds
from engine.state import End, Frame, State
from engine.tolerated import Counts
from schemas.json import Json, JsonObject
from schemas.run import RunStatus


def apply(  # noqa: C901, one case a kind
    plan: Plan, state: State, record: Record, size: int = 0
) -> State:
    """Return the state as it is after `record`, which takes `size` bytes."""
    state = _counted(plan, state, record, size)
    match record.kind:
        case Kind.TAKEOVER:
            return replace(state, takeovers=state.takeovers + 1)
        case Kind.STARTED:
            return replace(state, started=True)
        case Kind.WAITING:
            opened = (record.wait or {}).get("kind") == "user-approval"
            approvals = state.approvals + opened
            return replace(state, wait=_with_data(record), started=False, approvals=approvals)
        case Kind.RETRYING:
            return _retrying(state, record)
        case Kind.LOOPED:
            return _looped(plan, state, record)
        case Kind.COMPLETED:
            return _completed(plan, state, record)
        case Kind.FINISHED:
            output = cast("JsonObject", record.output)
            return replace(state, cursor=None, end=End(RunStatus.COMPLETED, output=output))
        case Kind.FAILED | Kind.INTERRUPTED:
            return _failed(plan, state, record)
        case _:
            assert_never(record.kind)


def is_execution(kind: Kind) -> bool:
    """Tell whether a record of this kind ends an execution of a step."""
    return kind in (Kind.COMPLETED, Kind.FAILED, Kind.FINISHED, Kind.INTERRUPTED)


def _counted(plan: Plan, state: State, record: Record, size: int) -> State:
    if record.kind is Kind.TAKEOVER:
        return replace(state, seq=record.seq + 1, size=state.size + size)
    worked = max(0, round((record.ended_at - record.started_at).total_seconds() * 1000))
    return replace(
        state,
        seq=record.seq + 1,
        clock=record.ended_at if _moves_time(plan, state, record) else state.clock,
        takeovers=0,
        executed=state.executed + is_execution(record.kind),
        worked_ms=state.worked_ms + worked,
        size=state.size + size,
        credits=state.credits + record.credits,
        tolerated=_tolerated(state, record),
        touched=(*state.touched, *record.touched) if record.touched else state.touched,
    )


def _tolerated(state: State, record: Record) -> Counts:
    frame = _frame_of(state, record)
    is_handled = record.kind is Kind.RETRYING or record.caught in ("step", "loop")
    if frame is not None and is_handled:
        # What failed within a loop is handled with it: by another try, or by its error path.
        return frame.tolerated
    more = cast("Counts | None", record.tolerated)
    return tolerated.plus(state.tolerated, more) if more else state.tolerated


def _moves_time(plan: Plan, state: State, record: Record) -> bool:
    # A retry or a resumed wait must render the same bytes again: only passing a step moves time.
    if record.kind in (Kind.STARTED, Kind.RETRYING, Kind.WAITING):
        return False
    # Neither does another try at a loop, which begins where the first began.
    is_entered = record.kind is Kind.LOOPED and not state.is_at_boundary
    return not (is_entered and plan.steps[record.step_id].retry.max_attempts > 1)


def _with_data(record: Record) -> JsonObject:
    return {**(record.wait or {}), "data": record.input}


def _looped(plan: Plan, state: State, record: Record) -> State:
    loop = cast("JsonObject", record.loop)
    index, step = cast("int", loop["index"]), plan.steps[record.step_id]
    if state.is_at_boundary:
        frame = replace(
            state.frames[-1], index=index, variables=record.variables, outputs={}, visits={}
        )
        frames = (*state.frames[:-1], frame)
    else:
        frame = Frame(
            step_id=record.step_id,
            visit=record.visit,
            index=index,
            memo=loop.get("memo"),
            variables=record.variables,
            saved={name: _saved(state.variables, name) for name in record.variables},
            started_at=record.started_at,
            attempt=record.attempt,
            before=_before(state) if step.retry.max_attempts > 1 else None,
            results=Rounds(str(loop.get("keep", ALL))),
            deadline=clock.parse(str(loop["deadline"])) if "deadline" in loop else None,
            tolerated=state.tolerated,
        )
        frames = (*state.frames, frame)
    variables = {**state.variables, **record.variables}
    moved = replace(
        state,
        frames=frames,
        variables=variables,
        previous_name=step.name,
        attempt=1,
        started=False,
        wait=None,
        cursor=step.body_id,
    )
    return moved if step.body_id is not None else _at_end_of_path(moved)


def _before(state: State) -> JsonObject:
    """Return what another try at a loop begins with: then it sends the same bytes again."""
    return {
        "variables": dict(state.variables),
        "results": dict(state.results),
        "clock": clock.rfc3339(state.clock),
        "previous_name": state.previous_name,
    }


def _retrying(state: State, record: Record) -> State:
    frame = _frame_of(state, record)
    state = _outside(state, record)
    if frame is not None and frame.before is not None:
        kept = cast("dict[str, Any]", frame.before)
        state = replace(state, **{**kept, "clock": clock.parse(kept["clock"])})
    return replace(
        state,
        cursor=record.step_id,
        wait=_with_data(record),
        started=False,
        attempt=record.attempt + 1,
    )


def _frame_of(state: State, record: Record) -> Frame | None:
    """Return the frame of the loop that a record is of, None where it is of no loop."""
    depth = len(record.iteration)
    return state.frames[depth] if depth < len(state.frames) else None


def _outside(state: State, record: Record) -> State:
    """Return the state around the step of a record: outside it, if it is a loop."""
    while len(state.frames) > len(record.iteration):
        state = _without_frame(state)
    return state


def _saved(variables: Mapping[str, Json], name: str) -> JsonObject | None:
    return {"value": variables[name]} if name in variables else None


def _completed(plan: Plan, state: State, record: Record) -> State:
    step = plan.steps[record.step_id]
    state = _outside(state, record)
    variables = {**state.variables, **record.variables}
    return _past(_with_result(state, step, record.output, variables), step, record.goto)


def _failed(plan: Plan, state: State, record: Record) -> State:
    step, error = plan.steps[record.step_id], cast("JsonObject", record.error)
    if record.caught == "run":
        return replace(state, cursor=None, wait=None, end=End(RunStatus.FAILED, error=error))
    state = _outside(state, record)
    variables = {**state.variables, "error": error}
    if record.caught == "loop":
        return _body_ended(replace(state, variables=variables, previous_name=step.name), error)
    if record.caught == "continue":
        state = _with_result(state, step, record.output, variables)
    else:
        state = replace(state, variables=variables)
    return _past(state, step, record.goto)


def variables_outside(state: State) -> dict[str, Json]:
    """Return the variables as they are around the innermost loop: without its own."""
    variables = dict(state.variables)
    for name, saved in state.frames[-1].saved.items():
        if saved is None:
            variables.pop(name, None)
        else:
            variables[name] = saved["value"]
    return variables


def _without_frame(state: State) -> State:
    return replace(state, frames=state.frames[:-1], variables=variables_outside(state))


def _with_result(state: State, step: Step, output: Json, variables: dict[str, Json]) -> State:
    """Keep what a step led to; `variables` are those after it but for its own."""
    if step.output:
        variables[step.output] = output
    frames, collected = state.frames, state.collected
    if frames:
        frame = frames[-1]
        frame = replace(frame, outputs={**frame.outputs, step.output or step.key: output})
        frames = (*frames[:-1], frame)
    elif collected is not None:
        collected = {**collected, step.output or step.key: output}
    results = {**state.results, step.key: output}
    return replace(state, results=results, variables=variables, frames=frames, collected=collected)


def _past(state: State, step: Step, goto: str | None) -> State:
    """Leave a step: count the visit, forget the attempt, go on."""
    frames, visits = state.frames, state.visits
    if frames:
        frame = replace(frames[-1], visits=_plus_one(frames[-1].visits, step.step_id))
        frames = (*frames[:-1], frame)
    else:
        visits = _plus_one(visits, step.step_id)
    # In one copy, like the other changes of a step: copying states is half of what a step costs.
    left = replace(
        state,
        frames=frames,
        visits=visits,
        attempt=1,
        started=False,
        previous_name=step.name,
        wait=None,
        cursor=goto,
    )
    return left if goto is not None else _at_end_of_path(left)


def _plus_one(visits: Mapping[str, int], step_id: str) -> dict[str, int]:
    return {**visits, step_id: visits.get(step_id, 0) + 1}


def _at_end_of_path(state: State) -> State:
    if state.frames:
        return _body_ended(state, None)
    output = dict(state.collected or {})
    return replace(state, cursor=None, end=End(RunStatus.COMPLETED, output=output))


def _body_ended(state: State, error: JsonObject | None) -> State:
    frame = state.frames[-1]
    result: JsonObject = {"index": frame.index}
    if "item" in frame.variables:
        result["item"] = frame.variables["item"]
    result["outputs"] = dict(frame.outputs)
    result["error"] = error
    frame = replace(frame, results=frame.results.plus(result))
    return replace(
        state,
        frames=(*state.frames[:-1], frame),
        cursor=frame.step_id,
        wait=None,
        attempt=frame.attempt,
        started=False,
    )


def ended_at_once(state: State) -> State:
    """Return the state of a flow whose trigger leads nowhere: completed, with nothing to show."""
    return replace(state, cursor=None, end=End(RunStatus.COMPLETED, output={}))
