"""Whether this process lives, and whether the whole can work."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, jsonify

from api.context import services
from api.edge import Blueprint
from engine.errors import EngineError
from schemas.answers import HealthAnswer, ReadyAnswer
from schemas.json import Json, JsonObject

blueprint = Blueprint("health", __name__, description="Health")


@blueprint.get("/healthz")
@blueprint.response(200, HealthAnswer)
def healthz() -> Response:
    """Say that this process answers."""
    return jsonify({"status": "ok"})


@blueprint.get("/readyz")
@blueprint.response(200, ReadyAnswer)
@blueprint.alt_response(503, schema=ReadyAnswer, description="something is missing")
def readyz() -> Response:
    """
    Say whether MongoDB, Redis and at least one worker are there.

    `warnings` says what will fail later: a Redis that may drop keys or is nearly full, a disk that
    is, a store of another schema version. They do not make the process unready.
    """
    engine = services().engine
    workers = _count(engine.queue.workers)
    checks: dict[str, Json] = {
        "mongo": _is_there(engine.mongo.ping),
        "redis": _is_there(engine.queue.ping),
        "workers": workers,
    }
    is_ready = all(bool(check) for check in checks.values())
    found: list[Json] = (
        [{"code": one.code, "message": one.message} for one in engine.conditions.read()]
        if checks["mongo"] and checks["redis"]
        else []
    )
    body: JsonObject = {
        "status": "ok" if is_ready else "unavailable",
        **checks,
        "warnings": found,
    }
    response = jsonify(body)
    response.status_code = 200 if is_ready else 503
    if not is_ready:
        response.headers["Retry-After"] = "2"
    return response


def _is_there(ping: Callable[[], object]) -> bool:
    try:
        ping()
    except EngineError:
        return False
    return True


def _count(count: Callable[[], int]) -> int:
    try:
        return count()
    except EngineError:
        return 0
