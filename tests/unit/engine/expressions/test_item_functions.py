"""Functions that evaluate an expression for each element of a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions import ExpressionError, evaluate, names_used, problems, render
from engine.expressions.checks import uses_secrets
from engine.expressions.frame import MAX_STEPS
from engine.expressions.item_functions import _ItemNames
from engine.expressions.reading import paths_read

ORDERS = [
    {"id": 1, "amount": 5, "status": "open", "tags": ["a", "b"]},
    {"id": 2, "amount": 20, "status": "paid", "tags": []},
    {"id": 3, "amount": "15", "status": "open", "tags": ["b"]},
    {"id": 4, "amount": None, "status": None, "tags": ["c"]},
]
NAMES = {"orders": ORDERS, "limit": 10, "x": "outer", "words": ["b", "C", "a"], "mixed": [1, "a"]}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("map(filter(orders, 'x.amount != null && x.amount > limit'), 'x.id')", [2, 3]),
        ("filter([], 'nothing.at.all')", []),
        ("map(orders, 'x.id * 10 + i')", [10, 21, 32, 43]),
        ("map([1, 2], '{n: x, o: i}')", [{"n": 1, "o": 0}, {"n": 2, "o": 1}]),
        ("find(orders, 'x.status == \"paid\"').id", 2),
        ("find(orders, \"x.status == 'gone'\")", None),
        ("map(values(groupBy(orders, 'x.status')), 'len(x)')", [2, 1, 1]),
        ("keys(groupBy(orders, 'x.status'))", ["open", "paid", ""]),
        ("groupBy([1, 2.0, 3], 'x % 2')", {"1": [1, 3], "0": [2.0]}),
        ("map(sortBy(orders, 'x.amount'), 'x.id')", [1, 3, 2, 4]),
        ("map(sortBy(orders, 'x.amount', 'desc'), 'x.id')", [2, 3, 1, 4]),
        ("sortBy(words, 'lower(x)')", ["a", "b", "C"]),
        ("sortBy([true, false], 'x')", [False, True]),
        ("sortBy([null, 1], 'x')", [1, None]),
        ("map(sortBy(orders, '0', 'desc'), 'x.id')", [1, 2, 3, 4]),
        (
            "unique([1, 1.0, '1', true, [1.0], [1], {a: 2}, {a: 2.0}])",
            [1, "1", True, [1], {"a": 2}],
        ),
        ("map(unique(orders, 'x.status'), 'x.id')", [1, 2, 4]),
        ("flatten(map(orders, 'x.tags'))", ["a", "b", "b", "c"]),
        ("flatten([1, [2, [3, [4]]]])", [1, 2, [3, [4]]]),
        ("flatten([1, [2, [3, [4]]]], 64)", [1, 2, 3, 4]),
        ("flatten([1, [2]], 0)", [1, [2]]),
        ("pick(orders[0], 'id', 'gone')", {"id": 1}),
        ("pick(orders, ['id'])", [{"id": 1}, {"id": 2}, {"id": 3}, {"id": 4}]),
        ("sum(map(filter(orders, 'x.id < 3'), 'x.amount'))", 25),
        # Within a list of a list the nearest element is x; the others are out of sight.
        ("map([[1, 2], [3]], \"sum(map(x, 'x * 2'))\")", [6, 6]),
        ("x", "outer"),
        ("map([1], 'x') + [x]", [1, "outer"]),
    ],
)
def test_lists_are_worked_on(scope, source, expected):
    value = evaluate(source, scope(NAMES))
    assert repr(value) == repr(expected).replace("[1.0]", "[1]") or value == expected


@pytest.mark.parametrize(
    ("source", "position", "message"),
    [
        ("{{ filter(list, 'x.amount >') }}", 27, "filter: the expression ends too early"),
        ("{{ map(list, 'nope(x)') }}", 14, "there is no function 'nope'"),
        ("{{ map(list, 'x.y()') }}", 17, "only the listed functions can be called"),
        ("{{ map(list, '') }}", 14, "an expression is missing"),
        ("{{ map(list, \"filter(x, 'y +')\") }}", 28, "filter: the expression ends too early"),
        ("{{ filter(list, condition) }}", 3, "filter: the expression must be written out"),
        ("{{ filter(list, 'x' + y) }}", 3, "filter: the expression must be written out"),
        ("{{ filter(list, 5) }}", 3, "filter: the expression must be written out"),
        ("{{ filter(list) }}", 3, "filter: takes 2 arguments, not 1"),
        ("{{ sortBy(list, 'x', 'down') }}", 3, "argument 3 must be asc or desc"),
        ("{{ map(list, '{{x}}') }}", 15, "unexpected"),
    ],
)
def test_a_mistake_in_an_expression_is_found_with_its_place(source, position, message):
    (problem,) = problems(source)
    assert message in problem.message
    assert problem.position == position


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("filter(5, 'x')", "filter: argument 1 must be a list, not a number"),
        ("map(words, 'x - 1')", "'-' wants two numbers, not text and a number"),
        ("sortBy(mixed, 'x')", "sortBy: the values to sort by must be all numbers or all text"),
        ("sortBy(words, 'x', order)", "sortBy: argument 3 must be asc or desc"),
        ("groupBy(orders, 'x.tags')", "groupBy: a group is named by text, a number or null"),
        ("pick(words, 'a')", "pick: takes an object or a list of objects, not text"),
        ("pick(orders, 1)", "pick: argument 2 must be text or a list of text, not a number"),
        ("pick(orders, [1])", "pick: the names must be text"),
        ("map([host], 'x')", "a value that is not JSON"),
    ],
)
def test_what_does_not_fit_is_refused_at_the_call(scope, source, message):
    names = scope({**NAMES, "host": object(), "order": "up"})
    with pytest.raises(ExpressionError) as caught:
        evaluate(source, names)
    assert message in caught.value.message
    assert caught.value.position == 0


def test_the_names_of_an_expression_are_those_of_its_template():
    assert names_used("{{ filter(a, 'x.n > b && i > 0') }}") == {"a", "b"}
    assert uses_secrets("{{ map([1], 'secrets.key') }}")
    assert uses_secrets("{{ map([1], \"map([x], 'secrets.key')\") }}")


def test_what_an_expression_reads_is_known():
    assert paths_read("{{ filter(a.b, 'x.n > c.d && i > 0') }}") == [("a", "b"), ("c", "d")]


def test_an_element_and_its_index_hide_what_has_their_names():
    names = _ItemNames({"x": 1, "y": 2})
    names.x, names.i = "element", 3
    assert dict(names) == {"x": "element", "i": 3, "y": 2}
    assert len(names) == 3
    assert (names.get("y"), names.get("z", 0)) == (2, 0)


def test_lists_in_lists_are_opened_to_a_depth(scope):
    for depth in (-1, 65):
        with pytest.raises(ExpressionError) as caught:
            evaluate("flatten([], n)", scope(n=depth))
        assert "flatten: argument 2 is from 0 to 64" in caught.value.message


def test_data_is_never_evaluated(scope):
    names = scope({"q": "secrets.key", "secrets": {"key": "K"}, "l": [1]})
    assert render("{{ map(l, 'q') }}", names) == ["secrets.key"]
    assert problems("{{ map(l, q) }}")


def test_every_element_is_counted_wherever_the_work_is(scope):
    names = scope({"l": list(range(1000))})
    assert len(evaluate("map(l, 'x + 1')", names)) == 1000
    for source in (
        "map(l, 'true') == map(l, \"map(l, 'true')\")",
        "filter(l, \"find(l, 'x < 0')\")",
        "sortBy(l, \"sum(map(l, 'x'))\")",
        "unique(l, \"len(filter(l, 'x'))\")",
        "groupBy(l, \"len(groupBy(l, 'x'))\")",
    ):
        with pytest.raises(ExpressionError) as caught:
            evaluate(source, names)
        assert caught.value.code == "EXPRESSION_LIMIT"


@pytest.mark.parametrize(
    "source",
    [
        "filter(l, 'true')",
        "map(l, '1')",
        "find(l, 'false')",
        "groupBy(l, 'true')",
        "sortBy(l, '1')",
        "unique(l)",
        "unique(l, '1')",
        "flatten(l)",
        "pick(o, 'a')",
    ],
)
def test_more_elements_than_steps_are_refused(scope, source):
    names = {"l": [[]] * (MAX_STEPS + 1), "o": [{"a": 1}] * (MAX_STEPS + 1)}
    with pytest.raises(ExpressionError) as caught:
        evaluate(source, scope(names))
    assert caught.value.code == "EXPRESSION_LIMIT"


@given(items=st.lists(st.integers(-50, 50) | st.none(), max_size=30))
def test_lists_keep_what_they_hold(scope, items):
    names = scope({"l": items})
    kept = evaluate("filter(l, 'x != null')", names)
    assert evaluate("sortBy(l, 'x')", names) == sorted(kept) + [None] * (len(items) - len(kept))
    assert evaluate("unique(l)", names) == list(dict.fromkeys(items))
    groups = evaluate("groupBy(l, 'x')", names)
    assert sorted(len(group) for group in groups.values()) == sorted(
        items.count(one) for one in set(items)
    )
    assert evaluate("flatten(map(l, '[x, [x]]'))", names) == [
        part for one in items for part in (one, [one])
    ]
