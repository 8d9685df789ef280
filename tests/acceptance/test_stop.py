"""What callers that wait see of a web process that is told to stop."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

from tests.support.installation import PATIENCE_SECONDS, eventually, installation, is_alive
from tests.support.world import step


def open_files(web):
    """Count the descriptors of the process that gunicorn forked to serve: one for each caller."""
    (serving,) = Path(f"/proc/{web}/task/{web}/children").read_text().split()
    return sum(1 for _ in os.scandir(f"/proc/{serving}/fd"))


def test_every_waiting_caller_is_answered_before_the_web_process_leaves(tmp_path):
    with installation(tmp_path) as millrace, ThreadPoolExecutor(6) as pool:
        flow_id = millrace.publish(step("later", "delay", seconds=3600))
        url, admin, web = millrace.up["url"], millrace.admin, millrace.up["pids"]["web"]
        held = millrace.start(flow_id)
        millrace.await_status(held, "waiting")
        etag = millrace.call("GET", f"/v1/flowrun/poll/{held}").headers["ETag"]
        # The first wait opens the subscription, which is a descriptor too.
        changed = {"If-None-Match": etag}
        millrace.call("GET", f"/v1/flowrun/poll/{held}?wait=1", headers=changed)
        idle = open_files(web)

        def call(method, path, **given):
            return pool.submit(
                requests.request, method, url + path, timeout=PATIENCE_SECONDS, **given
            )

        execute = f"/v1/client/flow/{flow_id}/execute"
        executes = [call("POST", execute, headers=admin, json={}) for _ in range(4)]
        poll = call("GET", f"/v1/flowrun/poll/{held}?wait=50", headers={**admin, **changed})
        stream = call("GET", f"/v1/flowrun/events/{held}", headers=admin)
        listed = f"/v1/flowrun?flowId={flow_id}&status=waiting"
        eventually(lambda: len(millrace.call("GET", listed).json()["data"]) == 5)
        eventually(lambda: open_files(web) >= idle + 6)

        told_at = time.monotonic()
        os.kill(web, signal.SIGTERM)
        answers = [one.result() for one in executes]
        assert [one.status_code for one in answers] == [202] * 4
        assert all(one.headers["Location"].startswith("/v1/flowrun/poll/") for one in answers)
        assert poll.result().status_code in {200, 304}
        assert stream.result().text.rstrip().endswith("retry: 1000")
        eventually(lambda: not is_alive(web))
        # They would have waited for 55 s, and the process for its 10 s of grace.
        assert time.monotonic() - told_at < 9
