"""The inbox: who is asked, who may decide, and how often."""

from __future__ import annotations

import pytest

from tests.support.asking import DONE, asking, decide, inbox, started_by, with_people
from tests.support.edge import bearer
from tests.support.world import final, step


@pytest.fixture
def edge():
    return with_people()


def test_the_inbox_shows_what_a_person_needs_to_decide(edge):
    waiting = asking(edge, fields=[{"name": "why", "type": "string"}], expiresInSeconds=3600)
    (row,) = inbox(edge)
    assert row["appRunId"] == row["rootRunId"] == waiting["appRunId"]
    assert row["waitId"] == waiting["waitState"]["id"]
    assert (row["message"], row["payload"], row["stepName"]) == ("Pay 7?", {"amount": 7}, "ask")
    assert (row["flow"]["name"], row["flow"]["version"]) == ("F", 1)
    assert row["expiresAt"] == waiting["waitState"]["expiresAt"]
    assert row["fields"][0]["name"] == "why"
    assert (row["approvals"], row["requiredApprovals"], row["hasVoted"]) == (0, 1, False)
    assert decide(edge, row["appRunId"], waitId=row["waitId"]).json["status"] == "decided"
    assert inbox(edge) == []


def test_who_is_named_is_asked_though_he_may_not_run_the_flow(edge):
    run_id = asking(edge, approvers={"users": ["bob@x.test"]})["appRunId"]
    assert [row["appRunId"] for row in inbox(edge, "bob")] == [run_id]
    assert inbox(edge, "ada") == []
    refused = decide(edge, run_id, "ada")
    assert (refused.status_code, refused.json["code"]) == (403, "not_approver")
    assert decide(edge, run_id).json["code"] == "not_approver"
    done = edge.post(
        f"/v1/flowrun/resume/{run_id}", {"decision": "approve"}, as_=edge.people["bob"]
    )
    assert (done.status_code, done.json) == (200, {})
    output = edge.get(f"/v1/flowrun/outputs/{run_id}").json
    assert output == {"by": "bob", "votes": None}


def test_a_group_is_asked_by_whoever_is_in_it_now(edge):
    group = edge.post("/v1/group", {"name": "G", "members": [edge.ada]}).json["id"]
    run_id = asking(edge, approvers={"groups": [group]})["appRunId"]
    assert len(inbox(edge, "ada")) == 1
    assert inbox(edge, "bob") == []
    edge.call("PATCH", f"/v1/group/{group}", {"members": [edge.bob]})
    assert decide(edge, run_id, "ada").status_code == 403
    assert decide(edge, run_id, "bob").status_code == 200


def test_who_started_the_run_does_not_approve_it_where_people_are_named(edge):
    approvers = {"users": [edge.ada, edge.bob]}
    flow_id, run_id = started_by(edge, "ada", approvers=approvers)
    assert inbox(edge, "ada") == []
    refused = decide(edge, run_id, "ada")
    assert (refused.status_code, refused.json["code"]) == (403, "self_approval_forbidden")
    key = edge.post("/v1/key", {"name": "k", "flowIds": [flow_id]}, as_=edge.people["ada"]).json
    by_key = edge.execute(flow_id, as_=bearer(key["token"])).json["appRunId"]
    assert decide(edge, by_key, "ada").json["code"] == "self_approval_forbidden"
    assert decide(edge, by_key, "bob").status_code == 200
    assert decide(edge, run_id, "bob").status_code == 200


@pytest.mark.parametrize(
    ("data", "status"),
    [({}, 200), ({"allowSelf": False}, 403), ({"approvers": True, "allowSelf": True}, 200)],
)
def test_whether_one_may_approve_ones_own_run_can_be_said(edge, data, status):
    if "approvers" in data:
        data = {**data, "approvers": {"users": [edge.ada]}}
    _, run_id = started_by(edge, "ada", **data)
    assert decide(edge, run_id, "ada").status_code == status


def test_as_many_must_approve_as_are_needed_and_nobody_counts_twice(edge):
    approvers = {"users": [edge.ada, edge.bob, edge.eve]}
    run_id = asking(edge, approvers=approvers, requiredApprovals=2)["appRunId"]
    first = decide(edge, run_id, "ada", comment="fine")
    assert (first.json["status"], first.json["approvals"]) == ("open", 1)
    assert decide(edge, run_id, "ada", comment="fine").json == first.json
    other = decide(edge, run_id, "ada", comment="again")
    assert (other.status_code, other.json["code"]) == (409, "already_voted")
    (row,) = inbox(edge, "ada")
    assert (row["approvals"], row["hasVoted"]) == (1, True)
    assert edge.get(f"/v1/flowrun/poll/{run_id}").json["waitState"]["approvals"] == 1
    assert decide(edge, run_id, "bob").json["status"] == "decided"
    outputs = edge.get(f"/v1/flowrun/outputs/{run_id}").json
    assert outputs["by"] == "bob"
    assert [(vote["by"], vote["comment"]) for vote in outputs["votes"]] == [
        ("ada", "fine"),
        ("bob", None),
    ]


def test_one_rejection_is_enough(edge):
    approvers = {"users": [edge.ada, edge.bob]}
    run_id = asking(edge, approvers=approvers, requiredApprovals=2)["appRunId"]
    decide(edge, run_id, "ada")
    assert decide(edge, run_id, "bob", "reject").json["status"] == "decided"
    assert edge.get(f"/v1/flowrun/outputs/{run_id}").json == {"said": "no"}


