"""
The promises, checked from the files of a trial alone: the history, the runs, the sink's log.

Nothing here talks to an installation, so that an old trial can be judged again, by a better judge.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.chaos.flows import EFFECTS, expected
from tests.support.endings import objection

OPEN = frozenset({"queued", "running", "waiting"})
ENDED = frozenset({"completed", "failed", "canceled"})
CONCLUDED = frozenset({"completed", "failed", "finished", "interrupted"})
STUCK_SECONDS = 10.0
FORGETTING = frozenset({"kill mongo", "kill everything", "step mongo down"})


@dataclass
class Evidence:
    """The files of a trial, read. `ended_at` is when it was over, in epoch seconds."""

    history: list[dict]
    runs: list[dict]
    calls: list[dict]
    faults: list[dict]
    ended_at: float
    effects: dict[str, int] = field(default_factory=dict)  # by flow, where it is not EFFECTS
    is_quiet: bool = False  # nothing was made to fail: every effect happens once
    may_wait: bool = False
    may_fail: list[str] = field(default_factory=list)  # with one of these codes
    violations: list[str] = field(default_factory=list)

    def effects_of(self, run: dict) -> int:
        return self.effects.get(run["flow"], EFFECTS)

    def require(self, holds: object, promise: str, what: str) -> None:
        if not holds:
            self.violations.append(f"{promise}: {what}")

    @property
    def own_calls(self) -> Iterator[dict]:
        own = {run["run"] for run in self.runs}
        return (call for call in self.calls if call["key"].partition(":")[0] in own)


def read(folder: Path, name: str, sink_log: Path) -> Evidence:
    """Return the evidence of a trial."""
    facts = json.loads((folder / f"{name}.facts.json").read_text())
    return Evidence(
        history=lines(folder / f"{name}.history.jsonl"),
        runs=lines(folder / f"{name}.runs.jsonl"),
        calls=lines(sink_log),
        faults=lines(folder / f"{name}.faults.jsonl"),
        **facts,
    )


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def check(evidence: Evidence) -> list[str]:
    """Return what was promised and not kept, by the number of the promise."""
    for promise in PROMISES:
        promise(evidence)
    return evidence.violations


def acknowledged_runs_end(e: Evidence) -> None:
    status = {run["run"]: run["status"] for run in e.runs}
    for run_id in acknowledged(e).values():
        e.require(run_id in status, "I1", f"{run_id} was acknowledged and is gone")
        fine = ENDED | ({"waiting"} if e.may_wait else set())
        e.require(status.get(run_id) in fine, "I1", f"{run_id} is {status.get(run_id)}")


def acknowledged(e: Evidence) -> dict[str, str]:
    """Return the run that each key was told of first."""
    told: dict[str, str] = {}
    for line in e.history:
        if line["op"] == "submit" and line["type"] == "ok":
            told.setdefault(line["key"], line["run"])
    return told


def one_run_a_key(e: Evidence) -> None:
    told = acknowledged(e)
    for line in e.history:
        if line["op"] == "submit" and line["type"] == "ok":
            e.require(line["run"] == told[line["key"]], "I2", f"{line['key']} led to two runs")
    started = (run for run in e.runs if run["trigger"] == "api" and is_root(run))
    cases = Counter(run["inputs"].get("case") for run in started)
    for case, count in cases.items():
        e.require(count == 1, "I2", f"there are {count} runs of {case}")


def results_are_recorded_once(e: Evidence) -> None:
    for run in e.runs:
        concluded = Counter(r["key"] for r in run["records"] if r["kind"] in CONCLUDED)
        twice = [key for key, count in concluded.items() if count > 1]
        e.require(not twice, "I3", f"{run['run']} has two results of {twice}")
    seen: dict[str, object] = {}
    for line in e.history:
        if line["op"] == "poll" and line["type"] == "ok" and line.get("status") == "completed":
            was = seen.setdefault(line["run"], line["output"])
            e.require(was == line["output"], "I3", f"the output of {line['run']} changed")


def effects_match(e: Evidence) -> None:
    raw = Counter(call["key"] for call in e.own_calls)
    times: dict[str, list[float]] = defaultdict(list)
    for call in e.own_calls:
        times[call["key"]].append(call["at"])
    bodies: dict[str, set[str]] = defaultdict(set)
    for call in e.own_calls:
        bodies[call["key"]].add(call["body"])
    for key, sent in bodies.items():
        e.require(len(sent) == 1, "I4", f"{key} was sent with different bodies")
    for run in e.runs:
        mine = {key for key in raw if key.startswith(f"{run['run']}:")}
        if run["status"] == "completed" and is_root(run):
            _, keys = expected(run["run"], run["inputs"]["n"], e.effects_of(run))
            e.require(mine == keys, "I4", f"{run['run']} called {sorted(mine ^ keys)} amiss")
        allowed = repeats(run["records"])
        for key in mine:
            most = 1 + (0 if e.is_quiet else allowed[key.partition(":")[2]])
            most += forgotten_claims(e, min(run["queuedAt"], *times[key]), max(times[key]))
            e.require(raw[key] <= most, "I4", f"{key} was called {raw[key]} times")


def forgotten_claims(e: Evidence, begin: float, end: float) -> int:
    """
    Return how many claims MongoDB may have forgotten in a time.

    Claims are not waited for until they are on the disk and with a majority: one that a kill or a
    fail-over took back left no trace, and whoever claimed after it did not know that it took over.
    """
    kills = (fault["at"] for fault in e.faults if fault["fault"] in FORGETTING)
    return sum(begin <= at <= end for at in kills)


def repeats(records: list[dict]) -> dict[str, int]:
    """
    Return how often each execution may have been tried again: by its retries, and by takeovers.

    Only takeovers between what was recorded before it and its own result can have interrupted it.
    """
    found: dict[str, int] = defaultdict(int)
    takeovers = 0
    for record in records:
        if record["kind"] == "takeover":
            takeovers += 1
        elif record["kind"] == "retrying":
            found[record["key"]] += 1 + takeovers
            takeovers = 0
        elif record["kind"] in CONCLUDED:
            found[record["key"]] += takeovers
            takeovers = 0
    return found


def history_is_linear(e: Evidence) -> None:
    for run in e.runs:
        seqs = [r["seq"] for r in run["records"]]
        e.require(seqs == list(range(len(seqs))), "I5", f"{run['run']} has a gap: {seqs}")
        fences = [r["fence"] for r in run["records"]]
        e.require(fences == sorted(fences), "I5", f"a fence of {run['run']} went back")


def an_end_is_final(e: Evidence) -> None:
    for run in e.runs:
        ends = [r for r in run["records"] if r["kind"] == "finished"]
        e.require(len(ends) <= 1, "I6", f"{run['run']} ended {len(ends)} times")
    ended: dict[str, str] = {}
    for line in e.history:
        if line["op"] != "poll" or line["type"] != "ok":
            continue
        was = ended.get(line["run"])
        e.require(was in (None, line.get("status")), "I6", f"{line['run']} was {was}")
        if line["status"] in ENDED:
            ended[line["run"]] = line["status"]


def a_wait_is_decided_once(e: Evidence) -> None:
    for run in e.runs:
        decided = Counter(r["waitId"] for r in run["records"] if r["waitId"])
        for wait, count in decided.items():
            e.require(count == 1, "I7", f"{wait} of {run['run']} was decided {count} times")


def a_wait_is_ended_by_who_may(e: Evidence) -> None:
    for run in e.runs:
        for wrong in wrong_ends(run):
            e.require(False, "I8", f"{run['run']}: {wrong}")


def wrong_ends(run: dict) -> Iterator[str]:
    """Yield what is wrong with the decisions of a run's waits: of which kind, and by whom."""
    open_: dict[str, str] = {}
    for record in run["records"]:
        if wait := record.get("wait"):
            open_[wait["id"]] = wait["kind"]
        if record["waitId"] is None or "decision" not in record:
            continue
        if record["waitId"] not in open_:
            yield f"{record['waitId']} was decided, and the run never waited for it"
        elif wrong := objection(open_[record["waitId"]], record["decision"], record["decidedBy"]):
            yield wrong


