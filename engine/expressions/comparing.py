"""
How values of different types are compared: one rule for the language and the steps.

Numbers compare as numbers, and so does text that is a number where the other side can be one too.
Other text compares with text, character by character; nothing else has an order.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from typing import Any, Final

from engine.expressions.errors import wrong
from engine.expressions.frame import Frame
from engine.expressions.values import equal, is_number, kind
from schemas.json import Json

MAX_NUMBER_TEXT: Final = 400
NUMBER_TEXT: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
INTEGER_TEXT: Final = re.compile(r"[+-]?[0-9]+")

_ORDERS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def number_in(text: str) -> int | float | None:
    """Return the number that a text is, blanks around it or not; None for any other text."""
    bare = text.strip() if len(text) <= MAX_NUMBER_TEXT else ""
    if not NUMBER_TEXT.fullmatch(bare):
        return None
    number = int(bare) if INTEGER_TEXT.fullmatch(bare) else float(bare)
    return number if math.isfinite(number) else None


def is_ordered(symbol: str, left: Json, right: Json) -> bool:
    """Tell whether `left symbol right` holds. Raises ExpressionError for what has no order."""
    compare, one, other = _ORDERS[symbol], _number(left), _number(right)
    if one is not None and other is not None:
        return compare(one, other)
    if type(left) is str and type(right) is str:
        return compare(left, right)
    hint = ""
    if {type(left), type(right)} & {int, float} and str in {type(left), type(right)}:
        hint = ", since the text is not a number"
    raise wrong(f"'{symbol}' cannot compare {kind(left)} with {kind(right)}{hint}")


def is_same(frame: Frame, left: Json, right: Json) -> bool:
    """Tell whether two values are equal, a number and a text of that number included."""
    if is_number(left) and type(right) is str:
        return left == number_in(right)
    if is_number(right) and type(left) is str:
        return right == number_in(left)
    return equal(frame, left, right)


def _number(value: Json) -> int | float | None:
    if is_number(value):
        return value
    return number_in(value) if type(value) is str else None
