"""Routes of conversations: for our own clients, and in the shape that the official ones send."""

from __future__ import annotations

from typing import cast

from flask import Response, jsonify, request

from api import talking
from api.context import principal, services
from api.edge import Blueprint, listed
from api.problems import Rejected
from api.runs import RESUME_BODY
from engine.store.talk import Conversation, Message, Peer
from schemas.json import Json, JsonObject
from schemas.talk import (
    AnswerAnswer,
    Chat,
    ConversationsQuery,
    CreateConversation,
    CreatedAnswer,
    ListBody,
    MessagesQuery,
    SendMessage,
)

client = Blueprint(
    "client", __name__, url_prefix="/v1/client", description="Conversations, for clients"
)
sdk = Blueprint("sdk", __name__, url_prefix="/v1/sdk", description="Conversations, for the SDK")
_MOST = 100


# Clients ---------------------------------------------------------------------------------------


@client.post("/conversation")
@client.arguments(CreateConversation)
@client.response(200, {"type": ["object", "array"]})
def create(body: JsonObject) -> Response:
    """
    Begin a conversation with a Peer.

    A body without `peerId`, or with a filter or a page, asks for the list: so do older clients.
    """
    is_list = any(body[name] is not None for name in ("page", "limit", "skip", "filter", "sort"))
    if is_list or body["peerId"] is None:
        return jsonify(_filtered(body))
    peer = services().engine.peers.get(principal(), str(body["peerId"]))
    return talking.told(talking.begun(_made(peer, "client", body), body))


@client.get("/conversation")
@client.arguments(ConversationsQuery, location="query")
@client.response(200, {"type": "object"})
def listing(query: JsonObject) -> Response:
    """Return the caller's conversations, the newest first."""

    def fetch(cursor: str, limit: int) -> list[Conversation]:
        conversations = services().engine.conversations
        found = conversations.of_caller(principal(), cursor, limit, peer_id=str(query["peerId"]))
        return list(found)

    return listed(query, fetch, talking.conversation_view, lambda one: one.conversation_id)


@client.get("/conversation/<string:conversation_id>")
@client.response(200, {"type": "object"})
def read(conversation_id: str) -> Response:
    """Return a conversation."""
    return jsonify(talking.conversation_view(_own(conversation_id)))


@client.post("/conversation/<string:conversation_id>/message")
@client.arguments(SendMessage)
@client.response(200, AnswerAnswer)
@client.alt_response(202, schema=AnswerAnswer, description="the answer is still being made")
def send(body: JsonObject, conversation_id: str) -> Response:
    """Say something; the answer is `done`, or what it waits for."""
    return talking.told(talking.said(_own(conversation_id), body))


@client.get("/conversation/<string:conversation_id>/message")
@client.arguments(MessagesQuery, location="query")
@client.response(200, {"type": "array", "items": {"type": "object"}})
def messages(query: JsonObject, conversation_id: str) -> Response:
    """Return the last messages, or those before the message `before`; the oldest comes first."""
    return jsonify(_last(_own(conversation_id), query))


@client.post("/conversation/<string:conversation_id>/message/<string:message_id>/resume")
@client.doc(requestBody=RESUME_BODY)
@client.response(200, AnswerAnswer)
@client.alt_response(202, schema=AnswerAnswer, description="the answer is still being made")
def resume(conversation_id: str, message_id: str) -> Response:
    """Resume what a message waits for: `toolResult`, `decision` or `data`."""
    return talking.told(talking.resumed(_own(conversation_id), message_id))


@client.post("/peer/list")
@client.arguments(ListBody)
@client.response(200, {"type": "array", "items": {"type": "object"}})
def peers(body: JsonObject) -> Response:
    """Return Peers the caller may talk to."""
    found = services().engine.peers.list(principal(), "", cast("int", body["limit"]))
    return jsonify([_peer(peer) for peer in found])


@client.get("/peer/<string:peer_id>")
@client.response(200, {"type": "object"})
def peer(peer_id: str) -> Response:
    """Return what a client may know of a Peer."""
    return jsonify(_peer(_talkable(services().engine.peers.get(principal(), peer_id))))


@client.post("/peer/<string:peer_id>/competition")
@client.arguments(SendMessage)
@client.response(200, {"type": "object"})
@client.alt_response(202, schema={"type": "object"}, description="the answer is still being made")
def competition(body: JsonObject, peer_id: str) -> Response:
    """Have one thing answered, in a conversation of its own."""
    peer = services().engine.peers.get(principal(), peer_id)
    return talking.told(_brief(talking.said(_made(peer, "client", body), body)))


@client.post("/peer/<string:peer_id>/chat")
@client.arguments(Chat)
@client.response(200, {"type": "object"})
@client.alt_response(202, schema={"type": "object"}, description="the answer is still being made")
def chat(body: JsonObject, peer_id: str) -> Response:
    """Have the last of some messages answered, in a conversation of its own."""
    peer = services().engine.peers.get(principal(), peer_id)
    return talking.told(_brief(talking.begun(_made(peer, "client", body), body)))


# The official SDK ------------------------------------------------------------------------------


@sdk.post("/conversation")
@sdk.arguments(CreateConversation)
@sdk.response(200, CreatedAnswer)
@sdk.alt_response(202, schema=CreatedAnswer, description="the answer is still being made")
def sdk_create(body: JsonObject) -> Response:
    """Begin a conversation with the Peer of the `x-hook-id`, or of an older client's `peerId`."""
    return talking.told(talking.begun(_made(_hooked(body["peerId"]), "sdk", body), body))


