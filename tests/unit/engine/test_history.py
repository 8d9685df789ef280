from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import history
from engine.errors import NotFound
from engine.limits import Limits
from engine.outcome import Failed, StepFailure
from engine.steps.base import StepType
from schemas.run import RunStatus
from tests.support.world import World, call, final, step

RETRY = {"maxAttempts": 3, "backoffSeconds": 0}


def rows_of(world, run, limit=100):
    rows, cursor = [], None
    while True:
        page, cursor = history.steps(world.stores.runs, run, int(cursor or -1), limit)
        assert len(page) <= limit
        rows += page
        if cursor is None:
            return rows


def rows_back(world, run, limit=100):
    rows, cursor = [], None
    while True:
        before = int(cursor or history.END)
        page, cursor = history.last_steps(world.stores.runs, run, before, limit)
        assert len(page) <= limit
        rows += page
        if cursor is None:
            return rows


def plan_of(world, run):
    return world.plans.get(run.version_id)


@given(count=st.integers(0, 12), limit=st.integers(1, 5), flushed=st.booleans())
def test_pages_joined_are_the_whole_history(count, limit, flushed):
    world = World(limits=Limits(tail_bytes=0)) if flushed else World()
    steps = [step(f"s{n}", "set", f"s{n + 1}", values={"n": n}) for n in range(count)]
    run = world.run(*steps, final(f"s{count}"))
    assert run.journaled is flushed
    rows = rows_of(world, run, limit)
    assert [row["stepId"] for row in rows] == [f"s{n}" for n in range(count + 1)]
    assert [row["seq"] for row in rows] == sorted({row["seq"] for row in rows})
    assert rows_back(world, run, limit) == rows[::-1]


def test_a_history_longer_than_one_read_is_whole():
    world = World(limits=Limits(tail_bytes=0))
    body = [step("x", "set", values={"n": "{{iteration}}"})]
    loop = {**step("w", "while", "end", condition="true", maxIterations=250), "steps": body}
    run = world.run(loop, final("end"))
    assert [row["stepId"] for row in rows_of(world, run)] == ["x"] * 250 + ["w", "end"]
    assert rows_of(world, run)[7]["iteration"] == [7]
    assert rows_back(world, run) == rows_of(world, run)[::-1]


def test_a_loop_shows_its_steps_and_one_row_of_its_own():
    world = World()
    body = [step("x", "set", values={"n": "{{item}}"})]
    loop = {**step("e", "each", "end", items=[1, 2]), "steps": body}
    shown = [(row["path"], row["status"]) for row in rows_of(world, world.run(loop, final("end")))]
    assert shown == [
        ("e[0]/x", "completed"),
        ("e[1]/x", "completed"),
        ("e", "completed"),
        ("end", "completed"),
    ]


def test_a_resumed_step_keeps_its_waiting_row_and_gets_a_completed_one():
    world = World()
    run = world.run(step("ask", "user-approval", "end", message="ok?"), final("end"))
    assert [row["status"] for row in rows_of(world, run)] == ["waiting"]
    world.resume(run, "decision", {"decision": "approve"})
    world.drain()
    rows = rows_of(world, world.read(run.run_id))
    assert [(row["stepId"], row["status"]) for row in rows] == [
        ("ask", "waiting"),
        ("ask", "completed"),
        ("end", "completed"),
    ]


def test_every_attempt_of_a_retried_step_is_a_row():
    world = World()
    world.step_types["odd"] = StepType("odd", lambda *_: Failed(StepFailure("ODD", "no")))
    run = world.run({**step("a", "odd"), "retry": RETRY})
    while world.read(run.run_id).status not in (RunStatus.FAILED, RunStatus.COMPLETED):
        world.wake(1)
    run = world.read(run.run_id)
    shown = [(row["attempt"], row["status"], row["error"]["code"]) for row in rows_of(world, run)]
    assert shown == [(n, "failed", "ODD") for n in (1, 2, 3)]
    found = history.error_details(world.stores.runs, run)
    assert (found["error"]["attempts"], found["error"]["cause"]) == (3, None)
    assert [row["attempt"] for row in found["lastSteps"]] == [1, 2, 3]


