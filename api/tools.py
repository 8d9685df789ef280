"""Routes of tools."""

from __future__ import annotations

from typing import cast

from flask import Response, jsonify

from api.context import principal, services
from api.destinations import require_callable
from api.edge import Blueprint, listed
from engine import canonical, clock
from engine.openapi_import import imported
from engine.store.hooks import Tool
from schemas.account import Ended
from schemas.answers import page_of
from schemas.flow import Page
from schemas.hooks import CreateTool, ImportedToolAnswer, ImportTool, PatchTool, ToolAnswer
from schemas.json import JsonObject

blueprint = Blueprint("tools", __name__, url_prefix="/v1/tool", description="Tools")


@blueprint.post("")
@blueprint.arguments(CreateTool)
@blueprint.response(201, ToolAnswer)
def create(body: JsonObject) -> Response:
    """Describe another service: its actions, and the triggers that flows may listen to."""
    require_callable(body["baseUrl"], "/baseUrl")
    response = jsonify(_shown(services().engine.tools.create(principal(), body)))
    response.status_code = 201
    return response


@blueprint.post("/import")
@blueprint.arguments(ImportTool)
@blueprint.response(201, ImportedToolAnswer)
def import_(body: JsonObject) -> Response:
    """Make a tool from an OpenAPI 3 document: each operation is an action; `skipped` are others."""
    found = imported(
        cast("JsonObject", body["document"]),
        name=cast("str | None", body["name"]),
        base_url=cast("str | None", body["baseUrl"]),
        only=cast("list[str]", body["operations"]),
    )
    require_callable(found.description["baseUrl"], "/baseUrl")
    given = cast("JsonObject", body["auth"] or {})
    auth = {**cast("JsonObject", found.description["auth"] or {}), **given} or None
    made = services().engine.tools.create(principal(), {**found.description, "auth": auth})
    response = jsonify({**_shown(made), "skipped": list(found.skipped)})
    response.status_code = 201
    return response


@blueprint.get("")
@blueprint.arguments(Page, location="query")
@blueprint.response(200, page_of(ToolAnswer))
def listing(page: JsonObject) -> Response:
    """Return the workspace's tools."""

    def fetch(cursor: str, limit: int) -> list[Tool]:
        return list(services().engine.tools.list(principal(), cursor, limit))

    return listed(page, fetch, _shown, lambda tool: tool.tool_id)


@blueprint.get("/<string:tool_id>")
@blueprint.response(200, ToolAnswer)
def read(tool_id: str) -> Response:
    """Return a tool, without what opens it."""
    return jsonify(_shown(services().engine.tools.get(principal(), tool_id)))


@blueprint.route("/<string:tool_id>", methods=["PATCH"])
@blueprint.arguments(PatchTool)
@blueprint.response(200, ToolAnswer)
def patch(body: JsonObject, tool_id: str) -> Response:
    """
    Change a tool; a secret that is not given again stays, unless `auth` is null.

    For an address on a server that the tool had none on it is to be given again. With `rev` the
    change is of that revision: 412 once somebody else has changed the tool.
    """
    require_callable(body.get("baseUrl"), "/baseUrl")
    changes = {name: value for name, value in body.items() if name != "rev"}
    expected = cast("int | None", body.get("rev"))
    return jsonify(_shown(services().engine.tools.change(principal(), tool_id, changes, expected)))


@blueprint.delete("/<string:tool_id>")
@blueprint.response(200, Ended)
def delete(tool_id: str) -> Response:
    """Delete a tool; steps that use it fail from now on."""
    services().engine.tools.remove(principal(), tool_id)
    return jsonify({"id": tool_id, "deleted": True})


def _shown(tool: Tool) -> JsonObject:
    details = cast("JsonObject", canonical.decode(tool.details))
    return {
        "id": tool.tool_id,
        "name": tool.name,
        **details,
        "rev": tool.rev,
        "createdAt": clock.rfc3339(tool.created_at),
        "updatedAt": clock.rfc3339(tool.updated_at),
    }
