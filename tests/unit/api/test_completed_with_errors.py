"""Runs that completed although a part of them failed: shown, found, told of and counted."""

from __future__ import annotations

import pytest

from tests.support.edge import Edge
from tests.support.world import each, final, step
from tests.unit.api.test_subscriptions import Receiver, subscribe

NONE = {"steps": 0, "items": 0, "branches": 0}
HALF = step("x", "set", None, values={"x": "{{item == 2 ? range('x') : 1}}"})
LOOP = each("l", [1, 2, 2], HALF, continueOnError=True)


@pytest.fixture
def edge():
    made = Edge()
    made.world.sink.answer = Receiver()
    return made


@pytest.fixture
def receiver(edge):
    return edge.world.sink.answer


def run_of(edge, *steps):
    return edge.execute(edge.flow(*steps)).headers["X-App-Run-Id"]


@pytest.fixture
def broken(edge):
    """A run that completed with errors, beside one without."""
    run_of(edge, final("end"))
    return run_of(edge, LOOP, final("end"))


@pytest.mark.parametrize("view", ["poll", "details"])
def test_a_run_shows_that_it_completed_with_errors(edge, broken, view):
    shown = edge.get(f"/v1/flowrun/{view}/{broken}").json
    assert (shown["status"], shown["hasErrors"]) == ("completed", True)
    assert shown["errorCounts"] == {**NONE, "items": 2}


def test_a_run_without_errors_shows_none(edge):
    shown = edge.get(f"/v1/flowrun/poll/{run_of(edge, final('end'))}").json
    assert (shown["hasErrors"], shown["errorCounts"]) == (False, NONE)


@pytest.mark.parametrize(
    ("asked", "wanted"), [("true", [True]), ("false", [False]), ("", [False, True])]
)
def test_lists_are_filtered_by_errors(edge, broken, asked, wanted):
    found = edge.get("/v1/flowrun" + (f"?hasErrors={asked}" if asked else "")).json["data"]
    # Both were made at the same moment, so their ids alone say which comes first.
    assert sorted(row["hasErrors"] for row in found) == wanted
    assert all((row["appRunId"] == broken) is row["hasErrors"] for row in found)


def test_the_list_of_a_flow_is_filtered_by_errors(edge, broken):
    flow_id = edge.get(f"/v1/flowrun/details/{broken}").json["flowId"]
    (row,) = edge.get(f"/v1/flow/{flow_id}/logs?hasErrors=true").json["data"]
    assert row["errorCounts"] == {**NONE, "items": 2}
    assert edge.get(f"/v1/flow/{flow_id}/logs?hasErrors=false").json["data"] == []


def test_a_filter_that_is_neither_is_refused_at_its_place(edge):
    answer = edge.get("/v1/flowrun?hasErrors=maybe")
    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "/hasErrors"


def test_children_show_that_they_completed_with_errors(edge):
    failing = step("y", "set", None, values={"y": "{{range('y')}}"})
    branch = {"name": "a", "steps": [{**failing, "onError": "continue"}]}
    made = {"id": "p", "type": "parallel", "nextStepId": "end", "data": {"branches": [branch]}}
    run_id = run_of(edge, made, final("end"))
    shown = edge.get(f"/v1/flowrun/details/{run_id}").json
    assert shown["errorCounts"] == {**NONE, "steps": 1}
    assert [child["hasErrors"] for child in shown["children"]] == [True]


def test_a_completed_run_is_told_of_with_its_errors(edge, receiver):
    subscribe(edge)
    run_of(edge, LOOP, final("end"))
    edge.world.drain()
    (told,) = receiver.told
    assert told["type"] == "run.completed"
    assert told["data"]["hasErrors"] is True
    assert told["data"]["errorCounts"] == {**NONE, "items": 2}


def test_a_subscription_may_ask_for_runs_with_errors_only(edge, receiver):
    made = subscribe(edge, onlyWithErrors=True)
    assert made["onlyWithErrors"] is True
    clean, broken = edge.flow(final("end")), edge.flow(LOOP, final("end"))
    edge.execute(clean)
    edge.execute(broken)
    edge.execute(edge.flow({"id": "f", "type": "fail", "data": {"message": "no"}}))
    edge.world.drain()
    told = sorted((one["type"], one["data"]["hasErrors"]) for one in receiver.told)
    assert told == [("run.completed", True), ("run.failed", False)]


