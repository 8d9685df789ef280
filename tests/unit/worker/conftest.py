from __future__ import annotations

import signal

import pytest
import redis

from engine.queue import RedisQueue, connect
from tests.support.hints import QUEUES
from worker import jobs
from worker.loop import HintWorker, unique_name


class Recorder:
    """A runner that writes down what it was told, and does `then` with it."""

    def __init__(self):
        self.run_ids = []
        self.then = lambda run_id: None

    def advance(self, run_id):
        self.run_ids.append(run_id)
        self.then(run_id)


@pytest.fixture
def recorder():
    recorder = Recorder()
    jobs.use(recorder)
    return recorder


@pytest.fixture
def client(redis_url):
    with redis.Redis.from_url(redis_url) as client:
        yield client


@pytest.fixture
def queue(redis_url):
    return RedisQueue(redis_url)


@pytest.fixture
def worker(redis_url, recorder):
    """A worker in this process; signal handlers are put back."""
    before = {signum: signal.getsignal(signum) for signum in (signal.SIGTERM, signal.SIGINT)}
    worker = HintWorker(QUEUES, connect(redis_url, reply_seconds=11.0), unique_name())
    yield worker
    for signum, handler in before.items():
        signal.signal(signum, handler)
    worker.connection.close()
