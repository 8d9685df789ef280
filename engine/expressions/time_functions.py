"""Functions of time, and ids; both come from the scope, so that a repeated step sees the same."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from engine.expressions.errors import wrong
from engine.expressions.frame import Frame
from engine.expressions.signatures import INSTANT, NUMBER, TEXT, Function

MAX_FORMAT: Final = 200
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_ZONE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_+/-]{0,63}")
_TOKEN: Final = re.compile("YYYY|MM|DD|HH|mm|ss|SSS|Z")
_RFC3339: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[Tt ]([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,9}))?([Zz]|[+-][0-9]{2}:[0-9]{2}))?"
)


def _instant(name: str, value: str | float) -> datetime:
    try:
        if isinstance(value, str):
            return _parsed(value).astimezone(UTC)
        return EPOCH + timedelta(milliseconds=value)
    except (ValueError, OverflowError):
        raise wrong(f"{name}: argument 1 is not an RFC 3339 time") from None


def _parsed(text: str) -> datetime:
    found = _RFC3339.fullmatch(text)
    if found is None:
        raise ValueError(text)
    day, clock, fraction, offset = found.groups()
    if clock is None:
        return datetime.fromisoformat(f"{day}T00:00:00+00:00")
    return datetime.fromisoformat(f"{day}T{clock}.{(fraction or '')[:6]:0<6}{offset.upper()}")


def rfc3339(moment: datetime) -> str:
    """Return the moment in UTC with milliseconds, as in 2026-01-31T09:00:00.000Z."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def _now(frame: Frame) -> str:
    return rfc3339(frame.scope.now)


def _uuid(frame: Frame) -> str:
    return frame.scope.uuid()


def _add_seconds(_frame: Frame, value: str | float, seconds: float) -> str:
    try:
        return rfc3339(_instant("addSeconds", value) + timedelta(seconds=seconds))
    except OverflowError:
        raise wrong("addSeconds: the result is outside the years 1 to 9999") from None


def _zone(name: str) -> tzinfo:
    try:
        if _ZONE.fullmatch(name):
            return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        pass
    raise wrong("formatDate: argument 3 is not an IANA time zone")


def _format_date(_frame: Frame, value: str | float, pattern: str, zone: str = "UTC") -> str:
    if len(pattern) > MAX_FORMAT:
        raise wrong(f"formatDate: argument 2 is longer than {MAX_FORMAT} characters")
    moment = _instant("formatDate", value)
    try:
        local = moment.astimezone(_zone(zone))
    except OverflowError:
        raise wrong("formatDate: the time is outside the years 1 to 9999") from None
    parts = {
        "YYYY": f"{local.year:04}",
        "MM": f"{local.month:02}",
        "DD": f"{local.day:02}",
        "HH": f"{local.hour:02}",
        "mm": f"{local.minute:02}",
        "ss": f"{local.second:02}",
        "SSS": f"{local.microsecond // 1000:03}",
        "Z": _offset(local),
    }
    return _TOKEN.sub(lambda found: parts[found.group()], pattern)


def _offset(local: datetime) -> str:
    return local.isoformat(timespec="minutes")[16:] if local.utcoffset() else "Z"


TIME_FUNCTIONS: Final[dict[str, Function]] = {
    "now": Function(_now),
    "getDate": Function(_now),
    "addSeconds": Function(_add_seconds, (INSTANT, NUMBER)),
    "formatDate": Function(_format_date, (INSTANT, TEXT, TEXT), least=2),
    "uuid": Function(_uuid),
}
