"""The rows of a loop: added without a copy, kept as told, written down once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import canonical, rounds, state
from engine.record import Kind, Record, from_entry, to_entry
from engine.rounds import Rounds
from engine.state import Frame, State
from engine.store.documents import Fence

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ROWS = st.lists(
    st.builds(
        lambda index, item, error: {
            "index": index,
            "item": item,
            "outputs": {"s": item},
            "error": error,
        },
        st.integers(0, 99),
        st.none() | st.integers() | st.text(max_size=5) | st.just(float(1)),
        st.none() | st.just({"code": "X"}),
    ),
    max_size=40,
)


def rounds_of(rows, keep=rounds.ALL):
    found = Rounds(keep)
    for row in rows:
        found = found.plus(row)
    return found


@given(ROWS, st.sampled_from(rounds.KEPT))
def test_a_snapshot_brings_the_same_rounds_back(rows, keep):
    frame = Frame("loop", 0, 0, None, {}, {}, NOW, results=rounds_of(rows, keep))
    held = State("loop", NOW, frames=(frame,))
    back = state.decode(state.encode(held))
    assert back == held
    found = back.frames[0].results
    assert (found.done, found.failed, found.last, found.size) == (
        frame.results.done,
        frame.results.failed,
        frame.results.last,
        frame.results.size,
    )


@given(ROWS, st.sampled_from(rounds.KEPT))
def test_size_is_that_of_the_kept_rows_as_json(rows, keep):
    found = rounds_of(rows, keep)
    assert found.size == sum(len(canonical.encode(row)) + 1 for row in found)


def test_a_state_that_is_extended_twice_gets_two_futures():
    row = {"index": 0, "error": None}
    begun = rounds_of([row])
    left, right = begun.plus({**row, "index": 1}), begun.plus({**row, "index": 2})
    assert [one["index"] for one in left] == [0, 1]
    assert [one["index"] for one in right] == [0, 2]
    assert [one["index"] for one in begun] == [0]
    assert left != right
    assert (left[-1]["index"], [one["index"] for one in right[1:]]) == (1, [2])


@pytest.mark.parametrize(
    ("keep", "kept", "shown"), [("all", 50, 50), ("errors", 25, 25), ("none", 20, 0)]
)
def test_rows_are_kept_as_told_and_all_are_counted(keep, kept, shown):
    rows = [
        {"index": n, "outputs": {}, "error": {"code": "X"} if n % 2 else None} for n in range(50)
    ]
    found = rounds_of(rows, keep)
    assert (found.done, found.failed, len(found), len(found.shown())) == (50, 25, kept, shown)
    assert found.last == rows[-1]


def summary(rows):
    return {
        "item": [row["item"] for row in rows],
        "items": [row["item"] for row in rows],
        "results": rows,
        "errors": [row["error"] for row in rows if row["error"] is not None],
        "totalItems": len(rows),
    }


@given(ROWS)
def test_the_result_of_an_each_is_written_with_every_item_once(rows):
    record = Record(3, Kind.COMPLETED, NOW, NOW, type="each", output=summary(rows))
    entry = to_entry(record, Fence())
    stored = canonical.decode(entry.body)["output"]
    assert set(stored) == {"results", "totalItems"}
    assert from_entry(entry) == record


def test_what_a_result_says_beside_its_rows_is_kept():
    rows = [{"index": 0, "item": 1, "outputs": {}, "error": None}]
    given_output = {**summary(rows), "items": [2], "errors": [{"code": "Y"}]}
    record = Record(3, Kind.COMPLETED, NOW, NOW, type="each", output=given_output)
    assert from_entry(to_entry(record, Fence())) == record


def test_the_item_of_a_round_is_written_once():
    variables = {"item": "x" * 500, "index": 0, "_each": {"item": "x" * 500, "index": 0}}
    record = Record(1, Kind.LOOPED, NOW, NOW, type="each", variables=variables, loop={"index": 0})
    entry = to_entry(record, Fence())
    assert entry.body.count(b"x" * 500) == 1
    assert from_entry(entry) == record
    other = replace(record, variables={**variables, "_each": {"item": 2}})
    assert from_entry(to_entry(other, Fence())) == other


def test_a_record_of_another_type_is_written_as_it_is():
    record = Record(1, Kind.COMPLETED, NOW, NOW, type="set", output=summary([]))
    assert canonical.decode(to_entry(record, Fence()).body)["output"] == summary([])
