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


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many documents were sealed again, and those that no key given opens, by kind and id."""

    done: int
    unreadable: tuple[str, ...]


def reseal(shelves: Shelves, vault: Vault) -> Resealed:
    """
    Seal everything of an installation under the vault's first key.

    May run beside everything else and be repeated: what somebody changes meanwhile is sealed under
    the first key by that change. Once it reports nothing unreadable the other keys may go.
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
                changes = change(item, after)
            except ValueError:
                unreadable.append(f"{type(item).__name__} {after}")
                continue
            if changes:
                done += shelf.replace(replace(item, rev=item.rev + 1, **changes), item.rev)
    return done


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
