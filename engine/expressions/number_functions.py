"""Functions of numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from engine.expressions.comparing import INTEGER_TEXT, MAX_NUMBER_TEXT, NUMBER_TEXT
from engine.expressions.errors import wrong
from engine.expressions.frame import Frame
from engine.expressions.signatures import ANY, LIST, NUMBER, SCALAR, WHOLE, Function
from engine.expressions.values import checked_number, is_number, kind
from schemas.json import Json

MAX_DIGITS: Final = 15
# Enough for every digit of every float.
_EXACT: Final = Context(prec=400, rounding=ROUND_HALF_UP)


def _sum(frame: Frame, items: list[Json]) -> Json:
    frame.walk(len(items))
    total: int | float = 0
    for item in items:
        if not is_number(item):
            raise wrong(f"sum: every element must be a number, not {kind(item)}")
        total = checked_number(total + checked_number(item))
    return total


def _extreme(name: str, pick: Callable[[list[Json]], Json]) -> Callable[..., Json]:
    def extreme(frame: Frame, *values: Json) -> Json:
        only = values[0]
        items = only if len(values) == 1 and type(only) is list else [*values]
        frame.walk(len(items))
        numbers = all(is_number(item) for item in items)
        if not numbers and not all(type(item) is str for item in items):
            raise wrong(f"{name}: the values must be all numbers or all text")
        return pick(items) if items else None

    return extreme


def _smallest(items: list[Json]) -> Json:
    return min(items)  # type: ignore[type-var] # all numbers or all text, checked above


def _largest(items: list[Json]) -> Json:
    return max(items)  # type: ignore[type-var] # all numbers or all text, checked above


def _round(_frame: Frame, value: float, digits: int = 0) -> Json:
    if abs(digits) > MAX_DIGITS:
        raise wrong(f"round: argument 2 is outside ±{MAX_DIGITS}")
    # By the digits people see: 1.005 becomes 1.01 although its binary form is just below.
    rounded = Decimal(repr(value)).quantize(Decimal((0, (1,), -digits)), context=_EXACT)
    return checked_number(float(rounded) if digits > 0 and type(value) is float else int(rounded))


def _floor(_frame: Frame, value: float) -> Json:
    return checked_number(math.floor(value))


def _ceil(_frame: Frame, value: float) -> Json:
    return checked_number(math.ceil(value))


def _abs(_frame: Frame, value: float) -> Json:
    return checked_number(abs(value))


def _number(_frame: Frame, value: str | float) -> Json:
    if type(value) is not str:
        return int(value) if type(value) is bool else value
    text = value.strip() if len(value) <= MAX_NUMBER_TEXT else ""
    if not NUMBER_TEXT.fullmatch(text):
        raise wrong("number: the text is not a number")
    return checked_number(int(text) if INTEGER_TEXT.fullmatch(text) else float(text))


NUMBER_FUNCTIONS: Final[dict[str, Function]] = {
    "sum": Function(_sum, (LIST,)),
    "min": Function(_extreme("min", _smallest), (ANY,), least=1, repeats=True),
    "max": Function(_extreme("max", _largest), (ANY,), least=1, repeats=True),
    "round": Function(_round, (NUMBER, WHOLE), least=1),
    "floor": Function(_floor, (NUMBER,)),
    "ceil": Function(_ceil, (NUMBER,)),
    "abs": Function(_abs, (NUMBER,)),
    "number": Function(_number, (SCALAR,)),
}
