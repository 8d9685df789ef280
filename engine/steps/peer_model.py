"""`peer-model`: asks a Peer's model what to say or to call; a step of the system's own flow."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import cast

from engine.egress.errors import EgressError
from engine.outcome import Completed, Failed, Outcome, StepFailure
from engine.steps.base import Action, DataField, HttpRequest, Model, StepContext, StepType
from engine.steps.http_request import retry_after_seconds
from schemas.json import Json, JsonObject

_ROLES = {"user": "user", "ai": "assistant", "assistant": "assistant", "system": "system"}
_RETRYABLE = frozenset({408, 409, 425, 429})
_OK = 200
_SERVER_ERROR = 500
_MOST_BYTES = 4 * 1024 * 1024
_MOST_CALLS = 32


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Send what was said so far, with what earlier calls came to; set what is to be done next."""
    model = ctx.conversation.model() if ctx.conversation is not None else None
    if ctx.conversation is None or model is None:
        return _failed("CONVERSATION_REQUIRED", "there is no Peer with a model behind this run")
    turns = _turns(data)
    body = _body(model, ctx.conversation.actions(), cast("list[Json]", data["messages"]), turns)
    try:
        response = ctx.effects.send(_request(model, body, ctx))
    except EgressError as error:
        return Failed(StepFailure(error.code, error.message, retryable=error.retryable))
    if response.status != _OK:
        message = f"the model's endpoint answered with status {response.status}"
        retryable = response.status in _RETRYABLE or response.status >= _SERVER_ERROR
        after = retry_after_seconds(response.headers.get("retry-after"), ctx.started_at)
        code = f"HTTP_{response.status}"
        return Failed(StepFailure(code, message, retryable=retryable, retry_after_seconds=after))
    try:
        return _taken(json.loads(response.body), turns, data)
    except (ValueError, LookupError, TypeError, RecursionError):
        message = "the model's endpoint answered with something that is no chat completion"
        return Failed(StepFailure("INVALID_RESPONSE", message, retryable=True))


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


def _request(model: Model, body: JsonObject, ctx: StepContext) -> HttpRequest:
    headers = {"Content-Type": "application/json", "Idempotency-Key": ctx.idempotency_key}
    if model.api_key:
        headers["Authorization"] = f"Bearer {model.api_key}"
    return HttpRequest(
        method="POST",
        url=f"{model.base_url}/chat/completions",
        headers=headers,
        body=json.dumps(body, ensure_ascii=False, allow_nan=False).encode(),
        timeout_seconds=ctx.timeout_seconds,
        max_bytes=_MOST_BYTES,
        follow_redirects=False,
    )


def _taken(answer: JsonObject, turns: list[Json], data: JsonObject) -> Outcome:
    choice = cast("JsonObject", cast("list[Json]", answer["choices"])[0])
    message = cast("JsonObject", choice["message"])
    raw_calls = cast("list[JsonObject]", message.get("tool_calls") or [])[:_MOST_CALLS]
    calls: list[Json] = [_call(raw) for raw in raw_calls]
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
    del data
    return Completed(output={"content": content, "calls": calls}, variables=variables)


def _call(raw: JsonObject) -> JsonObject:
    function = cast("JsonObject", raw["function"])
    arguments = function.get("arguments")
    if isinstance(arguments, str):
        try:
            arguments = cast("Json", json.loads(arguments or "{}"))
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


STEP = StepType(
    "peer-model",
    run,
    fields=(
        DataField("messages", "array", required=True),
        DataField("turns", "array"),
        DataField("results", "array"),
    ),
    effectful=True,
    description="Asks a Peer's model what to say or to call",
)
