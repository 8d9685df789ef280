"""`each`: runs its body once for every item of an array, in turn or several at once."""

from __future__ import annotations

from typing import cast

from engine import foreign, rounds, tolerated
from engine.errors import Issue
from engine.outcome import ALL, EVERY, Completed, Decision, Failed, Iterate, Outcome, StepFailure
from engine.rounds import Rounds
from engine.steps import joining, looping
from engine.steps.base import Child, ChildResult, DataField, StepContext, StepType
from engine.tolerated import ITEMS
from schemas.json import Json, JsonObject
from schemas.run import TERMINAL, RunStatus

# What a row takes at least, besides its item.
_ROW_BYTES = len('{"index":0,"item":,"outputs":{},"error":null},')


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Begin with the first item, go on with the next, end with what all of them led to."""
    if ctx.loop is None:
        return _begin(data, ctx)
    memo, results = cast("JsonObject", ctx.loop.memo), ctx.loop.results
    items, following = cast("list[Json]", memo["items"]), ctx.loop.index + 1
    last = cast("JsonObject", results.last)
    error = None if data.get("continueOnError") else last["error"]
    if error is not None or following >= len(items):
        broken = cast("JsonObject | None", error)
        counts = {ITEMS: results.failed}
        return looping.ended(ctx, _summary(results, memo["total"]), broken, ctx.loop.index, counts)
    coming = (len(items) - following) * _ROW_BYTES if results.keep == rounds.ALL else 0
    if too_large := joining.too_large(results.size + coming, ctx):
        return too_large
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
        return Completed(output=_summary(Rounds(_keep(data)), len(items)))
    if refused := _refused(data, taken, ctx):
        return refused
    if is_concurrent(data):
        return _fan_out(data, taken, ctx)
    return Iterate(0, _variables(taken, 0), memo, _keep(data))


def _refused(data: JsonObject, items: list[Json], ctx: StepContext) -> Failed | None:
    """Return why the loop cannot come to its end, which is better known before its first effect."""
    if _keep(data) == rounds.ALL:
        size = rounds.size_of(items) + len(items) * _ROW_BYTES
        if too_large := joining.too_large(size, ctx):
            return too_large
    if len(items) > ctx.room.steps and not is_concurrent(data):
        message = (
            f"the loop has {len(items)} items and the run may execute {ctx.room.steps} more steps; "
            "give fewer items, or let maxItems or concurrency divide them"
        )
        return Failed(StepFailure("STEP_LIMIT", message, retryable=False))
    return None


def _keep(data: JsonObject) -> str:
    return str(data.get("outputs") or rounds.ALL)


def is_concurrent(data: JsonObject) -> bool:
    """Tell whether several items are handled at once, each by a run of its own."""
    return _concurrency(data) > 1


def _concurrency(data: JsonObject) -> int:
    value = data.get("concurrency")
    try:
        return max(1, int(cast("int", value))) if value is not None else 1
    except (ValueError, TypeError):
        return 1


def _fan_out(data: JsonObject, items: list[Json], ctx: StepContext) -> Outcome:
    children = [
        Child(str(index), body_id=ctx.body_id, variables=_variables(items, index))
        for index in range(len(items))
    ]
    join = EVERY if data.get("continueOnError") else ALL
    return joining.start(ctx, children, join, _concurrency(data))


def resume(data: JsonObject, decision: Decision, ctx: StepContext) -> Outcome:
    """Go on with what every item led to; without `continueOnError` one failure ends the others."""
    del decision
    results = ctx.children.results()
    lost = None if data.get("continueOnError") else joining.first_lost(results)
    if lost is None and any(one.status not in TERMINAL for one in results):
        join = EVERY if data.get("continueOnError") else ALL
        return joining.wait_for(join, len(results), _concurrency(data))
    if waiting := joining.unfinished(ctx, results):
        return waiting
    source = data.get("items")
    if source is None and data.get("arrayVariable"):
        source = ctx.lookup(str(data["arrayVariable"]))
    items = _parsed(source) or []
    rows = Rounds(_keep(data))
    for index, one in enumerate(results):
        item = items[index] if index < len(items) else None
        rows = rows.plus(
            {"index": index, "item": item, "outputs": one.output, "error": _error(one)}
        )
    broken = _error(lost) if lost else None
    index = results.index(lost) if lost else 0
    counts = tolerated.plus({ITEMS: rows.failed}, joining.tolerated_in(results))
    return looping.ended(ctx, _summary(rows, len(items)), broken, index, counts)


def _error(result: ChildResult) -> JsonObject | None:
    if result.status is RunStatus.COMPLETED:
        return None
    return result.error or {"code": "RUN_CANCELED", "message": "the run was canceled"}


def _parsed(source: Json) -> list[Json] | None:
    if isinstance(source, str):
        try:
            source = foreign.read_exactly(source)
        except ValueError:
            return None
    return source if isinstance(source, list) else None


def _kind(value: Json) -> str:
    if isinstance(value, str):
        return "a text that holds none"
    kinds = {dict: "an object", type(None): "nothing", bool: "a boolean"}
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


def _summary(results: Rounds, total: Json) -> JsonObject:
    shown = results.shown()
    processed: list[Json] = [row["item"] for row in shown]
    return {
        "item": processed,
        "items": processed,
        "results": cast("Json", shown),
        "errors": [row["error"] for row in results if row["error"] is not None],
        "successfulItems": results.done - results.failed,
        "failedItems": results.failed,
        "totalItems": total,
        "processedItems": results.done,
    }


def check(data: JsonObject) -> list[Issue]:
    """Find a loop without a source, or with two."""
    issues = []
    if ("items" in data) == ("arrayVariable" in data):
        issues.append(Issue("", "invalid_value", "give either arrayVariable or items"))
    return issues


STEP = StepType(
    "each",
    run,
    fields=(
        DataField("arrayVariable", "path", description="a path such as orders.items"),
        DataField("items", description="the array itself, usually a template", json_text="always"),
        DataField("maxItems", "integer", minimum=1),
        DataField(
            "concurrency", "integer", minimum=1, maximum=100, description="1 if it is missing"
        ),
        DataField("continueOnError", "boolean"),
        DataField("outputs", options=rounds.KEPT, description=rounds.KEPT_IN_WORDS),
    ),
    is_loop=True,
    first=frozenset({"items", "maxItems"}),
    is_effectful_with=is_concurrent,
    resume=resume,
    raw=frozenset({"arrayVariable"}),
    check=check,
    description="Runs its body for every item of an array",
)
