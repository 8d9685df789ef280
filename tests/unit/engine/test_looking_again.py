"""A look again is about one wait: a run that has gone on to another is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.rescue import Rescue
from engine.store.endings import decision_by_engine
from schemas.run import RunStatus
from tests.support.world import ADA, World, final, output_of, step

FIRST = step("child", "wait", None)
NEXT = {
    "user-approval": step("w", "user-approval", "end", message="?"),
    "client-tool": step("w", "client-tool", "end", toolName="t", parameters={}),
    "wait": step("w", "wait", "end"),
    "delay": step("w", "delay", "end", seconds=3600),
}


@pytest.fixture
def world():
    return World()


def at_children(world, following, **policies):
    """A run that waits for a branch which waits for data, and what comes after it."""
    branches = step("all", "parallel", "w", branches=[{"name": "a", "steps": [FIRST]}])
    return world.run({**branches, **policies}, following, final("end", done=True))


def go_on(world, run):
    """End the branch's wait, and let the run go on to its next one."""
    (child,) = world.stores.family.children(run.run_id, 10)
    world.resume(world.read(child.run_id), "data", {})
    world.drain()
    return world.read(run.run_id)


@pytest.mark.parametrize("kind", NEXT)
def test_a_look_for_children_leaves_the_wait_that_came_after_it_alone(world, kind):
    run = at_children(world, NEXT[kind])
    seen = run.wait.wait_id
    stands = go_on(world, run)
    assert (stands.status, stands.wait.kind) == (RunStatus.WAITING, kind)
    world.family.check(run.run_id, seen)
    world.drain()
    assert world.read(run.run_id) == stands


@pytest.mark.parametrize("kind", NEXT)
def test_a_page_of_due_waits_read_before_a_run_went_on_ends_no_other_wait(world, kind):
    run = at_children(world, NEXT[kind])
    world.time.sleep(60)
    page = world.stores.runs.due(0.0, 10)
    assert [due.wait_id for due in page] == [run.wait.wait_id]
    stands = go_on(world, run)
    slow = _Stopped(world.stores.runs, page)
    Rescue(slow, world.queue, world.family, now=world.time.now).wake_due()
    world.drain()
    assert world.read(run.run_id) == stands


def test_a_look_that_names_the_wait_of_now_but_meant_children_decides_nothing(world):
    run = go_on(world, at_children(world, NEXT["user-approval"]))
    world.family.check(run.run_id, run.wait.wait_id)
    world.drain()
    assert world.read(run.run_id) == run


def test_a_look_for_children_leaves_those_after_them_alone(world):
    other = step("other", "wait", None)
    run = at_children(
        world, step("w", "parallel", "end", branches=[{"name": "b", "steps": [other]}])
    )
    seen = run.wait.wait_id
    stands = go_on(world, run)
    world.family.check(run.run_id, seen)
    assert world.read(run.run_id) == stands
    world.time.sleep(1)
    world.family.check(run.run_id, stands.wait.wait_id)
    assert world.read(run.run_id).wake_at > stands.wake_at


def test_a_look_at_a_run_past_its_deadline_ends_no_wait_that_it_was_not_about(world):
    run = go_on(world, at_children(world, NEXT["wait"]))
    over = world.time.now()
    world.stores.runs.change(run.run_id, lambda one: replace(one, deadline=over))
    stands = world.read(run.run_id)
    world.family.check(run.run_id, run.wait.wait_id)
    assert world.read(run.run_id) == stands


def test_a_run_that_has_left_its_line_is_not_looked_after_as_one_in_it(world):
    run = go_on(world, at_children(world, NEXT["user-approval"]))
    world.family.line_up(run)
    assert world.read(run.run_id) == run


def test_the_run_goes_on_once_the_right_decision_comes(world):
    run = go_on(world, at_children(world, NEXT["user-approval"]))
    world.resume(run, "decision", {"decision": "approve"}, ADA)
    world.drain()
    assert output_of(world.read(run.run_id)) == {"done": True}


class _Stopped:
    """A store whose reader was stopped between reading a page and acting on it."""

    def __init__(self, store, page):
        self._store, self._page = store, page

    def due(self, _within_seconds, _limit, _kinds=None):
        return self._page

    def __getattr__(self, name):
        return getattr(self._store, name)


def test_a_run_queued_by_a_decision_that_could_not_end_its_wait_goes_back_to_it(world):
    """Releases before this one stored such decisions: a worker may still find one."""
    run = go_on(world, at_children(world, NEXT["user-approval"]))
    wrong = decision_by_engine(run.wait.wait_id, "children", "children", world.time.now())
    world.stores.runs.change(
        run.run_id,
        lambda one: replace(one, status=RunStatus.QUEUED, decision=wrong, wait=None, wake_at=None),
    )
    world.runs.push(world.read(run.run_id))
    world.drain()
    stands = world.read(run.run_id)
    assert (stands.status, stands.wait) == (RunStatus.WAITING, run.wait)
    world.resume(stands, "decision", {"decision": "approve"}, ADA)
    world.drain()
    assert output_of(world.read(run.run_id)) == {"done": True}
