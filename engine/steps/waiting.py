"""What the steps that wait for somebody outside have in common: when they give up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from engine.outcome import Decision, Failed, Outcome, StepFailure
from engine.steps.base import DataField, StepContext
from schemas.json import JsonObject

EXPIRES = DataField("expiresInSeconds", "number", minimum=1, maximum=366 * 86_400)


def expires_at(data: JsonObject, ctx: StepContext) -> datetime | None:
    """Return when the wait ends by itself, None when the engine's own limit is all there is."""
    seconds = data.get("expiresInSeconds")
    if seconds is None:
        return None
    return ctx.started_at + timedelta(seconds=float(cast("float", seconds)))


def expired(decision: Decision) -> Outcome | None:
    """Return the failure of a wait that nobody ended in time."""
    if decision.kind != "due":
        return None
    message = "nobody answered before the wait expired"
    return Failed(StepFailure("WAIT_EXPIRED", message, retryable=False))
