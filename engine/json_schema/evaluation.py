"""What one validation has left to spend, and what it has found out already."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final

from jsonschema import ValidationError

from engine import patterns
from schemas.json import Json

# About a third of a second of work; a keyword costs one, as a pattern's search does, and
# more where it goes through long lists or texts.
MOST_KEYWORDS: Final = 40_000
# What costs as much as evaluating one keyword does.
_ENTRIES_A_UNIT: Final = 16
_CHARACTERS_A_UNIT: Final = 64
_STATES_A_UNIT: Final = 16_384


class Unusable(Exception):
    """A validation that cannot be brought to an end; `code` is that of the issue it becomes."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(slots=True)
class Evaluation:
    """
    The state of one validation.

    Everything is known by identity: schema and value are both held until the validation ends, so
    that an id stands for one node.
    """

    left: int = MOST_KEYWORDS
    verdicts: dict[tuple[object, ...], list[ValidationError] | None] = field(default_factory=dict)
    usable: set[int] = field(default_factory=set)
    covers: dict[tuple[object, ...], frozenset[object]] = field(default_factory=dict)
    choices: dict[int, frozenset[str]] = field(default_factory=dict)
    _keys: dict[int, str] = field(default_factory=dict)
    _matchers: dict[str, Any] = field(default_factory=dict)

    def spend(self, units: int) -> None:
        """Take units from the budget. Raises Unusable when it is used up."""
        self.left -= units
        if self.left < 0:
            reason = f"checking takes more work than {MOST_KEYWORDS} evaluated keywords"
            raise Unusable("schema_too_costly", reason)

    def spend_for(self, *held: object) -> None:
        """Take what going once through lists, objects and texts costs."""
        sizes = (len(value) for value in held if isinstance(value, (list, dict, str)))
        self.spend(sum(sizes) // _ENTRIES_A_UNIT)

    def key_of(self, value: Json) -> str:
        """Return a text that is the same for values that JSON Schema calls equal: 1 and 1.0 are."""
        if not isinstance(value, (dict, list)):
            return json.dumps(_plain(value))
        known = self._keys.get(id(value))
        if known is None:
            known = self._keys[id(value)] = json.dumps(_plain(value), sort_keys=True)
            self.spend(len(known) // _CHARACTERS_A_UNIT)
        return known

    def choices_of(self, values: list[Json]) -> frozenset[str]:
        """Return the keys of an enumeration's values."""
        if id(values) not in self.choices:
            self.choices[id(values)] = frozenset(map(self.key_of, values))
            self.spend_for(values)
        return self.choices[id(values)]

    def is_found(self, pattern: str, text: str) -> bool:
        """Tell whether a pattern is found in a text, in a time that the budget covers."""
        matcher = self._matchers.get(pattern)
        if matcher is None:
            matcher = self._matchers[pattern] = patterns.compiled(pattern)
            self.spend(matcher.programsize)
        # One for the call itself, which costs as much as a keyword however short the text is.
        self.spend(1 + matcher.programsize * len(text) // _STATES_A_UNIT)
        return matcher.search(str(text)) is not None


_current: ContextVar[Evaluation] = ContextVar("evaluation")


def current() -> Evaluation:
    """Return the validation that goes on."""
    return _current.get()


@contextmanager
def begin() -> Iterator[Evaluation]:
    """Begin a validation, with a budget of its own."""
    begun = Evaluation()
    token = _current.set(begun)
    try:
        yield begun
    finally:
        _current.reset(token)


def _plain(value: Json) -> Json:
    """Return the value with whole floats as integers."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
