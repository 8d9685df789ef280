"""Loops that say what is to happen when they fail: error paths, retries, going on."""

from __future__ import annotations

import pytest

from engine import canonical
from engine.limits import Limits
from engine.steps.base import HttpResponse
from tests.support.world import World, call, each, error_of, final, output_of, step

LONG = 61  # longer than any pause between two tries


def broken(step_id="x", **policies):
    """A step that fails on its own, unlike `fail`, which fails the run."""
    return {**step(step_id, "set", None, values={"x": "{{range('x')}}"}), **policies}


def answering(world, *statuses):
    """Let the service answer with these statuses, the last one for good."""

    def answer(_request):
        status = statuses[min(len(world.sink.calls), len(statuses)) - 1]
        return HttpResponse(status, {"content-type": "application/json"}, b"{}", 1)

    world.sink.answer = answer


def settled(world, run, most=20):
    """Let time pass until nothing is left to do."""
    for _ in range(most):
        if world.read(run.run_id).ended_at is not None:
            break
        world.wake(LONG)
    return world.read(run.run_id)


def looped(kind, *body, **policies):
    """A loop over three items or rounds."""
    data = {
        "each": {"items": [1, 2, 3]},
        "concurrent": {"items": [1, 2, 3], "concurrency": 2},
        "while": {"condition": "iteration == null or true", "maxIterations": 3},
    }[kind]
    type_name = "while" if kind == "while" else "each"
    made = step("l", type_name, "end", **data)
    return {**made, "output": "l", "steps": list(body), **policies}


@pytest.mark.parametrize("kind", ["each", "concurrent", "while"])
def test_a_failing_body_takes_the_loops_error_path(kind):
    run = World().run(
        looped(kind, broken(), errorNextStepId="er"),
        final("end", way="next"),
        final("er", way="error", code="{{error.code}}", inner="{{error.details.error.code}}"),
    )
    shown = output_of(run)
    assert shown["way"] == "error"
    assert shown["code"] == "LOOP_FAILED"


@pytest.mark.parametrize("kind", ["each", "while"])
def test_the_error_of_a_loop_names_the_place_and_the_error_within(kind):
    run = World().run(
        looped(kind, broken("x", name="Broken"), errorNextStepId="er"),
        final("end"),
        final("er", e="{{error}}"),
    )
    error = output_of(run)["e"]
    assert (error["stepId"], error["attempts"]) == ("l", 1)
    assert error["details"]["index"] == 0
    assert error["details"]["error"]["code"] == "EXPRESSION_ERROR"
    assert error["details"]["error"]["stepName"] == "Broken"


@pytest.mark.parametrize("kind", ["each", "concurrent", "while"])
def test_a_loop_is_tried_again_as_a_whole_before_its_error_path(kind):
    world = World()
    answering(world, 500)
    policies = {"retry": {"maxAttempts": 3}, "errorNextStepId": "er"}
    run = world.run(
        looped(kind, call("c"), **policies),
        final("end", way="next"),
        final("er", n="{{error.attempts}}"),
    )
    assert output_of(settled(world, run)) == {"n": 3}
    firsts = [one for one in world.sink.calls if one.url.endswith("/c")]
    assert len(firsts) >= 3


def test_a_loop_that_works_at_its_second_try_goes_on_as_if_it_were_its_first():
    world = World()
    answering(world, 200, 500, 200)
    body = step("add", "set", "c", values={"acc": "{{(acc ?? 0) + item}}"}), call("c")
    loop = {**each("l", [1, 2], *body), "retry": {"maxAttempts": 2}}
    run = world.run(loop, final("end", acc="{{acc}}", n="{{l.successfulItems}}", e="{{l.errors}}"))
    assert output_of(settled(world, run)) == {"acc": 3, "n": 2, "e": []}


def test_the_effects_of_another_try_at_a_loop_keep_their_keys():
    world = World()
    answering(world, 200, 500, 200)
    run = world.run({**each("l", [1, 2], call("c")), "retry": {"maxAttempts": 2}}, final("end"))
    settled(world, run)
    keys = [key.removeprefix(run.run_id) for key in world.sink.keys]
    assert keys == [":l[0]/c:0", ":l[1]/c:0"] * 2


