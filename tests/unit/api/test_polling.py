from __future__ import annotations

import threading

import pytest

from tests.support.edge import approval
from tests.support.world import final, step

SLOW = 30


@pytest.fixture
def queued(edge):
    """A run that no worker looks at yet."""
    edge.queue.is_idle = True
    flow_id = edge.flow(approval(), final("end"), final("no"))
    return edge.execute(flow_id, headers={"Prefer": "respond-async"}).json["appRunId"]


def awaiting(edge, path, **given):
    """Poll in a thread; return what collects the answer once the call has begun to wait."""
    answers = []
    run_id = path.partition("?")[0].rpartition("/")[2]
    thread = threading.Thread(target=lambda: answers.append(edge.get(path, **given)))
    thread.start()
    while not edge.waiters.waiting.get(run_id) and thread.is_alive():
        thread.join(0.01)

    def collect():
        thread.join(SLOW)
        return answers[0]

    return collect


def test_a_long_poll_ends_when_the_run_waits_for_somebody(edge, queued):
    collect = awaiting(edge, f"/v1/flowrun/poll/{queued}?wait={SLOW}")
    edge.world.drain()
    answer = collect()
    assert (answer.json["status"], answer.json["waitState"]["stepId"]) == ("waiting", "ask")


def test_a_long_poll_ends_when_what_was_seen_is_no_longer_so(edge, queued):
    edge.world.drain()
    path = f"/v1/flowrun/poll/{queued}"
    seen = {"If-None-Match": edge.get(path).headers["ETag"]}
    collect = awaiting(edge, f"{path}?wait={SLOW}", headers=seen)
    edge.queue.is_idle = False
    edge.post(f"/v1/flowrun/resume/{queued}", {"decision": "approve"})
    assert collect().json["status"] == "completed"


def test_a_long_poll_answers_at_once_where_nothing_more_will_come(edge):
    run_id = edge.execute(edge.flow(), {"n": 1}).headers["X-App-Run-Id"]
    assert edge.get(f"/v1/flowrun/poll/{run_id}?wait={SLOW}").json["status"] == "completed"


def test_a_long_poll_without_an_end_says_how_it_stands(edge, queued):
    answer = edge.get(f"/v1/flowrun/poll/{queued}?wait=1")
    assert (answer.status_code, answer.json["status"]) == (200, "queued")


def test_an_unchanged_poll_has_no_body(edge, queued):
    path = f"/v1/flowrun/poll/{queued}"
    answer = edge.get(path, headers={"If-None-Match": edge.get(path).headers["ETag"]})
    assert (answer.status_code, answer.data) == (304, b"")


def test_every_answer_about_a_run_names_it(edge, queued):
    for what in ("poll", "details", "outputs", "steps"):
        answer = edge.get(f"/v1/flowrun/{what}/{queued}")
        assert answer.headers["X-App-Run-Id"] == queued
    refused = edge.post(f"/v1/flowrun/resume/{queued}", {"decision": "approve"})
    assert (refused.status_code, refused.headers["X-App-Run-Id"]) == (409, queued)
    assert "X-App-Run-Id" not in edge.get("/v1/flowrun/poll/run_unknown").headers


def test_details_hold_all_that_poll_does(edge, queued):
    edge.world.drain()
    details = edge.get(f"/v1/flowrun/details/{queued}").json
    assert edge.get(f"/v1/flowrun/poll/{queued}").json.items() <= details.items()
    assert details["flow"] == {"id": details["flowId"], "name": "F"}


def test_a_canceled_run_says_so_wherever_its_error_is_read(edge, queued):
    edge.post(f"/v1/flowrun/cancel/{queued}")
    assert edge.get(f"/v1/flowrun/details/{queued}").json["error"]["code"] == "RUN_CANCELED"
    assert edge.get(f"/v1/flowrun/errorDetails/{queued}").json["error"]["code"] == "RUN_CANCELED"


def test_a_run_without_an_error_has_nothing_to_explain(edge):
    run_id = edge.execute(edge.flow(), {"n": 1}).headers["X-App-Run-Id"]
    found = edge.get(f"/v1/flowrun/errorDetails/{run_id}").json
    assert found == {"error": None, "lastSteps": []}


def test_wrong_inputs_are_named_by_their_place_in_the_dashboard_body(edge):
    flow_id = edge.flow(fields=[{"name": "n", "type": "number", "required": True}])
    answer = edge.post(f"/v1/flow/execute/{flow_id}", {"inputs": {"x/y": 1}})
    assert {one["pointer"] for one in answer.json["errors"]} == {"/inputs/n", "/inputs/x~1y"}


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"decison": "approve"}, {"/decison"}),
        ({"decision": "approve", "data": {}}, {"/decision", "/data"}),
        ({}, set()),
    ],
)
def test_a_resume_body_of_no_one_kind_is_refused_naming_the_place(edge, queued, body, pointers):
    answer = edge.post(f"/v1/flowrun/resume/{queued}", body)
    assert answer.status_code == 422
    assert {one["pointer"] for one in answer.json.get("errors", [])} == pointers


def test_a_scoped_key_does_not_know_another_workspaces_flow(edge):
    foreign = edge.token("key", "elsewhere", flow_ids=("flow_x",))
    answer = edge.execute(edge.flow(), {}, as_=foreign)
    assert (answer.status_code, answer.json["code"]) == (404, "flow_not_found")


def test_an_unfinished_delay_is_no_news(edge):
    flow_id = edge.flow(step("d", "delay", "end", seconds=60), final("end"))
    run_id = edge.execute(flow_id).json["appRunId"]
    answer = edge.get(f"/v1/flowrun/poll/{run_id}?wait=1")
    assert answer.json["waitState"]["type"] == "delay"
