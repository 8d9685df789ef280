"""The judge of the trials: each broken promise is seen, and nothing else."""

from __future__ import annotations

import copy
import json

import pytest

from tests.chaos import check
from tests.chaos.check import Evidence
from tests.chaos.flows import EFFECTS, answer, expected

RUN = "run_1"
BEGAN = 1_700_000_000.0


def record(seq: int, kind: str = "completed", key: str = "", fence: int = 1, **more) -> dict:
    usual = {"attempt": 1, "startedAt": BEGAN + seq, "endedAt": BEGAN + seq + 0.5, "hash": str(seq)}
    return {"seq": seq, "fence": fence, "kind": kind, "key": key, "waitId": None, **usual, **more}


def fine() -> Evidence:
    """Return the evidence of one run that went as it should, in a trial with faults."""
    n, _ = expected(RUN, 7)
    acc, calls = 7, []
    for number in range(1, EFFECTS + 1):
        key = f"{RUN}:e{number}:0"
        calls.append({"key": key, "path": "/ok", "body": json.dumps({"acc": acc}), "at": BEGAN})
        acc = answer(key, acc)
    records = [record(seq, key=f"e{seq + 1}:0") for seq in range(EFFECTS)]
    run = {
        "run": RUN,
        "flow": "flow_1",
        "status": "completed",
        "trigger": "api",
        "inputs": {"n": 7, "case": "k"},
        "fence": 1,
        "output": {"n": n},
        "error": None,
        "wait": None,
        "leaseUntil": None,
        "wakeAt": None,
        "queuedAt": BEGAN,
        "records": [*records, record(EFFECTS, "finished", "end:0")],
    }
    history = [
        {"op": "submit", "type": "invoke", "key": "k"},
        {"op": "submit", "type": "ok", "key": "k", "run": RUN, "http": 202},
        {"op": "poll", "type": "ok", "run": RUN, "status": "completed", "output": {"n": n}},
    ]
    return Evidence(history, [run], calls, [], ended_at=BEGAN + 100)


def gone(e: Evidence) -> None:
    e.runs.clear()


def unfinished(e: Evidence) -> None:
    e.runs[0] |= {"status": "running", "leaseUntil": e.ended_at + 5}


def another_run_for_the_key(e: Evidence) -> None:
    e.history.append({"op": "submit", "type": "ok", "key": "k", "run": "run_2", "http": 202})


def two_runs_of_a_case(e: Evidence) -> None:
    e.runs.append({**e.runs[0], "run": "run_2", "records": [], "status": "canceled"})


def two_results(e: Evidence) -> None:
    e.runs[0]["records"][1]["key"] = "e1:0"


def another_output_later(e: Evidence) -> None:
    e.history.append({**e.history[-1], "output": {"n": 0}})


def another_body(e: Evidence) -> None:
    e.calls.append({**e.calls[0], "body": "{}"})
    e.runs[0]["records"].insert(0, record(0, "takeover", ":0"))


def one_call_too_many(e: Evidence) -> None:
    e.calls.append(e.calls[0])


def a_call_that_is_missing(e: Evidence) -> None:
    e.calls.pop()


def a_gap(e: Evidence) -> None:
    e.runs[0]["records"][2]["seq"] = 9


def a_fence_that_went_back(e: Evidence) -> None:
    e.runs[0]["records"][1]["fence"] = 5


def two_ends(e: Evidence) -> None:
    e.runs[0]["records"].append(record(EFFECTS + 1, "finished", "end:1"))


def an_end_that_was_none(e: Evidence) -> None:
    e.history.append({"op": "poll", "type": "ok", "run": RUN, "status": "running"})


def two_decisions(e: Evidence) -> None:
    for one in e.runs[0]["records"][:2]:
        one["waitId"] = "wait_1"


def a_look_that_ends_an_approval(e: Evidence) -> None:
    ended_by(e, "user-approval", "children", "engine")


def a_caller_who_ends_a_delay(e: Evidence) -> None:
    ended_by(e, "delay", "data", "key:k")


def the_engine_in_a_persons_name(e: Evidence) -> None:
    ended_by(e, "user-approval", "decision", "engine")


def a_decision_of_no_wait(e: Evidence) -> None:
    e.runs[0]["records"][1] |= {"waitId": "wait_9", "decision": "data", "decidedBy": "key:k"}


def ended_by(e: Evidence, wait: str, decision: str, principal: str) -> None:
    waited, ended = e.runs[0]["records"][:2]
    waited["wait"] = {"id": "wait_1", "kind": wait}
    ended |= {"waitId": "wait_1", "decision": decision, "decidedBy": principal}


def nobody_advances_it(e: Evidence) -> None:
    e.runs[0] |= {"status": "running", "leaseUntil": e.ended_at - 11}


def nobody_takes_it(e: Evidence) -> None:
    e.history.clear()
    e.runs[0] |= {"status": "queued", "queuedAt": e.ended_at - 11}


def a_takeover_elsewhere(e: Evidence) -> None:
    one_call_too_many(e)
    e.runs[0]["records"].insert(3, record(3, "takeover", ":0"))


def a_wait_that_is_over(e: Evidence) -> None:
    e.may_wait = True
    e.runs[0] |= {"status": "waiting", "wakeAt": e.ended_at - 11}


def a_wrong_output(e: Evidence) -> None:
    e.runs[0]["output"] = {"n": 1}
    e.history.pop()


def a_failure(e: Evidence) -> None:
    e.runs[0] |= {"status": "failed", "error": {"code": "HTTP_500"}}


