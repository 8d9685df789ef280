"""What waits in a child, as callers of its ancestors see and resolve it."""

from __future__ import annotations

import pytest

from tests.support.edge import Edge, approval
from tests.support.world import final, step


@pytest.fixture
def edge():
    return Edge()


def asking(name):
    return {
        "name": name,
        "steps": [{**approval(name, None), "rejectNextStepId": None, "output": name}],
    }


def flow(edge, *names):
    branches = [asking(name) for name in names]
    made = {**step("all", "parallel", "end", branches=branches), "output": "all"}
    outputs = {name: f"{{{{all.branches.{name}.{name}.decision}}}}" for name in names}
    return edge.flow(made, final("end", **outputs))


def test_what_a_child_waits_for_is_the_answer_to_the_call(edge):
    answer = edge.execute(flow(edge, "one"))
    assert answer.status_code == 202
    state = answer.json["waitState"]
    assert (state["type"], state["stepId"], state["message"]) == ("user-approval", "one", "ok?")
    assert state["appRunId"] != answer.json["appRunId"]
    poll = edge.get(f"/v1/flowrun/poll/{answer.json['appRunId']}").json
    assert poll["waitState"] == state
    assert edge.get(f"/v1/flowrun/poll/{state['appRunId']}").json["waitState"]["id"] == state["id"]


def test_the_only_wait_below_is_resumed_on_the_ancestor_and_answers_for_it(edge):
    run_id = edge.execute(flow(edge, "one")).json["appRunId"]
    done = edge.post(f"/v1/flowrun/resume/{run_id}", {"decision": "approve"})
    assert (done.status_code, done.json) == (200, {"one": "approve"})


def test_of_several_waits_the_one_that_is_named_is_resumed(edge):
    answer = edge.execute(flow(edge, "a", "b"))
    path = f"/v1/flowrun/resume/{answer.json['appRunId']}"
    waits = {one["stepId"]: one["id"] for one in answer.json["waitState"]["waits"]}
    assert set(waits) == {"a", "b"}
    unclear = edge.post(path, {"decision": "approve"})
    assert (unclear.status_code, unclear.json["code"]) == (409, "wait_ambiguous")
    first = edge.post(path, {"decision": "reject", "waitId": waits["b"]})
    assert (first.status_code, first.json["waitState"]["stepId"]) == (202, "a")
    again = edge.post(path, {"decision": "reject", "waitId": waits["b"]})
    assert again.status_code == 202
    other = edge.post(path, {"decision": "approve", "waitId": waits["b"]})
    assert (other.status_code, other.json["code"]) == (409, "wait_decided")
    done = edge.post(path, {"decision": "approve"})
    assert done.json == {"a": "approve", "b": "reject"}


def test_a_key_makes_a_resume_below_safe_to_repeat(edge):
    answer = edge.execute(flow(edge, "a", "b"))
    path = f"/v1/flowrun/resume/{answer.json['appRunId']}"
    waits = [one["id"] for one in answer.json["waitState"]["waits"]]
    key = {"Idempotency-Key": "k"}
    body = {"decision": "approve", "waitId": waits[0]}
    assert edge.post(path, body, headers=key).status_code == 202
    assert edge.post(path, {"decision": "approve"}, headers=key).status_code == 202
    run = edge.world.read(answer.json["appRunId"])
    assert len(edge.world.stores.family.waiting_below(run.run_id, ["user-approval"], 9)) == 1


def test_details_name_the_children_and_their_parent(edge):
    run_id = edge.execute(flow(edge, "a", "b")).json["appRunId"]
    children = edge.get(f"/v1/flowrun/details/{run_id}").json["children"]
    assert [(child["name"], child["status"]) for child in children] == [
        ("a", "waiting"),
        ("b", "waiting"),
    ]
    child = edge.get(f"/v1/flowrun/details/{children[0]['appRunId']}").json
    assert child["parentId"] == run_id


def test_a_branch_is_not_started_again_without_its_run(edge):
    run_id = edge.execute(flow(edge, "a")).json["appRunId"]
    child = edge.get(f"/v1/flowrun/details/{run_id}").json["children"][0]["appRunId"]
    answer = edge.post(f"/v1/flowrun/rerun/{child}")
    assert (answer.status_code, answer.json["code"]) == (409, "part_of_a_run")


def test_a_canceled_parent_is_accepted_and_ends_after_its_children(edge):
    run_id = edge.execute(flow(edge, "a", "b")).json["appRunId"]
    answer = edge.post(f"/v1/flowrun/cancel/{run_id}")
    assert answer.status_code == 202
    assert edge.get(f"/v1/flowrun/poll/{run_id}").json["status"] == "canceled"


