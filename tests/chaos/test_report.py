"""The page that is made of results says what they say."""

from __future__ import annotations

from tests.chaos.report import page

KEPT = {
    "figure": "F2",
    "title": "recovery",
    "shown": "p99 11 s",
    "violations": [],
    "met": {"p50 < 6 s": True, "p99 < 10 s": False},
    "seconds": 5.0,
    "faults": 7,
}
BROKEN = {**KEPT, "figure": "F16a", "violations": ["I1: a run | is gone\nindeed"], "met": {}}


def test_figures_come_in_their_order_with_what_was_missed_and_what_was_broken():
    run = {"profile": "ci", "seed": 41, "seconds": 130, "verdicts": [BROKEN, KEPT]}
    made = page([run, {**run, "seed": 42, "remark": "by night"}])
    rows = [line for line in made.splitlines() if line.startswith(("| F2 ", "| F16a "))]
    assert [line.split(" | ")[3] for line in rows] == ["1", "2", "1", "2"]
    assert rows[0].startswith("| F2 | recovery | p50 < 6 s, p99 < 10 s")
    assert "MISSED: p99 < 10 s; p99 11 s |" in rows[0]
    assert "BROKEN: I1: a run / is gone indeed; p99 11 s |" in rows[2]
    assert "| 2 | ci | 42 | 2 | 7 | 1 | 2 | by night |" in made


def test_every_row_of_the_matrix_is_on_it():
    made = page([])
    assert all(f"\n| {number} | " in made for number in range(1, 35))
