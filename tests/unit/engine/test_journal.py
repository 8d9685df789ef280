"""The group commit: when records leave memory, and what a taken place means."""

from __future__ import annotations

import pytest

from engine.errors import LeaseLost
from engine.journal import Journal
from engine.limits import Limits
from engine.record import Kind, Record, from_entry, to_entry
from engine.sealing import Seal
from engine.store.documents import Entry, Fence
from engine.store.memory import MemoryRuns
from engine.vault import Vault
from tests.support.world import Time

MINE, THEIRS = Fence(2, "mine"), Fence(3, "theirs")
LIMITS = Limits(flush_seconds=0.1, flush_bytes=3000, tail_bytes=1500)


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def store(time):
    return MemoryRuns(time.now)


@pytest.fixture
def journal(store, time):
    seal = Seal(Vault(["s" * 32]), "ws")
    return Journal(store, "r", MINE, LIMITS, time.monotonic, lambda write: write(), seal)


def record(seq, size=0):
    at = Time().now()
    return Record(seq, Kind.COMPLETED, at, at, step_id="s", output="x" * size)


def seqs(store):
    return [entry.seq for entry in store.entries("r")]


def test_records_wait_until_something_must_not_happen_before_them(journal, store):
    journal.add(record(0))
    journal.add(record(1))
    assert seqs(store) == []
    journal.make_durable()
    assert seqs(store) == [0, 1]
    assert journal.journaled


def test_making_durable_what_is_durable_asks_nothing_of_the_store(journal, store):
    journal.carry([to_entry(record(0), Fence(1, "before"))])
    journal.make_durable()
    assert seqs(store) == []


def test_the_tail_of_an_earlier_claim_goes_before_the_first_record(journal, store):
    journal.carry([to_entry(record(0), Fence(1, "before"))])
    journal.add(record(1))
    journal.make_durable()
    assert [(entry.seq, entry.fence.n) for entry in store.entries("r")] == [(0, 1), (1, 2)]


def test_records_are_flushed_when_they_have_waited(journal, store, time):
    journal.add(record(0))
    time.sleep(0.09)
    journal.flush_if_due()
    assert seqs(store) == []
    time.sleep(0.02)
    journal.flush_if_due()
    assert seqs(store) == [0]


def test_nothing_new_is_nothing_to_flush_however_long_it_takes(journal, store, time):
    journal.carry([to_entry(record(0), Fence(1, "before"))])
    time.sleep(1)
    journal.flush_if_due()
    assert seqs(store) == []


def test_records_are_flushed_when_they_have_grown(journal, store):
    journal.add(record(0, size=3000))
    journal.flush_if_due()
    assert seqs(store) == [0]


def test_a_small_tail_is_left_to_the_settle(journal, store):
    journal.add(record(0))
    assert [entry.seq for entry in journal.tail()] == [0]
    assert seqs(store) == []
    assert not journal.journaled


def test_a_large_tail_is_flushed(journal, store):
    journal.add(record(0, size=1500))
    assert journal.tail() == ()
    assert seqs(store) == [0]


def test_a_place_taken_by_ones_own_lost_write_is_gone_past(journal, store):
    for seq in range(3):
        journal.add(record(seq))
    store.append("r", journal.pending[:2])
    journal.flush()
    assert seqs(store) == [0, 1, 2]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_place_taken_by_another_claim_ends_this_one(journal, store, place):
    for seq in range(3):
        journal.add(record(seq))
    store.append("r", [*journal.pending[:place], Entry(place, THEIRS, b"{}")])
    with pytest.raises(LeaseLost):
        journal.flush()
    assert seqs(store) == list(range(place + 1))


def test_a_record_tells_its_size_and_comes_back_as_it_was(journal):
    given = record(0, size=100)
    size = journal.add(given)
    assert size == len(journal.pending[0].body)
    assert from_entry(journal.pending[0]) == given
