"""Routes that copy flows: clone, export, import; and versions restored and compared."""

from __future__ import annotations

from typing import cast
from urllib.parse import quote

from flask import Response, jsonify

from api.context import principal, services
from api.edge import Blueprint
from api.flows import flow_response, made
from schemas.fields import Nothing
from schemas.flow import CloneFlow, DiffAnswer, ExportAnswer, ImportFlow
from schemas.flow_answers import FlowAnswer
from schemas.json import JsonObject

blueprint = Blueprint("copies", __name__, url_prefix="/v1/flow", description="Copies of flows")


@blueprint.post("/<string:flow_id>/clone")
@blueprint.arguments(CloneFlow, required=False)
@blueprint.response(201, FlowAnswer)
def clone(body: JsonObject, flow_id: str) -> Response:
    """Make a private copy of a flow's draft."""
    name = cast("str | None", body["name"])
    return made(services().engine.copies.clone(principal(), flow_id, name))


@blueprint.get("/<string:flow_id>/export")
@blueprint.response(200, ExportAnswer)
def export(flow_id: str) -> Response:
    """Return a flow's draft as an attachment that import takes anywhere."""
    flow, document = services().engine.copies.export(principal(), flow_id)
    response = jsonify(document)
    name = quote(f"{flow.name}.json", safe="")
    response.headers["Content-Disposition"] = (
        f"attachment; filename=flow.json; filename*=UTF-8''{name}"
    )
    return response


@blueprint.post("/import")
@blueprint.arguments(ImportFlow)
@blueprint.response(201, FlowAnswer)
def import_(body: JsonObject) -> Response:
    """Make a flow of an exported document; unknown step types refuse it whole."""
    return made(services().engine.copies.import_(principal(), body))


@blueprint.post("/<string:flow_id>/versions/<int:number>/restore")
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, FlowAnswer)
def restore(_: JsonObject, flow_id: str, number: int) -> Response:
    """Make a published version the draft again; runs and versions stay as they are."""
    return flow_response(services().engine.copies.restore(principal(), flow_id, number))


@blueprint.get("/<string:flow_id>/versions/<int:number>/diff/<int:other>")
@blueprint.response(200, DiffAnswer)
def diff(flow_id: str, number: int, other: int) -> Response:
    """Return what differs from one version to another, step by step."""
    return _diff(flow_id, number, other)


@blueprint.get("/<string:flow_id>/versions/<int:number>/diff/draft")
@blueprint.response(200, DiffAnswer)
def diff_draft(flow_id: str, number: int) -> Response:
    """Return what differs from a version to the draft, step by step."""
    return _diff(flow_id, number, "draft")


def _diff(flow_id: str, old: int, new: int | str) -> Response:
    changes = services().engine.copies.diff(principal(), flow_id, old, new)
    return jsonify({"from": old, "to": new, "changes": list(changes)})