def is_root(run: dict) -> bool:
    """Tell whether a caller started a run, and not another run."""
    return run.get("parent") is None


def nothing_is_stuck(e: Evidence) -> None:
    late = e.ended_at - STUCK_SECONDS
    for run in e.runs:
        is_left = run["status"] == "running" and (run["leaseUntil"] or 0) < late
        e.require(not is_left, "I9", f"{run['run']} is running and nobody advances it")
        is_forgotten = run["status"] == "queued" and run["queuedAt"] < late
        e.require(not is_forgotten, "I9", f"{run['run']} is queued and nobody takes it")
        # One that waits for its turn is looked after by its line: its own time promises nothing.
        is_due = run["status"] == "waiting" and run["wakeAt"] and run["wakeAt"] < late
        is_due = is_due and run["wait"] != "turn"
        e.require(not is_due, "I9", f"{run['run']} waits beyond its time")


def outputs_are_right(e: Evidence) -> None:
    for run in e.runs:
        if run["status"] == "completed" and is_root(run):
            n, _ = expected(run["run"], run["inputs"]["n"], e.effects_of(run))
            e.require(run["output"] == {"n": n}, "I11", f"{run['run']} gave {run['output']}")
        code = (run["error"] or {}).get("code")
        is_wrong = run["status"] == "failed" and code not in e.may_fail
        e.require(not is_wrong, "I11", f"{run['run']} failed: {run['error']}")


