from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine import canonical, ids

parts = st.lists(st.text(st.characters(exclude_characters="\x00", codec="utf-8")), max_size=3)


def test_a_new_id_is_prefixed_and_never_the_same():
    made = {ids.new("run") for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"run_[0-9a-f]{32}", text) for text in made)


@given(parts, parts)
def test_a_derived_id_is_that_of_its_parts_alone(some, others):
    made = ids.derived("run", "secret", *some)
    assert made == ids.derived("run", "secret", *some)
    assume(some != others)
    assume("\x00".join(some) != "\x00".join(others))  # no parts, and one empty part
    assert made != ids.derived("run", "secret", *others)


def test_a_derived_id_cannot_be_guessed_without_the_secret():
    assert ids.derived("run", "one", "x") != ids.derived("run", "two", "x")


@pytest.mark.parametrize("before", ["", " ", "\n", "\t", "x", "\u00e9", "/"])
def test_a_file_is_found_whatever_stands_before_it(before):
    name = "file_" + "0" * 32
    body = canonical.encode({"text": f"look at{before}{name}", "again": [name]})
    assert ids.files_in(body, body) == (name,)


def test_what_is_longer_is_no_file():
    assert ids.files_in(b'"file_' + b"0" * 33 + b'"') == ()
