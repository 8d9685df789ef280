"""`delay`: parks the run for a while."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import cast

from engine import clock
from engine.errors import Issue
from engine.outcome import Completed, Decision, Failed, Outcome, StepFailure, Wait, Waiting
from engine.steps.base import DataField, StepContext, StepType
from schemas.json import JsonObject

_MOST_SECONDS = 366 * 86_400


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Wait for `seconds` from now, or until a time."""
    try:
        wake_at = _wake_at(data, ctx)
    except (ValueError, TypeError, OverflowError) as error:
        return Failed(StepFailure("INVALID_DELAY", str(error), retryable=False))
    if wake_at > ctx.started_at + timedelta(seconds=_MOST_SECONDS):
        message = "a delay may last a year at most"
        return Failed(StepFailure("INVALID_DELAY", message, retryable=False))
    return Waiting(Wait("delay", wake_at))


def _wake_at(data: JsonObject, ctx: StepContext) -> datetime:
    if data.get("until") is not None:
        return clock.parse(str(data["until"]))
    seconds = float(cast("float", data.get("seconds")))
    if not math.isfinite(seconds) or seconds < 0:
        msg = f"seconds is a number from 0, not {seconds}"
        raise ValueError(msg)
    return clock.cut(ctx.started_at + timedelta(seconds=seconds))


def resume(data: JsonObject, decision: Decision, ctx: StepContext) -> Outcome:
    """Go on once the time has come."""
    del data, ctx
    return Completed(output={"resumedAt": clock.rfc3339(decision.at)})


def check(data: JsonObject) -> list[Issue]:
    """Find a delay that names no time, or two."""
    if ("seconds" in data) == ("until" in data):
        return [Issue("", "invalid_value", "give either seconds or until")]
    return []


STEP = StepType(
    "delay",
    run,
    fields=(
        DataField("seconds", "number", minimum=0, maximum=_MOST_SECONDS, refusal="INVALID_DELAY"),
        DataField("until", "template", description="an RFC 3339 time with a zone"),
    ),
    check=check,
    resume=resume,
    description="Parks the run for a while",
)
