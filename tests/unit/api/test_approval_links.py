"""Links that decide an approval: which, how often, until when, and who sees them."""

from __future__ import annotations

import pytest

from engine.steps.base import HttpResponse
from tests.support.asking import DONE, decide, inbox, with_people
from tests.support.world import each, final, step


@pytest.fixture
def edge():
    return with_people()


def mailed(edge, **data):
    """Return a waiting run and the link that its http-request sent before."""
    body = {"text": "Please decide: {{approval.links.page}}"}
    mail = step("mail", "http-request", "ask", method="POST", url="https://m.example", body=body)
    ask = {**step("ask", "user-approval", "end", message="ok?", **data), "rejectNextStepId": "no"}
    run = edge.execute(edge.flow(mail, ask, *DONE)).json
    sent = edge.world.sink.calls[-1].body.decode()
    return run["appRunId"], sent.partition("https://flows.example")[2].rstrip('"}')


def test_a_link_that_was_mailed_shows_what_is_asked_and_decides_by_post_only(edge):
    run_id, path = mailed(edge)
    for _ in range(2):
        shown = edge.http.get(path)
        assert (shown.json["status"], shown.json["message"]) == ("open", "ok?")
    assert edge.get(f"/v1/flowrun/poll/{run_id}").json["status"] == "waiting"
    done = edge.http.post(path, json={"decision": "approve"})
    assert (done.status_code, done.json["status"]) == (200, "decided")
    assert edge.get(f"/v1/flowrun/outputs/{run_id}").json["by"] == "approval link"
    assert edge.http.get(path).json["status"] == "closed"
    assert edge.http.post(path, json={"decision": "reject"}).status_code == 409


def test_a_decision_by_a_link_is_recorded_without_the_link(edge):
    run_id, path = mailed(edge)
    edge.http.post(path, json={"decision": "approve"})
    (entry,) = edge.get(f"/v1/audit?objectId={run_id}").json["data"]
    assert (entry["action"], entry["principal"]) == ("approvals.use_link", f"link:{run_id}")
    assert path.rpartition("/")[2] not in edge.get("/v1/audit").text


def test_a_link_is_seen_in_no_record_of_the_run(edge):
    run_id, path = mailed(edge)
    token = path.rpartition("/")[2]
    for what in ("steps", "context", "details"):
        assert token not in edge.get(f"/v1/flowrun/{what}/{run_id}").text


def test_a_link_alone_does_not_decide_where_people_are_named(edge):
    _, path = mailed(edge, approvers={"users": [edge.bob]})
    refused = edge.http.post(path, json={"decision": "approve"})
    assert (refused.status_code, refused.json["code"]) == (403, "not_approver")
    stranger = edge.post(path, {"decision": "approve"}, as_=edge.people["eve"])
    assert stranger.status_code == 403
    assert edge.post(path, {"decision": "approve"}, as_=edge.people["bob"]).status_code == 200


def test_a_link_that_was_tampered_with_is_none(edge):
    _, path = mailed(edge)
    name, _, mac = path.rpartition("/")[2].partition(".")
    forged = edge.engine.links.token("run_other").partition(".")[0]
    for token in (f"{forged}.{mac}", f"{name}.{'0' * 43}", name, "apr_", "apr_.", "apr_ä.x"):
        answer = edge.http.get(f"/v1/approval/link/{token}")
        assert (answer.status_code, answer.json["code"]) == (404, "link_not_found")


# Other waits -----------------------------------------------------------------------------------


def test_data_that_breaks_the_schema_of_a_wait_is_refused_with_its_place(edge):
    schema = {
        "type": "object",
        "required": ["n"],
        "properties": {"n": {"type": "integer"}, "id": {"type": "string", "pattern": "^a+$"}},
    }
    flow_id = edge.flow(
        step("w", "wait", "end", schema=schema), final("end", n="{{_resumeData.n}}")
    )
    run_id = edge.execute(flow_id).json["appRunId"]
    path = f"/v1/flowrun/resume/{run_id}"
    for data, pointer in (
        ({}, "/data"),
        ({"n": "x"}, "/data/n"),
        ({"n": 1, "id": "b"}, "/data/id"),
    ):
        answer = edge.post(path, {"data": data})
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer)
    assert edge.post(path, {"data": {"n": 1, "id": "aa"}}).json == {"n": 1}


