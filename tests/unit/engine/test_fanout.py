"""Children are started whatever stands under their ids for a moment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.store.documents import GRAVE
from schemas.run import RunStatus
from tests.support.world import World, final
from tests.unit.engine.test_family import branch, children_of, parallel, say, statuses


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
