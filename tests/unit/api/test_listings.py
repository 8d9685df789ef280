from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.edge import Edge, approval
from tests.support.world import final, step


@pytest.fixture
def edge():
    return Edge()


def started(edge, flow_id, **given):
    edge.world.time.sleep(1)
    return edge.execute(flow_id, {"n": 1}, **given).headers["X-App-Run-Id"]


def ids(answer):
    assert answer.status_code == 200, answer.json
    return [run["appRunId"] for run in answer.json["data"]]


def test_runs_are_listed_newest_first_in_pages(edge):
    flow_id = edge.flow()
    made = [started(edge, flow_id) for _ in range(5)]
    found, cursor = [], ""
    while cursor is not None:
        page = edge.get("/v1/flowrun", query_string={"limit": 2, "cursor": cursor})
        found += ids(page)
        cursor = page.json["nextCursor"]
    assert found == made[::-1]


def test_a_row_says_what_a_person_looks_for(edge):
    flow_id = edge.flow(step("boom", "fail", message="out of paper"))
    run_id = started(edge, flow_id)
    (row,) = edge.get(f"/v1/flow/{flow_id}/logs").json["data"]
    assert (row["appRunId"], row["status"], row["trigger"], row["version"]) == (
        run_id,
        "failed",
        "api",
        1,
    )
    assert row["error"]["message"] == "out of paper"
    assert row["durationMs"] is not None


def test_each_filter_leaves_what_it_names(edge):
    done, waiting = edge.flow(), edge.flow(approval(), final("end"), final("no"))
    first = started(edge, done)
    at = edge.world.time.now()
    second = started(edge, waiting)
    for query, wanted in (
        ({"flowId": done}, [first]),
        ({"status": "waiting"}, [second]),
        ({"status": "waiting,completed"}, [second, first]),
        ({"status": "failed"}, []),
        ({"trigger": "api"}, [second, first]),
        ({"trigger": "schedule"}, []),
        ({"version": 1}, [second, first]),
        ({"version": 2}, []),
        ({"to": (at).isoformat()}, []),
        ({"from": (at).isoformat()}, [second, first]),
        ({"text": second[:12]}, [second]),
    ):
        assert ids(edge.get("/v1/flowrun", query_string=query)) == wanted, query


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"status": "nice"}, "status"),
        ({"status": "waiting,"}, "status"),
        ({"limit": "101"}, "limit"),
        ({"from": "yesterday"}, "from"),
        ({"cursor": "x"}, "cursor"),
        ({"cursor": "2026-01-01~run"}, "cursor"),
        ({"cursor": "0001-01-01T00:00:00+14:00~run"}, "cursor"),
        ({"cursor": "9999-12-31T23:59:59-14:00~run"}, "cursor"),
        ({"nice": "1"}, "nice"),
    ],
)
def test_a_wrong_filter_is_named(edge, query, name):
    answer = edge.get("/v1/flowrun", query_string=query)
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, f"/{name}")


def test_a_list_holds_what_the_caller_may_see(edge):
    _, ada = edge.user("ada")
    _, bob = edge.user("bob")
    shared = edge.flow()
    private = edge.post("/v1/flow", {"name": "P", "definition": {"steps": []}}, as_=ada).json["id"]
    edge.call("PATCH", f"/v1/flow/{private}", {"visibility": "private"}, as_=ada)
    steps = [{"id": "start", "type": "api", "nextStepId": "end"}, final("end")]
    edge.call("PATCH", f"/v1/flow/{private}", {"definition": {"steps": steps}}, as_=ada)
    edge.post(f"/v1/flow/{private}/publish", as_=ada)
    theirs, hers = started(edge, shared), started(edge, private, as_=ada)
    key = edge.token("key", flow_ids=(shared,))
    assert ids(edge.get("/v1/flowrun")) == [hers, theirs]
    assert ids(edge.get("/v1/flowrun", as_=ada)) == [hers, theirs]
    assert ids(edge.get("/v1/flowrun", as_=bob)) == [theirs]
    assert ids(edge.get("/v1/flowrun", as_=key)) == [theirs]
    assert ids(edge.get("/v1/flowrun", as_=edge.token("pat", "elsewhere"))) == []
    assert edge.get(f"/v1/flowrun?flowId={private}", as_=bob).status_code == 403


