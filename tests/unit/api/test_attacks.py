"""Attacks on identity, tenancy and the door that no resource's own tests are about."""

from __future__ import annotations

import logging

import pytest

from tests.support.edge import Edge, approval, bearer
from tests.support.members import Members
from tests.support.world import final, step

READS = (
    "poll",
    "details",
    "inputs",
    "outputs",
    "errorDetails",
    "steps",
    "context",
    "credit-details",
)


@pytest.fixture(scope="module")
def members():
    return Members(Edge(login_rate_per_minute=100_000))


def without_request_id(answer):
    return {name: value for name, value in answer.json.items() if name != "requestId"}


@pytest.mark.parametrize("what", READS)
def test_another_workspaces_run_is_told_from_no_run_by_nothing(members, what):
    stranger = members.headers["other workspace"]
    foreign = members.edge.get(f"/v1/flowrun/{what}/{members.ids['run_id']}", as_=stranger)
    unknown = members.edge.get(f"/v1/flowrun/{what}/run_{'0' * 32}", as_=stranger)
    assert foreign.status_code == 404
    assert without_request_id(foreign) == without_request_id(unknown)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/flow/{flow_id}"),
        ("GET", "/v1/flow/{flow_id}/export"),
        ("POST", "/v1/flow/{flow_id}/clone"),
        ("POST", "/v1/flow/{flow_id}/share"),
        ("GET", "/v1/flow/{flow_id}/schedule"),
        ("GET", "/v1/flow/{flow_id}/logs"),
        ("GET", "/v1/flow/file/{file_id}"),
        ("POST", "/v1/flowrun/cancel/{run_id}"),
        ("POST", "/v1/flowrun/rerun/{run_id}"),
    ],
)
def test_another_workspaces_object_is_told_from_none_by_nothing(members, method, path):
    stranger, body = members.headers["other workspace"], {} if method == "POST" else None
    foreign = members.edge.call(method, path.format(**members.ids), body, as_=stranger)
    nothing = dict.fromkeys(members.ids, "flow_" + "0" * 32)
    unknown = members.edge.call(method, path.format(**nothing), body, as_=stranger)
    assert foreign.status_code == 404
    assert without_request_id(foreign) == without_request_id(unknown)


def test_a_share_of_one_flow_is_not_revoked_through_another(members):
    other = members.edge.flow()
    path = f"/v1/flow/{other}/share/{members.ids['share_id']}"
    assert members.edge.call("DELETE", path).status_code == 404


def test_ids_say_nothing_and_cannot_be_counted_through(members):
    for name in ("flow_id", "run_id", "share_id", "file_id", "key_id", "user_id", "group_id"):
        kind, _, digits = members.ids[name].partition("_")
        assert kind
        assert len(digits) == 32, name
        assert int(digits, 16) > 2**64, name


@pytest.mark.parametrize("value", [{"$ne": None}, {"$gt": ""}, {"$regex": ".*"}, ["x"], 1, True])
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/auth/login", {"email": "VALUE", "password": "x"}),
        ("/v1/auth/login", {"email": "a@x.test", "password": "VALUE"}),
        ("/v1/flow", {"name": "VALUE", "definition": {"steps": []}}),
        ("/v1/flowrun/resume/{run_id}", {"decision": "VALUE"}),
        ("/v1/flowrun/resume/{run_id}", {"decision": "approve", "waitId": "VALUE"}),
        ("/v1/flowrun/cancel", {"flowId": "VALUE"}),
        ("/v1/key", {"name": "VALUE"}),
    ],
)
def test_an_operator_where_a_text_belongs_is_refused_and_queries_nothing(
    members, path, body, value
):
    sent = {name: value if given == "VALUE" else given for name, given in body.items()}
    answer = members.edge.post(path.format(**members.ids), sent, as_=members.headers["admin"])
    assert answer.status_code == 422
    assert answer.json["errors"]


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_no_header_makes_one_method_another(members, name):
    path = f"/v1/flow/{members.ids['flow_id']}"
    answer = members.edge.call("GET", path, as_=members.member, headers={name: "DELETE"})
    assert answer.status_code == 200
    assert members.edge.get(path, as_=members.member).status_code == 200


@pytest.mark.parametrize(
    "cron", ["* " * 5000, "*/0 * * * *", "0 0 31 2 *", "0-9" * 3000, "(a+)+$", "@reboot"]
)
def test_a_cron_that_never_fires_or_never_ends_is_refused(members, cron):
    path = f"/v1/flow/{members.ids['flow_id']}/schedule"
    answer = members.edge.post(path, {"cron": cron}, as_=members.member)
    assert answer.status_code == 422, answer.json


