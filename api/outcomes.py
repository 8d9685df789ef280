"""The one rule by which every execute and resume call is answered."""

from __future__ import annotations

from flask import Response, jsonify

from api import problems
from api.preferences import Preferences
from api.problems import Rejected
from engine.results import Result
from schemas.json import Json, JsonObject
from schemas.run import RunStatus

UNFINISHED = "not finished: running or waiting"
_RETRY_AFTER_SECONDS = "1"


def answer(result: Result, wanted: Preferences) -> Response:
    """Return 200 with the output, 202 while not finished, 422 failed or 409 canceled."""
    response = _by_status(result, wanted)
    response.headers["X-App-Run-Id"] = result.run_id
    if result.has_errors:
        # The short form has no other place for it: its body is the flow's own output.
        response.headers["X-App-Run-Has-Errors"] = "true"
    if wanted.applied:
        response.headers["Preference-Applied"] = wanted.applied
    return response


def _by_status(result: Result, wanted: Preferences) -> Response:
    match result.status:
        case RunStatus.COMPLETED:
            return jsonify(_completed(result, wanted))
        case RunStatus.FAILED:
            return problems.problem(_failed(result))
        case RunStatus.CANCELED:
            extra: JsonObject = {"appRunId": result.run_id}
            detail = "the run was canceled"
            return problems.problem(Rejected(409, "run_canceled", detail, extra=extra))
        case _:
            return _unfinished(result)


def _completed(result: Result, wanted: Preferences) -> JsonObject:
    output = result.output or {}
    if not wanted.metadata:
        return output
    whole: JsonObject = {"status": "completed", "appRunId": result.run_id, "output": output}
    return {**whole, **result.errors()}


def _failed(result: Result) -> Rejected:
    error: JsonObject = {"code": "UNKNOWN", "message": "", **(result.error or {}), "status": 422}
    extra: JsonObject = {"appRunId": result.run_id, "error": error}
    detail = f"the run failed: {error['message']}"
    return Rejected(422, "run_failed", detail, extra=extra)


def _unfinished(result: Result) -> Response:
    body: JsonObject = {"status": "running", "appRunId": result.run_id}
    if result.status is RunStatus.WAITING:
        body = {**body, "status": "waiting", "waitState": _json(result.wait_state)}
    if result.pending_action is not None:
        body["pendingAction"] = _json(result.pending_action)
    response = jsonify(body)
    response.status_code = 202
    response.headers["Location"] = f"/v1/flowrun/poll/{result.run_id}"
    response.headers["Retry-After"] = _RETRY_AFTER_SECONDS
    return response


def _json(value: JsonObject | None) -> Json:
    return value
