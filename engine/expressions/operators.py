"""What the operators do."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Final, TypeAlias

from engine.expressions.comparing import is_ordered
from engine.expressions.errors import wrong
from engine.expressions.frame import CHARACTERS_PER_STEP, Frame
from engine.expressions.values import (
    checked_number,
    equal,
    is_number,
    key_of,
    kind,
    to_text,
)
from schemas.json import Json

Binary: TypeAlias = Callable[[Frame, Json, Json], Json]


def add(frame: Frame, left: Json, right: Json) -> Json:
    """Return the sum of numbers, the join with a text, or two lists after each other."""
    if is_number(left) and is_number(right):
        return checked_number(checked_number(left) + checked_number(right))
    if type(left) is str or type(right) is str:
        head, tail = to_text(frame, left), to_text(frame, right)
        frame.grow(len(head) + len(tail))
        return head + tail
    if type(left) is list and type(right) is list:
        frame.grow(len(left) + len(right))
        frame.walk(len(left) + len(right))
        return left + right
    raise wrong(f"'+' cannot add {kind(left)} and {kind(right)}")


def _arithmetic(symbol: str, compute: Callable[[float, float], float]) -> Binary:
    def apply(_frame: Frame, left: Json, right: Json) -> Json:
        if not (is_number(left) and is_number(right)):
            raise wrong(f"'{symbol}' wants two numbers, not {kind(left)} and {kind(right)}")
        try:
            return checked_number(compute(checked_number(left), checked_number(right)))
        except ZeroDivisionError:
            raise wrong(f"'{symbol}' by zero") from None

    return apply


def _divide(left: float, right: float) -> float:
    exact = type(left) is int and type(right) is int and left % right == 0
    return left // right if exact else left / right


def _remainder(left: float, right: float) -> float:
    if type(left) is int and type(right) is int:
        # JavaScript's sign is the dividend's, Python's the divisor's.
        return abs(left) % abs(right) * (-1 if left < 0 else 1)
    if right == 0:
        raise ZeroDivisionError
    return math.fmod(left, right)


def _ordered(symbol: str) -> Binary:
    def apply(frame: Frame, left: Json, right: Json) -> Json:
        if type(left) is str and type(right) is str:
            frame.spend(min(len(left), len(right)) // CHARACTERS_PER_STEP)
        return is_ordered(symbol, left, right)

    return apply


def _differs(frame: Frame, left: Json, right: Json) -> bool:
    return not equal(frame, left, right)


def holds(frame: Frame, container: Json, item: Json) -> bool:
    """Tell whether a list has the element, an object the key, or a text the part; null has none."""
    if type(container) is list:
        frame.walk(len(container))
        return any(equal(frame, element, item) for element in container)
    if type(container) is dict:
        return key_of(item) in container
    if type(container) is str and type(item) is str:
        frame.spend(len(container) // CHARACTERS_PER_STEP)
        return item in container
    if container is None:
        return False
    raise wrong(f"{kind(container)} cannot hold {kind(item)}")


def _is_in(frame: Frame, left: Json, right: Json) -> bool:
    return holds(frame, right, left)


def signed(symbol: str, value: Json) -> Json:
    """Return the number with `symbol`, + or -, before it."""
    if not is_number(value):
        raise wrong(f"'{symbol}' wants a number, not {kind(value)}")
    number = checked_number(value)
    return checked_number(-number) if symbol == "-" else number


BINARY: Final[dict[str, Binary]] = {
    "+": add,
    "-": _arithmetic("-", operator.sub),
    "*": _arithmetic("*", operator.mul),
    "/": _arithmetic("/", _divide),
    "%": _arithmetic("%", _remainder),
    "==": equal,
    "===": equal,
    "!=": _differs,
    "!==": _differs,
    "<": _ordered("<"),
    "<=": _ordered("<="),
    ">": _ordered(">"),
    ">=": _ordered(">="),
    "in": _is_in,
}
