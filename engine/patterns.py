"""Regular expressions that users give: matched in linear time, whatever the text."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import re2

from engine import allowance

# A pattern that is too large is found to be so only when most of it was made.
_REFUSED_UNITS: Final = 5_000
_OPTIONS = re2.Options()
_OPTIONS.log_errors = False


def problem(pattern: str) -> str | None:
    """Return what is wrong with a pattern, None when it can be used (RE2's syntax)."""
    if allowance.is_spent():
        return allowance.SPENT
    try:
        allowance.charge(int(compiled(pattern).programsize))
    except (re2.error, ValueError) as error:
        allowance.charge(_REFUSED_UNITS)
        reason = error.args[0] if error.args else error
        return reason.decode() if isinstance(reason, bytes) else str(reason)
    return None


@lru_cache(maxsize=256)
def compiled(pattern: str) -> Any:  # noqa: ANN401, re2 has no types
    """Return a usable pattern made ready; its `programsize` is what each character may cost."""
    return re2.compile(pattern, options=_OPTIONS)


def cost_of(pattern: str, text: str) -> int:
    """Return how many states the search may go through: all of them at each character."""
    return int(compiled(pattern).programsize) * len(text)


def is_found(pattern: str, text: str) -> bool:
    """Tell whether the pattern is found anywhere in the text."""
    return compiled(pattern).search(text) is not None
