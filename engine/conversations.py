"""Conversations: every message is answered by a run, and is what its run comes to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, cast

from engine import canonical, clock, contacts, foreign, ids, peer_loop
from engine.errors import Conflict, Forbidden, InvalidInput, NotFound
from engine.peers import MESSAGE, Peers, client_tools
from engine.plan import Plan, Step
from engine.principal import Principal, require_same_workspace
from engine.results import of_run
from engine.runs import Runs, Start
from engine.store.base import Shelves
from engine.store.documents import Run
from engine.store.talk import Conversation, Message, Peer
from engine.talks import options_of
from schemas.json import Json, JsonObject
from schemas.run import TERMINAL, RunStatus

USER, AI = "user", "ai"
MOST_HISTORY: Final = 50
_MOMENT = timedelta(milliseconds=1)
# How long an answer may be without a run: whoever stores both does so at once, or has died.
_BEGINNING: Final = timedelta(seconds=20)
_TITLE = 60
_LOST: Final[JsonObject] = {
    "code": "ANSWER_LOST",
    "message": "what was to answer this died before it began, or its run was deleted: say it again",
}
_STATUS = {"client-tool": "client_tool_call", "user-approval": "approval", "show-form": "form"}
# Where an answer's text is looked for in what a flow came to, the first that is there.
_TEXTS = ("content", "message", "text", "answer", "response", "output")


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer that was begun: its message, and the run it will be; None once that is gone."""

    conversation: Conversation
    message: Message
    run: Run | None


