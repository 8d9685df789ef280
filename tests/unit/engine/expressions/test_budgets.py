from __future__ import annotations

import inspect
import sys
import tracemalloc
from collections.abc import Callable

import pytest

from engine.expressions import ExpressionError, evaluate, names_used, problems, render
from engine.expressions.addresses import render_address
from engine.expressions.json_text import read_json_text

LONG = "x" * 900_000
NAMES = {
    "long": LONG,
    "over": "x" * 1_100_000,
    "list": ["ab"] * 200_000,
    "ones": [1] * 400_000,
    "twin": [[1] * 400_000],
    "control": "\x01" * 400_000,
    "table": {str(number): number for number in range(330_000)},
    "other": {str(number): number for number in range(330_000)},
}


@pytest.mark.parametrize(
    "source",
    [
        "long + long",
        "replace(long, 'x', 'yy')",
        "replace(long, 'x', long)",
        "join([long, long])",
        "join(list, long)",
        "[long, long]",
        "{a: long, b: {c: long}}",
        "over + ''",
        "'' + over",
        "[over]",
        "slice(over, 0, 1000001)",
        "upper(long)",
        "lower(over)",
        "trim(over)",
        "urlencode(long)",
        "base64(long)",
        "hash(over)",
        "parse(over)",
        "json(list + list)",
        "json(control)",
        "split(long, 'x')",
        "sum(ones)",
        "ones == twin[0]",
        "table == other",
        "values(table) && values(table)",
        "min(ones)",
        "range(1001)",
        "range(9223372036854775807)",
        "range(9223372036854775807, 0, -1)",
        "[" + ",".join(["list"] * 1000) + "]",
        "ones in [ones, ones]",
        "+".join(["list"] * 20),
        "+".join(["len(split(long, 'x'))"] * 20),
        " && ".join(["'q' in long"] * 700),
        " && ".join(["len(str(ones) + long)"] * 700),
        "'" + "a" * 10_000 + "'",
    ],
)
def test_too_much_is_refused_before_it_is_made(scope, source):
    here = scope(NAMES)
    tracemalloc.start()
    try:
        with pytest.raises(ExpressionError) as caught:
            evaluate(source, here)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert caught.value.code == "EXPRESSION_LIMIT"
    assert peak < 64 * 2**20


def test_a_path_to_something_large_costs_nothing(scope):
    assert evaluate("over", scope(NAMES)) is NAMES["over"]


@pytest.mark.parametrize(
    "value",
    [
        ["{{ long }}", "{{ long }}"],
        {"a": "{{ long }}", "b": "{{ long }} "},
        "{{ long }}{{ long }}",
        {"k": "{{ over }}"},
        ["x" * 600_000] * 2,
        {"x" * 1_000_001: 1},
        [["{{ list }}"] * 100] * 100,
        [["{{ 1" + "+1" * 300 + " }}"] * 100] * 2,
        [0] * 1_000_000,
        "{{ 1 }}" + "x" * 10_000,
    ],
)
def test_a_render_has_one_budget(scope, value):
    with pytest.raises(ExpressionError) as caught:
        render(value, scope(NAMES))

    assert caught.value.code == "EXPRESSION_LIMIT"


def nested(levels: int) -> list:
    value: list = []
    for _ in range(levels):
        value = [value]
    return value


def test_values_nested_too_deep_are_refused(scope):
    deep = nested(100_000)
    for attempt in (
        lambda: render(nested(65), scope()),
        lambda: evaluate("[deep]", scope(deep=deep)),
        lambda: evaluate("json(deep)", scope(deep=deep)),
        lambda: evaluate("parse(text)", scope(text="[" * 100_000 + "]" * 100_000)),
        lambda: evaluate("parse(text)", scope(text="[" * 70 + "]" * 70)),
    ):
        with pytest.raises(ExpressionError):
            attempt()
    while deep:
        deep = deep.pop()


def test_sixty_four_levels_of_data_are_rendered(scope):
    assert render(nested(63), scope()) == nested(63)


def test_work_above_a_hundred_steps_is_fine(scope):
    assert evaluate("sum(range(1000)) + len(join(range(1000)))", scope()) == 499_500 + 3_889


def near_the_recursion_limit(call: Callable[[], object]) -> object:
    """Call with room for 25 more frames."""

    def descend(levels: int) -> object:
        return descend(levels - 1) if levels else call()

    return descend(sys.getrecursionlimit() - len(inspect.stack(0)) - 25)


NESTED = "(((((((((fresh)))))))))"


def test_a_caller_near_its_own_recursion_limit_gets_an_expression_error(scope):
    for call in (
        lambda here: render("{{" + NESTED + "}}", here),
        lambda here: evaluate(NESTED, here),
        lambda here: render_address("https://crm/{{" + NESTED + "}}", here),
        lambda _here: read_json_text("[{{" + NESTED + "}}]"),
    ):
        here = scope()
        with pytest.raises(ExpressionError, match="levels deep"):
            near_the_recursion_limit(lambda call=call, here=here: call(here))


def test_a_check_near_the_recursion_limit_reports_a_problem():
    found = near_the_recursion_limit(lambda: problems("1 +" + NESTED, bare=True))

    assert [problem.message for problem in found] == ["nested more than 64 levels deep"]
    assert near_the_recursion_limit(lambda: names_used("2 +" + NESTED, bare=True)) == frozenset()
