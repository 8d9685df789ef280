"""What every journal does: entries in order, each place taken once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from engine.store.documents import INPUTS_SEQ, Fence
from tests.contract.samples import ODD_JSON, ODD_TEXTS, entries_of


@pytest.mark.parametrize("run_id", ODD_TEXTS)
def test_entries_come_back_as_they_were_stored(runs, run_id):
    entries = entries_of(0, 1, 2, fence=Fence(2**40, run_id), body=ODD_JSON)
    assert runs.append(run_id, entries) is None
    assert runs.entries(run_id) == list(entries)


def test_an_empty_append_is_in(runs):
    assert runs.append("run-1", []) is None
    assert runs.entries("run-1") == []


def test_entries_are_read_in_order_whatever_the_order_of_arrival(runs):
    for seq in (10, 2, 300, 1):
        runs.append("run-1", entries_of(seq))
    assert [entry.seq for entry in runs.entries("run-1")] == [1, 2, 10, 300]


def test_entries_are_paged(runs):
    runs.append("run-1", entries_of(*range(6)))
    assert [entry.seq for entry in runs.entries("run-1", after=1, limit=3)] == [2, 3, 4]
    assert runs.entries("run-1", limit=0) == []
    assert runs.entries("run-1", after=5) == []


def test_entries_are_paged_from_the_end(runs):
    runs.append("run-1", entries_of(INPUTS_SEQ, *range(6)))
    runs.append("run-0", entries_of(8))
    runs.append("run-2", entries_of(9))
    assert [entry.seq for entry in runs.latest("run-1", 100, 2)] == [5, 4]
    assert [entry.seq for entry in runs.latest("run-1", 4, 9)] == [3, 2, 1, 0]
    assert runs.latest("run-1", 0, 9) == runs.latest("run-none", 100, 9) == []
    assert runs.latest("run-1", 100, 1) == list(entries_of(5))


def test_the_inputs_stand_before_the_first_record(runs):
    runs.append("run-1", entries_of(INPUTS_SEQ, 0))
    assert [entry.seq for entry in runs.entries("run-1")] == [0]
    assert [entry.seq for entry in runs.entries("run-1", after=INPUTS_SEQ - 1)] == [INPUTS_SEQ, 0]


def test_journals_do_not_mix(runs):
    for run_id in ("run", "run-1", "run-10", "run-2"):
        runs.append(run_id, entries_of(0, body=run_id.encode()))
    assert [entry.body for entry in runs.entries("run-1")] == [b"run-1"]


def test_an_append_stops_at_the_first_place_that_is_taken(runs):
    theirs = entries_of(2, fence=Fence(2, "theirs"))
    runs.append("run-1", theirs)
    assert runs.append("run-1", entries_of(1, 2, 3)) == theirs[0]
    assert runs.entries("run-1") == [*entries_of(1), *theirs]


def test_the_same_entry_again_is_given_back(runs):
    mine = entries_of(1)
    runs.append("run-1", mine)
    assert runs.append("run-1", mine) == mine[0]


def test_one_of_many_writers_gets_a_place(runs):
    together = Barrier(16)

    def append(number):
        together.wait(10)
        return runs.append("run-1", entries_of(0, fence=Fence(number, "t")))

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(append, range(16)))
    stored = runs.entries("run-1")
    assert answers.count(None) == 1
    assert [answer for answer in answers if answer] == stored * 15
    assert answers.index(None) == stored[0].fence.n
