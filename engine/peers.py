"""Peers: who can be talked to, and which flows answer for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from engine import canonical, catalogue, clock, ids, model_keys
from engine.errors import Conflict, Forbidden, InvalidInput, Issue, NotFound
from engine.flows import LATEST, Flows
from engine.plan import Plan, Step
from engine.principal import Principal, require_same_workspace
from engine.rights import Right
from engine.steps.base import Action, Model
from engine.store.base import Shelf
from engine.store.documents import Flow
from engine.store.talk import Peer
from engine.vault import Vault
from schemas.json import Json, JsonObject

ACTION: Final = "peer.action"
MESSAGE: Final = "peer.message"
TRIGGERS: Final = (ACTION, MESSAGE)
MOST_FLOWS: Final = 100
_TRIES = 5
_UNNAMED = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Peers:
    """The use cases of Peers."""

    shelf: Shelf[Peer]
    flows: Flows
    vault: Vault
    now: clock.Clock = clock.now

    def create(self, principal: Principal, given: Mapping[str, object]) -> Peer:
        """Store a new Peer of the caller's workspace."""
        now = self.now()
        peer = Peer(
            peer_id=ids.new("peer"),
            workspace_id=principal.workspace_id,
            hook_id=ids.new("hook"),
            name=str(given["name"]),
            description=str(given.get("description") or ""),
            instructions=str(given.get("instructions") or ""),
            flows=b"[]",
            created_by=principal.principal_id,
            created_at=now,
            updated_at=now,
        )
        peer = self._connected(peer, given)
        self.shelf.insert(peer)
        return peer

    def list(self, principal: Principal, after: str, limit: int) -> Sequence[Peer]:
        """Return the workspace's Peers by id, from `after` on."""
        return self.shelf.list(after, limit, workspace_id=principal.workspace_id)

    def get(self, principal: Principal, peer_id: str) -> Peer:
        """Return a Peer of the caller's workspace. Raises NotFound."""
        peer = self.shelf.get(peer_id)
        if peer is None:
            raise peer_not_found()
        require_same_workspace(principal, peer.workspace_id, "peer")
        return peer

    def of_hook(self, principal: Principal, hook_id: str) -> Peer:
        """Return the Peer that clients know by this hook id. Raises NotFound."""
        peer = self.shelf.find("hook_id", hook_id)
        if peer is None:
            raise peer_not_found()
        require_same_workspace(principal, peer.workspace_id, "peer")
        return peer

    def require_talk(self, principal: Principal, peer: Peer) -> None:
        """Raise Forbidden for a client's key that is scoped to none of the Peer's flows."""
        attached = [flow_id for flow_id, _ in attached_to(peer)]
        if not principal.is_person and not any(map(principal.may_use, attached or [""])):
            raise Forbidden("forbidden", "this key is scoped to no flow of this Peer")

    def change(self, principal: Principal, peer_id: str, changes: Mapping[str, object]) -> Peer:
        """Change a Peer; what is not given stays. Raises NotFound, Forbidden, InvalidInput."""

        def changed(peer: Peer) -> Peer:
            changed = replace(
                peer,
                name=str(changes.get("name", peer.name)),
                description=str(changes.get("description", peer.description)),
                instructions=str(changes.get("instructions", peer.instructions)),
            )
            return self._connected(changed, changes)

        return self._edit(principal, peer_id, changed)

    def remove(self, principal: Principal, peer_id: str) -> None:
        """Delete a Peer; its conversations stay readable. Raises NotFound, Forbidden."""
        self._managed(principal, peer_id)
        self.shelf.remove(peer_id)

    def attach(self, principal: Principal, peer_id: str, flow_id: str, trigger: str) -> Peer:
        """
        Let a flow answer for a Peer, as an action or to messages; it runs for whoever talks to it.

        Raises NotFound, Forbidden (both need managing) and Conflict without such a trigger.
        """
        flow = self.flows.require(principal, flow_id, Right.MANAGE)
        if self.flows.plan(flow, LATEST).trigger(trigger) is None:
            raise Conflict("no_trigger", f"the flow's latest version has no {trigger} trigger")

        def changed(peer: Peer) -> Peer:
            kept = [pair for pair in attached_to(peer) if pair != (flow_id, trigger)]
            if trigger == MESSAGE:
                kept = [pair for pair in kept if pair[1] != MESSAGE]
            if len(kept) >= MOST_FLOWS:
                raise Conflict("too_many_flows", f"a Peer has at most {MOST_FLOWS} flows")
            return replace(peer, flows=_attachments([*kept, (flow_id, trigger)]))

        return self._edit(principal, peer_id, changed)

    def detach(self, principal: Principal, peer_id: str, flow_id: str) -> Peer:
        """Let a flow answer for a Peer no more. Raises NotFound, Forbidden."""

        def changed(peer: Peer) -> Peer:
            kept = [pair for pair in attached_to(peer) if pair[0] != flow_id]
            if len(kept) == len(attached_to(peer)):
                raise NotFound("flow_not_attached", "this flow is not attached to the Peer")
            return replace(peer, flows=_attachments(kept))

        return self._edit(principal, peer_id, changed)

    def actions(self, peer: Peer) -> Sequence[Action]:
        """Return what a Peer's model may call, by its attached flows as they are published now."""
        found: dict[str, Action] = {}
        for flow_id, trigger in attached_to(peer):
            flow = self.flows.store.get(flow_id) if trigger == ACTION else None
            action = self.action_of(flow) if flow is not None else None
            if action is not None:
                found.setdefault(action.name, action)
        return list(found.values())

    def action_of(self, flow: Flow) -> Action | None:
        """Return the action that a flow's latest version is, None when it is none."""
        if flow.latest_version == 0:
            return None
        plan = self.flows.plan(flow, LATEST)
        trigger = plan.trigger(ACTION)
        return action_at(plan, trigger, flow) if trigger is not None else None

    def answering(self, peer: Peer) -> tuple[Plan, Step]:
        """Return what answers a message to a Peer without a model. Raises Conflict."""
        for flow_id, trigger in attached_to(peer):
            flow = self.flows.store.get(flow_id) if trigger == MESSAGE else None
            if flow is None:
                continue
            plan = self.flows.plan(flow, LATEST)
            step = plan.trigger(MESSAGE)
            if step is not None:
                return plan, step
        message = "nothing answers for this Peer: give it a model, or attach a peer.message flow"
        raise Conflict("no_answer", message)

    def model(self, peer: Peer) -> Model | None:
        """Return the model of a Peer, with its key."""
        if peer.base_url is None or peer.model is None:
            return None
        key = peer.sealed_key and self.vault.open(peer.sealed_key, peer.peer_id)
        return Model(peer.base_url, peer.model, key or None, peer.instructions, None)

    def _connected(self, peer: Peer, given: Mapping[str, object]) -> Peer:
        if "connection" not in given:
            return peer
        connection = cast("JsonObject | None", given["connection"])
        if connection is None:
            return replace(peer, base_url=None, model=None, sealed_key=None)
        key, base_url = connection.get("apiKey"), str(connection["baseUrl"]).rstrip("/")
        if key:
            sealed: str | None = self.vault.seal(str(key), peer.peer_id)
        else:
            place = "/connection/apiKey"
            sealed = model_keys.kept(peer.sealed_key, peer.base_url, base_url, place)
        return replace(peer, base_url=base_url, model=str(connection["model"]), sealed_key=sealed)

    def _managed(self, principal: Principal, peer_id: str) -> Peer:
        peer = self.get(principal, peer_id)
        if peer.created_by != principal.principal_id and not principal.is_admin:
            raise Forbidden("forbidden", "only who made the Peer, or an admin, may change it")
        return peer

    def _edit(self, principal: Principal, peer_id: str, change: Callable[[Peer], Peer]) -> Peer:
        for _ in range(_TRIES):
            peer = self._managed(principal, peer_id)
            changed = replace(change(peer), rev=peer.rev + 1, updated_at=self.now())
            if self.shelf.replace(changed, peer.rev):
                return changed
        raise Conflict("edit_conflict", "others change this Peer at once: try again")


