"""
Everything at once, as installations have it (F31), and waits behind children, beside a crowd (F32).

Families in families, approvals, delays, limits, debounced starts, budgets, subscriptions and large
contexts, while workers die and schedulers are stopped in the middle of a page.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import cast

from engine.store.endings import BODY_OF
from tests.chaos import check, flows, nemesis
from tests.chaos.client import keys, number_of
from tests.chaos.load import RETRY, found
from tests.chaos.trial import Trial, Verdict

ALL = ["queued", "running", "waiting"]
BODIES = {
    "decision": {"decision": "approve"},
    "toolResult": {"success": True, "output": {}},
    "data": {"data": {}},
}
LARGE = 48 * 1024
DELAY_SECONDS = 4.0


def step(name: str, type_name: str, following: str | None = None, **data: object) -> dict:
    made = {"id": name, "type": type_name, "data": data}
    return made | ({"nextStepId": following} if following else {})


def beside(name: str, following: str | None, *bodies: dict) -> dict:
    branches = [{"name": f"b{place}", "steps": [one]} for place, one in enumerate(bodies)]
    return step(name, "parallel", following, branches=branches)


def asked(name: str, following: str) -> dict:
    return step(name, "user-approval", following, message="?") | {"rejectNextStepId": following}


def each(name: str, following: str | None, items: int, body: dict) -> dict:
    made = step(name, "each", following, items=f"{{{{range({items})}}}}", concurrency=2)
    return made | {"steps": [body]}


def families(url: str) -> list[dict]:
    """Return every kind of wait behind children, some of them families of their own."""
    inner = beside("p2", None, step("c2", "wait"), step("c3", "delay", seconds=1))
    call = {**flows.effects(url, count=1, retry=RETRY)[0], "id": "call"}
    call.pop("nextStepId")
    return [
        beside("p1", "ask", step("c1", "wait"), inner, call),
        asked("ask", "loop"),
        each("loop", "tool", 3, step("c4", "wait")),
        step("tool", "client-tool", "p3", toolName="t", parameters={}),
        beside("p3", "data", step("c5", "wait")),
        step("data", "wait", "p4"),
        beside("p4", "sleep", step("c6", "wait")),
        step("sleep", "delay", "end", seconds=2),
        flows.final("{{inputs.n}}"),
    ]


def large() -> list[dict]:
    """Return items that are handled beside a context much larger than they are."""
    return [
        each("loop", "ask", 12, step("one", "set", values={"x": "{{item}}"})),
        asked("ask", "end"),
        flows.final("{{inputs.n}}"),
    ]


def mixed(trial: Trial, count: int) -> list[Verdict]:
    """F31: so many runs of each flow, workers killed and schedulers stopped all the time."""
    url = trial.cluster.sink_url
    limited = {"concurrency": {"limit": 3}}
    debounced = {"debounce": {"seconds": 2, "key": "{{inputs.bucket}}"}}
    nap = step("nap", "delay", "end", seconds=1)
    made = {
        "families": trial.publish(*families(url)),
        "large": trial.publish(*large()),
        "limited": trial.publish(nap, flows.final("{{inputs.n}}"), control=limited),
        "debounced": trial.publish(nap, flows.final("{{inputs.n}}"), control=debounced),
        "paid": trial.publish(*flows.effects(url, count=2, retry=RETRY)),
    }
    caller = trial.caller
    budget = {"limit": 1_000_000, "period": "total"}
    caller.surely("PUT", f"/v1/flow/{made['paid']}/budget", budget)
    told = {"url": f"{url}/ok/told", "events": ["run.completed"], "flowIds": [made["families"]]}
    caller.surely("POST", "/v1/subscription", told)
    faults = [nemesis.stop_scheduler, nemesis.kill_busy_worker, nemesis.stop_scheduler]
    with people(trial), trial.nemesis.every(0.7, faults):
        with ThreadPoolExecutor(len(made)) as pool:
            going = [pool.submit(start, trial, *one, count) for one in made.items()]
            for one in going:
                one.result()
        trial.drain(120 + count, ALL)
    evidence = trial.judged()
    judge_ends(evidence, made)
    ended = sum(run["status"] == "completed" for run in evidence.runs)
    stops = sum(fault["fault"] == "stop scheduler" for fault in evidence.faults)
    shown = f"{len(evidence.runs)} runs with their children, {ended} completed, schedulers stopped "
    shown += f"{stops} times, {len(evidence.faults) - stops} workers killed: {found(evidence)}, "
    shown += f"{check.decided(evidence)} waits decided, {check.wrongly_ended(evidence)} wrongly"
    return [trial.verdict("F31", "a mixed load", shown, evidence)]


def judge_ends(evidence: check.Evidence, made: dict[str, str]) -> None:
    """Judge that each root came to its end: held back ones may have been replaced."""
    for run in evidence.runs:
        fine = {"completed"} | ({"canceled"} if run["flow"] == made["debounced"] else set())
        if run["parent"] is None:
            evidence.require(run["status"] in fine, "I1", f"{run['run']} is {run['status']}")


def start(trial: Trial, name: str, flow_id: str, count: int) -> None:
    pad = {"pad": "x" * LARGE} if name == "large" else {}
    for place, key in enumerate(keys(f"{trial.name}-{name}", count)):
        inputs = {"n": number_of(key), "case": key, "bucket": place % 3, **pad}
        if run_id := trial.caller.submit(flow_id, key, inputs):
            trial.run_ids.append(run_id)


@contextmanager
def people(trial: Trial, pause: float = 0.02) -> Iterator[None]:
    """Be everybody who is waited for: end open waits of any run, at random, while others work."""
    over, rng = threading.Event(), random.Random(trial.rng.random())

    def work() -> None:
        while not over.wait(pause):
            try:
                waiting = open_waits(trial, trial.flow_ids, 50)
            except OSError:
                continue
            if waiting:
                end_wait(trial, *rng.choice(waiting))

    threads = [threading.Thread(target=work, daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def open_waits(trial: Trial, flow_ids: list[str], limit: int) -> list[tuple[str, str, str]]:
    """Return run, wait and kind of what waits for callers, parents aside."""
    wanted = {
        "flowId": {"$in": flow_ids},
        "status": "waiting",
        "wait.kind": {"$in": list(BODY_OF)},
    }
    found_ = trial.cluster.engine.mongo.link().runs.find(wanted, {"wait": 1}, limit=limit)
    return [(one["_id"], one["wait"]["id"], one["wait"]["kind"]) for one in found_]


def end_wait(trial: Trial, run_id: str, wait_id: str, kind: str) -> None:
    """End one wait, by name, until an answer says that it is over."""
    name = {"toolResult": "executionId"}.get(BODY_OF[kind], "waitId")
    body = {**BODIES[BODY_OF[kind]], name: wait_id}
    if BODY_OF[kind] == "toolResult":
        body = {"toolResult": body}
    path, caller = f"/v1/flowrun/resume/{run_id}", trial.caller
    caller.history.note(op="resume", type="invoke", run=run_id, wait=wait_id)
    while not caller.is_over.is_set():
        answer = caller.call(
            "POST", path, body, **{"Idempotency-Key": wait_id, "Prefer": "respond-async"}
        )
        if answer is not None and answer.status_code != 503:
            caller.history.note(op="resume", type="info", run=run_id, http=answer.status_code)
            return
        time.sleep(0.2)


AFTER: tuple[Callable[[], dict], ...] = (
    lambda: step("w", "wait", "end"),
    lambda: asked("w", "end"),
    lambda: step("w", "client-tool", "end", toolName="t", parameters={}),
    lambda: step("w", "delay", "end", seconds=3600),
)


def standing(trial: Trial, runs: int, in_turn: int, seconds: float) -> list[Verdict]:
    """F32: children end at random moments; what their parents come to then is ended by no look."""
    trial.may_wait = trial.is_quiet = True
    end = flows.final("{{inputs.n}}")
    parents = [trial.publish(beside("p", "w", step("c", "wait")), after(), end) for after in AFTER]
    line = trial.publish(step("hold", "wait", "end"), end, control={"concurrency": {"limit": 1}})
    nap = trial.publish(step("nap", "delay", "end", seconds=2), end)
    trial.submit(line, keys(f"{trial.name}-line", in_turn), threads=16)
    for place, flow_id in enumerate(parents):
        share = runs // len(parents)
        trial.submit(flow_id, keys(f"{trial.name}-{place}", share), threads=16)
    trial.cluster.until(lambda: len(children(trial, parents)) == runs, 120)
    with napping(trial, nap), trial.nemesis.every(1.3, [nemesis.stop_scheduler]):
        resume_all(trial, children(trial, parents), seconds)
        time.sleep(20)  # so long that each of them was looked at again, and more than once
    trial.cluster.until(lambda: no_naps_left(trial, nap), 60)
    evidence = trial.judged()
    roots = [run for run in evidence.runs if run["flow"] in parents and run["parent"] is None]
    stood = [run for run in roots if run["status"] == "waiting" and run["wait"] != "children"]
    for run in roots:
        evidence.require(run in stood, "I8", f"{run['run']} is {run['status']}: {run['wait']}")
    late = sorted(lasted(run) for run in evidence.runs if run["flow"] == nap)
    worst = late[-1] if late else 0.0
    shown = f"{len(stood)}/{runs} stand where they should beside {in_turn} runs in turn; "
    shown += f"{len(late)} delays of 2 s took {check.at(late, 0.5):.1f} s (p50), {worst:.1f} s at "
    shown += f"most; {check.decided(evidence)} waits decided, "
    shown += f"{check.wrongly_ended(evidence)} wrongly"
    met = {f"a delay of 2 s < {DELAY_SECONDS:g} s": bool(late) and worst < DELAY_SECONDS}
    return [trial.verdict("F32", "waits behind children, beside a crowd", shown, evidence, **met)]


def children(trial: Trial, flow_ids: list[str]) -> list[tuple[str, str, str]]:
    """Return what children wait for, before their parents have gone on."""
    runs = trial.cluster.engine.mongo.link().runs
    wanted = {
        "flowId": {"$in": flow_ids},
        "status": "waiting",
        "wait.kind": "wait",
        "parentId": {"$exists": True},
    }
    return [(one["_id"], one["wait"]["id"], "wait") for one in runs.find(wanted, {"wait": 1})]


def resume_all(trial: Trial, waits: list[tuple[str, str, str]], seconds: float) -> None:
    """End these waits at random moments of a time."""
    began = time.monotonic()
    moments = sorted(trial.rng.uniform(0, seconds) for _ in waits)
    trial.rng.shuffle(waits)

    def one(at: float, wait: tuple[str, str, str]) -> None:
        time.sleep(max(0.0, began + at - time.monotonic()))
        end_wait(trial, *wait)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(one, moments, waits))


@contextmanager
def napping(trial: Trial, flow_id: str) -> Iterator[None]:
    """Start a run with a short delay every second while others work."""
    over = threading.Event()

    def work() -> None:
        for place in range(10**6):
            if over.wait(1.0):
                return
            key = f"{trial.name}-nap-{place}"
            trial.caller.submit(flow_id, key, {"n": number_of(key), "case": key})

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def no_naps_left(trial: Trial, flow_id: str) -> bool:
    runs = trial.cluster.engine.mongo.link().runs
    return runs.count_documents({"flowId": flow_id, "status": {"$in": ALL}}) == 0


def lasted(run: dict) -> float:
    """Return how long the wait of a run's delay lasted, as its journal has it."""
    waits = [one for one in run["records"] if one["kind"] == "waiting"]
    ended = [one for one in run["records"] if one["waitId"]]
    if not waits or not ended:
        return float("inf")
    return cast("float", ended[0]["endedAt"] - waits[0]["endedAt"])
