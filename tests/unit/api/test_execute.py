from __future__ import annotations

import pytest

from tests.support.edge import Edge, approval, bearer
from tests.support.world import final, step

ASKING = (approval(), final("end", by="{{approval.decidedBy}}"), final("no", said="no"))
FIELDS = [{"name": "n", "type": "integer", "required": True}]


def test_a_completed_run_answers_with_its_output_itself(edge):
    answer = edge.execute(edge.flow(), {"n": 5})
    assert (answer.status_code, answer.json) == (200, {"n": 5})
    assert answer.headers["X-App-Run-Id"].startswith("run_")


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("?returnExecutionMetadata=true", {}),
        ("", {"Prefer": "return=representation"}),
    ],
)
def test_metadata_comes_when_asked_for(edge, query, headers):
    flow_id = edge.flow()
    answer = edge.post(f"/v1/client/flow/{flow_id}/execute{query}", {"n": 1}, headers=headers)
    run_id = answer.headers["X-App-Run-Id"]
    assert answer.json == {"status": "completed", "appRunId": run_id, "output": {"n": 1}}


def test_the_dashboard_runs_the_draft_with_metadata_in_the_body(edge):
    flow_id = edge.flow(publish=False)
    body = {"inputs": {"n": 2}, "returnExecutionMetadata": True}
    answer = edge.post(f"/v1/flow/execute/{flow_id}", body)
    assert answer.json["output"] == {"n": 2}
    assert edge.get(f"/v1/flowrun/details/{answer.json['appRunId']}").json["version"] is None


def test_the_dashboard_runs_a_named_version(edge):
    flow_id = edge.flow()
    answer = edge.post(f"/v1/flow/execute/{flow_id}", {"inputs": {"n": 2}, "version": 1})
    assert answer.json == {"n": 2}


def test_a_draft_with_errors_is_not_run_and_its_issues_say_why(edge):
    flow_id = edge.flow(step("a", "nonsense"), publish=False)
    answer = edge.post(f"/v1/flow/execute/{flow_id}")
    assert answer.status_code == 422
    assert answer.json["code"] == "invalid_flow"
    assert answer.json["errors"][0]["pointer"] == "/definition/steps/1/type"


def test_a_waiting_run_answers_202_with_what_it_waits_for(edge):
    answer = edge.execute(edge.flow(*ASKING))
    assert answer.status_code == 202
    assert answer.json["status"] == "waiting"
    assert answer.json["waitState"]["type"] == "user-approval"
    assert answer.headers["Location"] == f"/v1/flowrun/poll/{answer.json['appRunId']}"
    assert answer.headers["Retry-After"]


def test_a_client_tool_shows_the_action_that_is_pending(edge):
    tool = step("t", "client-tool", None, toolName="look", parameters={"a": 1})
    answer = edge.execute(edge.flow(tool)).json
    action = answer["pendingAction"]
    assert (action["toolName"], action["args"]) == ("look", {"a": 1})
    assert action["executionId"] == answer["waitState"]["id"]


def test_a_failed_run_answers_422_with_its_error(edge):
    answer = edge.execute(edge.flow(step("f", "fail", code="NO", message="not today")))
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert answer.json["code"] == "run_failed"
    assert answer.json["appRunId"] == answer.headers["X-App-Run-Id"]
    error = answer.json["error"]
    assert (error["code"], error["message"], error["stepId"]) == ("NO", "not today", "f")


def test_a_caller_that_does_not_wait_gets_202_and_the_run_goes_on(edge):
    answer = edge.execute(edge.flow(), {"n": 1}, headers={"Prefer": "respond-async"})
    assert answer.status_code == 202
    assert answer.json["status"] == "running"
    assert answer.headers["Preference-Applied"] == "respond-async"
    assert edge.get(f"/v1/flowrun/outputs/{answer.json['appRunId']}").json == {"n": 1}


def test_a_wait_that_ends_without_an_outcome_answers_202_running(edge):
    edge.queue.is_idle = True
    answer = edge.execute(edge.flow(), headers={"Prefer": "wait=0"})
    assert (answer.status_code, answer.json["status"]) == (202, "running")
    slow = edge.execute(edge.flow(), headers={"Prefer": "wait=9"})
    assert (slow.status_code, slow.json["status"]) == (202, "running")


def test_a_run_that_ends_in_a_delay_answers_202_waiting(edge):
    answer = edge.execute(edge.flow(step("d", "delay", None, seconds=60)))
    assert answer.status_code == 202
    assert answer.json["waitState"]["type"] == "delay"


def test_without_redis_a_submission_is_accepted_and_kept(edge):
    flow_id = edge.flow()
    edge.queue.is_down = True
    answer = edge.execute(flow_id, {"n": 1})
    assert (answer.status_code, answer.json["status"]) == (202, "running")
    edge.queue.is_down = False
    edge.world.time.sleep(6)
    edge.world.rescue.tick()
    assert edge.get(f"/v1/flowrun/outputs/{answer.json['appRunId']}").json == {"n": 1}


