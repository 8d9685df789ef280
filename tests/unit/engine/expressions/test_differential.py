"""The compiled language against a slow one that walks its own trees, written from the rules."""

from __future__ import annotations

import json
import math
import re

from hypothesis import given
from hypothesis import strategies as st

from engine.expressions import ExpressionError, evaluate

NAMES = {
    "a": {"b": [1, 2.5, "x", None], "c": {"length": 3}, "0": "zero"},
    "n": -7,
    "s": "héllo",
    "t": True,
    "z": 0,
    "e": [],
}
PRECEDENCE = {
    "?:": 0,
    "??": 1,
    "||": 2,
    "&&": 3,
    "==": 4,
    "!=": 4,
    "===": 4,
    "!==": 4,
    "<": 5,
    "<=": 5,
    ">": 5,
    ">=": 5,
    "in": 5,
    "+": 6,
    "-": 6,
    "*": 7,
    "/": 7,
    "%": 7,
}
UNARY, ATOM = 8, 9


class Wrong(Exception):
    """What the language must refuse."""


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def in_range(value):
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise Wrong
    if isinstance(value, float) and not math.isfinite(value):
        raise Wrong
    return value


def same(left, right):
    if is_number(left) and is_number(right):
        return left == right
    if type(left) is not type(right):
        return False
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return set(left) == set(right) and all(same(left[key], right[key]) for key in left)
    return left == right


def text(value):
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def true(value):
    return isinstance(value, (list, dict)) or bool(value)


def member(value, key):
    whole = isinstance(key, int) and not isinstance(key, bool)
    if isinstance(value, dict):
        return value.get(str(key) if whole else key) if whole or isinstance(key, str) else None
    if isinstance(value, (list, str)):
        if key == "length" and isinstance(key, str):
            return len(value)
        if whole and key in range(-len(value), len(value)):
            return value[key]
    return None


