"""`set`: puts values into the context."""

from __future__ import annotations

from typing import cast

from engine.context import SYSTEM_NAMES
from engine.errors import Issue
from engine.outcome import Completed, Outcome
from engine.steps.base import DataField, StepContext, StepType
from engine.steps.final import check_named, unnamed
from schemas.json import Json, JsonObject


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Set each value under its name."""
    del ctx
    values = _by_name(data.get("values"))
    return Completed(output=values, variables=values)


def check(data: JsonObject) -> list[Issue]:
    """Find unnamed entries, doubled names, and names that belong to the system."""
    values = data.get("values")
    if isinstance(values, str) and "{{" in values:
        return []  # known once rendered
    if not isinstance(values, (dict, list)):
        return [Issue("/values", "invalid_type", "values is [{name, value}] or an object")]
    if issues := check_named(values, "values", "value"):
        return issues
    return [
        Issue("/values", "reserved_name", f"{name!r} belongs to the system and cannot be set")
        for name in _by_name(values)
        if name in SYSTEM_NAMES
    ]


def fits(data: JsonObject) -> list[Issue]:
    """Find values that were rendered to no values by name."""
    values = data.get("values")
    if values is None or values == "" or isinstance(values, (dict, list)):
        return unnamed(values, "values")
    return [Issue("/values", "invalid_type", "values is [{name, value}] or an object")]


def _by_name(values: Json) -> JsonObject:
    if isinstance(values, dict):
        return values
    entries = cast("list[JsonObject]", values or [])
    return {str(entry["name"]): entry.get("value") for entry in entries}


STEP = StepType(
    "set",
    run,
    fields=(
        DataField(
            "values",
            required=True,
            description="[{name, value}] or an object",
            json_text="always",
            parts=("name", "value"),
        ),
    ),
    check=check,
    fits=fits,
    description="Sets context variables",
)
