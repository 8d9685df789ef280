"""Routes of flows and their versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from flask import Response, jsonify, request

from api.context import principal, services
from api.edge import Blueprint
from api.problems import issue_view
from engine import canonical, clock
from engine.flows import FlowView
from engine.store.documents import Flow, Grant, Version
from engine.validation import errors_in
from schemas.account import Ended
from schemas.answers import page_of
from schemas.flow import (
    AutosaveFlow,
    CreateFlow,
    Page,
    PatchFlow,
    PublishFlow,
    ValidateFlow,
    VersionsPage,
)
from schemas.flow_answers import (
    FlowAnswer,
    FlowSummaryAnswer,
    PublishedAnswer,
    ValidationAnswer,
    VersionAnswer,
    VersionSummaryAnswer,
)
from schemas.json import Json, JsonObject

blueprint = Blueprint("flows", __name__, url_prefix="/v1/flow", description="Flows")

# More than any revision has, and Python reads no more than 4300 of them.
_MOST_DIGITS = 20
_SHARED = {"sharedUsers": "user", "sharedGroups": "group"}


@blueprint.post("")
@blueprint.arguments(CreateFlow)
@blueprint.response(201, FlowAnswer)
def create(body: JsonObject) -> Response:
    """Store a new flow; what is wrong with an unfinished one is in `issues`."""
    view = services().engine.flows.create(
        principal(),
        name=str(body["name"]),
        description=str(body["description"]),
        definition=cast("JsonObject", body["definition"]),
        visibility=str(body["visibility"]),
        grants=[grant for grants in _grants(body).values() for grant in grants],
    )
    return made(view)


@blueprint.get("")
@blueprint.arguments(Page, location="query")
@blueprint.response(200, page_of(FlowSummaryAnswer))
def listing(page: JsonObject) -> Response:
    """Return the workspace's flows, without their definitions."""
    limit = cast("int", page["limit"])
    found = services().engine.flows.list(principal(), str(page["cursor"]), limit + 1)
    data = [_summary(flow) for flow in found[:limit]]
    following = found[limit - 1].flow_id if len(found) > limit else None
    return jsonify({"data": data, "nextCursor": following})


@blueprint.get("/<string:flow_id>")
@blueprint.response(200, FlowAnswer)
def read(flow_id: str) -> Response:
    """Return a flow with its draft and what is wrong with that."""
    return flow_response(services().engine.flows.get(principal(), flow_id))


@blueprint.route("/<string:flow_id>", methods=["PATCH"])
@blueprint.arguments(PatchFlow)
@blueprint.response(200, FlowAnswer)
def patch(body: JsonObject, flow_id: str) -> Response:
    """Change a flow; what is not given stays."""
    return _change(flow_id, body)


@blueprint.delete("/<string:flow_id>")
@blueprint.response(200, Ended)
def delete(flow_id: str) -> Response:
    """Delete a flow; what runs of its versions goes on."""
    engine = services().engine
    services().schedules.end(principal(), flow_id)
    engine.flows.delete(principal(), flow_id)
    engine.registrar.sync(flow_id)
    return jsonify({"id": flow_id, "deleted": True})


@blueprint.post("/<string:flow_id>/autosave")
@blueprint.arguments(AutosaveFlow)
@blueprint.response(200, FlowAnswer)
def autosave(body: JsonObject, flow_id: str) -> Response:
    """Save the draft, unless somebody else saved it since `rev` (or If-Match)."""
    return _change(flow_id, body)


@blueprint.post("/validate")
@blueprint.arguments(ValidateFlow)
@blueprint.response(200, ValidationAnswer)
def validate(body: JsonObject) -> Response:
    """Return what is wrong with a definition, without storing it."""
    definition = cast("JsonObject", body["definition"])
    flow_id = cast("str | None", body.get("flowId"))
    issues = services().engine.flows.validate(principal(), definition, flow_id)
    is_valid = not errors_in(issues)
    return jsonify({"valid": is_valid, "issues": [issue_view(issue) for issue in issues]})


@blueprint.post("/<string:flow_id>/publish")
@blueprint.arguments(PublishFlow, required=False)
@blueprint.response(200, PublishedAnswer)
def publish(body: JsonObject, flow_id: str) -> Response:
    """Freeze the draft, or an earlier version, as the next version."""
    from_version = cast("int | None", body["fromVersion"])
    engine = services().engine
    version = engine.flows.publish(
        principal(), flow_id, summary=str(body["summary"]), from_version=from_version
    )
    found = engine.flows.validate(principal(), canonical.decode(version.definition), flow_id)
    # Last: services are called, and the flow may be gone when they have answered.
    engine.registrar.sync(flow_id)
    doubts: JsonObject = {"issues": [issue_view(one) for one in found]} if found else {}
    return jsonify({"version": version.number, **_fires(flow_id), **doubts})


