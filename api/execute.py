"""Routes that start a run and answer with what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask import Response, request

from api import auth, outcomes
from api.context import principal, services
from api.edge import Blueprint
from api.preferences import Preferences, idempotency_key, preferences
from engine.errors import Conflict, InvalidInput
from engine.plan import Plan, Step
from engine.results import of_run
from engine.runs import Start
from engine.store.documents import Run
from schemas.json import JsonObject
from schemas.runs import ExecuteFlow, ExecuteQuery, Inputs, MetadataQuery

blueprint = Blueprint("execute", __name__, url_prefix="/v1", description="Start runs")


@blueprint.post("/flow/execute/<string:flow_id>")
@blueprint.arguments(MetadataQuery, location="query")
@blueprint.arguments(ExecuteFlow)
@blueprint.response(200)
@blueprint.alt_response(202, description="not finished: running or waiting")
@blueprint.alt_response(422, schema=None, description="the run failed, or the body is wrong")
def dashboard(query: JsonObject, body: JsonObject, flow_id: str) -> Response:
    """Run a flow as its editor does: the draft unless a version is named."""
    plan = services().engine.flows.resolve(principal(), flow_id, body["version"])  # type: ignore[arg-type]
    trigger = plan.trigger("api", "form") or plan.triggers[0]
    metadata = bool(body["returnExecutionMetadata"]) or query["returnExecutionMetadata"] == "true"
    with _placed("/inputs"):
        return _run(plan, trigger, body["inputs"], metadata=metadata)  # type: ignore[arg-type]


@blueprint.post("/client/flow/<string:flow_id>/execute")
@blueprint.arguments(ExecuteQuery, location="query")
@blueprint.arguments(Inputs)
@blueprint.response(200)
@blueprint.alt_response(202, description="not finished: running or waiting")
@blueprint.alt_response(422, schema=None, description="the run failed, or the inputs are wrong")
def client(query: JsonObject, inputs: JsonObject, flow_id: str) -> Response:
    """Run a published version; the body is the inputs object itself."""
    auth.require_flow(flow_id)
    version = str(query["version"])
    wanted = version if version == "latest" else int(version.removeprefix("v"))
    plan = services().engine.flows.resolve(principal(), flow_id, wanted)
    trigger = plan.trigger("api")
    if trigger is None:
        raise Conflict("no_api_trigger", "this version has no api trigger: add one and publish")
    return _run(plan, trigger, inputs, metadata=query["returnExecutionMetadata"] == "true")


@contextmanager
def _placed(pointer: str) -> Iterator[None]:
    """Name wrong inputs by their place in a body that holds them at `pointer`."""
    try:
        yield
    except InvalidInput as error:
        found = [replace(issue, path=pointer + issue.path) for issue in error.issues]
        raise InvalidInput(error.code, error.message, found) from error


def _run(plan: Plan, trigger: Step, inputs: JsonObject, *, metadata: bool) -> Response:
    engine, room = services().engine, services().waiting_room
    wanted = preferences(request, engine.settings.sync_timeout_seconds, metadata=metadata)
    key = idempotency_key(request)
    with room.seat(wanted=wanted.wait_seconds > 0) as may_wait:
        start = Start(
            plan=plan,
            trigger=trigger,
            workspace_id=principal().workspace_id,
            principal=principal(),
            inputs=inputs,
            queue="high" if may_wait else "default",
            route=str(request.endpoint),
            idempotency_key=key,
        )
        return _outcome(engine.runs.prepare(start), wanted, may_wait=may_wait)


def _outcome(run: Run, wanted: Preferences, *, may_wait: bool) -> Response:
    runs, room = services().engine.runs, services().waiting_room

    def submit() -> tuple[Run, bool]:
        started = runs.submit(run)
        return started.run, started.is_delivered

    if may_wait:
        result = room.outcome(run.run_id, wanted.wait_seconds, submit)
    else:
        result = of_run(submit()[0])
    return outcomes.answer(result, wanted)
