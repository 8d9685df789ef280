from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.record import Kind, Record, from_entry, to_entry
from engine.store.documents import Fence
from tests.support.world import Time

AT = Time().now()
objects = st.dictionaries(st.text(max_size=3), st.integers(), max_size=2)
records = st.builds(
    Record,
    seq=st.integers(0, 9),
    kind=st.sampled_from(Kind),
    started_at=st.just(AT),
    ended_at=st.integers(0, 10**6).map(lambda ms: AT + timedelta(milliseconds=ms)),
    step_id=st.text(max_size=3),
    path=st.text(max_size=3),
    visit=st.integers(0, 3),
    iteration=st.tuples(st.integers(), st.integers()),
    attempt=st.integers(1, 3),
    input=objects,
    output=st.none() | objects,
    error=st.none() | objects,
    goto=st.none() | st.text(max_size=3),
    variables=objects,
    wait=st.none() | objects,
    loop=st.none() | objects,
    decision=st.none() | objects,
)


@given(records)
def test_a_record_comes_back_as_it_was(record):
    assert from_entry(to_entry(record, Fence(1, "t"))) == record


def test_what_says_nothing_is_not_stored():
    entry = to_entry(Record(0, Kind.TAKEOVER, AT, AT), Fence())
    assert b"path" not in entry.body
    assert b"output" not in entry.body


def test_a_key_names_path_and_visit():
    assert Record(0, Kind.COMPLETED, AT, AT, path="l[0]/a", visit=2).key == "l[0]/a:2"


def test_what_is_no_json_is_not_written():
    with pytest.raises(ValueError, match="JSON"):
        to_entry(Record(0, Kind.COMPLETED, AT, AT, output=float("nan")), Fence())
