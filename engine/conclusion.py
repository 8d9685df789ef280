"""From an attempt's outcome to the record that is journaled: retries, error paths, limits."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, assert_never, cast

from engine import canonical, clock, deadlines, foreign, retry, rounds, tolerated
from engine.limits import Limits
from engine.outcome import (
    Completed,
    Decision,
    Failed,
    Finished,
    Follow,
    Iterate,
    Outcome,
    StepFailure,
    Waiting,
)
from engine.plan import Step
from engine.record import Kind, Record, stored_output, stored_variables
from engine.secrecy import Touched
from engine.state import Frame, State
from schemas.json import Json, JsonObject

_MAX_SHOWN_INPUT = 64 * 1024


@dataclass(frozen=True, slots=True)
class Attempt:
    """
    One try at a step: which, where, with what, and what of that is shown.

    `tries` tells the tries at the loops around it apart, empty in the first of each. `touched`
    grows by the secrets that the try uses, however it ends.
    """

    run_id: str
    step: Step
    path: str
    visit: int
    iteration: tuple[int, ...]
    number: int
    started_at: datetime
    data: JsonObject
    shown: JsonObject | None = None
    tries: str = ""
    touched: list[Touched] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Return `<path>:<visit>`."""
        return f"{self.path}:{self.visit}"

    @property
    def idempotency_key(self) -> str:
        """Return what every effect of this execution carries, on every attempt."""
        return f"{self.run_id}:{self.key}"

    @property
    def own_key(self) -> str:
        """Return what names this attempt alone: its waits, its children, what it costs."""
        return f"{self.idempotency_key}{self.tries}:{self.number}"


def attempt_at(run_id: str, step: Step, state: State, started_at: datetime) -> Attempt:
    """Return the attempt that the state is about to make at its cursor."""
    outer = state.frames[:-1] if state.is_at_boundary else state.frames
    return _attempt(run_id, step, state, outer, started_at)


def loop_attempt(run_id: str, step: Step, state: State, started_at: datetime) -> Attempt:
    """Return the attempt at a loop that the state is inside of, wherever within it that is."""
    depth = [frame.step_id for frame in state.frames].index(step.step_id)
    attempt = _attempt(run_id, step, state, state.frames[:depth], started_at)
    return replace(attempt, number=state.frames[depth].attempt)


def time_out(attempt: Attempt, at: datetime, state: State) -> Record:
    """Return the record of an attempt, or of a whole loop, that did not end in its time."""
    seconds = attempt.step.timeout_seconds or 0
    failure = StepFailure("TIMEOUT", f"the step did not end within {seconds:g} s")
    return _failed(_blank(attempt, state, at, None), attempt, Failed(failure))


def _attempt(
    run_id: str, step: Step, state: State, outer: tuple[Frame, ...], started_at: datetime
) -> Attempt:
    visits = outer[-1].visits if outer else state.visits
    parts = [f"{_visited(frame.step_id, frame.visit)}[{frame.index}]" for frame in outer]
    return Attempt(
        run_id=run_id,
        step=step,
        path="/".join([*parts, step.step_id]),
        visit=visits.get(step.step_id, 0),
        iteration=tuple(frame.index for frame in outer),
        number=state.attempt,
        started_at=started_at,
        data={},
        tries=_tries(outer),
    )


def _tries(outer: tuple[Frame, ...]) -> str:
    if all(frame.attempt == 1 for frame in outer):
        return ""
    return "~" + ".".join(str(frame.attempt) for frame in outer)


def _visited(step_id: str, visit: int) -> str:
    # A loop that is entered again has the same indexes inside: its own visit tells them apart.
    return f"{step_id}#{visit}" if visit else step_id


def conclude(
    attempt: Attempt,
    state: State,
    outcome: Outcome,
    ended_at: datetime,
    limits: Limits,
    decision: JsonObject | None = None,
) -> Record:
    """Return the record of an attempt that led to `outcome`."""
    record = _blank(attempt, state, ended_at, decision, **_led_to(attempt, outcome))
    if isinstance(outcome, (Completed, Failed)) and (outcome.logs or outcome.charges):
        logs = [foreign.well_formed_value(line) for line in outcome.logs]
        charges = list(outcome.charges)
        record = replace(record, logs=logs or None, charges=charges or None)
    match outcome:
        case Completed():
            pass
        case Finished(output=output):
            record = replace(record, kind=Kind.FINISHED, output=output)
        case Waiting():
            record = _waiting(record, attempt, state, outcome, limits)
        case Iterate():
            record = _looped(record, attempt, state, outcome)
        case Failed():
            record = _failed(record, attempt, outcome)
            if outcome.partial is None:
                return record
        case _:
            assert_never(outcome)
    return _within_limits(record, attempt, limits)


