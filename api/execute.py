"""Routes that start a run and answer with what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import cast

from flask import Response

from api import auth, starting
from api.context import principal, services
from api.edge import Blueprint
from api.outcomes import UNFINISHED
from engine import branches, canonical, rerunning
from engine.errors import Conflict, InvalidInput
from engine.rights import Right
from engine.store.documents import Entry
from schemas.json import JsonObject
from schemas.run_answers import OutcomeAnswer, UnfinishedAnswer
from schemas.runs import ExecuteFlow, ExecuteQuery, Inputs, MetadataQuery, RerunRun

blueprint = Blueprint("execute", __name__, url_prefix="/v1", description="Start runs")


@blueprint.post("/flow/execute/<string:flow_id>")
@blueprint.arguments(MetadataQuery, location="query")
@blueprint.arguments(ExecuteFlow)
@blueprint.response(200, OutcomeAnswer)
@blueprint.alt_response(202, schema=UnfinishedAnswer, description=UNFINISHED)
@blueprint.alt_response(422, schema=None, description="the run failed, or the body is wrong")
def dashboard(query: JsonObject, body: JsonObject, flow_id: str) -> Response:
    """Run a flow as its editor does: the draft unless a version is named."""
    plan = services().engine.flows.resolve(principal(), flow_id, body["version"])  # type: ignore[arg-type]
    trigger = plan.trigger("api", "form") or plan.triggers[0]
    metadata = bool(body["returnExecutionMetadata"]) or query["returnExecutionMetadata"] == "true"
    with _placed("/inputs"):
        return starting.start(plan, trigger, body["inputs"], metadata=metadata)  # type: ignore[arg-type]


@blueprint.post("/client/flow/<string:flow_id>/execute")
@blueprint.arguments(ExecuteQuery, location="query")
@blueprint.arguments(Inputs)
@blueprint.response(200, OutcomeAnswer)
@blueprint.alt_response(202, schema=UnfinishedAnswer, description=UNFINISHED)
@blueprint.alt_response(422, schema=None, description="the run failed, or the inputs are wrong")
def client(query: JsonObject, inputs: JsonObject, flow_id: str) -> Response:
    """Run a published version; the body is the inputs object itself."""
    return _published(query, inputs, flow_id)


@blueprint.post("/sdk/flow/<string:flow_id>/execute")
@blueprint.arguments(ExecuteQuery, location="query")
@blueprint.arguments(Inputs)
@blueprint.response(200, OutcomeAnswer)
@blueprint.alt_response(202, schema=UnfinishedAnswer, description=UNFINISHED)
@blueprint.alt_response(422, schema=None, description="the run failed, or the inputs are wrong")
def sdk(query: JsonObject, inputs: JsonObject, flow_id: str) -> Response:
    """Run a published version, for the official SDK; its `x-hook-id` says nothing here."""
    return _published(query, inputs, flow_id)


@blueprint.post("/client/app/<string:flow_id>/execute")
@blueprint.arguments(ExecuteQuery, location="query")
@blueprint.arguments(Inputs)
@blueprint.response(200, OutcomeAnswer)
@blueprint.alt_response(202, schema=UnfinishedAnswer, description=UNFINISHED)
@blueprint.alt_response(422, schema=None, description="the run failed, or the inputs are wrong")
def app(query: JsonObject, inputs: JsonObject, flow_id: str) -> Response:
    """Run a published version, for the official browser client."""
    return _published(query, inputs, flow_id)


@blueprint.post("/flowrun/rerun/<string:run_id>")
@blueprint.arguments(MetadataQuery, location="query")
@blueprint.arguments(RerunRun, required=False)
@blueprint.response(200, OutcomeAnswer)
@blueprint.alt_response(202, schema=UnfinishedAnswer, description=UNFINISHED)
@blueprint.alt_response(422, schema=None, description="the run failed, or the inputs are wrong")
def rerun(query: JsonObject, body: JsonObject, run_id: str) -> Response:
    """
    Start a run again, with its own inputs and version or with others.

    With `fromStepId` what happened before that step is taken over: its version and inputs stay.
    """
    engine = services().engine
    run = auth.require_run(engine.runs.get(principal(), run_id), Right.RUN)
    auth.require_flow(run.flow_id)
    inputs, step_id = cast("JsonObject | None", body["inputs"]), body["fromStepId"]
    if body["version"] is None:
        plan, trigger = starting.plan_again(run)
    else:
        other = engine.flows.resolve(principal(), run.flow_id, body["version"])  # type: ignore[arg-type]
        plan, trigger = starting.started_by(other, run.trigger)
    past: tuple[Entry, ...] = ()
    if step_id is not None:
        past = rerunning.records_before(engine.stores.runs, run, plan, str(step_id))
    sealed: str | None = None
    engine.files.lend(run, run.principal, principal().principal_id, run.files)
    if inputs is None:
        body_, sealed = branches.stored_inputs(engine.stores.runs, run)
        inputs = cast("JsonObject", canonical.decode(body_))
    with _placed("/inputs"):
        metadata = query["returnExecutionMetadata"] == "true"
        answer = starting.start(
            plan,
            trigger,
            inputs,
            metadata=metadata,
            again=starting.Again(past, starting.fire_of(run), sealed),
        )
    if run.dead_letter:
        engine.stores.runs.dismiss(run.run_id)
    return answer


def _published(query: JsonObject, inputs: JsonObject, flow_id: str) -> Response:
    version = str(query["version"])
    wanted = version if version == "latest" else int(version.removeprefix("v"))
    plan = services().engine.flows.resolve(principal(), flow_id, wanted)
    trigger = plan.trigger("api")
    if trigger is None:
        raise Conflict("no_api_trigger", "this version has no api trigger: add one and publish")
    metadata = query["returnExecutionMetadata"] == "true"
    return starting.start(plan, trigger, inputs, metadata=metadata)


@contextmanager
def _placed(pointer: str) -> Iterator[None]:
    """Name wrong inputs by their place in a body that holds them at `pointer`."""
    try:
        yield
    except InvalidInput as error:
        found = [replace(issue, path=pointer + issue.path) for issue in error.issues]
        raise InvalidInput(error.code, error.message, found) from error