@dataclass(frozen=True, slots=True)
class Conversations:
    """The use cases of conversations. `secret` keys the ids derived from Idempotency-Keys."""

    shelves: Shelves
    peers: Peers
    runs: Runs
    secret: str
    now: clock.Clock = clock.now

    def create(
        self, principal: Principal, peer: Peer, source: str, options: Mapping[str, object]
    ) -> Conversation:
        """Begin a conversation with a Peer. Raises Forbidden, InvalidInput."""
        self.peers.require_talk(principal, peer)
        client_tools(cast("Json", options.get("clientTools")))
        now = self.now()
        contact_id = (
            None
            if principal.is_person
            else contacts.named(self.shelves, principal, options.get("contactId"))
        )
        conversation = Conversation(
            conversation_id=ids.timed("conv", now),
            workspace_id=principal.workspace_id,
            peer_id=peer.peer_id,
            principal=principal.principal_id,
            source=source,
            title="",
            options=canonical.encode(_options(options)),
            created_at=now,
            updated_at=now,
            contact_id=contact_id,
            user_id=principal.user_id or cast("str | None", options.get("userId")),
        )
        self.shelves.conversations.insert(conversation)
        return conversation

    def get(self, principal: Principal, conversation_id: str) -> Conversation:
        """Return a conversation. Raises NotFound, Forbidden for somebody else's."""
        found = self.shelves.conversations.get(conversation_id)
        if found is None:
            raise conversation_not_found()
        require_same_workspace(principal, found.workspace_id, "conversation")
        if found.principal != principal.principal_id and not principal.is_admin:
            raise Forbidden("forbidden", "this is somebody else's conversation")
        return found

    def of_caller(
        self, principal: Principal, after: str, limit: int, **equal: str
    ) -> Sequence[Conversation]:
        """Return the caller's conversations, the newest first; of a Peer or contact if given."""
        return self.shelves.conversations.list(
            after,
            limit,
            newest=True,
            workspace_id=principal.workspace_id,
            principal=principal.principal_id,
            **{name: value for name, value in equal.items() if value},
        )

    def messages(self, conversation: Conversation, before: str, limit: int) -> Sequence[Message]:
        """Return messages, the newest first, before a message if given."""
        return self.shelves.messages.list(
            before, limit, newest=True, conversation_id=conversation.conversation_id
        )

    def message(self, conversation: Conversation, message_id: str) -> Message:
        """Return one message of a conversation. Raises NotFound."""
        found = self.shelves.messages.get(message_id)
        if found is None or found.conversation_id != conversation.conversation_id:
            raise NotFound("message_not_found", "the conversation has no such message")
        return found

    def add(self, conversation: Conversation, role: str, content: str, place: int) -> Message:
        """Store a message of the history that the client brought, in its place."""
        message = self._made(conversation, role, content, place)
        self.shelves.messages.insert(message)
        return message

    def say(
        self,
        principal: Principal,
        conversation: Conversation,
        given: Mapping[str, object],
        key: str | None,
    ) -> Turn:
        """
        Store what was said and begin the answer; the run is prepared and yet to be submitted.

        A repeated call with the same key is the same turn. Raises Conflict when the conversation is
        over or its last answer is still open, and what preparing a run raises: then nothing is
        stored.
        """
        if kept := self._kept(conversation, key):
            return self._begun_before(principal, conversation, kept, given)
        if conversation.ended_at is not None:
            raise Conflict("conversation_ended", "this conversation is over: begin another one")
        self._require_free(conversation)
        history = self._history(conversation, "")
        said = self._made(conversation, USER, str(given["content"]))
        answer = replace(self._made(conversation, AI, "", 1), answers=said.message_id, key=key)
        answer = replace(answer, run_id=ids.derived("run", self.secret, answer.message_id))
        pointed = _pointed_to(conversation, answer, said, given)
        # Before anything is stored: what refuses the run must not leave an answer without one.
        run = self._prepared(principal, pointed, answer, _Said(said.content, history, given))
        # Of two that are begun at once, one is.
        if not self.shelves.conversations.replace(pointed, conversation.rev):
            raise Conflict("conversation_busy", "somebody said something at the same moment")
        # Said first, then its answer: what is known to be answered can be read.
        self.shelves.messages.insert(said)
        self.shelves.messages.insert(answer)
        return Turn(pointed, answer, run)

    def view(self, message: Message) -> JsonObject:
        """Return a message as clients see it: an answer is what its run has come to by now."""
        if message.role != AI or message.run_id is None:
            return {"content": message.content, "status": "done", "tools": []}
        if message.answer is not None:
            return cast("JsonObject", canonical.decode(message.answer))
        run = self.runs.store.get(message.run_id)
        if run is None and self._is_beginning(message.created_at):
            return {"content": "", "status": "running", "tools": []}
        if run is None:
            return {"content": "", "status": "error", "tools": [], "error": dict(_LOST)}
        answer = answer_of(self.runs.seen(run))
        if run.status in TERMINAL:
            kept = replace(message, answer=canonical.encode(answer), rev=message.rev + 1)
            self.shelves.messages.replace(kept, message.rev)
        return answer

    def keep(self, message_id: str, run_id: str) -> bool:
        """
        Store what a message's run came to, which is about to be deleted.

        Returns False when that could not be made sure of: somebody else changes the message.
        """
        message = self.shelves.messages.get(message_id)
        if message is None or message.run_id != run_id or message.answer is not None:
            return True
        self.view(message)
        kept = self.shelves.messages.get(message_id)
        return kept is None or kept.answer is not None

    def _kept(self, conversation: Conversation, key: str | None) -> Message | None:
        """Return the answer that was begun under this key, among the last ones."""
        if key is None:
            return None
        found = self.messages(conversation, "", MOST_HISTORY)
        return next((one for one in found if one.role == AI and one.key == key), None)

    def _begun_before(
        self,
        principal: Principal,
        conversation: Conversation,
        kept: Message,
        given: Mapping[str, object],
    ) -> Turn:
        said = self.shelves.messages.get(kept.answers or "")
        if said is None or said.content != str(given["content"]):
            message = "this Idempotency-Key was used with another message"
            raise InvalidInput("idempotency_key_reused", message)
        run = self.runs.store.get(kept.run_id or "")
        # An answer that outlived its run was given: nothing is to be done for it again.
        if run is None and kept.answer is None:
            if conversation.open_message_id != kept.message_id:
                # It was given up, and others may have said something since.
                self._require_free(conversation)
            history = self._history(conversation, said.message_id)
            run = self._prepared(principal, conversation, kept, _Said(said.content, history, given))
        return Turn(conversation, kept, run)

    def _made(self, conversation: Conversation, role: str, content: str, place: int = 0) -> Message:
        # Ids of one moment have no order: a millisecond each gives them theirs.
        begins = max(self.now(), conversation.updated_at + _MOMENT)
        now = begins + place * _MOMENT
        return Message(
            message_id=ids.timed("msg", now),
            conversation_id=conversation.conversation_id,
            workspace_id=conversation.workspace_id,
            role=role,
            content=content,
            created_at=now,
        )

    def _require_free(self, conversation: Conversation) -> None:
        """Raise Conflict while the last answer is open, or somebody is about to begin it."""
        if conversation.open_message_id is None:
            return
        last = self.shelves.messages.get(conversation.open_message_id)
        run = last and last.run_id and self.runs.store.peek(last.run_id)
        if run and run.status not in TERMINAL:
            message = f"message {conversation.open_message_id} is still open: resume it first"
            raise Conflict("conversation_busy", message)
        begun_at = last.created_at if last else conversation.updated_at
        if not run and self._is_beginning(begun_at) and not (last and last.answer):
            raise Conflict("conversation_busy", "an answer is being begun: try again in a moment")

    def _is_beginning(self, begun_at: datetime) -> bool:
        return self.now() < begun_at + _BEGINNING

    def _history(self, conversation: Conversation, before: str) -> list[Json]:
        found = self.messages(conversation, before, MOST_HISTORY)
        return [{"role": one.role, "content": self.view(one)["content"]} for one in reversed(found)]

    def _prepared(
        self, principal: Principal, conversation: Conversation, message: Message, said: _Said
    ) -> Run:
        peer = self.peers.shelf.get(conversation.peer_id)
        if peer is None:
            raise Conflict("peer_gone", "the Peer of this conversation was deleted")
        plan, trigger = self._answering(peer)
        inputs = self._inputs(conversation, message, peer, said)
        return self.runs.prepare(
            Start(
                plan=plan,
                trigger=trigger,
                workspace_id=conversation.workspace_id,
                principal=principal,
                inputs=inputs,
                queue="high",
                route="conversation",
                run_id=message.run_id,
                conversation_id=conversation.conversation_id,
                message_id=message.message_id,
            )
        )

    def _answering(self, peer: Peer) -> tuple[Plan, Step]:
        if peer.base_url is None:
            return self.peers.answering(peer)
        plan = peer_loop.plan()
        return plan, cast("Step", plan.trigger(MESSAGE))

    def _inputs(
        self, conversation: Conversation, message: Message, peer: Peer, said: _Said
    ) -> JsonObject:
        contact = conversation.contact_id and self.shelves.contacts.get(conversation.contact_id)
        known: JsonObject | None = None
        if contact:
            details = cast("JsonObject", canonical.decode(contact.details))
            known = {"id": contact.contact_id, **details}
        turn: Json = {"role": USER, "content": said.content}
        return {
            "messages": [*said.history, turn],
            "message": said.content,
            "attachments": cast("Json", said.given.get("attachments") or []),
            "conversationId": conversation.conversation_id,
            "responseMessageId": message.message_id,
            "contact": known,
            "peer": {"id": peer.peer_id, "name": peer.name},
            "additionalContext": options_of(conversation).get("additionalContext"),
        }


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said, after what, and what else came with it."""

    content: str
    history: list[Json]
    given: Mapping[str, object]


def _pointed_to(
    conversation: Conversation, answer: Message, said: Message, given: Mapping[str, object]
) -> Conversation:
    """Return a conversation with an answer as the open one."""
    options = {**options_of(conversation), **_options(given)}
    return replace(
        conversation,
        open_message_id=answer.message_id,
        title=conversation.title or said.content[:_TITLE],
        options=canonical.encode(options),
        updated_at=answer.created_at,
        rev=conversation.rev + 1,
    )


def answer_of(run: Run) -> JsonObject:
    """
    Return what a run, as it is seen, answers by now.

    `status` is done, client_tool_call, approval, form, waiting, running or error.
    """
    result = of_run(run)
    if result.status is RunStatus.COMPLETED:
        output = result.output or {}
        content = text_of(output)
        tools = output.get("tools") if isinstance(output.get("tools"), list) else []
        answer: JsonObject = {"content": content, "status": "done", "tools": tools}
        return answer | {"output": _parsed(content, output)}
    if result.status in TERMINAL:
        error = result.error or {"code": "RUN_CANCELED", "message": "the run was canceled"}
        told: JsonObject = {"code": error.get("code"), "message": error.get("message")}
        return {"content": "", "status": "error", "tools": [], "error": told}
    if not result.is_final or result.wait_state is None:
        return {"content": "", "status": "running", "tools": []}
    waits = result.wait_state.get("waits")
    first = waits[0] if isinstance(waits, list) and waits else result.wait_state
    state = cast("JsonObject", first)
    status = _STATUS.get(str(state["type"]), "waiting")
    asked = state.get("message") or state.get("title") or ""
    shown: JsonObject = {"content": asked, "status": status, "tools": [], "waitState": state}
    action = result.pending_action or state.get("pendingAction")
    if status == "client_tool_call":
        shown["pendingAction"] = action
    return shown


def text_of(output: JsonObject) -> str:
    """Return the text in what a flow came to: under a telling name, or the only one."""
    for name in _TEXTS:
        if isinstance(output.get(name), str):
            return str(output[name])
    texts = [value for value in output.values() if isinstance(value, str)]
    if len(texts) == 1:
        return texts[0]
    return json.dumps(output, ensure_ascii=False) if output else ""


def _parsed(content: str, output: JsonObject) -> Json:
    if set(output) != {"content", "tools", "usage"}:
        return output
    try:
        found = foreign.parsed(content)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, (dict, list)) else None


def _options(given: Mapping[str, object]) -> JsonObject:
    names = {
        "clientTools": "clientTools",
        "response_format": "responseFormat",
        "response_schema": "responseSchema",
        "additionalContext": "additionalContext",
    }
    return {
        kept: cast("Json", given[name])
        for name, kept in names.items()
        if given.get(name) is not None
    }


def conversation_not_found() -> NotFound:
    """Return the error for a conversation that is not there, or not yours to know of."""
    return NotFound("conversation_not_found", "there is no such conversation")
