from __future__ import annotations

import pytest

from tests.support.world import final

STEPS = [{"id": "start", "type": "api", "nextStepId": "end"}, final("end")]


def created(edge, **given):
    body = {"name": "F", "definition": {"steps": STEPS}, **given}
    return edge.post("/v1/flow", body)


def test_a_new_flow_is_answered_with_its_id_and_issues(edge):
    answer = created(edge, description="d")
    flow = answer.json
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/v1/flow/{flow['id']}"
    assert flow["_id"] == flow["id"]
    assert (flow["name"], flow["description"], flow["rev"]) == ("F", "d", 1)
    assert (flow["issues"], flow["definition"]) == ([], {"steps": STEPS})
    assert edge.get(f"/v1/flow/{flow['id']}").json == flow


def test_an_unfinished_definition_is_kept_with_its_issues_and_not_published(edge):
    answer = created(edge, definition={"steps": [{"id": "a", "type": "nope"}], "x": 1})
    issues = answer.json["issues"]
    assert {issue["code"] for issue in issues if issue["severity"] == "error"} == {
        "unknown_step_type",
        "no_trigger",
    }
    refused = edge.post(f"/v1/flow/{answer.json['id']}/publish")
    assert (refused.status_code, refused.json["code"]) == (422, "invalid_flow")
    assert refused.json["issues"] == issues


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": "F"},
        {"name": 1, "definition": {}},
        {"name": "", "definition": {}},
        {"name": "x" * 201, "definition": {}},
        {"name": "F", "definition": []},
        {"name": "F", "definition": {}, "visibility": "public"},
        {"name": "F", "definition": {}, "workspaceId": "other"},
        {"name": "F", "definition": {}, "_id": "mine"},
        {"name": {"$gt": ""}, "definition": {}},
    ],
)
def test_a_wrong_body_is_refused_naming_the_place(edge, body):
    answer = edge.post("/v1/flow", body)
    assert (answer.status_code, answer.json["code"]) == (422, "invalid_request")
    assert all(error["pointer"].startswith("/") for error in answer.json["errors"])
    assert edge.get("/v1/flow").json["data"] == []


def test_flows_come_in_pages(edge):
    made = {created(edge).json["id"] for _ in range(5)}
    seen, cursor = [], ""
    while cursor is not None:
        page = edge.get(f"/v1/flow?limit=2&cursor={cursor}").json
        seen += [flow["id"] for flow in page["data"]]
        cursor = page["nextCursor"]
    assert set(seen) == made
    assert len(seen) == 5


def test_patch_changes_what_is_given(edge):
    flow_id = created(edge).json["id"]
    changed = edge.call("PATCH", f"/v1/flow/{flow_id}", {"name": "G"}).json
    assert (changed["name"], changed["rev"]) == ("G", 2)
    assert changed["definition"] == {"steps": STEPS}


def test_autosave_is_refused_when_somebody_was_faster(edge):
    flow_id = created(edge).json["id"]
    path, body = f"/v1/flow/{flow_id}/autosave", {"definition": {"steps": []}}
    assert edge.post(path, {**body, "rev": 1}).json["rev"] == 2
    stale = edge.post(path, {**body, "rev": 1})
    assert (stale.status_code, stale.json["code"]) == (412, "stale_revision")


@pytest.mark.parametrize(
    ("tag", "status"),
    [
        ('"1"', 200),
        ("*", 200),
        ('"7"', 412),
        ('"x"', 412),
        ('"1", "2"', 412),
        (f'"{"9" * 5000}"', 412),
        (f'W/"{"0" * 5000}1"', 412),
    ],
)
def test_if_match_names_the_revision(edge, tag, status):
    flow_id = created(edge).json["id"]
    body = {"definition": {"steps": []}}
    answer = edge.post(f"/v1/flow/{flow_id}/autosave", body, headers={"If-Match": tag})
    assert answer.status_code == status


