"""`each`: runs its body once for every item of an array, one after the other."""

from __future__ import annotations

import json
from typing import cast

from engine.errors import Issue
from engine.outcome import Completed, Failed, Iterate, Outcome, StepFailure
from engine.steps.base import DataField, Loop, StepContext, StepType
from schemas.json import Json, JsonObject


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Begin with the first item, go on with the next, end with what all of them led to."""
    if ctx.loop is None:
        return _begin(data, ctx)
    items = cast("list[Json]", cast("JsonObject", ctx.loop.memo)["items"])
    is_stopped = ctx.loop.results[-1]["error"] is not None and not data.get("continueOnError")
    following = ctx.loop.index + 1
    if is_stopped or following >= len(items):
        return Completed(output=_summary(ctx.loop))
    return Iterate(following, _variables(items, following))


def _begin(data: JsonObject, ctx: StepContext) -> Outcome:
    source = data.get("items")
    if source is None and data.get("arrayVariable"):
        source = ctx.lookup(str(data["arrayVariable"]))
    items = _parsed(source)
    if items is None:
        message = f"each needs an array, or a JSON text of one, and got {_kind(source)}"
        return Failed(StepFailure("NOT_AN_ARRAY", message, retryable=False))
    taken = items[: int(cast("int", data["maxItems"]))] if data.get("maxItems") else items
    memo: JsonObject = {"items": taken, "total": len(items)}
    if not taken:
        return Completed(output=_summary(Loop(0, memo, ())))
    return Iterate(0, _variables(taken, 0), memo)


def _parsed(source: Json) -> list[Json] | None:
    if isinstance(source, str):
        try:
            source = cast("Json", json.loads(source))
        except (ValueError, RecursionError):
            return None
    return source if isinstance(source, list) else None


def _kind(value: Json) -> str:
    kinds = {str: "a text", dict: "an object", type(None): "nothing", bool: "a boolean"}
    return kinds.get(type(value), "a number")


def _variables(items: list[Json], index: int) -> JsonObject:
    item, total = items[index], len(items)
    details: JsonObject = {
        "item": item,
        "index": index,
        "total": total,
        "isFirst": index == 0,
        "isLast": index == total - 1,
    }
    return {"item": item, "index": index, "_each": details}


def _summary(loop: Loop) -> JsonObject:
    memo = cast("JsonObject", loop.memo)
    results = list(loop.results)
    processed: list[Json] = [result["item"] for result in results]
    errors: list[Json] = [result["error"] for result in results if result["error"] is not None]
    return {
        "item": processed,
        "items": processed,
        "results": cast("Json", results),
        "errors": errors,
        "successfulItems": len(results) - len(errors),
        "failedItems": len(errors),
        "totalItems": memo["total"],
        "processedItems": len(results),
    }


def check(data: JsonObject) -> list[Issue]:
    """Find a loop without a source, or with two, and concurrency that is not there yet."""
    issues = []
    if ("items" in data) == ("arrayVariable" in data):
        issues.append(Issue("", "invalid_value", "give either arrayVariable or items"))
    if data.get("concurrency", 1) != 1:
        message = "only 1 is supported in this version: items are handled one after the other"
        issues.append(Issue("/concurrency", "not_supported", message))
    return issues


STEP = StepType(
    "each",
    run,
    fields=(
        DataField("arrayVariable", "path", description="a path such as orders.items"),
        DataField("items", description="the array itself, usually a template"),
        DataField("maxItems", "integer", minimum=1),
        DataField("concurrency", "integer", minimum=1),
        DataField("continueOnError", "boolean"),
    ),
    is_loop=True,
    raw=frozenset({"arrayVariable"}),
    check=check,
    description="Runs its body for every item of an array",
)
