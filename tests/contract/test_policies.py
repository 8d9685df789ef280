"""What loops, waits and parents do at the end of their time, the same on every store."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from engine import clock
from engine.errors import Gone
from engine.steps.base import HttpResponse
from engine.store.queries import RunQuery
from schemas.run import TERMINAL, RunStatus
from tests.contract.samples import decision_of, run_of, wait_of
from tests.support.world import World, call, each, final, output_of, step

SECONDS = 0.3
LATER = 0.35
DELAY = step("d", "delay", None, seconds=3600)
ENDS = final("end", way="next"), final("er", way="error", code="{{error.code}}")


class RealTime:
    """The machine's clocks: a server's own time cannot be moved."""

    @property
    def at(self):
        return clock.now()

    def now(self):
        return clock.now()

    def monotonic(self):
        return time.monotonic()

    def sleep(self, seconds):
        time.sleep(seconds)


@pytest.fixture
def world(stores):
    return World(stores=stores, time=RealTime())


def timed(made, **policies):
    return {**made, "nextStepId": "end", "timeoutSeconds": SECONDS, "errorNextStepId": "er"} | (
        policies
    )


def ended(world, run, most=40):
    for _ in range(most):
        if world.read(run.run_id).status in TERMINAL:
            break
        world.wake(0.05)
    return world.read(run.run_id)


BRANCHES = [{"name": "a", "steps": [DELAY]}]
DEEP = [{"name": "x", "steps": [{"id": "p", "type": "parallel", "data": {"branches": BRANCHES}}]}]
STEPS = {
    "delay": step("s", "delay", None, seconds=3600),
    "wait": step("s", "wait", None, event="e"),
    "user-approval": step("s", "user-approval", None, message="?"),
    "client-tool": step("s", "client-tool", None, toolName="t"),
    "parallel": {"id": "s", "type": "parallel", "data": {"branches": DEEP}},
    "concurrent": each("s", [1, 2, 3], DELAY, concurrency=2),
    "each": each("s", [1, 2], DELAY),
    "while": {**step("s", "while", None, condition="true"), "steps": [DELAY]},
}


@pytest.mark.parametrize("kind", STEPS)
def test_a_step_that_takes_too_long_fails_and_takes_its_children_with_it(world, kind):
    run = world.run(timed(STEPS[kind]), *ENDS)
    assert output_of(ended(world, run)) == {"way": "error", "code": "TIMEOUT"}
    children = world.stores.family.children(run.run_id, 10)
    assert len(children) == {"parallel": 1, "concurrent": 3}.get(kind, 0)
    for child in children:
        assert ended(world, child).status is RunStatus.CANCELED
        for grandchild in world.stores.family.children(child.run_id, 10):
            assert ended(world, grandchild).status is RunStatus.CANCELED


def test_the_deadline_of_a_wait_is_stored_and_shown(world, stores):
    run = world.run(timed(STEPS["wait"]), *ENDS)
    stored = stores.runs.peek(run.run_id)
    assert stored.wait.deadline == stored.wake_at
    assert stored.wait.deadline > stored.wait.created_at


def test_an_answer_after_the_deadline_of_a_step_is_refused(world):
    run = world.run(timed(STEPS["wait"]), *ENDS)
    time.sleep(LATER)
    with pytest.raises(Gone):
        world.resume(run, "data", {})
    assert output_of(ended(world, run))["code"] == "TIMEOUT"


def test_a_loop_that_fails_is_tried_again_on_every_store(world):
    loop = {**each("l", [1, 2], call("c")), "retry": {"maxAttempts": 3, "backoffSeconds": 0}}
    calls = world.sink.calls

    def answer(_request):
        status = 500 if len(calls) in (2, 4) else 200
        return world_answer(status)

    world.sink.answer = answer
    run = world.run(loop, final("end", n="{{l.successfulItems}}"))
    assert output_of(ended(world, run)) == {"n": 2}
    assert len(calls) == 6


def world_answer(status):
    return HttpResponse(status, {"content-type": "application/json"}, b"{}", 1)


@pytest.mark.parametrize(("ago", "is_over"), [(1, True), (-60, False), (None, False)])
@pytest.mark.parametrize("kind", ["children", "turn"])
def test_the_time_of_a_step_ends_a_wait_that_is_looked_after_once_it_is_over(
    runs, kind, ago, is_over
):
    now = clock.now()
    deadline = None if ago is None else clock.cut(now - timedelta(seconds=ago))
    state = {"wait": wait_of(kind=kind, deadline=deadline), "wake_at": now + timedelta(days=1)}
    runs.insert(run_of("run-1", status=RunStatus.WAITING, **state))
    decided = runs.decide("run-1", decision_of(kind="deadline"))
    assert (decided is not None) is is_over
    assert runs.peek("run-1").status is (RunStatus.QUEUED if is_over else RunStatus.WAITING)


def test_a_deadline_of_a_run_ahead_does_not_keep_that_of_a_step_from_counting(runs):
    now = clock.now()
    deadline = clock.cut(now - timedelta(seconds=1))
    state = {"wait": wait_of(kind="children", deadline=deadline), "wake_at": now}
    later = now + timedelta(days=1)
    runs.insert(run_of("run-1", status=RunStatus.WAITING, deadline=later, **state))
    assert runs.peek("run-1").wait.deadline == deadline
    assert runs.decide("run-1", decision_of(kind="deadline")) is not None


def test_a_run_that_went_on_with_errors_is_found_by_them(world, stores):
    failing = step("x", "set", None, values={"x": "{{range('x')}}"})
    found = world.run(each("l", [1, 2], failing, continueOnError=True), final("end"))
    world.run(final("end"))
    stored = stores.runs.peek(found.run_id)
    assert (stored.has_errors, stored.tolerated) == (True, b'{"items":2}')
    listed = stores.runs.newest(RunQuery("ws", 10, has_errors=True))
    assert [run.run_id for run in listed] == [found.run_id]
    assert len(stores.runs.newest(RunQuery("ws", 10, has_errors=False))) == 1


def test_what_children_went_on_with_is_added_to_their_parents(world, stores):
    failing = step("x", "set", None, values={"x": "{{range('x')}}"})
    loop = each("l", [1, 2], {**failing, "onError": "continue"}, concurrency=2)
    run = ended(world, world.run(loop, final("end")))
    assert stores.runs.peek(run.run_id).tolerated == b'{"steps":2}'
