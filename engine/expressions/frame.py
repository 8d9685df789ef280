"""One evaluation: what it may see and how much it may still do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from engine.expressions.errors import ExpressionError, over_budget
from schemas.json import Json

MAX_SOURCE: Final = 10_000
MAX_STEPS: Final = 20_000
MAX_RESULT: Final = 1_000_000
MAX_DEPTH: Final = 64

# What one step pays for where the interpreter loops natively instead of evaluating.
ELEMENTS_PER_STEP: Final = 16
CHARACTERS_PER_STEP: Final = 256


@dataclass(frozen=True, slots=True)
class Scope:
    """
    What an expression can reach: variables by name, the run's clock and its ids.

    `names` is looked up with `get` and only when used, so it may be lazy; `now` is aware.
    """

    names: Mapping[str, Json]
    now: datetime
    uuid: Callable[[], str]


class Frame:
    """A scope with the budgets of one render."""

    __slots__ = ("names", "renders_keys", "scope", "size", "steps")

    def __init__(self, scope: Scope, *, renders_keys: bool = False) -> None:
        self.scope = scope
        self.names = scope.names
        self.steps = MAX_STEPS
        self.size = 0
        self.renders_keys = renders_keys

    def spend(self, steps: int) -> None:
        """Take `steps` from the budget. Raises ExpressionError when none are left."""
        self.steps -= steps
        if self.steps < 0:
            raise exhausted()

    def walk(self, elements: int) -> None:
        """Pay for visiting or producing that many list elements or object keys."""
        self.spend(elements // ELEMENTS_PER_STEP)

    def grow(self, characters: int) -> None:
        """Pay for a text of that length, before it is made."""
        if characters > MAX_RESULT:
            raise too_large()
        self.spend(characters // CHARACTERS_PER_STEP)

    def keep(self, size: int) -> None:
        """Count `size` characters towards what this render returns."""
        self.size += size
        if self.size > MAX_RESULT:
            raise too_large()


Evaluate: TypeAlias = Callable[[Frame], Json]


def exhausted() -> ExpressionError:
    """Return the error for work beyond the step budget."""
    return over_budget(f"the expression does too much work (more than {MAX_STEPS} steps)")


def too_large() -> ExpressionError:
    """Return the error for a result beyond the size budget."""
    return over_budget(f"the result is larger than {MAX_RESULT} characters")


def too_deep(position: int | None = None) -> ExpressionError:
    """Return the error for nesting beyond the depth budget."""
    return over_budget(f"nested more than {MAX_DEPTH} levels deep", position)
