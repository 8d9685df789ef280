"""Webhooks in: triggers get addresses, services are told of them, deliveries start runs."""

from __future__ import annotations

import base64
import json
import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import cast
from uuid import uuid4

from engine import canonical, clock, expressions, ids
from engine.egress.errors import EgressError
from engine.errors import Conflict, Gone, InvalidFlow, Issue, NotFound, Unavailable
from engine.expressions import ExpressionError, Scope
from engine.flows import LATEST, Flows
from engine.plan import WEBHOOK_PREFIX
from engine.principal import Principal
from engine.rights import Right
from engine.runs import Runs, Start, Started
from engine.secrecy import hidden_in, spellings
from engine.signatures import Delivery, verify
from engine.steps.base import HttpRequest, HttpResponse
from engine.store.base import Shelf
from engine.store.documents import Flow
from engine.store.hooks import Hook, Tool
from engine.tools import Tools
from engine.vault import Vault
from schemas.json import Json, JsonObject

log = logging.getLogger(__name__)

PENDING, ACTIVE, REMOVING, REMOVED = "pending", "active", "removing", "removed"
DUE = "due"
MOST_TRIES = 10
_PAGE = 100
_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(hours=1)
_TIMEOUT_SECONDS = 15.0
_TICK_SECONDS = 1.0
_ERRORS = 400


