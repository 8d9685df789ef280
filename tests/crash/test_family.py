"""Runs that start runs, in the simulation: children start once and are joined once."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from engine import canonical, loading
from engine.plan import compile_plan
from engine.record import Kind, from_entry
from schemas.run import TERMINAL, RunStatus
from tests.crash.invariants import Violation, check_endings
from tests.crash.schedules import Faults, Schedule
from tests.crash.simworld import World

SCHEDULES = 80


def call(name, following=None, mode="ok"):
    data = {"method": "POST", "url": f"https://sink.example/{mode}/{name}", "body": {"acc": 1}}
    more = {"retry": {"maxAttempts": 3, "backoffSeconds": 1}}
    step = {"id": name, "type": "http-request", "data": data, "output": name, **more}
    return {**step, "nextStepId": following} if following else step


def branch(name, *steps):
    return {"name": name, "steps": list(steps)}


def parallel(name, following, *branches, **data):
    data = {"branches": list(branches), **data}
    step = {"id": name, "type": "parallel", "data": data, "output": name}
    return {**step, "nextStepId": following} if following else step


def each(name, following, body, items=5, **data):
    data = {"items": f"{{{{range({items})}}}}", "concurrency": 2, **data}
    step = {"id": name, "type": "each", "nextStepId": following, "data": data, "output": name}
    return {**step, "steps": [body]}


def final(**outputs):
    named = [{"name": name, "output": value} for name, value in outputs.items()]
    return {"id": "end", "type": "final", "data": {"outputs": named}}


DELAY = {"id": "sleep", "type": "delay", "data": {"seconds": 3}}
BOOM = {"id": "boom", "type": "fail", "data": {"message": "no"}}
# name -> (steps, the output, how many different effects at least and at most)
FLOWS = {
    "branches": (
        [
            parallel(
                "all",
                "end",
                branch("a", call("a1", "a2"), call("a2")),
                branch("b", call("b1", mode="flaky")),
                branch("c", DELAY),
            ),
            final(names="{{keys(all.branches)}}"),
        ],
        {"names": ["a", "b", "c"]},
        (3, 3),
    ),
    "branches in branches": (
        [
            parallel(
                "all",
                "end",
                branch("a", parallel("in", None, branch("x", call("x1")), branch("y", call("y1")))),
                branch("b", call("b1")),
            ),
            final(inner="{{keys(all.branches.a.in.branches)}}"),
        ],
        {"inner": ["x", "y"]},
        (3, 3),
    ),
    "items in turn": (
        [each("loop", "end", call("c")), final(n="{{loop.successfulItems}}")],
        {"n": 5},
        (5, 5),
    ),
    "items that fail and go on": (
        [
            each("loop", "end", call("c", mode="broken"), items=3, continueOnError=True),
            final(n="{{loop.failedItems}}"),
        ],
        {"n": 3},
        (3, 3),
    ),
    "the first that fails": (
        [
            {
                **parallel(
                    "all", "end", branch("a", BOOM), branch("b", DELAY), branch("c", call("c1"))
                ),
                "errorNextStepId": "end",
            },
            final(code="{{error.code}}"),
        ],
        {"code": "CHILD_FAILED"},
        (0, 1),
    ),
    "the first that completes": (
        [
            parallel(
                "all",
                "end",
                branch("a", call("a1")),
                branch("b", {**DELAY, "data": {"seconds": 900}}),
                waitFor="any",
            ),
            final(names="{{keys(all.branches)}}"),
        ],
        {"names": ["a"]},
        (1, 1),
    ),
}


class FamilyWorld(World):
    """A world whose flow is given as it is."""

    def _plan(self, flow) -> None:
        super()._plan([("add", "n1", 1)])
        trigger = {"id": "start", "type": "api", "nextStepId": flow[0]["id"]}
        definition = {"steps": [trigger, *flow]}
        compiled = compile_plan(definition, version_id="v", flow_id="f", name="F", version=1)
        self.plan = self.plans.keep(compiled)


class FamilySchedule(Schedule):
    """A schedule that is over when the whole family is."""

    # Whether a step may be concluded again at the same place: where a loop is tried again.
    is_repeating = False

    def __init__(self, family, seed, faults) -> None:
        steps, self.output, self.effects = family
        self.flow, self.faults, self.is_calm = steps, faults, False
        self.rng, self.stops = random.Random(seed), random.Random(~seed)
        self.world = FamilyWorld(steps, self.rng, self.choose)

    def is_over(self):
        runs = self.world.store.every()
        return super().is_over() and all(run.status in TERMINAL for run in runs)

    def check(self) -> None:
        world, runs = self.world, self.world.store.every()
        check_endings(world, require)
        main = world.store.get(world.run_id)
        entries = loading.entries_of(world.store, main)
        records = [from_entry(entry) for entry in entries]
        require([e.seq for e in entries] == list(range(len(entries))), "the journal has a gap")
        joined = Counter(r.step_id for r in records if r.kind in (Kind.COMPLETED, Kind.FAILED))
        is_once = self.is_repeating or all(n == 1 for n in joined.values())
        require(is_once, f"joined twice: {joined}")
        places = Counter((run.parent_id, run.group, run.child_index) for run in runs)
        require(all(n == 1 for n in places.values()), f"started twice: {places}")
        bodies = {call.key: call.body for call in world.calls}
        require(all(bodies[c.key] == c.body for c in world.calls), "an effect changed its mind")
        # Three deaths in a row are taken for the step's fault, here as everywhere.
        is_poisoned = any(b"POISON_STEP" in (run.error or b"") for run in runs)
        if main.status is RunStatus.CANCELED or is_poisoned:
            return
        came_to = main.output or main.error
        require(canonical.decode(came_to or b"null") == self.output, f"came to {came_to}")
        least, most = self.effects
        require(least <= len(bodies) <= most, f"made {len(bodies)} effects")


def require(holds, what):
    if not holds:
        raise Violation(what)


def drawn(seed):
    return Faults.drawn(random.Random(seed))


@pytest.mark.parametrize("name", FLOWS)
def test_a_family_comes_to_its_end_whatever_dies(name):
    kills = 0
    for seed in range(SCHEDULES):
        schedule = FamilySchedule(FLOWS[name], seed, drawn(seed))
        try:
            schedule.run()
        except Violation as violation:
            raise Violation(f"{name}, seed {seed}: {violation}") from violation
        kills += schedule.world.kills
    assert kills > SCHEDULES / 4


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("name", ["branches", "items in turn", "the first that fails"])
def test_a_family_survives_a_kill_at_each_operation(name, after):
    plain = FamilySchedule(FLOWS[name], 1, Faults())
    plain.run()
    for operation in range(1, plain.world.hub.operations, 2 if after else 1):
        FamilySchedule(FLOWS[name], 1, Faults(kill_at=operation, kill_after=after)).run()
