"""An open wait as the run document keeps it and callers see it."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from engine import canonical, clock, deadlines
from engine.outcome import Decision
from engine.plan import Plan
from engine.sealing import Seal
from engine.state import State
from engine.store.documents import OpenWait, StoredDecision
from engine.store.endings import BODY_OF, CHILDREN, DEBOUNCE, TURN
from schemas.json import JsonObject

# Waits that nobody outside can end.
INTERNAL_KINDS = frozenset({"delay", "retry", CHILDREN, TURN, DEBOUNCE})
EXTERNAL_KINDS = tuple(BODY_OF)

_SHOWN = (
    "message",
    "title",
    "submitLabel",
    "fields",
    "event",
    "schema",
    "error",
    "children",
    "approvers",
    "requiredApprovals",
)


def open_wait(plan: Plan, state: State) -> OpenWait:
    """Return the wait that the state is parked on."""
    wait, step = cast("JsonObject", state.wait), plan.steps[str(state.cursor)]
    created_at = str(wait["createdAt"])
    deadline = deadlines.soonest(state)
    view = wait_state(wait, step.step_id, step.name, deadline)
    shown: JsonObject = {"waitState": view}
    if wait["kind"] == "client-tool":
        shown["pendingAction"] = _pending_action(wait)
    return OpenWait(
        wait_id=str(wait["id"]),
        kind=str(wait["kind"]),
        step_id=step.step_id,
        step_name=step.name,
        created_at=clock.parse(created_at),
        view=canonical.encode(shown),
        assignees=tuple(cast("list[str]", wait.get("assignees") or [])),
        needed=cast("int", wait.get("needed", 1)),
        allows_self=wait.get("allowsSelf") is not False,
        allows_link=wait.get("allowsLink") is not False,
        group=cast("str | None", wait.get("group")),
        join=cast("str | None", wait.get("join")),
        window=cast("int | None", wait.get("window")),
        number=cast("int | None", wait.get("number")),
        deadline=deadline,
    )


def wait_state(
    wait: JsonObject, step_id: str, step_name: str, deadline: datetime | None = None
) -> JsonObject:
    """Return the `waitState` that the API answers with; after `deadline` no answer counts."""
    shown = cast("JsonObject", wait.get("view") or {})
    state: JsonObject = {
        "id": wait["id"],
        "type": wait["kind"],
        "stepId": step_id,
        "stepName": step_name,
        **{name: shown[name] for name in _SHOWN if name in shown},
        "createdAt": wait["createdAt"],
    }
    own = None if wait["kind"] == "children" else cast("str | None", wait.get("wakeAt"))
    ends = [at for at in (own, clock.rfc3339(deadline) if deadline else None) if at]
    if ends:
        state["dueAt" if wait["kind"] in INTERNAL_KINDS else "expiresAt"] = min(ends)
    return state


def _pending_action(wait: JsonObject) -> JsonObject:
    shown = cast("JsonObject", wait.get("view") or {})
    return {
        "executionId": wait["id"],
        "toolName": shown.get("toolName"),
        "args": shown.get("args"),
        "timestamp": wait["createdAt"],
    }


def decision_of(stored: StoredDecision, seal: Seal) -> Decision:
    """Return what a step's `resume` gets to see of a stored decision. Raises ValueError."""
    return Decision(stored.wait_id, stored.kind, seal.payload(stored), stored.by, stored.at)


def wake_at(state: State) -> datetime | None:
    """Return when the state's wait is due by itself."""
    text = (state.wait or {}).get("wakeAt")
    return clock.parse(text) if isinstance(text, str) else None
