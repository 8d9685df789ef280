"""How a function of the language says what it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from engine.expressions.errors import wrong
from engine.expressions.frame import Frame
from engine.expressions.values import JSON_TYPES, checked_number, is_number, kind
from schemas.json import Json


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an argument may be: `label` reads after "must be"."""

    label: str
    types: frozenset[type]


TEXT: Final = Parameter("text", frozenset({str}))
NUMBER: Final = Parameter("a number", frozenset({int, float}))
WHOLE: Final = Parameter("a whole number", frozenset({int}))
LIST: Final = Parameter("a list", frozenset({list}))
OBJECT: Final = Parameter("an object", frozenset({dict}))
SERIES: Final = Parameter("text or a list", frozenset({str, list}))
SOME: Final = Parameter("text, a list or null", frozenset({str, list, type(None)}))
COUNTED: Final = Parameter(
    "text, a list, an object or null", frozenset({str, list, dict, type(None)})
)
SCALAR: Final = Parameter("text, a number or a boolean", frozenset({str, int, float, bool}))
INSTANT: Final = Parameter(
    "an RFC 3339 time or milliseconds since 1970", frozenset({str, int, float})
)
PICKED: Final = Parameter("an object or a list of objects", frozenset({dict, list}))
PICKS: Final = Parameter("text or a list of text", frozenset({str, list}))
ANY: Final = Parameter("a JSON value", JSON_TYPES)


def _nothing_wrong(texts: Sequence[Json]) -> str | None:
    del texts
    return None


@dataclass(frozen=True, slots=True)
class Function:
    """
    A function of the language.

    `takes` has one parameter per position, of which the first `least` are required (all, unless
    said); with `repeats` the last one may come any number of times. `apply` gets the frame, then
    the arguments, each of a type its parameter names, numbers finite and in range. `check` gets the
    texts that are written out as arguments, None for any other, and returns what is wrong.
    """

    apply: Callable[..., Json]
    takes: Sequence[Parameter] = ()
    least: int | None = None
    repeats: bool = False
    check: Callable[[Sequence[Json]], str | None] = _nothing_wrong

    def count_problem(self, count: int) -> str | None:
        """Return what is wrong with that many arguments, None when nothing is."""
        least = len(self.takes) if self.least is None else self.least
        most = None if self.repeats else len(self.takes)
        if count >= least and (most is None or count <= most):
            return None
        if most is None:
            return f"takes {least} or more arguments, not {count}"
        wanted = str(most) if least == most else f"{least} to {most}"
        return f"takes {wanted} argument{'' if wanted == '1' else 's'}, not {count}"

    def call(self, name: str, frame: Frame, values: Sequence[Json]) -> Json:
        """Return the result of `name` for these arguments. Raises ExpressionError."""
        for index, value in enumerate(values):
            parameter = self.takes[min(index, len(self.takes) - 1)]
            if type(value) not in parameter.types:
                place = f"argument {index + 1}"
                raise wrong(f"{name}: {place} must be {parameter.label}, not {kind(value)}")
            if is_number(value):
                checked_number(value)
        return self.apply(frame, *values)
