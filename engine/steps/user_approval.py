"""`user-approval`: parks the run until people approve or reject."""

from __future__ import annotations

from typing import cast

from engine import clock
from engine.errors import Issue
from engine.outcome import (
    FOLLOW_NEXT,
    Completed,
    Decision,
    Failed,
    Outcome,
    StepFailure,
    Wait,
    Waiting,
)
from engine.steps.base import DataField, StepContext, StepType
from engine.steps.waiting import EXPIRES, FIELDS, expired, expires_at, form_fits, form_issues
from schemas.json import Json, JsonObject

MOST_APPROVALS = 100


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Show the message and wait; who may decide is settled now, whatever changes meanwhile."""
    try:
        assignees = _assignees(data.get("approvers"))
        needed = int(cast("int", data.get("requiredApprovals") or 1))
    except (ValueError, TypeError) as error:
        return _invalid(
            f"approvers has lists of users and groups, requiredApprovals a number: {error}"
        )
    if not 1 <= needed <= MOST_APPROVALS:
        return _invalid(f"requiredApprovals is a number from 1 to {MOST_APPROVALS}")
    view: JsonObject = {"message": data.get("message")}
    if data.get("fields"):
        view["fields"] = data["fields"]
    if assignees:
        view["approvers"] = data["approvers"]
    if needed > 1:
        view |= {"requiredApprovals": needed, "approvals": 0}
    allows_self = _flag(data.get("allowSelf"), default=not assignees)
    # Who may not decide has the link to his own run as well: it does not say who he is.
    is_open = allows_self and needed == 1 and not assignees
    terms: JsonObject = {
        "assignees": cast("Json", assignees),
        "needed": needed,
        "allowsSelf": allows_self,
        "allowsLink": _flag(data.get("allowLink"), default=is_open),
    }
    return Waiting(Wait("user-approval", expires_at(data, ctx), view, terms))


def _assignees(approvers: Json) -> list[str]:
    if approvers in (None, "", {}):
        return []
    if not isinstance(approvers, dict):
        raise TypeError("not an object")
    found: list[str] = []
    for kind in ("users", "groups"):
        names = approvers.get(kind) or []
        if isinstance(names, str):
            names = [names]
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise TypeError(f"{kind} is no list of texts")
        found += [str(name).strip().lower() for name in names if str(name).strip()]
    if not found:
        raise ValueError("nobody is named")
    return sorted(set(found))


def _flag(value: Json, *, default: bool) -> bool:
    return value if isinstance(value, bool) else default


def _invalid(message: str) -> Outcome:
    return Failed(StepFailure("INVALID_APPROVAL", message, retryable=False))


def resume(data: JsonObject, decision: Decision, ctx: StepContext) -> Outcome:
    """
    Follow `nextStepId` on approve; on reject `rejectNextStepId`, where there is one.

    A wait that expired is decided as `onExpire` says: reject or approve; else the step fails.
    """
    payload = cast("JsonObject", decision.payload or {})
    if failed := expired(decision):
        verdict = {"reject": "reject", "approve": "approve"}.get(str(data.get("onExpire")))
        if verdict is None:
            return failed
        payload = {"decision": verdict, "comment": "nobody decided before the wait expired"}
    is_approved = payload["decision"] == "approve"
    approval: JsonObject = {
        "decision": payload["decision"],
        "decidedAt": clock.rfc3339(decision.at),
        "decidedBy": "expiry" if decision.kind == "due" else decision.by,
        "message": data.get("message"),
        "comment": payload.get("comment"),
        "fields": payload.get("fields"),
    }
    if payload.get("votes"):
        approval["votes"] = payload["votes"]
    goto = FOLLOW_NEXT if is_approved else ctx.links.get("rejectNextStepId", FOLLOW_NEXT)
    return Completed(output=approval, goto=goto, variables={"approval": approval})


def check(data: JsonObject) -> list[Issue]:
    """Find fields that are none, and approvers that nobody can be."""
    issues = form_issues(data)
    approvers = data.get("approvers")
    is_empty = isinstance(approvers, dict) and not (
        approvers.get("users") or approvers.get("groups")
    )
    if is_empty:
        message = "name at least one user or group, or leave approvers out"
        issues.append(Issue("/approvers", "invalid_value", message))
    return [*issues, *_too_few(data)]


def fits(data: JsonObject) -> list[Issue]:
    """Find a form that cannot be shown, and more approvals than there are people to give them."""
    return [*form_fits(data), *_too_few(data)]


def _too_few(data: JsonObject) -> list[Issue]:
    """Find more approvals than people who are named; who is in a group changes."""
    approvers, needed = data.get("approvers"), data.get("requiredApprovals")
    if not isinstance(approvers, dict) or approvers.get("groups") or not isinstance(needed, int):
        return []
    try:
        names = _assignees(approvers)
    except (ValueError, TypeError):
        return []
    if any("{{" in name for name in names) or len(names) >= needed:
        return []
    message = f"{needed} must approve, and there is {len(names)} named"
    return [Issue("/requiredApprovals", "invalid_value", message)]


STEP = StepType(
    "user-approval",
    run,
    fields=(
        DataField("message", "template", required=True),
        DataField(
            "approvers",
            "object",
            description="users (ids or e-mail addresses) and groups; nobody: who may run the flow",
            parts=("users", "groups"),
            refusal="INVALID_APPROVAL",
        ),
        DataField(
            "allowSelf",
            "boolean",
            description="whether who started the run, by himself or by a key or link that he made, "
            "may decide; without approvers true",
        ),
        DataField(
            "allowLink",
            "boolean",
            description="whether who has approval.links.page may decide without signing in, where "
            "one approval is enough; true without approvers and with allowSelf",
        ),
        DataField(
            "requiredApprovals",
            "integer",
            minimum=1,
            maximum=MOST_APPROVALS,
            refusal="INVALID_APPROVAL",
        ),
        FIELDS,
        EXPIRES,
        DataField("onExpire", "string", options=("reject", "fail", "approve")),
    ),
    links=("nextStepId", "rejectNextStepId"),
    check=check,
    fits=fits,
    resume=resume,
    description="Parks the run until people approve or reject",
)
