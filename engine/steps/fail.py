"""`fail`: fails the run, on purpose."""

from __future__ import annotations

from engine.outcome import Failed, Outcome, StepFailure
from engine.steps.base import DataField, StepContext, StepType
from schemas.json import JsonObject


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """End the run as failed, past every error path and loop around it."""
    del ctx
    code, message = str(data.get("code") or "FAILED"), str(data.get("message") or "")
    return Failed(StepFailure(code, message, retryable=False), fatal=True)


STEP = StepType(
    "fail",
    run,
    fields=(DataField("code", "template"), DataField("message", "template")),
    links=(),
    ends_past_policies=True,
    description="Fails the run",
)