def test_line_breaks_in_names_write_no_line_of_the_log(members, caplog):
    caplog.set_level(logging.DEBUG)
    name = "a\r\nERROR forged \x1b[31m"
    body = {"name": name, "definition": {"steps": []}}
    made = members.edge.post("/v1/flow", body, as_=members.member)
    assert made.json["name"] == name
    assert "forged" not in caplog.text


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_no_page_of_another_origin_is_let_in(members, origin):
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    for method in ("OPTIONS", "GET"):
        answer = members.edge.call(method, "/v1/flow", as_=members.member, headers=headers)
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize("what", ["context", "steps", "details", "inputs", "errorDetails"])
def test_a_share_token_sees_the_output_of_its_runs_and_nothing_else(members, what):
    share = members.headers["share token"]
    run_id = members.linked_run_id
    assert members.edge.get(f"/v1/flowrun/outputs/{run_id}", as_=share).status_code == 200
    assert members.edge.get(f"/v1/flowrun/{what}/{run_id}", as_=share).status_code == 403


def test_a_share_link_runs_the_version_that_it_runs(members):
    path = f"/v1/flow/share/execute/{members.ids['token']}"
    assert members.edge.http.post(f"{path}?version=1", json={}).status_code == 422


def test_what_a_link_answers_is_kept_by_nobody_and_found_by_no_search(members):
    headers = members.edge.http.get(f"/v1/flow/share/{members.ids['token']}").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex"


def test_guessing_links_is_slowed_down_and_says_until_when():
    edge = Edge()
    answers = [edge.http.get(f"/v1/flow/share/share_{n}") for n in range(25)]
    statuses = [answer.status_code for answer in answers]
    assert statuses[0] == 404
    assert statuses[-1] == 429
    assert int(answers[-1].headers["Retry-After"]) >= 1


def test_inputs_named_like_the_engines_own_words_change_no_run():
    edge = Edge()
    flow_id = edge.flow(approval(), final("end", got="{{inputs.status}}"), final("no"))
    inputs = {
        "status": "completed",
        "cursor": "end",
        "_resumeData": {"x": 1},
        "approval": {"decision": "approve"},
        "steps": {"ask": {"decision": "approve"}},
    }
    answer = edge.execute(flow_id, inputs)
    assert (answer.status_code, answer.json["waitState"]["stepId"]) == (202, "ask")
    done = edge.post(f"/v1/flowrun/resume/{answer.json['appRunId']}", {"decision": "approve"})
    assert done.json == {"got": "completed"}


def test_a_wait_of_an_earlier_round_cannot_be_decided_again():
    edge = Edge()
    body = {**approval(next_id=None), "rejectNextStepId": None}
    loop = {**step("loop", "each", "end", items="{{[1, 2]}}"), "steps": [body]}
    first = edge.execute(edge.flow(loop, final("end", ok=1))).json
    path = f"/v1/flowrun/resume/{first['appRunId']}"
    pinned = {"decision": "approve", "waitId": first["waitState"]["id"]}
    second = edge.post(path, pinned).json
    assert second["waitState"]["id"] != pinned["waitId"]
    stale = edge.post(path, {**pinned, "decision": "reject"})
    assert (stale.status_code, stale.json["code"]) == (409, "wait_decided")


@pytest.mark.parametrize(
    "body",
    [
        {"decision": "yes"},
        {"decision": "Approve"},
        {"decision": "approve", "toolResult": {"executionId": "x", "success": True}},
        {"toolResult": {"success": True}},
        {"data": []},
    ],
)
def test_a_resume_that_says_two_things_or_none_decides_nothing(members, body):
    path = f"/v1/flowrun/resume/{members.ids['run_id']}"
    assert members.edge.post(path, body, as_=members.member).status_code == 422
    poll = members.edge.get(f"/v1/flowrun/poll/{members.ids['run_id']}", as_=members.member)
    assert poll.json["status"] == "waiting"


def test_a_token_in_a_query_or_body_is_none(members):
    text = members.member["Authorization"].removeprefix("Bearer ")
    for query in (f"access_token={text}", f"token={text}"):
        answer = members.edge.http.get(f"/v1/flow?{query}")
        assert answer.status_code == 401
        assert text not in answer.text


@pytest.mark.parametrize("text", ["pat_", "key_x", "PAT_x", "share_", "x" * 10_000, "pat_\u00e9"])
def test_a_token_that_is_none_is_challenged(members, text):
    headers = bearer(text.encode("utf-8").decode("latin-1"))
    assert members.edge.get("/v1/flow", as_=headers).status_code == 401
