"""From an outcome to a record: whatever a step returns, something can be journaled."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import conclusion
from engine.limits import Limits
from engine.outcome import Completed, Failed, Finished, Iterate, StepFailure, Wait, Waiting
from engine.plan import compile_plan
from engine.record import Kind, to_entry
from engine.state import State
from engine.store.documents import Fence
from tests.support.world import Time

AT = Time().now()
BAD = [float("nan"), float("inf"), "\ud800", {"a": ["\udfff"]}, {1, 2}, object()]


def attempt_of(raw=None, state=None, number=1):
    steps = [{"id": "a", "type": "set", **(raw or {})}]
    plan = compile_plan({"steps": steps}, version_id="v", flow_id="f", name="F", version=1)
    state = state or State(cursor="a", clock=AT, attempt=number)
    return conclusion.attempt_at("r", plan.steps["a"], state, AT), state


def conclude(outcome, raw=None, limits=None, number=1):
    attempt, state = attempt_of(raw, number=number)
    return conclusion.conclude(attempt, state, outcome, AT, limits or Limits())


@pytest.mark.parametrize("bad", BAD, ids=["nan", "inf", "surrogate", "inner", "set", "object"])
@pytest.mark.parametrize(
    "outcome",
    [
        lambda bad: Completed(output=bad),
        lambda bad: Completed(variables={"x": bad}),
        lambda bad: Finished({"x": bad}),
        lambda bad: Iterate(0, {"item": bad}),
        lambda bad: Iterate(0, {}, memo=bad),
        lambda bad: Waiting(Wait("wait", view={"x": bad})),
        lambda bad: Failed(StepFailure("X", "x", retryable=False, details=bad)),
    ],
)
def test_what_is_no_json_is_a_failure_that_can_be_written(outcome, bad):
    record = conclude(outcome(bad))
    assert record.kind is Kind.FAILED
    assert record.error["code"] in ("INVALID_RESULT", "X")
    to_entry(record, Fence())


@given(st.text(st.characters(codec=None), max_size=20))
def test_any_message_can_be_written(message):
    record = conclude(Failed(StepFailure("X", message)))
    assert to_entry(record, Fence()).body


def test_a_failure_whose_result_cannot_be_written_still_takes_its_error_path():
    record = conclude(Completed(output=float("nan")), {"errorNextStepId": "b"})
    assert (record.caught, record.goto, record.output) == ("step", "b", None)


@pytest.mark.parametrize(("size", "kind"), [(98, Kind.COMPLETED), (99, Kind.FAILED)])
def test_a_result_is_measured_with_all_its_parts(size, kind):
    empty = len('["",null,{},null]')
    limits = Limits(max_result_bytes=98 + empty)
    assert conclude(Completed(output="x" * size), limits=limits).kind is kind


def test_a_large_input_is_not_kept_whole():
    attempt, state = attempt_of()
    attempt.data["x"] = "y" * 70_000
    record = conclusion.conclude(attempt, state, Completed(), AT, Limits())
    assert record.input == {"_truncated": True, "bytes": 70_008}


def test_what_a_wait_was_asked_with_is_kept_whole():
    attempt, state = attempt_of()
    attempt.data["x"] = "y" * 70_000
    record = conclusion.conclude(attempt, state, Waiting(Wait("wait")), AT, Limits())
    assert record.input == attempt.data


@given(st.integers(1, 8), st.integers(1, 5), st.booleans(), st.booleans())
def test_only_what_may_help_is_repeated(number, most, retryable, fatal):
    failure = StepFailure("X", "x", retryable=retryable)
    raw = {"retry": {"maxAttempts": most}}
    record = conclude(Failed(failure, fatal=fatal), raw, number=number)
    is_repeated = retryable and not fatal and number < most
    assert (record.kind is Kind.RETRYING) is is_repeated


def test_a_clock_that_goes_back_does_not_end_a_step_before_it_began():
    attempt, state = attempt_of()
    early = AT - timedelta(seconds=5)
    record = conclusion.conclude(attempt, state, Completed(), early, Limits())
    assert record.ended_at == record.started_at


def test_waits_of_different_attempts_and_kinds_have_different_ids():
    ids = {
        conclude(Waiting(Wait(kind)), number=number).wait["id"]
        for kind in ("wait", "delay")
        for number in (1, 2)
    }
    assert len(ids) == 4


@pytest.mark.parametrize(("kind", "is_bounded"), [("wait", True), ("delay", False)])
def test_a_wait_for_somebody_ends_within_the_limit(kind, is_bounded):
    far = AT + timedelta(seconds=500)
    record = conclude(Waiting(Wait(kind, far)), limits=Limits(max_wait_seconds=100))
    assert (record.wait["wakeAt"] == "2026-01-01T00:01:40.000Z") is is_bounded
