"""Routes of who has a share link: its token is all the proof there is."""

from __future__ import annotations

from typing import cast

from flask import Response, g, jsonify

from api import auth, files, limits, runs, standing, starting
from api.context import principal, services
from api.edge import Blueprint
from api.outcomes import UNFINISHED
from engine.errors import Conflict, NotFound
from engine.flows import LATEST
from engine.plan import Plan, Step
from engine.rights import Right
from engine.shares import principal_of, share_not_found
from engine.store.documents import Run
from engine.store.people import Share
from schemas.json import Json, JsonObject
from schemas.run_answers import OutcomeAnswer, PollAnswer, UnfinishedAnswer
from schemas.runs import Inputs, MetadataQuery, PollQuery
from schemas.shares import FileAnswer, LinkAnswer

blueprint = Blueprint(
    "links", __name__, url_prefix="/v1/flow/share", description="What a share link opens"
)
_TRIGGERS = ("form", "api")


@blueprint.get("/<string:token>")
@blueprint.response(200, LinkAnswer)
def show(token: str) -> Response:
    """Return what a form for this flow needs, and nothing of how the flow works."""
    share = _share(token)
    plan, trigger = _target(share)
    flow = services().engine.flows.require(principal(), share.flow_id, Right.RUN)
    shown: JsonObject = {
        "name": plan.name,
        "description": flow.description,
        "title": trigger.data.get("title") or plan.name,
        "submitLabel": trigger.data.get("submitLabel") or "Submit",
        "fields": cast("Json", trigger.data.get("fields") or []),
        "usedUp": share.is_used_up,
    }
    return jsonify(shown)


@blueprint.post("/execute/<string:token>")
@blueprint.arguments(MetadataQuery, location="query")
@blueprint.arguments(Inputs)
@blueprint.response(200, OutcomeAnswer)
@blueprint.alt_response(202, schema=UnfinishedAnswer, description=UNFINISHED)
@blueprint.alt_response(422, schema=None, description="the run failed, or the inputs are wrong")
def execute(query: JsonObject, inputs: JsonObject, token: str) -> Response:
    """Run the latest published version; the body is the inputs object itself."""
    share = _share(token)
    limits.count_share(share)
    plan, trigger = _target(share)
    shares = services().engine.shares
    return starting.start(
        plan,
        trigger,
        inputs,
        metadata=query["returnExecutionMetadata"] == "true",
        before_new=lambda: shares.take_run(share),
    )


@blueprint.post("/file/<string:token>")
@blueprint.doc(requestBody=files.REQUEST_BODY)
@blueprint.response(201, FileAnswer)
def upload(token: str) -> Response:
    """Upload a file for a run by this link."""
    share = _share(token)
    limits.count_share(share)
    return files.stored(share.flow_id)


@blueprint.get("/run/<string:token>/<string:run_id>")
@blueprint.arguments(PollQuery, location="query")
@blueprint.response(200, PollAnswer)
def poll(query: JsonObject, token: str, run_id: str) -> Response:
    """Return where a run is that this link started."""
    _own_run(token, run_id)
    return runs.polled(query, run_id)


@blueprint.post("/run/<string:token>/<string:run_id>")
@blueprint.arguments(MetadataQuery, location="query")
@blueprint.doc(requestBody=runs.RESUME_BODY)
@blueprint.response(200, OutcomeAnswer)
@blueprint.alt_response(202, schema=UnfinishedAnswer, description=UNFINISHED)
def resume(query: JsonObject, token: str, run_id: str) -> Response:
    """End the open wait of a run that this link started."""
    return runs.resumed(query, _own_run(token, run_id))


def _share(token: str) -> Share:
    """Return the link, and make its holder the caller. Raises NotFound, Gone, Unauthenticated."""
    try:
        share = services().engine.shares.find(token)
    except NotFound:
        limits.count_guess()
        raise
    auth.prove_link(share)
    standing.keep_proof(token)
    g.principal = principal_of(share)
    return share


def _target(share: Share) -> tuple[Plan, Step]:
    """Return what the link runs. Raises NotFound when the flow is gone, Conflict."""
    try:
        plan = services().engine.flows.resolve(principal(), share.flow_id, LATEST)
    except NotFound:
        raise share_not_found() from None
    trigger = plan.trigger(*_TRIGGERS)
    if trigger is None:
        raise Conflict("no_form_trigger", "this flow has no form or api trigger any more")
    return plan, trigger


def _own_run(token: str, run_id: str) -> Run:
    """Return a run of this link. Raises NotFound for every other: whoever asks may know none."""
    _share(token)
    run = services().engine.stores.runs.peek(run_id)
    if run is None or run.principal != principal().principal_id:
        raise NotFound("run_not_found", "this link started no such run")
    return run
