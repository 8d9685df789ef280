from __future__ import annotations

import pytest

from tests.support.edge import approval
from tests.support.world import call, final, step

ASKING = (approval(), final("end", by="{{approval.decidedBy}}"), final("no", said="no"))


@pytest.fixture
def waiting(edge):
    return edge.execute(edge.flow(*ASKING)).json


def test_approve_and_reject_go_their_own_ways(edge):
    flow_id = edge.flow(*ASKING)
    for decision, output in (("approve", {"by": "pat"}), ("reject", {"said": "no"})):
        run_id = edge.execute(flow_id).json["appRunId"]
        answer = edge.post(f"/v1/flowrun/resume/{run_id}", {"decision": decision})
        assert (answer.status_code, answer.json) == (200, output)


def test_a_resume_need_not_wait(edge, waiting):
    headers = {"Prefer": "respond-async"}
    path = f"/v1/flowrun/resume/{waiting['appRunId']}"
    assert edge.post(path, {"decision": "approve"}, headers=headers).status_code == 202


@pytest.mark.parametrize("execution_id", ["wait", "run"])
def test_a_tool_result_resumes_by_either_id(edge, execution_id):
    tool = {**step("t", "client-tool", "end", toolName="x"), "output": "t"}
    answer = edge.execute(edge.flow(tool, final("end", got="{{t.result}}"))).json
    ids = {"wait": answer["pendingAction"]["executionId"], "run": answer["appRunId"]}
    result = {"executionId": ids[execution_id], "success": True, "output": {"result": "local"}}
    done = edge.post(f"/v1/flowrun/resume/{answer['appRunId']}", {"toolResult": result})
    assert done.json == {"got": "local"}


def test_a_failed_tool_fails_the_run(edge):
    answer = edge.execute(edge.flow(step("t", "client-tool", None, toolName="x"))).json
    result = {"executionId": answer["pendingAction"]["executionId"], "success": False}
    done = edge.post(f"/v1/flowrun/resume/{answer['appRunId']}", {"toolResult": result})
    assert (done.status_code, done.json["error"]["code"]) == (422, "CLIENT_TOOL_FAILED")


def test_data_resumes_a_generic_wait(edge):
    flow_id = edge.flow(step("w", "wait", "end"), final("end", got="{{_resumeData.x}}"))
    run_id = edge.execute(flow_id).json["appRunId"]
    assert edge.post(f"/v1/flowrun/resume/{run_id}", {"data": {"x": 1}}).json == {"got": 1}


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "invalid_request"),
        ({"decision": "approve", "data": {}}, 422, "invalid_request"),
        ({"decision": "APPROVE "}, 422, "invalid_request"),
        ({"decision": True}, 422, "invalid_request"),
        ({"decision": {"$ne": None}}, 422, "invalid_request"),
        ({"decision": "approve", "status": "completed"}, 422, "invalid_request"),
        ({"decision": "approve", "waitId": "wait_other"}, 409, "wait_not_open"),
        ({"data": {"x": 1}}, 422, "wait_kind_mismatch"),
        ({"toolResult": {"executionId": "e", "success": 1}}, 422, "invalid_request"),
        ({"toolResult": {"executionId": "e", "success": True}}, 409, "wait_not_open"),
        (
            {"toolResult": {"executionId": "e", "success": True}, "waitId": "f"},
            422,
            "invalid_request",
        ),
    ],
)
def test_a_body_that_does_not_fit_decides_nothing(edge, waiting, body, status, code):
    path = f"/v1/flowrun/resume/{waiting['appRunId']}"
    answer = edge.post(path, body)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert edge.post(path, {"decision": "approve"}).status_code == 200


def test_the_same_decision_made_twice_gets_the_same_answer(edge, waiting):
    path = f"/v1/flowrun/resume/{waiting['appRunId']}"
    body = {"decision": "approve", "waitId": waiting["waitState"]["id"]}
    assert edge.post(path, body).json == edge.post(path, body).json == {"by": "pat"}
    other = edge.post(path, {**body, "decision": "reject"})
    assert (other.status_code, other.json["code"]) == (409, "wait_decided")
    late = edge.post(path, {"decision": "approve"})
    assert (late.status_code, late.json["code"]) == (409, "run_not_waiting")


