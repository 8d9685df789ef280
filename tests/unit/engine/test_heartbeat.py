"""Leases renewed in the background, by compare-and-set on each claim's own fence."""

from __future__ import annotations

import faulthandler
import logging
import os

import pytest

from engine import overdue
from engine.egress.deadline import Deadline
from engine.errors import LeaseLost
from engine.heartbeat import Held, LeaseHeartbeats
from engine.store.documents import Fence, Renewal
from tests.support.world import Time

# How the thread, which otherwise lives as long as its process, is ended here.
ENDING = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


class Store:
    """Answers renewals from a list, then lets the thread that asks come to its end."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.renewed = []

    def renew(self, run_id, fence, lease_seconds):
        if not self.answers:
            raise SystemExit
        self.renewed.append((run_id, fence, lease_seconds))
        return self.answers.pop(0)


@ENDING
def test_a_thread_renews_what_is_held():
    store = Store(Renewal.HELD, Renewal.CANCELED)
    beats = LeaseHeartbeats(store, 5, 0.001)
    held = beats.hold("r", Fence(1, "t"), beats.monotonic())
    beats._thread.join(5)
    assert store.renewed == [("r", Fence(1, "t"), 5)] * 2
    assert held.check() is True


@ENDING
def test_one_thread_serves_a_process_and_is_replaced_when_it_ended():
    store = Store(Renewal.HELD)
    beats = LeaseHeartbeats(store, 5, 0.01)
    beats.hold("r", Fence(1, "t"), 0)
    first = beats._thread
    beats.hold("s", Fence(1, "t"), 0)
    assert beats._thread is first
    first.join(5)
    beats.hold("t", Fence(1, "t"), 0)
    assert beats._thread is not first
    beats._thread.join(5)
    assert not first.is_alive()


def test_a_lease_counts_from_before_the_claim_was_asked_for():
    time = Time()
    beats = LeaseHeartbeats(Store(), 5, 1, time.monotonic, in_background=False)
    asked_at = time.monotonic()
    time.sleep(4)
    held = beats.hold("r", Fence(1, "t"), asked_at)
    time.sleep(1)
    with pytest.raises(LeaseLost):
        held.check()


def test_a_renewal_counts_from_before_it_was_asked_for():
    time = Time()

    class Slow(Store):
        def renew(self, *given):
            time.sleep(2)
            return super().renew(*given)

    beats = LeaseHeartbeats(Slow(Renewal.HELD), 5, 1, time.monotonic, in_background=False)
    held = beats.hold("r", Fence(1, "t"), time.monotonic())
    beats.beat()
    assert held.until == 5


def test_what_was_released_is_not_renewed():
    store = Store(Renewal.HELD)
    beats = LeaseHeartbeats(store, 5, 1, in_background=False)
    beats.hold("r", Fence(1, "t"), 0).release()
    beats.beat()
    assert store.renewed == []


def test_a_step_that_is_overdue_is_left_and_its_lease_is_not_renewed():
    time, store, left = Time(), Store(Renewal.HELD, Renewal.HELD), []
    beats = LeaseHeartbeats(store, 5, 1, time.monotonic, leave=left.append)
    held = Held(beats, "r", Fence(1, "t"), 5)
    beats._held.add(held)
    with held.watching("flow", "ask", "ask-llm", 10):
        time.sleep(10)
        beats.beat()
        assert left == []
        overdue.prolong(20)
        time.sleep(20 + overdue.GRACE_SECONDS)
        beats.beat()
        assert left == []
        time.sleep(1)
        beats.beat()
    assert [(one.run_id, one.flow_id, one.step_id, one.step_type) for one in left] == [
        ("r", "flow", "ask", "ask-llm")
    ]
    assert len(store.renewed) == 2
    assert held.doing is None


def test_more_time_is_asked_for_in_vain_where_no_step_is_under_way():
    overdue.prolong(1)
    assert overdue._current.get() is None


def test_a_call_outside_gives_its_step_the_time_it_may_take_itself():
    time = Time()
    held = Held(LeaseHeartbeats(Store(), 5, 1, time.monotonic), "r", Fence(1, "t"), 5)
    with held.watching("flow", "ask", "ask-llm", 10):
        with Deadline(500):
            pass
        left = held.doing.until - time.monotonic()
    assert 499 < left <= 500 + overdue.GRACE_SECONDS


def test_a_process_is_left_with_one_line_and_a_code_of_its_own(monkeypatch, caplog):
    left = []
    monkeypatch.setattr(os, "_exit", left.append)
    monkeypatch.setattr(logging, "shutdown", lambda: None)
    overdue.leave(overdue.Doing("run_1", "flow_1", "ask", "ask-llm", lambda: 0.0))
    (line,) = caplog.records
    assert (line.message, line.levelname) == ("step_overdue", "ERROR")
    assert (line.run_id, line.flow_id, line.step_id) == ("run_1", "flow_1", "ask")
    assert line.step_type == "ask-llm"
    assert left == [overdue.EXIT_CODE]


def test_a_watch_over_the_interpreter_is_kept_until_it_is_taken_off(monkeypatch):
    asked = []
    monkeypatch.setattr(
        faulthandler, "dump_traceback_later", lambda *given, **more: asked.append((given, more))
    )
    monkeypatch.setattr(faulthandler, "cancel_dump_traceback_later", lambda: asked.append("off"))
    overdue.expect_beat()
    overdue.expect_no_beat()
    assert asked == [((overdue.STILL_SECONDS,), {"exit": True}), "off"]
