from __future__ import annotations

import hashlib
import re

import pytest

from engine.expressions import ExpressionError, evaluate
from engine.expressions.functions import FUNCTIONS
from engine.expressions.item_functions import ITEM_FUNCTIONS
from engine.expressions.time_functions import TIME_FUNCTIONS

NAMES = {"list": [3, 1, 2], "user": {"name": "Ada", "age": 36}, "nil": None, "words": ["b", "a"]}

EXAMPLES = [
    ("str(1)", "1"),
    ("str(1.5)", "1.5"),
    ("str(2.0)", "2"),
    ("str(1e21)", "1e+21"),
    ("str(nil)", ""),
    ("str(true)", "true"),
    ("str([1, 'é'])", '[1,"é"]'),
    ("json('a')", '"a"'),
    ("json(nil)", "null"),
    ("json(user)", '{"name":"Ada","age":36}'),
    ("parse('[1, 2.5, null, \"x\"]')", [1, 2.5, None, "x"]),
    ("parse('\"\\\\ud83d\\\\ude00\"')", "\U0001f600"),
    ("len('abc')", 3),
    ("len(list)", 3),
    ("len(user)", 2),
    ("len(nil)", 0),
    ("upper('aß')", "ASS"),
    ("lower('AB')", "ab"),
    ("trim(' a ')", "a"),
    ("replace('a.b.c', '.', '')", "abc"),
    ("split('a,b')", ["a", "b"]),
    ("split('a--b', '--')", ["a", "b"]),
    ("split('ab', '')", ["a", "b"]),
    ("join(list)", "3,1,2"),
    ("join([1, null, {a: 1}], '-')", '1--{"a":1}'),
    ("join([], ', ')", ""),
    ("slice('abcd', 1, 3)", "bc"),
    ("slice(list, -2)", [1, 2]),
    ("slice(list, 5)", []),
    ("contains('abc', 'b')", True),
    ("contains(list, 1.0)", True),
    ("contains(list, '1')", False),
    ("contains(user, 'age')", True),
    ("contains(nil, 1)", False),
    ("startsWith('abc', 'ab')", True),
    ("endsWith('abc', 'ab')", False),
    ("first(list)", 3),
    ("first([])", None),
    ("first(nil)", None),
    ("last('abc')", "c"),
    ("keys(user)", ["name", "age"]),
    ("values(user)", ["Ada", 36]),
    ("sum(list)", 6),
    ("sum([])", 0),
    ("sum([0.5, 1])", 1.5),
    ("min(list)", 1),
    ("min(2, 1.5)", 1.5),
    ("min([])", None),
    ("min(words)", "a"),
    ("max(list)", 3),
    ("max('a', 'b')", "b"),
    ("max(4)", 4),
    ("round(2.5)", 3),
    ("round(-2.5)", -3),
    ("round(1.005, 2)", 1.01),
    ("round(1250, -2)", 1300),
    ("round(7, 2)", 7),
    ("round(1.7976931348623157e308, 15)", 1.7976931348623157e308),
    ("floor(-1.5)", -2),
    ("ceil(1.2)", 2),
    ("abs(-3)", 3),
    ("abs(-1.5)", 1.5),
    ("number(' 42 ')", 42),
    ("number('-1.5e1')", -15.0),
    ("number('.5')", 0.5),
    ("number(true)", 1),
    ("number(1.5)", 1.5),
    ("default(nil, 1)", 1),
    ("default(0, 1)", 0),
    ("range(3)", [0, 1, 2]),
    ("range(2, 8, 3)", [2, 5]),
    ("range(3, 0, -1)", [3, 2, 1]),
    ("range(5, 1)", []),
    ("now()", "2026-01-31T09:05:07.123Z"),
    ("getDate()", "2026-01-31T09:05:07.123Z"),
    ("formatDate(now(), 'DD.MM.YYYY HH:mm:ss.SSS')", "31.01.2026 09:05:07.123"),
    ("formatDate(now(), 'YYYY-MM-DDTHH:mm:ssZ')", "2026-01-31T09:05:07Z"),
    ("formatDate(now(), 'HH:mm Z', 'Asia/Kolkata')", "14:35 +05:30"),
    ("formatDate('2026-07-01t00:30:00.5z', 'HH:mm:ss.SSS', 'Europe/Berlin')", "02:30:00.500"),
    ("formatDate('2026-07-01', 'YYYY/MM/DD')", "2026/07/01"),
    ("formatDate('2026-07-01T00:30:00-02:00', 'HH')", "02"),
    ("formatDate(0, 'YYYY')", "1970"),
    ("formatDate(-1.5, 'SSS')", "998"),
    ("addSeconds('2026-01-31T23:59:59Z', 1.5)", "2026-02-01T00:00:00.500Z"),
    ("addSeconds(0, -1)", "1969-12-31T23:59:59.000Z"),
    ("uuid() + ' ' + uuid()", "id-0 id-1"),
    ("hash('é')", hashlib.sha256("é".encode()).hexdigest()),
    ("hash({b: 1, a: 2}) == hash({a: 2, b: 1})", True),
    ("base64('é~')", "w6l+"),
    ("base64(12)", "MTI="),
    ("urlencode('a b/é&')", "a%20b%2F%C3%A9%26"),
    ("urlencode(true)", "true"),
    ("raw('a/b')", "a/b"),
    ("raw(list)", [3, 1, 2]),
]


