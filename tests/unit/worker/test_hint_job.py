"""What a writer to Redis makes a worker do, beyond a look at a run."""

from __future__ import annotations

import json
import logging
import os
import time

import pytest
from rq import Callback
from rq.registry import StartedJobRegistry

from tests.support.hints import fetch, hints, leftovers, plain

CALLED = []


def called(*_):
    CALLED.append(os.getpid())


@pytest.fixture(autouse=True)
def _uncalled():
    CALLED.clear()


HERE = f"{__name__}.called"
FOREIGN = {
    "a shell": ("os.system", ["true"], {}),
    "a function of a test": (HERE, [], {}),
    "another function of the worker": ("worker.jobs.use", ["x"], {}),
    "the function by another name": ("worker.hint_job.advance_run", ["run_1"], {}),
    "two arguments": ("worker.jobs.advance_run", ["run_1", "run_2"], {}),
    "an operator of the store": ("worker.jobs.advance_run", [{"$ne": None}], {}),
    "an argument by name": ("worker.jobs.advance_run", [], {"run_id": "run_1"}),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_a_job_that_is_no_hint_is_refused_logged_and_removed(
    worker, queue, client, recorder, caplog, what
):
    name, arguments, named = FOREIGN[what]
    job = plain(client).enqueue_call(name, args=arguments, kwargs=named)
    queue.push(hints(1))
    with caplog.at_level(logging.ERROR):
        worker.work(burst=True)
    assert (CALLED, recorder.run_ids) == ([], ["default_0"])
    assert not client.exists(job.key)
    assert leftovers(client) == []
    (line,) = [one for one in caplog.records if one.message == "job_refused"]
    assert (line.job_id, line.asked_for) == (job.id, repr(name))


def test_a_method_of_an_object_is_no_hint(worker, client, recorder):
    data = json.dumps(["worker.jobs.advance_run", {"an": "object"}, ["run_1"], {}])
    client.hset("rq:job:x", mapping={"data": data, "origin": "high"})
    client.rpush("rq:queue:high", "x")
    worker.work(burst=True)
    assert recorder.run_ids == []
    assert not client.exists("rq:job:x")


def test_callbacks_and_webhooks_of_a_hint_are_not_called(worker, queue, client, recorder):
    def fail(run_id):
        raise ValueError(run_id)

    recorder.then = fail
    queue.push(hints(1))
    hook = [{"url": "http://127.0.0.1:1/", "job_status": "failed"}]
    named = {"failure_callback_name": HERE, "success_callback_name": HERE}
    client.hset("rq:job:default_0-0", mapping={**named, "webhooks": json.dumps(hook)})
    worker.work(burst=True)
    assert "ValueError: default_0" in fetch(client, "default_0-0").latest_result().exc_string
    assert CALLED == []


def test_maintenance_calls_nothing_for_a_job_whose_worker_is_gone(worker, client):
    job = plain(client).enqueue_call(HERE, on_failure=Callback(HERE))
    client.hset(job.key, "status", "started")
    client.lrem("rq:queue:default", 0, job.id)
    registry = StartedJobRegistry(queue=plain(client))
    client.zadd(registry.key, {f"{job.id}:gone": time.time() - 1})
    worker.register_birth()
    worker.beat()
    assert registry.get_job_ids() == []
    assert CALLED == []
