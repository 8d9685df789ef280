"""A run that completes although a part of it failed says so, with counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import canonical, history, tolerated
from engine.limits import Limits
from engine.steps.base import HttpResponse
from schemas.run import RunStatus
from tests.support.world import World, call, each, final, output_of, step

COUNTS = st.dictionaries(st.sampled_from(tolerated.KINDS), st.integers(0, 9))
BOOM = {"id": "boom", "type": "fail", "data": {"message": "no"}}
DELAY = step("d", "delay", None, seconds=2)


def broken(step_id="x", **policies):
    """A step that fails on its own, unlike `fail`, which fails the run."""
    return {**step(step_id, "set", None, values={"x": "{{range('x')}}"}), **policies}


def parallel(*branches, **data):
    given_ = [{"name": str(place), "steps": [one]} for place, one in enumerate(branches)]
    return {
        "id": "p",
        "type": "parallel",
        "nextStepId": "end",
        "data": {"branches": given_, **data},
    }


def counted(*steps, wakes=3):
    """Run steps to their end; return what was counted, None for a run without errors."""
    world = World()
    run = world.run(*steps)
    for _ in range(wakes):
        world.wake(61)
    stored = world.read(run.run_id)
    assert stored.status is RunStatus.COMPLETED
    assert history.poll(stored)["hasErrors"] is stored.has_errors
    return canonical.decode(stored.tolerated) if stored.tolerated else None


HALF = {"id": "x", "type": "set", "data": {"values": {"x": "{{item == 2 ? range('x') : 1}}"}}}


@pytest.mark.parametrize(
    ("steps", "counts"),
    [
        ([step("s", "set", "end", values={"a": 1})], None),
        ([broken(onError="continue", nextStepId="end")], {"steps": 1}),
        ([broken(errorNextStepId="end")], None),
        ([each("l", [1, 2, 3], HALF)], {"items": 1}),
        ([each("l", [2, 2, 3], HALF, continueOnError=True)], {"items": 2}),
        ([each("l", [2, 2, 3], HALF, continueOnError=True, concurrency=2)], {"items": 2}),
        ([{**each("l", [1, 2], HALF), "errorNextStepId": "end"}], None),
        ([{**each("l", [1, 2], HALF), "onError": "continue"}], {"steps": 1, "items": 1}),
        (
            [{**step("l", "while", "end", condition="true", maxIterations=9), "steps": [broken()]}],
            {"items": 1},
        ),
        ([{**step("l", "while", "end", condition="range('x')"), "steps": [HALF]}], {"items": 1}),
        (
            [{**step("l", "while", "end", condition="true", maxIterations=2), "steps": [DELAY]}],
            None,
        ),
        ([parallel(BOOM, DELAY, waitFor="any")], {"branches": 1}),
        ([{**parallel(BOOM), "errorNextStepId": "end"}], None),
        ([{**parallel(BOOM), "onError": "continue"}], {"steps": 1, "branches": 1}),
        ([parallel(broken(onError="continue"), DELAY)], {"steps": 1}),
        (
            [each("l", [1, 2], broken(onError="continue"), concurrency=2)],
            {"steps": 2},
        ),
        ([each("l", [1, 2], broken(onError="continue"))], {"steps": 2}),
    ],
)
def test_what_a_run_went_on_with_is_counted(steps, counts):
    assert counted(*steps, final("end")) == counts


def test_what_another_try_at_a_loop_made_good_is_not_counted():
    world = World()
    world.sink.answer = lambda _: HttpResponse(
        500 if len(world.sink.calls) == 2 else 200, {}, b"", 1
    )
    body = broken("x", onError="continue", nextStepId="c"), call("c")
    loop = {**each("l", [1, 2], *body), "retry": {"maxAttempts": 2}}
    run = world.run(loop, final("end"))
    world.wake(61)
    stored = world.read(run.run_id)
    assert canonical.decode(stored.tolerated) == {"steps": 2}


def test_what_failed_within_a_loop_is_handled_with_it():
    body = broken("x", onError="continue", nextStepId="y"), broken("y")
    loop = {**each("l", [1, 2], *body), "errorNextStepId": "end"}
    assert counted(loop, final("end")) is None


def test_a_run_that_failed_has_errors_but_did_not_complete_with_them():
    run = World().run(broken(onError="continue", nextStepId="boom"), BOOM)
    assert (run.status, run.has_errors) == (RunStatus.FAILED, False)
    assert history.row(run)["errorCounts"] == {"steps": 1, "items": 0, "branches": 0}


def test_counts_survive_the_workers_of_a_run():
    world = World(limits=Limits(snapshot_records=1, slice_records=1))
    loop = each("l", [2, 2], HALF, continueOnError=True)
    run = world.run(broken("b", onError="continue", nextStepId="l"), loop, final("end"))
    assert canonical.decode(world.read(run.run_id).tolerated) == {"steps": 1, "items": 2}


def test_a_run_without_errors_leaves_snapshots_that_older_workers_read():
    world = World(limits=Limits(snapshot_records=1))
    run = world.run(each("l", [1], step("w", "wait", None)), final("end"))
    snapshot = canonical.decode(world.read(run.run_id).snapshot)
    assert "tolerated" not in snapshot
    assert "tolerated" not in snapshot["frames"][0]


def test_a_result_too_large_to_keep_is_one_error():
    limits = Limits(max_result_bytes=400)
    loop = {**each("l", ["x" * 300], broken()), "onError": "continue"}
    run = World(limits=limits).run(loop, final("end", c="{{l.error.code}}"))
    assert output_of(run) == {"c": "STEP_RESULT_TOO_LARGE"}
    assert canonical.decode(run.tolerated)["steps"] == 1


@given(COUNTS, COUNTS)
def test_counts_add_up_in_any_order(one, other):
    total = tolerated.plus(one, other)
    assert total == tolerated.plus(other, one)
    assert all(total.values())
    shown = tolerated.shown(total)
    assert shown == {kind: one.get(kind, 0) + other.get(kind, 0) for kind in tolerated.KINDS}
