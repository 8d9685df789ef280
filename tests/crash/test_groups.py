"""Workers that die between any two writes of a group lose no child and start none twice."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial

import pytest

from engine import canonical
from engine import state as states
from engine.branches import place_of
from engine.limits import Limits
from engine.state import State
from tests.crash.hub import Killed
from tests.support.world import World, each, error_of, final, output_of, step

ITEMS = [{"n": n, "text": "x" * 50} for n in range(7)]
WRITES = {"append": "runs", "add": "family", "settle": "runs", "decide": "runs"}


class Deadly:
    """Dies before, or after, the write with this number; a bulk is cut in the middle too."""

    def __init__(self, world, number, *, after):
        self.world, self.left, self.after, self.is_over = world, number, after, False
        self.real = {}
        for name, store in WRITES.items():
            target = getattr(world.stores, store)
            self.real[name] = target, getattr(target, name)
            setattr(target, name, self._around(name, self.real[name][1]))

    def _around(self, name, write):
        def written(*args):
            self.left -= 1
            if self.left != 0:
                return write(*args)
            if self.after:
                write(*args)
            elif name == "add":
                write(args[0][: len(args[0]) // 2])
            raise Killed

        return written

    def restore(self):
        for name, (target, write) in self.real.items():
            setattr(target, name, write)


def worked(world, plan):
    """Run to the end, with whoever is there; return the run and whether somebody died."""
    run, died = world.submit(plan, {"list": ITEMS, "big": "y" * 3000}), False
    for _ in range(40):
        try:
            world.drain()
        except Killed:
            died = True
        world.wake(10)
        if world.read(run.run_id).ended_at is not None:
            break
    return world.read(run.run_id), died


def looping(world):
    body = step("s", "set", None, values={"x": "{{item.n * 2}}", "size": "{{len(big)}}"})
    loop = each("loop", "{{list}}", {**body, "output": "s"}, concurrency=2)
    rows = "{{loop.results}}"
    return world.plan(loop, final("end", rows=rows, n="{{loop.successfulItems}}"))


def deaths():
    """Count the writes of an undisturbed run."""
    world = World()
    deadly = Deadly(world, 10**9, after=False)
    worked(world, looping(world))
    return 10**9 - deadly.left


@pytest.mark.parametrize("after", [False, True])
def test_a_worker_that_dies_at_any_write_of_a_group_changes_nothing(after):
    total = deaths()
    assert total > 10
    died = 0
    for number in range(1, total + 1):
        world = World()
        deadly = Deadly(world, number, after=after)
        run, has_died = worked(world, looping(world))
        died += has_died
        deadly.restore()
        output = output_of(run)
        assert (number, error_of(run), output["n"]) == (number, None, 7)
        assert [row["outputs"]["s"] for row in output["rows"]] == [
            {"x": one["n"] * 2, "size": 3000} for one in ITEMS
        ]
        assert len(world.stores.family.children(run.run_id, 100)) == 7
    assert died == total


def parked(world, **given):
    """Return a run whose children are stored and have not begun."""
    run = world.submit(looping(world), {"list": ITEMS, **given})
    world.runner().advance(world.queue.hints.pop(0).run_id)
    return run


def children_of(world, run):
    return world.stores.family.children(run.run_id, 100)


def test_what_a_run_knows_is_stored_once_for_all_its_branches():
    world = World()
    run = parked(world, big="y" * 50_000)
    held = [world.read(child.run_id) for child in children_of(world, run)]
    assert sum(len(one.snapshot) + len(one.inputs or b"") for one in held) < 3_000
    (group,) = {one.group for one in held}
    assert common_places(world, run) == [place_of(group)]
    world.drain()
    assert output_of(world.read(run.run_id))["n"] == 7


def test_children_that_were_stored_with_a_state_of_their_own_go_on():
    world = World()
    run = parked(world, big="y" * 3000)
    for child in children_of(world, run):
        own = json.loads(world.read(child.run_id).snapshot)
        begun = State(
            cursor=own["cursor"],
            clock=world.time.at,
            variables={**own["variables"], "_each": {}},
            collected={},
        )
        inputs = canonical.encode({"list": ITEMS, "big": "y" * 3000})
        changes = {"snapshot": states.encode(begun), "inputs": inputs}
        world.stores.runs.change(child.run_id, partial(replace, **changes))
    forget_common(world, run)
    world.drain()
    assert output_of(world.read(run.run_id))["n"] == 7


def forget_common(world, run):
    (seq,) = common_places(world, run)
    world.stores.runs.drop_entry(run.run_id, seq)


def common_places(world, run):
    return [seq for owner, seq in world.stores.runs.journaled() if owner == run.run_id and seq < -1]


def test_a_branch_without_the_state_of_its_group_fails_and_says_so():
    world = World()
    run = parked(world)
    forget_common(world, run)
    world.drain()
    world.wake(10)
    child = world.read(children_of(world, run)[0].run_id)
    assert error_of(child)["code"] == "CORRUPT_STATE"


def test_five_hundred_children_are_stored_by_a_few_commands():
    world, sizes = World(limits=Limits()), []
    add = world.stores.family.add
    world.stores.family.add = lambda members: sizes.append(len(members)) or add(members)
    plan = looping(world)
    world.submit(plan, {"list": list(range(500)), "big": ""})
    world.runner().advance(world.queue.hints.pop(0).run_id)
    assert sizes == [100] * 5


def test_a_branch_of_a_branch_reads_the_inputs_of_the_first():
    world = World()
    body = {**step("s", "set", None, values={"x": "{{len(big)}}"}), "output": "s"}
    inner = each("inner", "{{[1, 2]}}", body, next_id=None, concurrency=2)
    outer = each("outer", "{{list}}", inner, concurrency=2)
    run = world.run(
        outer,
        final("end", x="{{outer.results[0].outputs.inner.results[1].outputs.s.x}}"),
        inputs={"list": [1, 2], "big": "z" * 70_000},
    )
    assert (error_of(run), output_of(run)) == (None, {"x": 70_000})
