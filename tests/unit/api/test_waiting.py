"""The waiting room by itself: seats, and what happens when no word comes."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from api import waiting
from schemas.run import RunStatus
from tests.support.edge import Edge


@pytest.fixture
def idle():
    edge = Edge()
    edge.queue.is_idle = True
    return edge


def may():
    """Let every caller go on waiting."""


def _room(edge, seats=1):
    return waiting.WaitingRoom(edge.waiters, edge.world.runs, seats)


def _run_of(edge):
    run_id = edge.execute(edge.flow(), {"n": 1}, headers={"Prefer": "wait=0"}).json["appRunId"]
    return edge.world.stores.runs.get(run_id)


def test_a_seat_is_given_back():
    room = _room(Edge())
    for _ in range(2):
        with room.seat("key:1", wanted=True) as first, room.seat("key:1", wanted=True) as second:
            assert (first, second) == (True, False)


def test_who_does_not_wait_takes_no_seat():
    room = _room(Edge())
    with room.seat("key:1", wanted=False) as nobody, room.seat("key:1", wanted=True) as somebody:
        assert (nobody, somebody) == (False, True)


def test_a_lost_notice_costs_a_look_and_not_the_outcome(idle, monkeypatch):
    monkeypatch.setattr(waiting, "SAFETY_SECONDS", 0.02)
    run = _run_of(idle)
    monkeypatch.setattr(idle.waiters, "notify", lambda _: None)

    def make():
        idle.world.drain()
        return run, True

    deadline = time.monotonic() + 20
    assert _room(idle).outcome(run.run_id, 20, make, may).status is RunStatus.COMPLETED
    assert time.monotonic() < deadline


def test_a_run_that_is_already_over_is_not_waited_for(idle):
    run = _run_of(idle)
    idle.world.drain()
    over = idle.world.stores.runs.get(run.run_id)
    result = _room(idle).outcome(run.run_id, 3600, lambda: (over, True), may)
    assert (result.status, result.output) == (RunStatus.COMPLETED, {"n": 1})


def test_an_internal_wait_is_waited_through(idle):
    run = _run_of(idle)
    stale = replace(run, status=RunStatus.WAITING)
    result = _room(idle).outcome(run.run_id, 0.05, lambda: (stale, True), may)
    assert not result.is_final


def test_a_run_that_vanished_is_a_bug_that_is_said(idle):
    with pytest.raises(LookupError, match="vanished"):
        _room(idle).read("nowhere")
