"""Names that nothing is called by: which one was meant."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from engine.errors import Issue

# Comparing is quadratic in the length, and no name of the language is longer.
_LONGEST: Final = 64
_MOST_KNOWN: Final = 200
_SHOWN: Final = 12


def nearest(name: str, known: Collection[str]) -> str | None:
    """Return the known name that looks most like this one, None where none does."""
    return _nearest(name, tuple(known)[:_MOST_KNOWN]) if len(name) <= _LONGEST else None


def meant(name: str, known: Collection[str]) -> str:
    """Return the end of a sentence on an unknown name: which one was meant, or what there is."""
    if found := nearest(name, known):
        return f"did you mean {found}?"
    shown = sorted(known)[:_SHOWN]
    more = ", …" if len(known) > _SHOWN else ""
    return f"known are {', '.join(shown)}{more}" if shown else "there are none"


def unknown_field(path: str, name: str, owner: str, known: Collection[str]) -> Issue:
    """Return the issue of a field that its owner (`a set step`, `retry`) does not have."""
    message = f"{owner} has no field {shown(name)}: {meant(name, known)}"
    return Issue(f"{path}/{escaped(name)}", "unknown_field", message)


def shown(name: str) -> str:
    """Return a name as a message quotes it, cut where it is long."""
    return repr(name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…")


def escaped(name: str) -> str:
    """Return a name as one part of a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")


@lru_cache(maxsize=1024)
def _nearest(name: str, known: tuple[str, ...]) -> str | None:
    plain = {_plain(one): one for one in reversed(known)}
    found = get_close_matches(_plain(name), plain, n=1, cutoff=0.65)
    return plain[found[0]] if found else None


def _plain(name: str) -> str:
    """Return a name without what spellings differ in: case, underscores, hyphens, blanks."""
    return name.lower().translate({ord(mark): None for mark in "_- ."})
