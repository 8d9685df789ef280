"""A cancel of a root with many runs below it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.runs import CANCELED_AT_ONCE
from engine.store.documents import Cancel, Lease
from schemas.run import RunStatus
from tests.crash.hub import Killed
from tests.support.world import ADA, World, call, each, error_of, final, step
from tests.unit.engine.test_family import branch, children_of, parallel, statuses


@pytest.fixture
def world():
    return World()


def test_a_cancel_of_many_is_answered_after_a_bounded_number_of_them(world, monkeypatch):
    run = world.run(
        each("loop", "{{range(150)}}", step("w", "wait", None), concurrency=150), final("end")
    )
    assert statuses(world, run) == ["waiting"] * 150
    canceled, cancel = [], world.stores.runs.cancel
    monkeypatch.setattr(
        world.stores.runs, "cancel", lambda *given: canceled.append(given[0]) or cancel(*given)
    )
    world.runs.cancel(ADA, run.run_id)
    assert len(canceled) == 1 + CANCELED_AT_ONCE
    world.wake(1)
    assert world.read(run.run_id).status == "canceled"
    assert statuses(world, run) == ["canceled"] * 150


def test_nothing_is_started_below_a_canceled_root_that_its_cancel_did_not_reach_yet(world):
    sub = parallel(branch("c", call("x")), next_id=None)
    outer = parallel(branch("b", {**sub, "id": "in"}))
    run = world.submit(world.plan(outer, final("end")))
    world.runner().advance(world.queue.hints.pop(0).run_id)
    world.runner().advance(world.queue.hints.pop(0).run_id)
    (middle,) = children_of(world, run)
    (below,) = children_of(world, middle)
    assert (middle.status, below.status) == ("waiting", "queued")
    root = world.read(run.run_id)
    flagged = replace(root, cancel=Cancel(world.time.now(), "ada"))
    world.stores.runs._runs[run.run_id] = flagged
    world.drain()
    assert world.read(below.run_id).status == "canceled"
    assert world.sink.calls == []


def test_a_cancel_after_the_wake_of_a_parent_reaches_the_children_left(world):
    first = parallel(
        branch("a", step("s", "set", None, values={"x": 1})),
        branch("b", step("w", "wait", None)),
        branch("c", parallel(branch("d", step("v", "wait", None)), next_id=None) | {"id": "in"}),
        waitFor="any",
    )
    run = world.submit(world.plan(first, final("end")))
    for place in (0, 0, 0, 0, 1):
        world.runner().advance(world.queue.hints.pop(place).run_id)
    woken = world.read(run.run_id)
    assert (woken.status, woken.decision.kind) == ("queued", "children")
    answered = world.runs.cancel(ADA, run.run_id)
    assert (answered.status, answered.cancel.by) == ("queued", ADA.principal_id)
    assert world.runs.cancel(ADA, run.run_id).cancel == answered.cancel
    world.drain()
    world.wake(1)
    assert world.read(run.run_id).status == "canceled"
    assert statuses(world, run) == ["completed", "canceled", "canceled"]
    below = [one for child in children_of(world, run) for one in children_of(world, child)]
    assert [one.status for one in below] == ["canceled"]


def test_a_cancel_of_a_run_that_was_handed_on_after_a_death_reaches_its_children(world):
    run = world.submit(world.plan(parallel(branch("a", step("w", "wait", None))), final("end")))
    add = world.stores.family.add

    def add_and_die(members):
        add(members)
        raise Killed

    world.stores.family.add = add_and_die
    with pytest.raises(Killed):
        world.drain()
    world.time.sleep(60)
    world.should_stop = lambda: True
    world.runner("w2").advance(run.run_id)
    left = world.read(run.run_id)
    assert (left.status, left.taken_over, left.wait) == ("queued", True, None)
    assert world.runs.cancel(ADA, run.run_id).status == "queued"
    world.should_stop = lambda: False
    world.drain()
    assert world.read(run.run_id).status == "canceled"
    assert statuses(world, run) == ["canceled"]


@pytest.mark.parametrize("end", ["CORRUPT_STATE", "POISON_STEP"])
def test_a_run_that_cannot_be_read_ends_with_its_children(world, end):
    inner = parallel(branch("d", step("v", "wait", None)), next_id=None) | {"id": "in"}
    steps = parallel(branch("b", step("w", "wait", None)), branch("c", inner)), final("end")
    run = world.run(*steps)
    assert statuses(world, run) == ["waiting", "waiting"]
    long_ago = world.time.now() - timedelta(days=1)
    broken = {
        "CORRUPT_STATE": {"version_id": "gone"},
        "POISON_STEP": {"dead_claims": 99, "dead_since": long_ago},
    }[end]
    died = {"status": RunStatus.RUNNING, "wait": None, "lease": Lease("w0", long_ago)}
    world.stores.runs.change(run.run_id, lambda one: replace(one, **died, **broken))
    world.runner().advance(run.run_id)
    world.drain()
    world.wake(1)
    ended = world.read(run.run_id)
    assert (ended.status, error_of(ended)["code"]) == ("failed", end)
    assert statuses(world, run) == ["canceled", "canceled"]
    below = [one for child in children_of(world, run) for one in children_of(world, child)]
    assert [one.status for one in below] == ["canceled"]
