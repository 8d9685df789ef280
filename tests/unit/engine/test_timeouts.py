"""Steps that wait, loop or start runs end in their time, or fail with TIMEOUT."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine import canonical, clock
from engine.errors import Gone
from engine.limits import Limits
from engine.steps.base import HttpResponse
from schemas.run import TERMINAL, RunStatus
from tests.support.world import ADA, World, call, each, error_of, final, output_of, step

DELAY = step("d", "delay", None, seconds=3600)
WAITS = {
    "delay": {"seconds": 3600},
    "wait": {"event": "e"},
    "user-approval": {"message": "?"},
    "client-tool": {"toolName": "t"},
    "show-form": {"fields": []},
}
BRANCHES = [{"name": "a", "steps": [DELAY]}, {"name": "b", "steps": [{**DELAY, "id": "d2"}]}]
PARENTS = {
    "parallel": {"type": "parallel", "data": {"branches": BRANCHES}},
    "concurrent": {
        "type": "each",
        "data": {"items": [1, 2, 3], "concurrency": 2},
        "steps": [DELAY],
    },
    "each": {"type": "each", "data": {"items": [1, 2]}, "steps": [DELAY]},
    "while": {"type": "while", "data": {"condition": "true"}, "steps": [DELAY]},
}
ENDS = final("end", way="next"), final("er", way="error", code="{{error.code}}", e="{{error}}")


@pytest.fixture
def world():
    return World(talks=lambda _info: object())


def timed(made, **policies):
    return {"id": "s", "nextStepId": "end", "output": "s", "timeoutSeconds": 1, **made, **policies}


def waiting(kind, **policies):
    return timed({"type": kind, "data": WAITS[kind]}, **policies)


def members(world, run):
    return [one for one in world.stores.runs.every() if run.run_id in one.ancestors]


@pytest.mark.parametrize("kind", WAITS)
def test_a_wait_that_is_too_long_takes_the_error_path(world, kind):
    run = world.run(waiting(kind, errorNextStepId="er"), *ENDS)
    world.wake(0.9)
    assert world.read(run.run_id).status is RunStatus.WAITING
    world.wake(0.2)
    shown = output_of(world.read(run.run_id))
    assert (shown["way"], shown["code"]) == ("error", "TIMEOUT")
    assert shown["e"]["message"] == "the step did not end within 1 s"


@pytest.mark.parametrize("kind", PARENTS)
def test_a_parent_or_loop_that_takes_too_long_takes_the_error_path(world, kind):
    run = world.run(timed(PARENTS[kind], errorNextStepId="er"), *ENDS)
    world.wake(1.1)
    shown = output_of(world.read(run.run_id))
    assert (shown["way"], shown["code"]) == ("error", "TIMEOUT")
    world.wake(1)
    assert all(one.status is RunStatus.CANCELED for one in members(world, run))


@pytest.mark.parametrize("kind", [*WAITS, *PARENTS])
def test_a_step_whose_time_is_over_is_tried_again_and_may_go_on(world, kind):
    made = PARENTS.get(kind) or {"type": kind, "data": WAITS[kind]}
    policies = {"retry": {"maxAttempts": 2, "backoffSeconds": 0}, "onError": "continue"}
    run = world.run(timed(made, **policies), final("end", e="{{s.error}}"))
    for _ in range(6):
        world.wake(1.1)
    error = output_of(world.read(run.run_id))["e"]
    assert (error["code"], error["attempts"]) == ("TIMEOUT", 2)


@pytest.mark.parametrize("kind", [*WAITS, *PARENTS])
def test_a_step_whose_time_is_over_fails_a_run_that_says_nothing_of_errors(world, kind):
    made = PARENTS.get(kind) or {"type": kind, "data": WAITS[kind]}
    run = world.run(timed(made), final("end"))
    world.wake(1.1)
    assert error_of(world.read(run.run_id))["code"] == "TIMEOUT"


@pytest.mark.parametrize("kind", ["wait", "user-approval", "client-tool"])
def test_an_answer_after_the_time_of_the_step_is_refused_as_expired(world, kind):
    bodies = {
        "wait": ("data", {}),
        "user-approval": ("decision", {"decision": "approve"}),
        "client-tool": ("toolResult", {"success": True}),
    }
    run = world.run(waiting(kind), final("end"))
    shown = canonical.decode(world.read(run.run_id).wait.view)["waitState"]
    assert clock.parse(shown["expiresAt"]) == world.time.at + timedelta(seconds=1)
    world.time.sleep(1.1)
    with pytest.raises(Gone):
        world.resume(run, *bodies[kind])


def test_an_answer_in_time_counts_however_late_a_worker_comes_to_it(world):
    run = world.run(waiting("wait"), final("end", way="next"))
    world.time.sleep(0.9)
    world.resume(run, "data", {})
    world.time.sleep(30)
    world.drain()
    assert output_of(world.read(run.run_id)) == {"way": "next"}


def test_a_delay_that_ends_in_time_is_no_timeout_however_late_a_worker_comes_to_it(world):
    made = {"type": "delay", "data": {"seconds": 1}}
    run = world.run(timed(made), final("end", way="next"))
    world.wake(30)
    assert output_of(world.read(run.run_id)) == {"way": "next"}


@pytest.mark.parametrize(("expires", "way"), [(1, "next"), (2, "error"), (3, "error")])
def test_an_expiry_before_the_time_is_over_is_decided_as_it_says(world, expires, way):
    data = {"message": "?", "expiresInSeconds": expires, "onExpire": "approve"}
    made = timed({"type": "user-approval", "data": data}, timeoutSeconds=1.5, errorNextStepId="er")
    run = world.run(made, *ENDS)
    world.wake(10)
    assert output_of(world.read(run.run_id))["way"] == way


def test_the_time_of_a_loop_is_that_of_all_its_rounds_and_survives_its_workers(world):
    body = step("w", "delay", None, seconds=0.4)
    loop = timed({"type": "each", "data": {"items": [1, 2, 3]}, "steps": [body]})
    run = world.run({**loop, "errorNextStepId": "er"}, *ENDS)
    world.wake(0.5)
    claimed = world.stores.runs.claim(run.run_id, "dead", "t", 0.1)
    assert claimed is None
    world.wake(0.6)
    assert output_of(world.read(run.run_id))["code"] == "TIMEOUT"


def test_a_snapshot_keeps_the_deadline_of_a_loop():
    world = World(limits=Limits(snapshot_records=1))
    body = step("w", "wait", None)
    run = world.run(timed({"type": "each", "data": {"items": [1]}, "steps": [body]}), final("end"))
    (frame,) = canonical.decode(world.read(run.run_id).snapshot)["frames"]
    assert clock.parse(frame["deadline"]) == world.time.at + timedelta(seconds=1)
    world.wake(1.1)
    assert error_of(world.read(run.run_id))["code"] == "TIMEOUT"


def test_an_endless_loop_of_quick_steps_ends_in_its_time(world):
    world.sink.answer = lambda _: world.time.sleep(0.3) or HttpResponse(200, {}, b"", 1)
    loop = timed({"type": "while", "data": {"condition": "true"}, "steps": [call("c")]})
    run = world.run({**loop, "errorNextStepId": "er"}, *ENDS)
    assert output_of(world.read(run.run_id))["code"] == "TIMEOUT"
    assert len(world.sink.calls) == 4


def test_a_call_within_a_loop_is_given_no_more_time_than_the_loop_has_left(world):
    body = call("c", timeoutSeconds=30, retry={"maxAttempts": 1})
    loop = timed({"type": "each", "data": {"items": [1, 2]}, "steps": [body]}, timeoutSeconds=5)

    def answer(_request):
        world.time.sleep(2)
        return HttpResponse(200, {}, b"", 1)

    world.sink.answer = answer
    world.run(loop, final("end"))
    assert [one.timeout_seconds for one in world.sink.calls] == [5, 3]


def test_the_outermost_step_whose_time_is_over_is_the_one_that_fails(world):
    inner = {**each("i", [1], DELAY), "nextStepId": None, "timeoutSeconds": 1, "onError": "fail"}
    outer = timed({"type": "each", "data": {"items": [1]}, "steps": [inner]}, errorNextStepId="er")
    run = world.run(outer, *ENDS)
    world.wake(1.1)
    assert output_of(world.read(run.run_id))["e"]["stepId"] == "s"


def test_a_loop_whose_time_is_over_gives_its_variables_back(world):
    loop = timed({"type": "each", "data": {"items": [7]}, "steps": [DELAY]}, errorNextStepId="er")
    before = step("b", "set", "s", values={"index": "mine"})
    run = world.run(before, loop, final("end"), final("er", index="{{index}}", item="{{item}}"))
    world.wake(1.1)
    assert output_of(world.read(run.run_id)) == {"index": "mine", "item": None}


def test_a_loop_whose_time_is_over_fails_the_item_of_the_loop_around_it(world):
    inner = timed({"type": "each", "data": {"items": [1]}, "steps": [DELAY]}, nextStepId=None)
    outer = each("o", [1, 2], {**inner, "id": "i"}, continueOnError=True)
    run = world.run(outer, final("end", n="{{o.failedItems}}", c="{{o.errors[1].code}}"))
    world.wake(1.1)
    world.wake(1.1)
    assert output_of(world.read(run.run_id)) == {"n": 2, "c": "TIMEOUT"}


def test_a_parent_whose_time_is_over_cancels_the_children_of_its_children(world):
    deep = {"id": "p2", "type": "parallel", "data": {"branches": BRANCHES}}
    made = {"type": "parallel", "data": {"branches": [{"name": "x", "steps": [deep]}]}}
    run = world.run(timed(made, errorNextStepId="er"), *ENDS)
    assert len(members(world, run)) == 3
    for _ in range(3):
        world.wake(1.1)
    assert output_of(world.read(run.run_id))["code"] == "TIMEOUT"
    assert all(one.status in TERMINAL for one in members(world, run))
    assert not any(one.status is RunStatus.COMPLETED for one in members(world, run))


def test_a_loop_whose_time_is_over_cancels_what_a_step_within_it_started(world):
    inner = {"id": "p", "type": "parallel", "data": {"branches": BRANCHES}}
    loop = timed({"type": "each", "data": {"items": [1]}, "steps": [inner]}, errorNextStepId="er")
    run = world.run(loop, *ENDS)
    world.wake(1.1)
    assert output_of(world.read(run.run_id))["code"] == "TIMEOUT"
    assert [one.status for one in members(world, run)] == [RunStatus.CANCELED] * 2


def test_children_that_end_in_time_are_joined_however_late_the_parent_looks(world):
    branches = [{"name": "a", "steps": [{**DELAY, "data": {"seconds": 0.5}}]}]
    run = world.run(timed({"type": "parallel", "data": {"branches": branches}}), *ENDS)
    world.time.sleep(0.6)
    world.rescue.tick()
    runner = world.runner()
    runner.advance(world.queue.hints.pop(0).run_id)
    world.time.sleep(30)
    world.drain()
    assert output_of(world.read(run.run_id))["way"] == "next"


def test_a_queue_out_of_reach_does_not_keep_a_timeout_from_its_children(world):
    deep = {"id": "p2", "type": "parallel", "data": {"branches": BRANCHES}}
    branches = [{"name": "x", "steps": [deep]}, {"name": "y", "steps": [{**DELAY, "id": "d3"}]}]
    run = world.run(timed({"type": "parallel", "data": {"branches": branches}}), *ENDS)
    world.time.sleep(1.1)
    world.rescue.tick()
    runner, hints = world.runner(), list(world.queue.hints)
    world.queue.is_down = True
    for hint in hints:
        runner.advance(hint.run_id)
    world.queue.is_down = False
    for _ in range(8):
        world.wake(6)
    assert error_of(world.read(run.run_id))["code"] == "TIMEOUT"
    assert all(one.status is RunStatus.CANCELED for one in members(world, run))


def test_an_attempt_that_waits_again_gets_no_more_time(world):
    branches = [{"name": "a", "steps": [{**DELAY, "data": {"seconds": 0.5}}]}, BRANCHES[1]]
    made = {"type": "parallel", "data": {"branches": branches}}
    run = world.run(timed(made, errorNextStepId="er"), *ENDS)
    world.wake(0.6)
    world.wake(0.5)
    assert output_of(world.read(run.run_id))["code"] == "TIMEOUT"


def test_a_pause_between_two_tries_is_cut_short_by_the_time_of_the_loop_around(world):
    world.sink.answer = lambda _: HttpResponse(503, {"retry-after": "50"}, b"", 1)
    body = call("c", retry={"maxAttempts": 5, "backoffSeconds": 50, "maxSeconds": 50})
    loop = timed({"type": "each", "data": {"items": [1]}, "steps": [body]}, errorNextStepId="er")
    run = world.run(loop, *ENDS)
    world.wake(1.1)
    assert output_of(world.read(run.run_id))["code"] == "TIMEOUT"
    assert len(world.sink.calls) == 1


def test_a_canceled_run_ends_after_its_children_though_its_time_is_over(world):
    run = world.run(timed(PARENTS["parallel"], errorNextStepId="er"), *ENDS)
    world.time.sleep(1.1)
    world.runs.cancel(ADA, run.run_id)
    for _ in range(3):
        world.wake(6)
    assert world.read(run.run_id).status is RunStatus.CANCELED