@pytest.mark.parametrize(
    ("on_expire", "status", "way"),
    [("reject", "completed", "no"), ("approve", "completed", "yes"), (None, "failed", None)],
)
def test_an_approval_that_expires_goes_the_way_that_was_set(edge, on_expire, status, way):
    ask = step("ask", "user-approval", "yes", message="?", expiresInSeconds=60)
    if on_expire:
        ask["data"]["onExpire"] = on_expire
    ways = (final("yes", way="yes", by="{{approval.decidedBy}}"), final("no", way="no"))
    run_id = edge.execute(edge.flow({**ask, "rejectNextStepId": "no"}, *ways)).json["appRunId"]
    edge.world.wake(61)
    assert edge.get(f"/v1/flowrun/poll/{run_id}").json["status"] == status
    assert edge.get(f"/v1/flowrun/outputs/{run_id}").json.get("way") == way


def test_the_fields_of_an_approval_are_checked_when_it_is_approved(edge):
    fields = [{"name": "amount", "type": "number", "required": True, "max": 10}]
    run_id = asking(edge, fields=fields)["appRunId"]
    for sent, pointer in (({}, "/fields/amount"), ({"amount": 11}, "/fields/amount")):
        answer = decide(edge, run_id, fields=sent)
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer)
    assert decide(edge, run_id, fields={"amount": 3}).status_code == 200


def test_a_rejection_needs_no_fields(edge):
    run_id = asking(edge, fields=[{"name": "x", "required": True}])["appRunId"]
    assert decide(edge, run_id, decision="reject").status_code == 200


def test_an_approval_is_handed_on_by_who_is_asked(edge):
    run_id = asking(edge, approvers={"users": [edge.ada]})["appRunId"]
    path = f"/v1/approval/{run_id}/delegate"
    stranger = edge.post(path, {"to": edge.eve}, as_=edge.people["eve"])
    assert stranger.status_code == 403
    nobody = edge.post(path, {"to": "nobody@x.test"}, as_=edge.people["ada"])
    assert (nobody.status_code, nobody.json["errors"][0]["pointer"]) == (422, "/to")
    handed = edge.post(path, {"to": "bob@x.test"}, as_=edge.people["ada"])
    assert handed.json["approvers"] == {"users": [edge.bob], "groups": []}
    assert inbox(edge, "ada") == []
    assert decide(edge, run_id, "ada").status_code == 403
    assert decide(edge, run_id, "bob").status_code == 200


def test_who_manages_the_flow_may_ask_one_more(edge):
    run_id = asking(edge, approvers={"users": [edge.ada]})["appRunId"]
    handed = edge.post(f"/v1/approval/{run_id}/delegate", {"to": edge.bob})
    assert handed.json["approvers"]["users"] == sorted([edge.ada, edge.bob])
    assert decide(edge, run_id, "ada").status_code == 200


def test_a_reminder_is_seen(edge):
    run_id = asking(edge, approvers={"users": [edge.ada]})["appRunId"]
    assert edge.post(f"/v1/approval/{run_id}/remind").status_code == 200
    (row,) = inbox(edge, "ada")
    assert row["remindedAt"] == "2026-01-01T00:00:00.000Z"


def test_what_is_done_to_an_approval_is_recorded(edge):
    run_id = asking(edge, approvers={"users": [edge.ada]})["appRunId"]
    edge.post(f"/v1/approval/{run_id}/remind")
    edge.post(f"/v1/approval/{run_id}/delegate", {"to": edge.bob})
    decide(edge, run_id, "bob")
    found = edge.get(f"/v1/audit?objectId={run_id}").json["data"]
    assert {entry["action"] for entry in found} == {
        "approvals.remind",
        "approvals.delegate",
        "approvals.decide",
    }


@pytest.mark.parametrize("action", ["decide", "delegate", "remind"])
def test_an_approval_that_is_over_or_foreign_is_acted_on_no_more(edge, action):
    run_id = asking(edge)["appRunId"]
    body = {"decide": {"decision": "approve"}, "delegate": {"to": edge.bob}}.get(action, {})
    path = f"/v1/approval/{run_id}/{action}"
    foreign = edge.token("pat", "elsewhere")
    assert edge.post(path, body, as_=foreign).status_code == 404
    stale = edge.post(path, {**body, "waitId": "wait_other"})
    assert (stale.status_code, stale.json["code"]) == (409, "wait_not_open")
    edge.post(f"/v1/flowrun/cancel/{run_id}")
    over = edge.post(path, body)
    assert (over.status_code, over.json["code"]) == (409, "run_not_waiting")


def test_an_inbox_comes_in_pages(edge):
    flow_id = edge.flow({**step("ask", "user-approval", "end", message="?")}, *DONE)
    made = []
    for _ in range(5):
        edge.world.time.sleep(1)
        made.append(edge.execute(flow_id).json["appRunId"])
    found, cursor = [], ""
    while cursor is not None:
        page = edge.get("/v1/approval", query_string={"limit": 2, "cursor": cursor}).json
        found += [row["appRunId"] for row in page["data"]]
        cursor = page["nextCursor"]
    assert found == made
