"""Routes of Peers and the widgets they show."""

from __future__ import annotations

from typing import cast

from flask import Response, jsonify

from api.context import principal, services
from api.destinations import require_callable
from api.edge import Blueprint, listed
from engine import canonical, clock, ids
from engine.errors import NotFound
from engine.peers import attached_to
from engine.principal import require_admin, require_same_workspace
from engine.store.talk import Peer, Widget
from schemas.account import Ended
from schemas.answers import page_of
from schemas.flow import Page
from schemas.json import Json, JsonObject
from schemas.talk import AttachFlow, CreatePeer, CreateWidget, PatchPeer, PeerAnswer, WidgetAnswer

blueprint = Blueprint("peers", __name__, url_prefix="/v1", description="Peers and widgets")


@blueprint.post("/peer")
@blueprint.arguments(CreatePeer)
@blueprint.response(201, PeerAnswer)
def create(body: JsonObject) -> Response:
    """Make a Peer; clients name it by its `hookId`."""
    _require_callable(body)
    response = jsonify(shown(services().engine.peers.create(principal(), body)))
    response.status_code = 201
    return response


@blueprint.get("/peer")
@blueprint.arguments(Page, location="query")
@blueprint.response(200, page_of(PeerAnswer))
def listing(page: JsonObject) -> Response:
    """Return the workspace's Peers."""

    def fetch(cursor: str, limit: int) -> list[Peer]:
        return list(services().engine.peers.list(principal(), cursor, limit))

    return listed(page, fetch, shown, lambda peer: peer.peer_id)


@blueprint.get("/peer/<string:peer_id>")
@blueprint.response(200, PeerAnswer)
def read(peer_id: str) -> Response:
    """Return a Peer, without the key of its model."""
    return jsonify(shown(services().engine.peers.get(principal(), peer_id)))


@blueprint.route("/peer/<string:peer_id>", methods=["PATCH"])
@blueprint.arguments(PatchPeer)
@blueprint.response(200, PeerAnswer)
def patch(body: JsonObject, peer_id: str) -> Response:
    """Change a Peer; what is not given stays."""
    _require_callable(body)
    return jsonify(shown(services().engine.peers.change(principal(), peer_id, body)))


@blueprint.delete("/peer/<string:peer_id>")
@blueprint.response(200, Ended)
def delete(peer_id: str) -> Response:
    """Delete a Peer; its conversations stay readable."""
    services().engine.peers.remove(principal(), peer_id)
    return jsonify({"id": peer_id, "deleted": True})


@blueprint.post("/peer/<string:peer_id>/flow")
@blueprint.arguments(AttachFlow)
@blueprint.response(200, PeerAnswer)
def attach(body: JsonObject, peer_id: str) -> Response:
    """Let a flow answer for a Peer, for whoever talks to it."""
    flow_id, trigger = str(body["flowId"]), str(body["trigger"])
    return jsonify(shown(services().engine.peers.attach(principal(), peer_id, flow_id, trigger)))


@blueprint.delete("/peer/<string:peer_id>/flow/<string:flow_id>")
@blueprint.response(200, PeerAnswer)
def detach(peer_id: str, flow_id: str) -> Response:
    """Let a flow answer for a Peer no more."""
    return jsonify(shown(services().engine.peers.detach(principal(), peer_id, flow_id)))


@blueprint.post("/widget")
@blueprint.arguments(CreateWidget)
@blueprint.response(201, WidgetAnswer)
def create_widget(body: JsonObject) -> Response:
    """Make a widget that flows may put on messages."""
    widget = Widget(
        widget_id=ids.new("wid"),
        workspace_id=principal().workspace_id,
        name=str(body["name"]),
        details=canonical.encode({name: value for name, value in body.items() if name != "name"}),
        created_at=clock.now(),
    )
    services().engine.stores.shelves.widgets.insert(widget)
    response = jsonify(_widget(widget))
    response.status_code = 201
    return response


@blueprint.get("/widget")
@blueprint.arguments(Page, location="query")
@blueprint.response(200, page_of(WidgetAnswer))
def widgets(page: JsonObject) -> Response:
    """Return the workspace's widgets."""
    shelf, workspace_id = services().engine.stores.shelves.widgets, principal().workspace_id

    def fetch(cursor: str, limit: int) -> list[Widget]:
        return list(shelf.list(cursor, limit, workspace_id=workspace_id))

    return listed(page, fetch, _widget, lambda widget: widget.widget_id)


@blueprint.get("/widget/<string:widget_id>")
@blueprint.response(200, WidgetAnswer)
def widget(widget_id: str) -> Response:
    """Return a widget."""
    return jsonify(_widget(_own_widget(widget_id)))


@blueprint.delete("/widget/<string:widget_id>")
@blueprint.response(200, Ended)
def delete_widget(widget_id: str) -> Response:
    """Delete a widget; messages that have it keep what was put on them."""
    found = _own_widget(widget_id)
    require_admin(principal())
    services().engine.stores.shelves.widgets.remove(found.widget_id)
    return jsonify({"id": widget_id, "deleted": True})


def _own_widget(widget_id: str) -> Widget:
    found = services().engine.stores.shelves.widgets.get(widget_id)
    if found is None:
        raise NotFound("widget_not_found", "there is no such widget")
    require_same_workspace(principal(), found.workspace_id, "widget")
    return found


def shown(peer: Peer) -> JsonObject:
    """Return a Peer as its people see it."""
    connection: JsonObject | None = None
    if peer.base_url is not None:
        has_key = peer.sealed_key is not None
        connection = {"baseUrl": peer.base_url, "model": peer.model, "hasKey": has_key}
    attached: list[Json] = [
        {"flowId": flow_id, "trigger": trigger} for flow_id, trigger in attached_to(peer)
    ]
    return {
        "id": peer.peer_id,
        "_id": peer.peer_id,
        "name": peer.name,
        "description": peer.description,
        "instructions": peer.instructions,
        "hookId": peer.hook_id,
        "connection": connection,
        "flows": attached,
        "createdAt": clock.rfc3339(peer.created_at),
        "updatedAt": clock.rfc3339(peer.updated_at),
    }


def _widget(widget: Widget) -> JsonObject:
    details = cast("JsonObject", canonical.decode(widget.details))
    return {
        "id": widget.widget_id,
        "name": widget.name,
        **details,
        "createdAt": clock.rfc3339(widget.created_at),
    }


def _require_callable(body: JsonObject) -> None:
    connection = body.get("connection")
    if isinstance(connection, dict):
        require_callable(connection.get("baseUrl"), "/connection/baseUrl")
