"""
Errors that a run went on with, counted: what "completed with errors" means.

`steps` failed and were to be continued; `items` of loops and `branches` failed and the step went on
without them. Those of child runs are added to their parent's. An error that an error path or
another attempt handled is none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

STEPS: Final = "steps"
ITEMS: Final = "items"
BRANCHES: Final = "branches"
KINDS: Final = (STEPS, ITEMS, BRANCHES)
Counts = Mapping[str, int]
NONE: Final[Counts] = {}


def plus(*counts: Counts) -> dict[str, int]:
    """Return the sum of counts; what was not counted is left out."""
    found: Counter[str] = Counter()
    for one in counts:
        found.update(one)
    return {kind: found[kind] for kind in KINDS if found[kind]}


def shown(counts: Counts) -> dict[str, int]:
    """Return counts as callers see them: every kind, 0 for none."""
    return {kind: counts.get(kind, 0) for kind in KINDS}
