"""Runs of two versions of a flow in one line, each version with a limit of its own."""

from __future__ import annotations

import random

import pytest

from engine.errors import Unavailable
from engine.plan import compile_plan
from engine.runs import Start
from schemas.run import TERMINAL, RunStatus
from tests.crash.invariants import Violation, check_endings
from tests.crash.schedules import Faults, Schedule
from tests.crash.simworld import World
from tests.crash.test_endings import drawn
from tests.crash.test_family import DELAY, call, require
from tests.support.world import ADA

# Tracing every line makes this several times slower, and the unit tests cover the same lines.
pytestmark = pytest.mark.no_cover

SCHEDULES = 60
STARTS = (5, 4)


class LimitWorld(World):
    """A world in which runs of a version with limit 3 are followed by runs of one with limit 1."""

    def _plan(self, flow) -> None:
        super()._plan([("add", "n1", 1)])
        self.versions = [self._version(number, limit) for number, limit in ((1, 3), (2, 1))]
        self.told: set[str] = set()

    def _version(self, number, limit):
        trigger = {"id": "start", "type": "api", "nextStepId": "c"}
        steps = [trigger, call("c", "sleep"), DELAY]
        definition = {"steps": steps, "control": {"concurrency": {"limit": limit}}}
        name = {"version_id": f"v{number}", "flow_id": "f", "name": "F", "version": number}
        return self.plans.keep(compile_plan(definition, **name))

    def submit(self) -> None:
        """Start what was not acknowledged, each start under a key of its own."""
        plans = [plan for plan, n in zip(self.versions, STARTS, strict=True) for _ in range(n)]
        for number, plan in enumerate(plans):
            self._submit(f"k{number}", plan)
        self.acknowledged.add(self.run_id)

    def _submit(self, key, plan) -> None:
        runs, trigger = self.runs(), plan.triggers[0]
        start = Start(plan, trigger, "ws", ADA, {}, idempotency_key=key)
        while key not in self.told:
            run = runs.prepare(start)
            self.run_id = self.run_id or run.run_id
            try:
                runs.submit(run)
            except Unavailable:
                continue
            self.told.add(key)


class LimitSchedule(Schedule):
    """A schedule that is over when all runs are."""

    def __init__(self, seed, faults) -> None:
        self.flow, self.faults, self.is_calm = [], faults, False
        self.rng, self.stops = random.Random(seed), random.Random(~seed)
        self.world = LimitWorld([], self.rng, self.choose)

    def is_over(self):
        runs = self.world.store.every()
        return super().is_over() and all(run.status in TERMINAL for run in runs)

    def check(self) -> None:
        check_endings(self.world, require)
        runs = self.world.store.every()
        require(len(runs) == sum(STARTS), f"{len(runs)} runs were started")
        lost = [run for run in runs if run.status is not RunStatus.COMPLETED]
        # A cancel may come, and three deaths in a row are taken for the step's fault.
        is_meant = all(run.cancel or b"POISON_STEP" in (run.error or b"") for run in lost)
        require(is_meant, f"{lost} did not complete")


def test_no_run_goes_on_beside_more_than_its_own_limit_whatever_dies():
    let_off = 0
    for seed in range(SCHEDULES):
        schedule = LimitSchedule(seed, drawn(seed))
        try:
            schedule.run()
        except Violation as violation:
            raise Violation(f"seed {seed}: {violation}") from violation
        let_off += sum(wait.kind == "turn" for _, wait, _ in schedule.world.store.ended)
    assert let_off > SCHEDULES


def test_all_runs_of_both_versions_have_their_turn():
    schedule = LimitSchedule(1, Faults())
    schedule.run()
    assert {run.status for run in schedule.world.store.every()} == {RunStatus.COMPLETED}
