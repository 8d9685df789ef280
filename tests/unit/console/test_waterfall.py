from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console import waterfall
from console.waterfall import WIDTH
from engine import clock

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def at(seconds):
    return clock.rfc3339(BEGIN + timedelta(seconds=seconds))


def run(status="completed", started=2, ended=10):
    return {
        "appRunId": "run_1",
        "status": status,
        "createdAt": at(0),
        "startedAt": None if started is None else at(started),
        "endedAt": None if ended is None else at(ended),
        "currentStep": {"id": "s", "name": "S"},
    }


def step(seq, begin, end, status="completed", **more):
    return {
        "seq": seq,
        "path": "s",
        "stepId": "s",
        "name": None,
        "type": "set",
        "iteration": [],
        "attempt": 1,
        "status": status,
        "startedAt": at(begin),
        "endedAt": at(end),
        "durationMs": round((end - begin) * 1000),
        **more,
    }


def scale(of=None, now=10):
    return waterfall.scale_of(of or run(), BEGIN + timedelta(seconds=now))


def test_the_time_in_the_queue_is_a_bar_of_its_own():
    bar = waterfall.queued(run(), scale())
    assert (bar.x, bar.width, bar.milliseconds) == (0, 200, 2000)


def test_a_run_that_nobody_took_is_all_queue():
    waits = run("queued", started=None, ended=None)
    bar = waterfall.queued(waits, scale(waits, now=4))
    assert (bar.x, bar.width, bar.milliseconds) == (0, WIDTH, 4000)


def test_each_attempt_lies_where_it_was():
    steps = [step(0, 2, 5, "failed"), step(1, 6, 10, attempt=2)]
    first, second = waterfall.bars(steps, scale(), "run_1")
    assert (first.x, first.width, first.status) == (200, 300, "failed")
    assert (second.x, second.width, second.attempt) == (600, 400, 2)


def test_a_wait_lasts_until_it_is_answered_or_to_now():
    waits, answered = step(0, 2, 2, "waiting"), step(1, 9, 9)
    assert next(iter(waterfall.bars([waits, answered], scale(), "r"))).milliseconds == 7000
    assert next(iter(waterfall.bars([waits], scale(), "r"))).milliseconds == 8000


def test_the_shortest_is_still_to_be_seen_and_none_leaves_the_drawing():
    for begin in (0, 9.9999, 10):
        (bar,) = waterfall.bars([step(0, begin, begin)], scale(), "r")
        assert bar.width > 0
        assert 0 <= bar.x <= bar.x + bar.width <= WIDTH


def test_what_a_loop_holds_is_set_in_and_numbered():
    (bar,) = waterfall.bars([step(0, 2, 3, iteration=[0, 4])], scale(), "r", depth=1)
    assert (bar.depth, bar.label) == (3, "s #1·#5")


def test_the_step_that_is_executed_now_grows_until_now():
    goes = run("running", ended=None)
    bar = waterfall.open_bar(goes, [step(0, 2, 4)], scale(goes, now=8))
    assert (bar.label, bar.milliseconds) == ("S", 4000)
    assert waterfall.open_bar(run(), [], scale()) is None