def test_versions_are_kept_and_can_be_published_again(edge):
    flow_id = created(edge).json["id"]
    assert edge.post(f"/v1/flow/{flow_id}/publish", {"summary": "first"}).json == {"version": 1}
    other = [STEPS[0], final("end", x="{{1}}")]
    edge.call("PATCH", f"/v1/flow/{flow_id}", {"definition": {"steps": other}})
    assert edge.post(f"/v1/flow/{flow_id}/publish").json == {"version": 2}
    assert edge.post(f"/v1/flow/{flow_id}/publish", {"fromVersion": 1}).json == {"version": 3}
    listed = edge.get(f"/v1/flow/{flow_id}/versions?limit=2").json
    assert [one["version"] for one in listed["data"]] == [3, 2]
    rest = edge.get(f"/v1/flow/{flow_id}/versions?cursor={listed['nextCursor']}").json
    assert [one["summary"] for one in rest["data"]] == ["first"]
    third = edge.get(f"/v1/flow/{flow_id}/versions/3").json
    assert third["definition"] == {"steps": STEPS}
    assert edge.get(f"/v1/flow/{flow_id}/versions/9").json["code"] == "version_not_found"
    assert edge.get(f"/v1/flow/{flow_id}/versions?cursor=x").status_code == 422


def test_validate_stores_nothing(edge):
    found = edge.post("/v1/flow/validate", {"definition": {"steps": []}}).json
    assert found["valid"] is False
    assert edge.post("/v1/flow/validate", {"definition": {"steps": STEPS}}).json["valid"] is True
    assert edge.get("/v1/flow").json["data"] == []


def test_a_deleted_flow_is_gone_and_its_runs_are_not(edge):
    flow_id = edge.flow()
    run_id = edge.execute(flow_id, {"n": 1}).headers["X-App-Run-Id"]
    edge.post(f"/v1/flow/{flow_id}/schedule", {"cron": "0 9 * * 1"})
    assert edge.call("DELETE", f"/v1/flow/{flow_id}").json == {"id": flow_id, "deleted": True}
    assert edge.get(f"/v1/flow/{flow_id}").status_code == 404
    assert edge.call("DELETE", f"/v1/flow/{flow_id}").status_code == 404
    assert edge.get(f"/v1/flowrun/outputs/{run_id}").json == {"n": 1}
    assert edge.world.stores.schedules.active(10) == []


def test_a_schedule_is_set_shown_and_canceled(edge):
    flow_id = edge.flow()
    assert edge.get(f"/v1/flow/{flow_id}/schedule").status_code == 404
    body = {"cron": "0 9 * * 1", "timezone": "Europe/Istanbul", "data": {"inputs": {"n": 1}}}
    made = edge.post(f"/v1/flow/{flow_id}/schedule", body).json
    assert (made["cron"], made["timezone"], made["data"]) == tuple(body.values())
    assert (made["status"], len(made["nextFires"])) == ("active", 5)
    assert made["description"]
    assert edge.get(f"/v1/flow/{flow_id}/schedule").json == made
    gone = edge.post(f"/v1/flow/{flow_id}/schedule-cancel").json
    assert (gone["status"], gone["nextFires"]) == ("canceled", [])


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"cron": "* * * *"}, "/cron"),
        ({"cron": "0 0 30 2 *"}, "/cron"),
        ({"cron": "0 9 * * 1", "timezone": "Mars/Olympus"}, "/timezone"),
        ({"cron": "0 9 * * 1", "data": {"x": 1}}, "/data/x"),
        ({"cron": "0 9 * * 1", "data": {"inputs": []}}, "/data/inputs"),
        ({"cron": "0 9 * * 1", "misfire": "maybe"}, "/misfire"),
        ({"cron": 5}, "/cron"),
        ({}, "/cron"),
    ],
)
def test_a_wrong_schedule_is_refused_naming_the_place(edge, body, pointer):
    answer = edge.post(f"/v1/flow/{edge.flow()}/schedule", body)
    assert answer.status_code == 422
    assert pointer in {error["pointer"] for error in answer.json["errors"]}
