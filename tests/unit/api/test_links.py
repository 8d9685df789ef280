from __future__ import annotations

import io
from datetime import timedelta

import pytest

from tests.support.edge import Edge, approval
from tests.support.world import final


@pytest.fixture
def edge():
    return Edge()


def link(edge, flow_id, **terms):
    answer = edge.post(f"/v1/flow/{flow_id}/share", terms)
    assert answer.status_code == 201, answer.json
    return answer.json


def run_by(edge, token, inputs=None, **headers):
    return edge.http.post(f"/v1/flow/share/execute/{token}", json=inputs or {}, headers=headers)


def test_a_link_shows_the_form_and_nothing_of_the_flow(edge):
    fields = [{"name": "n", "type": "number", "required": True}]
    flow_id = edge.flow(fields=fields)
    shown = edge.http.get(f"/v1/flow/share/{link(edge, flow_id)['token']}").json
    assert shown == {
        "name": "F",
        "description": "",
        "title": "F",
        "submitLabel": "Submit",
        "fields": fields,
        "usedUp": False,
    }


def test_a_link_runs_the_latest_published_version_with_the_body_as_inputs(edge):
    token = link(edge, edge.flow())["token"]
    assert run_by(edge, token, {"n": 7}).json == {"n": 7}


def test_a_link_is_shown_once_and_never_stored_as_it_is(edge):
    flow_id = edge.flow()
    made = link(edge, flow_id)
    assert made["url"].endswith(made["token"])
    listed = edge.get(f"/v1/flow/{flow_id}/share").json["data"]
    assert [share["id"] for share in listed] == [made["id"]]
    assert made["token"] not in str(listed)
    assert made["token"] not in str(vars(edge.world.stores.shelves.shares))


def test_a_link_needs_a_published_version(edge):
    answer = edge.post(f"/v1/flow/{edge.flow(publish=False)}/share", {})
    assert (answer.status_code, answer.json["code"]) == (409, "not_published")


def test_a_link_into_the_past_is_refused_with_its_place(edge):
    answer = edge.post(f"/v1/flow/{edge.flow()}/share", {"expiresAt": "2001-01-01T00:00:00Z"})
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/expiresAt")


@pytest.mark.parametrize("token", ["share_unknown", "x", "pat_x", "share_" + "x" * 300])
def test_an_unknown_link_is_not_found(edge, token):
    assert run_by(edge, token).json["code"] == "share_not_found"


def test_a_revoked_link_is_gone_and_its_runs_go_on(edge):
    flow_id = edge.flow(approval(), final("end", ok=1), final("no"))
    made = link(edge, flow_id)
    run_id = run_by(edge, made["token"]).json["appRunId"]
    assert edge.call("DELETE", f"/v1/flow/{flow_id}/share/{made['id']}").status_code == 200
    answer = run_by(edge, made["token"])
    assert (answer.status_code, answer.json["code"]) == (410, "share_revoked")
    assert edge.post(f"/v1/flowrun/resume/{run_id}", {"decision": "approve"}).json == {"ok": 1}


def test_an_expired_link_is_gone(edge):
    expires = edge.world.time.now() + timedelta(days=500)
    token = link(edge, edge.flow(), expiresAt=expires.isoformat())["token"]
    edge.world.time.sleep(timedelta(days=501).total_seconds())
    answer = run_by(edge, token, {"n": 1})
    assert (answer.status_code, answer.json["code"]) == (410, "share_expired")


def test_a_link_of_a_deleted_flow_is_not_found(edge):
    flow_id = edge.flow()
    token = link(edge, flow_id)["token"]
    edge.call("DELETE", f"/v1/flow/{flow_id}")
    assert run_by(edge, token).status_code == 404


def test_a_link_starts_as_many_runs_as_it_may_and_a_repeated_call_is_one(edge):
    flow_id = edge.flow()
    token = link(edge, flow_id, maxRuns=2)["token"]
    once = {"Idempotency-Key": "k1"}
    first = run_by(edge, token, {"n": 1}, **once)
    assert (
        run_by(edge, token, {"n": 1}, **once).headers["X-App-Run-Id"]
        == (first.headers["X-App-Run-Id"])
    )
    assert run_by(edge, token, {"n": 2}).status_code == 200
    answer = run_by(edge, token, {"n": 3})
    assert (answer.status_code, answer.json["code"]) == (410, "share_used_up")
    assert edge.get(f"/v1/flow/share/{token}").json["usedUp"] is True
    assert edge.get(f"/v1/flow/{flow_id}/share").json["data"][0]["runs"] == 2