def test_who_started_a_run_sees_it_after_losing_the_flow(edge):
    _, ada = edge.user("ada")
    flow_id = edge.flow()
    run_id = started(edge, flow_id, as_=ada)
    edge.call("PATCH", f"/v1/flow/{flow_id}", {"visibility": "private"})
    assert ids(edge.get("/v1/flowrun", as_=ada)) == [run_id]


def test_a_rerun_repeats_inputs_and_version_unless_told_otherwise(edge):
    flow_id = edge.flow()
    run_id = started(edge, flow_id)
    start = {"id": "start", "type": "api", "nextStepId": "end"}
    new = {"definition": {"steps": [start, final("end", other="{{n}}")]}}
    edge.call("PATCH", f"/v1/flow/{flow_id}", new)
    edge.post(f"/v1/flow/{flow_id}/publish")
    path = f"/v1/flowrun/rerun/{run_id}"
    again = edge.post(path)
    assert again.json == {"n": 1}
    assert again.headers["X-App-Run-Id"] != run_id
    assert edge.post(path, {"inputs": {"n": 5}}).json == {"n": 5}
    assert edge.post(path, {"version": "latest"}).json == {"other": 1}


def test_a_rerun_of_a_key_that_was_sent_twice_is_one(edge):
    run_id = started(edge, edge.flow())
    once = {"Idempotency-Key": "again"}
    first, second = (
        edge.post(f"/v1/flowrun/rerun/{run_id}", headers=once).headers["X-App-Run-Id"]
        for _ in range(2)
    )
    assert first == second


def test_a_rerun_starts_only_where_the_version_has_such_a_trigger(edge):
    flow_id = edge.flow()
    run_id = started(edge, flow_id)
    steps = [{"id": "start", "type": "schedule", "nextStepId": "end"}, final("end")]
    edge.call("PATCH", f"/v1/flow/{flow_id}", {"definition": {"steps": steps}})
    answer = edge.post(f"/v1/flowrun/rerun/{run_id}", {"version": "draft"})
    assert (answer.status_code, answer.json["code"]) == (409, "no_trigger")


def asking_flow(edge):
    """Return a flow that keeps a result, asks a person, and shows what it kept."""
    first = step("first", "set", "ask", values={"x": "{{n + 1}}"})
    return edge.flow(first, approval(), final("end", x="{{x}}"), final("no", x="no"))


def test_a_rerun_from_a_step_takes_over_what_happened_before_it(edge):
    flow_id = asking_flow(edge)
    run_id = started(edge, flow_id)
    edge.post(f"/v1/flowrun/resume/{run_id}", {"decision": "reject"})
    again = edge.post(f"/v1/flowrun/rerun/{run_id}", {"fromStepId": "ask"})
    assert again.json["status"] == "waiting"
    new_id = again.json["appRunId"]
    done = edge.post(f"/v1/flowrun/resume/{new_id}", {"decision": "approve"})
    assert done.json == {"x": 2}
    shown = edge.get(f"/v1/flowrun/steps/{new_id}").json["data"]
    old = edge.get(f"/v1/flowrun/steps/{run_id}").json["data"]
    assert shown[0] == old[0]
    assert [row["stepId"] for row in shown] == ["first", "ask", "ask", "end"]
    assert edge.get(f"/v1/flowrun/outputs/{run_id}").json == {"x": "no"}


