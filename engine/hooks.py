"""Webhooks in: triggers get addresses, and what services deliver there starts runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from engine import ids
from engine.errors import Conflict, Gone, NotFound, Unavailable
from engine.flows import LATEST, Flows
from engine.hook_calls import REMOVING
from engine.plan import WEBHOOK_PREFIX
from engine.principal import Principal
from engine.registrar import REMOVED, Registrar, new_secret
from engine.rights import Right
from engine.runs import Runs, Start, Started
from engine.signatures import Delivery, verify
from engine.store.base import Shelf
from engine.store.hooks import Hook
from engine.tools import Tools
from engine.vault import Vault
from schemas.json import Json, JsonObject


@dataclass(frozen=True, slots=True)
class Hooks:
    """The use cases of webhooks. `secret` keys the ids of the runs that deliveries start."""

    shelf: Shelf[Hook]
    tools: Tools
    flows: Flows
    runs: Runs
    vault: Vault
    secret: str
    registrar: Registrar

    def of_flow(self, principal: Principal, flow_id: str) -> Sequence[Hook]:
        """Return a flow's hooks. Raises NotFound, Forbidden."""
        self.flows.require(principal, flow_id, Right.EDIT)
        return self.registrar.of_flow(flow_id)

    def new_secret(self, principal: Principal, flow_id: str, hook_id: str) -> tuple[Hook, str]:
        """Give a hook another secret and return it, once. Raises NotFound, Forbidden."""
        self.flows.require(principal, flow_id, Right.MANAGE)
        hook = self.shelf.get(hook_id)
        if hook is None or hook.flow_id != flow_id:
            raise NotFound("webhook_not_found", "the flow has no such webhook")
        text = new_secret()
        moved = self.registrar.moved(hook, sealed=self.vault.seal(text, hook_id))
        if moved is None:
            raise Unavailable("somebody else works on this webhook")
        return moved, text

    def receive(self, hook_id: str, delivery: Delivery, payload: Callable[[], Json]) -> Started:
        """
        Start the run of a delivery whose proof holds; one that came before is joined.

        `payload` reads the body, after the proof. Raises NotFound, Gone, BadSignature.
        """
        hook = self.shelf.get(hook_id)
        if hook is None:
            raise NotFound("webhook_not_found", "there is no such webhook")
        if hook.status in (REMOVING, REMOVED):
            raise Gone("webhook_removed", "the flow does not listen to this any more")
        found = self.tools.having(hook.workspace_id, hook.trigger_id)
        rules = cast("JsonObject", found[1].get("verify") or {}) if found else {}
        header = rules.get("header")
        delivery_id = verify(
            str(rules.get("scheme")),
            self.registrar.secret_of(hook, found),
            delivery,
            str(header) if header else None,
        )
        principal = Principal(
            principal_id=f"webhook:{hook_id}",
            kind="webhook",
            workspace_id=hook.workspace_id,
            name="webhook",
            flow_ids=(hook.flow_id,),
        )
        try:
            plan = self.flows.resolve(principal, hook.flow_id, LATEST)
        except (NotFound, Conflict):
            raise Gone("webhook_removed", "the flow is gone") from None
        trigger = plan.trigger(f"{WEBHOOK_PREFIX}{hook.trigger_id}")
        if trigger is None:
            raise Gone("webhook_removed", "the flow does not listen to this any more")
        start = Start(
            plan=plan,
            trigger=trigger,
            workspace_id=hook.workspace_id,
            principal=principal,
            inputs={"webhook": payload()},
            run_id=ids.derived("run", self.secret, "webhook", hook_id, delivery_id),
        )
        return self.runs.submit(self.runs.prepare(start))