@pytest.mark.parametrize(("source", "expected"), EXAMPLES)
def test_a_function_returns_its_result(scope, source, expected):
    value = evaluate(source, scope(NAMES))

    assert (type(value), value) == (type(expected), expected)


def test_every_function_has_an_example():
    called = {name for source, _ in EXAMPLES for name in re.findall(r"(\w+)\(", source)}
    # The reference has an example of each of these, and modules of their own have more.
    elsewhere = set(ITEM_FUNCTIONS) | set(TIME_FUNCTIONS)

    assert called | elsewhere == set(FUNCTIONS)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("upper(1)", "upper: argument 1 must be text, not a number"),
        ("upper(nil)", "upper: argument 1 must be text, not null"),
        ("slice(list, '1')", "slice: argument 2 must be a whole number, not text"),
        ("slice(list, true)", "slice: argument 2 must be a whole number, not a boolean"),
        ("len(1)", "len: argument 1 must be text, a list, an object or null, not a number"),
        ("keys(list)", "keys: argument 1 must be an object, not a list"),
        ("min(1, 'a')", "min: the values must be all numbers or all text"),
        ("max([1, null])", "max: the values must be all numbers or all text"),
        ("sum([1, true])", "sum: every element must be a number, not a boolean"),
        ("sum([9223372036854775807, 1])", "an integer is outside ±2^63"),
        ("replace('a', '', 'b')", "replace: argument 2 is empty"),
        ("contains(1, 1)", "a number cannot hold a number"),
        ("round(1, 16)", "round: argument 2 is outside ±15"),
        ("round(1e300)", "an integer is outside ±2^63"),
        ("floor(1e300)", "an integer is outside ±2^63"),
        ("abs(-9223372036854775808)", "an integer is outside ±2^63"),
        ("number('12abc')", "number: the text is not a number"),
        ("number('')", "number: the text is not a number"),
        ("number('1e999')", "a number is infinite or undefined"),
        ("number('99999999999999999999')", "an integer is outside ±2^63"),
        ("number(nil)", "number: argument 1 must be text, a number or a boolean, not null"),
        ("range(1, 2, 0)", "range: the step is zero"),
        ("parse('{')", "parse: the text is not JSON"),
        ("parse('NaN')", "parse: NaN is not JSON"),
        ("parse('1e999')", "a number is infinite or undefined"),
        ("parse('99999999999999999999')", "an integer is outside ±2^63"),
        ("parse('999999999999999999999999')", "parse: an integer is outside ±2^63"),
        ("parse('\"\\\\ud800\"')", "parse: the text holds an unpaired surrogate"),
        ("hash(bad)", "hash: the text holds an unpaired surrogate"),
        ("base64(bad)", "base64: the text holds an unpaired surrogate"),
        ("urlencode(bad)", "urlencode: the text holds an unpaired surrogate"),
        ("formatDate('yesterday', 'YYYY')", "formatDate: argument 1 is not an RFC 3339 time"),
        ("formatDate('2026-02-30', 'YYYY')", "formatDate: argument 1 is not an RFC 3339 time"),
        ("formatDate(1e300, 'YYYY')", "formatDate: argument 1 is not an RFC 3339 time"),
        ("formatDate(0, 'YYYY', 'Mars/Base')", "formatDate: argument 3 is not an IANA time zone"),
        ("formatDate(0, 'YYYY', 'America')", "formatDate: argument 3 is not an IANA time zone"),
        ("formatDate(0, 'YYYY', '../etc')", "formatDate: argument 3 is not an IANA time zone"),
        ("formatDate(0, long)", "formatDate: argument 2 is longer than 200 characters"),
        (
            "formatDate('9999-12-31T23:59:59Z', 'HH', 'Asia/Tokyo')",
            "formatDate: the time is outside the years 1 to 9999",
        ),
        (
            "addSeconds('9999-12-31T23:59:59Z', 1)",
            "addSeconds: the result is outside the years 1 to 9999",
        ),
        ("addSeconds(0, 1e300)", "addSeconds: the result is outside the years 1 to 9999"),
        ("addSeconds(true, 1)", "must be an RFC 3339 time or milliseconds since 1970"),
        ("json(host)", "json: argument 1 must be a JSON value, not a value that is not JSON"),
        ("json([host])", "a variable holds a value that is not JSON"),
        ("json(keyed)", "an object has a key that is not text"),
    ],
)
def test_a_function_refuses_what_it_cannot_take(scope, source, message):
    names = NAMES | {"bad": "\ud800", "long": "Z" * 201, "host": object(), "keyed": {1: 2}}
    with pytest.raises(ExpressionError) as caught:
        evaluate(source, scope(names))

    assert caught.value.code == "EXPRESSION_ERROR"
    assert message in caught.value.message
    assert caught.value.position == source.index("(") - len(re.match(r"\w+", source)[0])
