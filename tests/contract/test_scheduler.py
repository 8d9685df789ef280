"""What schedulers promise whatever happens to their processes: each fire makes one run."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from engine import bootstrap, clock
from engine.principal import Principal
from engine.schedules import Schedules, Wanted, run_id_of
from engine.settings import Settings
from engine.store.queries import RunQuery
from tests.contract.killable_ticker import FastClock
from tests.support.processes import start as start_process

ROOT = Path(__file__).parents[2]
ADA = Principal("pat:ada", "pat", "ws", "Ada")
STEPS = [
    {"id": "start", "type": "api", "nextStepId": "end"},
    {"id": "end", "type": "final", "data": {"outputs": []}},
]
SCHEDULES, SECONDS, TICKERS, ODDS, RARE = 4, 6, 3, 12, 150


@pytest.fixture
def environ(redis_url, mongo_url, mongo_database):
    return {
        "MILLRACE_REDIS_URL": redis_url,
        "MILLRACE_MONGO_URL": mongo_url,
        "MILLRACE_MONGO_DATABASE": mongo_database,
        "MILLRACE_SECRET_KEY": "s" * 32,
    }


@pytest.fixture
def engine(environ):
    engine = bootstrap.build(Settings.from_env(environ))
    engine.mongo.migrate()
    yield engine
    engine.mongo.close()
    engine.queue.client.close()


@pytest.fixture
def tickers(environ):
    """Keep three tickers going, whatever becomes of them; count the deaths."""

    class Tickers:
        deaths = 0
        arguments = (str(ODDS),)

        def __init__(self):
            self.processes = []

        def look_after(self):
            dead = [process for process in self.processes if process.poll() is not None]
            self.deaths += len(dead)
            self.processes = [process for process in self.processes if process not in dead]
            while len(self.processes) < TICKERS:
                argv = [sys.executable, "-m", "tests.contract.killable_ticker", *self.arguments]
                self.processes.append(start_process(argv, cwd=ROOT, env={**os.environ, **environ}))

    tickers = Tickers()
    yield tickers
    for process in tickers.processes:
        process.kill()
        process.wait()


def scheduled(engine, first, last, cron="* * * * *", zone="UTC"):
    """Store a schedule of its own flow that owes every fire from `first` to `last`."""
    flow = engine.flows.create(
        ADA, name="F", description="", definition={"steps": STEPS}, visibility="private"
    ).flow
    engine.flows.publish(ADA, flow.flow_id, summary="", from_version=None)
    schedules = Schedules(engine.stores.schedules, engine.flows, engine.runs)
    schedule = schedules.put(ADA, flow.flow_id, Wanted(cron, zone, misfire="all"))
    engine.stores.schedules.put(replace(schedule, next_fire=first, end_at=last))
    return schedule.schedule_id


def test_three_schedulers_that_are_killed_again_and_again_fire_each_time_once(engine, tickers):
    first = (clock.now() + timedelta(seconds=2)).replace(microsecond=0)
    times = [first + timedelta(seconds=number) for number in range(SECONDS)]
    ids = [scheduled(engine, first, times[-1]) for _ in range(SCHEDULES)]
    wanted = {f"{run_id_of(schedule_id, at)}-0" for schedule_id in ids for at in times}
    deadline = time.monotonic() + 240

    def queued():
        items = engine.queue.client.lrange("rq:queue:low", 0, -1)
        return [item.decode() for item in items]

    while not wanted <= set(queued()) and time.monotonic() < deadline:
        tickers.look_after()
        time.sleep(0.05)
    assert sorted(queued()) == sorted(wanted)
    assert tickers.deaths > 0
    assert engine.stores.schedules.active(10) == []


def utc(text):
    return datetime.fromisoformat(f"2026-{text}:00+00:00")


def every_20_minutes(first):
    return [first + timedelta(minutes=20 * number) for number in range(48 * 3)]


# Two days around a change of the clocks; what is due is written in UTC, as no zone's rule says it.
AUTUMN, SPRING = utc("10-24T00:00"), utc("03-28T00:00")
OWED = {
    AUTUMN: [
        ("Europe/Berlin", "*/20 * * * *", every_20_minutes(AUTUMN)),
        ("Europe/London", "*/20 * * * *", every_20_minutes(AUTUMN)),
        # 02:30 comes twice and fires the first time.
        ("Europe/Berlin", "30 2 * * *", [utc("10-24T00:30"), utc("10-25T00:30")]),
        ("Europe/London", "0 9 * * *", [utc("10-24T08:00"), utc("10-25T09:00")]),
    ],
    SPRING: [
        ("Europe/Berlin", "*/20 * * * *", every_20_minutes(SPRING)),
        ("Europe/London", "*/20 * * * *", every_20_minutes(SPRING)),
        # 01:30 does not come and fires when it would have been.
        ("Europe/London", "30 1 * * *", [utc("03-28T01:30"), utc("03-29T01:00")]),
        ("Europe/London", "0 9 * * *", [utc("03-28T09:00"), utc("03-29T08:00")]),
    ],
}
LIVED_SECONDS = 20


def runs_of(engine):
    made, before = set(), None
    while page := engine.stores.runs.newest(RunQuery("ws", 100, before)):
        made |= {run.run_id for run in page}
        before = (page[-1].created_at, page[-1].run_id)
    return made


@pytest.mark.parametrize("start", OWED, ids=["autumn", "spring"])
def test_through_48_hours_with_a_change_of_clocks_each_fire_makes_one_run(engine, tickers, start):
    fast = FastClock(start.timestamp(), time.time(), 48 * 3600 / LIVED_SECONDS)
    tickers.arguments = (str(RARE), str(fast))
    wanted = {}
    for zone, cron, times in OWED[start]:
        last = start + timedelta(hours=48) - timedelta(seconds=1)
        schedule_id = scheduled(engine, times[0], last, cron, zone)
        wanted |= {run_id_of(schedule_id, at): at for at in times}
    deadline = time.monotonic() + 120
    while engine.stores.schedules.active(10) and time.monotonic() < deadline:
        tickers.look_after()
        assert runs_of(engine) <= {run_id for run_id, at in wanted.items() if at <= fast.now()}
        time.sleep(0.2)
    assert runs_of(engine) == set(wanted)
    assert tickers.deaths > 0
