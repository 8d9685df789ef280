"""Every row of the matrix names tests that are there: nobody removes a proof unseen."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.security.matrix import MATRIX, SECTIONS

TESTS = Path(__file__).parents[1]
# How many rows each section has: one that is lost is missed.
WANTED = {"1": 19, "2": 19, "3": 7, "4": 15, "5": 6, "6": 10, "7": 7}


def decorators(node):
    return [ast.unparse(one).partition("(")[0] for one in node.decorator_list]


@cache
def functions_in(file):
    """Return the names of a file's tests that can run."""
    tree = ast.parse((TESTS / file).read_text())
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if not {"skip", "xfail"} & set(re.findall(r"\w+", " ".join(decorators(node))))
    }


def missing(row):
    named = [proof.split("::") for proof in row.proofs]
    return [
        f"{file}::{name}"
        for file, name in named
        if not (TESTS / file).is_file() or name not in functions_in(file)
    ]


def test_every_section_has_its_rows_and_no_number_is_given_twice():
    assert Counter(row.section for row in MATRIX) == WANTED
    assert set(WANTED) == set(SECTIONS)
    numbers = [row.number for row in MATRIX]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("row", MATRIX, ids=lambda row: row.number)
def test_a_row_is_proved_by_tests_that_are_there(row):
    assert row.proofs
    assert missing(row) == []
    assert len(set(row.proofs)) == len(row.proofs)


def test_every_row_is_proved(capsys):
    proved = [row for row in MATRIX if row.proofs and not missing(row)]
    with capsys.disabled():
        print(f"\nsecurity matrix: rows {len(proved)}/{len(MATRIX)}")
    assert len(proved) == len(MATRIX)
