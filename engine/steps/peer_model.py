"""`peer-model`: asks a Peer's model what to say or to call; a step of the system's own flow."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import cast

from engine import completions, foreign
from engine.errors import Issue
from engine.outcome import Completed, Failed, Outcome, StepFailure
from engine.steps.base import Action, DataField, Model, StepContext, StepType
from schemas.json import Json, JsonObject

_ROLES = {"user": "user", "ai": "assistant", "assistant": "assistant", "system": "system"}
_MOST_CALLS = 32


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Send what was said so far, with what earlier calls came to; set what is to be done next."""
    model = ctx.conversation.model() if ctx.conversation is not None else None
    if ctx.conversation is None or model is None:
        return _failed("CONVERSATION_REQUIRED", "there is no Peer with a model behind this run")
    turns = _turns(data)
    body = _body(
        model, ctx.conversation.actions(), cast("list[Json]", data.get("messages") or []), turns
    )
    answer = completions.ask(model, body, ctx)
    return answer if isinstance(answer, Failed) else _taken(answer, turns)


def _turns(data: JsonObject) -> list[Json]:
    """Return the assistant's turns so far, with the results of its last calls after them."""
    turns = list(cast("list[Json]", data.get("turns") or []))
    for row in cast("list[JsonObject]", data.get("results") or []):
        call = cast("JsonObject", row["item"])
        outputs = cast("JsonObject", row.get("outputs") or {})
        said = outputs.get("result") if row.get("error") is None else {"error": row["error"]}
        content = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
        turns.append({"role": "tool", "tool_call_id": call["id"], "content": content})
    return turns


def _body(
    model: Model, actions: Sequence[Action], messages: list[Json], turns: list[Json]
) -> JsonObject:
    told: list[Json] = []
    if model.instructions:
        told.append({"role": "system", "content": model.instructions})
    for message in cast("list[JsonObject]", messages):
        role = _ROLES.get(str(message.get("role")), "user")
        told.append({"role": role, "content": message.get("content")})
    body: JsonObject = {"model": model.name, "messages": [*told, *turns]}
    if actions:
        body["tools"] = [
            {
                "type": "function",
                "function": {
                    "name": action.name,
                    "description": action.description,
                    "parameters": action.schema,
                },
            }
            for action in actions
        ]
    if model.response_format is not None:
        body["response_format"] = model.response_format
    return body


def _taken(answer: JsonObject, turns: list[Json]) -> Outcome:
    message = completions.message_of(answer)
    try:
        raw_calls = cast("list[JsonObject]", message.get("tool_calls") or [])[:_MOST_CALLS]
        calls: list[Json] = [_call(raw) for raw in raw_calls]
    except (LookupError, TypeError, AttributeError):
        reason = "the model calls a tool in a way that is none"
        return Failed(StepFailure("INVALID_RESPONSE", reason, retryable=True))
    content = message.get("content")
    told: JsonObject = {"role": "assistant", "content": content}
    if raw_calls:
        told["tool_calls"] = cast("Json", raw_calls)
    variables: JsonObject = {
        "turns": [*turns, told],
        "calls": calls,
        "done": not calls,
        "content": content if isinstance(content, str) else "",
        "tools": _tools(turns),
        "usage": answer.get("usage"),
    }
    return Completed(output={"content": content, "calls": calls}, variables=variables)


def _call(raw: JsonObject) -> JsonObject:
    function = cast("JsonObject", raw["function"])
    arguments = function.get("arguments")
    if isinstance(arguments, str):
        try:
            arguments = foreign.parsed(arguments or "{}")
        except (ValueError, RecursionError):
            arguments = None
    return {
        "id": str(raw["id"]),
        "name": str(function["name"]),
        "arguments": arguments if isinstance(arguments, dict) else None,
    }


def _tools(turns: list[Json]) -> list[Json]:
    """Return what was called so far, as clients read it."""
    said: dict[str, Json] = {}
    calls: list[JsonObject] = []
    for turn in cast("list[JsonObject]", turns):
        if turn["role"] == "tool":
            said[str(turn["tool_call_id"])] = turn["content"]
        calls += [_call(raw) for raw in cast("list[JsonObject]", turn.get("tool_calls") or [])]
    return [
        {
            "name": call["name"],
            "input": call["arguments"],
            "output": said.get(str(call["id"])),
            "status": "done",
        }
        for call in calls
    ]


def _failed(code: str, message: str) -> Outcome:
    return Failed(StepFailure(code, message, retryable=False))


def fits(data: JsonObject) -> list[Issue]:
    """Find messages, turns and results of calls that are not of their shapes."""
    shapes: dict[str, Callable[[JsonObject], bool]] = {
        "messages": lambda _: True,
        "turns": lambda row: isinstance(row.get("role"), str) and _has_calls(row),
        "results": lambda row: (
            isinstance(row.get("item"), dict)
            and "id" in cast("JsonObject", row["item"])
            and isinstance(row.get("outputs"), dict | None)
        ),
    }
    return [
        Issue(f"/{name}", "invalid_type", f"{name} is a list of objects of their shape")
        for name, is_shaped in shapes.items()
        if not _are_shaped(data.get(name) or [], is_shaped)
    ]


def _are_shaped(rows: Json, is_shaped: Callable[[JsonObject], bool]) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) and is_shaped(row) for row in rows)


def _has_calls(turn: JsonObject) -> bool:
    calls = turn.get("tool_calls")
    return _are_shaped(calls or [], lambda call: isinstance(call.get("function"), dict))


STEP = StepType(
    "peer-model",
    run,
    fields=(
        DataField("messages", "array", required=True),
        DataField("turns", "array"),
        DataField("results", "array"),
    ),
    effectful=True,
    fits=fits,
    description="Asks a Peer's model what to say or to call",
)
