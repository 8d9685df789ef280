"""Ids that nothing has which the caller may see: what is said of them, and which one was meant."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from engine import rights
from engine.principal import Principal
from engine.spelling import meant, nearest, shown
from engine.store.base import FlowStore, Shelf
from engine.store.people import Group

MOST: Final = 500
# Ids are mostly chance: less alike they are others, and no slip of the one that was meant.
_ALIKE: Final = 0.9


def flows_by_name(flows: FlowStore, principal: Principal) -> dict[str, str]:
    """Return the ids of flows that the caller may see by their names in lower case."""
    found = flows.list(principal.workspace_id, "", MOST, rights.marks_of(principal))
    return {one.name.lower(): one.flow_id for one in found}


def groups_by_name(groups: Shelf[Group], principal: Principal) -> dict[str, str]:
    """Return the ids of the workspace's groups by their names in lower case."""
    found = groups.list("", MOST, workspace_id=principal.workspace_id)
    return {one.name.lower(): one.group_id for one in found}


def unknown_group(given: str, ids: Mapping[str, str]) -> str:
    """Return the sentence on a group id that nothing has; `ids` are those there are, by name."""
    known = meant(given, ids)
    if found := _meant(given, ids):
        known = f"did you mean {found}, the id of the group of this name?"
    return f"there is no group {shown(given)}: groups are named by their ids; {known}"


def unknown_flow(given: str, ids: Mapping[str, str]) -> str:
    """Return the sentence on a flow id that nothing has; `ids` are those there are, by name."""
    message = f"there is no flow {shown(given)}: flows are named by their ids"
    if found := _meant(given, ids):
        return f"{message}; did you mean {found}, the id of the flow of this name?"
    if found := nearest(given, ids):
        return f"{message}; did you mean {ids[found]}, the id of {shown(found)}?"
    alike = get_close_matches(given[: len(shown(given))], ids.values(), n=1, cutoff=_ALIKE)
    return f"{message}; did you mean {alike[0]}?" if alike else message


def _meant(given: str, ids: Mapping[str, str]) -> str | None:
    return ids.get(given.strip().lower())
