"""What an installation runs out of: a disk under Redis, and file descriptors: rows 23 and 30."""

from __future__ import annotations

import contextlib
import resource
import socket
import time
from pathlib import Path

from tests.chaos import flows
from tests.chaos.client import Polling, keys
from tests.chaos.cluster import Shape
from tests.chaos.journey import children
from tests.chaos.load import RETRY, found
from tests.chaos.trial import Trial, Verdict

SMALL_DISK = Shape(redis_disk="16m")
FULL_SECONDS = 8.0
SPARE_FILES = 10
FLOOD = 60


def full_disk(trial: Trial, runs: int) -> list[Verdict]:
    """Row 23: Redis cannot write down what it is told, for a while."""
    flow_id = trial.publish(*flows.effects(trial.cluster.sink_url, retry=RETRY))
    filler = trial.cluster.redis.folder / "filler"
    with Polling(trial.caller, trial.run_ids, trial.rng):
        trial.submit(flow_id, keys("before", runs // 2))
        with contextlib.suppress(OSError), filler.open("wb") as file:
            while True:
                file.write(b"\0" * 65_536)
                file.flush()
        trial.nemesis.note("disk full")
        until = time.monotonic() + FULL_SECONDS
        trial.submit(flow_id, keys("full", runs // 2), per_second=runs / 2 / FULL_SECONDS)
        time.sleep(max(0.0, until - time.monotonic()))
        noticed = trial.cluster.engine.queue.client.info("persistence")["aof_last_write_status"]
        filler.unlink()
        trial.drain()
    evidence = trial.judged()
    evidence.require(noticed == "err", "disk", "Redis never noticed that its disk was full")
    shown = f"{len(evidence.runs)} runs, Redis' disk full for {FULL_SECONDS:.0f} s: "
    return [trial.verdict("R23", "a full disk under Redis", shown + found(evidence), evidence)]


def few_files(trial: Trial, runs: int) -> list[Verdict]:
    """Row 30: an API process may open no more files while callers flood it, and recovers."""
    trial.is_quiet = True
    flow_id = trial.publish(*flows.effects(trial.cluster.sink_url, count=1, retry=RETRY))
    master = trial.cluster.of("web")[0].process.pid
    pid = (children(master) or [master])[0]
    usual = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    open_now = len(list(Path(f"/proc/{pid}/fd").iterdir()))
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (open_now + SPARE_FILES, usual[1]))
    address = ("127.0.0.1", trial.cluster.api_ports[0])
    flood = [socket.create_connection(address) for _ in range(FLOOD)]
    trial.nemesis.note("no more files", most=open_now + SPARE_FILES, flood=FLOOD)
    trial.submit(flow_id, keys("during", runs))
    for one in flood:
        one.close()
    with contextlib.suppress(ProcessLookupError):  # it may have ended and been replaced
        resource.prlimit(pid, resource.RLIMIT_NOFILE, usual)
    trial.submit(flow_id, keys("after", runs))
    trial.drain()
    evidence = trial.judged()
    log = trial.cluster.of("web")[0].log.read_text(errors="replace")
    evidence.require("Too many open files" in log, "files", "it never ran out of files")
    shown = f"{len(evidence.runs)} runs, one of two API processes without file descriptors: "
    return [trial.verdict("R30", "no more file descriptors", shown + found(evidence), evidence)]
