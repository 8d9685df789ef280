"""When a failed attempt is repeated."""

from __future__ import annotations

import hashlib

from engine.plan import Retry


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