@sdk.post("/conversation/list")
@sdk.arguments(ListBody)
@sdk.response(200, {"type": "object"})
def sdk_list(body: JsonObject) -> Response:
    """Return the caller's conversations by page number, the newest first."""
    return jsonify(_page_of(_filtered(body), body))


@sdk.get("/conversation/<string:conversation_id>")
@sdk.response(200, {"type": "object"})
def sdk_read(conversation_id: str) -> Response:
    """Return a conversation."""
    return jsonify(talking.conversation_view(_own(conversation_id)))


@sdk.post("/conversation/<string:conversation_id>/message")
@sdk.arguments(SendMessage)
@sdk.response(200, AnswerAnswer)
@sdk.alt_response(202, schema=AnswerAnswer, description="the answer is still being made")
def sdk_send(body: JsonObject, conversation_id: str) -> Response:
    """Say something; `client_tool_call` asks for a tool of the client's."""
    return talking.told(talking.said(_own(conversation_id), body))


@sdk.get("/conversation/<string:conversation_id>/message")
@sdk.arguments(MessagesQuery, location="query")
@sdk.response(200, {"type": "array", "items": {"type": "object"}})
def sdk_messages(query: JsonObject, conversation_id: str) -> Response:
    """Return the last messages, or those before the message `before`; the oldest comes first."""
    return jsonify(_last(_own(conversation_id), query))


@sdk.post("/conversation/<string:conversation_id>/message/<string:message_id>/resume")
@sdk.doc(requestBody=RESUME_BODY)
@sdk.response(200, AnswerAnswer)
@sdk.alt_response(202, schema=AnswerAnswer, description="the answer is still being made")
def sdk_resume(conversation_id: str, message_id: str) -> Response:
    """Resume what a message waits for: `toolResult`, `decision` or `data`."""
    return talking.told(talking.resumed(_own(conversation_id), message_id))


@sdk.get("/peer")
@sdk.response(200, {"type": "object"})
def sdk_peer() -> Response:
    """Return the Peer of the `x-hook-id`."""
    return jsonify(_peer(_hooked(None)))


@sdk.get("/channel")
@sdk.response(200, {"type": "object"})
def sdk_channel() -> Response:
    """Return the channel of the `x-hook-id`: there is one a Peer."""
    peer = _hooked(None)
    shown: JsonObject = {"_id": peer.hook_id, "hookId": peer.hook_id, "name": peer.name}
    return jsonify({**shown, "peerId": peer.peer_id, "type": "api"})


@sdk.get("/user")
@sdk.response(200, {"type": "object"})
def sdk_user() -> Response:
    """Return who the caller is."""
    who = principal()
    shown: JsonObject = {
        "_id": who.user_id or who.principal_id,
        "name": who.name,
        "email": who.user.get("email"),
        "workspaceId": who.workspace_id,
    }
    return jsonify(shown)


def _own(conversation_id: str) -> Conversation:
    return services().engine.conversations.get(principal(), conversation_id)


def _made(peer: Peer, source: str, body: JsonObject) -> Conversation:
    return services().engine.conversations.create(principal(), peer, source, body)


def _hooked(peer_id: Json) -> Peer:
    """Return the Peer that the request names. Raises Rejected, NotFound."""
    peers, hook_id = services().engine.peers, request.headers.get("X-Hook-Id", "")
    if hook_id:
        return _talkable(peers.of_hook(principal(), hook_id))
    if peer_id is not None:
        return peers.get(principal(), str(peer_id))
    raise Rejected(422, "hook_id_required", "send the Peer's hookId as the header x-hook-id")


def _talkable(peer: Peer) -> Peer:
    services().engine.peers.require_talk(principal(), peer)
    return peer


def _filtered(body: JsonObject) -> list[JsonObject]:
    """Return conversations as the official clients filter them."""
    given = body.get("filter")
    wanted = given if isinstance(given, dict) else {}
    peer_id = str(wanted.get("peerId") or body.get("peerId") or "")
    contact_id = str(wanted.get("contactId") or body.get("contactId") or "")
    found = services().engine.conversations.of_caller(
        principal(), "", _MOST, peer_id=peer_id, contact_id=contact_id
    )
    return [talking.conversation_view(one) for one in found]


def _page_of(found: list[JsonObject], body: JsonObject) -> JsonObject:
    page, limit = cast("int", body["page"]), cast("int", body["limit"])
    data: list[Json] = [*found[(page - 1) * limit : page * limit]]
    return {"data": data, "total": len(found), "page": page, "limit": limit}


def _last(conversation: Conversation, query: JsonObject) -> list[JsonObject]:
    before, count = str(query["before"]), cast("int", query["messagesCount"])
    found = services().engine.conversations.messages(conversation, before, count)
    return [talking.message_view(message) for message in reversed(list[Message](found))]


def _peer(peer: Peer) -> JsonObject:
    return {
        "_id": peer.peer_id,
        "id": peer.peer_id,
        "name": peer.name,
        "description": peer.description,
        "hookId": peer.hook_id,
    }


def _brief(answer: JsonObject) -> JsonObject:
    return {"id": answer["messageId"], **answer}
