"""How many runs of a flow go on at once, on every store, when a later version says otherwise."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from engine import admission, clock
from engine.family import Family
from engine.plan import compile_plan
from engine.store.documents import Settlement
from schemas.run import RunStatus
from tests.contract.samples import run_of
from tests.support.world import ListQueue


class Installation:
    """Versions of a flow with a limit, their runs, and what goes on of them."""

    def __init__(self, stores) -> None:
        self.stores, self.runs = stores, stores.runs
        self.family = Family(stores.runs, stores.family, ListQueue(), stores.shelves.gates)
        self.limits: dict[str, int] = {}

    def start(self, version, limit, key=None):
        part = {"limit": limit} | ({"key": key} if key else {})
        trigger = {"id": "start", "type": "api"}
        plan = compile_plan(
            {"steps": [trigger], "control": {"concurrency": part}},
            version_id=f"f:{version}",
            flow_id="f",
            name="F",
            version=version,
        )
        number = len(self.limits)
        at = clock.now() + timedelta(milliseconds=number)
        name = f"v{version}-{number}"
        made = run_of(name, version_id=f"f:{version}", created_at=at, queued_at=at, updated_at=at)
        run = admission.admitted(made, plan, plan.triggers[0], {"customer": "c"})
        self.limits[name] = limit
        assert self.runs.insert(run)
        self.family.arrived(run)

    def going(self):
        found = (self.runs.peek(name) for name in self.limits)
        return [run for run in found if run.status is RunStatus.QUEUED]

    def end(self, run):
        held = self.runs.claim(run.run_id, "w", f"t-{run.run_id}", 30).run
        assert self.runs.settle(run.run_id, held.fence, Settlement(RunStatus.COMPLETED))
        self.family.ended(held, RunStatus.COMPLETED)


@pytest.fixture
def place(stores):
    return Installation(stores)


@pytest.mark.parametrize("key", [None, "{{customer}}"])
def test_of_a_version_with_limit_1_one_run_goes_on_after_12_with_limit_6(place, key):
    for _ in range(12):
        place.start(1, 6, key)
    for _ in range(10):
        place.start(2, 1, key)
    assert len(place.going()) == 6
    ended, most = 0, 0
    while going := place.going():
        new = [run for run in going if run.version_id == "f:2"]
        most = max(most, len(new))
        assert not new or len(going) == 1, "a run goes on beside more than its limit"
        place.end(going[0])
        ended += 1
    assert (ended, most) == (22, 1)


def test_several_who_leave_at_once_let_off_no_more_than_the_next_one_allows(place):
    for _ in range(8):
        place.start(1, 4)
    for _ in range(4):
        place.start(2, 1)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(place.end, place.going()))
        list(pool.map(place.end, place.going()))
    assert [run.version_id for run in place.going()] == ["f:2"]
