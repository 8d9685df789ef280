"""Loops, error paths, waits and crashes as a run goes through them."""

from __future__ import annotations

from engine.errors import LeaseLost
from engine.limits import Limits
from engine.outcome import Completed
from engine.record import Kind
from engine.steps.base import HttpResponse, StepType
from schemas.run import RunStatus
from tests.support.world import ADA, World, call, each, error_of, final, output_of, step


class Died(BaseException):
    """The process is gone."""


def dying_at(world, *numbers):
    """Let the process die in the middle of these calls, counted from one."""

    def answer(_request):
        if len(world.sink.calls) in numbers:
            raise Died
        return HttpResponse(200, {}, b"", 1)

    world.sink.answer = answer


def survive(world):
    """Work on with new workers until nothing is left to do now."""
    for _ in range(10):
        try:
            world.drain()
        except Died:
            world.time.sleep(world.limits.lease_seconds + 1)
            world.rescue.tick()


def kinds(world, run):
    return [str(record.kind) for record in world.records(run)]


# -- effects and crashes


def test_a_crash_repeats_an_effect_under_the_same_key():
    world = World()
    dying_at(world, 1)
    run = world.submit(world.plan(call("a", "end"), final("end")))
    survive(world)
    assert world.read(run.run_id).status is RunStatus.COMPLETED
    assert world.sink.keys == [f"{run.run_id}:a:0"] * 2
    assert kinds(world, run) == ["takeover", "completed", "finished"]


def test_on_crash_fail_never_repeats_an_effect():
    world = World()
    dying_at(world, 1)
    run = world.submit(world.plan(call("a", "end", onCrash="fail"), final("end")))
    survive(world)
    assert error_of(world.read(run.run_id))["code"] == "INTERRUPTED"
    assert len(world.sink.calls) == 1
    assert kinds(world, run) == ["started", "takeover", "interrupted"]


def test_an_interrupted_step_is_not_retried_but_may_lead_on():
    world = World()
    dying_at(world, 1)
    once = call("a", None, onCrash="fail", errorNextStepId="end", retry={"maxAttempts": 5})
    run = world.submit(world.plan(once, final("end", code="{{error.code}}")))
    survive(world)
    assert output_of(world.read(run.run_id)) == {"code": "INTERRUPTED"}
    assert len(world.sink.calls) == 1


def test_a_marker_with_a_result_is_no_crash():
    world = World()
    run = world.run(call("a", "b", onCrash="fail"), call("b", "end", onCrash="fail"), final("end"))
    assert run.status is RunStatus.COMPLETED
    assert kinds(world, run) == ["started", "completed", "started", "completed", "finished"]


def test_on_crash_fail_is_still_retried_after_an_answer():
    world = World()
    world.sink.answer = lambda _: HttpResponse(
        503 if len(world.sink.calls) == 1 else 200, {}, b"", 1
    )
    run = world.run(call("a", "end", onCrash="fail", retry={"maxAttempts": 2}), final("end"))
    world.wake(61)
    assert world.read(run.run_id).status is RunStatus.COMPLETED
    assert kinds(world, run) == ["started", "retrying", "started", "completed", "finished"]


def test_a_crash_and_a_retry_send_the_same_bytes():
    world = World()
    body = {"id": "{{uuid()}}", "other": "{{uuid()}}", "at": "{{now()}}"}
    sending = call("a", "end", retry={"maxAttempts": 3})
    sending["data"] = {**sending["data"], "body": body}

    def answer(_request):
        world.time.sleep(1)
        if len(world.sink.calls) == 1:
            raise Died
        return HttpResponse(503 if len(world.sink.calls) == 2 else 200, {}, b"", 1)

    world.sink.answer = answer
    world.submit(world.plan(sending, final("end")))
    survive(world)
    world.wake(61)
    sent = [request.body for request in world.sink.calls]
    assert len(sent) == 3
    assert len(set(sent)) == 1


def test_two_uuids_of_one_step_differ():
    run = World().run(final("end", a="{{uuid()}}", b="{{uuid()}}"))
    output = output_of(run)
    assert output["a"] != output["b"]


def test_what_led_to_an_effect_is_durable_before_it():
    world = World()
    seen = []

    def answer(_request):
        seen.extend(world.stores.runs.entries(run.run_id))
        return HttpResponse(200, {}, b"", 1)

    world.sink.answer = answer
    run = world.submit(world.plan(step("s", "set", "a", values={"x": 1}), call("a")))
    world.drain()
    assert [entry.seq for entry in seen] == [0]


