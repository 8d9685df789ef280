"""Whether this process lives, and whether the whole can work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flask import Response, jsonify

from api import together
from api.context import services
from api.edge import Blueprint
from engine import clock
from schemas.answers import HealthAnswer, ReadyAnswer
from schemas.json import Json, JsonObject

# A check that takes longer counts as failed.
DEADLINE_SECONDS: Final = 1.5

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
    checks = _checks()
    is_ready = all(bool(check) for check in checks.values())
    body: JsonObject = {
        "status": "ok" if is_ready else "unavailable",
        **checks,
        "warnings": _warnings() if checks["mongo"] and checks["redis"] else [],
        "downSince": {
            name: clock.rfc3339(at) for name, at in services().outages.down_since.items()
        },
    }
    response = jsonify(body)
    response.status_code = 200 if is_ready else 503
    if not is_ready:
        response.headers["Retry-After"] = "2"
    return response


def _checks() -> dict[str, Json]:
    """Ask every server at the same time: one that hangs must not keep the others unknown."""
    engine, outages = services().engine, services().outages
    calls: dict[str, Callable[[], object]] = {
        "mongo": engine.mongo.ping,
        "redis": engine.queue.ping,
        "workers": engine.queue.workers,
    }
    found = together.answers(calls, DEADLINE_SECONDS)
    for name in ("mongo", "redis"):
        outages.saw(name, is_up=not isinstance(found[name], Exception))
    workers = found["workers"]
    return {
        "mongo": not isinstance(found["mongo"], Exception),
        "redis": not isinstance(found["redis"], Exception),
        "workers": workers if isinstance(workers, int) else 0,
    }


def _warnings() -> list[Json]:
    """Return what will fail later; late answers are left for the next time."""
    found = together.answers({"": services().engine.conditions.read}, DEADLINE_SECONDS)[""]
    if isinstance(found, Exception):
        return []
    return [{"code": one.code, "message": one.message} for one in found]
