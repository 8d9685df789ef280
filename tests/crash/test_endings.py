"""
Waits of every kind one after another, beside children, while schedulers are stopped in a page.

What a scheduler reads may be long over when it acts on it: no wait may end by that.
"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from schemas.run import RunStatus
from tests.crash.invariants import Violation
from tests.crash.schedules import Faults
from tests.crash.test_family import FamilySchedule, branch, each, final, parallel

# Tracing every line makes this several times slower, and the unit tests cover the same lines.
pytestmark = pytest.mark.no_cover

SCHEDULES = 60
STOP = 0.3


def step(name, type_name, following=None, **data):
    made = {"id": name, "type": type_name, "data": data}
    return made | ({"nextStepId": following} if following else {})


def waiting(name, following=None):
    return step(name, "wait", following)


def approval(name, following):
    return step(name, "user-approval", following, message="?") | {"rejectNextStepId": following}


def tool(name, following):
    made = step(name, "client-tool", following, toolName="t", parameters={})
    return made | {"errorNextStepId": following}


def beside(name, following, *bodies):
    return parallel(name, following, *(branch(f"b{n}", one) for n, one in enumerate(bodies)))


DONE = {"done": True}
FLOWS = {
    "every wait after children": [
        beside("p1", "ask", waiting("c1")),
        approval("ask", "p2"),
        beside("p2", "tool", waiting("c2"), waiting("c3")),
        tool("tool", "p3"),
        beside("p3", "data", waiting("c4")),
        waiting("data", "p4"),
        beside("p4", "sleep", waiting("c5")),
        step("sleep", "delay", "end", seconds=60),
        final(done=True),
    ],
    "children after children": [
        beside("p1", "p2", waiting("c1")),
        beside("p2", "loop", waiting("c2"), step("c3", "delay", seconds=3)),
        each("loop", "ask", waiting("c4"), items=3),
        approval("ask", "end"),
        final(done=True),
    ],
    "families in families": [
        beside("p1", "ask", beside("q1", None, waiting("c1")), waiting("c2")),
        approval("ask", "end"),
        final(done=True),
    ],
}


class EndingSchedule(FamilySchedule):
    """A schedule whose judge looks at how its waits ended."""

    def __init__(self, name, seed, faults) -> None:
        super().__init__((FLOWS[name], DONE, (0, 0)), seed, faults)


def drawn(seed):
    return replace(Faults.drawn(random.Random(seed)), stop=STOP)


def waits_ended(schedule):
    return [wait.kind for _, wait, _ in schedule.world.store.ended]


@pytest.mark.parametrize("name", FLOWS)
def test_a_wait_ends_only_by_what_may_end_it_whoever_is_stopped(name):
    ended = set()
    for seed in range(SCHEDULES):
        schedule = EndingSchedule(name, seed, drawn(seed))
        try:
            schedule.run()
        except Violation as violation:
            raise Violation(f"{name}, seed {seed}: {violation}") from violation
        ended |= set(waits_ended(schedule))
    assert ended >= {"children", "wait", "user-approval"}


@pytest.mark.parametrize("name", FLOWS)
def test_a_quiet_run_ends_each_of_its_waits_once(name):
    schedule = EndingSchedule(name, 1, Faults(stop=STOP))
    schedule.run()
    assert schedule.world.store.get(schedule.world.run_id).status is RunStatus.COMPLETED
    ended = [(run_id, wait.wait_id) for run_id, wait, _ in schedule.world.store.ended]
    assert len(set(ended)) == len(ended)