def attached_to(peer: Peer) -> list[tuple[str, str]]:
    """Return the flows of a Peer, each with the trigger it starts at."""
    attached = cast("list[JsonObject]", canonical.decode(peer.flows))
    return [(str(one["flowId"]), str(one["trigger"])) for one in attached]


def action_at(plan: Plan, trigger: Step, flow: Flow) -> Action:
    """Return the action that a trigger of a version offers."""
    data = trigger.data
    name = _UNNAMED.sub("_", str(data.get("name") or plan.name)).strip("_")[:64]
    message = None
    if data.get("requiresApproval") is True:
        message = str(data.get("approvalMessage") or f"Run {plan.name}?")
    return Action(
        name=name or flow.flow_id,
        description=str(data.get("description") or flow.description or plan.name),
        schema=catalogue.inputs_schema(data.get("fields")),
        flow_id=flow.flow_id,
        approval_message=message,
    )


def client_tools(given: Json) -> list[Action]:
    """
    Return the tools of a client, given in the function format of OpenAI.

    Raises InvalidInput with the place of the first that is none.
    """
    found = []
    for index, tool in enumerate(given if isinstance(given, list) else []):
        inner = tool.get("function", tool) if isinstance(tool, dict) else None
        name = inner.get("name") if isinstance(inner, dict) else None
        if not isinstance(inner, dict) or not isinstance(name, str) or _UNNAMED.search(name):
            message = "a tool has a name of letters, digits, _ and -"
            place = Issue(f"/clientTools/{index}", "invalid_tool", message)
            raise InvalidInput("invalid_tool", message, [place])
        schema = inner.get("parameters")
        found.append(
            Action(
                name=name,
                description=str(inner.get("description") or ""),
                schema=schema if isinstance(schema, dict) else {"type": "object"},
            )
        )
    return found


def _attachments(pairs: Sequence[tuple[str, str]]) -> bytes:
    attached: list[Json] = [{"flowId": flow_id, "trigger": trigger} for flow_id, trigger in pairs]
    return canonical.encode(attached)


def peer_not_found() -> NotFound:
    """Return the error for a Peer that is not there, or not yours to know of."""
    return NotFound("peer_not_found", "there is no such peer")
