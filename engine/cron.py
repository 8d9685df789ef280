"""
When a cron expression fires: five fields, Debian's (Vixie's) rules, in an IANA time zone.

`@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly` and their other names stand for five fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from cronsim import CronSim, CronSimError

from engine.cron_words import bounds_of, complaint, expanded
from engine.errors import Issue

MAX_LENGTH: Final = 200


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
    return list(islice(fires(cron, timezone, after), count))


def describe(cron: str) -> str:
    """Return a valid expression in words."""
    return CronSim(expanded(cron), datetime.now(UTC)).explain()


def _complaint(cron: str, timezone: str, now: datetime) -> str | None:
    if len(cron) > MAX_LENGTH:
        return f"must have at most {MAX_LENGTH} characters"
    if reason := complaint(cron):
        return reason
    try:
        has_fire = next(fires(cron, timezone, now), None)
    except CronSimError as error:
        reason = str(error).lower()
        bounds = bounds_of(reason.removeprefix("bad "))
        return f"cannot be read: {reason}{bounds and f' ({bounds})'}"
    return None if has_fire else "never fires"


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
