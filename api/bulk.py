"""Routes that do one thing to every run of a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import Response, jsonify, request

from api import auth
from api.context import principal, services
from api.edge import Blueprint
from api.listings import query_of
from api.preferences import idempotency_key
from api.starting import fire_of, plan_again
from engine import branches, canonical, listing
from engine.errors import EngineError
from engine.rights import Right
from engine.runs import Start
from engine.store.documents import Run
from schemas.json import JsonObject
from schemas.run_answers import BulkAnswer
from schemas.runs import BulkCancel, BulkRerun

blueprint = Blueprint("bulk", __name__, url_prefix="/v1/flowrun", description="Many runs at once")


@blueprint.post("/cancel")
@blueprint.arguments(BulkCancel)
@blueprint.response(200, BulkAnswer)
def cancel(body: JsonObject) -> Response:
    """
    Stop the runs that match, the newest first, a page of them a call.

    Without `status` those that are queued, running or waiting.
    """
    return _each(body, _cancel)


@blueprint.post("/rerun")
@blueprint.arguments(BulkRerun)
@blueprint.response(200, BulkAnswer)
def rerun(body: JsonObject) -> Response:
    """
    Start the runs that match again, each with its own inputs and version, a page of them a call.

    Without `status` those that failed, with `hasErrors` those that completed although a part of
    them failed. With an Idempotency-Key, and a `to`
    that leaves out what it starts itself, a repeated call starts none twice.
    """
    return _each(body, rerun_of)


def _each(body: JsonObject, act: Callable[[Run], JsonObject]) -> Response:
    limit = cast("int", body["limit"])
    query = query_of(body, str(body["cursor"]), limit + 1)
    found = services().engine.listing.of_caller(principal(), query)
    following = listing.cursor_of(found[limit - 1]) if len(found) > limit else None
    data = [outcome_of(run, act) for run in found[:limit]]
    done = sum(1 for one in data if "error" not in one)
    return jsonify({"data": data, "done": done, "nextCursor": following})


def outcome_of(run: Run, act: Callable[[Run], JsonObject]) -> JsonObject:
    """Return what became of one run: what goes wrong with it leaves the others alone."""
    try:
        auth.require_run(run, Right.RUN)
        return {"appRunId": run.run_id, **act(run)}
    except EngineError as error:
        told: JsonObject = {"code": error.code, "message": error.message}
        return {"appRunId": run.run_id, "status": run.status.value, "error": told}


def _cancel(run: Run) -> JsonObject:
    return {"status": services().engine.runs.cancel(principal(), run.run_id).status.value}


def rerun_of(run: Run) -> JsonObject:
    """Start a run again as it was; if it was a dead letter it is one no more."""
    engine, key = services().engine, idempotency_key(request)
    auth.require_flow(run.flow_id)
    plan, trigger = plan_again(run)
    engine.files.lend(run, run.principal, principal().principal_id, run.files)
    body, sealed = branches.stored_inputs(
        engine.stores.runs, engine.runs.get(principal(), run.run_id)
    )
    prepared = engine.runs.prepare(
        Start(
            plan=plan,
            trigger=trigger,
            workspace_id=principal().workspace_id,
            principal=principal(),
            inputs=cast("JsonObject", canonical.decode(body)),
            sealed_inputs=sealed,
            queue="low",
            route=cast("str", request.endpoint),
            idempotency_key=None if key is None else f"{key}:{run.run_id}",
            fire=fire_of(run),
        )
    )
    started = engine.runs.submit(prepared)
    if run.dead_letter:
        engine.stores.runs.dismiss(run.run_id)
    return {"status": run.status.value, "newRunId": started.run.run_id}
