from __future__ import annotations

import threading
import time

import pytest
import redis
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rq import Queue, SimpleWorker
from rq.cli import main as rq_cli
from rq.suspension import resume, suspend

from engine import revealed
from engine.queue import ADVANCE
from engine.store.documents import Hint
from tests.support.hints import QUEUES, fetch, hints, leftovers, plain
from worker import loop
from worker.loop import order


def test_hints_are_followed_in_order(worker, queue, recorder):
    queue.push(hints(5))
    assert worker.work(burst=True)
    assert recorder.run_ids == [f"default_{n}" for n in range(5)]


def test_an_empty_queue_is_no_work(worker):
    assert not worker.work(burst=True)


def test_a_followed_hint_is_finished_as_rq_would_say(worker, queue, client):
    queue.push(hints(1))
    worker.work(burst=True)
    job = fetch(client, "default_0-0")
    assert job.get_status() == "finished"
    assert job.worker_name == worker.name
    assert job.started_at <= job.ended_at
    assert 0 < client.ttl(job.key) <= 10
    assert job.latest_result().type.name == "SUCCESSFUL"
    assert job.latest_result().worker_name == worker.name
    assert plain(client).finished_job_registry.get_job_ids() == [job.id]
    assert leftovers(client) == []


def test_a_started_hint_is_executing_as_rq_would_say(worker, queue, client, recorder, redis_url):
    seen = {}

    def look(run_id):
        job = fetch(client, "default_0-0")
        registry = plain(client).started_job_registry
        (alive,) = SimpleWorker.all(connection=client)
        seen.update(
            status=job.get_status(),
            wip=registry.get_job_ids(),
            ttl=client.ttl(job.key),
            executions=[execution.worker_name for execution in job.get_executions()],
            state=alive.get_state(),
            current=alive.get_current_job_id(),
            info=CliRunner().invoke(rq_cli, ["info", "--raw", "--url", redis_url]).output,
        )

    recorder.then = look
    queue.push(hints(1))
    worker.work(burst=True)
    assert seen.pop("info").count("queue default 0, 1 executing") == 1
    assert seen == {
        "status": "started",
        "wip": ["default_0-0"],
        "ttl": -1,
        "executions": [worker.name],
        "state": "busy",
        "current": "default_0-0",
    }


def test_a_hint_that_fails_is_in_the_failed_registry_with_its_traceback(
    worker, queue, client, recorder
):
    def fail(run_id):
        raise ValueError("no way")

    recorder.then = fail
    queue.push(hints(2))
    worker.work(burst=True)
    job = fetch(client, "default_0-0")
    assert job.get_status() == "failed"
    assert "ValueError: no way" in job.latest_result().exc_string
    assert plain(client).failed_job_registry.get_job_ids() == ["default_0-0", "default_1-1"]
    assert leftovers(client) == []


def test_traceback_of_a_failed_hint_holds_no_opened_secret(worker, queue, client, recorder):
    def fail(run_id):
        raise ValueError("Bearer canary-of-a-traceback-1f")

    revealed.note("canary-of-a-traceback-1f")
    recorder.then = fail
    queue.push(hints(1))
    worker.work(burst=True)
    told = fetch(client, "default_0-0").latest_result().exc_string
    assert "ValueError: Bearer ***" in told


def test_a_job_that_exits_does_not_take_the_worker_with_it(worker, queue, client, recorder):
    recorder.then = lambda run_id: exit_now() if run_id == "default_0" else None

    def exit_now():
        raise SystemExit

    queue.push(hints(2))
    worker.work(burst=True)
    assert recorder.run_ids == ["default_0", "default_1"]


def test_a_job_that_hangs_is_ended_by_its_timeout(worker, queue, client, recorder):
    recorder.then = lambda run_id: time.sleep(30)
    queue.push(hints(1))
    client.hset("rq:job:default_0-0", "timeout", 1)
    worker.work(burst=True)
    assert "JobTimeoutException" in fetch(client, "default_0-0").latest_result().exc_string


def test_the_worker_counts_what_it_did(worker, queue, client, recorder):
    queue.push(hints(3))
    recorder.then = lambda run_id: 1 / (run_id != "default_1")
    worker.work(burst=True)
    assert client.hget(worker.key, "successful_job_count") == b"2"
    assert client.hget(worker.key, "failed_job_count") == b"1"
    assert float(client.hget(worker.key, "total_working_time")) > 0


GARBAGE = {
    "an id without a job": lambda c: c.rpush("rq:queue:high", "nobody"),
    "an id that is no text": lambda c: c.rpush("rq:queue:high", b"\xff\x00 :"),
    "an empty id": lambda c: c.rpush("rq:queue:high", ""),
    "a job that is no hash": lambda c: (c.set("rq:job:x", 1), c.rpush("rq:queue:high", "x")),
    "a hash without data": lambda c: (
        c.hset("rq:job:x", "status", "queued"),
        c.rpush("rq:queue:high", "x"),
    ),
    "data that is no call": lambda c: (
        c.hset("rq:job:x", mapping={"data": b"\x80junk", "origin": "high"}),
        c.rpush("rq:queue:high", "x"),
    ),
    "fields that RQ cannot read": lambda c: (
        c.hset("rq:job:x", mapping={"data": b"[]", "created_at": "yesterday", "timeout": "?"}),
        c.rpush("rq:queue:high", "x"),
    ),
    "a pickled call": lambda c: Queue("high", connection=c).enqueue("operator.add", 1, 2),
    "a queue that is no list": lambda c: c.set("rq:queue:high", "x"),
}


