"""`switch`: goes the way of the first case that equals a value."""

from __future__ import annotations

from typing import cast

from engine.errors import Issue
from engine.outcome import Completed, Outcome
from engine.steps.base import DataField, StepContext, StepType
from engine.steps.condition import is_equal
from schemas.json import Json, JsonObject


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Follow the first equal case's `nextStepId`, else the step's own."""
    del ctx
    value = data.get("value")
    for case in cast("list[JsonObject]", data.get("cases") or []):
        if is_equal(value, case.get("value")):
            output: Json = {"value": value, "matched": case.get("value")}
            return Completed(output=output, goto=cast("str", case.get("nextStepId")) or None)
    return Completed(output={"value": value, "matched": None})


def check(data: JsonObject) -> list[Issue]:
    """Find cases that are not `{value, nextStepId}`."""
    cases = data.get("cases")
    if not isinstance(cases, list):
        return []
    wanted = "each case is an object with a value and a nextStepId"
    return [
        Issue(f"/cases/{index}", "invalid_value", wanted)
        for index, case in enumerate(cases)
        if not isinstance(case, dict) or "value" not in case
    ]


STEP = StepType(
    "switch",
    run,
    fields=(
        DataField("value", required=True),
        DataField(
            "cases",
            "array",
            required=True,
            description="[{value, nextStepId}]",
            parts=("value", "nextStepId"),
        ),
    ),
    check=check,
    description="Goes the way of the first case that equals a value",
)
