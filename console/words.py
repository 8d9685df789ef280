"""How values read on a page: times, durations, names of things."""

from __future__ import annotations

import difflib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import g, has_request_context

from engine import clock

# What stands where there is nothing: a dash as wide as a digit.
NONE = "\N{EN DASH}"
STATUSES = ("queued", "running", "waiting", "completed", "failed", "canceled")
_STEPS = ((86_400 * 365, "year"), (86_400 * 30, "month"), (86_400, "day"), (3600, "h"), (60, "min"))
# Comparing takes the longer the more lines there are, squared; beyond these all are told apart.
_MOST_LINES = 2000
_SECOND_MS = 1000
_MINUTE_MS = 60_000
_HOUR_MS = 3_600_000
_DAY_MS = 86_400_000


def moment(text: str) -> datetime:
    """Return an RFC 3339 time as the API writes it."""
    return datetime.fromisoformat(text)


def ago(text: str | None) -> str:
    """Return a time relative to now, in a word or two."""
    if not text:
        return NONE
    seconds = (clock.now() - moment(text)).total_seconds()
    span = _span(abs(seconds))
    if span == "":
        return "just now" if seconds >= 0 else "in a moment"
    return f"{span} ago" if seconds >= 0 else f"in {span}"


def _span(seconds: float) -> str:
    for size, name in _STEPS:
        if seconds >= size:
            count = int(seconds // size)
            plural = "s" if count > 1 and len(name) > len("min") - 1 and name != "min" else ""
            return f"{count} {name}{plural}"
    return f"{int(seconds)} s" if seconds >= 5 else ""  # noqa: PLR2004, below that it is now


def absolute(text: str | None) -> str:
    """Return a time in full, in UTC."""
    return moment(text).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC") if text else ""


def lasting(milliseconds: float | None) -> str:
    """Return a duration in the unit that suits it."""
    if milliseconds is None:
        return NONE
    for size, unit in ((_DAY_MS, "d"), (_HOUR_MS, "h"), (_MINUTE_MS, "min"), (_SECOND_MS, "s")):
        if milliseconds >= size:
            return f"{milliseconds / size:.3g} {unit}"
    return f"{milliseconds:.0f} ms"


def since(hours: float) -> str:
    """Return the time so many hours ago, as the API takes it."""
    return clock.rfc3339(clock.now() - timedelta(hours=hours))


def pretty(value: Any) -> str:  # noqa: ANN401, any JSON
    """Return JSON as people read it."""
    return json.dumps(value, indent=2, ensure_ascii=False)


def plain(value: Any) -> str:  # noqa: ANN401, any JSON
    """Return a value as one line: text as it is, everything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def differing(change: dict[str, Any]) -> list[tuple[str, str]]:
    """
    Return how a step differs, line by line: each as it is marked, +, - or a space, and its text.

    `change` is one of those that the API finds between two versions. A page compares so many lines
    in all; what comes after them is shown as taken out and put in.
    """
    fields = change.get("fields")
    before, after = change.get("before"), change.get("after")
    if isinstance(fields, list):
        before = {one["field"]: one["before"] for one in fields}
        after = {one["field"]: one["after"] for one in fields}
    old, new = (pretty(one).splitlines() if one is not None else [] for one in (before, after))
    if not _may_compare(len(old) + len(new)):
        return [*(("-", line) for line in old), *(("+", line) for line in new)]
    # Its first three lines name the files and the place.
    lines = difflib.unified_diff(old, new, n=len(old), lineterm="")
    return [(line[0], line[1:]) for line in list(lines)[3:]]


def _may_compare(lines: int) -> bool:
    """Count lines to compare against what this page may still compare, if there is as much left."""
    left = g.get("lines_to_compare", _MOST_LINES) if has_request_context() else _MOST_LINES
    if lines > left:
        return False
    if has_request_context():
        g.lines_to_compare = left - lines
    return True


def python(value: Any) -> str:  # noqa: ANN401, any JSON
    """Return JSON as Python writes it."""
    return repr(value)


def short(identifier: str | None) -> str:
    """Return an id as far as people compare it."""
    if not identifier:
        return NONE
    return identifier if len(identifier) <= len("run_") + 8 else f"{identifier[:12]}…"


def calling(principal: str) -> str:
    """Return who a principal is, by kind: its id says no more to people."""
    kind, _, rest = principal.partition(":")
    names = {"user": "a person", "pat": "the installation", "key": "a client key"}
    names |= {"share": "a share link", "schedule": "the schedule", "link": "an approval link"}
    return names.get(kind, kind) if rest else principal
