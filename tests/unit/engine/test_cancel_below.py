"""A cancel of a root with many runs below it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.runs import CANCELED_AT_ONCE
from engine.store.documents import Cancel
from tests.support.world import ADA, World, call, each, final, step
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
