"""
How the store's documents look in BSON.

Names are camelCase, an absent field is None, user JSON is Binary and never looked into, and times
are UTC, cut to the milliseconds that MongoDB keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar, cast

from engine import clock
from engine.errors import NotFound
from engine.store.credits import Budget, Price
from engine.store.documents import (
    Cancel,
    Entry,
    Fence,
    Flow,
    Grant,
    Lease,
    OpenWait,
    Run,
    StoredDecision,
    Token,
    Version,
    Vote,
)
from engine.store.gates import Gate
from engine.store.hooks import Hook, Subscription, Tool
from engine.store.people import (
    Audit,
    Connection,
    FileInfo,
    Group,
    Secret,
    Share,
    User,
    Workspace,
)
from engine.store.schedules import Schedule
from engine.store.talk import Contact, Conversation, Message, Peer, Widget
from schemas.run import RunStatus

Document = dict[str, Any]
Stored = TypeVar(
    "Stored",
    Run,
    Flow,
    Version,
    Token,
    Schedule,
    Entry,
    Fence,
    User,
    Group,
    Workspace,
    Audit,
    Share,
    FileInfo,
    Peer,
    Widget,
    Contact,
    Conversation,
    Message,
    Secret,
    Connection,
    Tool,
    Hook,
    Price,
    Budget,
    Subscription,
    Gate,
)

_RENAMED = {
    (Run, "run_id"): "_id",
    (Flow, "flow_id"): "_id",
    (Version, "version_id"): "_id",
    (Token, "token_hash"): "_id",
    (Schedule, "flow_id"): "_id",
    (User, "user_id"): "_id",
    (Group, "group_id"): "_id",
    (Workspace, "workspace_id"): "_id",
    (Audit, "audit_id"): "_id",
    (Share, "share_id"): "_id",
    (FileInfo, "file_id"): "_id",
    (Peer, "peer_id"): "_id",
    (Widget, "widget_id"): "_id",
    (Contact, "contact_id"): "_id",
    (Conversation, "conversation_id"): "_id",
    (Message, "message_id"): "_id",
    (Secret, "secret_id"): "_id",
    (Connection, "connection_id"): "_id",
    (Tool, "tool_id"): "_id",
    (Hook, "hook_id"): "_id",
    (Price, "price_id"): "_id",
    (Budget, "budget_id"): "_id",
    (Gate, "gate_id"): "_id",
    (Subscription, "subscription_id"): "_id",
    (OpenWait, "wait_id"): "id",
    (Entry, "seq"): "s",
    (Entry, "fence"): "f",
    (Entry, "body"): "b",
    (Entry, "sealed"): "x",
}
# What a projection may leave out of a field that is never None.
_ABSENT: dict[tuple[type[Any], str], Any] = {
    (Run, "dead_claims"): 0,
    (Run, "tail"): (),
    (Flow, "grants"): (),  # stored before flows could be shared
    (Flow, "unsynced"): False,
    (Version, "grants"): (),
    (StoredDecision, "payload"): b"",
    (OpenWait, "rev"): 0,
    (OpenWait, "assignees"): (),
    (OpenWait, "votes"): (),
    (OpenWait, "needed"): 1,
    (OpenWait, "link_rev"): 0,
    (OpenWait, "link_revoked"): False,
    (OpenWait, "allows_self"): True,
    (OpenWait, "allows_link"): True,
    (Run, "ancestors"): (),
    (Run, "turns"): 0,
    (Run, "credits"): 0,
    (Run, "dead_letter"): False,
    (Run, "files"): (),
    (Secret, "flows"): (),
    (Secret, "groups"): (),
    (FileInfo, "lent"): (),
    (Subscription, "only_with_errors"): False,
    (Schedule, "rev"): 0,
}
_NESTED: dict[str, type[Any]] = {
    "Cancel": Cancel,
    "Fence": Fence,
    "Lease": Lease,
    "OpenWait": OpenWait,
    "StoredDecision": StoredDecision,
}


def document_of(stored: object) -> Document:
    """Return the BSON document of one of the store's dataclasses."""
    document: Document = {}
    for part in _parts(type(stored)):
        value = getattr(stored, part.name)
        if value is not None and (part.absent is None or value != part.absent):
            document[part.key] = bson_of(value)
    return document


def revive(kind: type[Stored], document: Mapping[str, Any]) -> Stored:
    """Return the dataclass that a document, or a projection of it, stands for."""
    stored: Stored = _revive(kind, document)
    return stored


def bson_of(value: Any) -> Any:  # noqa: ANN401 - any field of any document
    """Return a field's value as BSON has it."""
    match value:
        case Enum():
            return value.value
        case datetime():
            return clock.cut(value)
        case str() | bytes() | int():  # a boolean is an int
            return value
        case tuple():
            return [bson_of(item) for item in value]
        case _:
            return document_of(value)


def key_of(kind: type[Any], name: str) -> str:
    """Return the field name that an attribute has in BSON."""
    head, *rest = name.split("_")
    return _RENAMED.get((kind, name)) or head + "".join(word.title() for word in rest)


def known(identifier: object) -> str:
    """Return an id that may stand in a filter. Raises NotFound for what cannot be one."""
    if not isinstance(identifier, str) or not _is_unicode(identifier):
        raise NotFound("not_found", "no such object")
    return identifier


def _is_unicode(text: str) -> bool:
    """Tell whether the text has a UTF-8 form, which a lone surrogate has not."""
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)


@dataclass(frozen=True, slots=True)
class _Part:
    """One field: its attribute, its key in BSON, how to read it and what its absence means."""

    name: str
    key: str
    read: Callable[[Any], Any] | None
    absent: Any


def _read_parts(kind: type[Any]) -> tuple[_Part, ...]:
    return tuple(
        _Part(
            field.name,
            key_of(kind, field.name),
            _reader(str(field.type).removesuffix(" | None")),
            _ABSENT.get((kind, field.name)),
        )
        for field in fields(kind)
    )


# mypy takes a class for unhashable, hence the cast around the decorator's work.
_parts = cast("Callable[[type[Any]], tuple[_Part, ...]]", cache(_read_parts))


def _reader(annotation: str) -> Callable[[Any], Any] | None:
    """Return what turns BSON into a field of this type; None where BSON has it already."""
    if annotation in _NESTED:
        return partial(_revive, _NESTED[annotation])
    return _READERS.get(annotation)


def _entries(documents: list[Document]) -> tuple[Entry, ...]:
    return tuple(_revive(Entry, document) for document in documents)


def _votes(documents: list[Document]) -> tuple[Vote, ...]:
    return tuple(_revive(Vote, document) for document in documents)


def _grants(documents: list[Document]) -> tuple[Grant, ...]:
    return tuple(_revive(Grant, document) for document in documents)


_READERS: dict[str, Callable[[Any], Any]] = {
    "tuple[Grant, ...]": _grants,
    "tuple[Vote, ...]": _votes,
    "RunStatus": RunStatus,
    "tuple[Entry, ...]": _entries,
    "tuple[str, ...]": tuple,
}


def _revive(kind: type[Any], document: Mapping[str, Any]) -> Any:  # noqa: ANN401 - of any kind
    values = []
    for part in _parts(kind):
        value = document.get(part.key)
        if value is None:
            value = part.absent
        elif part.read is not None:
            value = part.read(value)
        values.append(value)
    return kind(*values)
