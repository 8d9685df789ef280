"""The sign that a scheduler is at work, for whoever watches."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from engine.queue import RedisQueue, host

BEAT_SECONDS: Final = 2.0


@dataclass(slots=True)
class Pulse:
    """
    Does a duty, and says so after it went well, every other second.

    Raises what the duty does, and QueueUnavailable.
    """

    duty: Callable[[], float]
    queue: RedisQueue
    now: Callable[[], float] = time.time
    _beaten_at: float = 0.0

    def tick(self) -> float:
        """Do the duty; return the seconds until it wants to be called."""
        seconds = self.duty()
        now = self.now()
        if not 0 <= now - self._beaten_at < BEAT_SECONDS:
            self.queue.tick(f"{host()}-{os.getpid()}", now)
            self._beaten_at = now
        return seconds
