"""Conversations with Peers: what was said, and what an answer waits for."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from flask import Response, request, url_for

from console import answering, asking, forms, pages
from console.asking import Object, Refused, path_of

blueprint = pages.section("console_talks")
forms.takes_files(blueprint, "console_talks.answer")
# Most answers come within this; the page keeps up with the others.
_WAIT = {"Prefer": "wait=5"}
# Each is asked for by itself; without its schema a widget is read all the same.
_MOST_SCHEMAS = 20
# Messages on a page.
_MOST = 100


@blueprint.get("/talks")
def listing() -> Response:
    """Show the Peers and the conversations with them."""
    peers = asking.get("/v1/peer", limit=100)["data"]
    found = asking.get("/v1/client/conversation", limit=50, cursor=request.args.get("cursor"))
    return pages.render(
        "talks.html", peers=peers, rows=found["data"], following=found.get("nextCursor")
    )


@blueprint.post("/talks")
def begin() -> Response:
    """Begin a conversation with a Peer."""
    body = {"peerId": request.form.get("peerId", "")}
    made = asking.send("POST", "/v1/client/conversation", body).body
    return pages.back(url_for("console_talks.page", conversation_id=made["conversationId"]))


@blueprint.get("/talks/<string:conversation_id>")
def page(conversation_id: str) -> Response:
    """Show a conversation: its last messages, or those before one."""
    path = path_of("client", "conversation", conversation_id)
    conversation = asking.get(path)
    before = request.args.get("before", "")
    found = asking.get(f"{path}/message", messagesCount=_MOST, before=before)
    messages = found["data"]
    for message in messages:
        message["asked"] = answering.laid(message.get("waitState") or {}, message["id"])
    is_busy = not before and bool(messages) and messages[-1]["status"] == "running"
    return pages.render(
        "talk.html",
        conversation=conversation,
        messages=messages,
        schemas=_schemas(messages),
        is_busy=is_busy,
        is_past=bool(before),
        earlier=messages[0]["id"] if len(messages) == _MOST else None,
        key=forms.key(),
    )


@blueprint.post("/talks/<string:conversation_id>")
def say(conversation_id: str) -> Response:
    """Say something."""
    path = path_of("client", "conversation", conversation_id, "message")
    body = {"content": request.form.get("content", "")}
    return _then(conversation_id, path, lambda: body)


@blueprint.post("/talks/<string:conversation_id>/<string:message_id>")
def answer(conversation_id: str, message_id: str) -> Response:
    """Answer what a message waits for: decide, fill in its form, give its tool's result."""
    path = path_of("client", "conversation", conversation_id, "message", message_id, "resume")
    return _then(conversation_id, path, lambda: _given(conversation_id, message_id), message_id)


def _schemas(messages: list[Object]) -> Object:
    """Return the schemas of the widgets shown last, by id; a deleted one has none."""
    newest = [one for message in messages[::-1] for one in message.get("widgets") or []]
    shown = dict.fromkeys(one["widgetId"] for one in newest)
    found = {
        widget_id: asking.find(path_of("widget", widget_id))
        for widget_id in islice(shown, _MOST_SCHEMAS)
    }
    return {widget_id: one["schema"] for widget_id, one in found.items() if one is not None}


def _then(
    conversation_id: str, path: str, body: Callable[[], Object], asked_by: str = ""
) -> Response:
    where = url_for("console_talks.page", conversation_id=conversation_id) + "#last"
    try:
        asking.send("POST", path, body(), {**_WAIT, "Idempotency-Key": forms.key()})
    except Refused as refused:
        return answering.again(where, asked_by, refused)
    return pages.back(where)


def _given(conversation_id: str, message_id: str) -> Object:
    if "decision" in request.form:
        return {"decision": request.form["decision"]}
    if "executionId" in request.form:
        return {"toolResult": _tool_result()}
    path = path_of("client", "conversation", conversation_id, "message")
    found = asking.get(path, messagesCount=_MOST)
    messages = found["data"]
    message: Object = next((one for one in messages if one["id"] == message_id), {})
    fields = (message.get("waitState") or {}).get("fields") or []
    return {"data": forms.given(fields, answering.UPLOADS, {})}


def _tool_result() -> Object:
    text = request.form.get("output", "")
    try:
        output = forms.json_of(text)
    except ValueError:
        output = text
    return {"executionId": request.form["executionId"], "success": True, "output": output}
