from __future__ import annotations

import signal
import threading
import time

import pytest
import redis

from engine.embedded.redis import start_redis
from engine.queue import RedisQueue, connect
from tests.support.hints import QUEUES, fetch, hang_up, hints, leftovers
from worker import loop
from worker.loop import HintWorker, unique_name


def test_a_signal_lets_the_job_at_hand_end(worker, queue, client, recorder):
    recorder.then = lambda run_id: signal.raise_signal(signal.SIGTERM)
    queue.push(hints(2))
    worker.work()
    assert recorder.run_ids == ["default_0"]
    assert worker.is_stopping()
    assert fetch(client, "default_0-0").get_status() == "finished"
    assert client.llen("rq:queue:default") == 1


def test_a_signal_that_comes_twice_at_once_counts_once(worker, queue, recorder):
    recorder.then = lambda run_id: [signal.raise_signal(signal.SIGTERM) for _ in range(2)]
    queue.push(hints(1))
    worker.work()
    assert recorder.run_ids == ["default_0"]


@pytest.fixture
def exits(monkeypatch):
    codes = []
    monkeypatch.setattr("worker.loop.os._exit", codes.append)
    return codes


def test_a_later_signal_ends_the_process_at_once(worker, exits):
    worker._stop_at = time.monotonic() - 2
    worker.request_stop(signal.SIGTERM, None)
    assert exits == [128 + signal.SIGTERM]


def test_a_step_that_outlasts_the_grace_is_ended(worker, exits):
    worker.register_birth()
    worker._stop_at = time.monotonic() - loop.GRACE_SECONDS - 1
    worker.beat()
    assert exits == [1]


def test_a_redis_lost_in_mid_job_ends_the_worker(tmp_path, recorder, monkeypatch):
    server = start_redis(tmp_path)
    recorder.then = lambda run_id: server.kill()
    RedisQueue(server.url).push(hints(1))
    handlers = {signum: signal.getsignal(signum) for signum in (signal.SIGTERM, signal.SIGINT)}
    worker = HintWorker(QUEUES, connect(server.url, reply_seconds=11.0), unique_name())
    try:
        with pytest.raises(redis.ConnectionError):
            worker.work()
    finally:
        server.kill()
        for signum, handler in handlers.items():
            signal.signal(signum, handler)
    assert recorder.run_ids == ["default_0"]


def test_an_idle_worker_goes_on_when_redis_is_back(worker, queue, client, recorder):
    def restart():
        hang_up(client)
        queue.push(hints(1))

    threading.Timer(0.4, restart).start()
    worker.work(max_jobs=1)
    assert recorder.run_ids == ["default_0"]


def test_a_worker_that_never_reaches_redis_again_can_still_be_stopped(worker, caplog):
    failures = []

    def fail():
        failures.append(1)
        worker._stop_requested = len(failures) == 2
        raise redis.ConnectionError("gone")

    worker._give_back = fail
    worker._reconnect()
    assert len(failures) == 2
    assert caplog.messages == ["redis_unreachable"] * 2


def test_a_job_taken_without_our_knowing_is_given_back(worker, queue, client, recorder):
    queue.push(hints(1))
    worker.register_birth()
    worker._next(None, may_pop=True)  # the answer of this one got lost
    client.sadd(worker.executions_key, "vanished:1")
    client.hset("rq:execution:vanished:1", mapping={"created_at": 1, "last_heartbeat": 1})
    assert client.llen("rq:queue:default") == 0
    worker._reconnect()
    assert client.lrange("rq:queue:default", 0, -1) == [b"default_0-0"]
    client.srem(worker.executions_key, "vanished:1")
    client.delete("rq:execution:vanished:1")
    assert leftovers(client) == []
    client.delete(worker.key)
    worker.work(burst=True)
    assert recorder.run_ids == ["default_0"]


def test_a_redis_that_is_gone_at_the_end_is_no_error(worker, queue, recorder):
    def leave(run_id):
        worker._stop_requested = True

    recorder.then = leave
    queue.push(hints(1))
    worker.register_death = lambda: (_ for _ in ()).throw(redis.ConnectionError("gone"))
    assert worker.work()


def test_names_never_repeat():
    assert len({unique_name() for _ in range(1000)}) == 1000
