"""`wait`: parks the run until somebody sends data."""

from __future__ import annotations

from engine import json_schema
from engine.errors import Issue
from engine.outcome import Completed, Decision, Outcome, Wait, Waiting
from engine.steps.base import DataField, StepContext, StepType
from engine.steps.waiting import EXPIRES, expired, expires_at
from schemas.json import JsonObject


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Wait for a resume call with data."""
    view: JsonObject = {name: data[name] for name in ("event", "schema") if data.get(name)}
    return Waiting(Wait("wait", expires_at(data, ctx), view))


def resume(data: JsonObject, decision: Decision, ctx: StepContext) -> Outcome:
    """Go on with what was sent, which templates find as `_resumeData`."""
    del data, ctx
    return expired(decision) or Completed(
        output=decision.payload, variables={"_resumeData": decision.payload}
    )


def check(data: JsonObject) -> list[Issue]:
    """Find a schema that is none."""
    schema = data.get("schema")
    reason = json_schema.schema_problem(schema) if isinstance(schema, dict) else None
    return [Issue("/schema", "invalid_schema", reason)] if reason else []


STEP = StepType(
    "wait",
    run,
    fields=(
        DataField("event", "template"),
        DataField("schema", "object", description="a JSON Schema of what may be sent"),
        EXPIRES,
    ),
    check=check,
    fits=check,
    resume=resume,
    description="Parks the run until somebody sends data",
)
