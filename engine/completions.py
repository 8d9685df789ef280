"""One call of a model, in the protocol of OpenAI's chat completions."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import cast

from engine import foreign
from engine.egress.errors import EgressError
from engine.outcome import Failed, StepFailure
from engine.retry import retry_after_seconds
from engine.steps.base import HttpRequest, HttpResponse, Model, StepContext
from engine.streaming import Streaming
from schemas.json import Json, JsonObject

MOST_BYTES = 4 * 1024 * 1024
# What a model could never have read or said is no count, and would overflow what is stored.
MOST_TOKENS = 10**12
_RETRYABLE = frozenset({408, 409, 425, 429})
_OK = 200
_REDIRECTS = 300
_SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class _Call:
    """
    What came of a call: the answer or why there is none, and what the endpoint told `about` it.

    `is_free` of one that was surely not paid for: it was never made, or it was refused.
    """

    answer: JsonObject | Failed
    about: JsonObject
    is_free: bool = False


def ask(
    model: Model, body: JsonObject, ctx: StepContext, part: str = "", *, stream: bool = False
) -> JsonObject | Failed:
    """
    Return what the endpoint answers, or why it did not.

    `part` tells calls of one step apart: each has an Idempotency-Key of its own. With `stream`
    what the model says is heard on the run's event stream while it says it. What the call
    costs is counted, whether the answer can be used or not. Raises BudgetRefused for one that
    could pass a budget.
    """
    name = str(body.get("model"))
    body = ctx.spending.before_model(name, body)
    streaming = Streaming(ctx.tell) if stream else None
    if streaming is not None:
        body = {**body, "stream": True, "stream_options": {"include_usage": True}}
    call = _asked(model, body, ctx, part, streaming)
    usage, told = usage_of(call.about), call.about.get("model")
    if call.is_free and not usage:
        ctx.spending.release()
    else:
        ctx.spending.after_model(told if isinstance(told, str) else name, usage)
    return call.answer


def _asked(
    model: Model, body: JsonObject, ctx: StepContext, part: str, streaming: Streaming | None
) -> _Call:
    request = _request(model, body, ctx, part)
    if streaming is not None:
        request = replace(request, on_chunk=streaming.take)
    try:
        response = ctx.effects.send(request)
    except EgressError as error:
        failed = Failed(StepFailure(error.code, error.message, retryable=error.retryable))
        return _Call(failed, streaming.about if streaming else {}, is_free=not error.was_sent)
    if response.status != _OK:
        failed = Failed(
            StepFailure(
                f"HTTP_{response.status}",
                f"the model's endpoint answered with status {response.status}",
                retryable=response.status in _RETRYABLE or response.status >= _SERVER_ERROR,
                retry_after_seconds=retry_after_seconds(
                    response.headers.get("retry-after"), ctx.started_at
                ),
            )
        )
        return _Call(failed, {}, is_free=not _OK <= response.status < _REDIRECTS)
    return _read(response, streaming)


def _read(response: HttpResponse, streaming: Streaming | None) -> _Call:
    is_stream = response.headers.get("content-type", "").startswith("text/event-stream")
    about: JsonObject = streaming.about if streaming and is_stream else {}
    try:
        answer = streaming.answer() if streaming and is_stream else foreign.parsed(response.body)
        about = answer if isinstance(answer, dict) else about
        message_of(cast("JsonObject", answer))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        message = "the model's endpoint answered with something that is no chat completion"
        return _Call(Failed(StepFailure("INVALID_RESPONSE", message, retryable=True)), about)
    return _Call(cast("JsonObject", answer), about)


def message_of(answer: JsonObject) -> JsonObject:
    """Return the message of a completion. Raises LookupError, TypeError for what is none."""
    choice = cast("JsonObject", cast("list[Json]", answer["choices"])[0])
    message = choice["message"]
    if not isinstance(message, dict):
        raise TypeError
    return message


def usage_of(answer: JsonObject) -> JsonObject | None:
    """Return the provider's own count of tokens, None where it gave none."""
    usage = answer.get("usage")
    if not isinstance(usage, dict):
        return None
    details = usage.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else None
    counts = {
        "inputTokens": usage.get("prompt_tokens"),
        "outputTokens": usage.get("completion_tokens"),
        "cachedInputTokens": cached,
    }
    return {
        name: value
        for name, value in counts.items()
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_TOKENS
    }


def _request(model: Model, body: JsonObject, ctx: StepContext, part: str) -> HttpRequest:
    key = f"{ctx.idempotency_key}:{part}" if part else ctx.idempotency_key
    headers = {"Content-Type": "application/json", "Idempotency-Key": key}
    if model.api_key:
        headers["Authorization"] = f"Bearer {model.api_key}"
    return HttpRequest(
        method="POST",
        url=f"{model.base_url}/chat/completions",
        headers=headers,
        body=json.dumps(body, ensure_ascii=False, allow_nan=False).encode(),
        timeout_seconds=ctx.timeout_seconds,
        max_bytes=MOST_BYTES,
        follow_redirects=False,
    )
