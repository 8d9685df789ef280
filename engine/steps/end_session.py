"""`end-session`: ends the conversation that the run belongs to."""

from __future__ import annotations

from engine import clock
from engine.outcome import Completed, Outcome
from engine.steps.base import DataField, StepContext, StepType
from schemas.json import JsonObject


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """End the session; without one say so and go on."""
    reason = str(data.get("reason") or "flow_completed")
    if ctx.conversation is not None:
        return Completed(ctx.conversation.end(reason))
    output: JsonObject = {
        "success": False,
        "message": "there is no session to end",
        "sessionId": None,
        "endReason": reason,
        "endedAt": clock.rfc3339(ctx.now),
        "conversationId": None,
        "error": "CONVERSATION_REQUIRED",
    }
    return Completed(output)


STEP = StepType(
    "end-session",
    run,
    fields=(DataField("reason", "template", description="flow_completed if it is missing"),),
    effectful=True,
    description="Ends the conversation that the run belongs to",
)