def arithmetic(operator, left, right):
    if not (is_number(left) and is_number(right)):
        raise Wrong
    if operator in "/%" and right == 0:
        raise Wrong
    if operator == "/":
        whole = isinstance(left, int) and isinstance(right, int) and left % right == 0
        return in_range(left // right if whole else left / right)
    if operator == "%":
        if isinstance(left, int) and isinstance(right, int):
            return int(math.copysign(1, left)) * (abs(left) % abs(right))
        return math.fmod(left, right)
    return in_range({"+": left + right, "-": left - right, "*": left * right}[operator])


def negative(value):
    if not is_number(value):
        raise Wrong
    return in_range(-value)


def plus(left, right):
    if isinstance(left, str) or isinstance(right, str):
        return text(left) + text(right)
    if isinstance(left, list) and isinstance(right, list):
        return [*left, *right]
    return arithmetic("+", left, right)


def numeric(value):
    """Return a text that is a number as that number, everything else as it is."""
    if not isinstance(value, str) or not re.fullmatch(r"[-+0-9.eE ]*[0-9.] *", value):
        return value
    for reading in (int, float):
        try:
            number = reading(value)
        except ValueError:
            continue
        return number if math.isfinite(number) else value
    return value


def ordered(operator, left, right):
    numbers = [numeric(side) for side in (left, right)]
    if all(map(is_number, numbers)):
        left, right = numbers
    both_text = isinstance(left, str) and isinstance(right, str)
    if not (both_text or (is_number(left) and is_number(right))):
        raise Wrong
    less, more = left < right, left > right
    return {"<": less, ">": more, "<=": not more, ">=": not less}[operator]


def inside(item, container):
    if container is None:
        return False
    if isinstance(container, list):
        return any(same(item, element) for element in container)
    if isinstance(container, dict):
        whole = isinstance(item, int) and not isinstance(item, bool)
        return str(item) in container if whole or isinstance(item, str) else False
    if isinstance(container, str) and isinstance(item, str):
        return container.find(item) >= 0
    raise Wrong


def binary(operator, left, right):
    if operator in ("==", "==="):
        return same(left, right)
    if operator in ("!=", "!=="):
        return not same(left, right)
    if operator == "in":
        return inside(left, right)
    if operator == "+":
        return plus(left, right)
    if operator in "-*/%":
        return arithmetic(operator, left, right)
    return ordered(operator, left, right)


def call(name, values):
    (value,) = values
    if name == "str":
        return text(value)
    if name == "len" and (value is None or isinstance(value, (str, list, dict))):
        return len(value or "")
    if name == "first" and (value is None or isinstance(value, (str, list))):
        return member(value, 0)
    if name == "keys" and isinstance(value, dict):
        return list(value)
    if name == "abs" and is_number(value):
        return in_range(abs(value))
    raise Wrong


def walk(tree):
    kind, *rest = tree
    return WALKS[kind](*rest)


def decide(operator, left, right):
    value = walk(left)
    if operator == "&&":
        return walk(right) if true(value) else value
    if operator == "||":
        return value if true(value) else walk(right)
    if operator == "??":
        return walk(right) if value is None else value
    return binary(operator, value, walk(right))


WALKS = {
    "value": lambda value: value,
    "name": NAMES.get,
    "member": lambda base, key: member(walk(base), walk(key)),
    "negation": lambda operand: not true(walk(operand)),
    "minus": lambda operand: negative(walk(operand)),
    "choice": lambda test, then, other: walk(then) if true(walk(test)) else walk(other),
    "list": lambda items: [walk(item) for item in items],
    "object": lambda pairs: {key: walk(item) for key, item in pairs},
    "call": lambda name, argument: call(name, [walk(argument)]),
    "binary": decide,
}


class Writer:
    """Writes a tree as source, with brackets where precedence asks for them, or everywhere."""

    def __init__(self, *, everywhere):
        self.everywhere = everywhere

    def write(self, tree, needed=0):
        kind, *rest = tree
        own, source = getattr(self, kind)(*rest)
        return f"({source})" if own < needed or (self.everywhere and own < ATOM) else source

    def value(self, value):
        return UNARY if is_number(value) and value < 0 else ATOM, json.dumps(value)

    def name(self, name):
        return ATOM, name

    def member(self, base, key):
        return ATOM, f"{self.write(base, ATOM)}[{self.write(key)}]"

    def negation(self, operand):
        return UNARY, "!" + self.write(operand, UNARY)

    def minus(self, operand):
        return UNARY, "-" + self.write(operand, UNARY)

    def choice(self, test, then, other):
        return 0, f"{self.write(test, 1)} ? {self.write(then)} : {self.write(other)}"

    def list(self, items):
        return ATOM, f"[{', '.join(self.write(item) for item in items)}]"

    def object(self, pairs):
        inner = ", ".join(f"{json.dumps(key)}: {self.write(item)}" for key, item in pairs)
        return ATOM, "{" + inner + "}"

    def call(self, name, argument):
        return ATOM, f"{name}({self.write(argument)})"

    def binary(self, operator, left, right):
        level = PRECEDENCE[operator]
        return level, f"{self.write(left, level)} {operator} {self.write(right, level + 1)}"


LEAVES = st.one_of(
    st.tuples(st.just("name"), st.sampled_from([*NAMES, "unknown"])),
    st.tuples(
        st.just("value"),
        st.none()
        | st.booleans()
        | st.integers(-5, 5)
        | st.sampled_from(
            [2**63 - 1, 2.5, 1e300, 0.0, "", "x", "b", "length", "0", "-1.5", " 2 ", "\n\"'{{}}"]
        ),
    ),
)


def larger(inner):
    operators = st.sampled_from(sorted(set(PRECEDENCE) - {"?:"}))
    functions = st.sampled_from(["str", "len", "first", "keys", "abs"])
    pair = st.tuples(st.sampled_from(["a", "b", "in", "__proto__", "'"]), inner)
    return st.one_of(
        st.tuples(st.just("binary"), operators, inner, inner),
        st.tuples(st.just("member"), inner, inner),
        st.tuples(st.sampled_from(["negation", "minus"]), inner),
        st.tuples(st.just("choice"), inner, inner, inner),
        st.tuples(st.just("list"), st.lists(inner, max_size=3)),
        st.tuples(st.just("object"), st.lists(pair, max_size=3)),
        st.tuples(st.just("call"), functions, inner),
    )


def result(compute):
    try:
        return json.dumps(compute())
    except (ExpressionError, Wrong):
        return "refused"


@given(tree=st.recursive(LEAVES, larger, max_leaves=14))
def test_every_tree_means_what_the_naive_walk_says(scope, tree):
    expected = result(lambda: walk(tree))

    for everywhere in (False, True):
        source = Writer(everywhere=everywhere).write(tree)
        assert result(lambda source=source: evaluate(source, scope(NAMES))) == expected, source
