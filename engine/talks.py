"""The conversation that a run belongs to, as its steps may use it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from engine import canonical, clock
from engine.context import RunInfo
from engine.errors import Conflict, NotFound
from engine.peers import Peers, client_tools, peer_not_found
from engine.steps.base import Action, Model, Talk
from engine.store.base import Shelf, Shelves
from engine.store.talk import Conversation, Message, Peer
from schemas.json import Json, JsonObject

Item = TypeVar("Item", Conversation, Message)
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Talks:
    """Finds the conversation of a run."""

    shelves: Shelves
    peers: Peers
    now: clock.Clock = clock.now

    def of(self, info: RunInfo) -> Talk | None:
        """Return the conversation that a run belongs to, None for the others."""
        if info.conversation_id is None:
            return None
        return _Talk(self, info.workspace_id, info.conversation_id, info.message_id or "")


@dataclass(frozen=True, slots=True)
class _Talk:
    """Satisfies `Talk`; everything is read when it is asked for."""

    talks: Talks
    workspace_id: str
    conversation_id: str
    message_id: str

    def model(self) -> Model | None:
        conversation = self._conversation()
        model = self.talks.peers.model(self._peer(conversation))
        if model is None:
            return None
        options = options_of(conversation)
        return replace(model, response_format=_format(options))

    def actions(self) -> Sequence[Action]:
        conversation = self._conversation()
        own = list(self.talks.peers.actions(self._peer(conversation)))
        taken = {action.name for action in own}
        tools = client_tools(options_of(conversation).get("clientTools"))
        return [*own, *(tool for tool in tools if tool.name not in taken)]

    def add_widget(self, widget_id: str, initial_state: Json, key: str) -> JsonObject:
        widget = self.talks.shelves.widgets.get(widget_id)
        if widget is None or widget.workspace_id != self.workspace_id:
            raise NotFound("widget_not_found", f"there is no widget {widget_id!r}")
        digest = hashlib.sha256(key.encode()).hexdigest()
        added: JsonObject = {
            "messageWidgetId": f"mw_{digest[:32]}",
            "widgetId": widget.widget_id,
            "widgetName": widget.name,
            "initialState": initial_state,
        }

        def changed(message: Message) -> Message:
            held = cast("list[Json]", canonical.decode(message.widgets))
            return replace(message, widgets=canonical.encode([*held, added]))

        def has_it(message: Message) -> bool:
            held = cast("list[JsonObject]", canonical.decode(message.widgets))
            return any(one["messageWidgetId"] == added["messageWidgetId"] for one in held)

        _edit(self.talks.shelves.messages, self.message_id, changed, has_it)
        return added

    def end(self, reason: str) -> JsonObject:
        now = self.talks.now()

        def changed(conversation: Conversation) -> Conversation:
            return replace(conversation, ended_at=now, end_reason=reason, updated_at=now)

        shelf = self.talks.shelves.conversations
        ended = _edit(shelf, self.conversation_id, changed, lambda one: one.ended_at is not None)
        return {
            "success": True,
            "message": "the session has ended",
            "sessionId": self.conversation_id,
            "endReason": ended.end_reason,
            "endedAt": clock.rfc3339(ended.ended_at or now),
            "conversationId": self.conversation_id,
            "error": None,
        }

    def _conversation(self) -> Conversation:
        found = self.talks.shelves.conversations.get(self.conversation_id)
        if found is None:
            raise NotFound("conversation_not_found", "the conversation is gone")
        return found

    def _peer(self, conversation: Conversation) -> Peer:
        found = self.talks.peers.shelf.get(conversation.peer_id)
        if found is None:
            raise peer_not_found()
        return found


def options_of(conversation: Conversation) -> JsonObject:
    """Return what the client asked for when it began the conversation, or since."""
    return cast("JsonObject", canonical.decode(conversation.options))


def _format(options: JsonObject) -> JsonObject | None:
    if options.get("responseFormat") != "json":
        return None
    schema = options.get("responseSchema")
    if isinstance(schema, dict):
        return {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}
    return {"type": "json_object"}


def _edit(
    shelf: Shelf[Item],
    item_id: str,
    change: Callable[[Item], Item],
    is_done: Callable[[Item], bool],
) -> Item:
    """Change an item unless that was done before. Raises NotFound, Conflict."""
    for _ in range(_TRIES):
        item = shelf.get(item_id)
        if item is None:
            raise NotFound("not_found", "what the run talks about is gone")
        if is_done(item):
            return item
        changed = replace(change(item), rev=item.rev + 1)
        if shelf.replace(changed, item.rev):
            return changed
    raise Conflict("edit_conflict", "others change this at once: try again")
