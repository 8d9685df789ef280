"""Who may call what: one row per route, and a bearer token to prove it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, g, request

from api.context import principal, services
from api.problems import Rejected
from engine.errors import Forbidden
from engine.principal import Principal
from engine.store.documents import Run

PUBLIC: frozenset[str] = frozenset()
PERSON = frozenset({"pat"})
ANYBODY = frozenset({"pat", "key"})

# Endpoint -> the kinds of principal that may call it; PUBLIC needs none.
ALLOWED: Mapping[str, frozenset[str]] = {
    "health.healthz": PUBLIC,
    "health.readyz": PUBLIC,
    "api-docs.openapi_json": PUBLIC,
    "flows.create": PERSON,
    "flows.listing": PERSON,
    "flows.read": PERSON,
    "flows.patch": PERSON,
    "flows.delete": PERSON,
    "flows.autosave": PERSON,
    "flows.validate": PERSON,
    "flows.publish": PERSON,
    "flows.versions": PERSON,
    "flows.version": PERSON,
    "schedules.read": PERSON,
    "schedules.put": PERSON,
    "schedules.cancel": PERSON,
    "execute.dashboard": PERSON,
    "execute.client": ANYBODY,
    "runs.resume": ANYBODY,
    "runs.cancel": ANYBODY,
    "runs.poll": ANYBODY,
    "runs.details": ANYBODY,
    "runs.inputs": ANYBODY,
    "runs.outputs": ANYBODY,
    "runs.error_details": ANYBODY,
    "runs.steps": ANYBODY,
    "runs.context": ANYBODY,
}
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="millrace"'}


def register(app: Flask) -> None:
    """Judge every request before its view."""
    app.before_request(_judge)


def require_flow(flow_id: str) -> None:
    """Raise Forbidden for a key that is scoped to other flows."""
    if not principal().may_use(flow_id):
        services().engine.flows.get(principal(), flow_id)  # NotFound for another workspace's
        raise Forbidden("forbidden", "this key is not scoped to this flow")


def require_run(run: Run) -> Run:
    """
    Return the run, which is what the request is about.

    Raises Forbidden for a key that did not start it and is not scoped to its flow.
    """
    caller = principal()
    if run.principal != caller.principal_id and not caller.may_use(run.flow_id):
        raise Forbidden(
            "forbidden", "this key did not start this run and is not scoped to its flow"
        )
    g.run_id = run.run_id
    return run


def _judge() -> None:
    endpoint = request.endpoint
    if endpoint is None:
        return
    allowed = ALLOWED.get(endpoint)
    if allowed is None:
        raise Rejected(403, "forbidden", "this route is open to nobody")
    if not allowed:
        return
    g.principal = _authenticated()
    if g.principal.kind not in allowed:
        detail = f"a {g.principal.kind}_ token may not call this route"
        raise Rejected(403, "forbidden", detail)


def _authenticated() -> Principal:
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not text.strip():
        detail = "send Authorization: Bearer with a pat_ or key_ token"
        raise Rejected(401, "unauthorized", detail, headers=_CHALLENGE)
    found = services().engine.tokens.authenticate(text.strip())
    if found is None:
        detail = "this token is unknown, expired or revoked"
        raise Rejected(401, "unauthorized", detail, headers=_CHALLENGE)
    return found
