"""Versions as runs use them: looked up by id, compiled once, kept."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import cast

from engine import canonical, delivery_flow, peer_loop
from engine.plan import Plan, compile_plan
from engine.store.base import FlowStore
from engine.store.documents import Flow, Version
from schemas.json import JsonObject

_KEPT = 256
_SYSTEM = {
    delivery_flow.VERSION_ID: delivery_flow.plan,
    peer_loop.VERSION_ID: peer_loop.plan,
}


def published_id(flow_id: str, number: int) -> str:
    """Return the id of a flow's published version."""
    return f"{flow_id}:{number}"


def draft_version(flow: Flow) -> Version:
    """
    Return the immutable copy of a flow's draft that a draft run pins.

    It is named by its content and by who wrote it: the same from somebody else may do other things.
    """
    author = flow.edited_by or flow.created_by
    digest = canonical.digest([author, flow.name, canonical.decode(flow.definition)])
    return Version(
        version_id=f"{flow.flow_id}:draft:{digest}",
        flow_id=flow.flow_id,
        number=None,
        name=flow.name,
        definition=flow.definition,
        visibility=flow.visibility,
        summary="",
        created_by=author,
        created_at=flow.updated_at,
    )


def plan_of(version: Version) -> Plan:
    """Return a version's definition, compiled. Raises KeyError or ValueError if it is invalid."""
    return compile_plan(
        cast("JsonObject", canonical.decode(version.definition)),
        version_id=version.version_id,
        flow_id=version.flow_id,
        name=version.name,
        version=version.number,
        author=version.created_by,
    )


class Plans:
    """Compiled versions by id. A version never changes, so what is kept never goes stale."""

    def __init__(self, flows: FlowStore, kept: int = _KEPT) -> None:
        self._flows = flows
        self._kept = kept
        self._plans: OrderedDict[str, Plan] = OrderedDict()
        self._lock = Lock()

    def get(self, version_id: str) -> Plan | None:
        """Return the plan of a version, None when there is no such version or it cannot be read."""
        if version_id in _SYSTEM:
            return _SYSTEM[version_id]()
        with self._lock:
            if version_id in self._plans:
                self._plans.move_to_end(version_id)
                return self._plans[version_id]
        version = self._flows.get_version(version_id)
        if version is None:
            return None
        try:
            return self.keep(plan_of(version))
        except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
            return None

    def keep(self, plan: Plan) -> Plan:
        """Keep a plan, and forget the one that was not used for longest."""
        with self._lock:
            self._plans[plan.version_id] = plan
            while len(self._plans) > self._kept:
                self._plans.popitem(last=False)
        return plan
