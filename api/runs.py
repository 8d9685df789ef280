"""Routes that read, resume and cancel runs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final, cast

from flask import Response, jsonify, request

from api import auth, decisions, door, outcomes, standing
from api.context import principal, services
from api.edge import Blueprint, load, unknown_fields
from api.outcomes import UNFINISHED
from api.preferences import idempotency_key, preferences
from api.problems import Rejected
from engine import canonical, history
from engine.credits.budgets import view as budget_view
from engine.errors import Issue, NotFound
from engine.results import of_run
from engine.resuming import Resume
from engine.rights import Right
from engine.store.documents import Run
from schemas.answers import page_of
from schemas.fields import Nothing
from schemas.flow import StepsPage
from schemas.json import JsonObject
from schemas.run import TERMINAL
from schemas.run_answers import (
    CanceledAnswer,
    ChangesAnswer,
    CostAnswer,
    DetailsAnswer,
    ErrorAnswer,
    OutcomeAnswer,
    PollAnswer,
    StepAnswer,
    UnfinishedAnswer,
)
from schemas.runs import MetadataQuery, PollQuery, ResumeData, ResumeDecision, ResumeTool

blueprint = Blueprint("runs", __name__, url_prefix="/v1/flowrun", description="Runs")
RESUME_BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        "application/json": {"schema": {"oneOf": [ResumeDecision, ResumeTool, ResumeData]}}
    },
}
_BODIES = {"decision": ResumeDecision, "toolResult": ResumeTool, "data": ResumeData}


@blueprint.post("/resume/<string:run_id>")
@blueprint.arguments(MetadataQuery, location="query")
@blueprint.doc(requestBody=RESUME_BODY)
@blueprint.response(200, OutcomeAnswer)
@blueprint.alt_response(202, schema=UnfinishedAnswer, description=UNFINISHED)
def resume(query: JsonObject, run_id: str) -> Response:
    """End the run's open wait with a decision, a tool's result or data."""
    run = services().engine.runs.peek(principal(), run_id)
    auth.require_resume(run)
    return resumed(query, run)


def resumed(query: JsonObject, run: Run) -> Response:
    """Resume a run that the caller may resume, and answer with what comes of it."""
    engine, room = services().engine, services().waiting_room
    call = resume_call(door.read_object(request), idempotency_key(request))
    metadata = query["returnExecutionMetadata"] == "true"
    wanted = preferences(request, engine.settings.sync_timeout_seconds, metadata=metadata)

    def decide() -> tuple[Run, bool]:
        done = decisions.decide(run, call)
        return done.run, done.is_delivered

    with room.seat(principal().principal_id, wanted=wanted.wait_seconds > 0) as may_wait:
        if may_wait:
            result = room.outcome(run.run_id, wanted.wait_seconds, decide, standing.standing())
        else:
            result = _unawaited(decide()[0])
        # Who was named to decide may have no right to the flow, and learns the state alone.
        return outcomes.answer(result if auth.may_see(run) else result.of_a_part(), wanted)


def _unawaited(run: Run) -> Any:  # noqa: ANN401, a Result
    return (
        services().waiting_room.read(run.run_id)
        if run.status in TERMINAL
        else of_run(services().engine.runs.seen(run))
    )


def resume_call(body: JsonObject, key: str | None) -> Resume:
    """Return what a resume body says: a decision, a tool's result or data. Raises Rejected."""
    kinds = [kind for kind in _BODIES if kind in body]
    if len(kinds) != 1:
        raise _not_one_kind(body, kinds)
    kind = kinds[0]
    loaded = load(_BODIES[kind](), body)
    wait_id = loaded["waitId"]
    if kind == "toolResult":
        result = loaded["toolResult"]
        if wait_id not in (None, result["executionId"]):
            raise Rejected(422, "invalid_request", "waitId and executionId name different waits")
        execution_id = str(result.pop("executionId"))
        return Resume(kind, result, execution_id, key)
    if kind == "decision":
        payload: JsonObject = {
            "decision": loaded["decision"],
            "comment": loaded["comment"],
            "fields": loaded["fields_"],
        }
        return Resume(kind, payload, wait_id, key)
    return Resume(kind, loaded["data"], wait_id, key)


def _not_one_kind(body: JsonObject, kinds: Sequence[str]) -> Rejected:
    detail = "send exactly one of decision, toolResult and data"
    unknown = [name for name in body if name not in (*_BODIES, "waitId")]
    found = list(unknown_fields(unknown))
    if len(kinds) > 1:
        found += [Issue(f"/{kind}", "ambiguous_body", detail) for kind in kinds]
    return Rejected(422, "invalid_request", detail, found)


@blueprint.post("/cancel/<string:run_id>")
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, CanceledAnswer)
@blueprint.alt_response(
    202, schema=CanceledAnswer, description="a worker has the run: it stops at its next step"
)
def cancel(_: JsonObject, run_id: str) -> Response:
    """Stop a run: at once, or at its next step when a worker has it."""
    runs = services().engine.runs
    auth.require_part(runs.peek(principal(), run_id), Right.RUN)
    run = runs.cancel(principal(), run_id)
    shown: JsonObject = {
        "appRunId": run.run_id,
        "status": run.status.value,
        "cancelRequested": True,
    }
    response = jsonify(shown)
    response.status_code = 200 if run.status in TERMINAL else 202
    return response


