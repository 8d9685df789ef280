from __future__ import annotations

import warnings
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
import redis
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import Unavailable
from engine.limiter import local_limiter
from engine.ports import QueueUnavailable
from engine.queue import RedisQueue, job_id
from engine.runs import Start
from engine.schedules import Fired, Schedules, Wanted, run_id_of
from engine.store.documents import Hint
from scheduler.ticker import Ticker
from tests.support.world import ADA, World, final

MINUTE = timedelta(minutes=1)
STEPS = [{"id": "start", "type": "api", "nextStepId": "end"}, final(ok=1)]


class Place:
    """A world with minutely schedules, and any number of tickers over one Redis."""

    def __init__(self, redis_url, count=1, control=None, **wanted):
        self.world = World()
        self.definition = {"steps": STEPS, **({"control": control} if control else {})}
        limiter = local_limiter(self.seconds)
        self.world.runs = replace(self.world.runs, limiter=limiter)
        self.start = self.world.time.at
        self.queue = RedisQueue(redis_url)
        stores = self.world.stores
        self.schedules = Schedules(
            stores.schedules, self.world.flows, self.world.runs, self.world.time.now
        )
        self.ids = [self.add(**wanted).schedule_id for _ in range(count)]

    def add(self, **wanted):
        flow = self.world.flows.create(
            ADA, name="F", description="", definition=self.definition, visibility="private"
        ).flow
        self.world.flows.publish(ADA, flow.flow_id, summary="", from_version=None)
        return self.schedules.put(ADA, flow.flow_id, Wanted("* * * * *", **wanted))

    def ticker(self, fire=None):
        return Ticker(
            self.queue,
            self.world.stores.schedules,
            fire or self.schedules.fire,
            self.seconds,
        )

    def seconds(self):
        return self.world.time.at.timestamp()

    def minute(self, number):
        """Let it be the start of minute 0, 1, … of the test."""
        self.world.time.at = self.start + number * MINUTE
        return self.world.time.at

    def run_ids(self, schedule_id, *minutes):
        return [run_id_of(schedule_id, self.start + number * MINUTE) for number in minutes]

    def queued(self):
        """Return the ids of the jobs in the queue, in order."""
        return [item.decode() for item in self.queue.client.lrange("rq:queue:low", 0, -1)]

    def close(self):
        self.queue.client.flushdb()
        self.queue.client.close()


@pytest.fixture
def place(redis_url):
    place = Place(redis_url)
    yield place
    place.close()


def test_a_schedule_that_is_due_fires_and_is_armed_again(place):
    ticker = place.ticker()
    ticker.tick()
    place.minute(1)
    assert ticker.enqueue_jobs() == place.ids
    (run_id,) = place.run_ids(place.ids[0], 1)
    assert place.queued() == [job_id(Hint(run_id, 0, "low"))]
    (_, score) = place.queue.client.zrange(ticker.scheduled_jobs_key, 0, -1, withscores=True)[0]
    assert score == (place.start + 2 * MINUTE).timestamp()


def test_what_is_not_due_does_not_fire(place):
    ticker = place.ticker()
    ticker.tick()
    assert ticker.enqueue_jobs() == []
    assert place.queued() == []


def test_a_ticker_sleeps_until_the_next_fire_and_at_most_a_second(place):
    ticker = place.ticker()
    assert ticker.tick() == 1.0
    place.world.time.at = place.start + MINUTE - timedelta(milliseconds=250)
    assert ticker.tick() == pytest.approx(0.25)


def test_three_tickers_fire_each_minute_once(place):
    tickers = [place.ticker() for _ in range(3)]
    for number in range(5):
        place.minute(number)
        for ticker in tickers:
            ticker.tick()
    runs = place.run_ids(place.ids[0], 1, 2, 3, 4)
    assert place.queued() == [f"{run_id}-0" for run_id in runs]


def test_a_fire_beyond_the_flows_rate_comes_with_the_next_minute(redis_url):
    place = Place(redis_url, control={"rate": {"perMinute": 1}})
    ticker = place.ticker()
    ticker.tick()
    place.minute(1)
    flow_id = place.world.stores.schedules.find(place.ids[0]).flow_id
    plan = place.world.flows.resolve(ADA, flow_id, "latest")
    start = Start(plan, plan.triggers[0], ADA.workspace_id, ADA, {})
    place.world.runs.prepare(start)  # the one start of this minute
    for _ in range(4):
        ticker.tick()
        place.world.time.sleep(14)
    assert place.queued() == []
    place.minute(2)
    for _ in range(2):  # the fire is armed again, and then fires
        ticker.tick()
    (run_id,) = place.run_ids(place.ids[0], 1)
    assert place.queued() == [f"{run_id}-0"]
    place.close()


class Died(BaseException):
    """The process ended here."""


class Dying:
    """A fire that dies at the nth operation around it, before or after making the run."""

    def __init__(self, place, deaths):
        self.place = place
        self.deaths = deaths

    def __call__(self, schedule_id, fire_at):
        death = self.deaths.pop() if self.deaths else None
        if death == "before":
            raise Died
        fired = self.place.schedules.fire(schedule_id, fire_at)
        if death == "after":
            raise Died
        return fired


@settings(max_examples=40)
@given(st.lists(st.sampled_from([None, None, "before", "after"]), max_size=30), st.integers(1, 3))
def test_a_fire_is_neither_lost_nor_doubled_whoever_dies_where(redis_server_url, deaths, count):
    place = Place(redis_server_url, count, misfire="all")
    try:
        for number in range(1, 5):
            place.minute(number)
            for _ in range(3):
                try:
                    place.ticker(Dying(place, deaths)).tick()
                except Died:
                    continue
        for _ in range(4):
            place.ticker().tick()
        for schedule_id in place.ids:
            jobs = [f"{run_id}-0" for run_id in place.run_ids(schedule_id, 1, 2, 3, 4)]
            assert [job for job in place.queued() if job.startswith(schedule_id)] == jobs
    finally:
        place.close()