def test_the_first_effect_of_another_try_at_a_loop_sends_the_same_bytes():
    world = World()
    answering(world, 500, 200)
    body = {"n": "{{now()}}", "u": "{{uuid()}}", "a": "{{acc ?? 0}}"}
    effect = step("c", "http-request", "s", method="POST", url="https://sink.example/c", body=body)
    more = step("s", "set", None, values={"acc": "{{(acc ?? 0) + 1}}"})
    loop = {**each("l", [1], effect, more), "retry": {"maxAttempts": 2}}
    settled(world, world.run(loop, final("end")))
    first, second = world.sink.calls
    assert first.body == second.body


def test_a_wait_within_another_try_at_a_loop_is_another_wait():
    world = World()
    answering(world, 500, 200)
    loop = {
        **each("l", [1], step("w", "wait", "c"), call("c")),
        "retry": {"maxAttempts": 2},
    }
    run = world.run(loop, final("end", n="{{l.successfulItems}}"))
    first = world.read(run.run_id).wait.wait_id
    world.resume(run, "data", {"n": 1})
    world.drain()
    world.wake(LONG)
    waiting = world.read(run.run_id)
    assert waiting.wait.kind == "wait"
    assert waiting.wait.wait_id != first
    world.resume(run, "data", {"n": 2})
    world.drain()
    assert output_of(world.read(run.run_id)) == {"n": 1}


def test_the_children_of_another_try_at_a_loop_are_other_children():
    world = World()
    answering(world, 500, 200)
    inner = {
        "id": "p",
        "type": "parallel",
        "data": {"branches": [{"name": "a", "steps": [call("c")]}]},
    }
    loop = {**each("l", [1], inner), "retry": {"maxAttempts": 2}}
    run = world.run(loop, final("end", n="{{l.successfulItems}}"))
    assert output_of(settled(world, run)) == {"n": 1}
    assert len(world.stores.family.children(run.run_id, 10)) == 2


@pytest.mark.parametrize("kind", ["each", "concurrent", "while"])
def test_a_loop_that_is_to_go_on_keeps_its_result_beside_the_error(kind):
    run = World().run(
        looped(kind, broken(), onError="continue"),
        final("end", code="{{l.error.code}}", errors="{{len(l.errors)}}"),
    )
    assert output_of(run)["code"] == "LOOP_FAILED"
    assert output_of(run)["errors"] >= 1


@pytest.mark.parametrize("kind", ["each", "concurrent", "while"])
def test_a_loop_that_is_to_fail_fails_the_run(kind):
    run = World().run(looped(kind, broken(), onError="fail"), final("end"))
    assert error_of(run)["code"] == "LOOP_FAILED"


@pytest.mark.parametrize("kind", ["each", "concurrent", "while"])
def test_a_loop_that_says_nothing_of_errors_tells_them_in_its_result(kind):
    run = World().run(looped(kind, broken()), final("end", n="{{len(l.errors)}}"))
    assert output_of(run)["n"] >= 1


@pytest.mark.parametrize("kind", ["each", "concurrent", "while"])
@pytest.mark.parametrize("handled", [{"onError": "continue"}, {"errorNextStepId": "y"}])
def test_an_error_that_the_body_handled_does_not_fail_the_loop(kind, handled):
    body = broken("x", nextStepId="y", **handled), step("y", "set", None, values={"z": 1})
    run = World().run(looped(kind, *body, errorNextStepId="er"), final("end", ok=1), final("er"))
    assert output_of(run)["ok"] == 1 if kind != "while" else True


def test_items_that_may_fail_do_not_fail_the_loop():
    loop = {**each("l", [1, 2], broken(), continueOnError=True), "errorNextStepId": "er"}
    run = World().run(loop, final("end", n="{{l.failedItems}}"), final("er"))
    assert output_of(run) == {"n": 2}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"condition": "range('x')"}, "EXPRESSION_ERROR"),
        ({"condition": "true", "maxIterations": 2}, "MAX_ITERATIONS"),
    ],
)
def test_what_ends_a_while_loop_early_takes_its_error_path(data, code):
    ok = step("s", "set", None, values={"z": 1})
    loop = {**step("l", "while", "end", **data), "steps": [ok], "errorNextStepId": "er"}
    run = World().run(loop, final("end"), final("er", c="{{error.details.error.code}}"))
    assert output_of(run) == {"c": code}