def test_without_a_free_seat_nobody_waits():
    edge = Edge(sync_waiters=0)
    answer = edge.execute(edge.flow(), {"n": 1})
    assert (answer.status_code, answer.json["status"]) == (202, "running")


def test_inputs_are_checked_before_there_is_a_run(edge):
    answer = edge.execute(edge.flow(fields=FIELDS), {"n": "x", "m": 1})
    assert answer.status_code == 422
    assert {error["pointer"] for error in answer.json["errors"]} == {"/n", "/m"}
    assert "X-App-Run-Id" not in answer.headers


def test_an_idempotency_key_joins_the_first_run(edge):
    flow_id, headers = edge.flow(), {"Idempotency-Key": "once"}
    first = edge.execute(flow_id, {"n": 1}, headers=headers)
    second = edge.execute(flow_id, {"n": 1}, headers=headers)
    assert first.json == second.json == {"n": 1}
    assert first.headers["X-App-Run-Id"] == second.headers["X-App-Run-Id"]
    other = edge.execute(flow_id, {"n": 2}, headers=headers)
    assert (other.status_code, other.json["code"]) == (422, "idempotency_key_reused")
    elsewhere = edge.execute(flow_id, {"n": 2}, headers=headers, as_=edge.key)
    assert elsewhere.json == {"n": 2}


@pytest.mark.parametrize("key", ["", "x" * 256, "käse", " lead", "tab\there"])
def test_a_bad_idempotency_key_is_refused(edge, key):
    answer = edge.execute(edge.flow(), {"n": 1}, headers={"Idempotency-Key": key})
    assert (answer.status_code, answer.json["code"]) == (400, "invalid_idempotency_key")


@pytest.mark.parametrize(
    ("version", "status", "code"),
    [
        ("1", 200, None),
        ("v1", 200, None),
        ("latest", 200, None),
        ("2", 404, "version_not_found"),
        ("0", 422, "invalid_request"),
        ("-1", 422, "invalid_request"),
        ("latest%00", 422, "invalid_request"),
        ("0x1", 422, "invalid_request"),
        ("1&version=2", 400, "duplicate_parameter"),
        ("1&nope=2", 422, "invalid_request"),
    ],
)
def test_a_client_names_a_version(edge, version, status, code):
    flow_id = edge.flow()
    answer = edge.post(f"/v1/client/flow/{flow_id}/execute?version={version}", {"n": 1})
    assert answer.status_code == status
    assert answer.json.get("code") == code


def test_what_was_never_published_cannot_be_run_by_clients(edge):
    answer = edge.execute(edge.flow(publish=False))
    assert (answer.status_code, answer.json["code"]) == (409, "not_published")


def test_a_client_needs_an_api_trigger(edge):
    steps = [{"id": "s", "type": "schedule", "nextStepId": "end"}, final("end")]
    made = edge.post("/v1/flow", {"name": "F", "definition": {"steps": steps}})
    edge.post(f"/v1/flow/{made.json['id']}/publish")
    answer = edge.execute(made.json["id"])
    assert (answer.status_code, answer.json["code"]) == (409, "no_api_trigger")


def test_a_key_runs_only_the_flows_it_is_scoped_to(edge):
    mine, other = edge.flow(), edge.flow()
    scoped = edge.token("key", flow_ids=(mine,))
    assert edge.execute(mine, {"n": 1}, as_=scoped).status_code == 200
    assert edge.execute(other, {"n": 1}, as_=scoped).status_code == 403


def test_a_canceled_run_answers_409(edge):
    flow_id = edge.flow(*ASKING)
    headers = {"Idempotency-Key": "k"}
    run_id = edge.execute(flow_id, headers=headers).json["appRunId"]
    edge.post(f"/v1/flowrun/cancel/{run_id}")
    answer = edge.execute(flow_id, headers=headers)
    assert (answer.status_code, answer.json["code"]) == (409, "run_canceled")


def test_a_key_runs_no_draft_by_starting_a_run_again(edge):
    flow_id = edge.flow(final("end", n="published"))
    key = bearer(edge.post("/v1/key", {"name": "k", "flowIds": [flow_id]}).json["token"])
    first = {"id": "start", "type": "api", "nextStepId": "end"}
    draft = {"definition": {"steps": [first, final("end", n="draft")]}}
    assert edge.call("PATCH", f"/v1/flow/{flow_id}", draft).status_code == 200
    published = edge.execute(flow_id, as_=key).headers["X-App-Run-Id"]
    tried = edge.post(f"/v1/flow/execute/{flow_id}").headers["X-App-Run-Id"]
    for run_id, body in ((published, {"version": "draft"}), (tried, {})):
        path = f"/v1/flowrun/rerun/{run_id}"
        refused = edge.post(path, body, as_=key)
        assert (refused.status_code, refused.json["code"]) == (403, "forbidden")
        assert edge.post(path, body).json == {"n": "draft"}
    assert edge.post(f"/v1/flowrun/rerun/{published}", {"version": 1}, as_=key).status_code == 200
    many = edge.post("/v1/flowrun/rerun", {"status": "completed", "text": tried}, as_=key).json
    assert [one["error"]["code"] for one in many["data"]] == ["forbidden"]
