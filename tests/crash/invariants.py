"""What must hold after every schedule, whatever happened in it."""

from __future__ import annotations

import json
from collections import Counter

from engine import canonical, loading
from engine.record import Kind, Record, from_entry
from schemas.run import RunStatus
from tests.crash.reference import Reference
from tests.support.endings import objection


class Violation(AssertionError):
    """The engine broke a promise."""


CONCLUDED = (Kind.COMPLETED, Kind.FAILED, Kind.FINISHED, Kind.INTERRUPTED)
ATTEMPTED = (*CONCLUDED, Kind.RETRYING)


def check(flow, world) -> None:
    def require(holds: bool, what: str) -> None:
        if not holds:
            raise Violation(what)

    run = world.store.get(world.run_id)
    entries = loading.entries_of(world.store, run)
    records = [from_entry(entry) for entry in entries]
    check_journal(entries, records, require)
    check_endings(world, require)
    check_effects(records, world, require)
    if is_poisoned(run, records):
        return
    decisions = check_decisions(records, world, require)
    if world.canceled_while is not None and run.status is not RunStatus.CANCELED:
        require(False, f"a cancel was accepted, and the run {run.status}")
    if run.status is not RunStatus.CANCELED:
        check_result(flow, run, records, decisions, world, require)


def check_endings(world, require) -> None:
    """Judge what ended each wait of each run, children and those in turn too."""
    for run_id, wait, decision in world.store.ended:
        require(wait.wait_id == decision.wait_id, f"{run_id}: a decision of another wait")
        wrong = objection(wait.kind, decision.kind, decision.principal)
        require(wrong is None, f"{run_id}: {wrong}")


def check_journal(entries, records: list[Record], require) -> None:
    require([e.seq for e in entries] == list(range(len(entries))), "the journal has a gap")
    fences = [entry.fence.n for entry in entries]
    require(fences == sorted(fences), f"a fence went back: {fences}")
    concluded = Counter(r.key for r in records if r.kind in CONCLUDED)
    require(all(n == 1 for n in concluded.values()), f"concluded twice: {concluded}")
    in_a_row = 0
    for record in records:
        # A claim that was to fail the run may die too: more takeovers are fine, attempts are not.
        is_attempt = (
            record.kind is not Kind.TAKEOVER and (record.error or {}).get("code") != "POISON_STEP"
        )
        require(not (is_attempt and in_a_row >= 3), "an attempt after three deaths in a row")
        in_a_row = in_a_row + 1 if record.kind is Kind.TAKEOVER else 0


def check_effects(records: list[Record], world, require) -> None:
    bodies: dict[str, set[bytes]] = {}
    for call in world.calls:
        bodies.setdefault(call.key, set()).add(call.body)
    for key, sent in bodies.items():
        require(len(sent) == 1, f"{key} was sent with different bodies: {sent}")
    prefix = f"{world.run_id}:"
    attempts = Counter(prefix + r.key for r in records if r.kind in ATTEMPTED)
    started = Counter(prefix + r.key for r in records if r.kind is Kind.STARTED)
    faults = world.hub.hit
    is_quiet = (
        not any("/poison/" in url for url in world.urls)
        and all(fate.value == "apply" for _, fate in faults)
        and not world.was_late
    )
    for key, raw in world.raw.items():
        if step_of(key, world).on_crash == "fail":
            require(raw <= started[key], f"{key} may not be repeated, and was: {raw} calls")
        if is_quiet and run_ended(world) is not RunStatus.CANCELED:
            require(raw == attempts[key], f"{key}: {raw} calls for {attempts[key]} attempts")


def step_of(key: str, world):
    """Return the step that an idempotency key (`<run>:<path>:<visit>`) is of."""
    path = key.split(":")[1]
    return world.plan.steps[path.rpartition("/")[2]]


def run_ended(world) -> RunStatus:
    return world.store.get(world.run_id).status


def check_decisions(records: list[Record], world, require) -> dict:
    """Return what ended each wait, by execution key."""
    decided: dict = {}
    ids = Counter()
    open_wait: dict = {}
    for record in records:
        if record.kind is Kind.WAITING:
            open_wait[record.key] = record.wait
        if record.decision is None:
            continue
        ids[record.decision["waitId"]] += 1
        wait = open_wait[record.key]
        is_late = wait["wakeAt"] is not None and record.decision["at"] >= wait["wakeAt"]
        require(is_late == (record.decision["kind"] == "due"), "a decision on the wrong side")
        decided[record.key] = record.decision
    require(all(n == 1 for n in ids.values()), "a wait was decided twice")
    accepted = Counter(record.decision["key"] for record in records if record.decision)
    for key, answers in world.answers.items():
        if run_ended(world) is not RunStatus.CANCELED:
            # An identical call about the same wait is a repeat too, whosever key decided it.
            is_fine = answers[0] == "repeat" or (answers[0] == "new") == (accepted[key] == 1)
            require(is_fine, f"{key} got {answers}, and the journal has it {accepted[key]} times")
        if answers[0] == "new":
            require(set(answers[1:]) <= {"repeat"}, f"the same call made twice got {answers}")
    return decided


def is_poisoned(run, records: list[Record]) -> bool:
    """Tell whether the run failed because three claims in a row died without progress."""
    code = canonical.decode(run.error)["code"] if run.error else None
    last = [record.kind for record in records[-4:-1]]
    return code == "POISON_STEP" and last == [Kind.TAKEOVER] * 3


def check_result(flow, run, records, decisions, world, require) -> None:
    payloads = {
        record.key: (record.decision["kind"], payload_of(record))
        for record in records
        if record.decision is not None
    }
    interrupted = {record.key for record in records if record.kind is Kind.INTERRUPTED}
    reference = Reference(run.run_id, payloads, interrupted)
    expected = reference.run(flow)
    if run.status is RunStatus.COMPLETED:
        found = (run.status.value, json.loads(run.output))
    else:
        found = (run.status.value, canonical.decode(run.error)["code"])
    require(found == expected, f"{found} is not {expected}")
    called = set(world.raw) - {f"{run.run_id}:{key}" for key in interrupted}
    require(called == set(reference.effects), f"{called} is not {set(reference.effects)}")


def payload_of(record: Record):
    """Return the payload as the step's result shows it."""
    if record.decision["kind"] == "decision":
        return {"decision": record.output["decision"]}
    if record.decision["kind"] == "toolResult":
        failed = record.error is not None
        return {"success": not failed, "output": record.output}
    return record.output
