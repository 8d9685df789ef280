"""Subscriptions: whoever wants to be told of runs, and how what they are told fares."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, cast

from engine import canonical, clock, delivery_flow, ids
from engine.credits.pricing import FRESH_SECONDS
from engine.errors import Conflict, NotFound
from engine.post import Address, Standing
from engine.principal import Principal, require_admin, require_same_workspace
from engine.registrar import new_secret
from engine.runs import Runs, Start
from engine.settling import SYSTEM_FLOW, SYSTEM_WORKSPACE
from engine.store.base import RunStore, Shelf
from engine.store.documents import Run
from engine.store.hooks import Subscription
from engine.store.queries import RunQuery
from engine.vault import Vault
from engine.waits import EXTERNAL_KINDS
from schemas.json import Json, JsonObject
from schemas.run import TERMINAL, RunStatus

COMPLETED: Final = "run.completed"
FAILED: Final = "run.failed"
WAITING: Final = "run.waiting"
TEST: Final = "subscription.test"
EVENTS: Final = (COMPLETED, FAILED, WAITING)
ACTIVE: Final = "active"
DISABLED: Final = "disabled"
# Deliveries in a row that were given up, each after hours of trying.
MOST_FAILURES: Final = 5
MOST: Final = 100
_TRIES: Final = 20
_MOST_BYTES: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """The use cases of subscriptions; who listens is remembered for a second. Satisfies `Post`."""

    shelf: Shelf[Subscription]
    runs: Runs
    vault: Vault
    now: clock.Clock = clock.now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _kept: dict[str, tuple[float, tuple[Subscription, ...]]] = field(default_factory=dict)

    def create(self, principal: Principal, given: Mapping[str, Json]) -> tuple[Subscription, str]:
        """
        Store a subscription; return it and its secret, which is shown this once.

        When this returns every run that ends from now on is told of. Raises Forbidden, and
        Conflict where there are too many.
        """
        require_admin(principal)
        if len(self.shelf.list("", MOST, workspace_id=principal.workspace_id)) >= MOST:
            raise Conflict(
                "too_many_subscriptions", f"a workspace has {MOST} subscriptions at most"
            )
        subscription_id, secret, now = ids.new("sub"), new_secret(), self.now()
        subscription = Subscription(
            subscription_id=subscription_id,
            workspace_id=principal.workspace_id,
            url=str(given["url"]),
            events=tuple(cast("list[str]", given["events"])),
            flow_ids=tuple(cast("list[str]", given.get("flowIds") or [])),
            description=str(given.get("description") or ""),
            only_with_errors=given.get("onlyWithErrors") is True,
            sealed=self.vault.seal(secret, subscription_id),
            created_by=principal.principal_id,
            created_at=now,
            updated_at=now,
        )
        self.shelf.insert(subscription)
        self.sleep(FRESH_SECONDS)
        return subscription, secret

    def of_workspace(self, principal: Principal, after: str, limit: int) -> Sequence[Subscription]:
        """Return the workspace's subscriptions by id. Raises Forbidden."""
        require_admin(principal)
        return self.shelf.list(after, limit, workspace_id=principal.workspace_id)

    def get(self, principal: Principal, subscription_id: str) -> Subscription:
        """Return a subscription. Raises NotFound, Forbidden."""
        found = self.shelf.get(subscription_id)
        if found is None:
            raise NotFound("subscription_not_found", "there is no such subscription")
        require_same_workspace(principal, found.workspace_id, "subscription")
        require_admin(principal)
        return found

    def change(
        self, principal: Principal, subscription_id: str, given: Mapping[str, Json]
    ) -> Subscription:
        """Change a subscription; to enable it forgets what failed. Raises NotFound, Forbidden."""
        changes: dict[str, object] = {}
        for name in ("url", "description", "status"):
            if name in given:
                changes[name] = str(given[name])
        for name, attribute in (("events", "events"), ("flowIds", "flow_ids")):
            if name in given:
                changes[attribute] = tuple(cast("list[str]", given[name]))
        if "onlyWithErrors" in given:
            changes["only_with_errors"] = given["onlyWithErrors"] is True
        if changes.get("status") == ACTIVE:
            changes |= {"failures": 0, "reason": None}
        self.get(principal, subscription_id)
        changed = self._changed(subscription_id, lambda _: changes)
        self.sleep(FRESH_SECONDS)
        return changed

    def new_secret(self, principal: Principal, subscription_id: str) -> tuple[Subscription, str]:
        """Give a subscription another secret and return it, once. Raises NotFound, Forbidden."""
        self.get(principal, subscription_id)
        secret = new_secret()
        sealed = self.vault.seal(secret, subscription_id)
        return self._changed(subscription_id, lambda _: {"sealed": sealed}), secret

    def remove(self, principal: Principal, subscription_id: str) -> None:
        """Delete a subscription and drop what is on its way to it. Raises NotFound, Forbidden."""
        self.shelf.remove(self.get(principal, subscription_id).subscription_id)

    def test(self, principal: Principal, subscription_id: str) -> Run:
        """Send an event that tells of nothing. Raises NotFound, Forbidden."""
        found = self.get(principal, subscription_id)
        message = _message(TEST, clock.rfc3339(self.now()), {"subscriptionId": subscription_id})
        event: JsonObject = {"type": TEST, "at": clock.rfc3339(self.now())}
        run = self._delivery(found, ids.new("run"), ids.new("msg"), event, message)
        return self.runs.submit(run).run

    def deliveries(
        self, principal: Principal, subscription_id: str, query: RunQuery
    ) -> Sequence[Run]:
        """Return deliveries, the newest first. Raises NotFound, Forbidden."""
        owner = _owner(self.get(principal, subscription_id).workspace_id)
        wanted = replace(query, workspace_id=owner, flow_id=subscription_id)
        listed = self.runs.store.newest(wanted)
        # A list has no payloads, and what was sent is one.
        return [whole for run in listed if (whole := self.runs.store.get(run.run_id)) is not None]

    def delivery(self, principal: Principal, subscription_id: str, run_id: str) -> Run:
        """Return one delivery. Raises NotFound, Forbidden."""
        self.get(principal, subscription_id)
        run = self.runs.store.get(run_id)
        if run is None or run.flow_id != subscription_id:
            raise NotFound("delivery_not_found", "the subscription has no such delivery")
        return run

    def redeliver(self, principal: Principal, subscription_id: str, run_id: str) -> Run:
        """Deliver the same message again, under its own id. Raises NotFound, Forbidden."""
        found, run = (
            self.get(principal, subscription_id),
            self.delivery(principal, subscription_id, run_id),
        )
        sent = inputs_of(run)
        again = self._delivery(
            found,
            ids.new("run"),
            str(sent["messageId"]),
            cast("JsonObject", sent["event"]),
            cast("JsonObject", sent["message"]),
        )
        return self.runs.submit(again).run

    # What workers ask ------------------------------------------------------------------------

    def wanting(
        self, workspace_id: str, flow_id: str, event: str, *, has_errors: bool = False
    ) -> Sequence[Subscription]:
        """Return who wants to be told of an event of a flow's run."""
        asked_at, kept = self.monotonic(), self._kept.get(workspace_id)
        if kept is None or asked_at - kept[0] >= FRESH_SECONDS:
            found = tuple(self.shelf.list("", MOST, workspace_id=workspace_id))
            kept = self._kept[workspace_id] = (asked_at, found)
        return [one for one in kept[1] if is_wanted(one, flow_id, event, has_errors=has_errors)]

    def written_down(self, subscription: Subscription, event: JsonObject, data: JsonObject) -> Run:
        """
        Return the delivery of an event, stored; the same event is stored once.

        It is to be told of after the event has come to be; rescue does it if nobody does.
        """
        name = (subscription.subscription_id, str(event["type"]), str(event["runId"]))
        mark = str(event.get("waitId") or "")
        run_id = ids.derived("run", self.runs.secret, "delivery", *name, mark)
        message_id = ids.derived("msg", self.runs.secret, *name, mark)
        message = _message(str(event["type"]), str(event["at"]), data)
        run = self._delivery(subscription, run_id, message_id, event, message)
        self.runs.store.insert(run)
        return run

    def address(self, subscription_id: str) -> Address | None:
        """Return where to deliver to."""
        found = self.shelf.get(subscription_id)
        if found is None or found.status != ACTIVE:
            return None
        return Address(found.url, self.vault.open(found.sealed, subscription_id))

    def standing(self, event: JsonObject) -> Standing:
        """Return whether an event has come to be."""
        return standing(self.runs.store, event)

    def delivered(self, subscription_id: str) -> None:
        """Forget failures."""
        found = self.shelf.get(subscription_id)
        if found is not None and found.failures:
            self._changed(subscription_id, lambda _: {"failures": 0})

    def given_up(self, subscription_id: str, reason: str, *, is_gone: bool) -> None:
        """Count a failure; disable what is gone, or has failed for too long."""

        def counted(held: Subscription) -> dict[str, object]:
            failures = held.failures + 1
            if not is_gone and failures < MOST_FAILURES:
                return {"failures": failures}
            why = "it said that it is gone" if is_gone else f"{failures} deliveries were given up"
            return {"failures": failures, "status": DISABLED, "reason": f"{why}: {reason}"[:500]}

        if self.shelf.get(subscription_id) is not None:
            self._changed(subscription_id, counted)

    def _delivery(
        self,
        subscription: Subscription,
        run_id: str,
        message_id: str,
        event: JsonObject,
        message: JsonObject,
    ) -> Run:
        plan = delivery_flow.plan()
        principal = Principal(
            principal_id=f"subscription:{subscription.subscription_id}",
            kind="subscription",
            workspace_id=_owner(subscription.workspace_id),
            name="subscription",
        )
        start = Start(
            plan=plan,
            trigger=plan.triggers[0],
            workspace_id=principal.workspace_id,
            principal=principal,
            inputs={
                "subscriptionId": subscription.subscription_id,
                "messageId": message_id,
                "event": event,
                "message": message,
            },
            queue="low",
            run_id=run_id,
        )
        # How large inputs from outside may be says nothing of what we write ourselves.
        made = replace(self.runs, max_input_bytes=_MOST_BYTES).prepare(start)
        return replace(made, flow_id=subscription.subscription_id, trigger=str(event["type"]))

    def _changed(
        self, subscription_id: str, change: Callable[[Subscription], Mapping[str, object]]
    ) -> Subscription:
        for _ in range(_TRIES):
            held = self.shelf.get(subscription_id)
            if held is None:
                raise NotFound("subscription_not_found", "there is no such subscription")
            changed = replace(held, updated_at=self.now(), rev=held.rev + 1, **change(held))  # type: ignore[arg-type]
            if self.shelf.replace(changed, held.rev):
                return changed
        raise Conflict("edit_conflict", "others change this subscription at once: try again")


