"""`user-approval`: parks the run until a person approves or rejects."""

from __future__ import annotations

from typing import cast

from engine import clock
from engine.outcome import FOLLOW_NEXT, Completed, Decision, Outcome, Wait, Waiting
from engine.steps.base import DataField, StepContext, StepType
from engine.steps.waiting import EXPIRES, expired, expires_at
from schemas.json import JsonObject


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Show the message and wait."""
    view: JsonObject = {"message": data.get("message")}
    if data.get("fields"):
        view["fields"] = data["fields"]
    return Waiting(Wait("user-approval", expires_at(data, ctx), view))


def resume(data: JsonObject, decision: Decision, ctx: StepContext) -> Outcome:
    """Follow `nextStepId` on approve; on reject `rejectNextStepId`, where there is one."""
    if failed := expired(decision):
        return failed
    payload = cast("JsonObject", decision.payload)
    is_rejected = payload["decision"] == "reject"
    approval: JsonObject = {
        "decision": payload["decision"],
        "decidedAt": clock.rfc3339(decision.at),
        "decidedBy": decision.by,
        "message": data.get("message"),
        "comment": payload.get("comment"),
        "fields": payload.get("fields"),
    }
    goto = ctx.links.get("rejectNextStepId", FOLLOW_NEXT) if is_rejected else FOLLOW_NEXT
    return Completed(output=approval, goto=goto, variables={"approval": approval})


STEP = StepType(
    "user-approval",
    run,
    fields=(
        DataField("message", "template", required=True),
        DataField("fields", "array", description="what the form asks beside the decision"),
        EXPIRES,
    ),
    links=("nextStepId", "rejectNextStepId"),
    resume=resume,
    description="Parks the run until a person approves or rejects",
)
