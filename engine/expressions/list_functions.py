"""Functions of lists and objects, and those that work on text and lists alike."""

from __future__ import annotations

from typing import Final

from engine.expressions.errors import over_budget, wrong
from engine.expressions.frame import Frame
from engine.expressions.operators import holds
from engine.expressions.signatures import ANY, COUNTED, OBJECT, SERIES, SOME, WHOLE, Function
from engine.expressions.values import member
from schemas.json import Json

MAX_RANGE: Final = 1000


def _length(_frame: Frame, value: str | list[Json] | dict[str, Json] | None) -> int:
    return 0 if value is None else len(value)


def _slice(
    frame: Frame, value: str | list[Json], start: int, end: int | None = None
) -> str | list[Json]:
    part = value[start:end]
    if type(part) is str:
        frame.grow(len(part))
    else:
        frame.walk(len(part))
    return part


def _contains(frame: Frame, container: Json, item: Json) -> bool:
    return holds(frame, container, item)


def _first(_frame: Frame, value: Json) -> Json:
    return member(value, 0)


def _last(_frame: Frame, value: Json) -> Json:
    return member(value, -1)


def _keys(frame: Frame, value: dict[str, Json]) -> Json:
    frame.walk(len(value))
    return list(value)


def _values(frame: Frame, value: dict[str, Json]) -> Json:
    frame.walk(len(value))
    return list(value.values())


def _default(_frame: Frame, value: Json, otherwise: Json) -> Json:
    return otherwise if value is None else value


def _range(frame: Frame, start: int, end: int | None = None, step: int = 1) -> Json:
    if end is None:
        start, end = 0, start
    if step == 0:
        raise wrong("range: the step is zero")
    # len() of a range overflows where this does not.
    count = max(0, -((start - end) // step))
    if count > MAX_RANGE:
        raise over_budget(f"range: more than {MAX_RANGE} numbers")
    frame.walk(count)
    return list(range(start, end, step))


LIST_FUNCTIONS: Final[dict[str, Function]] = {
    "len": Function(_length, (COUNTED,)),
    "slice": Function(_slice, (SERIES, WHOLE, WHOLE), least=2),
    "contains": Function(_contains, (ANY, ANY)),
    "first": Function(_first, (SOME,)),
    "last": Function(_last, (SOME,)),
    "keys": Function(_keys, (OBJECT,)),
    "values": Function(_values, (OBJECT,)),
    "default": Function(_default, (ANY, ANY)),
    "range": Function(_range, (WHOLE, WHOLE, WHOLE), least=1),
}
