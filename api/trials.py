"""The route that tries one step of a draft."""

from __future__ import annotations

from typing import cast

from flask import Response, jsonify, request

from api import starting
from api.context import principal, services
from api.edge import Blueprint
from api.outcomes import UNFINISHED
from api.preferences import preferences
from engine import history
from engine.results import Result
from schemas.json import Json, JsonObject
from schemas.run import RunStatus
from schemas.run_answers import TrialAnswer
from schemas.runs import TestStep

blueprint = Blueprint("trials", __name__, url_prefix="/v1/flow", description="Flows")


@blueprint.post("/<string:flow_id>/test-step")
@blueprint.arguments(TestStep)
@blueprint.response(200, TrialAnswer)
@blueprint.alt_response(202, schema=TrialAnswer, description=UNFINISHED)
def test_step(body: JsonObject, flow_id: str) -> Response:
    """
    Execute one step of the draft, with pinned results for the steps before it.

    `inputs` are what its templates see, loop variables too. The step really does what it does,
    unless it is pinned itself.
    """
    engine, step_id = services().engine, str(body["stepId"])
    pins = cast("JsonObject", body["pins"])
    plan = engine.flows.trial(principal(), flow_id, step_id, pins)
    wanted = preferences(request, engine.settings.sync_timeout_seconds, metadata=False)
    inputs = cast("JsonObject", body["inputs"])
    result = starting.run_to(plan, plan.triggers[0], inputs, wanted)
    response = jsonify(_answer(result, step_id))
    response.status_code = 200 if result.is_final else 202
    response.headers["X-App-Run-Id"] = result.run_id
    return response


def _answer(result: Result, step_id: str) -> JsonObject:
    """Return how the step went; that it failed is an answer like every other."""
    runs = services().engine.stores.runs
    run, step = runs.get(result.run_id), None
    if run is not None and run.status is not RunStatus.QUEUED:
        rows, _ = history.steps(runs, run, -1, _MOST_ROWS)
        step = next((row for row in reversed(rows) if row["stepId"] == step_id), None)
    return {
        "appRunId": result.run_id,
        "status": result.status.value,
        "step": cast("Json", step),
        "error": result.error,
        "waitState": result.wait_state,
    }


# Steps before the tested one and retries: a test has few.
_MOST_ROWS = 1000
