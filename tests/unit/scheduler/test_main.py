from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
import redis

from engine import clock
from engine.store.documents import GRAVE
from engine.store.mongo import open_stores
from schemas.run import RunStatus
from tests.contract.samples import run_of
from tests.support.processes import start as start_process

ROOT = Path(__file__).parents[3]


@pytest.fixture
def start(redis_url, mongo_url, mongo_database):
    processes = []

    def start(**changes):
        environ = {
            **os.environ,
            "MILLRACE_REDIS_URL": redis_url,
            "MILLRACE_MONGO_URL": mongo_url,
            "MILLRACE_MONGO_DATABASE": mongo_database,
            "MILLRACE_SECRET_KEY": "s" * 32,
            **changes,
        }
        argv = [sys.executable, "-m", "scheduler"]
        process = start_process(argv, cwd=ROOT, env=environ, stderr=subprocess.PIPE)
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait()
        process.stderr.close()


def until(condition, seconds=120.0):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def test_a_scheduler_rescues_until_it_is_asked_to_leave(start, redis_url):
    process = start()
    with redis.Redis.from_url(redis_url) as client:
        assert until(lambda: client.exists("millrace:sentinel"))
        client.flushdb()
        assert until(lambda: client.exists("millrace:sentinel"))
    process.terminate()
    assert process.wait(10) == 0


def test_a_scheduler_without_servers_goes_on_trying(start):
    process = start(MILLRACE_REDIS_URL="redis://127.0.0.1:1/0")
    lines = [process.stderr.readline() for _ in range(3)]
    assert any(b"server_unreachable" in line for line in lines)
    assert process.poll() is None
    process.terminate()
    assert process.wait(10) == 0


def test_a_scheduler_sweeps_what_is_old(start, mongo_url, mongo_database):
    opened = open_stores(mongo_url, mongo_database)
    opened.migrate()
    runs = opened.stores.runs
    at = clock.now() - timedelta(days=2)
    runs.insert(run_of("old", status=RunStatus.COMPLETED, created_at=at, ended_at=at))
    runs.insert(run_of("new", status=RunStatus.COMPLETED, ended_at=clock.now()))
    process = start(MILLRACE_RETENTION_DAYS="1")
    assert until(lambda: runs.peek("old").workspace_id == GRAVE)
    assert runs.peek("new").workspace_id == "w-1"
    process.terminate()
    assert process.wait(10) == 0
    opened.close()