def test_a_key_makes_a_resume_safe_to_repeat_while_the_next_wait_is_open(edge):
    flow_id = edge.flow(
        approval("one", "two"), approval("two", "end"), final("end", ok=1), final("no")
    )
    run_id = edge.execute(flow_id).json["appRunId"]
    path, headers = f"/v1/flowrun/resume/{run_id}", {"Idempotency-Key": "k"}
    first = edge.post(path, {"decision": "approve"}, headers=headers)
    again = edge.post(path, {"decision": "approve"}, headers=headers)
    assert first.json["waitState"]["stepId"] == again.json["waitState"]["stepId"] == "two"
    other = edge.post(path, {"decision": "reject"}, headers=headers)
    assert (other.status_code, other.json["code"]) == (422, "idempotency_key_reused")


def test_an_expired_wait_cannot_be_decided(edge):
    flow_id = edge.flow(approval(expiresInSeconds=10), *ASKING[1:])
    run_id = edge.execute(flow_id).json["appRunId"]
    edge.world.time.sleep(11)
    answer = edge.post(f"/v1/flowrun/resume/{run_id}", {"decision": "approve"})
    assert (answer.status_code, answer.json["code"]) == (410, "wait_expired")


def test_a_delay_cannot_be_ended_from_outside(edge):
    run_id = edge.execute(edge.flow(step("d", "delay", None, seconds=60))).json["appRunId"]
    answer = edge.post(f"/v1/flowrun/resume/{run_id}", {"data": {}})
    assert (answer.status_code, answer.json["code"]) == (409, "run_not_waiting")


def test_cancel_ends_a_waiting_run_and_may_be_repeated(edge, waiting):
    path = f"/v1/flowrun/cancel/{waiting['appRunId']}"
    for _ in range(2):
        answer = edge.post(path)
        assert (answer.status_code, answer.json["status"]) == (200, "canceled")


def test_cancel_of_a_running_run_is_accepted(edge):
    edge.queue.is_idle = True
    run_id = edge.execute(edge.flow(), headers={"Prefer": "respond-async"}).json["appRunId"]
    edge.world.stores.runs.claim(run_id, "w", "t", 60)
    assert edge.post(f"/v1/flowrun/cancel/{run_id}").status_code == 202


def test_a_finished_run_cannot_be_canceled(edge):
    answer = edge.execute(edge.flow(), {"n": 1})
    gone = edge.post(f"/v1/flowrun/cancel/{answer.headers['X-App-Run-Id']}")
    assert (gone.status_code, gone.json["code"]) == (409, "run_finished")


def test_poll_is_small_and_knows_what_it_said(edge, waiting):
    path = f"/v1/flowrun/poll/{waiting['appRunId']}"
    view = edge.get(path)
    assert view.json["status"] == "waiting"
    assert view.json["currentStep"] == {"id": "ask", "name": "ask"}
    assert view.json["waitState"] == waiting["waitState"]
    etag = {"If-None-Match": view.headers["ETag"]}
    assert edge.get(path, headers=etag).status_code == 304
    assert edge.get(f"{path}?wait=1", headers=etag).status_code == 304
    edge.post(f"/v1/flowrun/resume/{waiting['appRunId']}", {"decision": "approve"})
    assert edge.get(f"{path}?wait=1", headers=etag).json["status"] == "completed"


@pytest.mark.parametrize("wait", ["-1", "61", "x", ""])
def test_a_bad_wait_is_refused(edge, waiting, wait):
    assert edge.get(f"/v1/flowrun/poll/{waiting['appRunId']}?wait={wait}").status_code == 422


