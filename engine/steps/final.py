"""`final`: ends the run with named outputs."""

from __future__ import annotations

from typing import cast

from engine.errors import Issue
from engine.expressions.values import is_number
from engine.outcome import Finished, Outcome
from engine.steps.base import DataField, StepContext, StepType
from schemas.json import Json, JsonObject


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Return the outputs as the run's output object."""
    del ctx
    outputs = cast("list[JsonObject]", data.get("outputs") or [])
    return Finished({str(entry["name"]): entry.get("output") for entry in outputs})


def check(data: JsonObject) -> list[Issue]:
    """Find entries without a name, and names given twice."""
    return check_named(data.get("outputs"), "outputs", "output")


def check_named(entries: Json, field: str, value: str) -> list[Issue]:
    """Find what is wrong with a list of `{name, <value>}` entries."""
    if not isinstance(entries, list):
        return []
    issues, seen = [], set()
    for index, entry in enumerate(entries):
        path = f"/{field}/{index}"
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str) or not name:
            wanted = f"each entry of {field} is an object with a name and a {value}"
            issues.append(Issue(path, "invalid_value", wanted))
        elif name in seen:
            issues.append(Issue(f"{path}/name", "duplicate_name", f"{name!r} is given twice"))
        else:
            seen.add(name)
    return issues


def fits(data: JsonObject) -> list[Issue]:
    """Find entries whose name was rendered to what no name is."""
    return unnamed(data.get("outputs"), "outputs")


def unnamed(entries: Json, field: str) -> list[Issue]:
    """Find entries of a list of `{name, …}` that cannot be called by their names."""
    return [
        Issue(f"/{field}/{index}/name", "invalid_value", "a name is a text that is not empty")
        for index, entry in enumerate(entries if isinstance(entries, list) else ())
        if isinstance(entry, dict) and not _is_name(entry.get("name"))
    ]


def _is_name(name: Json) -> bool:
    return is_number(name) or (isinstance(name, str) and bool(name))


STEP = StepType(
    "final",
    run,
    fields=(
        DataField(
            "outputs",
            "array",
            description="[{name, output}], the run's output",
            parts=("name", "output"),
        ),
    ),
    links=(),
    check=check,
    fits=fits,
    description="Ends the run with named outputs",
)
