from __future__ import annotations

import pytest

from tests.support.edge import Edge


@pytest.fixture
def edge():
    return Edge()


@pytest.fixture
def path(edge):
    flow_id = edge.flow()
    path = f"/v1/flow/{flow_id}/schedule"
    body = {"cron": "0 9 * * 1", "data": {"inputs": {"n": 7}}}
    assert edge.post(path, body).status_code == 200
    return path


def test_a_paused_schedule_fires_no_more_until_it_is_resumed(edge, path):
    before = edge.get(path).json
    paused = edge.post(f"{path}/pause").json
    assert (paused["status"], paused["nextFires"]) == ("paused", [])
    assert edge.post(f"{path}/pause").json == paused
    resumed = edge.post(f"{path}/resume").json
    assert (resumed["status"], resumed["nextFires"]) == ("active", before["nextFires"])
    assert edge.post(f"{path}/resume").json == resumed


def test_all_schedules_are_listed_in_pages(edge):
    planned = []
    for number in range(5):
        flow_id = edge.flow()
        if number != 2:
            assert (
                edge.post(f"/v1/flow/{flow_id}/schedule", {"cron": "0 9 * * 1"}).status_code < 300
            )
            planned.append(flow_id)
    first = edge.get("/v1/schedule?limit=3").json
    last = edge.get(f"/v1/schedule?limit=3&cursor={first['nextCursor']}").json
    assert last["nextCursor"] is None
    assert [one["flowId"] for one in first["data"] + last["data"]] == sorted(planned)


def test_a_schedule_of_a_flow_that_one_may_not_see_is_not_listed(edge, path):
    flow_id = path.split("/")[3]
    assert edge.call("PATCH", f"/v1/flow/{flow_id}", {"visibility": "private"}).status_code == 200
    _, bob = edge.user("Bob")
    assert edge.get("/v1/schedule", as_=bob).json["data"] == []
    assert [one["flowId"] for one in edge.get("/v1/schedule").json["data"]] == [flow_id]
    assert edge.call("DELETE", f"/v1/flow/{flow_id}").status_code == 200
    assert edge.get("/v1/schedule").json["data"] == []


@pytest.mark.parametrize("action", ["pause", "resume"])
def test_a_canceled_schedule_is_set_anew_and_not_resumed(edge, path, action):
    edge.post(f"{path}-cancel")
    answer = edge.post(f"{path}/{action}")
    assert (answer.status_code, answer.json["code"]) == (409, "schedule_canceled")


def test_a_run_out_of_turn_has_the_inputs_of_the_schedule_and_a_key_makes_it_one(edge, path):
    once = {"Idempotency-Key": "now"}
    first = edge.post(f"{path}/run-now", headers=once)
    assert (first.status_code, first.json["status"]) == (202, "running")
    again = edge.post(f"{path}/run-now", headers=once)
    run_id = first.headers["X-App-Run-Id"]
    assert again.headers["X-App-Run-Id"] == run_id
    assert edge.get(f"/v1/flowrun/outputs/{run_id}").json == {"n": 7}


def test_without_a_schedule_there_is_nothing_to_run(edge):
    answer = edge.post(f"/v1/flow/{edge.flow()}/schedule/run-now")
    assert (answer.status_code, answer.json["code"]) == (404, "schedule_not_found")
