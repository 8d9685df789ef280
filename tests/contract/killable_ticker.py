"""
A ticker process that dies by its own hand at random operations, for tests that count fires.

The stores are real ones in MongoDB. Every schedule fires each second, as no cron could, unless its
cron is wanted.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from datetime import timedelta

from engine import bootstrap, schedules
from engine.schedules import Schedules
from engine.settings import Settings
from scheduler.loop import Loop
from scheduler.ticker import Ticker


def every_second(schedule, after, count):
    """Return whole seconds until the end of the schedule, instead of what its cron says."""
    second = after.replace(microsecond=0)
    times = [second + timedelta(seconds=n) for n in range(1, count + 1)]
    return [at for at in times if at <= schedule.end_at]


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


def main(odds: int, *, by_cron: bool) -> None:
    if not by_cron:
        schedules.next_fires = every_second
    engine = bootstrap.build(Settings.from_env(os.environ))
    dying = Dying(engine.stores.schedules, odds)
    fires = Schedules(dying, engine.flows, engine.runs)
    ticker = Ticker(engine.queue, engine.stores.schedules, fires.fire)
    Loop([ticker.tick]).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), by_cron=sys.argv[2:] == ["cron"])
