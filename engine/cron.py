"""
When a cron expression fires: five fields, Debian's (Vixie's) rules, in an IANA time zone.

`@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly` and their other names stand for five fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from itertools import islice, takewhile
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from cronsim import CronSim, CronSimError

from engine import allowance
from engine.cron_words import bounds_of, complaint, expanded
from engine.errors import Issue

MAX_LENGTH: Final = 200
# Days that are looked at for the work of one unit: an expression that never fires takes 50 years.
_DAYS_A_UNIT: Final = 5
_HORIZON: Final = timedelta(days=50 * 366)


class _Days(CronSim):
    """Fires, and how many days were looked at for them."""

    looked_at = 0

    def match_day(self, d: date) -> bool:
        """Count the day, and return whether the expression names it."""
        self.looked_at += 1
        return bool(super().match_day(d))


def problems(cron: str, timezone: str, now: datetime) -> list[Issue]:
    """Return what is wrong with an expression and a zone, an expression that never fires too."""
    issues = []
    is_zone = timezone in _zones()
    if not is_zone:
        message = "must be an IANA time zone such as Europe/Berlin or UTC"
        issues.append(Issue("/timezone", "unknown_timezone", message))
    complaint = _complaint(cron, timezone if is_zone else "UTC", now)
    if complaint:
        issues.append(Issue("/cron", "invalid_cron", complaint))
    return issues


def fires(cron: str, timezone: str, after: datetime) -> Iterator[datetime]:
    """Yield the times in UTC at which a valid expression fires, each later than the one before."""
    last = after
    # In an hour that the clocks repeat, the local time that cronsim starts from may be in its
    # first pass while `after` is in the second, and a skipped hour moves two fires together.
    for local in CronSim(expanded(cron), after.astimezone(ZoneInfo(timezone))):
        at = local.astimezone(UTC)
        if at > last:
            yield at
            last = at


def fire_before(cron: str, timezone: str, at: datetime) -> datetime | None:
    """Return the last time before another at which a valid expression fires, None for never."""
    local = at.astimezone(ZoneInfo(timezone))
    earlier = (found.astimezone(UTC) for found in CronSim(expanded(cron), local, reverse=True))
    return next((found for found in earlier if found < at), None)


def next_fires(cron: str, timezone: str, after: datetime, count: int) -> list[datetime]:
    """Return the first `count` fires after a time; fewer when there are no more in 50 years."""
    return list(_next_fires(cron, timezone, after, count))


def describe(cron: str) -> str:
    """Return a valid expression in words."""
    return CronSim(expanded(cron), datetime.now(UTC)).explain()


@lru_cache(maxsize=1024)
def _next_fires(cron: str, timezone: str, after: datetime, count: int) -> tuple[datetime, ...]:
    horizon = after + _HORIZON
    coming = takewhile(lambda at: at < horizon, fires(cron, timezone, after))
    return tuple(islice(coming, count))


def _complaint(cron: str, timezone: str, now: datetime) -> str | None:
    if len(cron) > MAX_LENGTH:
        return f"must have at most {MAX_LENGTH} characters"
    if reason := complaint(cron):
        return reason
    if allowance.is_spent():
        return allowance.SPENT
    reason, units = _judged(cron, timezone, now)
    allowance.charge(units)
    return reason


@lru_cache(maxsize=256)
def _judged(cron: str, timezone: str, now: datetime) -> tuple[str | None, int]:
    """Return why an expression that has five fields is none that fires, and what it cost to see."""
    try:
        found = _Days(expanded(cron), now.astimezone(ZoneInfo(timezone)))
    except CronSimError as error:
        reason = str(error).lower()
        bounds = bounds_of(reason.removeprefix("bad "))
        return f"cannot be read: {reason}{bounds and f' ({bounds})'}", 1
    has_fire = next(found, None) is not None
    return None if has_fire else "never fires", 1 + found.looked_at // _DAYS_A_UNIT


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
