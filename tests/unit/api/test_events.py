from __future__ import annotations

import json

import pytest

from tests.support.edge import Edge, approval
from tests.support.world import final, step


@pytest.fixture
def edge():
    return Edge()


def events(edge, run_id, **headers):
    answer = edge.get(f"/v1/flowrun/events/{run_id}", headers=headers)
    assert answer.status_code == 200, answer.json
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    found = []
    for block in answer.text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if line[:1] != ":")
        if "event" in fields:
            found.append((fields["event"], fields.get("id"), json.loads(fields["data"])))
    return found


def started(edge, *steps):
    return edge.execute(edge.flow(*steps), {}).headers["X-App-Run-Id"]


def test_a_finished_run_is_told_in_order_and_the_stream_ends(edge):
    run_id = started(edge, step("one", "set", "end", values=[]), final("end", ok=1))
    found = events(edge, run_id)
    assert [name for name, _, _ in found] == ["step", "step", "status", "end"]
    assert [data["stepId"] for name, _, data in found if name == "step"] == ["one", "end"]
    assert found[-1][2] == {"appRunId": run_id, "status": "completed"}


def test_a_stream_goes_on_after_the_last_event_that_was_seen(edge):
    run_id = started(edge, step("one", "set", "end", values=[]), final("end", ok=1))
    first = events(edge, run_id)[0][1]
    rest = events(edge, run_id, **{"Last-Event-ID": first})
    assert [data["stepId"] for name, _, data in rest if name == "step"] == ["end"]


def test_a_stream_of_a_waiting_run_ends_after_a_while_and_can_be_opened_again(edge):
    run_id = started(edge, approval(), final("end"), final("no"))
    found = events(edge, run_id)
    assert [name for name, _, _ in found] == ["step", "status"]
    assert found[1][2]["waitState"]["type"] == "user-approval"


@pytest.mark.parametrize("given", ["x", "-1", "1.5", "9" * 30])
def test_a_last_event_that_is_none_is_refused(edge, given):
    run_id = started(edge)
    answer = edge.get(f"/v1/flowrun/events/{run_id}", headers={"Last-Event-ID": given})
    assert (answer.status_code, answer.json["code"]) == (400, "invalid_last_event_id")


def test_when_nobody_more_may_wait_the_caller_is_told_to_poll():
    edge = Edge(sync_waiters=0)
    run_id = started(edge)
    answer = edge.get(f"/v1/flowrun/events/{run_id}")
    assert (answer.status_code, answer.json["code"]) == (503, "too_many_waiting")
    assert "Retry-After" in answer.headers


def test_a_seat_is_free_again_when_the_stream_has_ended():
    edge = Edge(sync_waiters=1)
    run_id = started(edge)
    for _ in range(3):
        assert events(edge, run_id)[-1][0] == "end"
