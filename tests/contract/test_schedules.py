"""What every schedule store does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from tests.contract.samples import AT, ODD_TEXTS, schedule_of

NEXT = AT + timedelta(minutes=5)


@pytest.fixture
def schedules(stores):
    return stores.schedules


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_a_schedule_comes_back_as_it_was_stored(schedules, text):
    schedule = schedule_of(
        text,
        text,
        cron=text,
        status=text,
        start_at=AT,
        end_at=NEXT,
        last_fire=AT,
        last_run_id=text,
    )
    schedules.put(schedule)
    assert schedules.get(text) == schedules.find(text) == schedule


def test_a_flow_has_one_schedule(schedules):
    schedules.put(schedule_of())
    other = schedule_of(schedule_id="s-2", next_fire=None)
    schedules.put(other)
    assert schedules.get("f-1") == schedules.find("s-2") == other
    assert schedules.find("s-1") is None


def test_an_unknown_schedule_is_none(schedules):
    assert schedules.get("f-1") is None
    assert schedules.find("s-1") is None
    assert not schedules.advance("s-1", AT, NEXT, "run-1")


def test_the_schedules_of_a_workspace_are_listed_by_flow(schedules):
    for name in ("b", "a", "c"):
        schedules.put(schedule_of(f"f-{name}", f"s-{name}"))
    schedules.put(schedule_of("f-d", "s-d", workspace_id="w-2"))
    assert [one.flow_id for one in schedules.of_workspace("w-1", "", 10)] == ["f-a", "f-b", "f-c"]
    assert [one.flow_id for one in schedules.of_workspace("w-1", "f-a", 1)] == ["f-b"]
    assert schedules.of_workspace("w-1", "", 0) == []


def test_active_schedules_are_those_with_a_next_fire_by_id(schedules):
    for number in (3, 1, 2):
        schedules.put(schedule_of(f"f-{number}", f"s-{number}"))
    schedules.put(schedule_of("f-0", "s-0", next_fire=None))
    assert [s.schedule_id for s in schedules.active(10)] == ["s-1", "s-2", "s-3"]
    assert [s.schedule_id for s in schedules.active(1, after="s-1")] == ["s-2"]
    assert schedules.active(0) == []


def test_an_advance_moves_the_next_fire_on_once(schedules):
    schedules.put(schedule_of())
    assert schedules.advance("s-1", AT, NEXT, "$run")
    assert not schedules.advance("s-1", AT, NEXT, "run-2")
    expected = schedule_of(next_fire=NEXT, last_fire=AT, last_run_id="$run")
    assert schedules.get("f-1") == expected


def test_an_advance_without_a_run_keeps_the_last_one(schedules):
    schedules.put(schedule_of(last_run_id="run-1"))
    assert schedules.advance("s-1", AT, NEXT, None)
    assert schedules.get("f-1").last_run_id == "run-1"


def test_the_last_fire_switches_a_schedule_off(schedules):
    schedules.put(schedule_of())
    assert schedules.advance("s-1", AT, None, "run-1")
    assert schedules.get("f-1") == schedule_of(next_fire=None, last_fire=AT, last_run_id="run-1")
    assert schedules.active(10) == []


def test_one_of_many_schedulers_advances(schedules):
    schedules.put(schedule_of())
    together = Barrier(8)

    def advance(number):
        together.wait(10)
        return schedules.advance("s-1", AT, NEXT, f"run-{number}")

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(advance, range(8)))
    assert won.count(True) == 1
    assert schedules.get("f-1").last_run_id == f"run-{won.index(True)}"


def test_a_put_replaces_what_firing_left(schedules):
    schedules.put(schedule_of())
    schedules.advance("s-1", AT, NEXT, "run-1")
    again = replace(schedule_of(), cron="0 9 * * 1", next_fire=NEXT)
    schedules.put(again)
    assert schedules.get("f-1") == again


def test_schedule_is_changed_by_its_revision_and_keeps_what_its_fires_wrote(schedules):
    first = schedule_of(next_fire=AT, start_at=AT)
    assert schedules.change(first, None)
    assert not schedules.change(first, None)
    assert schedules.advance("s-1", AT, NEXT, "run-1")
    changed = schedule_of(cron="@daily", next_fire=None, asked="digest", rev=1)
    assert not schedules.change(changed, 1)
    assert schedules.change(changed, 0)
    stored = replace(changed, last_fire=AT, last_run_id="run-1")
    assert schedules.get("f-1") == stored
    assert not schedules.change(schedule_of(rev=1), 0)
    assert schedules.change(schedule_of(next_fire=NEXT, rev=2), 1)
    expected = schedule_of(next_fire=NEXT, rev=2, last_fire=AT, last_run_id="run-1")
    assert schedules.get("f-1") == expected


def test_one_of_two_changes_to_the_same_revision_is_made(schedules):
    schedules.put(schedule_of())
    both = Barrier(2)

    def change(cron):
        both.wait()
        return schedules.change(schedule_of(cron=cron, rev=1), 0)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(change, ["@daily", "@hourly"])) == [False, True]


def test_unknown_schedule_is_not_changed(schedules):
    assert not schedules.change(schedule_of(), 0)
