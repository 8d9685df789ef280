"""The API with its probes, for gunicorn: see `probed`."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from api import create_app
from engine import deciding, runs
from engine.queue import RedisQueue
from engine.store.mongo_runs import MongoRuns
from tests.chaos.probed import Probe


def probe_api(probe: Probe) -> None:
    probe.around(runs.Runs, "prepare", ("A0",), lambda self, start: self._run_id(start))
    probe.around(MongoRuns, "insert", ("A1",), lambda _self, run: run.run_id)
    probe.around(
        RedisQueue, "push", ("A2", "R2"), lambda _self, hints, **_: hints[0].run_id if hints else ""
    )
    probe.around(deciding, "require_decider", ("R0",), lambda _who, run, _wait: run.run_id)
    probe.around(MongoRuns, "decide", ("R1",), lambda _self, run_id, _decision: run_id)


def app():
    """Return the API with its probes."""
    probe = Probe(Path(os.environ["CHAOS_ARMS"]))
    probe_api(probe)
    made = create_app()

    @made.after_request
    def replied(response):
        run_id = response.headers.get("X-App-Run-Id", "")
        if run_id:
            for point in ("A3", "R3"):
                probe.hit(point, "before", run_id)
                response.call_on_close(functools.partial(probe.hit, point, "after", run_id))
        return response

    return made