def test_a_flushed_redis_is_rebuilt_from_the_store(place):
    ticker = place.ticker()
    ticker.tick()
    place.queue.client.flushdb()
    place.minute(1)
    ticker.tick()
    assert len(place.queued()) == 1


def test_a_schedule_that_was_changed_or_canceled_is_so_in_redis_soon(place):
    ticker = place.ticker()
    ticker.tick()
    schedule = place.world.stores.schedules.find(place.ids[0])
    place.schedules.cancel(ADA, schedule.flow_id)
    added = place.add()
    place.world.time.sleep(5)
    ticker.tick()
    assert place.queue.client.zrange(ticker.scheduled_jobs_key, 0, -1) == [
        added.schedule_id.encode()
    ]


def test_a_clock_that_was_set_back_stops_no_reconciliation(place):
    ticker = place.ticker()
    place.world.time.sleep(3600)
    ticker.tick()
    place.world.time.sleep(-3600)
    assert ticker._is_stale()


def test_a_stale_time_in_redis_is_corrected_without_a_run(place):
    ticker = place.ticker()
    ticker.tick()
    stale = place.start.timestamp() - 60
    place.queue.client.zadd(ticker.scheduled_jobs_key, {place.ids[0]: stale})
    ticker.enqueue_jobs()
    score = place.queue.client.zscore(ticker.scheduled_jobs_key, place.ids[0])
    assert score == (place.start + MINUTE).timestamp()
    assert place.queued() == []


def test_a_hint_that_nobody_was_told_of_is_pushed_by_the_next_ticker(place):
    place.ticker().tick()
    fire_at = place.minute(1)
    fired = place.schedules.fire(place.ids[0], fire_at)  # and here its maker died
    place.ticker().tick()
    assert place.queued() == [job_id(fired.hint)]


def test_a_schedule_that_is_gone_leaves_the_set(place):
    ticker = place.ticker()
    ticker.tick()
    place.queue.client.zadd(ticker.scheduled_jobs_key, {"sch_gone": 1})
    ticker.enqueue_jobs()
    assert place.queue.client.zscore(ticker.scheduled_jobs_key, "sch_gone") is None


def test_one_bad_schedule_stops_no_other(redis_url, caplog):
    place = Place(redis_url, 3)

    def fire(schedule_id, fire_at):
        if schedule_id == place.ids[1]:
            raise ValueError(schedule_id)
        return place.schedules.fire(schedule_id, fire_at)

    ticker = place.ticker(fire)
    ticker.tick()
    place.minute(1)
    assert sorted(ticker.enqueue_jobs()) == sorted([place.ids[0], place.ids[2]])
    assert caplog.messages == ["fire_failed"]
    place.close()


@pytest.mark.parametrize("error", [Unavailable("gone"), QueueUnavailable("gone")])
def test_a_server_out_of_reach_ends_the_tick_but_not_the_schedule(place, error):
    def fire(schedule_id, fire_at):
        raise error

    place.ticker().tick()
    place.minute(1)
    with pytest.raises(type(error)):
        place.ticker(fire).enqueue_jobs()
    assert len(place.ticker().enqueue_jobs()) == 1


def test_redis_out_of_reach_is_queue_unavailable(place):
    nobody = RedisQueue("redis://127.0.0.1:1/0")
    ticker = Ticker(nobody, place.world.stores.schedules, place.schedules.fire)
    for act in (ticker.tick, ticker.reconcile, ticker.enqueue_jobs):
        with pytest.raises(QueueUnavailable):
            act()


def test_a_fire_that_makes_no_run_pushes_none(place):
    ticker = place.ticker(lambda schedule_id, fire_at: Fired(None))
    ticker.tick()
    place.minute(1)
    assert ticker.enqueue_jobs() == place.ids
    assert place.queued() == []
    assert not place.queue.client.exists(ticker.scheduled_jobs_key)


def test_more_schedules_than_a_page_are_all_armed(redis_url, monkeypatch):
    monkeypatch.setattr("scheduler.ticker._PAGE", 2)
    place = Place(redis_url, 5)
    place.ticker().reconcile()
    assert place.queue.client.zcard(Ticker.scheduled_jobs_key) == 5
    place.close()


def test_rq_schedulers_own_loop_ticks_too(place):
    """The lock is never taken, so that any number of tickers may run."""
    place.minute(1)
    ticker = place.ticker()
    ticker.reconcile()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert ticker.acquire_lock()
        assert ticker.enqueue_jobs() == place.ids
        ticker.remove_lock()
    assert not place.queue.client.exists(ticker.scheduler_lock_key)


def test_the_tickers_keys_are_not_those_of_a_plain_rq_scheduler(redis_url):
    with redis.Redis.from_url(redis_url) as client:
        from rq_scheduler import Scheduler  # noqa: PLC0415, next to its only use

        assert Scheduler(connection=client).scheduled_jobs_key != Ticker.scheduled_jobs_key


def test_schedules_that_are_due_together_fire_side_by_side(redis_url):
    place, together = Place(redis_url, 5), Barrier(5, timeout=20)

    def fire(schedule_id, at):
        together.wait()
        return place.schedules.fire(schedule_id, at)

    ticker = place.ticker(fire)
    ticker.tick()
    place.minute(1)
    assert sorted(ticker.enqueue_jobs()) == sorted(place.ids)
    place.close()
