from __future__ import annotations

from console import charts
from engine import clock


def test_days_without_a_number_have_their_column():
    today = clock.now().date().isoformat()
    marks = charts.columns({today: 8}, 3)
    assert [mark.number for mark in marks] == [0, 0, 8]
    assert [mark.size for mark in marks] == [0, 0, charts.HEIGHT]


def test_the_largest_row_is_the_whole_width_and_the_smallest_is_seen():
    assert [mark.size for mark in charts.rows([("a", 1000), ("b", 500), ("c", 1)])] == [100, 50, 1]
    assert charts.rows([]) == []
