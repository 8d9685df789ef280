"""A step that does not end takes its worker down, and the run fails: real processes, real time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine import bootstrap, canonical, overdue
from engine.settings import Settings
from engine.store.documents import Hint
from schemas.run import RunStatus
from tests.contract.samples import run_of, version_of
from worker.loop import unique_name

ROOT = Path(__file__).parents[2]
HELD_UP = 1  # how the watch ends a process in which no thread of Python runs


@pytest.fixture
def environment(mongo_url, mongo_database, redis_url):
    return {
        "MILLRACE_MONGO_URL": mongo_url,
        "MILLRACE_MONGO_DATABASE": mongo_database,
        "MILLRACE_REDIS_URL": redis_url,
        "MILLRACE_SECRET_KEY": "0" * 64,
        "MILLRACE_HEARTBEAT_SECONDS": "0.2",
        "MILLRACE_STEP_TIMEOUT_SECONDS": "1",
    }


@pytest.fixture
def engine(environment):
    engine = bootstrap.build(Settings.from_env(environment))
    engine.mongo.migrate()
    yield engine
    engine.mongo.close()


@pytest.fixture
def work(engine, environment):
    """Let a worker whose steps never end take the run up; return its exit code and its log."""

    def work(kind):
        name = unique_name()
        engine.queue.push([Hint("run-1", 0, "default")])
        command = [sys.executable, "-m", "tests.unit.worker.stuck", kind, "--name", name]
        done = subprocess.run(
            [*command, "--max-jobs", "1"],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        engine.bury(name)
        return done.returncode, done.stderr

    return work


def start(engine, how):
    steps = [
        {"id": "start", "type": "api", "nextStepId": "endless"},
        {"id": "endless", "name": "Endless", "type": "fail", "data": {"message": how}},
    ]
    definition = canonical.encode({"steps": steps})
    engine.stores.flows.insert_version(version_of(definition=definition))
    assert engine.stores.runs.insert(run_of("run-1", inputs=b"{}"))


@pytest.mark.parametrize("kind", ["effect", "pure"])
def test_a_step_that_outlives_its_time_ends_its_workers_and_then_its_run(engine, work, kind):
    start(engine, "loop")
    for _ in range(3):
        code, said = work(kind)
        assert code == overdue.EXIT_CODE
        (line,) = [line for line in said.splitlines() if "step_overdue" in line]
        assert all(part in line for part in ("run-1", "f-1", "endless", "fail"))
    assert work(kind)[0] == 0
    run = engine.stores.runs.get("run-1")
    assert run.status is RunStatus.FAILED
    assert json.loads(run.error)["code"] == "POISON_STEP"
    assert "Endless" in json.loads(run.error)["message"]


def test_a_call_that_lets_no_thread_run_ends_its_worker_too(engine, work):
    start(engine, "hold")
    code, said = work("effect")
    assert code == HELD_UP
    assert "stuck.py" in said
    assert engine.stores.runs.get("run-1").status is RunStatus.RUNNING
