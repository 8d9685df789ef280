"""
A ticker process that dies by its own hand at random operations, for tests that count fires.

The stores are real ones in MongoDB. Every schedule fires each second, as no cron could, unless a
sped-up clock is wanted, under which it follows its cron.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from engine import bootstrap, clock, schedules
from engine.schedules import Schedules
from engine.settings import Settings
from scheduler.loop import Loop
from scheduler.ticker import Ticker

POLL_SECONDS = 0.05  # under a fast clock a second's sleep would be hours


def every_second(schedule, after, count):
    """Return whole seconds until the end of the schedule, instead of what its cron says."""
    second = after.replace(microsecond=0)
    times = [second + timedelta(seconds=n) for n in range(1, count + 1)]
    return [at for at in times if at <= schedule.end_at]


@dataclass(frozen=True)
class FastClock:
    """A clock that said `start` when `began` was the time, and has run `speed` times since."""

    start: float
    began: float
    speed: float

    @classmethod
    def of(cls, text):
        return cls(*(float(part) for part in text.split(",")))

    def __str__(self):
        return f"{self.start},{self.began},{self.speed}"

    def time(self):
        return self.start + (time.time() - self.began) * self.speed

    def now(self):
        return clock.cut(datetime.fromtimestamp(self.time(), UTC))


class Dying:
    """Passes every call on, and one time in `odds` dies before or after it."""

    def __init__(self, whole, odds):
        self._whole = whole
        self._odds = odds

    def __getattr__(self, name):
        method = getattr(self._whole, name)

        def call(*args, **given):
            self._perhaps_die()
            answer = method(*args, **given)
            self._perhaps_die()
            return answer

        return call if callable(method) else method

    def _perhaps_die(self):
        if random.randrange(self._odds) == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def main(odds: int, fast: FastClock | None) -> None:
    if fast is None:
        schedules.next_fires = every_second
    engine = bootstrap.build(Settings.from_env(os.environ))
    dying = Dying(engine.stores.schedules, odds)
    fires = Schedules(dying, engine.flows, engine.runs, fast.now if fast else clock.now)
    ticker = Ticker(
        engine.queue, engine.stores.schedules, fires.fire, now=fast.time if fast else time.time
    )
    Loop([(lambda: min(ticker.tick(), POLL_SECONDS)) if fast else ticker.tick]).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), FastClock.of(sys.argv[2]) if sys.argv[2:] else None)