@pytest.mark.parametrize("what", GARBAGE)
def test_garbage_in_a_queue_stops_nobody(worker, queue, client, recorder, what):
    GARBAGE[what](client)
    queue.push(hints(1))
    worker.work(burst=True)
    assert recorder.run_ids == ["default_0"]
    assert leftovers(client) == []


def test_urgent_queues_come_first_but_lower_ones_have_a_share(worker, queue, recorder):
    queue.push([*hints(60, "low"), *hints(60, "default"), *hints(60, "high")])
    worker.work(burst=True)
    first = [run_id.partition("_")[0] for run_id in recorder.run_ids[:32]]
    assert [first.count(name) for name in QUEUES] == [28, 2, 2]
    assert first[7] == "default"
    assert first[15] == "low"
    assert len(recorder.run_ids) == 180


@given(st.lists(st.text("abc"), unique=True, max_size=6), st.integers(1, 10_000))
def test_every_turn_looks_at_every_queue_once(queues, turn):
    assert sorted(order(queues, turn)) == sorted(queues)


def test_a_job_costs_one_round_trip(worker, queue, monkeypatch):
    worker.register_birth()
    worker._run(burst=True, max_jobs=None)  # loads the script
    queue.push(hints(50))
    sent = []
    send = redis.Connection.send_packed_command
    monkeypatch.setattr(
        redis.Connection,
        "send_packed_command",
        lambda self, *args, **given: (sent.append(self), send(self, *args, **given)),
    )
    assert worker._run(burst=True, max_jobs=None) == 50
    assert len(sent) == 51  # the last one finds nothing


def test_max_jobs_leaves_the_rest_where_it_is(worker, queue, client, recorder):
    queue.push(hints(3))
    worker.work(max_jobs=2)
    assert recorder.run_ids == ["default_0", "default_1"]
    assert client.llen("rq:queue:default") == 1
    assert fetch(client, "default_1-1").get_status() == "finished"
    assert leftovers(client) == []


def test_a_suspended_worker_takes_nothing(worker, queue, client, recorder):
    suspend(client)
    queue.push(hints(1))
    worker.work(burst=True)
    assert recorder.run_ids == []
    resume(client)


def test_a_worker_that_waits_out_a_suspension_goes_on(worker, queue, client, recorder):
    suspend(client)
    queue.push(hints(1))
    threading.Timer(0.3, lambda: resume(client)).start()
    worker.work(max_jobs=1)
    assert recorder.run_ids == ["default_0"]


def test_a_doorbell_wakes_an_idle_worker_at_once(worker, queue, client, recorder, monkeypatch):
    monkeypatch.setattr(loop, "IDLE_SECONDS", 30)
    threading.Timer(0.3, lambda: queue.push(hints(1))).start()
    worker.connection.connection_pool.connection_kwargs["socket_timeout"] = 20
    started = time.monotonic()
    worker.work(max_jobs=1)
    assert recorder.run_ids == ["default_0"]
    assert time.monotonic() - started < 15


def test_a_job_that_rang_no_bell_starts_all_the_same(worker, client, recorder):
    threading.Timer(0.3, lambda: plain(client, "low").enqueue(ADVANCE, "run_1")).start()
    assert worker.work(max_jobs=1)
    assert recorder.run_ids == ["run_1"]


def test_bells_are_silent_when_there_is_nothing_left(worker, queue, client):
    queue.push(hints(10))
    worker.work(burst=True)
    assert client.keys("millrace:doorbell:*") == []


def test_a_worker_is_registered_while_it_works_and_gone_afterwards(worker, queue, client, recorder):
    seen = []
    recorder.then = lambda run_id: seen.append((queue.workers(), client.ttl(worker.key)))
    queue.push(hints(1))
    worker.work(burst=True)
    ((count, ttl),) = seen
    assert count == 1
    assert 0 < ttl <= loop.ALIVE_SECONDS
    assert queue.workers() == 0


def test_a_worker_that_redis_forgot_registers_again(worker, queue, client, recorder):
    seen = []

    def forget(run_id):
        if run_id == "default_0":
            client.flushdb()
            queue.push([Hint("default_1", 1, "default")])
        else:
            seen.append(queue.workers())

    recorder.then = forget
    queue.push(hints(1))
    worker.work(max_jobs=2)
    assert seen == [1]
    assert not client.exists("rq:job:default_0-0")


def test_a_beat_prolongs_what_is_being_executed(worker, queue, client, recorder):
    seen = []

    def beat(run_id):
        for key in [*client.keys("rq:execution*"), worker.executions_key, worker.key]:
            client.expire(key, 2)
        client.zadd("rq:wip:default", {client.zrange("rq:wip:default", 0, -1)[0]: 1})
        worker.beat()
        seen.append(client.ttl(worker.key) > 2)
        seen.append(client.ttl(worker.executions_key) > 2)
        seen.append(client.ttl(client.keys("rq:execution:*")[0]) > 2)
        seen.append(client.zrange("rq:wip:default", 0, -1, withscores=True)[0][1] > time.time())

    recorder.then = beat
    queue.push(hints(1))
    worker.work(burst=True)
    assert seen == [True, True, True, True]


def test_maintenance_clears_what_dead_workers_left(worker, client):
    client.zadd("rq:wip:default", {"gone:1": 1})
    client.zadd("rq:finished:default", {"old": 1})
    client.sadd("rq:workers:default", "rq:worker:dead")
    client.sadd("rq:workers", "rq:worker:dead")
    worker.register_birth()
    worker.beat()
    assert not client.exists("rq:wip:default", "rq:finished:default")
    assert client.smembers("rq:workers") == {worker.key.encode()}