def refusals_are_clean(e: Evidence) -> None:
    for line in e.history:
        if line["type"] == "fail" and line["http"] >= 500:
            e.require(line["http"] == 503, "I14", f"{line['op']}: {line['http']} {line['body']}")
            e.require(line["retryAfter"], "I14", f"{line['op']}: a 503 without Retry-After")


PROMISES: tuple[Callable[[Evidence], None], ...] = (
    acknowledged_runs_end,
    one_run_a_key,
    results_are_recorded_once,
    effects_match,
    history_is_linear,
    an_end_is_final,
    a_wait_is_decided_once,
    a_wait_is_ended_by_who_may,
    nothing_is_stuck,
    outputs_are_right,
    refusals_are_clean,
)


def recoveries(e: Evidence) -> list[float]:
    """Return, for each run whose worker was killed, the seconds until its next record."""
    by_run = {run["run"]: run for run in e.runs}
    found = []
    for fault in e.faults:
        for run_id in fault.get("held", ()):
            after = [
                record["endedAt"]
                for record in by_run.get(run_id, {"records": ()})["records"]
                if record["endedAt"] > fault["at"] and record["kind"] != "takeover"
            ]
            if after:
                found.append(min(after) - fault["at"])
    return sorted(found)


def lost(e: Evidence) -> int:
    """Return how many acknowledged runs are neither ended nor rightly waiting."""
    return sum(1 for violation in e.violations if violation.startswith("I1:"))


def at(values: list[float], share: float) -> float:
    """Return the value below which this share of sorted values lies."""
    return values[min(len(values) - 1, int(len(values) * share))] if values else 0.0


def decided(e: Evidence) -> int:
    """Return how many waits of all runs were decided."""
    return sum(record["waitId"] is not None for run in e.runs for record in run["records"])


def wrongly_ended(e: Evidence) -> int:
    """Return how many waits ended, or runs went on, by what may not end them."""
    return sum(1 for violation in e.violations if violation.startswith("I8:"))
