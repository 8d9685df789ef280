"""What loops cost: work that grows with the items, limits that are known before the effects."""

from __future__ import annotations

import json
import sys

import pytest

from engine import canonical
from engine.limits import Limits
from engine.steps.base import HttpResponse
from schemas.run import RunStatus
from tests.support.world import World, call, error_of, final, output_of, step

ITEMS = "{{list}}"


def loop(*body, **data):
    return {**step("loop", "each", "end", items=ITEMS, **data), "steps": list(body)}


def work_of(count, monkeypatch):
    """Return how many calls, and bytes of JSON, a loop over as many items takes."""
    counts = {"calls": 0, "bytes": 0}
    dumps = json.dumps

    def counted(value, **options):
        text = dumps(value, **options)
        counts["bytes"] += len(text)
        return text

    def called(_frame, event, _argument):
        counts["calls"] += event in ("call", "c_call")

    world = World()
    steps = [
        loop(step("s", "set", values={"x": "{{item.n}}"})),
        final(n="{{steps.loop.totalItems}}"),
    ]
    monkeypatch.setattr(canonical.json, "dumps", counted)
    before = sys.getprofile()
    sys.setprofile(called)
    try:
        run = world.run(*steps, inputs={"list": [{"n": n, "text": "x" * 40} for n in range(count)]})
    finally:
        sys.setprofile(before)
        monkeypatch.undo()
    assert output_of(run) == {"n": count}
    return counts


def test_four_times_the_items_are_four_times_the_work(monkeypatch):
    small, large = work_of(300, monkeypatch), work_of(1200, monkeypatch)
    assert large["calls"] <= 4.5 * small["calls"]
    # The larger one is handed back now and then, each time with a snapshot; the square is 16.
    assert large["bytes"] <= 6 * small["bytes"]


def test_items_count_once_towards_the_result():
    world = World(limits=Limits(max_result_bytes=80_000))
    run = world.run(
        loop(call("c", None)),
        final(n="{{steps.loop.items.length}}"),
        inputs={"list": ["x" * 300] * 100},
    )
    assert (run.status, output_of(run)) == (RunStatus.COMPLETED, {"n": 100})


@pytest.mark.parametrize("concurrency", [1, 5])
def test_items_too_large_for_the_result_are_refused_before_the_first_effect(concurrency):
    world = World(limits=Limits(max_result_bytes=20_000))
    steps = [loop(call("c", None), concurrency=concurrency), final(n=1)]
    run = world.run(*steps, inputs={"list": ["x" * 300] * 100})
    error = error_of(run)
    assert (error["code"], len(world.sink.calls)) == ("STEP_RESULT_TOO_LARGE", 0)
    assert "20000" in error["message"]
    assert "outputs to errors or none" in error["message"]


@pytest.mark.parametrize("outputs", ["errors", "none"])
@pytest.mark.parametrize("concurrency", [1, 5])
def test_a_loop_that_keeps_less_handles_items_that_the_result_could_not_hold(outputs, concurrency):
    world = World(limits=Limits(max_result_bytes=40_000))
    body = step("s", "set", values={"text": "{{item}}{{item}}{{item}}"})
    steps = [
        loop(body, concurrency=concurrency, outputs=outputs),
        final(found="{{steps.loop}}"),
    ]
    found = output_of(world.run(*steps, inputs={"list": ["x" * 300] * 100}))["found"]
    assert (found["processedItems"], found["successfulItems"], found["results"]) == (100, 100, [])


@pytest.mark.parametrize("concurrency", [1, 5])
def test_a_loop_that_keeps_errors_keeps_the_items_that_failed(concurrency):
    body = {**step("s", "set", values={"x": "{{10 / item}}"})}
    steps = [
        loop(body, concurrency=concurrency, outputs="errors", continueOnError=True),
        final(found="{{steps.loop}}"),
    ]
    found = output_of(World().run(*steps, inputs={"list": [1, 0, 2, 0]}))["found"]
    assert [row["index"] for row in found["results"]] == [1, 3]
    assert (found["items"], found["failedItems"], found["processedItems"]) == ([0, 0], 2, 4)
    assert len(found["errors"]) == 2


