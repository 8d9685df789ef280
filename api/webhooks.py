"""Routes of webhooks: where services deliver, and what a flow's owners see of that."""

from __future__ import annotations

from typing import cast
from urllib.parse import parse_qsl

from flask import Response, current_app, jsonify, request

from api import door
from api.context import principal, services
from api.edge import Blueprint
from api.problems import Rejected
from engine import clock
from engine.signatures import BadSignature, Delivery
from engine.store.hooks import Hook
from schemas.fields import Nothing
from schemas.hooks import HooksAnswer, ReceivedAnswer, SecretHookAnswer
from schemas.json import Json, JsonObject

blueprint = Blueprint("webhooks", __name__, url_prefix="/v1", description="Webhooks")


@blueprint.post("/webhook/<string:hook_id>")
@blueprint.doc(
    requestBody={"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}
)
@blueprint.response(202, ReceivedAnswer)
@blueprint.alt_response(200, schema=ReceivedAnswer, description="it had come before")
def receive(hook_id: str) -> Response:
    """Take a delivery whose signature holds: its run is stored before this is answered."""
    body = request.get_data(cache=True)
    headers = {name.lower(): value for name, value in request.headers.items()}
    delivery = Delivery(body, headers, clock.now())
    hooks = services().engine.hooks
    try:
        started = hooks.receive(hook_id, delivery, lambda: _payload(body))
    except BadSignature as error:
        raise Rejected(401, error.code, str(error)) from None
    shown: JsonObject = {"appRunId": started.run.run_id, "duplicate": not started.is_new}
    response = jsonify(shown)
    response.status_code = 202 if started.is_new else 200
    response.headers["X-App-Run-Id"] = started.run.run_id
    return response


@blueprint.get("/flow/<string:flow_id>/webhook")
@blueprint.response(200, HooksAnswer)
def listing(flow_id: str) -> Response:
    """Return a flow's webhooks: where services deliver, and whether they were told."""
    hooks = services().engine.hooks.of_flow(principal(), flow_id)
    return jsonify({"data": [_shown(hook) for hook in hooks]})


@blueprint.post("/flow/<string:flow_id>/webhook/<string:hook_id>/secret")
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, SecretHookAnswer)
def new_secret(_: JsonObject, flow_id: str, hook_id: str) -> Response:
    """Give a webhook a new secret, shown this once; the old one holds no more."""
    hook, text = services().engine.hooks.new_secret(principal(), flow_id, hook_id)
    return jsonify({**_shown(hook), "secret": text})


def _payload(body: bytes) -> Json:
    if request.mimetype == "application/x-www-form-urlencoded":
        fields: JsonObject = dict(parse_qsl(body.decode("utf-8", "replace")))
        # GitHub and Slack put their JSON into one field of a form, if they are told to.
        inner = fields.get("payload")
        return _parsed(inner.encode()) if isinstance(inner, str) else fields
    return _parsed(body)


def _parsed(body: bytes) -> Json:
    return door.parse(body, cast("int", current_app.config["JSON_DEPTH"]))


def _shown(hook: Hook) -> JsonObject:
    return {
        "id": hook.hook_id,
        "triggerId": hook.trigger_id,
        "toolId": hook.tool_id,
        "url": services().engine.registrar.url(hook),
        "status": hook.status,
        "tries": hook.tries,
        "lastError": hook.last_error,
        "nextTry": clock.rfc3339(hook.next_try) if hook.next_try else None,
        "createdAt": clock.rfc3339(hook.created_at),
    }
