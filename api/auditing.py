"""The audit log: one entry for each change that a person makes by a route."""

from __future__ import annotations

import logging
from typing import Final

from flask import Flask, Response, request

from api import auth
from api.allowed import ALLOWED, PERSON
from api.context import principal, services
from engine.errors import Unavailable
from engine.principal import Principal
from schemas.json import JsonObject

log = logging.getLogger(__name__)
# Runs are their own record, and a draft on its way is saved every few seconds.
UNRECORDED: Final = frozenset(
    {
        "catalogue.step_field_items",
        "execute.dashboard",
        "flows.autosave",
        "flows.validate",
        "trials.test_step",
    }
)
# Recorded where they are made (`api.decisions`), by whatever way they came.
DECISIONS: Final = frozenset({"approvals.decide", "runs.resume"})


def register(app: Flask) -> None:
    """Record each change once it was made."""
    app.after_request(_record)


def _record(response: Response) -> Response:
    endpoint = request.endpoint or ""
    if (
        request.method in auth.SAFE
        or response.status_code >= 400  # noqa: PLR2004, where HTTP's errors begin
        or ALLOWED.get(endpoint) != PERSON
        or endpoint in UNRECORDED | DECISIONS
    ):
        return response
    parts = [str(value) for value in (request.view_args or {}).values()]
    answered = response.get_json(silent=True) if response.is_json else None
    made = str(answered.get("id", "")) if isinstance(answered, dict) and not parts else ""
    detail: JsonObject = {"path": list(parts[1:])} if parts[1:] else {}
    record(endpoint, parts[0] if parts else made, detail)
    return response


def record(action: str, object_id: str, detail: JsonObject) -> None:
    """Record that the caller did something; a store out of reach is only logged."""
    record_of(principal(), action, object_id, detail)


def record_of(who: Principal, action: str, object_id: str, detail: JsonObject) -> None:
    """Record that a principal did something; a store out of reach is only logged."""
    try:
        services().engine.audits.record(who, action, object_id, detail)
    except Unavailable:
        # The change stands: refusing it now would tell the caller otherwise.
        log.warning("audit_not_recorded", extra={"action": action})