def test_what_the_protocol_notes_for_itself_is_not_shown():
    world = World()
    plan = world.plan({**call("c", "end"), "onCrash": "fail"}, final("end"))
    run = world.submit(plan)
    world.stores.runs.claim(run.run_id, "dead", "t", 0)
    world.drain()
    run = world.read(run.run_id)
    kinds = {record.kind.value for record in world.records(run)}
    assert {"takeover", "started"} <= kinds
    assert [row["stepId"] for row in rows_of(world, run)] == ["c", "end"]


def test_a_running_run_shows_what_its_worker_has_flushed():
    world = World()
    plan = world.plan(call("a", "b"), call("b", "end"), final("end"))
    run = world.submit(plan)
    world.sink.answer = Interruption(world, run.run_id)
    world.drain()
    assert world.sink.answer.seen == [[], ["a"]]
    assert world.sink.answer.contexts[1]["a"]["status"] == 200


@pytest.mark.parametrize("flushed", [0, 2, 4])
def test_a_tail_that_is_partly_in_the_journal_is_read_once_from_either_end(flushed):
    world = World()
    steps = [step(f"s{n}", "set", f"s{n + 1}", values={"n": n}) for n in range(3)]
    run = replace(world.run(*steps, final("s3")), status=RunStatus.RUNNING)
    world.stores.runs.append(run.run_id, run.tail[:flushed])
    rows = rows_of(world, run, 1)
    assert [row["stepId"] for row in rows] == ["s0", "s1", "s2", "s3"]
    assert rows_back(world, run, 1) == rows[::-1]


class Interruption:
    """Reads the run while its worker is in the middle of a call."""

    def __init__(self, world, run_id):
        self.world, self.run_id = world, run_id
        self.seen, self.contexts = [], []

    def __call__(self, request):
        run, store = self.world.read(self.run_id), self.world.stores.runs
        assert run.status is RunStatus.RUNNING
        rows = history.steps(store, run, -1, 10)[0]
        assert history.last_steps(store, run, history.END, 10)[0] == rows[::-1]
        self.seen.append([row["stepId"] for row in rows])
        self.contexts.append(history.context(store, run, plan_of(self.world, run)))
        self.world.sink.answer = None
        answer = self.world.sink.send(request)
        self.world.sink.calls.pop()
        self.world.sink.answer = self
        return answer


def test_outputs_are_empty_before_the_end_and_the_output_after():
    world = World()
    run = world.submit(world.plan(final("end", n="{{n}}")), {"n": 3})
    assert history.outputs(world.read(run.run_id)) == {}
    world.drain()
    assert history.outputs(world.read(run.run_id)) == {"n": 3}


@pytest.mark.parametrize("size", [10, 100_000])
def test_inputs_come_back_wherever_they_are_kept(size):
    world = World()
    inputs = {"text": "x" * size}
    run = world.run(final("end"), inputs=inputs)
    assert history.inputs(world.stores.runs, run) == inputs


def test_a_context_holds_inputs_results_and_what_the_engine_adds():
    world = World()
    value = {**step("a", "set", "ask", values={"v": 1}), "output": "got"}
    ask = step("ask", "user-approval", "end", message="ok?")
    run = world.run(value, ask, final("end"), inputs={"n": 2})
    seen = history.context(world.stores.runs, run, plan_of(world, run))
    assert (seen["n"], seen["v"], seen["inputs"]) == (2, 1, {"n": 2})
    assert seen["step"]["currentId"] == "ask"
    assert "secrets" not in seen


def test_the_context_of_a_run_that_cannot_be_read_is_not_found():
    world = World()
    run = world.run(step("ask", "user-approval", "end", message="ok?"), final("end"))
    with pytest.raises(NotFound):
        history.context(world.stores.runs, replace(run, snapshot=b"{}"), plan_of(world, run))


def test_details_of_an_ended_run_say_how_long_it_took():
    world = World()
    run = world.submit(world.plan(final("end")))
    assert history.details(world.read(run.run_id), None)["durationMs"] is None
    world.time.sleep(1.5)
    world.drain()
    details = history.details(world.read(run.run_id), plan_of(world, run))
    assert (details["durationMs"], details["flow"]["name"], details["error"]) == (
        1500,
        "Flow",
        None,
    )
