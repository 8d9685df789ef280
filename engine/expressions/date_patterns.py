"""How `formatDate` writes a time: the tokens of its pattern."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final

MAX_PATTERN: Final = 200

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _half(at: datetime) -> str:
    return "AM" if at.hour < 12 else "PM"  # noqa: PLR2004, noon


def _offset(at: datetime) -> str:
    return at.isoformat(timespec="minutes")[16:] if at.utcoffset() else "Z"


def _number_of_hours(at: datetime) -> int:
    return (at.hour + 11) % 12 + 1


# What is written for each token, and what the reference says of it. Offsets may hold seconds.
TOKENS: Final[dict[str, tuple[Callable[[datetime], str], str]]] = {
    "YYYY": (lambda at: f"{at.year:04}", "the year, 2026"),
    "YY": (lambda at: f"{at.year % 100:02}", "its last two digits, 26"),
    "Q": (lambda at: str((at.month + 2) // 3), "the quarter, 1 to 4"),
    "MMMM": (lambda at: _MONTHS[at.month - 1], "the month's English name, March"),
    "MMM": (lambda at: _MONTHS[at.month - 1][:3], "its first three letters, Mar"),
    "MM": (lambda at: f"{at.month:02}", "the month, 03"),
    "M": (lambda at: str(at.month), "the month, 3"),
    "DD": (lambda at: f"{at.day:02}", "the day of the month, 05"),
    "D": (lambda at: str(at.day), "the day of the month, 5"),
    "dddd": (lambda at: _DAYS[at.weekday()], "the day's English name, Thursday"),
    "ddd": (lambda at: _DAYS[at.weekday()][:3], "its first three letters, Thu"),
    "E": (lambda at: str(at.isoweekday()), "the day of the week, 1 (Monday) to 7"),
    "WW": (lambda at: f"{at.isocalendar().week:02}", "the ISO week, 09"),
    "W": (lambda at: str(at.isocalendar().week), "the ISO week, 9"),
    "GGGG": (lambda at: f"{at.isocalendar().year:04}", "the year that the ISO week belongs to"),
    "HH": (lambda at: f"{at.hour:02}", "the hour, 00 to 23"),
    "H": (lambda at: str(at.hour), "the hour, 0 to 23"),
    "hh": (lambda at: f"{_number_of_hours(at):02}", "the hour, 01 to 12"),
    "h": (lambda at: str(_number_of_hours(at)), "the hour, 1 to 12"),
    "mm": (lambda at: f"{at.minute:02}", "the minute, 07"),
    "m": (lambda at: str(at.minute), "the minute, 7"),
    "ss": (lambda at: f"{at.second:02}", "the second, 09"),
    "s": (lambda at: str(at.second), "the second, 9"),
    "SSS": (lambda at: f"{at.microsecond // 1000:03}", "the milliseconds, 042"),
    "A": (_half, "AM or PM"),
    "a": (lambda at: _half(at).lower(), "am or pm"),
    "ZZ": (lambda at: at.strftime("%z")[:5], "the offset, +0200"),
    "Z": (_offset, "the offset, +02:00, or Z in UTC"),
    "X": (lambda at: str(int(at.timestamp() // 1)), "seconds since 1970"),
    "x": (lambda at: str(_milliseconds(at)), "milliseconds since 1970"),
}
# The T between date and time, which ISO 8601 writes without quotes.
_LITERAL: Final = "T"
# Runs of one letter, texts in brackets, and everything that is no letter.
_PIECE: Final = re.compile(r"\[([^\[\]]*)\]|([A-Za-z])\2*|[^A-Za-z]", re.DOTALL)


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() // 1) * 1000 + at.microsecond // 1000


def pattern_problem(pattern: str) -> str | None:
    """Return what is wrong with a pattern, None when it can be used."""
    if len(pattern) > MAX_PATTERN:
        return f"argument 2 is longer than {MAX_PATTERN} characters"
    for found in _PIECE.finditer(pattern):
        run = found[0]
        if found[2] and run not in TOKENS and run != _LITERAL:
            hint = _meant(run)
            known = ", ".join(TOKENS)
            return (
                f"{run!r} in argument 2 is no token{hint}: tokens are {known}; text in [brackets]"
            )
    return None


def written(at: datetime, pattern: str) -> str:
    """Return the time as a pattern without a problem says."""

    def piece(found: re.Match[str]) -> str:
        if found[1] is not None:
            return found[1]
        token = TOKENS.get(found[0])
        return token[0](at) if token else found[0]

    return _PIECE.sub(piece, pattern)


def _meant(run: str) -> str:
    """Return which token a run of letters stands for elsewhere."""
    near = {"yyyy": "YYYY", "yy": "YY", "Y": "YYYY", "dd": "DD", "d": "D", "DDDD": "dddd"}
    near |= {"DDD": "ddd", "S": "SSS", "SS": "SSS", "e": "E", "w": "W", "ww": "WW", "z": "Z"}
    near |= {"EEE": "ddd", "EEEE": "dddd", "aa": "a", "AA": "A", "zz": "ZZ"}
    return f", did you mean {near[run]}" if run in near else ""
