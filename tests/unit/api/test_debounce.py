"""A start that a later one replaced answers as what took its place, however it is asked again."""

from __future__ import annotations

import pytest

from tests.support.edge import Edge
from tests.support.world import final, step

DEBOUNCED = {"debounce": {"seconds": 10}}


@pytest.fixture
def edge():
    return Edge()


def flow_of(edge, *steps, control=DEBOUNCED):
    first = {"id": "start", "type": "api", "nextStepId": "w"}
    body = {"name": "F", "definition": {"steps": [first, *steps], "control": control}}
    flow_id = edge.post("/v1/flow", body).json["id"]
    assert edge.post(f"/v1/flow/{flow_id}/publish").status_code == 200
    return flow_id


def start(edge, flow_id, key, **given):
    headers = {"Idempotency-Key": key, **given.pop("headers", {})}
    answer = edge.execute(flow_id, {"n": given.pop("n", 0)}, headers=headers, **given)
    edge.world.time.sleep(0.01)  # of two at the same millisecond any one may be the later
    return answer


def test_a_replaced_start_made_again_answers_as_the_one_that_took_its_place(edge):
    flow_id = flow_of(edge, final("w", n="{{n}}"))
    first, second = start(edge, flow_id, "a", n=1), start(edge, flow_id, "b", n=2)
    assert (first.status_code, second.status_code) == (202, 202)
    again = start(edge, flow_id, "a", n=1)
    assert again.status_code == 202
    assert again.json["appRunId"] == second.json["appRunId"]
    assert again.json["waitState"]["type"] == "debounce"
    edge.world.wake(11)
    for key, n in (("a", 1), ("b", 2)):
        done = start(edge, flow_id, key, n=n)
        assert (done.status_code, done.json) == (200, {"n": 2})
        assert done.headers["X-App-Run-Id"] == second.json["appRunId"]


def test_of_many_that_were_replaced_each_answers_as_the_last(edge):
    flow_id = flow_of(edge, final("w", n="{{n}}"))
    last = [start(edge, flow_id, f"k{n}", n=n) for n in range(5)][-1].json["appRunId"]
    answers = [start(edge, flow_id, f"k{n}", n=n) for n in range(5)]
    assert {answer.json["appRunId"] for answer in answers} == {last}


def test_a_later_round_does_not_take_the_place_of_an_earlier_one(edge):
    flow_id = flow_of(edge, final("w", n="{{n}}"))
    start(edge, flow_id, "a", n=1)
    start(edge, flow_id, "b", n=2)
    edge.world.wake(11)
    start(edge, flow_id, "c", n=3)
    start(edge, flow_id, "d", n=4)
    edge.world.wake(11)
    answers = {key: start(edge, flow_id, key, n=n).json for n, key in enumerate("abcd", 1)}
    assert answers == {"a": {"n": 2}, "b": {"n": 2}, "c": {"n": 4}, "d": {"n": 4}}


def test_a_replaced_start_answers_as_one_that_failed_or_was_canceled_by_a_person(edge):
    flow_id = flow_of(edge, step("w", "fail", message="no"))
    start(edge, flow_id, "a")
    start(edge, flow_id, "b")
    edge.world.wake(11)
    assert start(edge, flow_id, "a").json["code"] == "run_failed"
    start(edge, flow_id, "c")
    last = start(edge, flow_id, "d").json["appRunId"]
    assert edge.post(f"/v1/flowrun/cancel/{last}").status_code == 200
    answer = start(edge, flow_id, "c")
    assert (answer.status_code, answer.json["code"]) == (409, "run_canceled")
    assert answer.json["appRunId"] == last


def test_a_start_that_a_person_canceled_is_told_so(edge):
    flow_id = flow_of(edge, final("w"))
    run_id = start(edge, flow_id, "a").json["appRunId"]
    edge.post(f"/v1/flowrun/cancel/{run_id}")
    start(edge, flow_id, "b")
    answer = start(edge, flow_id, "a")
    assert (answer.status_code, answer.json["appRunId"]) == (409, run_id)


def test_a_caller_who_waits_gets_the_answer_of_what_took_the_place(edge):
    flow_id = flow_of(edge, final("w", n="{{n}}"))
    start(edge, flow_id, "a", n=1)
    start(edge, flow_id, "b", n=2)
    edge.world.wake(11)
    waits = start(edge, flow_id, "a", n=1, headers={"Prefer": "wait=1"})
    assert (waits.status_code, waits.json) == (200, {"n": 2})
