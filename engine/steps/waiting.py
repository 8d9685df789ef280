"""What the steps that wait for somebody outside have in common: when they give up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from engine.errors import Issue
from engine.forms import field_issues, shape_issues
from engine.outcome import Decision, Failed, Outcome, StepFailure
from engine.steps.base import DataField, StepContext
from schemas.json import JsonObject

FIELDS = DataField("fields", "array", description="what to ask, as a trigger's fields")
EXPIRES = DataField("expiresInSeconds", "number", minimum=1, maximum=366 * 86_400)


def expires_at(data: JsonObject, ctx: StepContext) -> datetime | None:
    """Return when the wait ends by itself, None when the engine's own limit is all there is."""
    seconds = data.get("expiresInSeconds")
    if seconds is None:
        return None
    most = cast("float", EXPIRES.maximum)
    return ctx.started_at + timedelta(seconds=float(min(cast("float", seconds), most)))


def form_issues(data: JsonObject) -> list[Issue]:
    """Find what is wrong with the fields of a form."""
    return list(field_issues(data.get("fields"), "/fields"))


def form_fits(data: JsonObject) -> list[Issue]:
    """Find fields that were rendered to what no form can show."""
    return list(shape_issues(data.get("fields") or None, "/fields"))


def no_conversation(step_type: str) -> Outcome:
    """Return the failure of a step that only makes sense where somebody talks to a Peer."""
    message = f"{step_type} needs a conversation, and this run does not belong to one"
    return Failed(StepFailure("CONVERSATION_REQUIRED", message, retryable=False))


def expired(decision: Decision) -> Outcome | None:
    """Return the failure of a wait that nobody ended in time."""
    if decision.kind != "due":
        return None
    message = "nobody answered before the wait expired"
    return Failed(StepFailure("WAIT_EXPIRED", message, retryable=False))
