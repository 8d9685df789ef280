"""
Functions that evaluate an expression for each element of a list.

The expression is a text written out in the call: it is read when the template is, never made of
data. It sees `x`, the element, `i`, its index from 0, and what the template sees. All its work is
counted in the budget of the template.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from engine.expressions.comparing import number_in
from engine.expressions.errors import ExpressionError, over_budget, wrong
from engine.expressions.frame import CHARACTERS_PER_STEP, Evaluate, Frame
from engine.expressions.signatures import LIST, PICKED, PICKS, TEXT, WHOLE, Function
from engine.expressions.values import (
    checked_json,
    is_number,
    kind,
    to_json,
    to_text,
    truthy,
)
from schemas.json import Json

MAX_FLATTENED: Final = 64
_WHOLE_BELOW: Final = 2**63


class _ItemNames(Mapping[str, Json]):
    """What the expression sees: `x` and `i` before everything else."""

    __slots__ = ("i", "outer", "x")

    def __init__(self, outer: Mapping[str, Json]) -> None:
        self.outer = outer
        self.x: Json = None
        self.i = 0

    def __getitem__(self, name: str) -> Json:
        if name == "x":
            return self.x
        return self.i if name == "i" else self.outer[name]

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as Mapping has it
        """Return what the name stands for."""
        if name == "x":
            return self.x
        return self.i if name == "i" else self.outer.get(name, default)

    def __iter__(self) -> Iterator[str]:
        return iter({"x", "i", *self.outer})

    def __len__(self) -> int:
        return len({"x", "i", *self.outer})


def _each(frame: Frame, items: list[Json], body: Evaluate) -> Iterator[tuple[Json, Json]]:
    """Yield each element with what the expression is for it."""
    outer = frame.names
    names = _ItemNames(outer)
    try:
        for names.i, names.x in enumerate(items):
            frame.spend(1)
            item = checked_json(names.x)
            frame.names = names
            value = checked_json(body(frame))
            # The caller's own work between two elements sees what the template sees.
            frame.names = outer
            yield item, value
    except ExpressionError as error:
        # Its position is one of the expression; the place of the call is known outside.
        error.position = None
        raise
    finally:
        frame.names = outer


def _filter(body: Evaluate, frame: Frame, items: list[Json], _source: str) -> Json:
    return [item for item, value in _each(frame, items, body) if truthy(value)]


def _map(body: Evaluate, frame: Frame, items: list[Json], _source: str) -> Json:
    return [value for _, value in _each(frame, items, body)]


def _find(body: Evaluate, frame: Frame, items: list[Json], _source: str) -> Json:
    return next((item for item, value in _each(frame, items, body) if truthy(value)), None)


def _group_by(body: Evaluate, frame: Frame, items: list[Json], _source: str) -> Json:
    groups: dict[str, Json] = {}
    for item, value in _each(frame, items, body):
        if type(value) is list or type(value) is dict:
            raise wrong(f"groupBy: a group is named by text, a number or null, not {kind(value)}")
        group = groups.setdefault(to_text(frame, value), [])
        if isinstance(group, list):
            group.append(item)
    return groups


def _sort_by(
    body: Evaluate, frame: Frame, items: list[Json], _source: str, order: str = "asc"
) -> Json:
    if order not in ("asc", "desc"):
        raise wrong("sortBy: argument 3 must be asc or desc")
    pairs = list(_each(frame, items, body))
    frame.walk(len(pairs) * max(1, math.ceil(math.log2(len(pairs) or 1))))
    known = [(item, value) for item, value in pairs if value is not None]
    for _, value in known:
        frame.spend(len(value) // CHARACTERS_PER_STEP if type(value) is str else 0)
    keys = _sort_keys([value for _, value in known])
    places = sorted(range(len(known)), key=keys.__getitem__, reverse=order == "desc")
    # What has no key comes last, whatever the order.
    return [known[place][0] for place in places] + [x for x, value in pairs if value is None]


def _sort_keys(values: list[Json]) -> list[Any]:
    """Return values that can be ordered: all numbers, all text, or all booleans."""
    numbers = [number_in(one) if type(one) is str else one for one in values]
    if all(is_number(one) for one in numbers):
        return [*numbers]
    for one in (str, bool):
        if all(type(value) is one for value in values):
            return [*values]
    raise wrong("sortBy: the values to sort by must be all numbers or all text")


def _unique(
    body: Evaluate | None, frame: Frame, items: list[Json], _source: str | None = None
) -> Json:
    pairs = ((item, item) for item in items) if body is None else _each(frame, items, body)
    seen: dict[str, Json] = {}
    for item, value in pairs:
        frame.spend(1)
        seen.setdefault(to_json(frame, _normal(value), canonical=True), item)
    return list(seen.values())


def _normal(value: Json) -> Json:
    """Return the value with whole fractions as whole numbers, since those are equal."""
    if type(value) is float and value.is_integer() and abs(value) < _WHOLE_BELOW:
        return int(value)
    if type(value) is list:
        return [_normal(item) for item in value]
    if type(value) is dict:
        return {key: _normal(item) for key, item in value.items()}
    return value


def _flatten(frame: Frame, items: list[Json], depth: int = 1) -> Json:
    if not 0 <= depth <= MAX_FLATTENED:
        raise over_budget(f"flatten: argument 2 is from 0 to {MAX_FLATTENED}")
    for _ in range(depth):
        if not any(type(item) is list for item in items):
            break
        flat: list[Json] = []
        for item in items:
            frame.spend(1)
            inner = item if type(item) is list else [item]
            frame.walk(len(inner))
            flat.extend(inner)
        items = flat
    return items


def _pick(frame: Frame, value: Json, *names: Json) -> Json:
    wanted: list[Json] = []
    for name in names:
        wanted.extend(name if type(name) is list else [name])
    if not all(type(name) is str for name in wanted):
        raise wrong("pick: the names must be text")
    if type(value) is list:
        return [_picked(frame, item, wanted) for item in value]
    return _picked(frame, value, wanted)


def _picked(frame: Frame, value: Json, names: list[Json]) -> Json:
    frame.spend(1 + len(names))
    if type(value) is not dict:
        raise wrong(f"pick: takes an object or a list of objects, not {kind(value)}")
    return {name: value[name] for name in names if isinstance(name, str) and name in value}


def _order_problem(texts: Sequence[Json]) -> str | None:
    is_wrong = len(texts) > 2 and texts[2] not in (None, "asc", "desc")  # noqa: PLR2004, third
    return "argument 3 must be asc or desc" if is_wrong else None


ITEM_FUNCTIONS: Final[dict[str, Function]] = {
    "filter": Function(_filter, (LIST, TEXT)),
    "map": Function(_map, (LIST, TEXT)),
    "find": Function(_find, (LIST, TEXT)),
    "groupBy": Function(_group_by, (LIST, TEXT)),
    "sortBy": Function(_sort_by, (LIST, TEXT, TEXT), least=2, check=_order_problem),
    "unique": Function(_unique, (LIST, TEXT), least=1),
    "flatten": Function(_flatten, (LIST, WHOLE), least=1),
    "pick": Function(_pick, (PICKED, PICKS), repeats=True),
}
