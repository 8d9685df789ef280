"""Any input at all: a JSON value or an ExpressionError, nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.expressions import ExpressionError, evaluate, lookup, names_used, problems, render
from engine.expressions.functions import FUNCTIONS

NAMES = {
    "a": {"b": [1, 2.5, "x", None], "length": 3},
    "n": -7,
    "s": "héllo \U0001f600",
    "bad": "\ud800",
    "t": "2026-01-31T09:00:00Z",
    "nan": float("nan"),
    "inf": float("inf"),
    "huge": 10**5000,
    "deep": [[[[]]]],
}
WORDS = [
    *NAMES,
    *(f"{name}(" for name in FUNCTIONS),
    *[
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "?",
        "?.",
        ".",
        "+",
        "-",
        "*",
        "/",
        "%",
        "<",
        ">",
        "<=",
        ">=",
        "==",
        "!=",
        "===",
        "!==",
        "&&",
        "||",
        "!",
        "??",
        "in",
        "and",
        "or",
        "not",
    ],
    *[
        "0",
        "1",
        "-1",
        "2.5",
        "1e9",
        "9223372036854775807",
        "1e308",
        "true",
        "false",
        "null",
        "length",
        "{{",
        "}}",
        "{%",
        "%}",
    ],
    *["'x'", '"%d"', "'\\ud83d'", "'2026-01-31'", "''", "'Z'", "`", "\\", "'", "\ud800", "\0"],
]
SOURCES = st.text() | st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
ARGUMENTS = st.sampled_from(
    [
        *NAMES,
        "'x'",
        "''",
        "0",
        "1",
        "-1",
        "2.5",
        "1e308",
        "-9223372036854775808",
        "null",
        "true",
        "[1, 'a']",
        "[3, 2]",
        "{a: 1}",
        "'Europe/Berlin'",
        "'YYYY-MM'",
        "range(9)",
        "[bad, nan]",
    ]
)
CALLS = st.builds(
    lambda name, arguments: f"{name}({', '.join(arguments)})",
    st.sampled_from(sorted(FUNCTIONS)),
    st.lists(ARGUMENTS, max_size=4),
)
OPERATIONS = st.recursive(
    ARGUMENTS | CALLS,
    lambda inner: (
        st.builds(
            lambda left, operator, right: f"({left} {operator} {right})",
            inner,
            st.sampled_from(
                ["+", "-", "*", "/", "%", "<", ">=", "==", "!=", "&&", "||", "??", "in"]
            ),
            inner,
        )
        | st.builds("({}).{}[{}]".format, inner, st.sampled_from(["length", "b"]), inner)
        | st.builds("({} ? {} : {})".format, inner, inner, inner)
    ),
    max_leaves=8,
)


def outcome(call):
    try:
        return call()
    except ExpressionError as error:
        return error


@given(source=SOURCES)
def test_no_source_raises_anything_but_an_expression_error(scope, source):
    here = scope(NAMES)
    evaluated = outcome(lambda: evaluate(source, here))
    rendered = outcome(lambda: render({"k": [source, "{{ " + source + " }}"]}, here))
    outcome(lambda: lookup(source, here))

    assert isinstance(names_used(source), frozenset)
    assert type(rendered) in {dict, ExpressionError}
    if problems(source, bare=True):
        assert isinstance(evaluated, ExpressionError)


@given(source=OPERATIONS)
def test_no_sound_expression_raises_anything_but_an_expression_error(scope, source):
    value = outcome(lambda: evaluate(source, scope(NAMES)))

    if isinstance(value, ExpressionError):
        assert value.code in {"EXPRESSION_ERROR", "EXPRESSION_LIMIT"}
    else:
        assert type(value) in {bool, int, float, str, list, dict, type(None)}


@given(
    value=st.recursive(
        SOURCES | st.none() | st.integers() | st.floats(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SOURCES, inner, max_size=3),
        max_leaves=6,
    )
)
def test_no_definition_raises_anything_but_an_expression_error(scope, value):
    outcome(lambda: render(value, scope(NAMES)))

    assert all(
        problem.pointer.startswith("/") or not problem.pointer for problem in problems(value)
    )