@dataclass(frozen=True, slots=True)
class Hooks:
    """The use cases of webhooks. `send` is the egress door's; `base_url` is ours from outside."""

    shelf: Shelf[Hook]
    tools: Tools
    flows: Flows
    runs: Runs
    vault: Vault
    secret: str
    base_url: str
    send: Callable[[HttpRequest], HttpResponse]
    now: clock.Clock = clock.now

    def require_known(self, principal: Principal, definition: Json) -> None:
        """Raise InvalidFlow for a trigger that no tool of the workspace has."""
        steps = definition.get("steps") if isinstance(definition, dict) else None
        found = [
            Issue(f"/steps/{index}/type", "unknown_trigger", f"no tool has the trigger {name!r}")
            for index, step in enumerate(steps if isinstance(steps, list) else [])
            if (name := _trigger_id(step)) is not None
            and self.tools.having(principal.workspace_id, name) is None
        ]
        if found:
            raise InvalidFlow(found)

    def sync(self, flow: Flow, *, is_deleted: bool = False) -> None:
        """Make the hooks of a flow what its latest version asks for, and tell the services."""
        wanted = {} if is_deleted else self._wanted(flow)
        held = {hook.trigger_id: hook for hook in self._of_flow(flow.flow_id)}
        for trigger_id, config in wanted.items():
            if trigger_id not in held:
                self._add(flow, trigger_id, config)
        for trigger_id, hook in held.items():
            if trigger_id not in wanted:
                self._work(self._moved(hook, status=REMOVING, due=DUE, tries=0, next_try=None))

    def of_flow(self, principal: Principal, flow_id: str) -> Sequence[Hook]:
        """Return a flow's hooks. Raises NotFound, Forbidden."""
        self.flows.require(principal, flow_id, Right.EDIT)
        return list(self._all_of_flow(flow_id))

    def new_secret(self, principal: Principal, flow_id: str, hook_id: str) -> tuple[Hook, str]:
        """Give a hook another secret and return it, once. Raises NotFound, Forbidden."""
        self.flows.require(principal, flow_id, Right.MANAGE)
        hook = self.shelf.get(hook_id)
        if hook is None or hook.flow_id != flow_id:
            raise NotFound("webhook_not_found", "the flow has no such webhook")
        text = new_secret()
        return self._moved(hook, sealed=self.vault.seal(text, hook_id)), text

    def url(self, hook: Hook) -> str:
        """Return the address that the service is to deliver to."""
        return f"{self.base_url}/v1/webhook/{hook.hook_id}"

    def tick(self) -> float:
        """Do what is due; return how many seconds to sleep."""
        self.work_due()
        return _TICK_SECONDS

    def work_due(self) -> None:
        """Try again what a service was not told of yet. Raises Unavailable."""
        for hook in self.shelf.list("", _PAGE, due=DUE):
            if hook.next_try is None or hook.next_try <= self.now():
                self._work(hook)

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
            self._secret_of(hook, found),
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

    def _wanted(self, flow: Flow) -> dict[str, JsonObject]:
        if flow.latest_version == 0:
            return {}
        plan = self.flows.plan(flow, LATEST)
        named = [(step.type, step.data) for step in plan.triggers]
        return {
            name.removeprefix(WEBHOOK_PREFIX): data
            for name, data in named
            if name.startswith(WEBHOOK_PREFIX)
        }

    def _add(self, flow: Flow, trigger_id: str, config: JsonObject) -> None:
        found = self.tools.having(flow.workspace_id, trigger_id)
        if found is None:
            return
        tool, _ = found
        hook_id, now = ids.new("hook"), self.now()
        own = self.tools.secret(tool, trigger_id)
        hook = Hook(
            hook_id=hook_id,
            workspace_id=flow.workspace_id,
            flow_id=flow.flow_id,
            tool_id=tool.tool_id,
            trigger_id=trigger_id,
            status=PENDING,
            created_at=now,
            updated_at=now,
            due=DUE,
            sealed=None if own else self.vault.seal(new_secret(), hook_id),
            outside=canonical.encode({"config": config}),
        )
        self.shelf.insert(hook)
        self._work(hook)

    def _work(self, hook: Hook) -> None:
        """Tell the service of a hook, or that it is gone; what fails is tried again later."""
        found = self.tools.having(hook.workspace_id, hook.trigger_id)
        is_new = hook.status == PENDING
        name, done = ("register", ACTIVE) if is_new else ("unregister", REMOVED)
        call = found[1].get(name) if found else None
        if not isinstance(call, dict) or found is None:
            self._moved(hook, status=done, due="", next_try=None)
            return
        try:
            answer = self._told(hook, found[0], call)
        except (EgressError, ExpressionError, ValueError, TypeError) as error:
            self._failed(hook, str(error), done)
            return
        kept = cast("JsonObject", canonical.decode(hook.outside))
        outside = canonical.encode({**kept, "registration": answer} if is_new else kept)
        self._moved(hook, status=done, due="", next_try=None, last_error=None, outside=outside)

    def _told(self, hook: Hook, tool: Tool, call: JsonObject) -> Json:
        """Make the call and return what the service answered. Raises EgressError, ValueError."""
        secret = self._secret_of(hook, (tool, {}))
        details = cast("JsonObject", canonical.decode(tool.details))
        kept = cast("JsonObject", canonical.decode(hook.outside))
        names: JsonObject = {
            "callbackUrl": self.url(hook),
            "secret": secret,
            "baseUrl": details["baseUrl"],
            "token": self.tools.secret(tool, "auth"),
            **kept,
        }
        scope = Scope(names=names, now=self.now(), uuid=lambda: str(uuid4()))
        rendered = cast("JsonObject", expressions.render(call, scope))
        body, headers = rendered.get("body"), cast("JsonObject", rendered.get("headers") or {})
        request = HttpRequest(
            method=str(rendered.get("method") or "POST").upper(),
            url=str(rendered["url"]),
            headers={
                "Content-Type": "application/json",
                "Idempotency-Key": f"{hook.hook_id}:{hook.status}",
                **{name: str(value) for name, value in headers.items()},
            },
            body=None if body is None else json.dumps(body).encode(),
            timeout_seconds=_TIMEOUT_SECONDS,
        )
        response = self.send(request)
        # A service that knows it no more has forgotten it, which is what was wanted.
        is_gone = hook.status == REMOVING and response.status in (404, 410)
        if response.status >= _ERRORS and not is_gone:
            raise ValueError(f"the service answered with status {response.status}")
        opening = [one for one in (secret, str(names["token"] or "")) if one]
        texts = [text for one in opening for text in spellings(one)]
        try:
            return hidden_in(cast("Json", json.loads(response.body)), texts)
        except (ValueError, RecursionError):
            return None

    def _failed(self, hook: Hook, reason: str, done: str) -> None:
        tries = hook.tries + 1
        log.warning("webhook_not_told", extra={"hook_id": hook.hook_id, "reason": reason})
        if tries >= MOST_TRIES and hook.status == REMOVING:
            self._moved(hook, status=done, due="", tries=tries, last_error=reason, next_try=None)
            return
        pause = min(_FIRST_PAUSE * 2 ** min(tries - 1, 20), _LONGEST_PAUSE)
        is_over = tries >= MOST_TRIES
        self._moved(
            hook,
            due="" if is_over else DUE,
            tries=tries,
            last_error=reason[:500],
            next_try=None if is_over else self.now() + pause,
        )

    def _moved(self, hook: Hook, **changes: object) -> Hook:
        changed = replace(hook, rev=hook.rev + 1, updated_at=self.now(), **changes)  # type: ignore[arg-type]
        if not self.shelf.replace(changed, hook.rev):
            raise Unavailable("somebody else works on this webhook")
        return changed

    def _secret_of(self, hook: Hook, found: tuple[Tool, JsonObject] | None) -> str:
        if hook.sealed is not None:
            return self.vault.open(hook.sealed, hook.hook_id)
        return (self.tools.secret(found[0], hook.trigger_id) if found else None) or ""

    def _of_flow(self, flow_id: str) -> list[Hook]:
        return [hook for hook in self._all_of_flow(flow_id) if hook.status in (PENDING, ACTIVE)]

    def _all_of_flow(self, flow_id: str) -> Sequence[Hook]:
        return self.shelf.list("", _PAGE, flow_id=flow_id)


def new_secret() -> str:
    """Return a secret for a service to sign with: 32 random bytes, as Standard Webhooks has it."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def _trigger_id(step: Json) -> str | None:
    name = step.get("type") if isinstance(step, dict) else None
    if isinstance(name, str) and name.startswith(WEBHOOK_PREFIX):
        return name.removeprefix(WEBHOOK_PREFIX)
    return None
