from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import clock
from engine.clock import ServerClock
from tests.support.world import Time

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
times = st.timedeltas(timedelta(0), timedelta(days=40_000)).map(lambda passed: EPOCH + passed)


@given(times)
def test_a_time_cut_to_milliseconds_survives_being_written(at):
    assert clock.parse(clock.rfc3339(at)) == clock.cut(at)


@given(times, st.integers(-23, 23))
def test_every_zone_names_the_same_moment(at, hours):
    there = at.astimezone(timezone(timedelta(hours=hours)))
    assert clock.rfc3339(there) == clock.rfc3339(at)


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-13-01T00:00:00Z", "2026-01-01"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011, Python words it differently each time
        clock.parse(text)


def test_now_is_aware_and_kept_by_mongodb_as_it_is():
    now = clock.now()
    assert now.tzinfo is UTC
    assert clock.cut(now) == now


def test_a_workers_own_clock_does_not_matter():
    time, server_at = Time(), datetime(2030, 5, 1, tzinfo=UTC)
    now = ServerClock(server_at, time.monotonic(), time.monotonic)
    time.sleep(90.0004)
    assert now() == server_at + timedelta(seconds=90)
