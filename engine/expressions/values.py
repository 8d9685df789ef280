"""
JSON values as expressions see them.

A missing value is null: nothing an expression can say tells the two apart. Types are compared
exactly, so that no subclass with behaviour of its own ever takes part.
"""

from __future__ import annotations

import json
import math
from typing import Final, TypeGuard

from engine.expressions.errors import ExpressionError, wrong
from engine.expressions.frame import MAX_DEPTH, MAX_RESULT, Frame, too_deep, too_large
from schemas.json import Json

INTEGER_BOUND: Final = 2**63
PRINTED_WHOLE_BELOW: Final = 1e21
NUMBERS: Final[frozenset[type]] = frozenset({int, float})
SCALARS: Final[frozenset[type]] = frozenset({bool, int, float, str, type(None)})
JSON_TYPES: Final[frozenset[type]] = SCALARS | {list, dict}

_KINDS: Final[dict[type, str]] = {
    type(None): "null",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "text",
    list: "a list",
    dict: "an object",
}
_COMPACT: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_CANONICAL: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True
)


def kind(value: Json) -> str:
    """Return the value's type in words, fit for a message."""
    return _KINDS.get(type(value), "a value that is not JSON")


def is_number(value: Json) -> TypeGuard[int | float]:
    """Tell whether the value is a number; a boolean is none."""
    return type(value) in NUMBERS


def checked_number(value: float) -> int | float:
    """Return the number. Raises ExpressionError beyond ±2^63, for NaN and for infinities."""
    if type(value) is int:
        if not -INTEGER_BOUND <= value < INTEGER_BOUND:
            raise wrong("an integer is outside ±2^63")
    elif not math.isfinite(value):
        raise wrong("a number is infinite or undefined")
    return value


def checked_json(value: Json) -> Json:
    """Return the value. Raises ExpressionError when it is a host object."""
    if type(value) not in JSON_TYPES:
        raise wrong("a variable holds a value that is not JSON")
    return value


def truthy(value: Json) -> bool:
    """Tell whether JavaScript takes the value for true: empty lists and objects count as true."""
    return bool(value) if type(value) in SCALARS else True


def key_of(value: Json) -> str | None:
    """Return the object key the value stands for, None when it cannot be one."""
    if type(value) is str:
        return value
    if type(value) is int and -INTEGER_BOUND <= value < INTEGER_BOUND:
        return str(value)
    return None


def member(value: Json, key: Json) -> Json:
    """Return an own member: an object's key, an element by index, or a `length`; else None."""
    if type(value) is dict:
        name = key_of(key)
        return None if name is None else value.get(name)
    if type(value) is list or type(value) is str:
        if type(key) is int:
            return value[key] if -len(value) <= key < len(value) else None
        return len(value) if key == "length" else None
    return None


def measure(value: Json) -> int:
    """Return a lower bound of the value's length as JSON. Raises ExpressionError over budget."""
    total = 0
    level: list[Json] = [value]
    for _ in range(MAX_DEPTH + 1):
        below: list[Json] = []
        for item in level:
            total += _own_size(item)
            if total > MAX_RESULT:
                raise too_large()
            if type(item) is list:
                below.extend(item)
            elif type(item) is dict:
                below.extend(item.values())
        if not below:
            return total
        level = below
    raise too_deep()


def _own_size(value: Json) -> int:
    if type(value) is str:
        return len(value) + 2
    if type(value) is list:
        return len(value) + 2
    if type(value) is dict:
        return 2 + 4 * len(value) + keys_size(value)
    checked_json(value)
    return 1


def keys_size(value: dict[str, Json]) -> int:
    """Return the length of an object's keys. Raises ExpressionError when one is not text."""
    try:
        return len("".join(value))
    except TypeError:
        raise wrong("an object has a key that is not text") from None


def to_json(frame: Frame, value: Json, *, canonical: bool = False) -> str:
    """Return the value as compact JSON, with sorted keys when `canonical`."""
    frame.grow(measure(value))
    try:
        text = (_CANONICAL if canonical else _COMPACT).encode(value)
    except ValueError:
        raise wrong("a number is outside what JSON can hold") from None
    # Escapes can make it longer than measured.
    if len(text) > MAX_RESULT:
        raise too_large()
    return text


def to_text(frame: Frame, value: Json) -> str:
    """Return the value as text: null is empty, containers are compact JSON."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    if type(value) is bool:
        return "true" if value else "false"
    if is_number(value):
        return number_text(checked_number(value))
    return to_json(frame, value)


def number_text(number: float) -> str:
    """Return the number as JavaScript prints it: a whole float has no fraction."""
    if type(number) is float and number.is_integer() and abs(number) < PRINTED_WHOLE_BELOW:
        return str(int(number))
    return repr(number)


def equal(frame: Frame, left: Json, right: Json) -> bool:
    """Tell whether two values are the same JSON; only integers and floats mix types."""
    pairs = [(left, right)]
    while pairs:
        one, other = pairs.pop()
        if type(one) is list and type(other) is list:
            if len(one) != len(other):
                return False
            frame.walk(len(one))
            pairs.extend(zip(one, other, strict=True))
        elif type(one) is dict and type(other) is dict:
            if one.keys() != other.keys():
                return False
            frame.walk(len(one))
            pairs.extend((item, other[key]) for key, item in one.items())
        elif not _same_scalar(one, other):
            return False
    return True


def _same_scalar(left: Json, right: Json) -> bool:
    if type(left) is type(right):
        return type(left) in SCALARS and left == right
    return is_number(left) and is_number(right) and left == right


def encoded(text: str, user: str) -> bytes:
    """Return the text as UTF-8 for `user`. Raises ExpressionError for an unpaired surrogate."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise unpaired_surrogate(user) from None


def unpaired_surrogate(user: str, position: int | None = None) -> ExpressionError:
    """Return the error for text that is no valid Unicode."""
    return wrong(f"{user}: the text holds an unpaired surrogate", position)
