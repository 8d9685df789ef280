from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from console import words
from engine import clock


@pytest.mark.parametrize(
    ("back", "said"),
    [
        (timedelta(seconds=1), "just now"),
        (timedelta(seconds=-2), "in a moment"),
        (timedelta(seconds=30.5), "30 s ago"),
        (timedelta(minutes=5, seconds=1), "5 min ago"),
        (timedelta(hours=2, seconds=1), "2 h ago"),
        (timedelta(days=1, seconds=1), "1 day ago"),
        (timedelta(days=3, seconds=1), "3 days ago"),
        (timedelta(days=70), "2 months ago"),
        (timedelta(days=800), "2 years ago"),
        (-timedelta(hours=3, seconds=30), "in 3 h"),
    ],
)
def test_a_time_is_said_as_people_say_it(back, said):
    assert words.ago(clock.rfc3339(clock.now() - back)) == said


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [
        (0, "0 ms"),
        (999, "999 ms"),
        (1500, "1.5 s"),
        (90_000, "1.5 min"),
        (7_200_000, "2 h"),
        (86_400_000 * 3, "3 d"),
        (None, words.NONE),
    ],
)
def test_a_duration_has_the_unit_that_suits_it(milliseconds, said):
    assert words.lasting(milliseconds) == said


def test_what_is_not_there_is_a_dash_or_nothing():
    assert (words.ago(None), words.short(None)) == (words.NONE, words.NONE)
    assert words.absolute(None) == ""


def test_an_absolute_time_names_its_zone():
    assert words.absolute("2026-01-02T03:04:05.678Z") == "2026-01-02 03:04:05 UTC"


def test_an_absolute_time_of_another_zone_is_told_in_utc():
    assert words.absolute("2026-01-01T01:00:00+02:00") == "2025-12-31 23:00:00 UTC"


def test_who_did_something_is_said_by_kind():
    assert words.calling("user:usr_1") == "a person"
    assert words.calling("webhook:x") == "webhook"
    assert words.calling("somebody") == "somebody"


@pytest.mark.parametrize(
    ("change", "marked"),
    [
        ({"op": "added", "after": {"a": 1}}, [("+", "{"), ("+", '  "a": 1'), ("+", "}")]),
        ({"op": "removed", "before": {}}, [("-", "{}")]),
        (
            {"fields": [{"field": "a", "before": 1, "after": None}]},
            [(" ", "{"), ("-", '  "a": 1'), ("+", '  "a": null'), (" ", "}")],
        ),
        ({"op": "changed", "fields": []}, []),
    ],
)
def test_a_change_is_told_line_by_line(change, marked):
    assert words.differing(change) == marked


def test_a_change_that_is_too_long_to_be_compared_is_shown_whole():
    change = {"before": list(range(2000)), "after": list(range(2000))}
    assert [mark for mark, _ in words.differing(change)] == ["-"] * 2002 + ["+"] * 2002


def test_the_comparisons_of_one_page_share_one_bound_of_lines():
    change = {"before": {"x": list(range(596))}, "after": {"x": list(range(1, 597))}}
    with Flask(__name__).test_request_context():
        compared = [words.differing(change) for _ in range(3)]
    marks = [{mark for mark, _ in one} for one in compared]
    assert marks == [{" ", "-", "+"}, {"-", "+"}, {"-", "+"}]
    assert {mark for mark, _ in words.differing(change)} == {" ", "-", "+"}
