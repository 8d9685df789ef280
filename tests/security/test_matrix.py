"""Every row of the matrix names tests that are there: nobody removes a proof unseen."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.security.matrix import MATRIX, SECTIONS
from tests.support.proofs import missing

# How many rows each section has: one that is lost is missed.
WANTED = {"1": 19, "2": 19, "3": 7, "4": 17, "5": 6, "6": 10, "7": 7, "8": 16, "9": 7}


def test_every_section_has_its_rows_and_no_number_is_given_twice():
    assert Counter(row.section for row in MATRIX) == WANTED
    assert set(WANTED) == set(SECTIONS)
    numbers = [row.number for row in MATRIX]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("row", MATRIX, ids=lambda row: row.number)
def test_a_row_is_proved_by_tests_that_are_there(row):
    assert row.proofs
    assert missing(row.proofs) == []
    assert len(set(row.proofs)) == len(row.proofs)


def test_every_row_is_proved(capsys):
    proved = [row for row in MATRIX if row.proofs and not missing(row.proofs)]
    with capsys.disabled():
        print(f"\nsecurity matrix: rows {len(proved)}/{len(MATRIX)}")
    assert len(proved) == len(MATRIX)
