"""`wait`: parks the run until somebody sends data."""

from __future__ import annotations

from engine.outcome import Completed, Decision, Outcome, Wait, Waiting
from engine.steps.base import DataField, StepContext, StepType
from engine.steps.waiting import EXPIRES, expired, expires_at
from schemas.json import JsonObject


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Wait for a resume call with data."""
    view: JsonObject = {"event": data["event"]} if data.get("event") is not None else {}
    return Waiting(Wait("wait", expires_at(data, ctx), view))


def resume(data: JsonObject, decision: Decision, ctx: StepContext) -> Outcome:
    """Go on with what was sent, which templates find as `_resumeData`."""
    del data, ctx
    return expired(decision) or Completed(
        output=decision.payload, variables={"_resumeData": decision.payload}
    )


STEP = StepType(
    "wait",
    run,
    fields=(DataField("event", "template"), EXPIRES),
    resume=resume,
    description="Parks the run until somebody sends data",
)
