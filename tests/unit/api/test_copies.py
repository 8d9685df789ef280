from __future__ import annotations

import pytest

from engine.copies import differences
from tests.support.edge import Edge
from tests.support.world import each, final


@pytest.fixture
def edge():
    return Edge()


def steps_of(edge, flow_id):
    return edge.get(f"/v1/flow/{flow_id}").json["definition"]["steps"]


def test_a_clone_is_a_private_flow_of_its_own(edge):
    source = edge.flow()
    made = edge.post(f"/v1/flow/{source}/clone")
    assert made.status_code == 201
    assert (made.json["name"], made.json["visibility"]) == ("Copy of F", "private")
    assert made.json["latestVersion"] is None
    assert steps_of(edge, made.json["id"]) == steps_of(edge, source)
    edge.call("PATCH", f"/v1/flow/{made.json['id']}", {"definition": {"steps": []}})
    assert steps_of(edge, source) != []


def test_a_clone_takes_another_name(edge):
    assert edge.post(f"/v1/flow/{edge.flow()}/clone", {"name": "Mine"}).json["name"] == "Mine"


def test_what_was_exported_runs_where_it_is_imported(edge):
    exported = edge.get(f"/v1/flow/{edge.flow()}/export")
    assert exported.headers["Content-Disposition"].startswith("attachment; filename=flow.json")
    elsewhere = edge.token("pat", "elsewhere")
    made = edge.post("/v1/flow/import", exported.json, as_=elsewhere)
    assert made.status_code == 201, made.json
    flow_id = made.json["id"]
    edge.post(f"/v1/flow/{flow_id}/publish", as_=elsewhere)
    assert edge.execute(flow_id, {"n": 3}, as_=elsewhere).json == {"n": 3}


def test_an_export_names_nobody_and_nothing_of_its_installation(edge):
    user_id, _ = edge.user("ada")
    flow_id = edge.flow()
    shared = {"visibility": "shared", "sharedUsers": [{"userId": user_id, "permission": "run"}]}
    edge.call("PATCH", f"/v1/flow/{flow_id}", shared)
    text = edge.get(f"/v1/flow/{flow_id}/export").text
    assert flow_id not in text
    assert user_id not in text
    assert set(edge.get(f"/v1/flow/{flow_id}/export").json) == {
        "format",
        "formatVersion",
        "name",
        "description",
        "definition",
    }


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"format": "n8n"}, "/format"),
        ({"formatVersion": 2}, "/formatVersion"),
        ({"definition": {"steps": [{"id": "a", "type": "shell"}]}}, "/definition/steps/0/type"),
    ],
)
def test_an_import_that_is_foreign_is_refused_whole(edge, changes, pointer):
    document = {"name": "F", "definition": {"steps": []}, **changes}
    answer = edge.post("/v1/flow/import", document)
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer)
    assert edge.get("/v1/flow").json["data"] == []


def test_an_unfinished_import_is_a_draft_with_its_issues(edge):
    made = edge.post("/v1/flow/import", {"name": "F", "definition": {"steps": []}})
    assert made.status_code == 201
    assert made.json["issues"]


def test_a_restored_version_is_the_draft_again(edge):
    flow_id = edge.flow()
    first = steps_of(edge, flow_id)
    edge.call("PATCH", f"/v1/flow/{flow_id}", {"definition": {"steps": []}})
    restored = edge.post(f"/v1/flow/{flow_id}/versions/1/restore")
    assert (restored.status_code, restored.json["definition"]["steps"]) == (200, first)
    assert edge.post(f"/v1/flow/{flow_id}/versions/9/restore").status_code == 404


def test_a_diff_says_step_by_step_what_changed(edge):
    flow_id = edge.flow()
    start = steps_of(edge, flow_id)[0]
    changed = {"definition": {"steps": [start, final("end", n="x"), final("more")]}}
    edge.call("PATCH", f"/v1/flow/{flow_id}", changed)
    path = f"/v1/flow/{flow_id}/versions/1/diff"
    draft = edge.get(f"{path}/draft").json
    assert [(c["op"], c["stepId"]) for c in draft["changes"]] == [
        ("changed", "end"),
        ("added", "more"),
    ]
    assert draft["changes"][0]["fields"][0]["field"] == "data"
    edge.post(f"/v1/flow/{flow_id}/publish")
    assert edge.get(f"{path}/2").json["changes"] == draft["changes"]
    assert edge.get(f"{path}/1").json == {"from": 1, "to": 1, "changes": []}


