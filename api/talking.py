"""The one way from something that is said to the message that answers it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from flask import Response, g, jsonify, request

from api import decisions, door, standing
from api.context import principal, services
from api.preferences import idempotency_key, preferences
from api.runs import resume_call
from engine import canonical, clock
from engine.errors import Conflict
from engine.store.documents import Run
from engine.store.talk import Conversation, Message
from schemas.json import JsonObject


def said(conversation: Conversation, given: Mapping[str, object]) -> JsonObject:
    """Answer what was said, as far as that goes within the time the caller waits."""
    engine, room = services().engine, services().waiting_room
    turn = engine.conversations.say(principal(), conversation, given, idempotency_key(request))
    run = turn.run
    if run is None:
        return answer(turn.message)
    g.run_id = run.run_id

    def submit() -> tuple[Run, bool]:
        started = engine.runs.submit(run)
        return started.run, started.is_delivered

    wanted = preferences(request, engine.settings.sync_timeout_seconds, metadata=False)
    with room.seat(principal().principal_id, wanted=wanted.wait_seconds > 0) as may_wait:
        if may_wait:
            room.outcome(run.run_id, wanted.wait_seconds, submit, standing.standing())
        else:
            submit()
    return answer(engine.conversations.message(conversation, turn.message.message_id))


def resumed(conversation: Conversation, message_id: str) -> JsonObject:
    """Resume what a message waits for; the same message comes back with what comes of it."""
    engine, room = services().engine, services().waiting_room
    message = engine.conversations.message(conversation, message_id)
    if message.run_id is None:
        raise Conflict("message_not_waiting", "this message waits for nothing")
    run_id = g.run_id = message.run_id
    call = resume_call(door.read_object(request), idempotency_key(request))

    def decide() -> tuple[Run, bool]:
        done = decisions.decide(engine.runs.peek(principal(), run_id), call)
        return done.run, done.is_delivered

    wanted = preferences(request, engine.settings.sync_timeout_seconds, metadata=False)
    with room.seat(principal().principal_id, wanted=wanted.wait_seconds > 0) as may_wait:
        if may_wait:
            room.outcome(run_id, wanted.wait_seconds, decide, standing.standing())
        else:
            decide()
    return answer(engine.conversations.message(conversation, message_id))


def answer(message: Message) -> JsonObject:
    """Return a message that answers, as clients see it."""
    view = services().engine.conversations.view(message)
    return {
        "conversationId": message.conversation_id,
        "messageId": message.message_id,
        **view,
        "appRunId": message.run_id,
        "widgets": canonical.decode(message.widgets),
    }


def told(body: JsonObject) -> Response:
    """Return an answer: 202 while it is still being made."""
    response = jsonify(body)
    response.status_code = 202 if body.get("status") == "running" else 200
    return response


def conversation_view(conversation: Conversation) -> JsonObject:
    """Return a conversation as clients see it."""
    peer = services().engine.peers.shelf.get(conversation.peer_id)
    shown: JsonObject = {
        "_id": conversation.conversation_id,
        "id": conversation.conversation_id,
        "title": conversation.title or None,
        "peerId": conversation.peer_id,
        "userId": conversation.user_id,
        "contactId": conversation.contact_id,
        "source": conversation.source,
        "createdAt": clock.rfc3339(conversation.created_at),
        "updatedAt": clock.rfc3339(conversation.updated_at),
        "endedAt": clock.rfc3339(conversation.ended_at) if conversation.ended_at else None,
        "endReason": conversation.end_reason,
        "peer": {"_id": peer.peer_id, "name": peer.name} if peer else None,
    }
    return shown


def message_view(message: Message) -> JsonObject:
    """Return one message of a conversation's history."""
    view = answer(message)
    return {
        "_id": message.message_id,
        "id": message.message_id,
        "conversationId": message.conversation_id,
        "type": message.role,
        "role": "assistant" if message.role == "ai" else message.role,
        "content": view["content"],
        "status": view["status"],
        "toolLogs": view["tools"],
        "widgets": view["widgets"],
        "createdAt": clock.rfc3339(message.created_at),
        **{name: view[name] for name in ("pendingAction", "waitState", "output") if name in view},
    }


def begun(conversation: Conversation, given: JsonObject) -> JsonObject:
    """Return a new conversation; a last message of the user's is answered at once."""
    conversations = services().engine.conversations
    history = cast("list[JsonObject]", given["messages"])
    answered = bool(history) and history[-1]["role"] == "user"
    brought = history[:-1] if answered else history
    for place, message in enumerate(brought):
        role = "user" if message["role"] == "user" else "ai"
        conversations.add(conversation, role, str(message["content"]), place - len(brought))
    shown: JsonObject = {
        "conversationId": conversation.conversation_id,
        "peerId": conversation.peer_id,
        "userId": conversation.user_id,
        "contactId": conversation.contact_id,
        "created": True,
    }
    if not answered:
        return shown
    return {**shown, **said(conversation, {**given, "content": history[-1]["content"]})}