def test_wrong_inputs_cost_a_link_none_of_its_runs(edge):
    flow_id = edge.flow(fields=[{"name": "n", "type": "number", "required": True}])
    token = link(edge, flow_id, maxRuns=1)["token"]
    assert run_by(edge, token, {"n": "x"}).status_code == 422
    assert run_by(edge, token, {"n": 1}).status_code == 200


def test_a_link_has_its_own_rate(edge):
    token = link(edge, edge.flow(), ratePerMinute=1)["token"]
    assert [run_by(edge, token, {"n": 1}).status_code for _ in range(2)] == [200, 429]


def test_a_link_with_a_password_opens_to_nobody_else(edge):
    token = link(edge, edge.flow(), password="sesame")["token"]
    missing, wrong = run_by(edge, token), run_by(edge, token, **{"X-Share-Password": "x"})
    assert (missing.status_code, missing.json["code"]) == (401, "share_password_required")
    assert (wrong.status_code, wrong.json["code"]) == (401, "share_password_wrong")
    opened = run_by(edge, token, {"n": 1}, **{"X-Share-Password": "sesame"})
    assert opened.json == {"n": 1}
    bearer = {"Authorization": f"Bearer {token}"}
    run_id = opened.headers["X-App-Run-Id"]
    assert edge.get(f"/v1/flowrun/poll/{run_id}", as_=bearer).status_code == 401


def test_guessing_a_password_or_a_link_is_slowed_down(edge):
    token = link(edge, edge.flow(), password="sesame")["token"]
    guesses = [run_by(edge, token, **{"X-Share-Password": str(n)}).status_code for n in range(21)]
    assert guesses == [401] * 20 + [429]
    assert [run_by(edge, f"share_{n}").status_code for n in range(21)] == [404] * 20 + [429]


def test_a_waiting_run_is_seen_and_resumed_by_the_link_that_started_it(edge):
    flow_id = edge.flow(approval(), final("end", ok=1), final("no"))
    token, other = link(edge, flow_id)["token"], link(edge, flow_id)["token"]
    run_id = run_by(edge, token).json["appRunId"]
    path = f"/v1/flow/share/run/{token}/{run_id}"
    assert edge.http.get(path).json["waitState"]["type"] == "user-approval"
    assert edge.http.get(f"/v1/flow/share/run/{other}/{run_id}").status_code == 404
    assert edge.http.post(path, json={"decision": "approve"}).json == {"ok": 1}


def test_a_version_without_a_trigger_for_people_says_so(edge):
    flow_id = edge.flow()
    token = link(edge, flow_id)["token"]
    steps = [{"id": "start", "type": "schedule", "nextStepId": "end"}, final("end")]
    edge.call("PATCH", f"/v1/flow/{flow_id}", {"definition": {"steps": steps}})
    edge.post(f"/v1/flow/{flow_id}/publish")
    assert run_by(edge, token).json["code"] == "no_form_trigger"


def upload(edge, token, content=b"x"):
    data = {"file": (io.BytesIO(content), "a.txt")}
    return edge.http.post(f"/v1/flow/share/file/{token}", data=data)


def test_a_file_uploaded_by_a_link_serves_runs_of_that_link_only(edge):
    flow_id = edge.flow(
        final("end", f="{{f}}"),
        fields=[{"name": "f", "type": "file"}],
    )
    token, other = link(edge, flow_id)["token"], link(edge, flow_id)["token"]
    file_id = upload(edge, token).json["fileId"]
    assert run_by(edge, token, {"f": file_id}).json == {"f": file_id}
    refused = run_by(edge, other, {"f": file_id})
    assert (refused.status_code, refused.json["errors"][0]["code"]) == (422, "file_not_found")


def test_a_link_uploads_so_many_files_and_no_more(edge, monkeypatch):
    monkeypatch.setattr("engine.files.FILES_PER_SHARE", 1)
    token = link(edge, edge.flow())["token"]
    assert [upload(edge, token).status_code for _ in range(2)] == [201, 409]
