"""What a worker promises whatever happens to its process: real processes, killed for real."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
import redis

from engine.queue import RedisQueue
from engine.store.documents import Hint
from tests.support.processes import start as start_process
from worker.loop import unique_name

ROOT = Path(__file__).parents[2]


@pytest.fixture
def client(redis_url):
    with redis.Redis.from_url(redis_url, decode_responses=True) as client:
        yield client


@pytest.fixture
def queue(redis_url):
    return RedisQueue(redis_url)


@pytest.fixture
def start(redis_url, client):
    """Start a recording worker process and wait until it is registered."""
    processes = []

    def start():
        name = unique_name()
        command = [sys.executable, "-m", "tests.unit.worker.recording", redis_url, name]
        process = start_process(command, cwd=ROOT, stderr=subprocess.DEVNULL)
        process.name = name
        processes.append(process)
        assert until(lambda: client.exists(f"rq:worker:{name}"))
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait()


def until(condition, seconds=120.0):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def followed(client, key):
    return Counter(line.partition(" ")[0] for line in client.lrange(key, 0, -1))


def test_two_workers_follow_a_thousand_hints_each_once(start, queue, client):
    start()
    start()
    queue.push([Hint(f"run_{n}", 0, "default") for n in range(1000)])
    assert until(lambda: client.llen("ended") >= 1000)
    assert followed(client, "ended") == {f"run_{n}": 1 for n in range(1000)}
    assert len({line.partition(" ")[2] for line in client.lrange("ended", 0, -1)}) == 2


def test_no_hint_is_lost_whenever_a_worker_is_killed(start, queue, client):
    hints = [Hint(f"run_{n}", 0, "default") for n in range(3000)]
    queue.push(hints)
    for round_ in range(4):
        process = start()
        assert until(lambda above=round_ * 400 + 100: client.llen("begun") > above)
        process.kill()
        process.wait()
        queue.forget_worker(process.name)
        ended = followed(client, "ended")
        queue.push(queue.undelivered([hint for hint in hints if hint.run_id not in ended]))
    start()
    ids = {hint.run_id for hint in hints}
    assert until(lambda: followed(client, "ended").keys() == ids, seconds=120)
    again = [run_id for run_id, times in followed(client, "begun").items() if times > 1]
    assert len(again) <= 4  # at most the one that was in each killed worker's hands


def test_an_idle_worker_whose_redis_was_flushed_goes_on(start, queue, client):
    process = start()
    client.flushdb()
    assert until(lambda: client.exists(f"rq:worker:{process.name}"))
    assert queue.workers() == 1
    queue.push([Hint("run_1", 0, "default")])
    assert until(lambda: followed(client, "ended") == {"run_1": 1})


def test_a_worker_that_is_asked_to_leave_stops_its_step_and_leaves(start, queue, client):
    process = start()
    queue.push([Hint("sleep20-1", 0, "high"), Hint("run_2", 0, "high")])
    assert until(lambda: client.llen("begun"))
    process.terminate()
    assert process.wait(15) == 0
    assert followed(client, "ended") == {"sleep20-1": 1}
    assert client.hget("rq:job:sleep20-1-0", "status") == "finished"
    assert client.lrange("rq:queue:high", 0, -1) == ["run_2-0"]
    assert queue.workers() == 0


def test_a_worker_that_is_asked_twice_leaves_at_once(start, queue, client):
    process = start()
    queue.push([Hint("hang-1", 0, "high")])
    assert until(lambda: client.llen("begun"))
    process.terminate()
    time.sleep(1.2)
    assert process.poll() is None
    process.terminate()
    assert process.wait(10) == 128 + signal.SIGTERM
    assert client.llen("ended") == 0


def test_an_idle_worker_leaves_promptly(start):
    process = start()
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0
