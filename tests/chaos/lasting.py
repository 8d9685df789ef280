"""Workers paused, deployed, poisoned, off by an hour, started cold: F9, F14, F15, F17, F20."""

from __future__ import annotations

import time

from rq.suspension import resume, suspend

from engine import clock
from tests.chaos import check, flows, nemesis
from tests.chaos.client import keys, number_of
from tests.chaos.cluster import Shape
from tests.chaos.load import RETRY, found, under
from tests.chaos.trial import Trial, Verdict

SHORT_LEASE = (("MILLRACE_LEASE_SECONDS", "1"), ("MILLRACE_HEARTBEAT_SECONDS", "0.3"))
ZOMBIES = Shape(environ=SHORT_LEASE)
SKEWED = Shape(skews=(1.0, -1.0))
POISON = Shape(probed=True)


def zombies(trial: Trial, runs: int, pauses: int) -> list[Verdict]:
    """F9: workers sleep through three leases and wake up as if nothing had happened."""
    rounds = pauses // 2
    evidence = under(
        trial,
        runs,
        [nemesis.pause_workers],
        0.3,
        most=rounds,
        per_second=runs / (rounds * 3.3),
        mode="slow",
    )
    held = sum(fault["paused"] for fault in evidence.faults)
    evidence.require(held >= pauses / 2, "pauses", f"only {held} workers had a run in hand")
    shown = f"{len(evidence.faults)} pauses of 3 leases, {held} with a run in hand: "
    return [trial.verdict("F9", "zombies by SIGSTOP", shown + found(evidence), evidence)]


def deploys(trial: Trial, runs: int, rounds: int) -> list[Verdict]:
    """F14: every process is asked to leave, one after the other, again and again."""
    trial.is_quiet = True
    evidence = under(
        trial, runs, [nemesis.deploy], 1.0, most=rounds, per_second=runs / (rounds * 15.0)
    )
    took = max(fault["took"] for fault in evidence.faults)
    codes = {fault["code"] for fault in evidence.faults}
    evidence.require(codes == {0}, "exit", f"processes left with {codes}")
    shown = f"{len(evidence.runs)} runs, {len(evidence.faults)} SIGTERMs: {found(evidence)}, "
    shown += f"no effect twice; slowest exit {took:.1f} s"
    return [trial.verdict("F14", "rolling deploys", shown, evidence, **{"exit < 30 s": took < 30})]


def poison(trial: Trial, healthy: int, per_second: float = 5.0) -> list[Verdict]:
    """F15: a run that kills each worker that takes it, among healthy ones."""
    flow_id = trial.publish(*flows.effects(trial.cluster.sink_url, count=2, retry=RETRY))
    trial.may_fail = ["POISON_STEP"]
    before = trial.submit(flow_id, keys("before", healthy), per_second=per_second)
    trial.drain()
    poisoned = poison_one(trial, flow_id)
    beside = trial.submit(flow_id, keys("beside", healthy), per_second=per_second)
    trial.drain()
    evidence = trial.judged()
    by_id = {run["run"]: run for run in evidence.runs}
    ill = by_id[poisoned]
    taken = sum(record["kind"] == "takeover" for record in ill["records"])
    code = (ill["error"] or {}).get("code")
    evidence.require(code == "POISON_STEP", "poison", f"it {ill['status']}: {ill['error']}")
    evidence.require(taken == 3, "poison", f"it was tried {taken} times")
    baseline, meanwhile = ([lasted(by_id[one]) for one in group] for group in (before, beside))
    usual, worst = (check.at(sorted(times), 0.99) for times in (baseline, meanwhile))
    trial.nemesis.done += [{"fault": "poison"}] * taken
    shown = (
        f"{taken} attempts, then {code}; p99 of {healthy} healthy runs {worst:.2f} s beside it, "
    )
    shown += f"{usual:.2f} s without, {worst / usual:.1f} x"
    return [trial.verdict("F15", "a poison run", shown, evidence, **{"<= 2 x": worst <= 2 * usual})]


def poison_one(trial: Trial, flow_id: str) -> str:
    """Start a run that every worker dies of."""
    engine, key = trial.cluster.engine, "poison"
    # Nobody takes it before it is armed: its id is known only when it is stored.
    suspend(engine.queue.client)
    run_id = trial.caller.submit(flow_id, key, {"n": number_of(key), "case": key})
    (trial.cluster.arms / run_id).write_text("W3 before always")
    resume(engine.queue.client)
    return run_id


def lasted(run: dict) -> float:
    return run["records"][-1]["endedAt"] - clock.parse(run["createdAt"]).timestamp()


def skewed(trial: Trial, runs: int) -> list[Verdict]:
    """F17: one worker's clock is an hour ahead, another's an hour behind."""
    trial.is_quiet = True
    url = trial.cluster.sink_url
    first, *rest = flows.effects(url, retry=RETRY)
    nap = {"id": "nap", "type": "delay", "nextStepId": "e2", "data": {"seconds": 2}}
    flow_id = trial.publish({**first, "nextStepId": "nap"}, nap, *rest)
    began = time.monotonic()
    trial.submit(flow_id, keys(trial.name, runs))
    trial.drain(statuses=["queued", "running", "waiting"])
    took = time.monotonic() - began
    worked = [jobs_of(trial, slot.name) for slot in trial.cluster.of("worker")]
    evidence = trial.judged()
    trial.nemesis.done += [{"fault": "clock"}] * 2
    shown = f"{len(evidence.runs)} runs with a delay, clocks +1 h and -1 h: {found(evidence)}, "
    shown += f"no effect twice, all over in {took:.0f} s"
    evidence.require(took < 600, "clock", "a delay took an hour")
    for slot, count in zip(trial.cluster.of("worker"), worked, strict=True):
        evidence.require(count > 0, "clock", f"{slot.name} worked on nothing")
    return [trial.verdict("F17", "clocks off by an hour", shown, evidence)]


def jobs_of(trial: Trial, worker: str) -> int:
    """Return how many jobs a worker has followed, as RQ counts them."""
    client = trial.cluster.engine.queue.client
    return int(client.hget(f"rq:worker:{worker}", "successful_job_count") or 0)


def cold(trial: Trial, runs: int) -> list[Verdict]:
    """F20: everything is killed with many runs unfinished, and started again."""
    # Long enough that most are unfinished when the last is submitted, some of them under way.
    flow_id = trial.publish(*flows.effects(trial.cluster.sink_url, count=3, retry=RETRY))
    trial.submit(flow_id, keys(trial.name, runs), threads=16)
    under_way = trial.open_runs(["running"])
    began = time.time()
    nemesis.kill_everything(trial.nemesis)
    served, left = time.time(), trial.open_runs()
    trial.drain(300)
    everything = time.time()
    evidence = trial.judged()
    ends = (record["endedAt"] for run in evidence.runs for record in run["records"])
    first = min(end for end in ends if end > served)
    shown = f"{left} unfinished runs, {under_way} under way: servers up after "
    shown += f"{served - began:.1f} s, the first step {first - served:.1f} s later, the last "
    shown += f"{everything - served:.1f} s: {found(evidence)}"
    met = {"first step < 5 s": first - served < 5, "all < 60 s": everything - served < 60}
    return [trial.verdict("F20", "cold start", shown, evidence, **met)]
