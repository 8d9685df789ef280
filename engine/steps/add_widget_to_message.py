"""`add-widget-to-message`: puts a widget on the message that the run answers."""

from __future__ import annotations

from engine.errors import NotFound
from engine.outcome import Completed, Failed, Outcome, StepFailure
from engine.steps.base import DataField, StepContext, StepType
from engine.steps.waiting import no_conversation
from schemas.json import JsonObject


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Add the widget; a repeated attempt finds it there."""
    if ctx.conversation is None:
        return no_conversation("add-widget-to-message")
    widget_id, state = str(data.get("widgetId")), data.get("initialState")
    try:
        return Completed(ctx.conversation.add_widget(widget_id, state, ctx.idempotency_key))
    except NotFound as error:
        return Failed(StepFailure("WIDGET_NOT_FOUND", error.message, retryable=False))


STEP = StepType(
    "add-widget-to-message",
    run,
    fields=(
        DataField("widgetId", "reference", required=True, chosen_from="widgets"),
        DataField("initialState"),
    ),
    effectful=True,
    description="Puts a widget on the message that the run answers",
)
