"""What the reference says of each function: its arguments, one line, an example and its result."""

from __future__ import annotations

from typing import Final, NamedTuple

from engine.expressions.date_patterns import TOKENS


class Entry(NamedTuple):
    """
    A function as the reference has it; an argument in brackets need not be given.

    `result` is what `example` is on 31 January 2026 at 09:05:07 UTC, as JSON.
    """

    arguments: str
    told: str
    example: str
    result: str


Section = dict[str, Entry]

TEXT: Final[Section] = {
    "str": Entry("value", "as text: null is empty, objects are JSON", "str(1.0)", '"1"'),
    "json": Entry("value", "as JSON text", "json({a: [1]})", r'"{\"a\":[1]}"'),
    "parse": Entry("text", "what JSON text says", "parse('[1, 2]')", "[1,2]"),
    "upper": Entry("text", "in capitals", "upper('ab')", '"AB"'),
    "lower": Entry("text", "in small letters", "lower('AB')", '"ab"'),
    "trim": Entry("text", "without blanks around it", "trim(' a ')", '"a"'),
    "replace": Entry("text, old, new", "every `old` replaced", "replace('a.b', '.', '-')", '"a-b"'),
    "split": Entry("text, [separator]", "its parts; at commas", "split('a,b')", '["a","b"]'),
    "join": Entry("list, [separator]", "the list as one text", "join([1, 2], ' ')", '"1 2"'),
    "startsWith": Entry("text, part", "whether it begins so", "startsWith('abc', 'ab')", "true"),
    "endsWith": Entry("text, part", "whether it ends so", "endsWith('abc', 'ab')", "false"),
    "hash": Entry("value", "SHA-256 in hexadecimal", "slice(hash('a'), 0, 6)", '"ca9781"'),
    "base64": Entry("value", "as base64", "base64('é~')", '"w6l+"'),
    "urlencode": Entry("value", "percent-encoded", "urlencode('a b/é')", '"a%20b%2F%C3%A9"'),
    "raw": Entry("value", "in a URL: taken as it is, not encoded", "raw('a/b')", '"a/b"'),
    "uuid": Entry("", "a new UUID, the same when the step is repeated", "len(uuid()) > 0", "true"),
}
NUMBERS: Final[Section] = {
    "number": Entry("value", "the number that a text is", "number(' 42 ')", "42"),
    "round": Entry("number, [digits]", "rounded half away from zero", "round(1.005, 2)", "1.01"),
    "floor": Entry("number", "the next whole number below", "floor(-1.5)", "-2"),
    "ceil": Entry("number", "the next whole number above", "ceil(1.2)", "2"),
    "abs": Entry("number", "without its sign", "abs(-3)", "3"),
    "sum": Entry("list", "the sum of a list's numbers", "sum([1, 2.5])", "3.5"),
    "min": Entry("value, …", "the smallest, of a list too", "min([3, 1, 2])", "1"),
    "max": Entry("value, …", "the largest, of a list too", "max(3, 1)", "3"),
}
LISTS: Final[Section] = {
    "len": Entry("value", "how many characters, elements or keys", "len([1, 2])", "2"),
    "slice": Entry(
        "value, start, [end]", "a part of a text or list", "slice('abcd', 1, 3)", '"bc"'
    ),
    "contains": Entry(
        "value, part", "whether a list, object or text has it", "contains([1], 1)", "true"
    ),
    "first": Entry("value", "the first element", "first([3, 1])", "3"),
    "last": Entry("value", "the last element", "last([3, 1])", "1"),
    "keys": Entry("object", "its keys", "keys({a: 1})", '["a"]'),
    "values": Entry("object", "its values", "values({a: 1})", "[1]"),
    "default": Entry("value, otherwise", "the value, unless it is null", "default(null, 1)", "1"),
    "range": Entry("start, [end], [step]", "numbers, 1000 at most", "range(2, 8, 3)", "[2,5]"),
    "filter": Entry(
        "list, expression",
        "the elements for which it holds",
        "filter([{n: 1}, {n: 20}], 'x.n > 10')",
        '[{"n":20}]',
    ),
    "map": Entry("list, expression", "what it is for each", "map([1, 2], 'x * 10 + i')", "[10,21]"),
    "find": Entry(
        "list, expression",
        "the first element for which it holds, else null",
        "find([{n: 1}, {n: 2}], 'x.n == 2')",
        '{"n":2}',
    ),
    "groupBy": Entry(
        "list, expression",
        "lists of elements by what it is for them, as text",
        "groupBy([{s: 'a'}, {s: 'b'}, {s: 'a'}], 'x.s')",
        '{"a":[{"s":"a"},{"s":"a"}],"b":[{"s":"b"}]}',
    ),
    "sortBy": Entry(
        "list, expression, [order]",
        "sorted by it, `asc` or `desc`; what is null last",
        "sortBy([{n: 10}, {n: '9'}], 'x.n')",
        '[{"n":"9"},{"n":10}]',
    ),
    "unique": Entry(
        "list, [expression]",
        "without repetitions, the first of each",
        "unique([1, 2, 1.0])",
        "[1,2]",
    ),
    "flatten": Entry(
        "list, [depth]", "lists in it opened, one level", "flatten([1, [2, [3]]])", "[1,2,[3]]"
    ),
    "pick": Entry(
        "value, name, …",
        "an object, or each of a list, with these keys alone",
        "pick({a: 1, b: 2, c: 3}, 'a', 'c')",
        '{"a":1,"c":3}',
    ),
}
TIMES: Final[Section] = {
    "now": Entry(
        "", "the time, the same when the step is repeated", "now()", '"2026-01-31T09:05:07.123Z"'
    ),
    "getDate": Entry("", "the same as `now()`", "getDate()", '"2026-01-31T09:05:07.123Z"'),
    "parseDate": Entry(
        "time, [zone]",
        "in UTC; with a zone, a time without one is of that zone",
        "parseDate('2026-07-01 09:00', 'Europe/Berlin')",
        '"2026-07-01T07:00:00.000Z"',
    ),
    "formatDate": Entry(
        "time, pattern, [zone]",
        "as the pattern says, in a zone",
        "formatDate('2026-03-05T00:00:00Z', 'D MMM YYYY')",
        '"5 Mar 2026"',
    ),
    "addSeconds": Entry(
        "time, number", "later, or earlier", "addSeconds(0, -1)", '"1969-12-31T23:59:59.000Z"'
    ),
    "addMinutes": Entry(
        "time, number", "later by minutes", "addMinutes(0, 1.5)", '"1970-01-01T00:01:30.000Z"'
    ),
    "addHours": Entry(
        "time, number", "later by hours", "addHours(0, 2)", '"1970-01-01T02:00:00.000Z"'
    ),
    "addDays": Entry(
        "time, count, [zone]",
        "later by days of the calendar, at the same hour of the zone",
        "addDays('2026-03-28T09:00:00Z', 1, 'Europe/Berlin')",
        '"2026-03-29T08:00:00.000Z"',
    ),
    "addWeeks": Entry(
        "time, count, [zone]", "later by weeks", "addWeeks('2026-01-31', 1)", '"2026-02-07"'
    ),
    "addMonths": Entry(
        "time, count, [zone]",
        "later by months; a day that a month lacks is its last",
        "addMonths('2026-01-31', 1)",
        '"2026-02-28"',
    ),
    "addYears": Entry(
        "time, count, [zone]", "later by years", "addYears('2024-02-29', 1)", '"2025-02-28"'
    ),
    "dateDiff": Entry(
        "start, end, unit, [zone]",
        "how many whole units from start to end",
        "dateDiff('2026-01-31', '2026-03-01', 'days')",
        "29",
    ),
    "startOf": Entry(
        "time, unit, [zone]",
        "the beginning of its hour, day, week, …",
        "startOf('2026-03-05', 'month')",
        '"2026-03-01"',
    ),
    "endOf": Entry(
        "time, unit, [zone]",
        "the last millisecond of it, of a date the last day",
        "endOf('2026-02-05', 'month')",
        '"2026-02-28"',
    ),
    "datePart": Entry(
        "time, part, [zone]",
        "its year, month, weekday (1 is Monday), …",
        "datePart('2026-03-05', 'weekday')",
        "4",
    ),
}
SECTIONS: Final[dict[str, Section]] = {
    "Text": TEXT,
    "Numbers": NUMBERS,
    "Lists and objects": LISTS,
    "Times": TIMES,
}


def reference() -> str:
    """Return the tables of `docs/functions.md`, one for each kind of function, then the tokens."""
    parts = [_table(title, section) for title, section in SECTIONS.items()]
    rows = [f"| `{name}` | {told} |" for name, (_, told) in TOKENS.items()]
    head = "### Tokens of `formatDate`\n\n| token | |\n|---|---|\n"
    return "\n".join([*parts, head + "\n".join(rows) + "\n"])


def _table(title: str, section: Section) -> str:
    rows = [
        f"| `{name}({one.arguments})` | {one.told} | `{one.example}` is `{one.result}` |"
        for name, one in section.items()
    ]
    return f"### {title}\n\n| function | | |\n|---|---|---|\n" + "\n".join(rows) + "\n"
