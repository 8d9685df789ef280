"""Sealing again, under the first key, whatever is sealed under another: after a key was added."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

from engine import canonical
from engine.store.base import Shelf, Shelves
from engine.store.hooks import Tool
from engine.vault import Vault
from schemas.json import JsonObject

_PAGE = 100
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Resealed:
    """
    How many documents were sealed again, and those that were not, by kind and id.

    No key given opens these, or somebody changed them all the time.
    """

    done: int
    unreadable: tuple[str, ...]


def reseal(shelves: Shelves, vault: Vault) -> Resealed:
    """
    Seal everything of an installation under the vault's first key.

    May run beside everything else and be repeated, once every process has the first key: what
    somebody changes meanwhile is read again. Once nothing is unreadable the other keys may go.
    """
    done, unreadable = 0, list[str]()
    for shelf, name in (
        (shelves.secrets, "sealed"),
        (shelves.connections, "sealed_key"),
        (shelves.peers, "sealed_key"),
        (shelves.hooks, "sealed"),
        (shelves.subscriptions, "sealed"),
    ):
        done += _each(shelf, _field(vault, name), unreadable)
    done += _each(shelves.tools, _tool(vault), unreadable)
    return Resealed(done, tuple(unreadable))


def _each(
    shelf: Shelf[Any], change: Callable[[Any, str], dict[str, Any]], unreadable: list[str]
) -> int:
    after, done = "", 0
    while page := shelf.list(after, _PAGE):
        for item in page:
            after = _id_of(item)
            try:
                done += _again(shelf, change, item, after)
            except ValueError:
                unreadable.append(f"{type(item).__name__} {after}")
    return done


def _again(
    shelf: Shelf[Any],
    change: Callable[[Any, str], dict[str, Any]],
    item: Any,  # noqa: ANN401, one of several kinds
    item_id: str,
) -> bool:
    """Seal one again if it needs that. Raises ValueError for what no key opens, or is never still.

    An edit keeps what is sealed as it was: where one was first, it left the old seal.
    """
    for _ in range(_TRIES):
        changes = change(item, item_id)
        if not changes:
            return False
        if shelf.replace(replace(item, rev=item.rev + 1, **changes), item.rev):
            return True
        item = shelf.get(item_id)
        if item is None:
            return False
    raise ValueError("somebody changes this all the time")


def _field(vault: Vault, name: str) -> Callable[[Any, str], dict[str, Any]]:
    def change(item: Any, item_id: str) -> dict[str, Any]:  # noqa: ANN401, one of several kinds
        sealed = getattr(item, name)
        if sealed is None or vault.is_current(sealed):
            return {}
        return {name: vault.seal(vault.open(sealed, item_id), item_id)}

    return change


def _tool(vault: Vault) -> Callable[[Any, str], dict[str, Any]]:
    def change(tool: Tool, tool_id: str) -> dict[str, Any]:
        held = cast("dict[str, str]", canonical.decode(tool.sealed))
        if all(vault.is_current(one) for one in held.values()):
            return {}
        fresh: JsonObject = {}
        for name, sealed in held.items():
            place = f"{tool_id}:{name}"
            fresh[name] = vault.seal(vault.open(sealed, place), place)
        return {"sealed": canonical.encode(fresh)}

    return change


def _id_of(item: Any) -> str:  # noqa: ANN401, one of several kinds
    """Return the id of a document: its first field, in every kind."""
    return str(getattr(item, type(item).__slots__[0]))
