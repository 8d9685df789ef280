"""Many callers at the same moment, and hints that are wrong: figures F11 and F13, row 10."""

from __future__ import annotations

import itertools
import time
from concurrent.futures import ThreadPoolExecutor

from engine.store.documents import Hint
from tests.chaos import check, flows
from tests.chaos.client import keys, number_of
from tests.chaos.load import RETRY, found
from tests.chaos.trial import Trial, Verdict

CALLERS = 32


def submits(trial: Trial, count: int, times: int) -> list[Verdict]:
    """F13: every key is posted many times at once."""
    flow_id = trial.publish(*flows.effects(trial.cluster.sink_url, count=1, retry=RETRY))
    bodies: dict[str, set[str | None]] = {}

    def post(key: str) -> None:
        run_id = trial.caller.submit(flow_id, key, {"n": number_of(key), "case": key})
        bodies.setdefault(key, set()).add(run_id)

    with ThreadPoolExecutor(CALLERS) as pool:
        for key in keys(trial.name, count):
            list(pool.map(post, itertools.repeat(key, times)))
    trial.drain()
    evidence = trial.judged()
    evidence.require(len(evidence.runs) == count, "I2", f"{len(evidence.runs)} runs")
    for key, told in bodies.items():
        evidence.require(len(told) == 1, "I2", f"{key} was told of {told}")
    shown = f"{count} keys x {times} posts at once: {len(evidence.runs)} runs, {found(evidence)}"
    return [trial.verdict("F13", "duplicate submits", shown, evidence)]


def latency(trial: Trial, count: int) -> list[Verdict]:
    """F11: how long it takes from a decision until the next step is recorded."""
    flow_id = trial.publish(*flows.approval(trial.cluster.sink_url))
    run_ids = trial.submit(flow_id, keys(trial.name, count))
    trial.drain()
    times = []
    for run_id in run_ids:
        began = time.monotonic()
        answer = trial.caller.call(
            "POST", f"/v1/flowrun/resume/{run_id}", {"decision": "approve"}, Prefer="wait=20"
        )
        assert answer is not None
        assert answer.status_code == 200, answer.text
        times.append(time.monotonic() - began)
    evidence = trial.judged()
    times.sort()
    p50, p99 = check.at(times, 0.5), check.at(times, 0.99)
    shown = f"{count} decisions: completed after p50 {p50 * 1000:.0f}, p99 {p99 * 1000:.0f} ms"
    met = {"p99 < 1 s": p99 < 1}
    return [trial.verdict("F11", "resume latency", shown, evidence, **met)]


def bad_hints(trial: Trial, runs: int) -> list[Verdict]:
    """Row 10: the same hint many times, hints of ended and unknown runs, garbage in the queue."""
    trial.is_quiet = True
    queue, client = trial.cluster.engine.queue, trial.cluster.engine.queue.client
    flow_id = trial.publish(*flows.effects(trial.cluster.sink_url, retry=RETRY))
    run_ids = trial.submit(flow_id, keys(trial.name, runs))
    for run_id in run_ids:
        queue.push([Hint(run_id, fence_n, "high") for fence_n in range(50)])
        client.rpush("rq:queue:default", *[f"{run_id}-0"] * 20)
    for garbage in (b"\xff\xfe", b"", b"run_nobody-0", b"{}", b"x" * 10_000, b"../../etc"):
        client.rpush("rq:queue:high", garbage)
        client.hset(b"rq:job:" + garbage[:50], mapping={"data": b"\x80\x04garbage"})
        client.rpush("rq:queue:high", garbage[:50])
    queue.push([Hint("run_nobody", 0, "default"), Hint("no_such_run", 7, "low")])
    trial.drain()
    trial.nemesis.done += [{"fault": "hints"}] * runs
    evidence = trial.judged()
    alive = sum(slot.starts for slot in trial.cluster.of("worker"))
    shown = f"{runs} runs with 70 hints each, and garbage: {found(evidence)}, no effect twice"
    evidence.require(alive == trial.cluster.shape.workers, "workers", "a hint ended a worker")
    return [trial.verdict("R10", "duplicate hints and garbage", shown, evidence)]
