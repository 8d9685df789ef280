"""
What all that one definition makes us evaluate may cost together.

Each schema, pattern and cron has a bound of its own, and a definition may hold hundreds of them. A
unit is about what evaluating one keyword of a schema takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

MOST_UNITS: Final = 100_000
SPENT: Final = (
    "the schemas, patterns and crons up to here take too much work to check: split the flow"
)


@dataclass(slots=True)
class Allowance:
    """The units that are left, below 0 after the check that was one too many."""

    left: int = MOST_UNITS


_current: ContextVar[Allowance | None] = ContextVar("allowance", default=None)


@contextmanager
def allowance() -> Iterator[Allowance]:
    """Let everything that is checked inside share one allowance."""
    begun = Allowance()
    token = _current.set(begun)
    try:
        yield begun
    finally:
        _current.reset(token)


def charge(units: int) -> None:
    """Take units from the allowance, where there is one."""
    given = _current.get()
    if given is not None:
        given.left -= units


def is_spent() -> bool:
    """Tell whether nothing is left, so that nothing more is to be checked."""
    given = _current.get()
    return given is not None and given.left <= 0
