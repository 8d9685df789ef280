"""What every store does when it is swept."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest

from engine import retention
from engine.files import Files
from engine.retention import Retention
from engine.store import mongo_sweep
from engine.store.documents import GRAVE
from engine.store.queries import RunQuery
from engine.versions import Plans
from schemas.run import TERMINAL, RunStatus
from tests.contract.samples import (
    AT,
    completed,
    decision_of,
    entries_of,
    run_of,
    schedule_of,
    wait_of,
    waiting,
)


@pytest.fixture
def sweep(stores):
    return stores.sweep


def ended(stores, run_id="run-1", **changes):
    stores.runs.insert(run_of(run_id, **changes))
    fence = stores.runs.claim(run_id, "w", "t", 30).run.fence
    assert stores.runs.settle(run_id, fence, completed())
    return stores.runs.get(run_id)


def soon(sweep):
    return sweep.now() + timedelta(hours=1)


def test_flows_that_have_runs_are_walked_in_order(stores, sweep):
    for number, flow_id in enumerate(("f-2", "f-1", "f-2", "f-3")):
        stores.runs.insert(run_of(f"run-{number}", flow_id=flow_id))
    walked, flow_id = [], ""
    while (flow_id := sweep.next_flow(flow_id)) is not None:
        walked.append(flow_id)
    assert walked == ["f-1", "f-2", "f-3"]


def test_a_flows_runs_are_walked_from_the_oldest_to_a_time(stores, sweep):
    for number in range(6):
        # Pairs that were made at the same time are told apart by their ids.
        made = AT + timedelta(seconds=number // 2)
        stores.runs.insert(run_of(f"run-{number}", created_at=made, inputs=b"{}"))
    stores.runs.insert(run_of("run-9", flow_id="f-2", created_at=AT))
    walked, after = [], None
    while page := sweep.made_before("f-1", AT + timedelta(seconds=2), after, 3):
        walked.append([run.run_id for run in page])
        after = page[-1].created_at, page[-1].run_id
        assert all(run.inputs is None for run in page)
    assert walked == [["run-0", "run-1", "run-2"], ["run-3"]]


def test_a_buried_run_is_in_no_list_and_its_documents_are_still_there(stores, sweep):
    run = ended(stores)
    assert sweep.bury("run-1", soon(sweep))
    found = stores.runs.get("run-1")
    assert (found.workspace_id, found.flow_id) == (GRAVE, GRAVE)
    assert stores.runs.newest(RunQuery(run.workspace_id, 10)) == []
    assert [one.run_id for one in sweep.buried(soon(sweep), None, 10)] == ["run-1"]
    assert sweep.buried(AT, None, 10) == []
    assert found.output == run.output


def test_buried_runs_are_walked_from_the_oldest(stores, sweep):
    for number in range(5):
        made = AT + timedelta(seconds=number // 2)
        ended(stores, f"run-{number}", created_at=made)
        sweep.bury(f"run-{number}", soon(sweep))
    walked, after = [], None
    while page := sweep.buried(soon(sweep), after, 2):
        walked.append([run.run_id for run in page])
        after = page[-1].created_at, page[-1].run_id
    assert walked == [["run-0", "run-1"], ["run-2", "run-3"], ["run-4"]]


def test_a_run_is_buried_once(stores, sweep):
    ended(stores)
    assert sweep.bury("run-1", soon(sweep))
    assert not sweep.bury("run-1", soon(sweep))


@pytest.mark.parametrize("status", [status for status in RunStatus if status not in TERMINAL])
def test_a_run_that_has_not_ended_is_never_buried(stores, sweep, status):
    stores.runs.insert(run_of(status=status))
    assert not sweep.bury("run-1", soon(sweep))
    assert stores.runs.get("run-1").workspace_id == "w-1"


def test_a_run_that_ended_later_is_not_buried(stores, sweep):
    run = ended(stores)
    assert not sweep.bury("run-1", run.ended_at)
    assert not sweep.bury("run-2", soon(sweep))


def test_only_a_buried_run_is_removed(stores, sweep):
    ended(stores)
    sweep.remove_run("run-1")
    assert stores.runs.get("run-1") is not None
    sweep.bury("run-1", soon(sweep))
    for _ in range(2):
        sweep.remove_run("run-1")
        assert stores.runs.get("run-1") is None


def test_records_are_removed_page_by_page_inputs_too_and_no_others(stores, sweep):
    for run_id in ("run-0", "run-1", "run-10"):
        stores.runs.append(run_id, entries_of(-1, 0, 1, 2))
    ended(stores)
    sweep.bury("run-1", soon(sweep))
    assert sweep.remove_records("run-1", 3)
    assert [entry.seq for entry in stores.runs.entries("run-1", -2)] == [2]
    assert sweep.remove_records("run-1", 3)
    assert not sweep.remove_records("run-1", 3)
    assert len(stores.runs.entries("run-0", -2)) == len(stores.runs.entries("run-10", -2)) == 4


def test_records_of_a_run_that_is_not_buried_are_not_removed(stores, sweep):
    for run_id in ("run-1", "run-2"):
        stores.runs.append(run_id, entries_of(-1, 0))
    # Another sweeper was done with this id, and somebody has used it again.
    ended(stores)
    assert not any(sweep.remove_records(run_id, 3) for run_id in ("run-1", "run-2"))
    assert all(len(stores.runs.entries(run_id, -2)) == 2 for run_id in ("run-1", "run-2"))


def test_a_delete_that_was_held_up_looks_again(mongo_stores, monkeypatch):
    stores = mongo_stores.stores
    ended(stores)
    stores.runs.append("run-1", entries_of(-1, 0))
    stores.sweep.bury("run-1", soon(stores.sweep))
    with monkeypatch.context() as patch:
        patch.setattr(mongo_sweep, "STANDS_SECONDS", 0.0)
        assert stores.sweep.remove_records("run-1", 3)
    assert len(stores.runs.entries("run-1", -2)) == 2
    assert stores.sweep.remove_records("run-1", 3)
    assert stores.runs.entries("run-1", -2) == []


def test_descendants_are_found_and_whether_one_is_open(stores, sweep):
    ended(stores)
    assert not sweep.is_any_open_below("run-1")
    ended(stores, "run-2", parent_id="run-1", ancestors=("run-1",))
    stores.runs.insert(run_of("run-3", parent_id="run-2", ancestors=("run-1", "run-2")))
    assert sorted(sweep.below("run-1", 10)) == ["run-2", "run-3"]
    assert len(sweep.below("run-1", 1)) == 1
    assert sweep.is_any_open_below("run-1")
    stores.runs.cancel("run-3", "somebody")
    assert not sweep.is_any_open_below("run-1")


def test_records_without_a_run_are_found_page_by_page(stores, sweep):
    stores.runs.insert(run_of("run-2"))
    for run_id in ("run-1", "run-2", "run-3"):
        stores.runs.append(run_id, entries_of(-1, 0))
    lost, after, pages = [], "", 0
    while True:
        found, after = sweep.adrift(after, 2)
        if not after:
            break
        lost += found
        pages += 1
    assert (lost, pages) == (["run-1", "run-3"], 3)


def test_a_run_names_the_files_of_its_inputs_and_of_its_decisions(stores, sweep):
    first, second = "file_" + "1" * 32, "file_" + "2" * 32
    stores.runs.insert(run_of(files=(first,)))
    fence = stores.runs.claim("run-1", "w", "t", 30).run.fence
    stores.runs.settle("run-1", fence, waiting())
    assert (sweep.is_file_named(first), sweep.is_file_named(second)) == (True, False)
    stores.runs.decide("run-1", decision_of(payload=f'["{second}","{first}"]'.encode()))
    assert (sweep.is_file_named(first), sweep.is_file_named(second)) == (True, True)
    assert stores.runs.get("run-1").files == (first, second)


def test_open_runs_from_before_name_their_files_in_inputs_and_decisions(stores, sweep):
    names = ["file_" + digit * 32 for digit in "1234"]
    inline, apart, decided, over = (f'"{name}"'.encode() for name in names)
    stores.runs.insert(run_of("run-1", inputs=inline))
    stores.runs.insert(run_of("run-2", status=RunStatus.WAITING, inputs=None, wait=wait_of()))
    stores.runs.append("run-2", entries_of(-1, body=apart))
    stores.runs.append("run-2", entries_of(0, body=decided))
    stores.runs.insert(run_of("run-3", status=RunStatus.COMPLETED, inputs=over))
    list(sweep.name_files())
    assert [sweep.is_file_named(name) for name in names] == [True, True, True, False]


def test_the_census_counts_what_is_to_be_done(stores, backend):
    for number in range(3):
        stores.runs.insert(run_of(f"q-{number}", queue=("high", "low", "low")[number]))
    for number in range(2):
        stores.runs.insert(run_of(f"r-{number}"))
        stores.runs.claim(f"r-{number}", "w", "t", 20 + 1000 * number)
    for number, kind in enumerate(("delay", "delay", "user-approval")):
        run_id = f"w-{number}"
        stores.runs.insert(run_of(run_id))
        fence = stores.runs.claim(run_id, "w", "t", 9999).run.fence
        settlement = waiting(5 if number == 0 else None)
        stores.runs.settle(run_id, fence, replace(settlement, wait=wait_of(kind=kind)))
    ended(stores)
    stores.runs.insert(run_of("dead", status=RunStatus.FAILED, dead_letter=True))
    backend.pass_seconds(60)
    census = stores.census.take(10)
    assert census.queued == {"high": 1, "low": 2}
    assert 60 <= (census.at - census.oldest_queued_at).total_seconds() < 600
    assert (census.running, census.expired) == (2, 1)
    assert (census.waiting, census.overdue) == ({"delay": 2, "user-approval": 1}, 1)
    assert census.dead_letters == 1


def test_the_census_knows_which_schedule_comes_next(stores):
    stores.schedules.put(schedule_of("f-1", "s-1", next_fire=AT + timedelta(hours=1)))
    stores.schedules.put(schedule_of("f-2", "s-2"))
    stores.schedules.put(schedule_of("f-3", "s-3", next_fire=None))
    census = stores.census.take(10)
    assert (census.schedules, census.next_fire) == (2, AT)


def test_an_empty_store_has_an_empty_census(stores):
    census = stores.census.take(10)
    assert (census.queued, census.oldest_queued_at, census.waiting) == ({}, None, {})
    assert (census.running, census.schedules, census.next_fire) == (0, 0, None)


def test_retention_deletes_what_is_old_and_nothing_else(stores, monkeypatch):
    monkeypatch.setattr(retention, "LINGERS", timedelta())
    long_ago = stores.sweep.now() - timedelta(days=60)
    old = {"status": RunStatus.COMPLETED, "created_at": long_ago, "ended_at": long_ago}
    family = {"parent_id": "old", "ancestors": ("old",)}
    for run in (
        run_of("old", **old),
        run_of("child", **(old | family), flow_id="f-2"),
        run_of("waits", status=RunStatus.WAITING, created_at=long_ago),
        run_of("dead", **(old | {"status": RunStatus.FAILED}), dead_letter=True),
    ):
        stores.runs.insert(run)
        stores.runs.append(run.run_id, entries_of(0, 1))
    recent = ended(stores, "recent", created_at=long_ago)
    files = Files(stores.shelves.files, stores.blobs, 100)
    swept = Retention(
        stores.runs, stores.sweep, stores.flows, Plans(stores.flows), files, 30, lambda *_: True
    )
    kept, lost = "waits", ("old", "child")
    for _ in range(2):
        swept.sweep()
        time.sleep(0.01)  # what was buried is older than a millisecond
    assert [stores.runs.get(one) for one in lost] == [None, None]
    assert [stores.runs.entries(one) for one in lost] == [[], []]
    assert len(stores.runs.entries(kept)) == len(stores.runs.entries("dead")) == 2
    assert stores.runs.get("recent") == recent
    assert stores.runs.get("dead").dead_letter
