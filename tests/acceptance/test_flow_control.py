"""Turns, subscriptions and budgets on real servers, with several workers of which some die."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.support.installation import eventually, installation
from tests.support.world import final, step

RUNS = 24
LIMIT = 3


class Outside:
    """A service that counts how many calls it has at once, and a receiver of deliveries."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.now = 0
        self.most = 0
        self.calls = 0
        self.told: list[tuple[str, dict]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if self.path.startswith("/told"):
                    with outer.lock:
                        outer.told.append((self.headers["webhook-id"], json.loads(body)))
                else:
                    outer.work()
                try:
                    self.send_response(200)
                    self.send_header("Content-Length", "2")
                    self.end_headers()
                    self.wfile.write(b"{}")
                except OSError:
                    self.close_connection = True  # the caller was killed, as the test wants

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def work(self):
        with self.lock:
            self.calls += 1
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.05)
        with self.lock:
            self.now -= 1


@contextmanager
def outside():
    made = Outside()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.server.shutdown()
        made.server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def millrace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("control")
    environ = {"MILLRACE_EGRESS_ALLOW": "127.0.0.1", "MILLRACE_STEP_CREDITS": "http-request=1"}
    with installation(folder, workers=4, **environ) as running:
        yield running


def publish(millrace, url, control):
    call = step("call", "http-request", "end", method="POST", url=f"{url}/work")
    first = {"id": "start", "type": "api", "nextStepId": "call"}
    definition = {"steps": [first, call, final("end", n="{{n}}")], "control": control}
    made = millrace.call("POST", "/v1/flow", body={"name": "F", "definition": definition})
    assert made.json()["issues"] == []
    flow_id = made.json()["id"]
    assert millrace.call("POST", f"/v1/flow/{flow_id}/publish", body={}).status_code == 200
    return flow_id


def kill_a_worker(millrace):
    pid = next(pid for pid in millrace.up["pids"]["workers"] if pid)
    os.kill(pid, signal.SIGKILL)


def test_no_more_than_the_limit_run_at_once_and_each_is_told_of_once(millrace):
    with outside() as world:
        flow_id = publish(millrace, world.url, {"concurrency": {"limit": LIMIT}})
        body = {"url": f"{world.url}/told", "events": ["run.completed"], "flowIds": [flow_id]}
        made = millrace.call("POST", "/v1/subscription", body=body).json()
        runs = [millrace.start(flow_id, {"n": number}) for number in range(RUNS)]
        for _ in range(3):
            kill_a_worker(millrace)
            time.sleep(0.5)
        for run_id in runs:
            assert millrace.await_status(run_id, "completed", "failed")["status"] == "completed"
        told = eventually(
            lambda: len({one["data"]["appRunId"] for _, one in world.told}) == RUNS and world.told
        )
        # A killed worker's call may still be under way while its run is taken over by another.
        assert world.most <= LIMIT + 3
        by_run = Counter((one["data"]["appRunId"], name) for name, one in told)
        assert {run_id for run_id, _ in by_run} == set(runs)
        assert len(by_run) == RUNS, "a run was told of under two names"
        assert sorted(one["data"]["output"]["n"] for _, one in dict(told).items()) == sorted(
            range(RUNS)
        )
        path = f"/v1/subscription/{made['id']}/delivery?limit=100"
        log = eventually(
            lambda: [
                row
                for row in [millrace.call("GET", path).json()["data"]]
                if all(one["status"] == "delivered" for one in row)
            ]
        )[0]
        assert len(log) == RUNS


def test_a_budget_that_many_workers_share_is_never_passed(millrace):
    with outside() as world:
        flow_id = publish(millrace, world.url, {})
        path = f"/v1/flow/{flow_id}/budget"
        assert millrace.call("PUT", path, body={"limit": 7, "period": "total"}).status_code == 200
        runs = [millrace.start(flow_id, {"n": number}) for number in range(RUNS)]
        ends = Counter(
            millrace.await_status(run_id, "completed", "failed")["status"] for run_id in runs
        )
        assert ends == {"completed": 7, "failed": RUNS - 7}
        assert world.calls == 7
        shown = millrace.call("GET", path).json()
        assert (shown["spent"], shown["held"], shown["remaining"]) == (7, 0, 0)
        credits_ = [millrace.read("details", run_id)["credits"] for run_id in runs]
        assert sum(credits_) == 7
        dead = millrace.call("GET", f"/v1/dead-letter?flowId={flow_id}&limit=100").json()["data"]
        assert len(dead) == RUNS - 7


def test_of_starts_close_together_from_everywhere_one_runs(millrace):
    with outside() as world:
        flow_id = publish(millrace, world.url, {"debounce": {"seconds": 2}})
        runs = [millrace.start(flow_id, {"n": number}) for number in range(8)]
        ends = [millrace.await_status(run, "completed", "canceled")["status"] for run in runs]
        assert Counter(ends) == {"canceled": 7, "completed": 1}
        assert world.calls == 1
