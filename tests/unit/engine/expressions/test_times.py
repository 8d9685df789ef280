"""Times, dates and zones: how they are read, written and reckoned with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions import ExpressionError, evaluate, problems

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia"]


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("2026-01-31T10:00:00Z", "2026-01-31T10:00:00.000Z"),
        ("2026-01-31T10:00:00", "2026-01-31T10:00:00.000Z"),
        ("2026-01-31 10:00", "2026-01-31T10:00:00.000Z"),
        ("2026-01-31t10:00:00,5z", "2026-01-31T10:00:00.500Z"),
        ("2026-01-31T10:00:00+0200", "2026-01-31T08:00:00.000Z"),
        ("2026-01-31T10:00:00+02", "2026-01-31T08:00:00.000Z"),
        ("2026-01-31 10:00:00.123456789 -05:30", "2026-01-31T15:30:00.123Z"),
        (" 2026-01-31 ", "2026-01-31"),
        ("Sat, 31 Jan 2026 10:00:00 +0200", "2026-01-31T08:00:00.000Z"),
        ("Sat, 31 Jan 2026 10:00:00 GMT", "2026-01-31T10:00:00.000Z"),
        ("Saturday, 31-Jan-26 10:00:00 GMT", "2026-01-31T10:00:00.000Z"),
        ("31 Jan 2026 10:00 EST", "2026-01-31T15:00:00.000Z"),
        ("31 Jan 2026 10:00:00 -0000", "2026-01-31T10:00:00.000Z"),
        (1769853600, "2026-01-31T10:00:00.000Z"),
        (1769853600.5, "2026-01-31T10:00:00.500Z"),
        ("1769853600", "2026-01-31T10:00:00.000Z"),
        (1769853600000, "2026-01-31T10:00:00.000Z"),
        ("1769853600000", "2026-01-31T10:00:00.000Z"),
        ("1769853600.25", "2026-01-31T10:00:00.250Z"),
        (-1769853600, "1913-12-01T14:00:00.000Z"),
        (86400000, "1970-01-02T00:00:00.000Z"),
    ],
)
def test_a_time_is_read_as_it_is_customarily_written(scope, given, read):
    assert evaluate("parseDate(t)", scope(t=given)) == read


@pytest.mark.parametrize(
    "given",
    [
        "yesterday",
        "",
        "2026-02-30",
        "2026-13-01T00:00:00Z",
        "2026-01-31T25:00:00Z",
        "2026-01-31T10",
        "2026-1-31",
        "31.01.2026",
        "01/31/2026",
        "2026-01-31T10:00:00+99:00",
        "Wed, 21 Oct 99999999999 07:28:00 GMT",
        "31 Jan 2026 10:00:00 XYZ",
        "31 Foo 2026 10:00:00 GMT",
        "99 Jan 2026 10:00:00 GMT",
        "12345678",
        "999999999999999",
        "\u0662\u0660\u0662\u0666-\u0660\u0661-\u0663\u0661",
    ],
)
def test_what_is_no_time_is_refused_with_what_is(scope, given):
    with pytest.raises(ExpressionError) as caught:
        evaluate("parseDate(t)", scope(t=given))
    assert "argument 1 is not an RFC 3339 time, a date, RFC 822 or a number" in caught.value.message


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("formatDate('2026-03-05T00:00:00Z', 'D MMM YYYY')", "5 Mar 2026"),
        ("formatDate('2026-03-05', 'dddd, MMMM D, YY')", "Thursday, March 5, 26"),
        (
            "formatDate('2026-03-05T15:07:09.042Z', 'h:mm a hh A H:m:s.SSS')",
            "3:07 pm 03 PM 15:7:9.042",
        ),
        ("formatDate('2026-03-05T00:07:00Z', 'h A')", "12 AM"),
        ("formatDate('2026-03-05T12:07:00Z', 'h A')", "12 PM"),
        ("formatDate('2026-03-05', 'D [de] MMMM [de] YYYY')", "5 de March de 2026"),
        ("formatDate('2026-03-05', 'ddd E W WW GGGG Q M')", "Thu 4 10 10 2026 1 3"),
        ("formatDate('2027-01-01', 'GGGG[-W]WW')", "2026-W53"),
        ("formatDate('2026-07-01T00:30:00Z', 'HH:mm Z ZZ', 'Europe/Berlin')", "02:30 +02:00 +0200"),
        ("formatDate('2026-07-01T00:30:00.250Z', 'X x')", "1782865800 1782865800250"),
        ("formatDate(-1, 'X x')", "-1 -1"),
        ("formatDate('2026-03-05', 'YYYY-MM-DDTHH:mm:ss')", "2026-03-05T00:00:00"),
        ("formatDate('2026-03-05', '')", ""),
        # A date has no zone: none moves it to another day.
        ("formatDate('2026-03-05', 'YYYY-MM-DD', 'America/New_York')", "2026-03-05"),
        ("formatDate('2026-03-05', 'YYYY-MM-DD Z', 'Asia/Tokyo')", "2026-03-05 +09:00"),
        ("formatDate('2026-03-05T00:00:00Z', 'YYYY-MM-DD', 'America/New_York')", "2026-03-04"),
        ("parseDate('2026-07-01 09:00', 'Europe/Berlin')", "2026-07-01T07:00:00.000Z"),
        ("parseDate('2026-07-01', 'Europe/Berlin')", "2026-06-30T22:00:00.000Z"),
        ("parseDate('2026-07-01T09:00:00Z', 'Europe/Berlin')", "2026-07-01T09:00:00.000Z"),
        ("addMonths('2026-01-31', 1)", "2026-02-28"),
        ("addMonths('2024-01-31', 1)", "2024-02-29"),
        ("addMonths('2026-03-31', -1)", "2026-02-28"),
        ("addMonths('2026-01-15', -13)", "2024-12-15"),
        ("addMonths('2026-01-31T10:00:00Z', 1)", "2026-02-28T10:00:00.000Z"),
        ("addYears('2024-02-29', 1)", "2025-02-28"),
        ("addDays('2026-12-31', 1)", "2027-01-01"),
        ("addWeeks('2026-12-31', -1)", "2026-12-24"),
        # The clocks of Berlin change on 29 March 2026.
        ("addDays('2026-03-28T09:00:00Z', 1, 'Europe/Berlin')", "2026-03-29T08:00:00.000Z"),
        ("addDays('2026-03-28T09:00:00Z', 1)", "2026-03-29T09:00:00.000Z"),
        ("addHours('2026-03-28T09:00:00Z', 24)", "2026-03-29T09:00:00.000Z"),
        ("addMinutes('2026-03-28', 1.5)", "2026-03-28T00:01:30.000Z"),
        ("dateDiff('2026-01-31', '2026-03-01', 'days')", 29),
        ("dateDiff('2026-03-01', '2026-01-31', 'days')", -29),
        ("dateDiff('2026-01-31', '2026-02-28', 'months')", 1),
        ("dateDiff('2026-01-31', '2026-02-27', 'months')", 0),
        ("dateDiff('2026-02-27', '2026-01-31', 'months')", 0),
        ("dateDiff('2026-03-31', '2026-02-28', 'months')", -1),
        ("dateDiff('2020-02-29', '2026-02-28', 'years')", 6),
        ("dateDiff('2026-01-01', '2026-12-31', 'quarters')", 3),
        ("dateDiff('2026-01-01', '2026-01-14', 'weeks')", 1),
        ("dateDiff('2026-03-28T12:00:00Z', '2026-03-29T11:00:00Z', 'days', 'Europe/Berlin')", 1),
        ("dateDiff('2026-03-28T12:00:00Z', '2026-03-29T11:00:00Z', 'hours', 'Europe/Berlin')", 23),
        ("dateDiff(0, 1500, 'seconds')", 1),
        ("dateDiff(1500, 0, 'seconds')", -1),
        ("dateDiff(0, 1500, 'milliseconds')", 1500),
        ("dateDiff('2026-01-01', '2026-01-01T00:59:59Z', 'minutes')", 59),
        ("startOf('2026-03-05', 'month')", "2026-03-01"),
        ("startOf('2026-03-05T10:20:30Z', 'minute')", "2026-03-05T10:20:00.000Z"),
        ("startOf('2026-03-05T10:20:30Z', 'hour', 'Asia/Kolkata')", "2026-03-05T09:30:00.000Z"),
        ("startOf('2026-03-05T02:00:00Z', 'day', 'America/New_York')", "2026-03-04T05:00:00.000Z"),
        ("startOf('2026-03-05', 'week')", "2026-03-02"),
        ("startOf('2026-05-05', 'quarter')", "2026-04-01"),
        ("startOf('2026-05-05', 'year')", "2026-01-01"),
        ("endOf('2026-02-05', 'month')", "2026-02-28"),
        ("endOf('2026-02-05', 'day')", "2026-02-05"),
        ("endOf('2026-02-05', 'hour')", "2026-02-05"),
        ("endOf('2026-02-05T10:20:30Z', 'hour')", "2026-02-05T10:59:59.999Z"),
        ("endOf('2026-03-29T10:00:00Z', 'day', 'Europe/Berlin')", "2026-03-29T21:59:59.999Z"),
        ("endOf('2026-02-05', 'week')", "2026-02-08"),
        ("endOf('2026-02-05', 'quarter')", "2026-03-31"),
        ("endOf('2026-02-05', 'year')", "2026-12-31"),
        ("datePart('2026-03-05T23:30:40Z', 'day', 'Asia/Tokyo')", 6),
        ("map(['year','quarter','month','week'], 'datePart(\"2026-03-05\", x)')", [2026, 1, 3, 10]),
        ("map(['day','dayOfYear','weekday'], 'datePart(\"2026-03-05\", x)')", [5, 64, 4]),
        ("map(['hour','minute','second'], 'datePart(now(), x)')", [9, 5, 7]),
    ],
)
def test_reckoning_with_times(scope, source, expected):
    assert evaluate(source, scope()) == expected


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("formatDate(t, 'yyyy')", "'yyyy' in argument 2 is no token, did you mean YYYY"),
        ("formatDate(t, 'dd.MM')", "'dd' in argument 2 is no token, did you mean DD"),
        ("formatDate(t, 'D of M')", "'o' in argument 2 is no token: tokens are YYYY, "),
        ("formatDate(t, 'YYYY', 'Mars/Phobos')", "argument 3 is not an IANA time zone"),
        ("parseDate(t, 'Nowhere')", "argument 2 is not an IANA time zone"),
        ("addDays(t, 1, 'x')", "argument 3 is not an IANA time zone"),
        ("dateDiff(t, t, 'day')", "argument 3 must be one of milliseconds, seconds"),
        ("dateDiff(t, t, 'days', '../etc')", "argument 4 is not an IANA time zone"),
        ("startOf(t, 'decade')", "argument 2 must be one of minute, hour, day"),
        ("endOf(t, 'days')", "argument 2 must be one of minute, hour, day"),
        ("datePart(t, 'epoch')", "argument 2 must be one of year, quarter, month"),
    ],
)
def test_what_is_written_wrong_is_found_before_anything_runs(scope, source, message):
    (problem,) = problems("{{" + source + "}}")
    assert message in problem.message
    assert problem.position == 2
    text = source.rsplit("'", 2)[1]
    with pytest.raises(ExpressionError) as caught:
        evaluate(source.replace(f"'{text}'", "v"), scope(t="2026-01-31", v=text))
    assert message in caught.value.message


@pytest.mark.parametrize(
    "source",
    [
        "addDays('9999-12-31', 1)",
        "addDays('2026-01-01', 9223372036854775807)",
        "addWeeks('2026-01-01', -9223372036854775808)",
        "addMonths('9999-12-31', 1)",
        "addMonths('0001-01-01', -1)",
        "addYears('2026-01-01', 9223372036854775807)",
        "addHours('2026-01-01', 1e300)",
        "endOf('9999-12-31', 'year')",
        "startOf('0001-01-01T00:00:00Z', 'day', 'Asia/Tokyo')",
        "parseDate('0001-01-01', 'Asia/Tokyo')",
        "dateDiff('9999-12-31T23:00:00Z', 0, 'days', 'Asia/Tokyo')",
        "datePart('9999-12-31T23:00:00Z', 'day', 'Asia/Tokyo')",
    ],
)
def test_what_leaves_the_calendar_is_refused(scope, source):
    with pytest.raises(ExpressionError) as caught:
        evaluate(source, scope())
    assert "outside the years 1 to 9999" in caught.value.message


START = datetime(1900, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 200 * 365 * 86_400_000).map(
    lambda ms: (START + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds")
)


@given(at=MOMENTS, days=st.integers(-5000, 5000), zone=st.sampled_from(ZONES))
def test_days_added_are_the_difference(scope, at, days, zone):
    names = scope(t=at[:10], n=days, z=zone)
    assert evaluate("dateDiff(t, addDays(t, n, z), 'days', z)", names) == days
    assert evaluate("dateDiff(t, addMonths(t, n), 'months')", names) in (days, days - 1, days + 1)


@given(at=MOMENTS, zone=st.sampled_from(ZONES), unit=st.sampled_from(["day", "month", "year"]))
def test_a_time_lies_between_the_start_and_the_end_of_its_span(scope, at, zone, unit):
    names = scope(t=at, z=zone, u=unit)
    start, moment, end = (
        evaluate(source, names) for source in ("startOf(t, u, z)", "parseDate(t)", "endOf(t, u, z)")
    )
    assert start <= moment <= end
