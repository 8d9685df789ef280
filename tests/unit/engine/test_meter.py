from __future__ import annotations

from collections import Counter

from engine.meter import Meter
from engine.outcome import Completed, Failed, StepFailure
from engine.ports import QueueUnavailable
from schemas.run import RunStatus
from tests.support.world import World, call, final, step


class Sums(Counter):
    is_down = False

    def add(self, counts):
        if self.is_down:
            raise QueueUnavailable("down")
        self.update(counts)


def test_runs_and_attempts_are_counted_with_their_seconds():
    meter, sums = Meter(), Sums()
    meter.run_ended(RunStatus.COMPLETED, 1.5)
    meter.run_ended(RunStatus.COMPLETED, 0.25)
    meter.step_made("set", Completed(output=None), 0.1)
    meter.step_made("set", Failed(StepFailure("X", "x")), -1.0)
    meter.flush(sums)
    assert sums == {
        "run|completed|count": 2,
        "run|completed|seconds": 1.75,
        "step|set|completed|count": 1,
        "step|set|completed|seconds": 0.1,
        "step|set|failed|count": 1,
        "step|set|failed|seconds": 0,
    }


def test_what_was_added_is_not_added_again():
    meter, sums = Meter(), Sums()
    meter.run_ended(RunStatus.FAILED, 1)
    meter.flush(sums)
    meter.flush(sums)
    assert sums["run|failed|count"] == 1


def test_what_redis_did_not_take_is_kept_for_the_next_time():
    meter, sums = Meter(), Sums()
    sums.is_down = True
    meter.run_ended(RunStatus.FAILED, 1)
    meter.flush(sums)
    meter.run_ended(RunStatus.FAILED, 1)
    sums.is_down = False
    meter.flush(sums)
    assert sums["run|failed|count"] == 2


def test_a_worker_counts_what_it_does():
    world, sums = World(), Sums()
    runner = world.runner()
    run = world.submit(world.plan(call("a", "s"), step("s", "set", "end", values={}), final("end")))
    runner.advance(run.run_id)
    runner.meter.flush(sums)
    runner.performer.meter.flush(sums)
    counted = {name for name, count in sums.items() if name.endswith("count") and count == 1}
    assert counted == {
        "run|completed|count",
        "step|http-request|completed|count",
        "step|set|completed|count",
        "step|final|finished|count",
    }