def test_a_loop_within_a_loop_fails_its_item_where_it_says_so():
    inner = {**each("i", [1], broken()), "onError": "fail", "nextStepId": None}
    run = World().run(
        each("o", [1, 2], inner, continueOnError=True),
        final("end", c="{{o.errors[1].code}}", n="{{o.failedItems}}"),
    )
    assert output_of(run) == {"c": "LOOP_FAILED", "n": 2}


def test_a_loop_within_a_loop_is_tried_again_for_its_own_item():
    world = World()
    answering(world, 200, 500, 200)
    inner = {**each("i", [1], call("c")), "nextStepId": None, "retry": {"maxAttempts": 2}}
    run = world.run(each("o", [1, 2], inner), final("end", n="{{o.successfulItems}}"))
    assert output_of(settled(world, run)) == {"n": 2}
    keys = [key.removeprefix(run.run_id) for key in world.sink.keys]
    assert keys == [":o[0]/i[0]/c:0", ":o[1]/i[0]/c:0", ":o[1]/i[0]/c:0"]


def test_a_crash_between_two_tries_at_a_loop_changes_nothing():
    world = World()
    answering(world, 200, 500, 200)
    body = step("add", "set", "c", values={"acc": "{{(acc ?? 0) + item}}"}), call("c")
    loop = {**each("l", [1, 2], *body), "retry": {"maxAttempts": 3}}
    run = world.run(loop, final("end", acc="{{acc}}"))
    world.time.sleep(LONG)
    world.rescue.tick()
    claimed = world.stores.runs.claim(run.run_id, "dead", "t", 5.0)
    assert claimed is not None
    world.queue.hints.clear()
    world.wake(6)
    assert output_of(settled(world, run)) == {"acc": 3}


def test_a_result_too_large_to_keep_leaves_the_error_alone():
    limits = Limits(max_result_bytes=400)
    loop = {**each("l", ["x" * 300], broken()), "onError": "continue"}
    run = World(limits=limits).run(loop, final("end", c="{{l.error.code}}", n="{{keys(l)}}"))
    assert output_of(run) == {"c": "STEP_RESULT_TOO_LARGE", "n": ["error"]}


def test_the_pages_of_loops_tell_what_another_try_begins_with():
    world = World()
    answering(world, 500, 500, 200)
    count = step("s", "set", "c", values={"n": "{{(n ?? 0) + 1}}"})
    loop = {**looped("each", count, call("c"), retry={"maxAttempts": 3}), "data": {"items": [1]}}
    run = world.run(loop, final("end", n="{{n}}", tries="{{len(l.results)}}"))
    assert output_of(settled(world, run)) == {"n": 1, "tries": 1}
    shown = [one for one in world.records(run) if one.step_id == "l"]
    assert [one.attempt for one in shown if one.error] == [1, 2]


def test_a_snapshot_holds_what_another_try_at_a_loop_begins_with():
    world = World(limits=Limits(snapshot_records=1, slice_records=1))
    answering(world, 200, 500, 200)
    body = step("add", "set", "c", values={"acc": "{{(acc ?? 0) + item}}"}), call("c")
    loop = {**each("l", [1, 2], *body), "retry": {"maxAttempts": 2}}
    run = world.run(loop, final("end", acc="{{acc}}"))
    assert output_of(settled(world, run)) == {"acc": 3}


def test_a_snapshot_of_a_loop_that_is_tried_once_is_what_older_workers_read():
    world = World(limits=Limits(snapshot_records=1))
    run = world.run(each("l", [1], step("w", "wait", None)), final("end"))
    (frame,) = canonical.decode(world.read(run.run_id).snapshot)["frames"]
    assert {"attempt", "before"}.isdisjoint(frame)
