"""`while`: runs its body as long as a condition holds."""

from __future__ import annotations

from typing import cast

from engine import expressions, rounds
from engine.expressions import ExpressionError
from engine.outcome import Completed, Iterate, Outcome
from engine.rounds import Rounds
from engine.steps import joining, looping
from engine.steps.base import DataField, StepContext, StepType
from engine.tolerated import ITEMS
from schemas.json import Json, JsonObject

DEFAULT_ITERATIONS = 200
MOST_ITERATIONS = 2000


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Look at the condition before every iteration; what goes wrong ends the loop."""
    keep = str(data.get("outputs") or rounds.ALL)
    results = ctx.loop.results if ctx.loop else Rounds(keep)
    if results.last is not None and results.last["error"] is not None:
        error = cast("JsonObject", results.last["error"])
        return _broken(ctx, results, error, results.done - 1)
    if too_large := joining.too_large(results.size, ctx):
        return too_large
    try:
        holds = expressions.truthy(ctx.evaluate(str(data["condition"])))
    except ExpressionError as error:
        found: JsonObject = {"code": error.code, "message": str(error)}
        return _broken(ctx, results, found, results.done)
    if not holds:
        return Completed(output=_summary(results, []))
    most = int(cast("int", data.get("maxIterations", DEFAULT_ITERATIONS)))
    if results.done >= most:
        message = f"the condition still held after {most} iterations"
        found = {"code": "MAX_ITERATIONS", "message": message}
        return looping.ended(ctx, _summary(results, [found]), found, most)
    return Iterate(results.done, _variables(results.done), keep=keep)


def _broken(ctx: StepContext, results: Rounds, error: JsonObject, index: int) -> Outcome:
    return looping.ended(ctx, _summary(results, [error]), error, index, {ITEMS: 1})


def _variables(index: int) -> JsonObject:
    details: JsonObject = {"iteration": index, "run": index + 1, "isFirst": index == 0}
    return {"iteration": index, "_while": details}


def _summary(results: Rounds, errors: list[Json]) -> JsonObject:
    return {
        "iterations": results.done,
        "results": cast("Json", results.shown()),
        "errors": errors,
        "lastIteration": results.last,
    }


STEP = StepType(
    "while",
    run,
    fields=(
        DataField("condition", "expression", required=True),
        DataField("outputs", options=rounds.KEPT, description=rounds.KEPT_IN_WORDS),
        DataField("maxIterations", "integer", minimum=1, maximum=MOST_ITERATIONS),
    ),
    is_loop=True,
    raw=frozenset({"condition"}),
    description="Runs its body as long as a condition holds",
)
