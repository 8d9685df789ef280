"""Who counts as whom where people decide, and how many have to be left to."""

from __future__ import annotations

import pytest

from tests.support.asking import asking, decide, started_by, with_people
from tests.support.edge import bearer


@pytest.fixture
def edge():
    return with_people()


# One person, one voice -------------------------------------------------------------------------


def approval_link(edge, run_id):
    return f"/v1/approval/link/{edge.engine.links.token(run_id)}"


def test_a_person_counts_once_whatever_token_he_comes_with(edge):
    flow_id, run_id = started_by(edge, "ada", requiredApprovals=3, allowSelf=True)
    assert decide(edge, run_id, "ada").json["approvals"] == 1
    key = edge.post("/v1/key", {"name": "k", "flowIds": [flow_id]}, as_=edge.people["ada"]).json
    resume = f"/v1/flowrun/resume/{run_id}"
    again = edge.post(resume, {"decision": "approve", "comment": "k"}, as_=bearer(key["token"]))
    assert (again.status_code, again.json["code"]) == (409, "already_voted")
    by_link = edge.http.post(approval_link(edge, run_id), json={"decision": "approve"})
    assert (by_link.status_code, by_link.json["code"]) == (403, "not_approver")
    (vote,) = edge.world.read(run_id).wait.votes
    assert vote.principal == edge.ada


def test_a_link_is_no_approver_where_several_are_needed_even_if_the_step_allows_it(edge):
    _, run_id = started_by(edge, "ada", requiredApprovals=2, allowLink=True)
    refused = edge.http.post(approval_link(edge, run_id), json={"decision": "approve"})
    assert (refused.status_code, refused.json["code"]) == (403, "not_approver")


@pytest.mark.parametrize("given", [{"allowSelf": False}, {"approvers": True, "allowSelf": False}])
def test_who_may_not_approve_his_own_run_does_not_do_so_by_its_link(edge, given):
    if "approvers" in given:
        given = {**given, "approvers": {"users": [edge.ada]}}
    _, run_id = started_by(edge, "ada", **given)
    assert decide(edge, run_id, "ada").json["code"] == "self_approval_forbidden"
    refused = edge.http.post(approval_link(edge, run_id), json={"decision": "approve"})
    assert (refused.status_code, refused.json["code"]) == (403, "not_approver")
    assert edge.world.read(run_id).wait is not None


def test_a_run_by_ones_own_share_link_is_ones_own(edge):
    flow_id, _ = started_by(edge, "ada", allowSelf=False)
    ada = edge.people["ada"]
    share = edge.post(f"/v1/flow/{flow_id}/share", {}, as_=ada).json["token"]
    run_id = edge.http.post(f"/v1/flow/share/execute/{share}", json={}).json["appRunId"]
    refused = decide(edge, run_id, "ada")
    assert (refused.status_code, refused.json["code"]) == (403, "self_approval_forbidden")
    assert decide(edge, run_id).status_code == 200


# Handing on ------------------------------------------------------------------------------------


def hand_on(edge, run_id, who, to):
    return edge.post(f"/v1/approval/{run_id}/delegate", {"to": to}, as_=edge.people[who])


@pytest.mark.parametrize("to", ["bob@x.test", "bob"])
def test_an_approval_is_not_handed_on_to_where_too_few_are_left(edge, to):
    approvers = {"users": ["ada@x.test", "bob@x.test"]}
    run_id = asking(edge, approvers=approvers, requiredApprovals=2)["appRunId"]
    refused = hand_on(edge, run_id, "ada", edge.bob if to == "bob" else to)
    assert (refused.status_code, refused.json["code"]) == (409, "too_few_approvers")
    assert hand_on(edge, run_id, "ada", edge.eve).status_code == 200
    assert [decide(edge, run_id, who).json["approvals"] for who in ("eve", "bob")] == [1, 2]


def test_who_has_approved_counts_though_he_hands_on(edge):
    approvers = {"users": [edge.ada, edge.bob]}
    run_id = asking(edge, approvers=approvers, requiredApprovals=2)["appRunId"]
    assert decide(edge, run_id, "ada").json["approvals"] == 1
    assert hand_on(edge, run_id, "ada", edge.bob).status_code == 200
    assert decide(edge, run_id, "bob").json["status"] == "decided"


def test_a_group_is_taken_to_hold_as_many_as_are_needed(edge):
    group = edge.post("/v1/group", {"name": "G", "members": [edge.bob, edge.eve]}).json["id"]
    approvers = {"users": [edge.ada], "groups": [group]}
    run_id = asking(edge, approvers=approvers, requiredApprovals=2)["appRunId"]
    assert hand_on(edge, run_id, "ada", edge.bob).status_code == 200
