"""
What stands because a flow was published: its webhooks, registered once each, and its schedule.

A flow is unsynced from its publishing until both are those of its latest version.
"""

from __future__ import annotations

import base64
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, cast

from engine import canonical, clock, hook_calls, ids, standing
from engine.egress.errors import EgressError
from engine.errors import EngineError, Unavailable
from engine.expressions import ExpressionError
from engine.flows import LATEST, Flows
from engine.hook_calls import REMOVING
from engine.plan import WEBHOOK_PREFIX
from engine.steps.base import HttpRequest, HttpResponse
from engine.store.base import ScheduleStore, Shelf
from engine.store.documents import Flow
from engine.store.hooks import Hook, Tool
from engine.tools import Tools
from engine.vault import Vault
from schemas.json import Json, JsonObject

log = logging.getLogger(__name__)

PENDING: Final = "pending"
ACTIVE: Final = "active"
REMOVED: Final = "removed"
DUE: Final = "due"
MOST_TRIES: Final = 10
_PAGE: Final = 100
_FIRST_PAUSE: Final = timedelta(seconds=5)
_LONGEST_PAUSE: Final = timedelta(hours=1)
_TICK_SECONDS: Final = 1.0
# Nobody else makes a hook's call meanwhile; one that died over it is tried again after this.
_CLAIM: Final = timedelta(seconds=60)
_TRIES: Final = 10