def test_what_can_be_read_of_a_run(edge):
    flow_id = edge.flow(call("get", "end"), final("end", n="{{get.data.n}}"))
    run_id = edge.execute(flow_id, {"who": "Ada"}).headers["X-App-Run-Id"]

    def read(what):
        return edge.get(f"/v1/flowrun/{what}/{run_id}").json

    details = read("details")
    assert (details["status"], details["trigger"], details["version"]) == ("completed", "api", 1)
    assert details["counts"] == {"steps": 2, "claims": 1}
    assert read("inputs") == {"who": "Ada"}
    assert read("outputs") == {"n": 1}
    assert read("errorDetails")["error"] is None
    rows = read("steps")["data"]
    assert [(row["path"], row["status"], row["attempt"]) for row in rows] == [
        ("get", "completed", 1),
        ("end", "completed", 1),
    ]
    context = read("context")
    assert (context["who"], context["get"]["status"]) == ("Ada", 200)
    assert context["flow"]["executionId"] == run_id


def test_steps_come_in_pages(edge):
    steps = [step(f"s{n}", "set", f"s{n + 1}", values={"x": n}) for n in range(5)]
    run_id = edge.execute(edge.flow(*steps, final("s5"))).headers["X-App-Run-Id"]
    seen, cursor = [], ""
    while cursor is not None:
        page = edge.get(f"/v1/flowrun/steps/{run_id}?limit=2&cursor={cursor}").json
        seen += [row["stepId"] for row in page["data"]]
        cursor = page["nextCursor"]
    assert seen == [f"s{n}" for n in range(6)]
    assert edge.get(f"/v1/flowrun/steps/{run_id}?cursor=x").status_code == 422
    assert edge.get(f"/v1/flowrun/steps/{run_id}?limit=0").status_code == 422


def test_steps_are_read_from_the_end_too(edge):
    steps = [step(f"s{n}", "set", f"s{n + 1}", values={"x": n}) for n in range(5)]
    run_id = edge.execute(edge.flow(*steps, final("s5"))).headers["X-App-Run-Id"]
    path = f"/v1/flowrun/steps/{run_id}?order=desc&limit=4"
    last = edge.get(path).json
    assert [row["stepId"] for row in last["data"]] == ["s5", "s4", "s3", "s2"]
    first = edge.get(f"{path}&cursor={last['nextCursor']}").json
    assert [row["stepId"] for row in first["data"]] == ["s1", "s0"]
    assert first["nextCursor"] is None
    assert edge.get(f"/v1/flowrun/steps/{run_id}?order=up").status_code == 422


def test_error_details_name_the_cause_and_the_last_steps(edge):
    flow_id = edge.flow(step("a", "set", "f", values={}), step("f", "fail", code="X", message="m"))
    run_id = edge.execute(flow_id).headers["X-App-Run-Id"]
    found = edge.get(f"/v1/flowrun/errorDetails/{run_id}").json
    assert (found["error"]["code"], found["error"]["stepId"]) == ("X", "f")
    assert [row["stepId"] for row in found["lastSteps"]] == ["a", "f"]


def test_the_context_of_a_run_without_its_version_is_not_found(edge):
    run_id = edge.execute(edge.flow(), {"n": 1}).headers["X-App-Run-Id"]
    edge.world.plans._plans.clear()
    edge.world.stores.flows._versions.clear()
    assert edge.get(f"/v1/flowrun/context/{run_id}").status_code == 404


READS = ("poll", "details", "inputs", "outputs", "errorDetails", "steps", "context")


@pytest.mark.parametrize("what", READS)
def test_another_workspace_does_not_know_the_run(edge, waiting, what):
    stranger = edge.token("pat", "elsewhere")
    answer = edge.get(f"/v1/flowrun/{what}/{waiting['appRunId']}", as_=stranger)
    unknown = edge.get(f"/v1/flowrun/{what}/run_unknown")
    assert (answer.status_code, answer.json["code"]) == (404, "run_not_found")
    assert unknown.json["detail"] == answer.json["detail"]


@pytest.mark.parametrize("what", READS)
def test_a_key_reads_what_it_started_or_is_scoped_to(edge, waiting, what):
    path = f"/v1/flowrun/{what}/{waiting['appRunId']}"
    assert edge.get(path, as_=edge.key).status_code == 200
    assert edge.get(path, as_=edge.token("key", flow_ids=("flow_x",))).status_code == 403
