"""Loops, waits and parents that end in their time or are tried again, in the simulation."""

from __future__ import annotations

import pytest

from engine import advance, conclusion, deadlines, settling, transitions
from tests.crash.invariants import Violation
from tests.crash.mutants import Mutant
from tests.crash.schedules import Faults
from tests.crash.test_family import (
    FLOWS,
    FamilySchedule,
    branch,
    call,
    drawn,
    each,
    final,
    parallel,
)

# Tracing every line makes this several times slower, and the unit tests cover the same lines.
pytestmark = pytest.mark.no_cover

SCHEDULES = 60
MUTANT_SCHEDULES = 150
# Far longer than any step is given here, so that no timing decides which of them is first.
LONG = {"id": "long", "type": "delay", "data": {"seconds": 5_000_000}}


def long(step_id):
    return {**LONG, "id": step_id}


def looped(name, following, *body, items="{{range(3)}}", **policies):
    made = {"id": name, "type": "each", "nextStepId": following, "data": {"items": items}}
    return {**made, "output": name, "steps": list(body), **policies}


TIMED = {"timeoutSeconds": 2, "errorNextStepId": "end"}
CODE = final(code="{{error.code}}", step="{{error.stepId}}")
# name -> (steps, the output, how many different effects at least and at most)
POLICIES = {
    "a delay in its time": ([{**long("w"), **TIMED, "nextStepId": "end"}, CODE], "w", (0, 0)),
    "branches in their time": (
        [
            {
                **parallel("p", "end", branch("a", call("a1")), branch("b", long("b1"))),
                **TIMED,
            },
            CODE,
        ],
        "p",
        (0, 1),
    ),
    "branches in branches in their time": (
        [
            {
                **parallel("p", "end", branch("a", parallel("q", None, branch("b", long("b1"))))),
                **TIMED,
            },
            CODE,
        ],
        "p",
        (0, 0),
    ),
    "items at once in their time": (
        [{**each("l", "end", long("d"), items=5), **TIMED}, CODE],
        "l",
        (0, 0),
    ),
    "a loop in its time": ([looped("l", "end", long("d"), **TIMED), CODE], "l", (0, 0)),
    "a loop around branches in its time": (
        [looped("l", "end", parallel("p", None, branch("a", long("d"))), **TIMED), CODE],
        "l",
        (0, 0),
    ),
    "a loop that is tried again in its time": (
        [looped("l", "end", long("d"), retry={"maxAttempts": 3}, **TIMED), CODE],
        "l",
        (0, 0),
    ),
}
TRIED = {
    "a loop that fails three times": (
        [
            looped(
                "l",
                "end",
                call("c", mode="broken"),
                retry={"maxAttempts": 3, "backoffSeconds": 1},
                errorNextStepId="end",
            ),
            final(code="{{error.code}}", n="{{error.attempts}}"),
        ],
        {"code": "LOOP_FAILED", "n": 3},
        (1, 1),
    ),
    "a loop in a loop that fails twice": (
        [
            looped(
                "o",
                "end",
                looped("l", None, call("c", mode="broken"), retry={"maxAttempts": 2}),
                items=[1, 2],
            ),
            final(n="{{o.failedItems}}", code="{{o.errors[0].code}}"),
        ],
        {"n": 1, "code": "LOOP_FAILED"},
        (1, 1),
    ),
    "a loop over branches that fails twice": (
        [
            looped(
                "l",
                "end",
                {"id": "s", "type": "set", "data": {"values": {"n": "{{(n ?? 0) + 1}}"}}}
                | {"nextStepId": "p"},
                parallel("p", None, branch("a", call("c", mode="broken"))),
                items=[1],
                retry={"maxAttempts": 2},
                onError="continue",
            ),
            final(code="{{l.error.code}}", n="{{n}}"),
        ],
        {"code": "LOOP_FAILED", "n": 1},
        (2, 2),
    ),
}
EVERY = {
    **{
        name: (steps, {"code": "TIMEOUT", "step": step}, effects)
        for name, (steps, step, effects) in POLICIES.items()
    },
    **TRIED,
}


class PolicySchedule(FamilySchedule):
    """A family schedule of the flows of this module."""

    is_repeating = True

    def __init__(self, name, seed, faults) -> None:
        super().__init__(EVERY[name], seed, faults)


def broken_at(name, seeds, faults=drawn):
    """Return the first violation that schedules of a flow find, None where they find none."""
    for seed in range(seeds):
        schedule = PolicySchedule(name, seed, faults(seed))
        try:
            schedule.run()
        except Exception as error:  # noqa: BLE001, a mutant may break anything
            return f"{name}, seed {seed}: {type(error).__name__}: {error}"
    return None


@pytest.mark.parametrize("name", EVERY)
def test_a_policy_holds_whatever_dies(name):
    if found := broken_at(name, SCHEDULES):
        raise Violation(found)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    "name", ["branches in their time", "a loop around branches in its time", *TRIED]
)
def test_a_policy_survives_a_kill_at_each_operation(name, after):
    plain = PolicySchedule(name, 1, Faults())
    plain.run()
    for operation in range(1, plain.world.hub.operations, 2 if after else 1):
        PolicySchedule(name, 1, Faults(kill_at=operation, kill_after=after)).run()


MUTANTS = (
    Mutant(
        "a loop that takes too long is not stopped",
        deadlines,
        "overdue",
        "if at <= now and (own is None or at < own):",
        "if False:",
    ),
    Mutant(
        "nothing wakes a wait whose time is over",
        settling,
        "_wake_at",
        "times = [waits.wake_at(state), deadlines.soonest(state), advance.deadline]",
        "times = [waits.wake_at(state), advance.deadline]",
    ),
    Mutant(
        "children outlive the time of their parent",
        advance.Advance,
        "_time_out",
        "self.abandon()",
        "pass",
    ),
    Mutant(
        "another try at a loop begins where the last one failed",
        transitions,
        "_retrying",
        "if frame is not None and frame.before is not None:",
        "if False:",
    ),
    Mutant(
        "another try at a loop has the waits and children of the first",
        conclusion.Attempt,
        "own_key",
        "{self.tries}",
        "",
    ),
    Mutant(
        "another try at a loop sends other keys",
        conclusion.Attempt,
        "idempotency_key",
        "{self.run_id}:{self.key}",
        "{self.run_id}:{self.key}{self.tries}",
    ),
    Mutant(
        "tries at a loop are not counted",
        transitions,
        "_body_ended",
        "attempt=frame.attempt",
        "attempt=1",
    ),
)


@pytest.mark.usefixtures("_quiet")
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_the_simulation_finds(mutant):
    with mutant.applied():
        assert any(broken_at(name, MUTANT_SCHEDULES // 10) for name in EVERY)


def test_the_flows_of_families_and_of_policies_have_names_of_their_own():
    assert not set(FLOWS) & set(EVERY)