def is_wanted(
    subscription: Subscription, flow_id: str, event: str, *, has_errors: bool = False
) -> bool:
    """Tell whether a subscription wants an event of a flow's run; no flows means all of them."""
    is_its_flow = not subscription.flow_ids or flow_id in subscription.flow_ids
    is_meant = event != COMPLETED or has_errors or not subscription.only_with_errors
    is_its_event = event in subscription.events and is_meant
    return subscription.status == ACTIVE and is_its_event and is_its_flow


def standing(store: RunStore, event: JsonObject) -> Standing:
    """
    Return whether what an event tells of has come to be.

    It was written down before its run was settled, by the claim `fence`: a claim that died, or
    whose run was canceled meanwhile, may have told of what never was.
    """
    if event["type"] == TEST:
        return Standing.TRUE
    run = store.peek(str(event["runId"]))
    if run is None:
        return Standing.FALSE
    if event["type"] == WAITING:
        return _waited(run, event)
    if run.status not in TERMINAL:
        return Standing.OPEN
    wanted = RunStatus.COMPLETED if event["type"] == COMPLETED else RunStatus.FAILED
    return Standing.TRUE if run.status is wanted else Standing.FALSE


def _waited(run: Run, event: JsonObject) -> Standing:
    wait_id = event["waitId"]
    waits = run.wait is not None and run.wait.wait_id == wait_id
    if waits or (run.decision is not None and run.decision.wait_id == wait_id):
        return Standing.TRUE
    if run.status is RunStatus.CANCELED:
        return Standing.FALSE
    # The claim that wrote this down, or one that took over from it, has not settled yet.
    is_settling = run.status is RunStatus.RUNNING or run.fence.n == event["fence"]
    return Standing.OPEN if is_settling else Standing.TRUE


def events_of(run: Run, status: RunStatus, wait_kind: str | None) -> str | None:
    """Return the event that a claim's end is, None for an end that nobody is told of."""
    if run.workspace_id.startswith(SYSTEM_WORKSPACE) or run.flow_id.startswith(SYSTEM_FLOW):
        return None
    if status is RunStatus.WAITING:
        return WAITING if wait_kind in EXTERNAL_KINDS else None
    if run.parent_id is not None:
        return None
    return {RunStatus.COMPLETED: COMPLETED, RunStatus.FAILED: FAILED}.get(status)


def inputs_of(run: Run) -> JsonObject:
    """Return what a delivery carries."""
    return cast("JsonObject", canonical.decode(run.inputs or b"{}"))


def _owner(workspace_id: str) -> str:
    # Deliveries are the system's runs: they are in nobody's list of runs, and read by these routes.
    return f"{SYSTEM_WORKSPACE}{workspace_id}"


def _message(type_: str, at: str, data: JsonObject) -> JsonObject:
    return {"type": type_, "timestamp": at, "data": data}
