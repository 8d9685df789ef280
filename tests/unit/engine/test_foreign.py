"""What others wrote becomes a value that every part can hold."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import canonical, foreign

TEXTS = st.text(st.characters(codec=None), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
)


@given(TEXTS)
def test_any_text_becomes_one_that_can_be_written(text):
    mended = foreign.well_formed(text)
    mended.encode()
    if all(not "\ud800" <= letter <= "\udfff" for letter in text):
        assert mended == text


def test_halves_that_meet_are_one_character():
    assert foreign.well_formed("a\ud83d\ude00b\ud83d") == "a😀b\ufffd"


@given(VALUES)
def test_any_json_becomes_a_value_that_can_be_stored(value):
    canonical.encode(foreign.parsed(json.dumps(value)))


@pytest.mark.parametrize(
    "text",
    ["NaN", "[Infinity]", '{"a": -Infinity}', "1e999", "[" * 300 + "]" * 300, "[" * 9**5, "{"],
)
def test_what_cannot_be_kept_is_refused(text):
    with pytest.raises(ValueError, match=r"JSON|large|deep|Expect"):
        foreign.parsed(text)


def test_large_whole_numbers_stay_what_they_are():
    assert foreign.parsed(b"[7615917337495251231, 1e3]") == [7615917337495251231, 1000.0]
