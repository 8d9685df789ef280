"""Starting, joining, reading and canceling runs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine import rerunning
from engine.errors import Conflict, InvalidInput, NotFound
from engine.runs import Start
from engine.store.documents import INPUTS_SEQ
from schemas.run import RunStatus
from tests.support.world import ADA, BOB, EVE, World, call, error_of, final, output_of, step

BIG = "x" * 100_000


@pytest.fixture
def world():
    return World()


@pytest.fixture
def plan(world):
    return world.plan(final("end", n="{{n}}"))


def test_the_same_call_made_again_joins_the_run(world, plan):
    first = world.submit(plan, {"n": 1, "m": 2}, idempotency_key="k", route="r")
    again = world.submit(plan, {"m": 2, "n": 1}, idempotency_key="k", route="r")
    assert again == first


def test_a_run_that_is_over_is_joined_without_a_hint(world, plan):
    world.submit(plan, idempotency_key="k")
    world.drain()
    start = Start(plan, plan.triggers[0], "ws", ADA, {}, idempotency_key="k")
    started = world.runs.submit(world.runs.prepare(start))
    assert (started.is_new, started.is_delivered) == (False, True)
    assert started.run.status is RunStatus.COMPLETED
    assert world.queue.hints == []


def test_the_key_with_another_body_is_refused(world, plan):
    world.submit(plan, {"n": 1}, idempotency_key="k")
    with pytest.raises(InvalidInput) as caught:
        world.submit(plan, {"n": 2}, idempotency_key="k")
    assert caught.value.code == "idempotency_key_reused"


@pytest.mark.parametrize(
    "other", [{"route": "elsewhere"}, {"principal": BOB}, {"workspace_id": "other"}]
)
def test_a_key_belongs_to_its_workspace_caller_and_route(world, plan, other):
    start = Start(plan, plan.triggers[0], "ws", ADA, {}, route="r", idempotency_key="k")
    first, second = world.runs.prepare(start), world.runs.prepare(replace(start, **other))
    assert first.run_id != second.run_id


def test_without_a_key_every_call_is_a_run(world, plan):
    assert world.submit(plan).run_id != world.submit(plan).run_id


def test_a_given_id_is_kept(world, plan):
    assert world.submit(plan, run_id="sch_1-60").run_id == "sch_1-60"


@pytest.mark.parametrize("inputs", [{"a": BIG, "b": 1}, {"a": "", "b": 1}])
def test_inputs_of_any_size_are_the_same_in_another_order(world, plan, inputs):
    first = world.submit(plan, inputs, idempotency_key="k")
    again = world.submit(plan, dict(reversed(inputs.items())), idempotency_key="k")
    assert again.run_id == first.run_id


def test_inputs_that_a_dying_call_left_behind_are_taken_up(world, plan):
    start = Start(plan, plan.triggers[0], "ws", ADA, {"n": BIG}, idempotency_key="k")
    run = world.runs.prepare(start)
    world.runs._with_large_inputs_apart(run)
    assert world.runs.submit(run).is_new
    world.drain()
    assert output_of(world.read(run.run_id)) == {"n": BIG}
    assert [entry.seq for entry in world.stores.runs.entries(run.run_id, -2)] == [INPUTS_SEQ, 0]


# A past -----------------------------------------------------------------------------------------


def past_of(world, plan, text, step_id="w"):
    """Return the records of a run of `plan` up to one of its steps."""
    run = world.submit(plan, {"n": text})
    world.drain()
    return rerunning.records_before(world.stores.runs, world.read(run.run_id), plan, step_id)


@pytest.fixture
def parked(world):
    keep = step("a", "set", "b", values=[{"name": "x", "value": "{{n}}"}])
    more = step("b", "set", "w", values=[{"name": "y", "value": "{{x}}"}])
    # The call has the journal written before the run ends.
    return world.plan(keep, more, step("w", "wait", "c"), call("c", "end"), final("end", x="{{x}}"))


def rerun(world, plan, past):
    start = Start(plan, plan.triggers[0], "ws", ADA, {}, idempotency_key="k", past=past)
    return world.runs.prepare(start)


def test_the_key_with_another_past_leaves_the_first_run_as_it_is(world, parked):
    small, large = past_of(world, parked, "small", "b"), past_of(world, parked, BIG)
    first = world.runs.submit(rerun(world, parked, small)).run
    world.drain()
    before = world.read(first.run_id)
    assert before.status is RunStatus.WAITING
    with pytest.raises(InvalidInput) as caught:
        world.runs.submit(rerun(world, parked, large))
    assert caught.value.code == "idempotency_key_reused"
    world.resume(before, "data", {})
    world.drain()
    assert output_of(world.read(first.run_id)) == {"x": "small"}


def test_a_large_past_is_joined_by_the_same_call(world, parked):
    large = past_of(world, parked, BIG)
    first = world.runs.submit(rerun(world, parked, large))
    world.drain()
    again = world.runs.submit(rerun(world, parked, large))
    assert (first.is_new, again.is_new) == (True, False)
    assert again.run.run_id == first.run.run_id


@pytest.mark.parametrize("stored", [0, 1, 2])
def test_a_past_that_a_dying_call_began_to_store_is_completed(world, parked, stored):
    large = past_of(world, parked, BIG)
    run = rerun(world, parked, large)
    world.stores.runs.append(run.run_id, large[:stored])
    assert world.runs.submit(run).is_new
    world.drain()
    world.resume(world.read(run.run_id), "data", {})
    world.drain()
    assert output_of(world.read(run.run_id)) == {"x": BIG}


@pytest.mark.parametrize("left", ["another", "longer"])
def test_a_past_that_another_dying_call_left_behind_is_not_built_on(world, parked, left):
    large, other = (past_of(world, parked, text) for text in (BIG, "z" * 100_000))
    run = rerun(world, parked, large)
    behind = {"another": other[:1], "longer": (*large, replace(large[-1], seq=len(large)))}
    world.stores.runs.append(run.run_id, behind[left])
    with pytest.raises(InvalidInput) as caught:
        world.runs.submit(run)
    assert caught.value.code == "idempotency_key_reused"
    assert world.stores.runs.peek(run.run_id) is None


def test_a_run_is_stored_though_redis_is_out_of_reach(world, plan):
    world.queue.is_down = True
    start = Start(plan, plan.triggers[0], "ws", ADA, {})
    started = world.runs.submit(world.runs.prepare(start))
    assert (started.is_new, started.is_delivered) == (True, False)
    world.queue.is_down = False
    world.wake(6)
    assert world.read(started.run.run_id).status is RunStatus.COMPLETED


def test_a_run_that_vanished_between_insert_and_read_is_not_found(world, plan, monkeypatch):
    monkeypatch.setattr(world.stores.runs, "insert", lambda _: False)
    with pytest.raises(NotFound):
        world.submit(plan)


def test_defaults_reach_the_run_and_wrong_inputs_do_not(world):
    trigger = {
        "id": "start",
        "type": "api",
        "nextStepId": "end",
        "data": {"fields": [{"name": "n", "type": "integer", "default": 5}]},
    }
    plan = world.plan(final("end", n="{{n}}"))
    steps = {**plan.steps, "start": replace(plan.steps["start"], data=trigger["data"])}
    plan = world.plans.keep(replace(plan, steps=steps, triggers=(steps["start"],)))
    run = world.submit(plan)
    world.drain()
    assert output_of(world.read(run.run_id)) == {"n": 5}
    with pytest.raises(InvalidInput) as caught:
        world.submit(plan, {"n": "five"})
    assert [issue.path for issue in caught.value.issues] == ["/n"]
    assert len(world.stores.runs._runs) == 1


# -- reading and canceling


def test_another_workspaces_run_is_not_there(world, plan):
    run = world.submit(plan)
    for use in (world.runs.get, world.runs.peek, world.runs.cancel):
        with pytest.raises(NotFound):
            use(EVE, run.run_id)


def test_an_unknown_run_is_not_there(world):
    with pytest.raises(NotFound):
        world.runs.get(ADA, "run_unknown")


def test_a_run_deleted_during_its_cancel_is_not_found(world, plan, monkeypatch):
    run = world.submit(plan)
    monkeypatch.setattr(world.stores.runs, "cancel", lambda *_: None)
    with pytest.raises(NotFound):
        world.runs.cancel(ADA, run.run_id)


def test_a_queued_run_is_canceled_at_once_and_whoever_waits_is_told(world, plan):
    run = world.submit(plan)
    assert world.runs.cancel(ADA, run.run_id).status is RunStatus.CANCELED
    world.drain()
    assert world.read(run.run_id).status is RunStatus.CANCELED
    [notice] = world.notices.given
    assert (notice.status, notice.fence_n) == (RunStatus.CANCELED, 1)


def test_a_waiting_run_is_canceled_at_once_and_waits_no_more(world):
    run = world.run(step("w", "wait", "end", expiresInSeconds=60), final("end"))
    canceled = world.runs.cancel(ADA, run.run_id)
    assert (canceled.status, canceled.wait, canceled.wake_at) == (RunStatus.CANCELED, None, None)
    world.wake(61)
    assert world.read(run.run_id).status is RunStatus.CANCELED
    with pytest.raises(Conflict):
        world.resume(run, "data", {}, wait_id=run.wait.wait_id)


def test_a_running_run_is_flagged_and_nobody_told_yet(world, plan):
    run = world.submit(plan)
    world.stores.runs.claim(run.run_id, "w", "t", 5)
    flagged = world.runs.cancel(ADA, run.run_id)
    assert (flagged.status, flagged.cancel.by) == (RunStatus.RUNNING, "pat:ada")
    assert world.notices.given == []


def test_canceling_again_answers_the_same(world, plan):
    run = world.submit(plan)
    first = world.runs.cancel(ADA, run.run_id)
    assert world.runs.cancel(BOB, run.run_id) == first


@pytest.mark.parametrize("last", [final("end"), step("end", "fail")])
def test_a_run_that_ended_otherwise_is_not_canceled(world, last):
    run = world.run(last)
    with pytest.raises(Conflict) as caught:
        world.runs.cancel(ADA, run.run_id)
    assert caught.value.code == "run_finished"
    assert (output_of(run) is None) is (error_of(run) is not None)
