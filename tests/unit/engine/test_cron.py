from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import cron

NOW = datetime(2026, 3, 1, tzinfo=UTC)
BERLIN = "Europe/Berlin"
ZONES = (
    "UTC",
    BERLIN,
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Africa/Casablanca",
)

minutes = st.sampled_from(["0", "30", "*", "*/15", "5,35", "0-10/5"])
hours = st.sampled_from(["*", "2", "1-3", "*/6", "0,23", "3"])
days = st.sampled_from(["*", "1", "29", "L", "*/2", "LW"])
months = st.sampled_from(["*", "3", "10", "JAN", "2-4"])
weekdays = st.sampled_from(["*", "0", "MON-FRI", "5#2", "7"])
expressions = st.tuples(minutes, hours, days, months, weekdays).map(" ".join)
moments = st.integers(0, 5 * 365 * 86_400).map(lambda seconds: NOW + timedelta(seconds=seconds))


def paths(expression, timezone="UTC"):
    return [issue.path for issue in cron.problems(expression, timezone, NOW)]


@pytest.mark.parametrize(
    "expression", ["* * * * *", "0 9 * * MON-FRI", "*/5 8-17 1,15 * 1", "0 0 L * *"]
)
def test_vixie_expressions_are_accepted(expression):
    assert paths(expression) == []


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "* * * *",
        "* * * * * *",
        "@daily",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "*/0 * * * *",
        "a b c d e",
        "٣ * * * *",
        "1-0-1 * * * *",
        "0 0 31 2 *",
        "0 0 30 2 */2",
        "\x00 * * * *",
    ],
)
def test_what_is_no_expression_or_never_fires_is_an_issue(expression):
    assert paths(expression) == ["/cron"]


def test_an_expression_of_10_kb_is_refused_unread():
    (issue,) = cron.problems("0-59," * 2000 + "0 * * * *", "UTC", NOW)
    assert "at most 200 characters" in issue.message


@pytest.mark.parametrize(
    "zone",
    [
        "",
        "Mars/Olympus",
        "../../etc/passwd",
        "/etc/passwd",
        "europe",
        "x" * 10_000,
        "\x00",
        "\ud800",
    ],
)
def test_what_is_no_zone_is_an_issue(zone):
    assert paths("* * * * *", zone) == ["/timezone"]


def test_both_issues_are_found_at_once():
    assert paths("x", "x") == ["/timezone", "/cron"]


def test_an_expression_is_described_in_words():
    assert cron.describe("0 9 * * MON-FRI") == "At 09:00 on Monday through Friday"


def test_fires_follow_the_zone_through_both_clock_changes():
    fires = cron.next_fires("30 2 * * *", BERLIN, datetime(2026, 3, 28, tzinfo=UTC), 3)
    assert [at.isoformat() for at in fires] == [
        "2026-03-28T01:30:00+00:00",
        "2026-03-29T01:00:00+00:00",
        "2026-03-30T00:30:00+00:00",
    ]


def test_a_repeated_hour_does_not_fire_twice():
    before = datetime(2026, 10, 25, 0, 15, tzinfo=UTC)  # 02:15, the first time
    (first, second) = cron.next_fires("30 2 * * *", BERLIN, before, 2)
    assert (second - first) > timedelta(hours=23)
    between = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)  # 02:15, the second time
    assert cron.next_fires("30 2 * * *", BERLIN, between, 1) == [second]


@given(expressions, st.sampled_from(ZONES), moments)
def test_fires_come_after_and_one_after_the_other(expression, zone, after):
    fires = cron.next_fires(expression, zone, after, 5)
    assert all(early < late for early, late in zip([after, *fires], fires, strict=False))
    assert all(at.tzinfo is UTC for at in fires)


@given(expressions, st.sampled_from(ZONES), moments)
def test_asking_again_after_each_fire_gives_the_same_fires(expression, zone, after):
    at_once = cron.next_fires(expression, zone, after, 4)
    one_by_one = []
    for _ in at_once:
        one_by_one += cron.next_fires(expression, zone, one_by_one[-1] if one_by_one else after, 1)
    assert one_by_one == at_once


@given(st.sampled_from(ZONES), moments)
def test_a_fire_reads_as_the_expression_in_its_zone(zone, after):
    (at,) = cron.next_fires("45 13 * * *", zone, after, 1)
    local = at.astimezone(ZoneInfo(zone))
    assert (local.hour, local.minute) == (13, 45)


@given(st.text(max_size=30), st.text(max_size=20))
def test_any_text_is_judged_without_an_error(expression, zone):
    cron.problems(expression, zone, NOW)
