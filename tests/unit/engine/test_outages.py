from __future__ import annotations

from datetime import UTC, datetime, timedelta

from engine.outages import Outages

START = datetime(2026, 1, 1, tzinfo=UTC)


def test_an_outage_begins_when_it_is_first_seen_and_ends_with_an_answer():
    times = iter(START + timedelta(seconds=second) for second in range(10))
    outages = Outages(lambda: next(times))
    for is_up in (True, False, False):
        outages.saw("redis", is_up=is_up)
    assert outages.down_since == {"redis": START}
    outages.saw("redis", is_up=True)
    assert outages.down_since == {}
    outages.saw("redis", is_up=False)
    assert outages.down_since["redis"] > START
