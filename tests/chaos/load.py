"""Runs under way while something is killed, wiped, hung or cut: figures F1, F2, F6 to F8."""

from __future__ import annotations

from tests.chaos import check, flows, nemesis
from tests.chaos.client import Polling, keys
from tests.chaos.nemesis import Fault
from tests.chaos.trial import Trial, Verdict

# What each of ten thousand runs may take under fire before they are given up.
RUN_SECONDS = 0.3


def under(
    trial: Trial,
    runs: int,
    faults: list[Fault],
    every: float,
    *,
    most: int = 10**9,
    per_second: float = 0.0,
    mode: str = "ok",
) -> check.Evidence:
    """Run flows of five effects while faults happen, until all have ended; judge what is left."""
    flow_id = trial.publish(*flows.effects(trial.cluster.sink_url, mode=mode, retry=RETRY))
    with (
        Polling(trial.caller, trial.run_ids, trial.rng),
        trial.nemesis.every(every, faults, most),
    ):
        trial.submit(flow_id, keys(trial.name, runs), per_second=per_second)
        patience = 600 + runs * RUN_SECONDS
        trial.cluster.until(
            lambda: trial.open_runs() == 0 or len(trial.nemesis.done) >= most, patience
        )
    trial.drain()
    return trial.judged()


# A sink that is reached late is no failure of the flow's.
RETRY = {"maxAttempts": 5, "backoffSeconds": 1}


def killed_workers(trial: Trial, runs: int) -> list[Verdict]:
    """F1, F2: a worker is killed every two seconds."""
    evidence = under(trial, runs, [nemesis.kill_busy_worker], 2.0)
    times = check.recoveries(evidence)
    p50, p99, top = (check.at(times, share) for share in (0.5, 0.99, 1.0))
    kills = len(evidence.faults)
    shown = f"{len(evidence.runs)} runs x 5 effects, {kills} workers killed: {found(evidence)}"
    recovery = f"{len(times)} runs held by the killed went on after p50 {p50:.1f}, p99 {p99:.1f}, "
    recovery += f"max {top:.1f} s"
    return [
        trial.verdict("F1", "kill -9 of a worker every 2 s", shown, evidence),
        trial.verdict(
            "F2",
            "recovery of the killed worker's run",
            recovery,
            evidence,
            **{"p50 < 6 s": p50 < 6, "p99 < 10 s": p99 < 10, "max < 15 s": top < 15},
        ),
    ]


def found(evidence: check.Evidence) -> str:
    """Return the counts that everybody wants to see first."""
    by = [violation.partition(":")[0] for violation in evidence.violations]
    lost, double = by.count("I1"), by.count("I2") + by.count("I3") + by.count("I4")
    return f"{lost} lost, {double} doubled, {by.count('I11')} wrong"


def wiped_redis(trial: Trial, runs: int, times: int) -> list[Verdict]:
    """F6: Redis loses its memory again and again."""
    faults: list[Fault] = [nemesis.wipe_redis, nemesis.flush_redis, nemesis.rewind_redis]
    evidence = under(trial, runs, faults, 1.5, most=times, per_second=runs / (times * 2.5))
    shown = f"{len(evidence.runs)} runs, wiped, flushed or rewound {len(evidence.faults)} times: "
    shown += found(evidence)
    return [trial.verdict("F6", "Redis wiped", shown, evidence)]


def sick_redis(trial: Trial, runs: int) -> list[Verdict]:
    """Row 9: Redis hangs, is paused, full, read-only."""
    faults = [
        nemesis.hang_redis,
        nemesis.pause_redis_clients,
        nemesis.fill_redis,
        nemesis.freeze_redis_writes,
    ]
    evidence = under(trial, runs, faults, 1.0, most=len(faults), per_second=runs / 16)
    refused = trial.cluster.engine.queue.client.info("errorstats")
    for error in ("OOM", "READONLY"):
        evidence.require(f"errorstat_{error}" in refused, "redis", f"nobody was told {error}")
    shown = f"{len(evidence.runs)} runs, Redis hung, paused, full, read-only: {found(evidence)}"
    return [trial.verdict("R9", "Redis sick", shown, evidence)]


def killed_mongo(trial: Trial, runs: int, times: int) -> list[Verdict]:
    """F7: MongoDB is killed or hangs again and again."""
    faults: list[Fault] = [nemesis.kill_mongo, nemesis.hang_mongo]
    evidence = under(trial, runs, faults, 2.0, most=times, per_second=runs / (times * 5.0))
    refused = sum(1 for line in evidence.history if line.get("http") == 503)
    shown = f"{len(evidence.runs)} runs, {len(evidence.faults)} times killed or hung: "
    shown += f"{found(evidence)}; {refused} answers 503, no other 5xx"
    return [trial.verdict("F7", "MongoDB killed or hung", shown, evidence)]


def doubtful_mongo(trial: Trial, runs: int, share: float) -> list[Verdict]:
    """F8: a share of the writes is applied, and answered in doubt."""
    mongo, writes = trial.cluster.mongo, ["insert", "update", "findAndModify"]
    doubt = {"writeConcernError": {"code": 64, "errmsg": "timed out"}}
    mode = {"activationProbability": share}
    mongo.fail({"failCommands": writes, **doubt}, mode)
    try:
        evidence_of = under_calm(trial, runs)
        trial.nemesis.note("replies lost", share=share)
    finally:
        mongo.fail({"failCommands": writes}, "off")
    trial.drain()
    evidence = evidence_of()
    shown = f"{len(evidence.runs)} runs, {share:.0%} of all writes answered in doubt: "
    return [trial.verdict("F8", "MongoDB's replies lost", shown + found(evidence), evidence)]


def under_calm(trial: Trial, runs: int):
    """Submit runs and wait for them; return how to judge them once the fault is over."""
    flow_id = trial.publish(*flows.effects(trial.cluster.sink_url, retry=RETRY))
    with Polling(trial.caller, trial.run_ids, trial.rng):
        trial.submit(flow_id, keys(trial.name, runs))
        trial.cluster.until(lambda: trial.open_runs() == 0, 300)
    return trial.judged


def quiet(trial: Trial, runs: int) -> list[Verdict]:
    """F19: when nothing fails, every effect happens once."""
    trial.is_quiet = True
    evidence = under_calm(trial, runs)()
    calls = sum(1 for _ in evidence.own_calls)
    shown = f"{len(evidence.runs)} runs, {calls} calls: {found(evidence)}"
    return [trial.verdict("F19", "each effect once when nothing fails", shown, evidence)]
