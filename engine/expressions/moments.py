"""
Times as the language reads them: a moment of time, or a date, which has no zone.

A time without a zone is in UTC. Text is RFC 3339, ISO 8601 as far as a time of day goes, RFC 822
(as mail and HTTP have it), or digits; a number is milliseconds since 1970, or seconds where as
milliseconds it would lie in the first years of that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from typing import Final
from zoneinfo import ZoneInfo

from engine.expressions.errors import wrong

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
# 1e8 seconds is in March 1973, 1e11 seconds in the year 5138.
SECONDS_FROM: Final = 100_000_000
SECONDS_BELOW: Final = 100_000_000_000
_ZONE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_+/-]{0,63}")
_ISO: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[Tt ]([0-9]{2}:[0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
    r" ?([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
_DIGITS: Final = re.compile(r"-?[0-9]{9,14}(?:\.[0-9]{1,9})?")
_RFC822: Final = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}, *)?[0-9]{1,2}[ -][A-Z][a-z]{2}[ -][0-9]{2,4}"
    r" +[0-9]{2}:[0-9]{2}(?::[0-9]{2})? +(?:[+-][0-9]{4}|[A-Z]{1,5})",
    re.IGNORECASE,
)
# What RFC 822 calls zones; any other word would quietly be read as UTC.
_NAMED_ZONES: Final = frozenset(
    {"UT", "UTC", "GMT", "Z", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"}
)


@dataclass(frozen=True, slots=True)
class Moment:
    """
    A time that was given: `at` is aware, or, of a date (`is_date`), its midnight without a zone.

    `has_zone` tells whether the text named one.
    """

    at: datetime
    is_date: bool = False
    has_zone: bool = True

    def within(self, zone: tzinfo) -> datetime:
        """Return the time in a zone; a date is the same everywhere."""
        return self.at.replace(tzinfo=zone) if self.is_date else self.at.astimezone(zone)

    def shown(self, local: datetime) -> str:
        """Return a result as it is written: a date of a date, else a moment in UTC."""
        return local.date().isoformat() if self.is_date else rfc3339(local)


def rfc3339(moment: datetime) -> str:
    """Return the moment in UTC with milliseconds, as in 2026-01-31T09:00:00.000Z."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def read_moment(name: str, place: int, value: str | float) -> Moment:
    """Return the time that argument `place` of a function is. Raises ExpressionError."""
    try:
        return _of_text(value.strip()) if isinstance(value, str) else Moment(_of_number(value))
    except (ValueError, OverflowError, TypeError, IndexError):
        known = "a date, RFC 822 or a number of seconds or milliseconds since 1970"
        raise wrong(f"{name}: argument {place} is not an RFC 3339 time, {known}") from None


def read_zone(name: str, place: int, text: str) -> tzinfo:
    """Return the zone that argument `place` of a function names. Raises ExpressionError."""
    if not is_zone(text):
        raise wrong(f"{name}: argument {place} is not an IANA time zone")
    return ZoneInfo(text)


def is_zone(text: str) -> bool:
    """Tell whether a text is the name of an IANA time zone."""
    try:
        return _ZONE.fullmatch(text) is not None and ZoneInfo(text) is not None
    except (KeyError, ValueError, OSError):
        return False


def _of_number(value: float) -> datetime:
    is_seconds = SECONDS_FROM <= abs(value) < SECONDS_BELOW
    return EPOCH + (timedelta(seconds=value) if is_seconds else timedelta(milliseconds=value))


def _of_text(text: str) -> Moment:
    if found := _ISO.fullmatch(text):
        return _of_iso(*found.groups())
    if _DIGITS.fullmatch(text):
        return Moment(_of_number(float(text) if "." in text else int(text)))
    if _RFC822.fullmatch(text):
        return _of_rfc822(text)
    raise ValueError(text)


def _of_iso(
    day: str, clock: str | None, seconds: str | None, fraction: str | None, offset: str | None
) -> Moment:
    if clock is None:
        return Moment(datetime.fromisoformat(f"{day}T00:00:00"), is_date=True, has_zone=False)
    written = f"{day}T{clock}:{seconds or '00'}.{(fraction or '')[:6]:0<6}"
    # Python reads +0200 and +02 too.
    zone = (offset or "Z").upper()
    return Moment(datetime.fromisoformat(written + zone), has_zone=offset is not None)


def _of_rfc822(text: str) -> Moment:
    zone = text.rsplit(None, 1)[1].upper()
    if zone.isalpha() and zone not in _NAMED_ZONES:
        raise ValueError(text)
    at = parsedate_to_datetime(text)
    return Moment(at if at.tzinfo is not None else at.replace(tzinfo=UTC))