@pytest.mark.parametrize(
    "schema", [{"type": "nope"}, {"pattern": "("}, {"$ref": "https://x.test/s"}, {"properties": 1}]
)
def test_a_schema_that_is_none_is_found_when_it_is_saved(edge, schema):
    steps = [{"id": "s", "type": "api", "nextStepId": "w"}, step("w", "wait", None, schema=schema)]
    issues = edge.post("/v1/flow", {"name": "F", "definition": {"steps": steps}}).json["issues"]
    assert [(issue["path"], issue["code"]) for issue in issues] == [
        ("/steps/1/data/schema", "invalid_schema")
    ]


def test_a_form_needs_a_conversation(edge):
    answer = edge.execute(edge.flow(step("f", "show-form", None, fields=[])))
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "CONVERSATION_REQUIRED")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"approvers": "{{who}}"}, "INVALID_APPROVAL"),
        (
            {"approvers": {"users": ["{{who}}"]}, "requiredApprovals": "{{0 - 1}}"},
            "INVALID_APPROVAL",
        ),
    ],
)
def test_an_approval_that_nobody_can_decide_fails(edge, data, code):
    ask = step("ask", "user-approval", "end", message="?", **data)
    answer = edge.execute(edge.flow(ask, *DONE), {"who": "bob"})
    assert (answer.status_code, answer.json["error"]["code"]) == (422, code)


def test_approvals_within_loops_are_told_apart(edge):
    ask = {**step("ask", "user-approval", None, message="{{item}}?"), "output": "said"}
    loop = each("loop", '{{["a", "b"]}}', ask)
    run_id = edge.execute(edge.flow(loop, final("end", n="{{loop.successfulItems}}"))).json[
        "appRunId"
    ]
    messages = []
    while rows := inbox(edge):
        messages.append(rows[0]["message"])
        decide(edge, run_id, waitId=rows[0]["waitId"])
    assert messages == ["a?", "b?"]
    assert edge.get(f"/v1/flowrun/outputs/{run_id}").json == {"n": 2}


def two_approvals(edge):
    """Return a run that mailed a link and waits for the first of two approvals, and the link."""
    body = {"text": "Please decide: {{approval.links.page}}"}
    mail = step("mail", "http-request", "ask", method="POST", url="https://m.example", body=body)
    ask = {**step("ask", "user-approval", "mail2", message="first?"), "rejectNextStepId": "no"}
    again = {**mail, "id": "mail2", "nextStepId": "ask2"}
    ask2 = {**step("ask2", "user-approval", "end", message="second?"), "rejectNextStepId": "no"}
    run = edge.execute(edge.flow(mail, ask, again, ask2, *DONE)).json
    return run["appRunId"], last_link(edge)


def last_link(edge):
    sent = edge.world.sink.calls[-1].body.decode()
    return sent.partition("https://flows.example")[2].rstrip('"}')


def test_link_decides_the_first_approval_after_it_and_no_other(edge):
    run_id, first = two_approvals(edge)
    assert edge.http.post(first, json={"decision": "approve"}).status_code == 200
    second = last_link(edge)
    assert second != first
    open_ = edge.get(f"/v1/flowrun/poll/{run_id}").json["waitState"]["id"]
    assert edge.http.get(first).json["status"] == "closed"
    for body in ({"decision": "reject"}, {"decision": "reject", "waitId": open_}):
        assert edge.http.post(first, json=body).status_code == 409
    assert edge.get(f"/v1/flowrun/poll/{run_id}").json["status"] == "waiting"
    assert edge.http.get(second).json["message"] == "second?"
    assert edge.http.post(second, json={"decision": "approve"}).status_code == 200
    assert edge.get(f"/v1/flowrun/poll/{run_id}").json["status"] == "completed"


def test_same_decision_by_a_link_made_again_is_answered_alike(edge):
    _, path = mailed(edge)
    wait_id = edge.http.get(path).json["waitId"]
    body = {"decision": "approve", "waitId": wait_id}
    assert [edge.http.post(path, json=body).status_code for _ in range(2)] == [200, 200]
    assert edge.http.post(path, json={**body, "decision": "reject"}).status_code == 409


def test_link_of_a_later_approval_does_not_decide_an_earlier_one(edge):
    run_id, _ = two_approvals(edge)
    later = edge.engine.links.token(run_id, 1)
    answer = edge.http.post(f"/v1/approval/link/{later}", json={"decision": "approve"})
    assert answer.status_code == 409
    assert edge.http.get(f"/v1/approval/link/{later}").json["status"] == "closed"


