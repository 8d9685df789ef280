"""What other crons write and this one does not read: the reason, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

MACROS: Final = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
_FIELDS: Final = 5
_WORDS: Final = {
    "@reboot": "a schedule knows no start of a machine: write when to fire, such as @hourly",
    "@every": "a schedule fires at times of the clock: for every 15 minutes write */15 * * * *",
}


class Part(NamedTuple):
    """One of the five fields: its name, its lowest and highest value, and names for values."""

    name: str
    low: int
    high: int
    words: Sequence[str] = ()


_DAYS: Final = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_MONTHS: Final = (
    *("JAN", "FEB", "MAR", "APR", "MAY", "JUN"),
    *("JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
)
PARTS: Final = (
    Part("minute", 0, 59),
    Part("hour", 0, 23),
    Part("day of month", 1, 31),
    Part("month", 1, 12, _MONTHS),
    Part("day of week", 0, 6, _DAYS),
)
_RANGE: Final = re.compile(r"([A-Z]{3}|[0-9]{1,2})-([A-Z]{3}|[0-9]{1,2})(/[0-9]{1,2})?", re.ASCII)


def expanded(cron: str) -> str:
    """Return the five fields that a macro such as `@daily` stands for, else what was given."""
    return MACROS.get(cron.strip().lower(), cron)


def complaint(cron: str) -> str | None:
    """Return why an expression is not read, and what to write instead, where that is known."""
    words = cron.split()
    if words and words[0].startswith("@"):
        known = f"is none of {', '.join(MACROS)}"
        return None if cron.strip().lower() in MACROS else _WORDS.get(words[0].lower(), known)
    if len(words) != _FIELDS:
        return _of_count(words)
    return next(_of_parts(words), None)


def bounds_of(name: str) -> str:
    """Return what the field of this name, as cronsim writes it, may hold."""
    part = next((one for one in PARTS if one.name.replace(" ", "-") == name), None)
    return f"a {part.name} is from {part.low} to {part.high}" if part else ""


def _of_count(words: Sequence[str]) -> str:
    message = "must have five fields: minute, hour, day of month, month, day of week"
    if len(words) not in (_FIELDS + 1, _FIELDS + 2):
        return message
    kept = " ".join("*" if word == "?" else word for word in words[1 : _FIELDS + 1])
    return f"{message}; seconds and years are not read: write {kept}"


def _of_parts(words: Sequence[str]) -> Iterator[str]:
    for part, word in zip(PARTS, words, strict=True):
        for item in word.upper().split(","):
            if reason := _of_item(part, item):
                yield f"{part.name} {item} cannot be read: {reason}"


def _of_item(part: Part, item: str) -> str | None:
    if "?" in item:
        return "write * instead of ?"
    if re.fullmatch(r"[0-9]{1,2}W", item):
        return (
            f"the weekday nearest to a day is not known: write {item[:-1]} for the day itself, "
            "or LW for the last weekday of the month"
        )
    if re.fullmatch(r"L-[0-9]{1,2}", item):
        day = max(1, 31 - int(item[2:]))
        return f"days before the last one are not counted: write L for the last day, or {day}"
    found = _RANGE.fullmatch(item)
    return None if found is None else _of_range(part, *found.groups(default=""))


def _of_range(part: Part, low: str, high: str, step: str) -> str | None:
    start, end = _number(part, low), _number(part, high)
    is_known = all(one is not None and part.low <= one <= part.high for one in (start, end))
    if start is None or end is None or not is_known or start <= end:
        return None
    if step:
        size = part.high - part.low + 1
        steps = range(start, end + size + 1, max(1, int(step[1:])))
        values = [part.low + (number - part.low) % size for number in steps]
        return f"a range goes upwards: write {','.join(map(str, values))}"
    return f"a range goes upwards: write {_range(start, part.high)},{_range(part.low, end)}"


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}-{high}"


def _number(part: Part, text: str) -> int | None:
    if text.isdigit():
        return int(text)
    return part.words.index(text) + part.low if text in part.words else None
