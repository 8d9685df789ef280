"""Values that tell themselves in few words, so that no message costs more than it is worth."""

from __future__ import annotations

from itertools import islice
from typing import Final, cast

from schemas.json import Json

_LONG_TEXT: Final = 80
_MOST_ENTRIES: Final = 5
_MOST_LEVELS: Final = 2


class _Object(dict[str, Json]):
    __slots__ = ()

    def __repr__(self) -> str:
        return _told(self, _MOST_LEVELS)


class _Array(list[Json]):
    __slots__ = ()

    def __repr__(self) -> str:
        return _told(self, _MOST_LEVELS)


class _Text(str):
    __slots__ = ()

    def __repr__(self) -> str:
        return _told(str(self), 0)


def told_shortly(value: Json) -> Json:
    """Return an equal value whose `repr` has a bounded length. Raises RecursionError."""
    if isinstance(value, dict):
        return _Object({name: told_shortly(item) for name, item in value.items()})
    if isinstance(value, list):
        return _Array(map(told_shortly, value))
    return _Text(value) if isinstance(value, str) and len(value) > _LONG_TEXT else value


def _told(value: Json, levels: int) -> str:
    if isinstance(value, dict):
        pairs = islice(value.items(), _MOST_ENTRIES if levels else 0)
        told = [f"{_told(name, 0)}: {_told(item, levels - 1)}" for name, item in pairs]
        return f"{{{_joined(told, len(value))}}}"
    if isinstance(value, list):
        told = [_told(item, levels - 1) for item in value[: _MOST_ENTRIES if levels else 0]]
        return f"[{_joined(told, len(value))}]"
    if isinstance(value, str) and len(value) > _LONG_TEXT:
        return repr(f"{str(value)[:_LONG_TEXT]}...")
    return repr(cast("object", value))


def _joined(told: list[str], count: int) -> str:
    return ", ".join(told if len(told) == count else [*told, "..."])