def test_revoked_link_decides_nothing_and_a_renewed_one_does(edge):
    run_id, path = mailed(edge)
    assert edge.call("DELETE", f"/v1/approval/{run_id}/link").json["revoked"] is True
    assert edge.http.get(path).json["status"] == "closed"
    assert edge.http.post(path, json={"decision": "approve"}).status_code == 409
    renewed = edge.post(f"/v1/approval/{run_id}/link").json["url"]
    fresh = renewed.partition("https://flows.example")[2]
    assert edge.http.post(path, json={"decision": "approve"}).status_code == 409
    newest = edge.post(f"/v1/approval/{run_id}/link").json["url"]
    assert edge.http.post(fresh, json={"decision": "approve"}).status_code == 409
    newest = newest.partition("https://flows.example")[2]
    assert edge.http.post(newest, json={"decision": "approve"}).status_code == 200
    assert edge.call("DELETE", f"/v1/approval/{run_id}/link").status_code == 409


def test_link_is_renewed_by_those_who_may_decide_and_where_links_may(edge):
    run_id, _ = mailed(edge, approvers={"users": [edge.bob]}, allowLink=True)
    path = f"/v1/approval/{run_id}/link"
    assert edge.post(path, as_=edge.people["eve"]).status_code == 403
    assert edge.post(path, as_=edge.people["bob"]).status_code == 200
    other, _ = mailed(edge, allowLink=False)
    refused = edge.post(f"/v1/approval/{other}/link")
    assert (refused.status_code, refused.json["code"]) == (409, "link_not_allowed")


def test_link_of_an_older_version_decides_the_first_approval_of_its_run(edge):
    run_id, _ = two_approvals(edge)
    links = edge.engine.links
    name = links.token(run_id).partition(".")[0]
    path = f"/v1/approval/link/{name}.{links._old_mac(run_id)}"
    assert edge.http.post(path, json={"decision": "approve"}).status_code == 200
    assert edge.http.post(path, json={"decision": "approve"}).status_code == 409


def test_link_that_a_service_says_back_is_masked_before_and_after_the_decision(edge):
    edge.world.sink.answer = lambda request: HttpResponse(
        200, {"content-type": "application/json"}, request.body, 1
    )
    body = {"text": "{{approval.links.page}}"}
    mail = step("mail", "http-request", "ask", method="POST", url="https://m.example", body=body)
    ask = {**step("ask", "user-approval", "send", message="{{mail.data.text}}")}
    send = step(
        "send",
        "http-request",
        "end",
        method="POST",
        url="https://m.example",
        body="{{mail.data.text}}",
    )
    done = final("end", all="{{[mail, approval]}}")
    run = edge.execute(edge.flow({**mail, "output": "mail"}, ask, send, done)).json
    path = last_link(edge)
    token, run_id = path.rpartition("/")[2], run["appRunId"]

    def require_masked():
        shown = [edge.get(f"/v1/flowrun/{what}/{run_id}").text for what in READS]
        shown += [edge.get("/v1/approval").text, repr(vars(edge.world.stores.runs))]
        assert not [text for text in shown if token in text]

    require_masked()
    assert edge.http.post(path, json={"decision": "approve"}).status_code == 200
    assert token in edge.world.sink.calls[-1].body.decode()
    require_masked()


READS = ("steps", "context", "details", "poll", "outputs", "inputs")


def test_link_of_a_parent_decides_the_first_approval_below_it(edge):
    ask = {**step("ask", "user-approval", "ask2", message="first?"), "rejectNextStepId": "no"}
    ask2 = {**step("ask2", "user-approval", "end", message="second?"), "rejectNextStepId": "no"}
    child = edge.flow(ask, ask2, *DONE)
    body = {"text": "{{approval.links.page}}"}
    mail = step("mail", "http-request", "sub", method="POST", url="https://m.example", body=body)
    edge.execute(edge.flow(mail, step("sub", "run-flow", "end", flowId=child), final("end")))
    path = last_link(edge)
    assert edge.http.get(path).json["message"] == "first?"
    assert edge.http.post(path, json={"decision": "approve"}).status_code == 200
    assert edge.http.get(path).json["status"] == "closed"
    assert edge.http.post(path, json={"decision": "approve"}).status_code == 409
