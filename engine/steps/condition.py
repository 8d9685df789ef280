"""`condition`: goes one of two ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from engine import expressions
from engine.errors import Issue
from engine.expressions import ExpressionError
from engine.outcome import FOLLOW_NEXT, Completed, Failed, Outcome, StepFailure
from engine.steps.base import DataField, StepContext, StepType
from schemas.json import Json, JsonObject


def is_equal(left: Json, right: Json) -> bool:
    """Tell whether two values are equal, a number and a text of that number included."""
    return expressions.is_same(left, right)


def _contains(left: Json, right: Json) -> bool:
    if isinstance(left, str):
        return isinstance(right, str) and right in left
    if isinstance(left, list):
        return any(is_equal(item, right) for item in left)
    return isinstance(left, dict) and isinstance(right, str) and right in left


def _ordered(symbol: str) -> Callable[[Json, Json], bool]:
    return lambda left, right: expressions.is_ordered(symbol, left, right)


def _text(test: Callable[[str, str], bool]) -> Callable[[Json, Json], bool]:
    return lambda left, right: (
        isinstance(left, str) and isinstance(right, str) and test(left, right)
    )


def _is_empty(left: Json) -> bool:
    return left is None or left in ("", [], {})


OPERATORS: dict[str, Callable[[Json, Json], bool]] = {
    "equals": is_equal,
    "notEquals": lambda left, right: not is_equal(left, right),
    "greaterThan": _ordered(">"),
    "greaterThanOrEqual": _ordered(">="),
    "lessThan": _ordered("<"),
    "lessThanOrEqual": _ordered("<="),
    "contains": _contains,
    "notContains": lambda left, right: not _contains(left, right),
    "in": lambda left, right: _contains(right, left),
    "startsWith": _text(str.startswith),
    "endsWith": _text(str.endswith),
    "isEmpty": lambda left, _: _is_empty(left),
    "isNotEmpty": lambda left, _: not _is_empty(left),
    "isTrue": lambda left, _: expressions.truthy(left),
    "isFalse": lambda left, _: not expressions.truthy(left),
}


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Follow `nextStepId` when it holds, `elseNextStepId` when not."""
    if "expression" in data:
        result = expressions.truthy(ctx.evaluate(str(data["expression"])))
    else:
        conditions = cast("list[JsonObject]", data.get("conditions") or [])
        unknown = [c.get("operator") for c in conditions if c.get("operator") not in OPERATORS]
        if unknown:
            message = f"unknown operator {unknown[0]!r}"
            return Failed(StepFailure("INVALID_STEP", message, retryable=False))
        # In turn, as far as needed: a first condition may say that the next one makes sense.
        results = (_holds(condition, index) for index, condition in enumerate(conditions))
        result = any(results) if data.get("match") == "any" else all(results)
    goto = FOLLOW_NEXT if result else ctx.links.get("elseNextStepId")
    return Completed(output={"result": result}, goto=goto)


def _holds(condition: JsonObject, index: int) -> bool:
    name = str(condition["operator"])
    try:
        return OPERATORS[name](condition.get("left"), condition.get("right"))
    except ExpressionError as error:
        message = f"conditions/{index} ({name}): {error.message}"
        raise ExpressionError(error.code, message) from None


def check(data: JsonObject) -> list[Issue]:
    """Find a condition that says nothing, both forms at once, and unknown operators."""
    if ("expression" in data) == ("conditions" in data):
        message = "give either an expression or conditions[]"
        return [Issue("", "invalid_value", message)]
    conditions = data.get("conditions")
    if not isinstance(conditions, list):
        return []
    if not conditions:
        message = "conditions is empty: name at least one, or give an expression"
        return [Issue("/conditions", "required", message)]
    issues = []
    for index, condition in enumerate(conditions):
        operator = condition.get("operator") if isinstance(condition, dict) else None
        if not isinstance(operator, str) or operator not in OPERATORS:
            known = ", ".join(OPERATORS)
            path = f"/conditions/{index}/operator"
            issues.append(Issue(path, "invalid_value", f"the operator is one of {known}"))
    return issues


def fits(data: JsonObject) -> list[Issue]:
    """Find conditions that say nothing, and operators that are no texts."""
    if "expression" in data:
        return []
    conditions = data.get("conditions")
    if not isinstance(conditions, list):
        return [Issue("/conditions", "invalid_value", "conditions is [{left, operator, right}]")]
    known = f"the operator is one of {', '.join(OPERATORS)}"
    return [
        Issue(f"/conditions/{index}/operator", "invalid_value", known)
        for index, condition in enumerate(cast("list[JsonObject]", conditions))
        if not isinstance(condition.get("operator"), str)
    ]


STEP = StepType(
    "condition",
    run,
    fields=(
        DataField("expression", "expression", description="true → nextStepId"),
        DataField("match", "string", options=("all", "any")),
        DataField(
            "conditions",
            "array",
            description="[{left, operator, right}]",
            parts=("left", "operator", "right"),
        ),
    ),
    links=("nextStepId", "elseNextStepId"),
    raw=frozenset({"expression"}),
    check=check,
    fits=fits,
    description="Goes one of two ways",
)
