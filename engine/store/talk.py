"""The documents of conversations: Peers, who talks to them, and what is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Peer:
    """
    Somebody to talk to, made of flows.

    `hook_id` is how clients name it; `flows` is JSON of what is attached (`[{flowId, trigger}]`).
    With a model (`base_url`, `model`, the `sealed_key`) it decides which of its actions to call.
    """

    peer_id: str
    workspace_id: str
    hook_id: str
    name: str
    description: str
    instructions: str
    flows: bytes
    created_by: str
    created_at: datetime
    updated_at: datetime
    base_url: str | None = None
    model: str | None = None
    sealed_key: str | None = None
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Widget:
    """Something that a client can show in a message; `details` is JSON with schema and more."""

    widget_id: str
    workspace_id: str
    name: str
    details: bytes
    created_at: datetime
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody outside who talks to Peers; `address` is unique: his workspace and e-mail."""

    contact_id: str
    workspace_id: str
    address: str
    details: bytes
    created_at: datetime
    updated_at: datetime
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Conversation:
    """
    What somebody and a Peer say to each other.

    `principal` started it; `options` is JSON of what the client asked for (clientTools,
    responseFormat, additionalContext, …); `open_message_id` is the last answer that was begun.
    """

    conversation_id: str
    workspace_id: str
    peer_id: str
    principal: str
    source: str
    title: str
    options: bytes
    created_at: datetime
    updated_at: datetime
    contact_id: str | None = None
    user_id: str | None = None
    open_message_id: str | None = None
    ended_at: datetime | None = None
    end_reason: str | None = None
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Message:
    """
    One message; its id begins with the time.

    An `ai` message `answers` another and is what its run comes to: until that is over, `answer`
    (JSON) is None and the run says how it stands. `key` is the caller's Idempotency-Key; `widgets`
    is JSON of what was added.
    """

    message_id: str
    conversation_id: str
    workspace_id: str
    role: str
    content: str
    created_at: datetime
    run_id: str | None = None
    answers: str | None = None
    key: str | None = None
    answer: bytes | None = None
    widgets: bytes = b"[]"
    rev: int = 1
