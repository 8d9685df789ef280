from __future__ import annotations

import pytest

from engine.expressions import ExpressionError, evaluate

NAMES = {
    "n": 7,
    "half": 0.5,
    "s": "hi",
    "no": False,
    "nil": None,
    "list": [1, "b", [2], {"k": 1}],
    "user": {"name": "Ada", "tags": ["x", "y"], "length-ish": 1, "0": "zero", "in": "kept"},
    "sized": {"length": 99},
    "huge": 10**5000,
    "nan": float("nan"),
    "len": "shadow",
}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1", 1),
        ("1.5e3", 1500.0),
        ("'a\\'b'", "a'b"),
        ('"a\\n\\t\\x41\\u0042\\u{1F600}\\q"', "a\n\tAB\U0001f600q"),
        ("'\\ud83d\\ude00'", "\U0001f600"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("undefined", None),
        ("n", 7),
        ("unknown", None),
        ("user.name", "Ada"),
        ("user['name']", "Ada"),
        ("user?.name", "Ada"),
        ("user?.['name']", "Ada"),
        ("user.in", "kept"),
        ("user[0]", "zero"),
        ("user[1.5]", None),
        ("user[true]", None),
        ("user.nope.deeper[3].still", None),
        ("nil.x", None),
        ("list[0]", 1),
        ("list[-1].k", 1),
        ("list[9]", None),
        ("list['0']", None),
        ("list[true]", None),
        ("list[n - 7]", 1),
        ("list.length", 4),
        ("s.length", 2),
        ("s[1]", "i"),
        ("user.length", None),
        ("sized.length", 99),
        ("n.length", None),
        ("len", "shadow"),
        ("len(list)", 4),
        ("1 + 2 * 3 - 4", 3),
        ("(1 + 2) * 3", 9),
        ("10 - 3 - 2", 5),
        ("'a' + 1", "a1"),
        ("1 + 2 + 'a'", "3a"),
        ("'a' + nil + true + 2.0", "atrue2"),
        ("'a' + [1, {b: null}]", 'a[1,{"b":null}]'),
        ("[1] + [2]", [1, 2]),
        ("6 / 3", 2),
        ("7 / 2", 3.5),
        ("-7 % 3", -1),
        ("7 % -3", 1),
        ("-7.5 % 2", -1.5),
        ("-n", -7),
        ("+n", 7),
        ("- -1", 1),
        ("-9223372036854775808", -(2**63)),
        ("1 == 1.0", True),
        ("1 == true", False),
        ("1 == '1'", False),
        ("nil == unknown", True),
        ("[1, {a: 2}] === [1, {a: 2.0}]", True),
        ("[1] == [true]", False),
        ("[1] == [1, 2]", False),
        ("{a: 1} == {b: 1}", False),
        ("{a: 1} != {a: 1}", False),
        ("'a' !== 'b'", True),
        ("nan == nan", False),
        ("1 < 2.5", True),
        ("'a' < 'b'", True),
        ("2 >= 2", True),
        ("'b' <= 'a'", False),
        ("'20' > 10", True),
        ("10 <= '9.5'", False),
        ("'9' < '10'", True),
        ("' 7 ' >= 7", True),
        ("'9' < '10a'", False),
        ("'1e400' < '2'", True),
        ("3 > 2", True),
        ("s && n", 7),
        ("no && n", False),
        ("'' || n", 7),
        ("[] && 'kept'", "kept"),
        ("{} || 1", {}),
        ("no ?? 1", False),
        ("nil ?? unknown ?? 3", 3),
        ("not n == 3", True),
        ("!n == false", True),
        ("true and not no", True),
        ("no or s", "hi"),
        ("no ? 1 : n ? 2 : 3", 2),
        ("n > 5 ? 'big' : 'small'", "big"),
        ("n in [1, 7]", True),
        ("7.0 in [7]", True),
        ("true in [1]", False),
        ("[2] in list", True),
        ("'name' in user", True),
        ("0 in user", True),
        ("null in user", False),
        ("'h' in s", True),
        ("1 in nil", False),
        ("[1, 'a', [n],]", [1, "a", [7]]),
        ("{a: 1, 'b c': [n], 3: nil,}", {"a": 1, "b c": [7], "3": None}),
        ("{in: 1}.in", 1),
        ("  {{ user.name }}  ", "Ada"),
        ("{{ {a: {b: 1}}}}", {"a": {"b": 1}}),
        ("{{ '}}' }}", "}}"),
        ("$x ?? _y ?? größe ?? 4", 4),
    ],
)
def test_an_expression_has_its_value(scope, source, expected):
    value = evaluate(source, scope(NAMES))

    assert (type(value), value) == (type(expected), expected)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("1 < 'a'", "a number with text"),
        ("null < 1", "null with a number"),
        ("true < 2", "a boolean with a number"),
        ("1 < 2 < 3", "a boolean with a number"),
        ("[] < []", "a list with a list"),
        ("true + 1", "a boolean and a number"),
        ("{} + {}", "an object and an object"),
        ("'3' - 1", "text and a number"),
        ("-'a'", "'-' wants a number, not text"),
        ("1 in 3", "a number cannot hold a number"),
        ("1 in 'a'", "text cannot hold a number"),
        ("1 / 0", "'/' by zero"),
        ("1 % 0", "'%' by zero"),
        ("1.5 % 0", "'%' by zero"),
        ("9223372036854775807 + 1", "outside ±2^63"),
        ("9223372036854775808", "outside ±2^63"),
        ("1e308 * 10", "infinite"),
        ("1e999", "infinite"),
        ("huge + 1", "outside ±2^63"),
        ("nan + 1", "infinite or undefined"),
        ("'' + huge", "outside ±2^63"),
        ("'' + [huge]", "outside what JSON can hold"),
        ("'' + [nan]", "outside what JSON can hold"),
    ],
)
def test_an_operator_refuses_what_it_cannot_do(scope, source, message):
    with pytest.raises(ExpressionError) as caught:
        evaluate(source, scope(NAMES))

    assert caught.value.code == "EXPRESSION_ERROR"
    assert message in caught.value.message


def test_an_error_names_the_innermost_place(scope):
    with pytest.raises(ExpressionError) as caught:
        evaluate("1 + (2 < 'a')", scope())

    assert caught.value.position == 7


def test_the_right_side_is_left_alone_once_decided(scope):
    assert evaluate("false && 1/0 || true || 1/0", scope()) is True
    assert evaluate("1 ?? 1/0", scope()) == 1
    assert evaluate("true ? 1 : 1/0", scope()) == 1
