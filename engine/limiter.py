"""How often somebody may do something: counted in Redis, a minute at a time."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from limits.storage import MemoryStorage, RedisStorage, Storage
from redis.exceptions import RedisError

from engine.errors import TooMany
from engine.queue import connect

log = logging.getLogger(__name__)
WINDOW_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a minute's calls; negative when there were too many."""

    limit: int
    remaining: int
    reset_seconds: int


@dataclass(frozen=True, slots=True)
class Limiter:
    """
    Counts calls in windows that begin with the minute, so that one round trip is enough.

    Around a boundary somebody may make the calls of two minutes at once. Without Redis everything
    is allowed: a limit protects from excess, and is no reason to refuse work.
    """

    storage: Storage
    now: Callable[[], float] = time.time

    def hit(self, name: str, per_minute: int) -> Allowance:
        """Count one call."""
        return self._counted(name, per_minute, lambda key: self.storage.incr(key, WINDOW_SECONDS))

    def peek(self, name: str, per_minute: int) -> Allowance:
        """Return what is left of a minute, without counting."""
        return self._counted(name, per_minute, self.storage.get)

    def mark(self, name: str, seconds: int) -> None:
        """Remember a name for a while; without Redis it is forgotten."""
        self._reached(name, lambda: self.storage.incr(f"{name}:mark", seconds))

    def is_marked(self, name: str) -> bool:
        """Tell whether a name is remembered."""
        return self._reached(name, lambda: self.storage.get(f"{name}:mark")) > 0

    def _counted(self, name: str, per_minute: int, count: Callable[[str], int]) -> Allowance:
        window, passed = divmod(self.now(), WINDOW_SECONDS)
        reset = max(1, round(WINDOW_SECONDS - passed))
        counted = self._reached(name, lambda: count(f"{name}:{int(window)}"))
        return Allowance(per_minute, per_minute - counted, reset)

    def _reached(self, name: str, ask: Callable[[], int]) -> int:
        try:
            return ask()
        except RedisError as error:
            log.warning("limit_not_counted", extra={"limit": name, "reason": str(error)})
            return 0

    def require(self, name: str, per_minute: int) -> Allowance:
        """Count one call. Raises TooMany when there were more than `per_minute`."""
        allowance = self.hit(name, per_minute)
        if allowance.remaining < 0:
            raise too_many(allowance)
        return allowance


def too_many(allowance: Allowance) -> TooMany:
    """Return the refusal of a call beyond the limit."""
    message = f"more than {allowance.limit} calls in a minute: try again later"
    return TooMany("rate_limited", message, retry_after_seconds=allowance.reset_seconds)


def redis_limiter(url: str) -> Limiter:
    """Return a limiter that all processes share."""
    pool = connect(url).connection_pool
    return Limiter(RedisStorage("redis://", connection_pool=pool, key_prefix="millrace:limit"))


def local_limiter(now: Callable[[], float] = time.time) -> Limiter:
    """Return a limiter of one process, for tests."""
    return Limiter(MemoryStorage(), now)
