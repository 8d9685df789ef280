"""Regular expressions that users give: matched in linear time, whatever the text."""

from __future__ import annotations

import re2

_OPTIONS = re2.Options()
_OPTIONS.log_errors = False


def problem(pattern: str) -> str | None:
    """Return what is wrong with a pattern, None when it can be used (RE2's syntax)."""
    try:
        re2.compile(pattern, options=_OPTIONS)
    except (re2.error, ValueError) as error:
        reason = error.args[0] if error.args else error
        return reason.decode() if isinstance(reason, bytes) else str(reason)
    return None


def is_found(pattern: str, text: str) -> bool:
    """Tell whether the pattern is found anywhere in the text."""
    return re2.compile(pattern, options=_OPTIONS).search(text) is not None