def interrupt(attempt: Attempt, state: State, at: datetime) -> Record:
    """Return the record of an attempt that was begun, may not be repeated, and has no result."""
    message = "the worker died during this step, and the step may not be repeated"
    failure = StepFailure("INTERRUPTED", message, retryable=False)
    record = _failed(_blank(attempt, state, at, None), attempt, Failed(failure))
    return replace(record, kind=Kind.INTERRUPTED)


def mark_started(attempt: Attempt, state: State) -> Record:
    """Return the marker that goes before an attempt that may not be repeated."""
    return replace(_blank(attempt, state, attempt.started_at, None), kind=Kind.STARTED)


def decision_view(
    decision: Decision, principal: str, body_hash: str, key: str | None
) -> JsonObject:
    """Return what the journal keeps of a decision: enough to recognise a repeat of it."""
    return {
        "waitId": decision.wait_id,
        "kind": decision.kind,
        "by": decision.by,
        "at": clock.rfc3339(decision.at),
        "principal": principal,
        "bodyHash": body_hash,
        "key": key,
    }


def _blank(
    attempt: Attempt,
    state: State,
    ended_at: datetime,
    decision: JsonObject | None,
    **led_to: Any,  # noqa: ANN401, fields of Record
) -> Record:
    if "input" not in led_to:
        led_to["input"] = _shown(attempt.data if attempt.shown is None else attempt.shown)
    return Record(
        seq=state.seq,
        kind=Kind.COMPLETED,
        started_at=attempt.started_at,
        ended_at=max(ended_at, attempt.started_at),
        step_id=attempt.step.step_id,
        name=attempt.step.name,
        type=attempt.step.type,
        path=attempt.path,
        visit=attempt.visit,
        iteration=attempt.iteration,
        attempt=attempt.number,
        decision=decision,
        touched=tuple(one for one in attempt.touched if one not in state.touched),
        **led_to,
    )


def _shown(data: JsonObject) -> Json:
    size = len(canonical.encode(data))
    return data if size <= _MAX_SHOWN_INPUT else {"_truncated": True, "bytes": size}


def _led_to(attempt: Attempt, outcome: Outcome) -> dict[str, Any]:
    """Return the fields of a record that only its outcome tells."""
    if isinstance(outcome, Iterate):
        # Not shown, so not measured either: it may be as large as the list.
        return {"input": None}
    if not isinstance(outcome, Completed):
        return {}
    goto = attempt.step.next_id if isinstance(outcome.goto, Follow) else outcome.goto
    counted = tolerated.plus(outcome.tolerated) or None
    led_to = {"output": outcome.output, "goto": goto, "variables": outcome.variables}
    return {**led_to, "tolerated": counted}


def group_of(attempt: Attempt) -> str:
    """Return what names the children of this attempt: the id of its first wait for them."""
    return _wait_id(f"{attempt.own_key}:children")


def _waiting(
    record: Record, attempt: Attempt, state: State, outcome: Waiting, limits: Limits
) -> Record:
    latest = attempt.started_at + timedelta(seconds=limits.max_wait_seconds)
    asked = outcome.wait
    wake_at = asked.wake_at
    if asked.kind == "children":
        wake_at = record.ended_at + timedelta(seconds=limits.children_check_seconds)
    elif asked.kind not in ("delay", "retry"):
        wake_at = min(wake_at or latest, latest)
    wait = _wait(attempt, asked.kind, record.ended_at, wake_at, asked.view)
    wait |= asked.terms
    if asked.kind == "user-approval":
        wait["number"] = state.approvals
    if deadline := _deadline(attempt, state):
        wait["deadline"] = deadline
    if asked.kind == "children" and state.approvals:
        # A link of an approval that the run itself had opened opens nothing below it.
        wait["number"] = state.approvals
    if asked.kind == "children":
        wait["group"] = group_of(attempt)
    if state.wait is not None:
        # Waiting once more after a wait was decided: not for that decision.
        wait["id"] = _wait_id(f"{wait['id']}:{state.seq}")
    return replace(record, kind=Kind.WAITING, wait=wait, input=attempt.data)


