"""Every row of the fault matrix is injected by something that is there."""

from __future__ import annotations

import pytest

from tests.chaos.matrix import MATRIX
from tests.chaos.profiles import GROUPS, OUTSIDE
from tests.support.proofs import missing

ROWS = 34
# F2 is told beside F1, by the same trial.
FIGURES = {figure.name for group in GROUPS for figure in group.figures}
FIGURES |= {one.name for one in OUTSIDE} | {"F2"}


def test_no_row_is_left_out():
    assert [row.number for row in MATRIX] == list(range(1, ROWS + 1))


@pytest.mark.parametrize("row", MATRIX, ids=lambda row: f"row {row.number}")
def test_a_row_is_injected_by_figures_and_tests_that_are_there(row):
    assert row.figures or row.proofs
    assert set(row.figures) <= FIGURES
    assert missing(row.proofs) == []


def test_every_figure_has_a_size_in_ci():
    assert all(figure.ci is not None for group in GROUPS for figure in group.figures)