def a_bad_gateway(e: Evidence) -> None:
    e.history.append({"op": "poll", "type": "fail", "http": 500, "retryAfter": "1", "body": ""})


def a_503_that_does_not_say_when(e: Evidence) -> None:
    e.history.append({"op": "poll", "type": "fail", "http": 503, "retryAfter": None, "body": ""})


BROKEN = {
    gone: "I1",
    unfinished: "I1",
    another_run_for_the_key: "I2",
    two_runs_of_a_case: "I2",
    two_results: "I3",
    another_output_later: "I3",
    another_body: "I4",
    one_call_too_many: "I4",
    a_call_that_is_missing: "I4",
    a_gap: "I5",
    a_fence_that_went_back: "I5",
    two_ends: "I6",
    an_end_that_was_none: "I6",
    two_decisions: "I7",
    a_look_that_ends_an_approval: "I8",
    a_caller_who_ends_a_delay: "I8",
    the_engine_in_a_persons_name: "I8",
    a_decision_of_no_wait: "I8",
    nobody_advances_it: "I9",
    a_wait_that_is_over: "I9",
    nobody_takes_it: "I9",
    a_takeover_elsewhere: "I4",
    a_wrong_output: "I11",
    a_failure: "I11",
    a_bad_gateway: "I14",
    a_503_that_does_not_say_when: "I14",
}


def test_a_trial_in_which_everything_went_well_breaks_no_promise():
    assert check.check(fine()) == []


@pytest.mark.parametrize("spoil", BROKEN, ids=lambda spoil: spoil.__name__)
def test_a_broken_promise_is_named(spoil):
    evidence = copy.deepcopy(fine())
    spoil(evidence)
    named = {violation.partition(":")[0] for violation in check.check(evidence)}
    assert BROKEN[spoil] in named


@pytest.mark.parametrize(
    ("wait", "decision", "principal"),
    [
        ("user-approval", "decision", "user:a"),
        ("client-tool", "toolResult", "key:k"),
        ("wait", "data", "key:k"),
        ("wait", "due", "engine"),
        ("delay", "due", "engine"),
        ("children", "children", "engine"),
        ("children", "deadline", "engine"),
    ],
)
def test_a_wait_may_be_ended_by_who_may_end_it(wait, decision, principal):
    evidence = fine()
    ended_by(evidence, wait, decision, principal)
    assert check.check(evidence) == []
    assert (check.decided(evidence), check.wrongly_ended(evidence)) == (1, 0)


@pytest.mark.parametrize(("wait", "wrong"), [("turn", []), ("children", ["I9"]), ("wait", ["I9"])])
def test_only_the_time_of_a_turn_may_pass(wait, wrong):
    evidence = fine()
    evidence.may_wait, evidence.history = True, evidence.history[:2]
    evidence.runs[0] |= {"status": "waiting", "wait": wait, "wakeAt": evidence.ended_at - 11}
    evidence.runs[0]["records"].pop()
    assert [one.partition(":")[0] for one in check.check(evidence)] == wrong


def test_of_children_neither_outputs_nor_cases_are_judged_as_those_of_roots():
    evidence = fine()
    child = {**evidence.runs[0], "run": "run_2", "parent": RUN, "records": [], "output": {}}
    evidence.runs.append(child)
    assert check.check(evidence) == []


def renumbered(records):
    return [{**one, "seq": seq} for seq, one in enumerate(records)]


@pytest.mark.parametrize("kind", ["takeover", "retrying"])
def test_a_call_may_be_repeated_once_for_each_takeover_of_its_step_and_each_retry(kind):
    evidence = fine()
    records = evidence.runs[0]["records"]
    again = record(0, kind, "e2:0")
    evidence.runs[0]["records"] = renumbered([records[0], again, *records[1:]])
    evidence.calls.append(evidence.calls[1])
    assert check.check(evidence) == []
    evidence.is_quiet, evidence.violations = True, []
    assert [one.partition(":")[0] for one in check.check(evidence)] == ["I4"]


@pytest.mark.parametrize(("seconds", "wrong"), [(1, []), (-1, ["I4"]), (3, ["I4"])])
def test_a_claim_that_mongodb_forgot_when_it_was_killed_may_call_again(seconds, wrong):
    evidence = fine()
    evidence.calls.append({**evidence.calls[1], "at": BEGAN + 2})
    evidence.faults = [{"fault": "kill mongo", "at": BEGAN + seconds}]
    assert [one.partition(":")[0] for one in check.check(evidence)] == wrong


def test_a_failure_that_was_wanted_is_none():
    evidence = fine()
    evidence.runs[0] |= {"status": "failed", "error": {"code": "POISON_STEP"}}
    evidence.history.pop()
    evidence.may_fail = ["POISON_STEP"]
    assert check.check(evidence) == []


def test_recovery_is_counted_to_the_next_record_that_is_no_takeover():
    evidence = fine()
    killed = BEGAN + 1.6
    evidence.runs[0]["records"][2] |= {"kind": "takeover", "endedAt": BEGAN + 7}
    evidence.runs[0]["records"][3] |= {"endedAt": BEGAN + 7.2}
    evidence.runs[0]["records"][4] |= {"endedAt": BEGAN + 7.4}
    evidence.runs[0]["records"][5] |= {"endedAt": BEGAN + 7.5}
    evidence.faults = [{"fault": "kill worker", "at": killed, "held": [RUN]}]
    assert check.recoveries(evidence) == [pytest.approx(BEGAN + 7.2 - killed)]