def definition_of(called, **data):
    call = {**step("sub", "run-flow", "end", flowId=called, **data), "output": "sub"}
    first = {"id": "start", "type": "api", "nextStepId": "sub"}
    return {"steps": [first, call, final("end", got="{{sub.text}}")]}


class Workspace:
    """Ada's private flow with a secret, and one of hers that every member may edit."""

    def __init__(self, edge, **private):
        self.edge = edge
        self.ada_id, self.ada = edge.user("ada")
        self.mal_id, self.mal = edge.user("mal")
        first = {"id": "start", "type": "api", "nextStepId": "end"}
        steps = {"steps": [first, final("end", text="a secret")]}
        self.hidden = self.flow({"visibility": "private", **private, "definition": steps})
        shared = {"visibility": "workspace", "definition": steps}
        self.common = self.flow(shared)

    def flow(self, body):
        made = self.edge.post("/v1/flow", {"name": "F", **body}, as_=self.ada).json["id"]
        assert self.publish(made, self.ada).status_code == 200
        return made

    def edit(self, who, definition=None, **changes):
        body = {"definition": definition} if definition else changes
        edited = self.edge.call("PATCH", f"/v1/flow/{self.common}", body, as_=who)
        assert edited.status_code == 200, edited.json

    def publish(self, flow_id, who):
        return self.edge.post(f"/v1/flow/{flow_id}/publish", as_=who)

    def code_of(self, who, version="draft"):
        path, body = f"/v1/flow/execute/{self.common}", {"version": version}
        answer = self.edge.post(path, body, as_=who)
        return "got" if answer.json.get("got") == "a secret" else answer.json["error"]["code"]


def test_who_edits_a_flow_of_the_workspace_reads_nobodys_private_flow_by_its_draft(edge):
    there = Workspace(edge)
    assert edge.get(f"/v1/flow/{there.hidden}", as_=there.mal).status_code == 403
    there.edit(there.mal, definition_of(there.hidden))
    assert there.code_of(there.mal) == "FLOW_FORBIDDEN"
    # Neither does the owner's run of it, nor another name that she gives it.
    there.edit(there.ada, name="G")
    assert there.code_of(there.ada) == there.code_of(there.mal) == "FLOW_FORBIDDEN"
    assert there.publish(there.common, there.mal).status_code == 200
    assert there.code_of(there.mal, "latest") == "FLOW_FORBIDDEN"


def test_what_an_author_may_run_her_flow_may_whoever_starts_it(edge):
    there = Workspace(edge)
    there.edit(there.ada, definition_of(there.hidden))
    assert there.code_of(there.mal) == "got"
    # The same definition is not another's for being saved again.
    there.edit(there.mal, definition_of(there.hidden))
    assert there.code_of(there.mal) == "got"
    assert there.publish(there.common, there.ada).status_code == 200
    there.edit(there.mal, {**definition_of(there.hidden), "control": {"priority": "low"}})
    assert there.code_of(there.mal, "latest") == "got"
    assert there.code_of(there.mal) == "FLOW_FORBIDDEN"
    there.edit(there.mal, definition_of(there.hidden))
    assert there.code_of(there.mal) == "FLOW_FORBIDDEN"


def test_a_step_that_is_tested_may_do_what_its_tester_may(edge):
    there = Workspace(edge)
    there.edit(there.ada, definition_of("{{wanted}}"))
    path = f"/v1/flow/{there.common}/test-step"
    body = {"stepId": "sub", "inputs": {"wanted": there.hidden}}
    refused = edge.post(path, body, as_=there.mal).json
    assert refused["step"]["error"]["code"] == "FLOW_FORBIDDEN", refused
    assert edge.post(path, body, as_=there.ada).json["status"] == "completed"


@pytest.mark.parametrize("role", ["admin", "member of a group", "the installation"])
def test_a_version_may_do_what_its_publisher_may_by_role_and_group(edge, role):
    there = Workspace(edge)
    who = there.mal
    if role == "admin":
        who = edge.user("grace", "admin")[1]
    elif role == "the installation":
        who = edge.admin
    else:
        group = edge.post("/v1/group", {"name": "G", "members": [there.mal_id]}).json["id"]
        grants = {
            "visibility": "shared",
            "sharedGroups": [{"groupId": group, "permission": "run"}],
        }
        path = f"/v1/flow/{there.hidden}"
        assert edge.call("PATCH", path, grants, as_=there.ada).status_code == 200
    there.edit(there.mal, definition_of(there.hidden))
    assert there.publish(there.common, who).status_code == 200
    assert there.code_of(there.mal, "latest") == "got"
