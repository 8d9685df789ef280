"""
The product's processes with a probe at every point of the protocol.

`python -m tests.chaos.probed ARMS worker|scheduler …` runs that module; the API with its probes is
`probed_api`, by itself, so that a worker takes no longer to start than a real one. A file
`ARMS/<run id>` that says `<point> <before|after> <victim>` makes the process that comes there with
that run kill itself (`self`), its supervisor (`parent`) or both, once; with `always` each that
comes there. The product knows nothing of this: its classes are wrapped from outside.
"""

from __future__ import annotations

import functools
import os
import runpy
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import worker.supervisor
from engine import schedules
from engine.egress.door import Egress
from engine.queue import RedisQueue
from engine.queue_scripts import FIRE
from engine.store.mongo_access import MongoSchedules
from engine.store.mongo_runs import MongoRuns
from worker.loop import HintWorker

IN_FLIGHT_SECONDS = 0.2


class Probe:
    """Kills this process where a file says so."""

    def __init__(self, arms: Path) -> None:
        self.arms = arms

    def hit(self, point: str, when: str, subject: str) -> None:
        arm = self.arms / subject
        try:
            said = arm.read_text().split()
        except (FileNotFoundError, NotADirectoryError):
            return
        if said[:2] != [point, when]:
            return
        if said[2] == "always":
            os.kill(os.getpid(), signal.SIGKILL)
        try:
            arm.rename(arm.with_suffix(".fired"))  # whoever renames it is the one
        except FileNotFoundError:
            return
        if said[2] in ("parent", "both"):
            os.kill(os.getppid(), signal.SIGKILL)
        if said[2] == "parent":
            signal.pause()  # the kernel ends this process with its parent
        os.kill(os.getpid(), signal.SIGKILL)

    def around(self, owner: object, name: str, points: tuple[str, ...], subject) -> None:
        """Let a call pass the points before and after it; `subject` reads the run off it."""
        original = getattr(owner, name)

        @functools.wraps(original)
        def probed(*args, **given):
            about = subject(*args, **given)
            for point in points if about else ():
                self.hit(point, "before", about)
            answer = original(*args, **given)
            for point in points if about else ():
                self.hit(point, "after", about)
            return answer

        setattr(owner, name, probed)

    def in_flight(self, request) -> None:
        """Die a little after a call was sent, with its answer on the way."""
        run_id = run_of_key(request)
        timer = threading.Timer(IN_FLIGHT_SECONDS, self.hit, ("W3", "after", run_id))
        timer.daemon = True
        timer.start()


def run_of_key(request) -> str:
    return request.headers.get("Idempotency-Key", "").partition(":")[0]


def run_of_job(job_id: str) -> str:
    return job_id.rpartition("-")[0]


def has_started(entries) -> bool:
    return any(b'"kind":"started"' in entry.body for entry in entries)


def probe_worker(probe: Probe) -> None:
    around = probe.around
    around(HintWorker, "_restored", ("W0",), lambda _self, job_id, _fields: run_of_job(job_id))
    around(MongoRuns, "claim", ("W1",), lambda _self, run_id, *_: run_id)
    around(
        MongoRuns,
        "append",
        ("W2",),
        lambda _self, run_id, entries: run_id if has_started(entries) else "",
    )
    around(
        MongoRuns,
        "append",
        ("W5",),
        lambda _self, run_id, entries: "" if has_started(entries) else run_id,
    )
    around(MongoRuns, "renew", ("W6",), lambda _self, run_id, *_: run_id)
    around(MongoRuns, "settle", ("W7",), lambda _self, run_id, *_: run_id)
    around(
        HintWorker,
        "_next",
        ("W8",),
        lambda _self, finished, **_: run_of_job(finished.job_id) if finished else "",
    )
    send = Egress.send

    def sent(self, request):
        run_id = run_of_key(request)
        probe.hit("W3", "before", run_id)
        probe.in_flight(request)
        answer = send(self, request)
        probe.hit("W4", "before", run_id)
        probe.hit("W4", "after", run_id)
        return answer

    Egress.send = sent


def probe_supervisor(arms: Path) -> None:
    """Let a supervisor start probed workers."""

    def start(command: list[str]):
        assert command[1:5] == ["-P", "-m", "millrace", "worker"], command
        probed = [command[0], "-m", "tests.chaos.probed", str(arms), "worker", *command[5:]]
        return subprocess.Popen(probed)

    worker.supervisor.subprocess = SimpleNamespace(Popen=start)


def probe_scheduler(probe: Probe) -> None:
    def of_fire(_self, schedule_id, fire_at):
        return schedules.run_id_of(schedule_id, fire_at)

    def of_script(_self, script, *, keys=(), args=()):
        given = list(args)
        return f"{given[0]}-{int(given[1])}" if script is FIRE else ""

    probe.around(schedules.Schedules, "fire", ("S0",), of_fire)
    probe.around(MongoRuns, "insert", ("S1",), lambda _self, run: run.run_id)
    probe.around(MongoSchedules, "advance", ("S2",), lambda s, i, at, *_: of_fire(s, i, at))
    probe.around(RedisQueue, "run", ("S3",), of_script)


def main(argv: list[str]) -> None:
    arms, role = Path(argv[0]), argv[1]
    sys.argv = [role, *argv[2:]]
    if role == "scheduler":
        probe_scheduler(Probe(arms))
    elif "--processes" in argv:
        probe_supervisor(arms)
    else:
        probe_worker(Probe(arms))
    runpy.run_module(f"{role}.__main__", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
