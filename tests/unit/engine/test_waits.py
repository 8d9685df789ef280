"""An open wait as callers see it."""

from __future__ import annotations

import pytest

from engine.state import State
from engine.waits import wait_state, wake_at
from tests.support.world import Time

LATER = "2026-01-01T01:00:00.000Z"


def wait(kind, wake=None, **view):
    return {"id": "wait_1", "kind": kind, "createdAt": "now", "wakeAt": wake, "view": view}


@pytest.mark.parametrize(
    ("kind", "wake", "shown"),
    [
        ("delay", LATER, {"dueAt": LATER}),
        ("retry", LATER, {"dueAt": LATER}),
        ("wait", LATER, {"expiresAt": LATER}),
        ("wait", None, {}),
    ],
)
def test_when_a_wait_is_due_or_expires(kind, wake, shown):
    state = wait_state(wait(kind, wake), "w", "Wait")
    named = {"id": "wait_1", "type": kind, "stepId": "w", "stepName": "Wait", "createdAt": "now"}
    assert state == {**named, **shown}


def test_only_what_callers_may_see_is_shown():
    state = wait_state(wait("wait", message="?", args={"secret": 1}), "w", "Wait")
    assert state["message"] == "?"
    assert "args" not in state


@pytest.mark.parametrize("parked", [None, wait("wait")])
def test_what_is_not_due_by_itself_has_no_wake_time(parked):
    assert wake_at(State("w", Time().now(), wait=parked)) is None
