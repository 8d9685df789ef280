from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from cronsim import CronSim
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


@pytest.mark.parametrize(
    ("macro", "fields"),
    [
        ("@hourly", "0 * * * *"),
        ("@daily", "0 0 * * *"),
        ("@midnight", "0 0 * * *"),
        (" @Weekly ", "0 0 * * 0"),
        ("@monthly", "0 0 1 * *"),
        ("@yearly", "0 0 1 1 *"),
        ("@annually", "0 0 1 1 *"),
    ],
)
def test_macro_fires_as_the_five_fields_that_it_stands_for(macro, fields):
    assert paths(macro) == []
    assert cron.next_fires(macro, BERLIN, NOW, 3) == cron.next_fires(fields, BERLIN, NOW, 3)
    assert cron.describe(macro) == cron.describe(fields)


# What other crons read -> what is to be written instead.
INSTEAD = {
    "0 0 12 * * MON": "write 0 12 * * MON",
    "0 0 12 * * ? 2026": "write 0 12 * * *",
    "0 12 ? * MON": "write * instead of ?",
    "0 9 15W * *": "write 15 for the day itself, or LW",
    "0 9 L-3 * *": "write L for the last day, or 28",
    "0 22-2 * * *": "write 22-23,0-2",
    "0 9 * * FRI-MON": "write 5-6,0-1",
    "0 9 * * MON-SUN": "write 1-6,0",
    "0 9 * NOV-FEB *": "write 11-12,1-2",
    "50-10/5 * * * *": "write 50,55,0,5,10",
    "@reboot": "such as @hourly",
    "@every 5m": "write */15 * * * *",
    "@dayly": "is none of @hourly, @daily",
    "61 2 * * *": "a minute is from 0 to 59",
    "0 9 32 * *": "a day of month is from 1 to 31",
    "0 9 * * 8": "a day of week is from 0 to 6",
}


@pytest.mark.parametrize("expression", INSTEAD)
def test_what_is_not_read_is_refused_with_what_to_write_instead(expression):
    (issue,) = cron.problems(expression, "UTC", NOW)
    assert (issue.path, issue.code) == ("/cron", "invalid_cron")
    assert INSTEAD[expression] in issue.message


@pytest.mark.parametrize("expression", [one for one in INSTEAD if "-" in one.split("/")[0]])
def test_range_that_is_written_instead_is_read(expression):
    (issue,) = cron.problems(expression, "UTC", NOW)
    if "a range goes upwards" in issue.message:
        words = expression.split()
        wrong = next(i for i, word in enumerate(words) if "-" in word)
        words[wrong] = issue.message.rpartition(" ")[2]
        assert paths(" ".join(words)) == []


@given(expressions, st.sampled_from(ZONES), moments)
def test_the_fire_before_a_fire_is_the_one_that_came_first(expression, zone, moment):
    first = cron.next_fires(expression, zone, moment, 2)
    if len(first) == 2:
        before = cron.fire_before(expression, zone, first[1])
        assert first[0] <= before < first[1]


@given(st.text(alphabet="0123456789*/-,?LW#@ adhilouryFRIMON", max_size=30))
def test_no_text_is_too_odd_to_be_judged(text):
    for issue in cron.problems(text, "UTC", NOW):
        assert issue.code == "invalid_cron"


def days_of(monkeypatch, work):
    """Return how many days a call looks at."""
    looked = []
    real = CronSim.match_day
    monkeypatch.setattr(CronSim, "match_day", lambda sim, day: looked.append(1) or real(sim, day))
    work()
    return len(looked)


def test_fires_that_are_shown_are_looked_for_in_no_more_than_a_hundred_years(monkeypatch):
    after = datetime(2026, 3, 1, 0, 0, 7, tzinfo=UTC)
    sparse = "0 0 * 2 1#5"
    shown = []
    looked = days_of(monkeypatch, lambda: shown.extend(cron.next_fires(sparse, BERLIN, after, 5)))
    assert [at.year for at in shown] == [2044, 2072]
    assert looked < 100 * 29


def test_the_same_fires_are_looked_for_once(monkeypatch):
    after = datetime(2026, 3, 1, 0, 0, 8, tzinfo=UTC)
    first = cron.next_fires("0 0 29 2 *", BERLIN, after, 5)
    assert days_of(monkeypatch, lambda: cron.next_fires("0 0 29 2 *", BERLIN, after, 5)) == 0
    first.clear()
    assert len(cron.next_fires("0 0 29 2 *", BERLIN, after, 5)) == 5


@pytest.mark.parametrize(
    ("expression", "complaint"),
    [
        ("30 2 31 2 *", "cannot be read: bad day-of-month (a day of month is from 1 to 31)"),
        ("0 0 */31 * 1#5", "never fires"),
        ("* * */31 2 */7", None),
        ("0 0 29 2 1", None),
        ("0 0 29 2 */7", None),
        (f"{','.join(map(str, range(60)))} * * * *", None),
    ],
)
def test_no_expression_is_judged_by_more_than_the_days_of_50_years(
    monkeypatch, expression, complaint
):
    for zone in ZONES:
        now = NOW + timedelta(seconds=1)
        found = []
        looked = days_of(
            monkeypatch, lambda n=now, z=zone, f=found: f.extend(cron.problems(expression, z, n))
        )
        assert [issue.message for issue in found] == ([complaint] if complaint else [])
        # A day at the turn of a month is looked at twice.
        assert looked <= 51 * (366 + 12)
