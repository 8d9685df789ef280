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