@blueprint.get("/poll/<string:run_id>")
@blueprint.arguments(PollQuery, location="query")
@blueprint.response(200, PollAnswer)
def poll(query: JsonObject, run_id: str) -> Response:
    """
    Return where the run is.

    With `wait`, as soon as that differs from the If-None-Match that was sent, or without one as
    soon as the run has ended or waits for somebody.
    """
    return polled(query, run_id)


def polled(query: JsonObject, run_id: str) -> Response:
    """Return where a run is that the caller may see."""
    run = _glimpsed(run_id)
    if query["wait"] and not _is_news(run):
        run = _news(run_id, float(cast("int", query["wait"])))
    response = jsonify(history.poll(run) if auth.may_read(run) else history.glimpse(run))
    response.set_etag(_etag(run), weak=True)
    response.make_conditional(request)
    if response.status_code == HTTPStatus.PRECONDITION_FAILED:
        detail = "a run changes without its caller: ask with If-None-Match, not with If-Match"
        raise Rejected(HTTPStatus.PRECONDITION_FAILED, "precondition_failed", detail)
    return response


def _is_news(run: Run) -> bool:
    if request.if_none_match:
        return not request.if_none_match.contains_weak(_etag(run))
    return of_run(run).is_final


def _news(run_id: str, seconds: float) -> Run:
    room, deadline = services().waiting_room, time.monotonic() + seconds
    who, require = principal().principal_id, standing.standing()
    with (
        room.seat(who, wanted=True, is_look=True) as may_wait,
        room.waiters.expect(run_id) as waiting,
    ):
        run = _glimpsed(run_id)
        while may_wait and not room.is_closing and not _is_news(run):
            left = deadline - time.monotonic()
            if left <= 0:
                break
            waiting.get(min(left, standing.LOOK_SECONDS), -1)
            require()
            run = _glimpsed(run_id)
        return run


def _etag(run: Run) -> str:
    return canonical.digest(history.poll(run))[:32]


@blueprint.get("/details/<string:run_id>")
@blueprint.response(200, DetailsAnswer)
def details(run_id: str) -> Response:
    """Return everything about the run but its payloads."""
    engine, run = services().engine, _peeked(run_id)
    children = engine.runs.children(run)
    return jsonify(history.details(run, engine.plans.get(run.version_id), children))


@blueprint.get("/changes/<string:run_id>")
@blueprint.response(200, ChangesAnswer)
def changes(run_id: str) -> Response:
    """Return what differs, step by step, from what the run executes to its flow's draft."""
    run = _peeked(run_id)
    found = services().engine.copies.since(principal(), run)
    return jsonify({"version": run.version, "changes": list(found)})


@blueprint.get("/inputs/<string:run_id>")
@blueprint.response(200, OutcomeAnswer)
def inputs(run_id: str) -> Response:
    """Return the run's inputs, defaults filled in."""
    return jsonify(history.inputs(services().engine.stores.runs, _whole(run_id)))


@blueprint.get("/outputs/<string:run_id>")
@blueprint.response(200, OutcomeAnswer)
def outputs(run_id: str) -> Response:
    """Return the run's output; empty before its end."""
    return jsonify(history.outputs(_whole(run_id)))


@blueprint.get("/errorDetails/<string:run_id>")
@blueprint.response(200, ErrorAnswer)
def error_details(run_id: str) -> Response:
    """Return the run's error and the steps before it; `error` is null without one."""
    return jsonify(history.error_details(services().engine.stores.runs, _whole(run_id)))


@blueprint.get("/steps/<string:run_id>")
@blueprint.arguments(StepsPage, location="query")
@blueprint.response(200, page_of(StepAnswer))
def steps(page: JsonObject, run_id: str) -> Response:
    """Return the steps that were executed, in order; with `order=desc` the last first."""
    cursor, limit = str(page["cursor"]), cast("int", page["limit"])
    store, run = services().engine.stores.runs, _whole(run_id)
    if page["order"] == "desc":
        rows, following = history.last_steps(store, run, int(cursor or history.END), limit)
    else:
        rows, following = history.steps(store, run, int(cursor or -1), limit)
    return jsonify({"data": rows, "nextCursor": following})


@blueprint.get("/context/<string:run_id>")
@blueprint.response(200, OutcomeAnswer)
def context(run_id: str) -> Response:
    """Return all that a template would see now."""
    engine, run = services().engine, _whole(run_id)
    plan = engine.plans.get(run.version_id)
    if plan is None:
        raise NotFound("version_not_found", "the run's version cannot be read")
    return jsonify(history.context(engine.stores.runs, run, plan))


@blueprint.get("/credit-details/<string:run_id>")
@blueprint.response(200, CostAnswer)
def credit_details(run_id: str) -> Response:
    """Return what the run cost, step by step."""
    engine, run = services().engine, _whole(run_id)
    held_to = [budget_view(one) for one in engine.budgets.those_of(run.workspace_id, run.flow_id)]
    return jsonify(history.credit_details(engine.stores.runs, run, held_to))


def _glimpsed(run_id: str) -> Run:
    runs = services().engine.runs
    return runs.seen(auth.require_part(runs.peek(principal(), run_id)))


def _peeked(run_id: str) -> Run:
    runs = services().engine.runs
    return runs.seen(auth.require_run(runs.peek(principal(), run_id)))


def _whole(run_id: str) -> Run:
    return auth.require_run(services().engine.runs.get(principal(), run_id))
