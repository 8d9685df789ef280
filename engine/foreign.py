"""Text and JSON that others wrote, as values that every part of the engine can hold."""

from __future__ import annotations

import json
from typing import Final, NoReturn, cast

from schemas.json import Json

# Far below where Python's own JSON gives up, since a value is stored inside of others.
MOST_LEVELS: Final = 200


def parsed(text: str | bytes) -> Json:
    """
    Return the value of JSON; what no text can hold is U+FFFD in it.

    Raises ValueError for NaN and infinities, and for more levels than are kept.
    """
    return well_formed_value(_loaded(text))


def read_exactly(text: str) -> Json:
    """Return the value of JSON. Raises ValueError as `parsed`, and for what no text can hold."""
    value = _loaded(text)
    if well_formed_value(value) != value:
        raise ValueError("a text has a surrogate that stands alone")
    return value


def well_formed(text: str) -> str:
    """Return the text with its surrogates joined to pairs, and U+FFFD for one that is alone."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def well_formed_value(value: Json, levels: int = MOST_LEVELS) -> Json:
    """Return the value with every text in it well-formed. Raises ValueError when it is too deep."""
    if levels < 0:
        raise ValueError("the JSON is nested too deep")
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, list):
        return [well_formed_value(item, levels - 1) for item in value]
    if isinstance(value, dict):
        return {
            well_formed(name): well_formed_value(item, levels - 1) for name, item in value.items()
        }
    return value


def _loaded(text: str | bytes) -> Json:
    try:
        return cast("Json", json.loads(text, parse_constant=_refuse, parse_float=_finite))
    except RecursionError:
        raise ValueError("the JSON is nested too deep") from None


def _refuse(name: str) -> NoReturn:
    message = f"{name} is no JSON"
    raise ValueError(message)


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError("a number is too large")
    return number
