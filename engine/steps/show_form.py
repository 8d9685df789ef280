"""`show-form`: asks whoever talks to the Peer to fill in a form, and waits for it."""

from __future__ import annotations

from engine.outcome import Completed, Decision, Outcome, Wait, Waiting
from engine.steps.base import DataField, StepContext, StepType
from engine.steps.waiting import (
    EXPIRES,
    FIELDS,
    expired,
    expires_at,
    form_fits,
    form_issues,
    no_conversation,
)
from schemas.json import JsonObject


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Show the form in the conversation."""
    if ctx.conversation is None:
        return no_conversation("show-form")
    view: JsonObject = {
        "title": data.get("title"),
        "fields": data.get("fields") or [],
        "submitLabel": data.get("submitLabel") or "Submit",
    }
    return Waiting(Wait("show-form", expires_at(data, ctx), view))


def resume(data: JsonObject, decision: Decision, ctx: StepContext) -> Outcome:
    """Go on with the values that were submitted."""
    del data, ctx
    return expired(decision) or Completed(output=decision.payload)


STEP = StepType(
    "show-form",
    run,
    fields=(
        DataField("title", "template"),
        FIELDS,
        DataField("submitLabel", "template"),
        EXPIRES,
    ),
    check=form_issues,
    fits=form_fits,
    resume=resume,
    description="Asks for a form to be filled in within the conversation, and waits for it",
)
