"""`ask-llm`: asks a model, for a text or for JSON that fits a schema."""

from __future__ import annotations

from typing import cast

from engine import completions, foreign, json_schema
from engine.errors import Issue, NotFound
from engine.outcome import Completed, Failed, Outcome, StepFailure
from engine.steps.base import DataField, Model, StepContext, StepType
from schemas.json import Json, JsonObject

DEFAULT_CONNECTION = "default"
_ROLES = ("system", "user", "assistant")


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Send the messages; an answer that breaks the schema is asked for once more."""
    try:
        messages = _messages(data)
    except (ValueError, TypeError) as error:
        return Failed(StepFailure("INVALID_MESSAGES", str(error), retryable=False))
    schema = data.get("responseSchema")
    return asked(data, messages, schema if isinstance(schema, dict) else None, ctx)


def asked(
    data: JsonObject, messages: list[Json], schema: JsonObject | None, ctx: StepContext
) -> Outcome:
    """Ask the model of `data`; with a schema its answer is JSON that fits, or the step fails."""
    try:
        model = ctx.model(str(data.get("connection") or DEFAULT_CONNECTION))
    except NotFound as error:
        return Failed(StepFailure("CONNECTION_NOT_FOUND", error.message, retryable=False))
    return _answered(model, data, messages, schema, ctx)


def _answered(
    model: Model,
    data: JsonObject,
    messages: list[Json],
    schema: JsonObject | None,
    ctx: StepContext,
) -> Outcome:
    body = _body(model, data, messages, schema)
    used: list[JsonObject] = []
    for part in ("", "again"):
        stream = data.get("stream") is True
        answer = completions.ask(model, body, ctx, part, stream=stream)
        if isinstance(answer, Failed):
            return answer
        used.append(completions.usage_of(answer) or {})
        text = completions.message_of(answer).get("content")
        said = text if isinstance(text, str) else ""
        value, wrong = _read(said, schema)
        if not wrong:
            name = answer.get("model") if isinstance(answer.get("model"), str) else body["model"]
            output: JsonObject = {"response": said, "json": value, "model": name}
            return Completed({**output, "usage": _sum(used)})
        told: list[Json] = [
            {"role": "assistant", "content": said},
            {"role": "user", "content": f"This is not what was asked for: {wrong}. Answer again."},
        ]
        body = {**body, "messages": [*messages, *told]}
    message = f"the model's answer does not fit the schema: {wrong}"
    return Failed(StepFailure("INVALID_ANSWER", message, details={"response": said}))


def _messages(data: JsonObject) -> list[Json]:
    told: list[Json] = []
    if data.get("system"):
        told.append({"role": "system", "content": data["system"]})
    given = data.get("messages") or []
    if not isinstance(given, list):
        raise TypeError("messages is a list of {role, content}")
    for message in given:
        if not isinstance(message, dict) or "content" not in message:
            raise TypeError("a message is an object with role and content")
        role = {"ai": "assistant"}.get(str(message.get("role")), str(message.get("role") or "user"))
        if role not in _ROLES:
            raise ValueError(f"a message's role is one of {', '.join(_ROLES)}")
        told.append({"role": role, "content": message["content"]})
    if data.get("prompt") not in (None, ""):
        told.append({"role": "user", "content": data["prompt"]})
    if not told:
        raise ValueError("give a prompt or messages")
    return told


def _body(
    model: Model, data: JsonObject, messages: list[Json], schema: JsonObject | None
) -> JsonObject:
    body: JsonObject = {"model": data.get("model") or model.name, "messages": messages}
    if data.get("temperature") is not None:
        body["temperature"] = data["temperature"]
    if data.get("maxTokens") is not None:
        body["max_tokens"] = data["maxTokens"]
    if schema is not None:
        wanted: JsonObject = {"name": "answer", "schema": schema}
        body["response_format"] = {"type": "json_schema", "json_schema": wanted}
    return body


def _read(text: str, schema: JsonObject | None) -> tuple[Json, str]:
    """Return the JSON in an answer and what is wrong with it; without a schema nothing is."""
    if schema is None:
        return None, ""
    try:
        value = foreign.parsed(_unfenced(text))
    except (ValueError, RecursionError):
        return None, "it is not JSON"
    found = json_schema.issues(schema, value, "")
    return value, "; ".join(f"{issue.path or '/'}: {issue.message}" for issue in found[:5])


def _unfenced(text: str) -> str:
    """Return what stands between the fences that models like to put around JSON."""
    stripped = text.strip()
    if stripped.startswith("```") and stripped.endswith("```"):
        return stripped.strip("`").removeprefix("json")
    return stripped


def _sum(used: list[JsonObject]) -> JsonObject:
    names = dict.fromkeys(name for usage in used for name in usage)
    return {name: sum(cast("int", usage.get(name, 0)) for usage in used) for name in names}


def check(data: JsonObject) -> list[Issue]:
    """Find a step that asks nothing, and a schema that is none."""
    issues = []
    if not data.get("prompt") and not data.get("messages"):
        issues.append(Issue("", "required", "give a prompt or messages"))
    schema = data.get("responseSchema")
    reason = json_schema.schema_problem(schema) if isinstance(schema, dict) else None
    if reason:
        issues.append(Issue("/responseSchema", "invalid_schema", reason))
    return issues


def fits(data: JsonObject) -> list[Issue]:
    """Find a schema that no answer could be held against, and a model that has no name."""
    schema = data.get("responseSchema")
    reason = json_schema.schema_problem(schema) if isinstance(schema, dict) else None
    broken = [Issue("/responseSchema", "invalid_schema", reason)] if reason else []
    return [*broken, *model_issues(data)]


def model_issues(data: JsonObject) -> list[Issue]:
    """Find a model that is named by no text."""
    model = data.get("model")
    if model is None or isinstance(model, str):
        return []
    return [Issue("/model", "invalid_type", "model is the name of a model, a text")]


CONNECTION = DataField(
    "connection",
    "reference",
    description=f"a connection's name; {DEFAULT_CONNECTION} if missing",
    chosen_from="connections",
)
MODEL = DataField("model", "template", description="the connection's own if it is missing")

STEP = StepType(
    "ask-llm",
    run,
    fields=(
        CONNECTION,
        MODEL,
        DataField("prompt", "template"),
        DataField("system", "template"),
        DataField(
            "messages",
            "array",
            description="[{role, content}], before the prompt",
            parts=("role", "content"),
            refusal="INVALID_MESSAGES",
        ),
        DataField("temperature", "number", minimum=0, maximum=2),
        DataField("maxTokens", "integer", minimum=1, maximum=1_000_000),
        DataField("responseSchema", "object", description="a JSON Schema the answer must fit"),
        DataField(
            "stream", "boolean", description="tell it on the run's event stream as it is said"
        ),
    ),
    effectful=True,
    check=check,
    fits=fits,
    description="Asks a model, for a text or for JSON that fits a schema",
)
