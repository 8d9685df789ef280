"""Cancels of roots and of their children at any moment: nothing below a canceled run goes on."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from engine import family, fanout, runner
from engine.errors import Conflict, Unavailable
from engine.store import memory
from schemas.run import TERMINAL, RunStatus
from tests.crash.invariants import Violation, check_endings
from tests.crash.mutants import Mutant
from tests.crash.schedules import CHAOS_OPERATIONS, Faults
from tests.crash.test_family import BOOM, FamilySchedule, branch, call, each, final, parallel
from tests.support.world import ADA

# Tracing every line makes this several times slower, and the unit tests cover the same lines.
pytestmark = pytest.mark.no_cover

SCHEDULES = 80
STEPS = 40
MUTANT_SCHEDULES = 150
# When a worker dies after it started children, and when the cancel comes.
LEFT = [(kill_at, moment) for kill_at in (5, 6) for moment in range(18, 50)]
END = final(done=True)


def long(step_id):
    """Return a step that no schedule waits for: only a cancel ends what comes to it."""
    return {"id": step_id, "type": "delay", "data": {"seconds": 5_000_000}}


def long_below(name):
    return parallel(name, None, branch("in", long(f"{name}_long")))


# Each wakes its parent while some of its children are open, or keeps it inserting children.
FLOWS = {
    "the first of them": [
        parallel(
            "p",
            "end",
            branch("a", call("a1")),
            branch("b", long("b1")),
            branch("c", long_below("q")),
            waitFor="any",
        ),
        END,
    ],
    "one that fails": [
        parallel("p", "end", branch("a", BOOM), branch("b", long("b1")), branch("c", long("c1"))),
        END,
    ],
    "one that fails below": [
        parallel(
            "p",
            "end",
            branch("a", parallel("q", None, branch("x", BOOM), branch("y", long("y1")))),
            branch("b", long_below("r")),
        ),
        END,
    ],
    "branches in their time": [
        {
            **parallel("p", "end", branch("a", long("a1")), branch("b", long_below("q"))),
            "timeoutSeconds": 2,
            "retry": {"maxAttempts": 2, "backoffSeconds": 1},
            "errorNextStepId": "end",
        },
        END,
    ],
    "items in pages": [
        each("l", "end", long("d"), items=7, concurrency=3) | {"timeoutSeconds": 20},
        END,
    ],
    "branches of items": [each("l", "end", long_below("q"), items=3), END],
}


class CancelSchedule(FamilySchedule):
    """A schedule with a cancel of the root, or of any run of the family, at each given moment."""

    def __init__(self, name, seed, faults, moments, *, only_root=True) -> None:
        super().__init__((FLOWS[name], {"done": True}, (0, 99)), seed, faults)
        self.moments, self.only_root = sorted(moments, reverse=True), only_root
        self.canceled = set()
        self.world.should_stop = lambda: not self.is_calm and self.stops.random() < 0.1

    def disturb(self):
        super().disturb()
        world = self.world
        if self.moments and world.acknowledged and world.hub.operations >= self.moments[-1]:
            self.moments.pop()
            self.spawn_cancel()

    def spawn_cancel(self):
        runs = self.world.store.every()
        run_id = self.world.run_id if self.only_root else self.rng.choice(runs).run_id
        self.world.hub.spawn("client", lambda: self.cancel(run_id))

    def cancel(self, run_id):
        """Be a client that cancels a run until it is answered."""
        runs = self.world.runs()
        while True:
            try:
                runs.cancel(ADA, run_id)
            except Unavailable:
                continue
            except Conflict:
                return
            self.canceled.add(run_id)
            return

    def bring_somebody(self):
        # What nothing else would end is canceled at last, so that each schedule comes to an end.
        is_left = self.world.acknowledged and self.world.run_id not in self.canceled
        if self.is_calm and is_left:
            self.world.hub.spawn("client", lambda: self.cancel(self.world.run_id))
        super().bring_somebody()

    def check(self):
        store = self.world.store
        check_endings(self.world, require)
        for run_id in self.canceled:
            status = store.get(run_id).status
            require(status is RunStatus.CANCELED, f"the cancel of {run_id} was accepted: {status}")
        above = [run for run in store.every() if run.status is not RunStatus.COMPLETED]
        for run in above:
            left = [one for one in store.every() if run.run_id in one.ancestors]
            left = [one for one in left if one.status not in TERMINAL]
            require(not left, f"{run.run_id} {run.status}, and runs below it go on: {left}")


def require(holds, what):
    if not holds:
        raise Violation(what)


def schedule(name, seed, *, only_root):
    """Return the schedule of a seed: some cancels, among whatever else goes wrong by it."""
    rng = random.Random(seed)
    faults = replace(Faults.drawn(rng), cancel=0.0, stop=rng.choice((0.0, 0.2)))
    moments = [rng.randrange(CHAOS_OPERATIONS) for _ in range(rng.choice((1, 1, 2, 3)))]
    return CancelSchedule(name, seed, faults, moments, only_root=only_root)


def broken_by(name, seeds, *, only_root):
    """Return the first violation that schedules of a flow find, None where they find none."""
    for seed in seeds:
        try:
            schedule(name, seed, only_root=only_root).run()
        except Exception as error:  # noqa: BLE001, a mutant may break anything
            return f"{name}, seed {seed}: {type(error).__name__}: {error}"
    return None


class LeavingSchedule(CancelSchedule):
    """A schedule in which the worker that takes over is asked to leave at once."""

    def __init__(self, name, kill_at, moment) -> None:
        super().__init__(name, 1, Faults(kill_at=kill_at, kill_after=True), [moment])
        self.world.should_stop = self.is_asked
        self.asked = 0

    def is_asked(self):
        self.asked += self.world.kills
        return self.asked == 1


def test_a_cancel_reaches_what_a_dead_worker_had_started():
    for kill_at, moment in LEFT:
        LeavingSchedule("branches of items", kill_at, moment).run()


MUTANTS = (
    Mutant(
        "a cancel ends a parent at once that was woken",
        memory,
        "may_have_children",
        "is_woken or run.taken_over",
        "run.taken_over",
    ),
    Mutant(
        "a worker that hears of a cancel leaves the children",
        runner._Claimed,
        "work",
        "if advance.is_canceled and",
        "if run.cancel is not None and",
    ),
    Mutant(
        "a worker that settles after a cancel leaves the children",
        runner._Claimed,
        "_settle_again",
        "self.advance.abandon()",
        "pass",
    ),
    Mutant(
        "a child that was inserted after the mark does not see it",
        family.Family,
        "is_orphan",
        "bool(run.ancestors) and not self.store.go_on(run.ancestors)",
        "False",
    ),
    Mutant(
        "a canceled parent does not go on with the cancel",
        family.Family,
        "check",
        "self.cancel_members(str(wait.group), run.cancel.by)",
        "pass",
    ),
)


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch):
    monkeypatch.setattr(fanout, "_PAGE_RUNS", 2)


@pytest.mark.parametrize("only_root", [True, False])
@pytest.mark.parametrize("name", FLOWS)
def test_nothing_goes_on_below_a_canceled_run(name, only_root):
    if found := broken_by(name, range(SCHEDULES), only_root=only_root):
        raise Violation(found)


@pytest.mark.parametrize("name", FLOWS)
def test_a_cancel_before_each_operation_reaches_every_run_below(name):
    for moment in range(STEPS):
        CancelSchedule(name, 1, Faults(), [moment]).run()


@pytest.mark.usefixtures("_quiet")
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_the_simulation_finds(mutant):
    with mutant.applied():
        assert any(
            broken_by(name, range(MUTANT_SCHEDULES), only_root=only_root)
            for name in FLOWS
            for only_root in (True, False)
        )


@pytest.mark.usefixtures("_quiet")
def test_a_cancel_that_ends_what_a_dead_worker_left_at_once_is_found():
    mutant = Mutant(
        "a cancel ends a run at once that may have started children",
        memory,
        "may_have_children",
        "is_woken or run.taken_over",
        "is_woken",
    )
    with mutant.applied(), pytest.raises(Violation):
        test_a_cancel_reaches_what_a_dead_worker_had_started()