def test_an_effect_is_not_begun_with_a_lease_that_is_over():
    world = World()
    run = world.submit(
        world.plan(step("s", "slow", "a"), call("a", "end"), final("end")),
    )
    world.step_types["slow"] = StepType("slow", lambda *_: world.time.sleep(10) or Completed())
    world.drain()
    assert world.sink.calls == []
    assert world.read(run.run_id).status is RunStatus.RUNNING


def test_a_lost_lease_reaches_past_a_steps_own_handlers():
    world = World()

    def lose(_request):
        raise LeaseLost

    world.sink.answer = lose
    run = world.run(call("a", "end", onError="continue"), final("end"))
    assert run.status is RunStatus.RUNNING
    assert world.records(run) == []


def test_a_step_type_with_a_bug_fails_its_step_only():
    world = World()
    world.step_types["buggy"] = StepType("buggy", lambda *_: 1 / 0)
    run = world.run(
        {**step("a", "buggy"), "errorNextStepId": "end"}, final("end", e="{{error.code}}")
    )
    assert output_of(run) == {"e": "STEP_CRASHED"}


# -- jumps and keys


def test_jumping_back_to_an_effect_is_a_new_effect():
    world = World()
    run = world.run(
        call("a", "s"),
        step("s", "set", "c", values={"n": "{{(n ?? 0) + 1}}"}),
        {**step("c", "condition", "a", expression="n < 3"), "elseNextStepId": "end"},
        final("end"),
    )
    assert run.status is RunStatus.COMPLETED
    assert world.sink.keys == [f"{run.run_id}:a:{visit}" for visit in range(3)]


def test_every_iteration_and_every_loop_around_it_is_in_the_key():
    world = World()
    run = world.run(each("o", [1, 2], each("i", [1, 2], call("a"), next_id=None)), final("end"))
    paths = ["o[0]/i[0]/a", "o[0]/i[1]/a", "o[1]/i[0]/a", "o[1]/i[1]/a"]
    assert world.sink.keys == [f"{run.run_id}:{path}:0" for path in paths]


def test_a_loop_entered_again_has_another_path():
    world = World()
    run = world.run(
        each("l", [1], call("a"), next_id="s"),
        step("s", "set", "c", values={"n": "{{(n ?? 0) + 1}}"}),
        {**step("c", "condition", "l", expression="n < 2"), "elseNextStepId": "end"},
        final("end"),
    )
    assert world.sink.keys == [f"{run.run_id}:l[0]/a:0", f"{run.run_id}:l#1[0]/a:0"]


def test_jumping_back_within_an_iteration_counts_visits_of_that_iteration():
    world = World()
    body = (
        call("a", "s"),
        step("s", "set", "c", values={"n": "{{(n ?? 0) + 1}}"}),
        step("c", "condition", "a", expression="n % 2 == 1"),
    )
    run = world.run(each("l", [1, 2], *body), final("end"))
    keys = [key.removeprefix(run.run_id) for key in world.sink.keys]
    assert keys == [":l[0]/a:0", ":l[0]/a:1", ":l[1]/a:0", ":l[1]/a:1"]


def test_a_branch_rendered_to_a_step_that_is_not_there_fails_its_step():
    run = World().run(
        {**step("a", "switch", None, value=1, cases="{{cases}}"), "errorNextStepId": "end"},
        final("end", code="{{error.code}}"),
        inputs={"cases": [{"value": 1, "nextStepId": "nowhere"}]},
    )
    assert output_of(run) == {"code": "INVALID_STEP"}


def test_a_branch_rendered_to_a_step_outside_the_loop_fails_its_step():
    inner = step("a", "switch", None, value=1, cases="{{cases}}")
    run = World().run(
        each("l", [1], inner),
        final("end", code="{{l.errors[0].code}}"),
        inputs={"cases": [{"value": 1, "nextStepId": "end"}]},
    )
    assert output_of(run) == {"code": "INVALID_STEP"}


# -- errors


def test_an_inner_loop_may_compute_its_items_from_the_outer_item():
    inner = each("i", "{{range(item.n)}}", step("x", "set", None, values={}), next_id=None)
    run = World().run(
        each("o", "{{orders}}", inner),
        final("end", done="{{o.successfulItems}}", last="{{i.processedItems}}"),
        inputs={"orders": [{"n": 3}, {"n": 2}]},
    )
    assert output_of(run) == {"done": 2, "last": 2}


