"""Shelves and files in dicts, with the answers that MongoDB gives: for tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from threading import Lock
from typing import Any, Generic, TypeVar

from engine.errors import NotFound
from engine.store.base import Shelves

Item = TypeVar("Item")


class MemoryShelf(Generic[Item]):
    """Satisfies `Shelf`; `key` names the attribute that is the id, `unique` those of one holder."""

    def __init__(self, key: str, unique: Sequence[str] = ()) -> None:
        self._lock = Lock()
        self._key = key
        self._unique = unique
        self._items: dict[str, Any] = {}

    def insert(self, item: Item) -> bool:
        """Store a new one."""
        with self._lock:
            item_id = getattr(item, self._key)
            if item_id in self._items or self._is_taken(item):
                return False
            self._items[item_id] = item
            return True

    def get(self, item_id: str) -> Item | None:
        """Return one by id."""
        return self._items.get(item_id)

    def find(self, name: str, value: str) -> Item | None:
        """Return the one with this value."""
        found = (item for item in list(self._items.values()) if getattr(item, name) == value)
        return next(found, None)

    def replace(self, item: Item, expected_rev: int) -> bool:
        """Write it at its revision."""
        with self._lock:
            item_id = getattr(item, self._key)
            stored = self._items.get(item_id)
            if stored is None or stored.rev != expected_rev:
                return False
            self._items[item_id] = item
            return True

    def remove(self, item_id: str) -> bool:
        """Delete it."""
        return self._items.pop(item_id, None) is not None

    def list(self, after: str, limit: int, *, newest: bool = False, **equal: str) -> Sequence[Item]:
        """Return those that match, by id."""
        if limit < 1:
            return []
        ids = sorted(self._items, reverse=newest)
        if after:
            ids = [item_id for item_id in ids if (item_id < after if newest else item_id > after)]
        found = (self._items[item_id] for item_id in ids)
        return [item for item in found if _matches(item, equal)][:limit]

    def _is_taken(self, item: Item) -> bool:
        stored = list(self._items.values())
        return any(
            getattr(other, name) == getattr(item, name) for name in self._unique for other in stored
        )


class MemoryFiles:
    """Satisfies `FileStore`."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}

    def write(self, file_id: str, chunks: Iterable[bytes]) -> None:
        """Store the bytes once all are there."""
        self._blobs[file_id] = b"".join(chunks)

    def read(self, file_id: str) -> Iterator[bytes]:
        """Return the bytes in one piece."""
        if file_id not in self._blobs:
            raise NotFound("file_not_found", "there is no such file")
        return iter([self._blobs[file_id]])

    def remove(self, file_id: str) -> None:
        """Delete the bytes."""
        self._blobs.pop(file_id, None)


def memory_shelves() -> Shelves:
    """Return empty shelves."""
    return Shelves(
        users=MemoryShelf("user_id", unique=("email",)),
        groups=MemoryShelf("group_id"),
        workspaces=MemoryShelf("workspace_id"),
        audits=MemoryShelf("audit_id"),
        shares=MemoryShelf("share_id", unique=("token_hash",)),
        files=MemoryShelf("file_id"),
        peers=MemoryShelf("peer_id", unique=("hook_id",)),
        widgets=MemoryShelf("widget_id"),
        contacts=MemoryShelf("contact_id", unique=("address",)),
        conversations=MemoryShelf("conversation_id"),
        messages=MemoryShelf("message_id"),
        secrets=MemoryShelf("secret_id", unique=("address",)),
        connections=MemoryShelf("connection_id", unique=("address",)),
        tools=MemoryShelf("tool_id"),
        hooks=MemoryShelf("hook_id"),
        prices=MemoryShelf("price_id"),
        budgets=MemoryShelf("budget_id"),
        subscriptions=MemoryShelf("subscription_id"),
        gates=MemoryShelf("gate_id"),
    )


def _matches(item: object, equal: dict[str, str]) -> bool:
    for name, value in equal.items():
        held = getattr(item, name)
        if held != value and not (isinstance(held, tuple) and value in held):
            return False
    return True
