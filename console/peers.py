"""Peers: who can be talked to, what they know, and which flows answer for them."""

from __future__ import annotations

from typing import Final

from flask import Response, request, url_for

from console import asking, forms, pages
from console.asking import Object, Refused, path_of

blueprint = pages.section("console_peers")
_PAGE = 50
_LONG: Final[Object] = {"multiline": True, "maxLength": 20_000}
ABOUT: Final[tuple[Object, ...]] = (
    {"name": "name", "label": "Name", "required": True, "maxLength": 200},
    {"name": "description", "label": "Description", "help": "For people.", **_LONG},
    {"name": "instructions", "label": "Instructions", "help": "What its model is told.", **_LONG},
)
MODEL: Final[tuple[Object, ...]] = (
    {
        "name": "baseUrl",
        "label": "Address",
        "required": True,
        "format": "url",
        "help": "Of anything that speaks as OpenAI's API does, such as https://host/v1.",
    },
    {"name": "model", "label": "Model", "required": True, "maxLength": 200},
    {
        "name": "apiKey",
        "label": "Key",
        "secret": True,
        "help": "Kept sealed and never shown. Without one the key that is there stays.",
    },
)
TRIGGERS: Final = {
    "peer.message": "answers what is said",
    "peer.action": "is what its model may call",
}


@blueprint.get("/peers")
def listing() -> Response:
    """Show the Peers and how many flows each has."""
    return _list({}, "")


@blueprint.post("/peers")
def create() -> Response:
    """Make a Peer and show it: the next step is to let something answer."""
    try:
        made = asking.send("POST", "/v1/peer", forms.texts(ABOUT)).body
    except Refused as refused:
        return _list(forms.problems_of(refused), refused.said, refused.status)
    return _back(made["id"], f"{made['name']} is there.")


@blueprint.get("/peers/<string:peer_id>")
def page(peer_id: str) -> Response:
    """Show a Peer: what it is told, its model, and the flows that answer for it."""
    return _page(peer_id)


@blueprint.post("/peers/<string:peer_id>")
def change(peer_id: str) -> Response:
    """Rename or describe a Peer."""
    try:
        asking.send("PATCH", path_of("peer", peer_id), forms.texts(ABOUT))
    except Refused as refused:
        return _page(peer_id, "about", refused)
    return _back(peer_id, "Saved.")


@blueprint.post("/peers/<string:peer_id>/model")
def connect(peer_id: str) -> Response:
    """Give a Peer a model."""
    try:
        body = {"connection": forms.given(MODEL, "", {})}
        asking.send("PATCH", path_of("peer", peer_id), body)
    except Refused as refused:
        return _page(peer_id, "model", refused)
    return _back(peer_id, "The model answers from now on.")


@blueprint.post("/peers/<string:peer_id>/flows")
def attach(peer_id: str) -> Response:
    """Let a flow answer for a Peer."""
    body = {name: request.form.get(name, "") for name in ("flowId", "trigger")}
    try:
        asking.send("POST", path_of("peer", peer_id, "flow"), body)
    except Refused as refused:
        return _page(peer_id, "flow", refused)
    return _back(peer_id, "The flow is attached.")


def _list(problems: dict[str, str], failed: str, status: int = 200) -> Response:
    found = asking.get("/v1/peer", limit=_PAGE, cursor=request.args.get("cursor", ""))
    return pages.render(
        "peers.html",
        status,
        rows=[{**one, "attached": _attached(one)} for one in found["data"]],
        following=found["nextCursor"],
        fields=forms.shown(ABOUT),
        problems=problems,
        failed=failed,
    )


def _page(peer_id: str, part: str = "", refused: Refused | None = None) -> Response:
    """Show a Peer; what was refused stands, as it was typed, in the part where it was sent."""
    peer = asking.get(path_of("peer", peer_id))
    names = {one["id"]: one["name"] for one in asking.all_of("/v1/flow")}
    return pages.render(
        "peer.html",
        refused.status if refused else 200,
        peer=peer,
        about=_filled(ABOUT, peer, is_sent=part == "about"),
        model=_filled(MODEL, peer["connection"] or {}, is_sent=part == "model"),
        attached=_attached(peer),
        answers=bool(peer["connection"]) or "peer.message" in _triggers(peer),
        names=names,
        triggers=TRIGGERS,
        part=part,
        failed=_failed(part, refused) if refused else "",
        problems=forms.problems_of(refused) if refused else {},
    )


def _failed(part: str, refused: Refused) -> str:
    """Return what went wrong; the line that attaches a flow has no place for each field's own."""
    return refused.not_done if part == "flow" else refused.said


def _filled(fields: tuple[Object, ...], values: Object, *, is_sent: bool) -> list[Object]:
    rows = forms.shown(fields, values)
    for row in rows:
        if row.get("secret"):
            row["value"] = ""
        elif not is_sent:
            row["value"] = values.get(row["name"], "")
    return rows


def _attached(peer: Object) -> dict[str, list[str]]:
    """Return the triggers at which each flow answers, by its id."""
    found: dict[str, list[str]] = {}
    for one in peer["flows"]:
        found.setdefault(one["flowId"], []).append(one["trigger"])
    return found


def _triggers(peer: Object) -> set[str]:
    return {one["trigger"] for one in peer["flows"]}


def _back(peer_id: str, said: str) -> Response:
    return pages.back(url_for("console_peers.page", peer_id=peer_id), said)