@pytest.mark.parametrize("version", ["draft", 1])
def test_what_changed_since_a_run_is_told_whatever_version_it_goes_by(edge, version):
    flow_id = edge.flow()
    steps = steps_of(edge, flow_id)
    body = {"inputs": {"n": 1}, "version": version}
    ran = edge.post(f"/v1/flow/execute/{flow_id}", body)
    path = f"/v1/flowrun/changes/{ran.headers['X-App-Run-Id']}"
    same = {"version": None if version == "draft" else 1, "changes": []}
    assert edge.get(path).json == same
    pinned = {"definition": {"steps": steps, "pins": {"end": 1}}}
    edge.call("PATCH", f"/v1/flow/{flow_id}", pinned)
    assert edge.get(path).json == same
    edge.call("PATCH", f"/v1/flow/{flow_id}", {"definition": {"steps": steps[:1]}})
    (change,) = edge.get(path).json["changes"]
    assert (change["op"], change["stepId"]) == ("removed", "end")


def test_what_changed_since_a_run_needs_its_version_and_its_flow(edge):
    flow_id = edge.flow()
    path = f"/v1/flowrun/changes/{edge.execute(flow_id, {'n': 1}).headers['X-App-Run-Id']}"
    edge.world.stores.flows._versions.clear()
    assert edge.get(path).json["code"] == "version_not_found"
    edge.call("DELETE", f"/v1/flow/{flow_id}")
    assert edge.get(path).status_code == 404
    assert edge.get("/v1/flowrun/changes/run_x").status_code == 404


def test_a_diff_finds_steps_in_loops_and_takes_no_offence_at_odd_ones():
    before = {"steps": [each("loop", "{{x}}", final("inner", a=1)), "odd", {"id": 5}]}
    after = {"steps": [each("loop", "{{x}}", final("inner", a=2))]}
    assert [change["stepId"] for change in differences(before, after)] == ["inner"]
    assert [change["op"] for change in differences(before, {})] == ["removed", "removed"]


def calls(auth, headers=None):
    data = {"method": "GET", "url": "https://a.example", "auth": auth, "headers": headers or {}}
    return {"id": "call", "type": "http-request", "nextStepId": "end", "data": data}


def test_an_export_holds_the_names_of_credentials_and_none_that_was_written_out(edge):
    headers = {"X-Api-Key": "CANARY-1", "Accept": "text/plain", "Cookie": "{{secrets.c}}"}
    inside = {**calls({"type": "bearer", "token": "CANARY-2"}), "id": "inner", "nextStepId": None}
    flow_id = edge.flow(
        calls({"type": "bearer", "token": "{{secrets.crm}}"}, headers),
        each("loop", "{{[1]}}", inside),
        final("end"),
        publish=False,
    )
    exported = edge.get(f"/v1/flow/{flow_id}/export")
    assert "CANARY" not in exported.text
    _, call, loop, _ = exported.json["definition"]["steps"]
    assert call["data"]["auth"] == {"type": "bearer", "token": "{{secrets.crm}}"}
    assert call["data"]["headers"] == {**headers, "X-Api-Key": "***"}
    assert loop["steps"][0]["data"]["auth"] == {"type": "bearer", "token": "***"}


def test_an_import_that_names_credentials_of_others_is_refused_whole(edge):
    steps = [calls({"type": "bearer", "credential": "cred_of_somebody"}), final("end")]
    answer = edge.post("/v1/flow/import", {"name": "F", "definition": {"steps": steps}})
    assert answer.status_code == 422
    (found,) = answer.json["errors"]
    assert found["pointer"] == "/definition/steps/0/data/auth/credential"
    assert edge.get("/v1/flow").json["data"] == []


def test_an_export_holds_no_pins(edge):
    steps = [{"id": "s", "type": "api", "nextStepId": "end"}, final("end")]
    definition = {"steps": steps, "pins": {"end": {"card": "CANARY-PIN"}}}
    flow_id = edge.post("/v1/flow", {"name": "F", "definition": definition}).json["id"]
    assert "CANARY-PIN" in edge.get(f"/v1/flow/{flow_id}").text
    exported = edge.get(f"/v1/flow/{flow_id}/export")
    assert "CANARY-PIN" not in exported.text
    assert exported.json["definition"]["steps"]
    assert edge.post("/v1/flow/import", exported.json).status_code == 201
