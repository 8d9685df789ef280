"""`client-tool`: parks the run until the client has run one of its own tools."""

from __future__ import annotations

from typing import cast

from engine import foreign
from engine.errors import Issue
from engine.expressions.values import is_number
from engine.outcome import Completed, Decision, Failed, Outcome, StepFailure, Wait, Waiting
from engine.steps.base import DataField, StepContext, StepType
from engine.steps.waiting import EXPIRES, expired, expires_at
from schemas.json import Json, JsonObject


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Ask the client to run the tool with these arguments."""
    try:
        args = _arguments(data.get("parameters"))
    except (ValueError, TypeError, KeyError):
        message = "parameters is a list of {key, value}, an object, or a JSON text of either"
        return Failed(StepFailure("INVALID_PARAMETERS", message, retryable=False))
    view: JsonObject = {"toolName": data.get("toolName"), "args": args}
    return Waiting(Wait("client-tool", expires_at(data, ctx), view))


def _arguments(parameters: Json) -> JsonObject:
    if isinstance(parameters, str):
        parameters = foreign.read_exactly(parameters) if parameters.strip() else {}
    if isinstance(parameters, list):
        entries = cast("list[JsonObject]", parameters)
        return {str(entry["key"]): entry.get("value") for entry in entries}
    if parameters is None or isinstance(parameters, dict):
        return parameters or {}
    raise TypeError


def resume(data: JsonObject, decision: Decision, ctx: StepContext) -> Outcome:
    """Go on with the tool's output, or fail the way the tool failed."""
    del ctx
    if failed := expired(decision):
        return failed
    result = cast("JsonObject", decision.payload)
    if result.get("success") is True:
        return Completed(output=result.get("output"))
    reason = result.get("error") or "no reason given"
    message = f"the client's tool {data.get('toolName')!r} failed: {reason}"
    details: Json = {"output": result.get("output"), "error": result.get("error")}
    return Failed(StepFailure("CLIENT_TOOL_FAILED", message, details=details))


def fits(data: JsonObject) -> list[Issue]:
    """Find a tool without a name, which no client could run."""
    name = data.get("toolName")
    if is_number(name) or (isinstance(name, str) and name.strip()):
        return []
    return [Issue("/toolName", "invalid_value", "toolName is the name of a tool, a text")]


STEP = StepType(
    "client-tool",
    run,
    fields=(
        DataField("toolName", "template", required=True),
        DataField(
            "parameters",
            description="[{key, value}], an object, or a JSON text",
            json_text="always",
            parts=("key", "value"),
            refusal="INVALID_PARAMETERS",
        ),
        EXPIRES,
    ),
    fits=fits,
    resume=resume,
    description="Parks the run until the client has run one of its own tools",
)
