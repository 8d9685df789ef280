"""Who takes a failure: the step, the loop around it, or the run."""

from __future__ import annotations

from engine.steps.base import HttpResponse
from tests.support.world import World, call, each, error_of, final, output_of, step


def failing(step_id, **policies):
    """A step that fails on its own, unlike `fail`, which fails the run."""
    return {**step(step_id, "set", None, values={"x": "{{range('x')}}"}), **policies}


def test_an_error_path_goes_before_continuing():
    run = World().run(
        failing("a", onError="continue", errorNextStepId="bad", nextStepId="end"),
        final("end", way="continued"),
        final("bad", way="error path"),
    )
    assert output_of(run) == {"way": "error path"}


def test_continuing_goes_before_the_loop_around():
    body = failing("a", onError="continue", nextStepId="b"), step("b", "set", None, values={"y": 1})
    run = World().run(each("l", [1, 2], *body), final("end", ok="{{l.successfulItems}}"))
    assert output_of(run) == {"ok": 2}


def test_the_loop_around_goes_before_the_run():
    run = World().run(each("l", [1, 2], failing("a")), final("end", n="{{l.failedItems}}"))
    assert output_of(run) == {"n": 1}


def test_fail_goes_past_every_error_path():
    broken = {**step("a", "fail", None, code="NO", message="no"), "errorNextStepId": "b"}
    caught = {**each("l", [1], broken, final("b")), "onError": "continue"}
    run = World().run(caught, final("end"))
    assert error_of(run)["code"] == "NO"


def test_the_error_names_code_message_step_and_attempts():
    run = World().run(
        {**failing("a", errorNextStepId="end"), "name": "Broken one"}, final("end", e="{{error}}")
    )
    error = output_of(run)["e"]
    assert "range" in error.pop("message")
    assert error == {
        "code": "EXPRESSION_ERROR",
        "stepId": "a",
        "stepName": "Broken one",
        "attempts": 1,
    }


def test_a_failing_loop_is_caught_by_the_loop_around_it():
    inner = {"id": "i", "type": "each", "data": {"items": "{{item}}"}, "steps": [failing("x")]}
    run = World().run(each("o", [5, [1]], inner, continueOnError=True), final("end", e="{{o}}"))
    assert [error["code"] for error in output_of(run)["e"]["errors"]] == ["NOT_AN_ARRAY"]


def test_a_retry_inside_a_loop_keeps_to_its_iteration():
    world = World()
    world.sink.answer = lambda _: HttpResponse(
        503 if len(world.sink.calls) % 2 else 200, {}, b"", 1
    )
    run = world.run(
        each("l", [1, 2], call("a", retry={"maxAttempts": 2})),
        final("end", n="{{l.successfulItems}}"),
    )
    for _ in range(2):
        world.wake(61)
    assert output_of(world.read(run.run_id)) == {"n": 2}
    keys = [key.removeprefix(run.run_id) for key in world.sink.keys]
    assert keys == [":l[0]/a:0"] * 2 + [":l[1]/a:0"] * 2


def test_a_retried_attempt_shows_when_it_really_ran():
    world = World()
    world.sink.answer = lambda _: HttpResponse(
        503 if len(world.sink.calls) == 1 else 200, {}, b"", 1
    )
    run = world.run(call("a", "end", retry={"maxAttempts": 2}), final("end"))
    world.wake(61)
    first, second, _ = world.records(run)
    assert (second.started_at - first.started_at).total_seconds() == 61
    assert second.ended_at == second.started_at


# -- loops and waits
