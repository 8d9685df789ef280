"""Limits, retries, context and costs of a run: what the crash simulation has no eye for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from engine import canonical, clock, retry
from engine.limits import Limits
from engine.plan import Retry
from engine.record import Kind
from engine.steps.base import HttpResponse
from schemas.run import RunStatus
from tests.support.world import BOB, World, call, error_of, final, output_of, step


def answering(*statuses, headers=None):
    left = list(statuses)

    def answer(_request):
        status = left.pop(0) if len(left) > 1 else left[0]
        return HttpResponse(status, headers or {}, b"{}", 1)

    return answer


def test_ten_pure_steps_cost_an_insert_a_claim_and_a_settle():
    world = World()
    asked = Counter()

    class Counting:
        def __getattr__(self, name):
            asked[name] += 1
            return getattr(world.real, name)

    world.real = world.stores.runs
    world.stores = replace(world.stores, runs=Counting())
    world.runs = replace(world.runs, store=world.stores.runs)
    steps = [step(f"s{n}", "set", f"s{n + 1}", values={"x": n}) for n in range(9)]
    run = world.submit(world.plan(*steps, final("s9", x="{{x}}")))
    world.drain()
    assert asked == {"insert": 1, "claim": 1, "settle": 1}
    assert output_of(world.real.get(run.run_id)) == {"x": 8}


def test_effects_are_journaled_one_write_each():
    world = World()
    run = world.run(call("a", "b"), call("b", "end"), final("end"))
    assert run.journaled
    assert len(world.stores.runs.entries(run.run_id)) == 2
    assert len(run.tail) == 1


def test_a_failing_call_is_repeated_as_often_as_its_policy_says():
    world = World()
    world.sink.answer = answering(503)
    policy = {"maxAttempts": 3, "backoffSeconds": 1}
    run = world.run(call("a", "end", retry=policy), final("end"))
    for _ in range(5):
        world.wake(61)
    run = world.read(run.run_id)
    assert error_of(run)["attempts"] == 3
    assert len(world.sink.calls) == 3
    assert len(set(world.sink.keys)) == 1
    kinds = [record.kind for record in world.records(run)]
    assert kinds == [Kind.RETRYING, Kind.RETRYING, Kind.FAILED]


def test_what_cannot_be_mended_is_not_repeated():
    world = World()
    world.sink.answer = answering(404)
    run = world.run(call("a", None, retry={"maxAttempts": 3}))
    assert (error_of(run)["code"], len(world.sink.calls)) == ("HTTP_404", 1)


def test_a_retry_waits_as_long_as_the_other_side_asks():
    world = World()
    world.sink.answer = answering(429, 200, headers={"retry-after": "30"})
    run = world.run(call("a", "end", retry={"maxAttempts": 2}), final("end", ok=1))
    assert (run.wake_at - world.time.at).total_seconds() == pytest.approx(30)
    world.wake(31)
    assert output_of(world.read(run.run_id)) == {"ok": 1}


@pytest.mark.parametrize("attempt", range(1, 80))
def test_a_backoff_stays_within_its_bounds(attempt):
    policy = Retry(100, backoff_seconds=1, factor=2, max_seconds=60)
    seconds = retry.delay_seconds(policy, attempt, "key", None)
    assert 0 <= seconds <= min(60, 2 ** (attempt - 1))
    assert seconds == retry.delay_seconds(policy, attempt, "key", None)


def test_retry_after_has_a_ceiling_too():
    policy = Retry(3, max_seconds=5)
    assert retry.delay_seconds(policy, 1, "k", 3600) == 5
    assert retry.delay_seconds(policy, 1, "k", -1) == 0


LOOP = [
    step("a", "set", "b", values={"n": "{{(n ?? 0) + 1}}"}),
    step("b", "set", "a", values={"m": 1}),
]


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(max_steps=20), "STEP_LIMIT"),
        (Limits(max_state_bytes=3000), "STATE_TOO_LARGE"),
    ],
)
def test_an_endless_flow_ends_at_a_limit(limits, code):
    run = World(limits=limits).run(*LOOP)
    assert error_of(run)["code"] == code


def test_a_run_that_works_too_long_ends():
    world = World(limits=Limits(max_work_seconds=6, lease_seconds=60))

    def slow(_request):
        world.time.sleep(4)
        return HttpResponse(200, {}, b"{}", 1)

    world.sink.answer = slow
    run = world.run(call("a", "b"), call("b", "c"), call("c", "d"), final("d"))
    assert error_of(run)["code"] == "RUN_DEADLINE"


def test_a_result_too_large_fails_its_step():
    world = World(limits=Limits(max_result_bytes=1000))
    big = step("a", "set", "end", values={"x": "{{join(range(500))}}"})
    run = world.run({**big, "errorNextStepId": "end"}, final("end", code="{{error.code}}"))
    assert output_of(run) == {"code": "STEP_RESULT_TOO_LARGE"}


def test_a_result_that_is_no_json_fails_its_step():
    world = World()
    from engine.outcome import Completed  # noqa: PLC0415
    from engine.steps.base import StepType  # noqa: PLC0415

    world.step_types["odd"] = StepType("odd", lambda *_: Completed(output=float("nan")))
    assert error_of(world.run(step("a", "odd")))["code"] == "INVALID_RESULT"


def test_a_step_type_that_this_worker_does_not_know_fails_the_run():
    world = World()
    plan = world.plan(step("a", "wait", None))
    run = world.submit(plan)
    del world.step_types["wait"]
    world.drain()
    assert error_of(world.read(run.run_id))["code"] == "UNKNOWN_STEP_TYPE"


def test_a_wait_whose_type_is_gone_fails_the_run():
    world = World()
    run = world.run(step("a", "wait", None))
    del world.step_types["wait"]
    world.resume(run, "data", {"x": 1})
    world.drain()
    assert error_of(world.read(run.run_id))["code"] == "UNKNOWN_STEP_TYPE"


def test_a_long_run_gives_its_worker_back_and_goes_on():
    world = World(limits=Limits(slice_records=5))
    steps = [step(f"s{n}", "set", f"s{n + 1}", values={"x": n}) for n in range(20)]
    run = world.run(*steps, final("s20", x="{{x}}"))
    # Five records a claim, and seven once it takes fifteen to load the run.
    assert (output_of(run), run.fence.n) == ({"x": 19}, 4)


def test_a_worker_that_is_to_stop_hands_the_run_on():
    world = World(should_stop=lambda: True)
    run = world.submit(world.plan(step("a", "set", "b", values={}), final("b")))
    world.runner().advance(world.queue.hints.pop().run_id)
    assert world.read(run.run_id).status is RunStatus.QUEUED
    assert [hint.run_id for hint in world.queue.hints] == [run.run_id]


def test_large_inputs_stand_apart_and_arrive():
    world = World()
    big = {"text": "x" * 100_000}
    run = world.run(final("end", n="{{len(text)}}"), inputs=big)
    assert (run.inputs, output_of(run)) == (None, {"n": 100_000})


def test_large_inputs_under_a_reused_key_are_refused():
    from engine.errors import InvalidInput  # noqa: PLC0415

    world = World()
    plan = world.plan(final("end"))
    first = world.submit(plan, {"t": "x" * 100_000}, idempotency_key="k")
    again = world.submit(plan, {"t": "x" * 100_000}, idempotency_key="k")
    assert again.run_id == first.run_id
    with pytest.raises(InvalidInput):
        world.submit(plan, {"t": "y" * 100_000}, idempotency_key="k")


def test_inputs_beyond_the_limit_are_refused():
    from engine.errors import InvalidInput  # noqa: PLC0415

    world = World()
    with pytest.raises(InvalidInput):
        world.submit(world.plan(final("end")), {"t": "x" * 1_100_000})


@pytest.mark.parametrize("spoil", ["tail", "inputs", "version", "missing inputs"])
def test_what_cannot_be_read_fails_the_run_and_nothing_else(spoil):
    world = World()
    run = world.run(step("a", "wait", None), inputs={"x": 1})
    store = world.stores.runs
    stored = store.get(run.run_id)
    spoiled = {
        "tail": lambda: replace(stored, tail=(replace(stored.tail[0], body=b'{"kind":"nope"}'),)),
        "inputs": lambda: replace(stored, inputs=b"{"),
        "version": lambda: replace(stored, version_id="gone"),
        "missing inputs": lambda: replace(stored, inputs=None),
    }[spoil]()
    store._runs[run.run_id] = spoiled
    world.resume(run, "data", {}, wait_id=run.wait.wait_id)
    world.drain()
    assert error_of(world.read(run.run_id))["code"] == "CORRUPT_STATE"


def test_a_missing_run_is_nothing_to_do():
    world = World()
    world.runner().advance("run_unknown")
    assert world.queue.hints == []


def test_the_context_that_templates_see():
    world = World()
    shown = {
        "input": "{{who}}",
        "inputs": "{{inputs.flow}}",
        "system": "{{flow.name}}",
        "trigger": "{{_trigger.type}} {{_trigger.data.who}}",
        "step": "{{step.currentName}} after {{step.previousName}}",
        "by name": "{{steps.My_Step.x}}",
        "user": "{{currentUser.name}}",
        "date": "{{currentDate}}",
        "execution": "{{flow.executionId == 'x'}}",
        "nothing": "{{approval.decision}}",
    }
    named = {**step("a", "set", "end", values={"x": 1}), "name": "My Step"}
    run = world.run(named, final("end", **shown), inputs={"who": "Ada", "flow": "mine"})
    assert output_of(run) == {
        "input": "Ada",
        "inputs": "mine",
        "system": "Flow",
        "trigger": "api Ada",
        "step": "end after My Step",
        "by name": 1,
        "user": "Ada",
        "date": "2026-01-01T00:00:00.000Z",
        "execution": False,
        "nothing": None,
    }


def test_the_context_lists_what_it_holds():
    from engine import history  # noqa: PLC0415

    world = World()
    plan = world.plan(step("a", "set", "w", values={"x": 1}), step("w", "wait", None))
    run = world.submit(plan, {"who": "Ada"})
    world.drain()
    found = history.context(world.stores.runs, world.read(run.run_id), plan)
    assert {"who", "x", "inputs", "steps", "flow", "step", "_trigger"} <= set(found)
    assert not {"approval", "error", "secrets"} & set(found)


def test_a_trigger_that_leads_nowhere_completes_at_once():
    from engine.plan import compile_plan  # noqa: PLC0415

    world = World()
    plan = compile_plan(
        {"steps": [{"id": "s", "type": "api"}]}, version_id="v0", flow_id="f", name="F", version=1
    )
    run = world.submit(world.plans.keep(plan))
    world.drain()
    assert output_of(world.read(run.run_id)) == {}


def test_a_decision_by_somebody_else_is_no_repeat():
    from engine.errors import Conflict  # noqa: PLC0415

    world = World()
    run = world.run(step("a", "wait", None))
    wait_id = run.wait.wait_id
    world.resume(run, "data", {}, wait_id=wait_id)
    with pytest.raises(Conflict):
        world.resume(run, "data", {}, principal=BOB, wait_id=wait_id)


def test_a_time_without_a_zone_is_no_time():
    with pytest.raises(ValueError, match="zone"):
        clock.parse("2026-01-01T00:00:00")
    assert clock.parse("2026-01-01T02:00:00+02:00") == datetime(2026, 1, 1, tzinfo=UTC)


def test_equal_values_have_one_digest_whatever_their_order():
    assert canonical.digest({"a": 1, "b": 2}) == canonical.digest({"b": 2, "a": 1})
    assert canonical.digest({"a": 1}) != canonical.digest({"a": "1"})


def test_a_heartbeat_that_cannot_reach_the_store_loses_the_lease_by_the_clock():
    from engine.errors import LeaseLost, Unavailable  # noqa: PLC0415
    from engine.heartbeat import LeaseHeartbeats  # noqa: PLC0415
    from engine.store.documents import Fence, Renewal  # noqa: PLC0415

    world = World()
    answers = [Renewal.HELD, Renewal.CANCELED, None, Renewal.LOST]

    class Store:
        def renew(self, *_):
            answer = answers.pop(0)
            if answer is None:
                raise Unavailable("down")
            return answer

    beats = LeaseHeartbeats(Store(), 5, 1, world.time.monotonic, in_background=False)
    held = beats.hold("r", Fence(1, "t"), world.time.monotonic())
    assert held.check() is False
    world.time.sleep(4)
    beats.beat()
    beats.beat()
    assert held.check() is True
    world.time.sleep(4.9)
    beats.beat()
    world.time.sleep(0.2)
    with pytest.raises(LeaseLost):
        held.check()
    beats.beat()
    assert held.is_lost
    held.release()
    beats.beat()


def test_a_result_kept_by_the_store_is_written_again_until_it_is_in(monkeypatch):
    from engine.errors import Unavailable  # noqa: PLC0415

    world = World()
    append, failures = world.stores.runs.append, [1, 1, 1]

    def sometimes(run_id, entries):
        if failures and world.sink.calls:
            failures.pop()
            raise Unavailable("down")
        return append(run_id, entries)

    monkeypatch.setattr(world.stores.runs, "append", sometimes)
    run = world.run(call("a", "end"), final("end", n="{{a.data.n}}"))
    assert (output_of(run), len(world.sink.calls)) == ({"n": 1}, 1)


def test_a_claim_that_the_store_refuses_is_left_to_rescue(monkeypatch):
    from engine.errors import Unavailable  # noqa: PLC0415

    world = World()
    run = world.submit(world.plan(final("end")))
    monkeypatch.setattr(
        world.stores.runs, "claim", lambda *_: (_ for _ in ()).throw(Unavailable("down"))
    )
    world.drain()
    assert world.read(run.run_id).status is RunStatus.QUEUED