def _fires(flow_id: str) -> JsonObject:
    """Return when the flow starts by itself, nothing where it does not."""
    coming = services().schedules.coming(flow_id)
    return {"nextFires": [clock.rfc3339(at) for at in coming]} if coming else {}


@blueprint.get("/<string:flow_id>/versions")
@blueprint.arguments(VersionsPage, location="query")
@blueprint.response(200, page_of(VersionSummaryAnswer))
def versions(page: JsonObject, flow_id: str) -> Response:
    """Return a flow's published versions, the newest first."""
    cursor, limit = str(page["cursor"]), cast("int", page["limit"])
    below = int(cursor) if cursor else None
    found = services().engine.flows.versions(principal(), flow_id, below=below, limit=limit + 1)
    following = str(found[limit - 1].number) if len(found) > limit else None
    return jsonify({"data": [_version(one) for one in found[:limit]], "nextCursor": following})


@blueprint.get("/<string:flow_id>/versions/<int:number>")
@blueprint.response(200, VersionAnswer)
def version(flow_id: str, number: int) -> Response:
    """Return one published version, definition included."""
    found = services().engine.flows.version(principal(), flow_id, number)
    return jsonify({**_version(found), "definition": canonical.decode(found.definition)})


def _change(flow_id: str, body: JsonObject) -> Response:
    changes: dict[str, object] = {
        name: value for name, value in body.items() if name not in ("rev", *_SHARED)
    }
    if grants := _grants(body):
        changes["grants"] = grants
    rev = cast("int | None", body.get("rev"))
    expected = _if_match() if rev is None else rev
    return flow_response(services().engine.flows.change(principal(), flow_id, changes, expected))


def _grants(body: JsonObject) -> dict[str, list[Grant]]:
    """Return the grants that a body gives, by kind. Raises InvalidInput for an unknown grantee."""
    grants = {
        kind: [
            Grant(kind, str(row[f"{kind}Id"]), str(row["permission"]))
            for row in cast("list[JsonObject]", body[name])
        ]
        for name, kind in _SHARED.items()
        if name in body
    }
    services().engine.accounts.check_grants(principal(), grants)
    return grants


def _if_match() -> int | None:
    etags = request.if_match
    if not request.headers.get("If-Match") or etags.star_tag:
        return None
    tags = etags.as_set(include_weak=True)
    revs = [int(tag) for tag in tags if tag.isascii() and tag.isdigit() and len(tag) < _MOST_DIGITS]
    # A tag that is no revision matches none: 0 is never current.
    return revs[0] if len(revs) == 1 else 0


def made(view: FlowView) -> Response:
    """Return the answer to who made a flow."""
    response = flow_response(view)
    response.status_code = 201
    response.headers["Location"] = f"/v1/flow/{view.flow.flow_id}"
    return response


def flow_response(view: FlowView) -> Response:
    """Return a flow with its draft and what is wrong with that; the ETag is its revision."""
    flow = view.flow
    body: JsonObject = {
        **_summary(flow),
        "definition": canonical.decode(flow.definition),
        "issues": [issue_view(issue) for issue in view.issues],
    }
    response = jsonify(body)
    response.set_etag(str(flow.rev))
    return response


def _summary(flow: Flow) -> JsonObject:
    return {
        "id": flow.flow_id,
        "_id": flow.flow_id,
        "name": flow.name,
        "description": flow.description,
        "visibility": flow.visibility,
        **_shared(flow.grants),
        "rev": flow.rev,
        "latestVersion": flow.latest_version or None,
        "createdByUser": flow.created_by,
        "createdAt": clock.rfc3339(flow.created_at),
        "updatedAt": clock.rfc3339(flow.updated_at),
    }


def _version(version: Version) -> JsonObject:
    return {
        "version": version.number,
        "name": version.name,
        "summary": version.summary,
        "visibility": version.visibility,
        **_shared(version.grants),
        "createdByUser": version.created_by,
        "publishedAt": clock.rfc3339(version.created_at),
    }


def _shared(grants: Sequence[Grant]) -> dict[str, Json]:
    return {
        name: [
            {f"{kind}Id": grant.grantee_id, "permission": grant.right}
            for grant in grants
            if grant.kind == kind
        ]
        for name, kind in _SHARED.items()
    }
