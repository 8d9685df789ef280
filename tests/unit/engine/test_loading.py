"""From the stored run back to its state, wherever its records are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine import loading, state
from engine.errors import LeaseLost
from engine.limits import Limits
from engine.steps.base import HttpResponse
from engine.store.documents import Entry, Fence
from tests.support.world import World, call, final, step


def waiting_after(count, limits=None):
    """A run that waits after as many records."""
    world = World(limits=limits or Limits())
    steps = [step(f"s{n}", "set", f"s{n + 1}", values={"n": n}) for n in range(count - 1)]
    plan = world.plan(*steps, step(f"s{count - 1}", "wait"))
    run = world.submit(plan)
    world.drain()
    return world, plan, world.read(run.run_id)


@pytest.mark.parametrize(("count", "is_written"), [(199, False), (200, True), (250, True)])
def test_a_snapshot_is_written_after_200_records(count, is_written):
    _, _, run = waiting_after(count)
    assert (run.snapshot is not None) is is_written


def test_a_snapshot_too_large_is_not_written():
    _, _, run = waiting_after(250, Limits(snapshot_bytes=100))
    assert run.snapshot is None


@pytest.mark.parametrize(("count", "snapshot_at"), [(8, 8), (15, 8), (16, 16)])
def test_the_next_snapshot_is_as_many_records_on(count, snapshot_at):
    _, _, run = waiting_after(count, Limits(snapshot_records=8, slice_records=4))
    assert state.decode(run.snapshot).seq == snapshot_at


def test_a_snapshot_newer_than_the_tail_leaves_the_tail_for_the_journal():
    world, plan, run = waiting_after(20, Limits(snapshot_records=5))
    assert not run.journaled
    _, current, tail = loading.load(world.stores.runs, run, plan, claimed=True)
    assert current.seq == 20
    assert [entry.seq for entry in tail] == list(range(20))


def test_a_tail_that_the_journal_holds_is_not_applied_twice():
    world, plan, run = waiting_after(5)
    world.stores.runs.append(run.run_id, run.tail[:3])
    run = replace(run, taken_over=True)
    _, current, tail = loading.load(world.stores.runs, run, plan, claimed=True)
    assert current.seq == 5
    assert [entry.seq for entry in tail] == [3, 4]


def test_a_slow_claim_sees_that_a_newer_one_has_written():
    world, plan, run = waiting_after(2)
    newer = Entry(2, Fence(run.fence.n + 1, "newer"), b"{}")
    world.stores.runs.append(run.run_id, [*run.tail, newer])
    with pytest.raises(LeaseLost):
        loading.load(world.stores.runs, replace(run, journaled=True), plan, claimed=True)


def test_a_gap_is_found():
    world, plan, run = waiting_after(3)
    with pytest.raises(ValueError, match="1 is missing"):
        loading.load(world.stores.runs, replace(run, tail=(run.tail[0], run.tail[2])), plan)


def test_a_reader_sees_what_a_claim_at_work_has_flushed():
    world, seen = World(), []

    def answer(_request):
        seen.append(len(world.records(run)))
        return HttpResponse(200, {}, b"", 1)

    world.sink.answer = answer
    run = world.submit(world.plan(call("a", "b"), call("b", "c"), call("c", "end"), final("end")))
    world.drain()
    assert seen == [0, 1, 2]


def test_the_first_claim_does_not_read_an_empty_journal(monkeypatch):
    world = World()
    run = world.submit(world.plan(final("end")))

    def nothing_to_read(*_):
        raise AssertionError("the journal was read")

    monkeypatch.setattr(world.stores.runs, "entries", nothing_to_read)
    world.drain()
    assert world.read(run.run_id).output is not None