@dataclass(frozen=True, slots=True)
class Registrar:
    """Keeps hooks and schedules. `send` is the egress door's; `base_url` is ours outside."""

    shelf: Shelf[Hook]
    schedules: ScheduleStore
    tools: Tools
    flows: Flows
    vault: Vault
    secret: str
    base_url: str
    send: Callable[[HttpRequest], HttpResponse]
    now: clock.Clock = clock.now

    def sync(self, flow_id: str) -> None:
        """
        Make a flow's schedule and hooks what its latest version asks for, and tell the services.

        What cannot be done now `tick` does: the flow and its hooks say what is missing.
        """
        try:
            for hook in self._aligned(flow_id):
                if claimed := self._claimed(hook):
                    self._work(claimed)
        except EngineError as error:
            log.warning("webhooks_not_synced", extra={"flow_id": flow_id, "reason": error.message})

    def url(self, hook: Hook) -> str:
        """Return the address that the service is to deliver to."""
        return f"{self.base_url}/v1/webhook/{hook.hook_id}"

    def tick(self) -> float:
        """Do what is due; return how many seconds to sleep."""
        self.sync_due()
        self.work_due()
        return _TICK_SECONDS

    def sync_due(self) -> None:
        """Sync flows whose publisher died before he did. Raises Unavailable."""
        after = ""
        while page := self.flows.store.unsynced(_PAGE, after):
            for flow_id in page:
                try:
                    self.sync(flow_id)
                except Exception:
                    log.exception("webhooks_not_synced", extra={"flow_id": flow_id})
            after = page[-1]

    def work_due(self) -> None:
        """Try again what a service was not told of yet. Raises Unavailable."""
        after = ""
        while page := self.shelf.list(after, _PAGE, due=DUE):
            for hook in page:
                is_due = hook.next_try is None or hook.next_try <= self.now()
                if is_due and (claimed := self._claimed(hook)):
                    self._work(claimed)
            after = page[-1].hook_id

    def moved(self, hook: Hook, **changes: object) -> Hook | None:
        """Return the changed hook, None when somebody else changed it meanwhile."""
        changed = replace(hook, rev=hook.rev + 1, updated_at=self.now(), **changes)  # type: ignore[arg-type]
        return changed if self.shelf.replace(changed, hook.rev) else None

    def secret_of(self, hook: Hook, found: tuple[Tool, JsonObject] | None) -> str:
        """Return what deliveries to a hook are proved by: its own secret, or its tool's."""
        if hook.sealed is not None:
            return self.vault.open(hook.sealed, hook.hook_id)
        return (self.tools.secret(found[0], hook.trigger_id) if found else None) or ""

    def of_flow(self, flow_id: str) -> list[Hook]:
        """Return every hook that a flow has or had."""
        found: list[Hook] = []
        after = ""
        while page := self.shelf.list(after, _PAGE, flow_id=flow_id):
            found += page
            after = page[-1].hook_id
        return found

    def _aligned(self, flow_id: str) -> list[Hook]:
        """
        Store what hooks the flow wants, and return those whose service is to be told, claimed.

        All is stored before anything is called: calls take long, and others publish meanwhile.
        """
        todo: dict[str, Hook] = {}
        for _ in range(_TRIES):
            flow = self.flows.store.get(flow_id)
            plan = self.flows.plan(flow, LATEST) if flow and flow.latest_version else None
            stands = standing.align(self.schedules, flow_id, flow, plan, self.now())
            wanted = self._wanted(flow) if flow else {}
            known = self.of_flow(flow_id)
            keys = [self._key(one.workspace_id, one.trigger_id, _config(one)) for one in known]
            live = [
                (key, hook)
                for key, hook in zip(keys, known, strict=True)
                if hook.status in (PENDING, ACTIVE)
            ]
            kept = dict(reversed(live))
            moved = [self._kept_or_ended(hook, kept.get(key), key in wanted) for key, hook in live]
            if flow:
                missing = [key for key in wanted if key not in kept]
                moved += [self._added(flow, *wanted[key], key, keys.count(key)) for key in missing]
            todo |= {hook.hook_id: hook for hook in moved if isinstance(hook, Hook)}
            version = flow.latest_version if flow else None
            if stands and False not in moved and self.flows.store.mark_synced(flow_id, version):
                return list(todo.values())
        raise Unavailable("others change the webhooks of this flow at once")

    def _wanted(self, flow: Flow) -> dict[str, tuple[str, JsonObject]]:
        """Return the triggers that a flow listens to with what it says to each, by their key."""
        if flow.latest_version == 0:
            return {}
        wanted = {}
        for step in self.flows.plan(flow, LATEST).triggers:
            trigger_id = step.type.removeprefix(WEBHOOK_PREFIX)
            is_known = self.tools.having(flow.workspace_id, trigger_id) is not None
            if step.type.startswith(WEBHOOK_PREFIX) and is_known:
                key = self._key(flow.workspace_id, trigger_id, step.data)
                wanted[key] = (trigger_id, step.data)
        return wanted

    def _key(self, workspace_id: str, trigger_id: str, config: Json) -> str:
        """Return what two hooks share whose service would be told the same."""
        found = self.tools.having(workspace_id, trigger_id)
        is_told = found is not None and isinstance(found[1].get("register"), dict)
        return canonical.digest([trigger_id, config if is_told else None])

    def _kept_or_ended(self, hook: Hook, kept: Hook | None, is_wanted: bool) -> Hook | bool:  # noqa: FBT001
        """Return the hook if its service is to be told, True if not, False when it was changed."""
        is_kept = is_wanted and kept is not None and kept.hook_id == hook.hook_id
        if not is_kept:
            changes: dict[str, object] = {"status": REMOVING}
        elif hook.status == PENDING and not hook.due:
            changes = {}  # given up: whoever publishes again wants it tried again
        else:
            return True
        changed = self.moved(hook, due=DUE, tries=0, next_try=self._claim(), **changes)
        return changed or False

    def _added(
        self, flow: Flow, trigger_id: str, config: JsonObject, key: str, generation: int
    ) -> Hook | bool:
        """Store a hook; False when somebody else did at the same moment, or its tool is gone."""
        found = self.tools.having(flow.workspace_id, trigger_id)
        if found is None:
            return False
        tool, _ = found
        # The same from everybody who syncs at once: one of them stores it.
        hook_id = ids.derived("hook", self.secret, flow.flow_id, key, str(generation))
        own, now = self.tools.secret(tool, trigger_id), self.now()
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
            next_try=self._claim(),
        )
        return self.shelf.insert(hook) and hook

    def _claim(self) -> datetime:
        """Return until when a hook is somebody's who makes its call: longer than that may last."""
        return self.now() + _CLAIM

    def _claimed(self, hook: Hook) -> Hook | None:
        """Return the hook with time for its call, None when somebody else took it."""
        is_enough = hook.next_try is not None and hook.next_try >= self.now() + _CLAIM / 2
        return hook if is_enough else self.moved(hook, next_try=self._claim())

    def _work(self, hook: Hook) -> None:
        """
        Tell the service of a hook that is claimed, or that it is gone.

        What fails is tried again later, whatever it is: one hook must not stop the others.
        """
        try:
            self._call(hook)
        except Unavailable:
            raise
        except Exception as error:
            log.exception("webhook_not_workable", extra={"hook_id": hook.hook_id})
            self._failed(hook, f"this cannot be called ({type(error).__name__})")

    def _call(self, hook: Hook) -> None:
        found = self.tools.having(hook.workspace_id, hook.trigger_id)
        is_new = hook.status == PENDING
        call = found[1].get("register" if is_new else "unregister") if found else None
        if not isinstance(call, dict) or found is None:
            self._succeeded(hook, {})
            return
        try:
            answer = hook_calls.make(
                call,
                hook,
                names=self._names(hook, found[0]),
                send=self.send,
                now=self.now(),
            )
        except (EgressError, ExpressionError, ValueError, TypeError) as error:
            self._failed(hook, str(error))
            return
        self._succeeded(hook, {"registration": answer} if is_new else {})

    def _succeeded(self, hook: Hook, learned: JsonObject) -> None:
        is_new = hook.status == PENDING

        def change(current: Hook) -> dict[str, object]:
            kept = cast("JsonObject", canonical.decode(current.outside))
            outside = canonical.encode({**kept, **learned})
            is_as_it_was = is_new or current.outside == hook.outside
            if current.status == hook.status and is_as_it_was:
                ended = {"due": "", "next_try": None, "last_error": None, "outside": outside}
                return {"status": ACTIVE if is_new else REMOVED, **ended}
            if current.status == REMOVING or (current.status == REMOVED and learned):
                # It was registered while somebody took it away: that is to be undone.
                again = {"status": REMOVING, "due": DUE, "tries": 0, "next_try": None}
                return {"outside": outside, **again}
            return {}

        self._noted(hook, change)

    def _names(self, hook: Hook, tool: Tool) -> JsonObject:
        """Return what the templates of a tool's call see."""
        details = cast("JsonObject", canonical.decode(tool.details))
        kept = cast("JsonObject", canonical.decode(hook.outside))
        return {
            "callbackUrl": self.url(hook),
            "secret": self.secret_of(hook, (tool, {})),
            "baseUrl": details["baseUrl"],
            "token": self.tools.secret(tool, "auth"),
            **kept,
        }

    def _failed(self, hook: Hook, reason: str) -> None:
        tries = hook.tries + 1
        log.warning("webhook_not_told", extra={"hook_id": hook.hook_id, "reason": reason})
        is_over = tries >= MOST_TRIES
        pause = min(_FIRST_PAUSE * 2 ** min(tries - 1, 20), _LONGEST_PAUSE)
        status = REMOVED if is_over and hook.status == REMOVING else hook.status

        def change(current: Hook) -> dict[str, object]:
            if current.status != hook.status:
                return {}
            return {
                "status": status,
                "due": "" if is_over else DUE,
                "tries": tries,
                "last_error": reason[:500],
                "next_try": None if is_over else self.now() + pause,
            }

        self._noted(hook, change)

    def _noted(self, hook: Hook, change: Callable[[Hook], dict[str, object]]) -> None:
        """Write what came of a call onto what the hook is by now. Raises Unavailable."""
        current: Hook | None = hook
        for _ in range(_TRIES):
            changes = change(current) if current else {}
            if current is None or not changes or self.moved(current, **changes):
                return
            current = self.shelf.get(hook.hook_id)
        raise Unavailable("somebody else changes this webhook all the time")


def _config(hook: Hook) -> Json:
    return cast("JsonObject", canonical.decode(hook.outside)).get("config")


def new_secret() -> str:
    """Return a secret for a service to sign with: 32 random bytes, as Standard Webhooks has it."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
