"""When a failed attempt is repeated."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from engine.plan import Retry

_MAX_RETRY_AFTER_SECONDS: Final = 86_400.0


def delay_seconds(policy: Retry, attempt: int, key: str, retry_after: float | None) -> float:
    """
    Return how long to wait after `attempt` (from 1) failed: exponential with full jitter.

    The jitter is drawn from the execution's key, so that a repeat of the decision decides the same.
    A `Retry-After` of the other side is honoured up to the policy's `max_seconds`.
    """
    # An exponent beyond a few hundred overflows a float long after `max_seconds` has capped it.
    ceiling = min(
        policy.max_seconds, policy.backoff_seconds * policy.factor ** min(attempt - 1, 60)
    )
    if retry_after is not None:
        return min(max(retry_after, 0.0), policy.max_seconds)
    draw = int.from_bytes(hashlib.sha256(f"{key}:{attempt}".encode()).digest()[:6], "big")
    return ceiling * draw / 2**48


def retry_after_seconds(value: str | None, now: datetime) -> float | None:
    """Return the seconds that a `Retry-After` header asks for, from `now` if it is a date."""
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text), _MAX_RETRY_AFTER_SECONDS)
    try:
        due = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        # OverflowError: a year or hour that no C integer holds.
        return None
    aware = due if due.tzinfo else due.replace(tzinfo=UTC)
    return min(max((aware - now).total_seconds(), 0.0), _MAX_RETRY_AFTER_SECONDS)
