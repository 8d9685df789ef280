"""Whole journeys while everything is killed, and a long quiet load: F30 and F29, rows 5 and 30."""

from __future__ import annotations

import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.chaos import flows, nemesis
from tests.chaos.client import keys, number_of
from tests.chaos.load import RETRY, found
from tests.chaos.trial import Trial, Verdict

EVENT_SECONDS = 60.0
IDLE_CLIENTS = 200


def journeys(trial: Trial, count: int, at_once: int) -> list[Verdict]:
    """F30: submit, approve, resume, tell, end, with everything killed once on the way."""
    url, caller = trial.cluster.sink_url, trial.caller
    steps = flows.approval(url)
    for step in steps[:-1]:
        if step["type"] == "http-request":
            step["retry"] = RETRY
    flow_id = trial.publish(*steps)
    told = {"url": f"{url}/ok/told", "events": ["run.completed"], "flowIds": [flow_id]}
    caller.surely("POST", "/v1/subscription", told)
    for start in range(0, count, at_once):
        some = keys(f"{trial.name}-{start}", min(at_once, count - start))
        with ThreadPoolExecutor(at_once) as pool:
            going = [pool.submit(travel, trial, flow_id, key, trial.rng.random()) for key in some]
            time.sleep(trial.rng.uniform(0.1, 2.0))
            nemesis.kill_everything(trial.nemesis)
            trial.run_ids += [one.result() for one in going]
    trial.drain()
    missing = untold(trial)
    evidence = trial.judged()
    for run_id in sorted(missing):
        evidence.require(False, "webhook", f"nobody was told of {run_id}")
    ended = sum(run["status"] == "completed" for run in evidence.runs)
    shown = f"{ended}/{count} journeys ended, everything killed {len(evidence.faults)} times: "
    shown += f"{found(evidence)}, {len(missing)} untold"
    return [trial.verdict("F30", "journeys while everything is killed", shown, evidence)]


def travel(trial: Trial, flow_id: str, key: str, pause: float) -> str:
    """Be a client that wants to see its run through, whatever happens."""
    caller = trial.caller
    time.sleep(pause)
    run_id = caller.submit(flow_id, key, {"n": number_of(key), "case": key})
    await_status(trial, run_id, "waiting")
    time.sleep(pause)
    caller.surely(
        "POST",
        f"/v1/flowrun/resume/{run_id}",
        {"decision": "approve"},
        **{"Idempotency-Key": key, "Prefer": "respond-async"},
    )
    await_status(trial, run_id, "completed")
    return run_id


def await_status(trial: Trial, run_id: str, status: str, seconds: float = 120.0) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        seen = trial.caller.poll(run_id)
        if seen is not None and seen["status"] == status:
            return
        time.sleep(0.2)
    raise TimeoutError(f"{run_id} never was {status}")


def untold(trial: Trial) -> set[str]:
    """Return the runs that the subscription has not delivered in time."""

    def missing() -> set[str]:
        lines = trial.cluster.sink_log.read_text().splitlines()
        calls = [call for call in map(json.loads, lines) if call["path"] == "/ok/told"]
        text = "".join(call["body"] for call in calls)
        return {run_id for run_id in trial.run_ids if run_id not in text}

    try:
        trial.cluster.until(lambda: not missing(), EVENT_SECONDS)
    except TimeoutError:
        return missing()
    return set()


def soak(trial: Trial, seconds: float, per_second: float = 10.0) -> list[Verdict]:
    """F29: nothing grows under a steady load, and nothing is left when it is over."""
    trial.is_quiet = True
    flow_id = trial.publish(*flows.effects(trial.cluster.sink_url, count=2, retry=RETRY))
    warm = int(per_second * min(20.0, seconds / 4))
    trial.submit(flow_id, keys("warm", warm), per_second=per_second)
    trial.drain()
    before, redis_before = sizes(trial), redis_keys(trial)
    trial.submit(flow_id, keys("soak", int(per_second * seconds)), per_second=per_second)
    trial.drain()
    after = sizes(trial)
    trial.cluster.until(lambda: redis_keys(trial) <= redis_before + 10, 400)
    left = redis_keys(trial)
    evidence = trial.judged()
    worst = max(after[slot][0] / before[slot][0] for slot in after)
    files = max(after[slot][1] - before[slot][1] for slot in after)
    collections = trial.cluster.engine.mongo.link().database.list_collection_names()
    evidence.require(files <= 10, "files", f"{files} more open files")
    shown = f"{len(evidence.runs)} runs in {seconds:.0f} s: memory x {worst:.3f} at most, "
    shown += f"{files:+d} open files, Redis keys {redis_before} -> {left}, "
    shown += f"{len(collections)} collections: {found(evidence)}"
    return [trial.verdict("F29", "soak", shown, evidence, **{"memory < 5 %": worst < 1.05})]


def sizes(trial: Trial) -> dict[str, tuple[int, int]]:
    """Return the resident KiB and the open files of every process, gunicorn's children included."""
    found_: dict[str, tuple[int, int]] = {}
    for slot in trial.cluster.slots:
        if slot.role in ("web", "worker", "scheduler"):
            pids = [slot.process.pid, *children(slot.process.pid)]
            memory = sum(resident(pid) for pid in pids)
            files = sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in pids)
            found_[f"{slot.role}-{slot.log.stem}"] = memory, files
    return found_


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def redis_keys(trial: Trial) -> int:
    return trial.cluster.engine.queue.client.dbsize()


def rude_clients(trial: Trial, runs: int) -> list[Verdict]:
    """Rows 5 and 30: clients that hang up, that never finish a request, and many idle ones."""
    trial.is_quiet = True
    flow_id = trial.publish(*flows.effects(trial.cluster.sink_url, count=1, retry=RETRY))
    port, path = trial.cluster.api_ports[0], f"/v1/client/flow/{flow_id}/execute"
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    head += f"Authorization: Bearer {trial.caller.token}\r\n"
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(IDLE_CLIENTS)]
    half = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]
    for one in half:
        one.sendall((head + "Content-Length: 100\r\n\r\n{").encode())
    gone = keys("gone", 10)
    for key in gone:
        body = json.dumps({"n": number_of(key), "case": key})
        said = f"{head}Idempotency-Key: {key}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        with socket.create_connection(("127.0.0.1", port)) as one:
            one.sendall(said.encode())
    trial.nemesis.note("rude clients", idle=len(idle), half=len(half), gone=len(gone))
    trial.submit(flow_id, keys(trial.name, runs))
    threads_during = threads_of(trial)
    for one in (*idle, *half):
        one.close()
    trial.submit(flow_id, gone)  # the same calls made again, by somebody who stays
    trial.drain()
    evidence = trial.judged()
    shown = f"{len(idle)} idle, {len(half)} half and {len(gone)} vanished callers beside "
    shown += f"{runs} runs: {found(evidence)}, {threads_during} threads"
    most = trial.cluster.settings.web_threads + 40
    evidence.require(threads_during <= most, "threads", f"{threads_during} threads")
    return [trial.verdict("R5", "rude clients", shown, evidence)]


def threads_of(trial: Trial) -> int:
    pid = trial.cluster.of("web")[0].process.pid
    return max(len(list(Path(f"/proc/{one}/task").iterdir())) for one in [pid, *children(pid)])
