"""Who may use a secret: whether what its `flows` and `groups` name is there, and who they let."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from engine import rights
from engine.errors import Issue
from engine.principal import Principal
from engine.store.base import FlowStore, Shelf
from engine.store.people import Group, Secret, User
from engine.unknown_ids import flows_by_name, groups_by_name, unknown_flow, unknown_group


@dataclass(frozen=True, slots=True)
class Permits:
    """Decides who may use secrets; with `wants_origins` none without origins is used."""

    users: Shelf[User]
    wants_origins: bool = False

    def lacks_origins(self, secret: Secret) -> bool:
        """Tell whether a secret may be used by no flow, as the operator wants origins."""
        return secret.origins is None and self.wants_origins

    def refusal(self, secret: Secret, flow_id: str, author: str) -> str | None:
        """Return why a flow by this author may not use a secret, None where it may."""
        if self.lacks_origins(secret):
            return "names no origins that it may go to, and the operator wants them"
        if not secret.flows and not secret.groups:
            return None
        if flow_id in secret.flows:
            return None
        if secret.groups and set(secret.groups) & set(rights.groups_of(author, self.users)):
            return None
        return f"may not be used by flow {flow_id!r}: it names the flows and groups that may"


@dataclass(frozen=True, slots=True)
class Named:
    """Looks up what the limits of a secret name."""

    flows: FlowStore
    groups: Shelf[Group]

    def missing(
        self, principal: Principal, secret: Secret, known: Collection[str] = ()
    ) -> list[Issue]:
        """
        Return an issue for each flow and group that is not there, or that the caller cannot see.

        Ids that are `known` are not looked up.
        """
        return [*self._flows(principal, secret, known), *self._groups(principal, secret, known)]

    def _flows(
        self, principal: Principal, secret: Secret, known: Collection[str]
    ) -> Iterator[Issue]:
        wanted = [one for one in secret.flows if one not in known]
        if not wanted:
            return
        marks = rights.marks_of(principal)
        there = {*known, *self.flows.visible(principal.workspace_id, wanted, marks)}
        ids = {} if there.issuperset(wanted) else flows_by_name(self.flows, principal)
        for place, flow_id in enumerate(secret.flows):
            if flow_id not in there:
                yield Issue(f"/flows/{place}", "flow_not_found", unknown_flow(flow_id, ids))

    def _groups(
        self, principal: Principal, secret: Secret, known: Collection[str]
    ) -> Iterator[Issue]:
        named = [(place, one) for place, one in enumerate(secret.groups) if one not in known]
        missing = [(place, one) for place, one in named if not self._is_group(principal, one)]
        ids = groups_by_name(self.groups, principal) if missing else {}
        for place, group_id in missing:
            yield Issue(f"/groups/{place}", "group_not_found", unknown_group(group_id, ids))

    def _is_group(self, principal: Principal, group_id: str) -> bool:
        group = self.groups.get(group_id)
        return group is not None and group.workspace_id == principal.workspace_id
