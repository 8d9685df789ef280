from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest
import redis
from rq import Queue
from rq.serializers import JSONSerializer

from engine.ports import QueueUnavailable
from engine.queue import ADVANCE, RedisQueue
from tests.support.processes import start as start_process
from worker import __main__ as command

ROOT = Path(__file__).parents[3]


@pytest.fixture
def environ(redis_url):
    return {
        **os.environ,
        "MILLRACE_REDIS_URL": redis_url,
        "MILLRACE_MONGO_URL": "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100",
        "MILLRACE_MONGO_DATABASE": f"millrace-test-{uuid.uuid4().hex[:8]}",
        "MILLRACE_SECRET_KEY": "s" * 32,
    }


@pytest.fixture
def client(redis_url):
    with redis.Redis.from_url(redis_url) as client:
        yield client


@pytest.fixture
def here(environ, monkeypatch):
    """Run the command in this process; signal handlers are put back."""
    before = {signum: signal.getsignal(signum) for signum in (signal.SIGTERM, signal.SIGINT)}
    monkeypatch.setattr(os, "environ", environ)
    yield command.main
    for signum, handler in before.items():
        signal.signal(signum, handler)


def until(condition, seconds=120.0):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def test_a_burst_executes_what_there_is_and_leaves(here, client, recorder, monkeypatch):
    monkeypatch.setattr(command.jobs, "use", lambda runner: None)
    jobs = [
        Queue("low", connection=client, serializer=JSONSerializer).enqueue(ADVANCE, f"run_{n}")
        for n in range(3)
    ]
    assert here(["--burst", "--queues", "low", "--max-jobs", "2", "--name", "w1"]) == 0
    assert [job.get_status() for job in jobs] == ["finished", "finished", "queued"]


def test_losing_redis_in_mid_job_is_exit_code_1(here, monkeypatch):
    def lose(self, **given):
        raise redis.ConnectionError("gone")

    monkeypatch.setattr(command.HintWorker, "work", lose)
    assert here([]) == 1


@pytest.mark.parametrize("argv", [["--processes", "0"], ["--processes", "2", "--name", "w1"]])
def test_arguments_that_make_no_sense_are_refused(argv, capsys):
    with pytest.raises(SystemExit) as refused:
        command.parse(argv)
    assert refused.value.code == 2
    assert "--processes" in capsys.readouterr().err


def test_a_worker_waits_for_a_redis_that_is_not_there_yet(redis_url, monkeypatch):
    queue = RedisQueue(redis_url)
    answers = [QueueUnavailable("gone"), None]

    def ping():
        answer = answers.pop(0)
        if answer:
            raise answer

    monkeypatch.setattr(queue, "ping", ping)
    monkeypatch.setattr(command.time, "sleep", lambda seconds: None)
    command.await_redis(queue)
    assert answers == []


def test_supervised_workers_are_replaced_and_leave_together(environ, client, redis_url):
    queue = RedisQueue(redis_url)
    argv = [sys.executable, "-m", "worker", "--processes", "2"]
    process = start_process(argv, cwd=ROOT, env=environ, stderr=subprocess.DEVNULL)
    try:
        assert until(lambda: queue.workers() == 2)
        first = queue.worker_names()
        os.kill(int(client.hget(f"rq:worker:{first[0]}", "pid")), signal.SIGKILL)
        assert until(lambda: len(set(queue.worker_names()) - set(first)) == 1)
        process.terminate()
        assert process.wait(20) == 0
        assert until(lambda: set(queue.worker_names()) <= {first[0]})
    finally:
        process.kill()
        process.wait()
