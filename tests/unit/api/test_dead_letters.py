"""Runs that failed stay in sight until somebody has dealt with them."""

from __future__ import annotations

import pytest

from tests.support.edge import Edge
from tests.support.world import final, step

BRANCH = {"id": "no", "type": "fail", "data": {"code": "NO", "message": "in a branch"}}


@pytest.fixture
def edge():
    return Edge()


def failing(edge):
    check = {**step("if", "condition", "end", expression="ok ?? false"), "elseNextStepId": "no"}
    return edge.flow(check, step("no", "fail", code="NO", message="no"), final("end"))


def failed(edge, flow_id, **inputs):
    answer = edge.execute(flow_id, inputs)
    assert answer.status_code == 422
    return answer.json["appRunId"]


def listed(edge, query=""):
    return [row["appRunId"] for row in edge.get(f"/v1/dead-letter{query}").json["data"]]


def test_a_failed_run_is_a_dead_letter_and_others_are_not(edge):
    flow_id = failing(edge)
    run_id = failed(edge, flow_id)
    assert edge.execute(flow_id, {"ok": True}).status_code == 200
    waiting = edge.execute(edge.flow(step("w", "wait", "end"), final("end"))).json["appRunId"]
    edge.post(f"/v1/flowrun/cancel/{waiting}")
    assert listed(edge) == [run_id]
    assert edge.get(f"/v1/flowrun/details/{run_id}").json["deadLetter"] is True
    assert listed(edge, f"?flowId={flow_id}") == [run_id]
    assert listed(edge, f"?flowId={edge.flow()}") == []


def test_only_the_run_that_somebody_started_is_one_and_none_of_its_parts(edge):
    branches = [{"name": "a", "steps": [BRANCH]}]
    run_id = failed(edge, edge.flow(step("p", "parallel", "end", branches=branches), final("end")))
    assert listed(edge) == [run_id]


def test_all_of_a_flow_are_run_again_with_their_inputs(edge):
    flow_id = failing(edge)
    runs = [failed(edge, flow_id, n=number) for number in range(3)]
    other = failed(edge, failing(edge))
    edge.world.time.sleep(1)  # what is started now is newer than every page of the list
    answer = edge.post("/v1/dead-letter/rerun", {"flowId": flow_id, "limit": 2}).json
    assert (answer["done"], answer["nextCursor"] is not None) == (2, True)
    rest = edge.post(
        "/v1/dead-letter/rerun", {"flowId": flow_id, "cursor": answer["nextCursor"]}
    ).json
    again = [row["newRunId"] for row in (*answer["data"], *rest["data"])]
    assert len(set(again)) == 3
    # They have failed again, and so they are dead letters now instead of the old ones.
    assert set(listed(edge)) == {other, *again}
    assert {edge.get(f"/v1/flowrun/inputs/{one}").json["n"] for one in again} == {0, 1, 2}
    assert not set(runs) & set(listed(edge))


def test_a_rerun_of_one_run_takes_it_off_the_list(edge):
    run_id = failed(edge, failing(edge))
    again = edge.post(f"/v1/flowrun/rerun/{run_id}", {"inputs": {"ok": True}})
    assert again.status_code == 200
    assert listed(edge) == []


@pytest.mark.parametrize("which", ["runIds", "flowId", "all"])
def test_dismissed_ones_stay_failed_and_are_off_the_list(edge, which):
    flow_id = failing(edge)
    run_id = failed(edge, flow_id)
    body = {"runIds": {"runIds": [run_id, "run_unknown"]}, "flowId": {"flowId": flow_id}}
    answer = edge.post("/v1/dead-letter/dismiss", body.get(which, {"all": True}))
    assert answer.json["done"] == 1
    assert listed(edge) == []
    assert edge.get(f"/v1/flowrun/poll/{run_id}").json["status"] == "failed"
    again = edge.post("/v1/dead-letter/dismiss", body.get(which, {"all": True}))
    assert again.json["done"] == 0


def test_another_workspaces_dead_letters_are_not_there(edge):
    run_id = failed(edge, failing(edge))
    _, eve = edge.user("eve", "admin", "elsewhere")
    answer = edge.post("/v1/dead-letter/dismiss", {"runIds": [run_id]}, as_=eve)
    assert answer.json["data"] == []
    assert listed(edge) == [run_id]


def test_who_may_not_run_a_flow_changes_nothing_of_its_letters(edge):
    flow_id = failing(edge)
    run_id = failed(edge, flow_id)
    edge.call("PATCH", f"/v1/flow/{flow_id}", {"visibility": "private"})
    _, bob = edge.user("bob")
    answer = edge.post("/v1/dead-letter/dismiss", {"runIds": [run_id]}, as_=bob)
    assert answer.json["data"][0]["error"]["code"] == "forbidden"
    assert listed(edge) == [run_id]


@pytest.mark.parametrize("body", [{}, {"all": False}, {"all": True, "flowId": "f"}, {"limit": 5}])
def test_which_ones_has_to_be_said(edge, body):
    assert edge.post("/v1/dead-letter/rerun", body).status_code == 422