def test_a_loop_that_keeps_nothing_still_stops_at_a_failure_and_says_why():
    body = step("s", "set", values={"x": "{{10 / item}}"})
    steps = [loop(body, outputs="none"), final(found="{{steps.loop}}")]
    run = World().run(*steps, inputs={"list": [1, 0, 2]})
    text = json.dumps([output_of(run), error_of(run)])
    assert "EXPRESSION_ERROR" in text


def many_bytes(_request):
    body = json.dumps({"text": "x" * 1000}).encode()
    return HttpResponse(200, {"content-type": "application/json"}, body, 1)


@pytest.mark.parametrize("kind", ["each", "while"])
def test_a_result_that_grows_too_large_is_known_before_the_next_effect(kind):
    world = World(limits=Limits(max_result_bytes=20_000))
    world.sink.answer = many_bytes
    looping = loop(call("c", None))
    if kind == "while":
        looping = {**step("loop", "while", "end", condition="true"), "steps": [call("c", None)]}
    run = world.run(looping, final(n=1), inputs={"list": list(range(100))})
    assert error_of(run)["code"] == "STEP_RESULT_TOO_LARGE"
    assert "outputs to errors or none" in error_of(run)["message"]
    assert 10 < len(world.sink.calls) <= 20


def test_more_items_than_steps_are_refused_before_the_first_effect():
    world = World(limits=Limits(max_steps=50))
    run = world.run(loop(call("c", None)), final(n=1), inputs={"list": list(range(60))})
    assert (error_of(run)["code"], len(world.sink.calls)) == ("STEP_LIMIT", 0)
    assert "60 items" in error_of(run)["message"]


PAGE = [{"n": n, "text": "x" * 30} for n in range(40)]


def collected_in_a_while():
    body = step("add", "set", values={"all": "{{(all ?? []) + page}}", "at": "{{(at ?? 0) + 1}}"})
    looping = {**step("loop", "while", "end", condition="(at ?? 0) < 60", outputs="none")}
    return [{**looping, "steps": [body]}]


def collected_by_going_back():
    add = step(
        "add", "set", "more", values={"all": "{{(all ?? []) + page}}", "at": "{{(at ?? 0) + 1}}"}
    )
    more = {**step("more", "condition", "add", expression="at < 60"), "elseNextStepId": "end"}
    return [add, more]


@pytest.mark.parametrize("steps", [collected_in_a_while, collected_by_going_back])
def test_pages_collected_in_a_variable_count_once_however_often_they_were_written(steps):
    # 60 pages are 110 kB at their end and 3 MB in all their versions, each written twice.
    world = World(limits=Limits(max_state_bytes=1_000_000))
    run = world.run(*steps(), final(n="{{all.length}}"), inputs={"page": PAGE})
    assert (error_of(run), output_of(run)) == (None, {"n": 2400})


def test_a_run_that_holds_too_much_is_told_what_it_holds():
    world = World(limits=Limits(max_state_bytes=100_000))
    steps = [step(f"s{n}", "set", f"s{n + 1}", values={f"v{n}": "{{text}}"}) for n in range(20)]
    run = world.run(*steps, final("s20", n=1), inputs={"text": "x" * 10_000})
    assert error_of(run)["code"] == "STATE_TOO_LARGE"
    assert "the run holds" in error_of(run)["message"]


def test_records_of_a_run_that_keeps_little_have_a_bound_too():
    world = World(limits=Limits(max_state_bytes=4_000, max_steps=100_000))
    back = step("again", "set", "again", values={"x": "{{page}}"})
    run = world.run(back, inputs={"page": "x" * 500})
    assert error_of(run)["code"] == "STATE_TOO_LARGE"
    assert "records exceed 64000 bytes" in error_of(run)["message"]
