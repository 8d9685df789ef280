"""Aware UTC time, and how it is written."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
Monotonic = Callable[[], float]


def now() -> datetime:
    """Return the current time in UTC, cut to the milliseconds that MongoDB keeps."""
    return cut(datetime.now(UTC))


def cut(at: datetime) -> datetime:
    """Return `at` without what is below a millisecond."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def rfc3339(at: datetime) -> str:
    """Return `at` as `2026-01-31T09:00:00.000Z`."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse(text: str) -> datetime:
    """Return the time that an RFC 3339 text names, in UTC. Raises ValueError."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        msg = f"{text!r} names no time zone"
        raise ValueError(msg)
    return cut(at.astimezone(UTC))


@dataclass(frozen=True, slots=True)
class ServerClock:
    """
    The store's time, read off at one moment and carried on by this machine's monotonic clock.

    A worker whose own clock is an hour off still wakes delays at the right moment.
    """

    server_at: datetime
    monotonic_at: float
    monotonic: Monotonic = time.monotonic

    def __call__(self) -> datetime:
        """Return the store's time now."""
        return cut(self.server_at + timedelta(seconds=self.monotonic() - self.monotonic_at))
