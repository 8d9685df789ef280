"""Children are started whatever stands under their ids for a moment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine import canonical
from engine.errors import LeaseLost
from engine.limits import Limits
from engine.store.documents import GRAVE
from schemas.run import TERMINAL, RunStatus
from tests.support.world import World, each, final, step
from tests.unit.engine.test_family import (
    branch,
    children_of,
    parallel,
    published,
    say,
    started,
    statuses,
)


@pytest.fixture
def world():
    return World()


def test_a_child_whose_id_the_sweep_holds_is_started_once_it_is_free(world):
    store, held = world.stores.runs, []
    insert, peek = store.insert, store.peek

    def insert_late(run):
        if run.child_index == 0 and not held:
            held.append(run.run_id)
            swept = {"workspace_id": GRAVE, "flow_id": GRAVE, "status": RunStatus.CANCELED}
            insert(replace(run, **swept))
            return False
        return insert(run)

    def peek_once(run_id):
        found = peek(run_id)
        if found is not None and found.workspace_id == GRAVE:
            world.stores.sweep.remove_records(run_id, 10)
            store.drop(run_id)
        return found

    store.insert, store.peek = insert_late, peek_once
    steps = parallel(branch("a", say("s", "{{len(big)}}"))), final("end")
    run = world.run(*steps, inputs={"big": "x" * 100_000})
    (child,) = children_of(world, run)
    assert ([child.run_id], child.workspace_id) == (held, "ws")
    assert (statuses(world, run), str(run.status)) == (["completed"], "completed")


def test_the_runs_below_one_root_are_bounded_and_the_step_says_so():
    world = World(limits=Limits(max_descendants=45))
    sub = step("sub", "run-flow", None, flowId="{{flow.id}}")
    loop = each("loop", "{{range(10)}}", sub, concurrency=5)
    run = started(world, published(world, loop, final("end", found="{{loop}}")))
    everyone = world.stores.runs.every()
    assert all(one.status in TERMINAL for one in everyone)
    # Each of the steps that were let in at the same moment saw the others' runs.
    assert len(everyone) - 1 <= 45
    found = [canonical.decode(one.error) for one in everyone if one.error]
    refused = [one for one in found if one["code"] == "DESCENDANT_LIMIT"]
    assert refused
    assert f"below run {run.run_id}" in refused[0]["message"]
    assert "MILLRACE_MAX_DESCENDANTS" in refused[0]["message"]


def test_a_group_that_was_begun_goes_on_though_the_limit_is_reached_meanwhile():
    world = World(limits=Limits(max_descendants=3))
    steps = parallel(branch("a", say("s", "1")), branch("b", say("t", "2"))), final("end")
    run = world.submit(world.plan(*steps))
    add = world.stores.family.add

    def add_one_and_die(members):
        add(members[:1])
        others = [replace(members[1], run_id=f"other{n}", group="other") for n in range(3)]
        add(others)
        raise LeaseLost

    world.stores.family.add = add_one_and_die
    world.drain()
    world.stores.family.add = add
    world.wake(10)
    world.wake(10)
    assert world.read(run.run_id).status is RunStatus.COMPLETED