def _deadline(attempt: Attempt, state: State) -> Json:
    """Return when a waiting attempt must have ended: to wait once more does not prolong it."""
    if state.wait is not None and state.wait["kind"] != "retry":
        return state.wait.get("deadline")
    at = deadlines.of(attempt.step, attempt.started_at)
    return clock.rfc3339(at) if at else None


def _wait(
    attempt: Attempt, kind: str, at: datetime, wake_at: datetime | None, view: JsonObject
) -> JsonObject:
    return {
        "id": _wait_id(f"{attempt.own_key}:{kind}"),
        "kind": kind,
        "createdAt": clock.rfc3339(at),
        "wakeAt": clock.rfc3339(wake_at) if wake_at else None,
        "view": view,
    }


def _wait_id(seed: str) -> str:
    return f"wait_{hashlib.sha256(seed.encode()).hexdigest()[:32]}"


def _looped(record: Record, attempt: Attempt, state: State, outcome: Iterate) -> Record:
    loop: JsonObject = {"index": outcome.index}
    deadline = deadlines.of(attempt.step, attempt.started_at)
    if deadline is not None and not state.is_at_boundary:
        loop["deadline"] = clock.rfc3339(deadline)
    if outcome.memo is not None:
        loop["memo"] = outcome.memo
    if outcome.keep != rounds.ALL:
        loop["keep"] = outcome.keep
    return replace(record, kind=Kind.LOOPED, loop=loop, variables=outcome.variables, input=None)


def _failed(record: Record, attempt: Attempt, outcome: Failed) -> Record:
    failure, policy = outcome.failure, attempt.step.retry
    error = _error(attempt, failure)
    may_retry = failure.retryable and not outcome.fatal and attempt.number < policy.max_attempts
    if may_retry:
        seconds = retry.delay_seconds(
            policy, attempt.number, attempt.idempotency_key, failure.retry_after_seconds
        )
        wake_at = record.ended_at + timedelta(seconds=seconds)
        wait = _wait(attempt, "retry", record.ended_at, wake_at, {"error": error})
        return replace(record, kind=Kind.RETRYING, error=error, wait=wait)
    caught, goto = _catcher(attempt, fatal=outcome.fatal)
    record = replace(record, kind=Kind.FAILED, error=error, caught=caught, goto=goto)
    if caught != "continue":
        return record
    counted = tolerated.plus({tolerated.STEPS: 1}, outcome.tolerated)
    return replace(record, output=_beside(error, outcome), tolerated=cast("JsonObject", counted))


def _beside(error: JsonObject, outcome: Failed) -> JsonObject:
    """Return the result of a step that failed and goes on: its error beside what it came to."""
    return {**(outcome.partial or {}), "error": error}


def _catcher(attempt: Attempt, *, fatal: bool) -> tuple[str, str | None]:
    step = attempt.step
    if fatal:
        return "run", None
    if "errorNextStepId" in step.links:
        return "step", step.links["errorNextStepId"]
    if step.on_error == "continue":
        return "continue", step.next_id
    return ("loop", None) if attempt.iteration else ("run", None)


def _error(attempt: Attempt, failure: StepFailure) -> JsonObject:
    error: JsonObject = {
        "code": failure.code,
        "message": failure.message,
        "stepId": attempt.step.step_id,
        "stepName": attempt.step.name,
        "attempts": attempt.number,
    }
    if failure.details is not None:
        error["details"] = failure.details
    try:
        canonical.encode(error)
    except (ValueError, TypeError, RecursionError):
        # What another side sent may be no JSON: the failure must be told all the same.
        return {**error, "message": ascii(failure.message), "details": None}
    return error


def _within_limits(record: Record, attempt: Attempt, limits: Limits) -> Record:
    """Return the record, or the failure it is when its result is too large or not JSON."""
    result = [stored_output(record), record.loop, stored_variables(record), record.wait]
    try:
        size = len(canonical.encode(cast("Json", result)))
    except (ValueError, TypeError, RecursionError) as error:
        code, message = "INVALID_RESULT", f"the result is not JSON: {error}"
    else:
        if size <= limits.max_result_bytes:
            return record
        code = "STEP_RESULT_TOO_LARGE"
        message = f"the result is {size} bytes of JSON, the limit is {limits.max_result_bytes}"
        if record.loop is None and rounds.is_of_loop(record.output):
            message += f"; {rounds.REMEDY}"
    # Nothing of the result may stay: what cannot be written would take the worker down.
    blank = replace(record, output=None, loop=None, variables={}, wait=None, tolerated=None)
    failure = StepFailure(code, message, retryable=False)
    return _failed(blank, attempt, Failed(failure))
