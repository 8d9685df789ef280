"""`while`: runs its body as long as a condition holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from engine import expressions
from engine.expressions import ExpressionError
from engine.outcome import Completed, Iterate, Outcome
from engine.steps import looping
from engine.steps.base import DataField, StepContext, StepType
from schemas.json import Json, JsonObject

DEFAULT_ITERATIONS = 200
MOST_ITERATIONS = 2000


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Look at the condition before every iteration; what goes wrong ends the loop."""
    results: Sequence[JsonObject] = ctx.loop.results if ctx.loop else ()
    errors: list[Json] = [result["error"] for result in results if result["error"] is not None]
    if errors:
        return _broken(ctx, results, cast("JsonObject", errors[-1]), len(results) - 1)
    try:
        holds = expressions.truthy(ctx.evaluate(str(data["condition"])))
    except ExpressionError as error:
        found: JsonObject = {"code": error.code, "message": str(error)}
        return _broken(ctx, results, found, len(results))
    if not holds:
        return Completed(output=_summary(results, []))
    most = int(cast("int", data.get("maxIterations", DEFAULT_ITERATIONS)))
    if len(results) >= most:
        message = f"the condition still held after {most} iterations"
        return _broken(ctx, results, {"code": "MAX_ITERATIONS", "message": message}, most)
    return Iterate(len(results), _variables(len(results)))


def _broken(
    ctx: StepContext, results: Sequence[JsonObject], error: JsonObject, index: int
) -> Outcome:
    return looping.ended(ctx, _summary(results, [error]), error, index)


def _variables(index: int) -> JsonObject:
    details: JsonObject = {"iteration": index, "run": index + 1, "isFirst": index == 0}
    return {"iteration": index, "_while": details}


def _summary(results: Sequence[JsonObject], errors: list[Json]) -> JsonObject:
    return {
        "iterations": len(results),
        "results": cast("Json", list(results)),
        "errors": errors,
        "lastIteration": results[-1] if results else None,
    }


STEP = StepType(
    "while",
    run,
    fields=(
        DataField("condition", "expression", required=True),
        DataField("maxIterations", "integer", minimum=1, maximum=MOST_ITERATIONS),
    ),
    is_loop=True,
    raw=frozenset({"condition"}),
    description="Runs its body as long as a condition holds",
)