def test_a_large_past_is_taken_over_alike(edge):
    edge.world.runs = replace(
        edge.world.runs, limits=replace(edge.world.runs.limits, tail_bytes=10)
    )
    edge.engine.runs = edge.world.runs
    run_id = started(edge, asking_flow(edge))
    again = edge.post(f"/v1/flowrun/rerun/{run_id}", {"fromStepId": "ask"})
    new_id = again.json["appRunId"]
    assert edge.post(f"/v1/flowrun/resume/{new_id}", {"decision": "approve"}).json == {"x": 2}


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"fromStepId": "none"}, 422, "unknown_step"),
        ({"fromStepId": "end"}, 409, "step_not_reached"),
        ({"fromStepId": "ask", "inputs": {}}, 422, "invalid_request"),
        ({"fromStepId": "ask", "version": 1}, 422, "invalid_request"),
    ],
)
def test_a_rerun_from_where_the_run_never_was_is_refused(edge, body, status, code):
    run_id = started(edge, asking_flow(edge))
    answer = edge.post(f"/v1/flowrun/rerun/{run_id}", body)
    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_the_same_key_from_another_step_is_another_call(edge):
    run_id = started(edge, asking_flow(edge))
    once = {"Idempotency-Key": "again"}
    path = f"/v1/flowrun/rerun/{run_id}"
    assert edge.post(path, {"fromStepId": "ask"}, headers=once).status_code == 202
    assert edge.post(path, {"fromStepId": "ask"}, headers=once).status_code == 202
    answer = edge.post(path, headers=once)
    assert (answer.status_code, answer.json["code"]) == (422, "idempotency_key_reused")


@pytest.mark.parametrize("path", ["sdk/flow/{}/execute", "client/app/{}/execute"])
def test_the_official_clients_run_flows_by_their_own_routes(edge, path):
    flow_id = edge.flow()
    hook = {"x-hook-id": "anything"}
    answer = edge.post(f"/v1/{path.format(flow_id)}", {"n": 4}, as_=edge.key, headers=hook)
    assert answer.json == {"n": 4}


def bulk(edge, action, **body):
    answer = edge.post(f"/v1/flowrun/{action}", body)
    assert answer.status_code == 200, answer.json
    return answer.json


def test_waiting_runs_are_canceled_by_filter_in_pages(edge):
    flow_id, other = edge.flow(approval(), final("end"), final("no")), edge.flow()
    made = [started(edge, flow_id) for _ in range(3)]
    ended = started(edge, other)
    first = bulk(edge, "cancel", flowId=flow_id, limit=2)
    assert [one["appRunId"] for one in first["data"]] == made[:0:-1]
    rest = bulk(edge, "cancel", flowId=flow_id, limit=2, cursor=first["nextCursor"])
    assert (first["done"], rest["done"], rest["nextCursor"]) == (2, 1, None)
    assert {edge.world.read(run_id).status for run_id in made} == {"canceled"}
    assert edge.world.read(ended).status == "completed"


def test_a_run_that_cannot_be_canceled_says_why_and_the_others_are(edge):
    flow_id = edge.flow()
    run_id = started(edge, flow_id)
    (one,) = bulk(edge, "cancel", flowId=flow_id, status="completed")["data"]
    assert one == {
        "appRunId": run_id,
        "status": "completed",
        "error": {"code": "run_finished", "message": "the run is already completed"},
    }


def test_failed_runs_are_started_again_once_a_key(edge):
    flow_id = edge.flow(step("boom", "fail", message="no"))
    old = started(edge, flow_id)
    key = {"Idempotency-Key": "again"}
    edge.world.time.sleep(1)
    body = {"flowId": flow_id, "to": "2026-01-01T00:00:01.500Z"}
    answers = [edge.post("/v1/flowrun/rerun", body, headers=key).json for _ in range(2)]
    assert answers[0] == answers[1]
    ((one,),) = (answers[0]["data"],)
    assert (one["appRunId"], one["status"]) == (old, "failed")
    assert ids(edge.get(f"/v1/flow/{flow_id}/logs")) == [one["newRunId"], old]
    assert edge.get(f"/v1/flowrun/inputs/{one['newRunId']}").json == {"n": 1}


def test_nobody_means_every_run_by_an_empty_body(edge):
    for action in ("cancel", "rerun"):
        assert edge.post(f"/v1/flowrun/{action}", {"limit": 5}).status_code == 422


def test_a_key_does_nothing_to_runs_that_are_not_its_own(edge):
    flow_id = edge.flow(approval(), final("end"), final("no"))
    started(edge, flow_id)
    stranger = edge.token("key", flow_ids=("flow_other",))
    answer = edge.post("/v1/flowrun/cancel", {"status": "waiting"}, as_=stranger)
    assert answer.json["data"] == []
