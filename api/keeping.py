"""Routes of secrets and model connections: what is written here is never read again."""

from __future__ import annotations

from typing import Final, cast

from flask import Response, jsonify

from api.context import principal, services
from api.destinations import require_callable
from api.edge import Blueprint, listed
from engine import clock
from engine.secrets import Limits
from engine.store.people import Connection, Secret
from schemas.account import Ended
from schemas.answers import page_of
from schemas.flow import Page
from schemas.json import Json, JsonObject
from schemas.keeping import ConnectionAnswer, PutConnection, PutSecret, SecretAnswer

blueprint = Blueprint("keeping", __name__, url_prefix="/v1", description="Secrets and connections")


@blueprint.post("/secret")
@blueprint.arguments(PutSecret)
@blueprint.response(200, SecretAnswer)
def put_secret(body: JsonObject) -> Response:
    """Store a secret, or another value for one; flows use it as `{{secrets.<name>}}`."""
    given = Limits(
        origins=cast("list[str] | None", body.get("origins")),
        flows=cast("list[str] | None", body.get("flows")),
        groups=cast("list[str] | None", body.get("groups")),
        goes_anywhere="origins" in body and body["origins"] is None,
    )
    caller, kept = principal(), services().engine.secrets
    secret = kept.put(caller, str(body["name"]), str(body["value"]), given)
    answer, gone = _secret(secret), kept.missing(caller, secret)
    doubts: list[Json] = [{"code": one.code, "message": one.message} for one in gone]
    return jsonify({**answer, "warnings": [*cast("list[Json]", answer["warnings"]), *doubts]})


@blueprint.get("/secret")
@blueprint.arguments(Page, location="query")
@blueprint.response(200, page_of(SecretAnswer))
def secrets(page: JsonObject) -> Response:
    """Return the names of the workspace's secrets; nobody is ever shown a value."""

    def fetch(cursor: str, limit: int) -> list[Secret]:
        return list(services().engine.secrets.list(principal(), cursor, limit))

    return listed(page, fetch, _secret, lambda secret: secret.secret_id)


@blueprint.delete("/secret/<string:name>")
@blueprint.response(200, Ended)
def delete_secret(name: str) -> Response:
    """Delete a secret; steps that use it fail from now on."""
    services().engine.secrets.remove(principal(), name)
    return jsonify({"id": name, "deleted": True})


@blueprint.post("/connection")
@blueprint.arguments(PutConnection)
@blueprint.response(200, ConnectionAnswer)
def put_connection(body: JsonObject) -> Response:
    """Store a model endpoint under a name, or change it; without `apiKey` its key stays."""
    require_callable(body["baseUrl"], "/baseUrl")
    return jsonify(_connection(services().engine.connections.put(principal(), body)))


@blueprint.get("/connection")
@blueprint.arguments(Page, location="query")
@blueprint.response(200, page_of(ConnectionAnswer))
def connections(page: JsonObject) -> Response:
    """Return the workspace's model endpoints, without their keys."""

    def fetch(cursor: str, limit: int) -> list[Connection]:
        return list(services().engine.connections.list(principal(), cursor, limit))

    return listed(page, fetch, _connection, lambda one: one.connection_id)


@blueprint.delete("/connection/<string:name>")
@blueprint.response(200, Ended)
def delete_connection(name: str) -> Response:
    """Delete a model endpoint; steps that name it fail from now on."""
    services().engine.connections.remove(principal(), name)
    return jsonify({"id": name, "deleted": True})


ANYWHERE: Final[JsonObject] = {
    "code": "secret_goes_anywhere",
    "message": "without origins this secret goes wherever a flow sends it: name its origins",
}


def _secret(secret: Secret) -> JsonObject:
    return {
        "id": secret.secret_id,
        "name": secret.name,
        "origins": None if secret.origins is None else list(secret.origins),
        "flows": list(secret.flows),
        "groups": list(secret.groups),
        "warnings": [ANYWHERE] if secret.origins is None else [],
        "createdAt": clock.rfc3339(secret.created_at),
        "updatedAt": clock.rfc3339(secret.updated_at),
    }


def _connection(connection: Connection) -> JsonObject:
    return {
        "id": connection.connection_id,
        "name": connection.name,
        "baseUrl": connection.base_url,
        "model": connection.model,
        "hasKey": connection.sealed_key is not None,
        "createdAt": clock.rfc3339(connection.created_at),
        "updatedAt": clock.rfc3339(connection.updated_at),
    }