def test_a_loop_that_fails_between_two_rounds_puts_its_variables_back():
    body = step("x", "set", None, values={"goes_on": "no number"})
    loop = each("l", [1, 2], body, continueOnError="{{len(range(goes_on ?? 1)) > 0}}")
    run = World().run(
        {**loop, "errorNextStepId": "end"},
        final("end", code="{{error.code}}", item="{{item}}", l="{{l}}"),
        inputs={"item": "mine"},
    )
    assert output_of(run) == {"code": "EXPRESSION_ERROR", "item": "mine", "l": None}


def test_inputs_hidden_by_a_loop_come_back_and_new_names_go():
    run = World().run(
        each("l", [1, 2], step("x", "set", None, values={"seen": "{{item}}"})),
        final("end", item="{{item}}", seen="{{seen}}", index="{{index ?? 'gone'}}"),
        inputs={"item": "mine"},
    )
    assert output_of(run) == {"item": "mine", "seen": 2, "index": "gone"}


def test_waits_inside_nested_loops_are_each_answered_on_their_own():
    world = World()
    ask = {**step("ask", "wait"), "output": "told"}
    run = world.run(
        each("o", [1, 2], each("i", ["a", "b"], ask, next_id=None)),
        final("end", all="{{o.results}}"),
    )
    waits = []
    for number in range(4):
        waits.append(run.wait.wait_id)
        world.resume(run, "data", {"n": number}, wait_id=run.wait.wait_id)
        world.drain()
        run = world.read(run.run_id)
    assert len(set(waits)) == 4
    told = [
        inner["outputs"]["told"]["n"]
        for outer in output_of(run)["all"]
        for inner in outer["outputs"]["i"]["results"]
    ]
    assert told == [0, 1, 2, 3]


def test_a_delay_in_a_loop_wakes_once_an_item():
    world = World()
    run = world.run(each("l", [1, 2], step("d", "delay", None, seconds=60)), final("end"))
    world.wake(59)
    assert world.read(run.run_id).status is RunStatus.WAITING
    world.wake(1)
    world.wake(60)
    assert world.read(run.run_id).status is RunStatus.COMPLETED


def test_a_wait_does_not_count_as_work():
    world = World(limits=Limits(max_work_seconds=10))
    run = world.run(step("d", "delay", "end", seconds=3600), final("end"))
    world.wake(3600)
    assert world.read(run.run_id).status is RunStatus.COMPLETED


def test_a_wait_without_an_expiry_ends_at_the_engines_limit():
    world = World(limits=Limits(max_wait_seconds=100))
    run = world.run(
        {**step("w", "wait"), "errorNextStepId": "end"}, final("end", e="{{error.code}}")
    )
    world.wake(101)
    assert output_of(world.read(run.run_id)) == {"e": "WAIT_EXPIRED"}


# -- slices and stopping


def test_a_slice_ends_by_the_clock():
    world = World(limits=Limits(slice_seconds=5, lease_seconds=60))
    world.step_types["slow"] = StepType("slow", lambda *_: world.time.sleep(3) or Completed())
    run = world.run(step("a", "slow", "b"), step("b", "slow", "c"), step("c", "slow"))
    assert (run.status, run.fence.n) == (RunStatus.COMPLETED, 2)


def test_records_are_flushed_after_a_while_of_running():
    world = World(limits=Limits(flush_seconds=0.1))
    world.step_types["slow"] = StepType("slow", lambda *_: world.time.sleep(0.06) or Completed())
    run = world.run(step("a", "slow", "b"), step("b", "slow", "c"), step("c", "slow"))
    assert [entry.seq for entry in world.stores.runs.entries(run.run_id)] == [0, 1]
    assert [entry.seq for entry in run.tail] == [2]


def test_a_cancel_seen_by_the_heartbeat_stops_before_the_next_step():
    world = World()
    runner = world.runner()

    def answer(_request):
        world.runs.cancel(ADA, run.run_id)
        runner.heartbeats.beat()
        return HttpResponse(200, {}, b"", 1)

    world.sink.answer = answer
    run = world.submit(world.plan(call("a", "b"), call("b", "end"), final("end")))
    runner.advance(run.run_id)
    run = world.read(run.run_id)
    assert (run.status, len(world.sink.calls)) == (RunStatus.CANCELED, 1)
    assert world.records(run)[0].kind is Kind.COMPLETED
