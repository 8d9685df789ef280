"""Real processes, killed for real."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import redis

from tests.support.installation import eventually, installation, is_alive, service
from tests.support.world import final, step


@pytest.fixture
def sink():
    with service() as made:
        yield made


@pytest.fixture(scope="module")
def millrace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("up")
    with installation(folder, workers=1, MILLRACE_EGRESS_ALLOW="127.0.0.1") as made:
        yield made


def post(step_id, next_id, url):
    return {**step(step_id, "http-request", next_id, method="POST", url=url), "output": step_id}


def test_a_run_survives_the_death_of_the_only_worker_between_two_effects(millrace, sink):
    flow_id = millrace.publish(
        post("first", "second", sink.url + "/first"),
        post("second", "end", sink.url + "/slow"),
        final("end", first="{{first.data.path}}", second="{{second.data.path}}"),
    )
    run_id = millrace.start(flow_id)
    assert sink.entered.wait(30)
    worker = millrace.up["pids"]["workers"][0]
    os.kill(worker, signal.SIGKILL)
    died_at = time.monotonic()
    fresh = eventually(
        lambda: next((p for p in millrace.up["pids"]["workers"] if p not in (0, worker)), None)
    )
    started_at = time.monotonic()
    sink.release.set()
    millrace.await_status(run_id, "completed")
    ended_at = time.monotonic()

    assert is_alive(fresh)
    # The promise is 15 s; what the machine itself needed to start a process is allowed on top.
    assert ended_at - started_at < 15 + (started_at - died_at)
    assert millrace.read("outputs", run_id) == {"first": "/first", "second": "/slow"}
    assert sink.keys("/first") == {f"{run_id}:first:0": 1}
    assert set(sink.keys("/slow")) == {f"{run_id}:second:0"}
    completed = [row["path"] for row in millrace.read("steps", run_id)["data"]]
    assert completed == ["first", "second", "end"]


def test_a_worker_told_to_stop_finishes_its_step_and_repeats_nothing(millrace, sink):
    flow_id = millrace.publish(
        post("first", "second", sink.url + "/slow"),
        post("second", "end", sink.url + "/second"),
        final("end"),
    )
    run_id = millrace.start(flow_id)
    assert sink.entered.wait(30)
    os.kill(millrace.up["pids"]["workers"][0], signal.SIGTERM)
    sink.release.set()
    millrace.await_status(run_id, "completed")
    assert [key for _, key in sink.calls] == [f"{run_id}:first:0", f"{run_id}:second:0"]


def test_redis_may_forget_everything_while_200_runs_are_queued(millrace, sink):
    flow_id = millrace.publish(post("call", "end", sink.url + "/call"), final("end"))
    with ThreadPoolExecutor(8) as pool:
        run_ids = list(pool.map(lambda _: millrace.start(flow_id), range(200)))
    with redis.Redis.from_url(millrace.up["redisUrl"]) as client:
        client.flushall()
    for run_id in run_ids:
        millrace.await_status(run_id, "completed")
    assert sink.keys("/call") == {f"{run_id}:call:0": 1 for run_id in run_ids}


def test_submissions_are_kept_while_redis_is_down_and_run_when_it_is_back(millrace, sink):
    flow_id = millrace.publish(post("call", "end", sink.url + "/call"), final("end"))
    server = millrace.up["pids"]["redis"]
    os.kill(server, signal.SIGSTOP)
    try:
        run_ids = [millrace.start(flow_id) for _ in range(3)]
    finally:
        os.kill(server, signal.SIGCONT)
    for run_id in run_ids:
        millrace.await_status(run_id, "completed")
    assert sink.keys("/call") == {f"{run_id}:call:0": 1 for run_id in run_ids}


def test_without_mongodb_nothing_is_acknowledged(millrace):
    flow_id = millrace.publish(final("end"))
    server = millrace.up["pids"]["mongo"]
    os.kill(server, signal.SIGSTOP)
    try:
        answer = millrace.call("POST", f"/v1/client/flow/{flow_id}/execute", body={})
    finally:
        os.kill(server, signal.SIGCONT)
    assert answer.status_code == 503
    assert answer.json()["code"] == "unavailable"
    assert int(answer.headers["Retry-After"]) > 0