def test_a_subscription_may_ask_for_every_run_again(edge, receiver):
    made = subscribe(edge, onlyWithErrors=True)
    path = f"/v1/subscription/{made['id']}"
    edge.call("PATCH", path, {"description": "kept"})
    assert edge.get(path).json["onlyWithErrors"] is True
    changed = edge.call("PATCH", path, {"onlyWithErrors": False}).json
    assert (changed["onlyWithErrors"], changed["description"]) == (False, "kept")
    edge.world.time.sleep(60)
    run_of(edge, final("end"))
    edge.world.drain()
    assert [one["type"] for one in receiver.told] == ["run.completed"]


@pytest.mark.parametrize("odd", ["true", 1, None, []])
def test_a_choice_of_errors_that_is_no_boolean_is_refused(edge, odd):
    body = {"url": "https://receiver.example/in", "events": ["run.completed"]}
    answer = edge.post("/v1/subscription", {**body, "onlyWithErrors": odd})
    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "/onlyWithErrors"


BOTH = {"returnExecutionMetadata": "true"}


@pytest.mark.parametrize("waits", [False, True])
def test_the_long_form_of_an_answer_counts_the_errors(edge, waits):
    asking = [step("w", "wait", "end")] if waits else []
    loop = {**LOOP, "nextStepId": "w" if waits else "end"}
    flow_id = edge.flow(loop, *asking, final("end"))
    answer = edge.execute(flow_id, query_string=BOTH)
    if waits:
        run_id = answer.json["appRunId"]
        answer = edge.post(f"/v1/flowrun/resume/{run_id}", {"data": {}}, query_string=BOTH)
    assert answer.status_code == 200, answer.json
    assert (answer.json["status"], answer.json["hasErrors"]) == ("completed", True)
    assert answer.json["errorCounts"] == {**NONE, "items": 2}


def test_the_long_form_of_an_answer_without_errors_is_as_it_always_was(edge):
    shown = edge.execute(edge.flow(final("end")), query_string=BOTH).json
    assert not {"hasErrors", "errorCounts"} & set(shown)


def test_an_answer_that_is_the_output_says_in_a_header_that_there_were_errors(edge):
    with_errors = edge.execute(edge.flow(LOOP, final("end", n="{{l.failedItems}}")))
    assert with_errors.json == {"n": 2}
    assert with_errors.headers["X-App-Run-Has-Errors"] == "true"
    assert "X-App-Run-Has-Errors" not in edge.execute(edge.flow(final("end"))).headers


def test_runs_that_completed_with_errors_are_started_again_and_no_others(edge, broken):
    answer = edge.post("/v1/flowrun/rerun", {"hasErrors": True})
    assert answer.status_code == 200, answer.json
    assert [row["appRunId"] for row in answer.json["data"]] == [broken]
    again = edge.get(f"/v1/flowrun/details/{answer.json['data'][0]['newRunId']}").json
    assert again["status"] in ("queued", "completed")


def test_runs_without_errors_are_started_again_by_their_status(edge, broken):
    answer = edge.post("/v1/flowrun/rerun", {"hasErrors": False, "status": "completed"})
    assert len(answer.json["data"]) == 1
    assert answer.json["data"][0]["appRunId"] != broken


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("rerun", {"hasErrors": "true"}),
        ("rerun", {"hasErrors": None}),
        ("cancel", {"hasErrors": True, "flowId": "f"}),
    ],
)
def test_a_filter_of_many_runs_that_is_none_is_refused_at_its_place(edge, action, body):
    answer = edge.post(f"/v1/flowrun/{action}", body)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "/hasErrors"


def test_a_parent_counts_what_the_items_of_a_called_flow_went_on_with(edge):
    branches = [{"name": name, "steps": [{**LOOP, "id": f"l{name}"}]} for name in "ab"]
    for branch in branches:
        del branch["steps"][0]["nextStepId"]
        branch["steps"][0]["steps"] = [{**HALF, "id": f"x{branch['name']}"}]
    inner = step("p", "parallel", "end", branches=branches)
    called = edge.flow(inner, final("end"))
    run_id = run_of(edge, step("call", "run-flow", "end", flowId=called), final("end"))
    shown = edge.get(f"/v1/flowrun/details/{run_id}").json
    assert (shown["hasErrors"], shown["errorCounts"]) == (True, {**NONE, "items": 4})
    assert [one["hasErrors"] for one in shown["children"]] == [True]
