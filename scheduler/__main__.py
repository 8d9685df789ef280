"""`millrace scheduler`: rescue runs and fire schedules; any number of these may run."""

from __future__ import annotations

import os
import sys
import time

from engine import bootstrap, logs, startup
from engine.schedules import Schedules
from engine.settings import Settings
from scheduler.loop import Loop, aside
from scheduler.pulse import Pulse
from scheduler.ticker import Ticker


def main() -> int:
    """Work until told to stop."""
    settings = Settings.from_env(os.environ)
    logs.configure(settings)
    # rq-scheduler thinks in the process's local time
    os.environ["TZ"] = "UTC"
    time.tzset()
    engine = bootstrap.build(settings)
    startup.report(engine, os.environ)
    schedules = Schedules(engine.stores.schedules, engine.flows, engine.runs)
    ticker = Ticker(engine.queue, engine.stores.schedules, schedules.fire)
    # What waits for other services, deletes, fires or looks again must not keep a timer waiting,
    # nor each other.
    aside(engine.registrar.tick)
    aside(engine.retention.tick)
    aside(engine.rescue.look_again)
    aside(ticker.tick)
    Loop([Pulse(engine.rescue.keep_time, engine.queue).tick]).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
