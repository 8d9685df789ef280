"""A tool's description is looked at when it is saved: what comes later works with what it says."""

from __future__ import annotations

import pytest

CALL = {"method": "POST", "url": "https://a.example/hooks", "headers": {"X-A": "b"}}
PROOF = {"scheme": "hmac", "header": "X-Proof", "secret": "long enough"}
API = {"method": "POST", "url": "/x", "headers": {"X-A": "b"}}


def described(trigger=None, api=API):
    made = {"name": "t", "register": CALL, "unregister": CALL, "verify": PROOF, **(trigger or {})}
    return {"name": "t", "actions": [{"name": "a", "api": api}], "triggers": [made]}


def test_a_whole_description_is_taken(edge):
    assert edge.post("/v1/tool", described()).status_code == 201


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        (described({"verify": "text"}), ["/triggers/0/verify"]),
        (described({"verify": [1]}), ["/triggers/0/verify"]),
        (described({"verify": {}}), ["/triggers/0/verify/scheme"]),
        (described({"verify": {**PROOF, "scheme": []}}), ["/triggers/0/verify/scheme"]),
        (described({"verify": {**PROOF, "secret": {"$ne": 1}}}), ["/triggers/0/verify/secret"]),
        (described({"verify": {**PROOF, "header": 7}}), ["/triggers/0/verify/header"]),
        (described({"id": {"$ne": None}}), ["/triggers/0/id"]),
        (described({"id": "x" * 101}), ["/triggers/0/id"]),
        (described({"register": "x"}), ["/triggers/0/register"]),
        (described({"register": {"method": "POST"}}), ["/triggers/0/register/url"]),
        (described({"unregister": {"headers": {}}}), ["/triggers/0/unregister/url"]),
        (described({"unregister": {**CALL, "headers": [1]}}), ["/triggers/0/unregister/headers"]),
        (described({"register": {**CALL, "method": 1}}), ["/triggers/0/register/method"]),
        (described(api=7), ["/actions/0/api"]),
        (
            described(api={"url": [], "headers": "x"}),
            ["/actions/0/api/url", "/actions/0/api/headers"],
        ),
    ],
)
def test_a_part_that_is_none_is_refused_at_its_place(edge, body, pointers):
    answer = edge.post("/v1/tool", body)
    assert (answer.status_code, answer.json["code"]) == (422, "invalid_tool")
    assert [found["pointer"] for found in answer.json["errors"]] == pointers


def test_a_change_is_looked_at_alike_and_changes_nothing(edge):
    path = f"/v1/tool/{edge.post('/v1/tool', described()).json['id']}"
    before = edge.get(path).json
    answer = edge.call("PATCH", path, {"triggers": [{"verify": "text"}]})
    assert (answer.status_code, answer.json["code"]) == (422, "invalid_tool")
    assert edge.get(path).json == before


HOME = "https://a.example/v1"
TOKEN = "canary-of-a-token"
AWAY = {"method": "POST", "url": "https://b.example/{{x}}"}
OPENED = {"name": "t", "baseUrl": HOME, "auth": {"type": "bearer", "token": TOKEN}}


def kept(edge, tool_id):
    tool = edge.engine.tools.of_workspace("ws", tool_id)
    return edge.engine.tools.secret(tool, "auth")


@pytest.mark.parametrize(
    "moved",
    [
        {"baseUrl": "https://b.example"},
        {"baseUrl": "http://a.example/v1"},
        {"baseUrl": "https://a.example:8443"},
        {"actions": [{"name": "a", "api": AWAY}]},
        {"triggers": [{"name": "t", "verify": PROOF, "register": AWAY}]},
        {"triggers": [{"name": "t", "verify": PROOF, "unregister": AWAY}]},
        {"baseUrl": "https://b.example", "auth": {"type": "bearer"}},
    ],
)
def test_a_kept_secret_stays_with_the_servers_it_was_given_for(edge, moved):
    tool_id = edge.post("/v1/tool", OPENED).json["id"]
    refused = edge.call("PATCH", f"/v1/tool/{tool_id}", moved)
    assert refused.status_code == 422
    assert [one["code"] for one in refused.json["errors"]] == ["key_needed"]
    assert refused.json["errors"][0]["pointer"] == "/auth/token"
    assert edge.get(f"/v1/tool/{tool_id}").json["baseUrl"] == HOME
    given = {**moved, "auth": {"type": "bearer", "token": "another-token"}}
    assert edge.call("PATCH", f"/v1/tool/{tool_id}", given).status_code == 200
    assert kept(edge, tool_id) == "another-token"


UNSAID = {"scheme": "hmac", "header": "X-Proof"}
OTHER = "https://b.example"
TEMPLATED = {"method": "DELETE", "url": "/hooks/{{hook.id}}"}
PROVED = {
    "id": "t",
    "name": "t",
    "verify": {**UNSAID, "secret": "it proves deliveries"},
    "register": {"method": "POST", "url": f"{HOME}/hooks"},
}


@pytest.mark.parametrize(
    "moved",
    [
        {"triggers": [{**PROVED, "verify": UNSAID, "register": AWAY}]},
        {"triggers": [{**PROVED, "verify": UNSAID, "unregister": AWAY}]},
        {"triggers": [{**PROVED, "verify": UNSAID, "unregister": TEMPLATED}], "baseUrl": OTHER},
    ],
)
def test_what_proves_deliveries_stays_with_the_servers_it_was_given_for(edge, moved):
    tool_id = edge.post("/v1/tool", {**OPENED, "auth": None, "triggers": [PROVED]}).json["id"]
    refused = edge.call("PATCH", f"/v1/tool/{tool_id}", moved)
    assert (refused.status_code, refused.json["code"]) == (422, "key_needed")
    assert refused.json["errors"][0]["pointer"] == "/triggers/0/verify/secret"
    given = {**moved, "triggers": [{**moved["triggers"][0], "verify": PROVED["verify"]}]}
    assert edge.call("PATCH", f"/v1/tool/{tool_id}", given).status_code == 200


@pytest.mark.parametrize("told", [None, PROVED["register"]])
def test_what_proves_deliveries_stays_where_nobody_else_is_told_of_it(edge, told):
    trigger = {**PROVED, "register": told}
    tool_id = edge.post("/v1/tool", {**OPENED, "auth": None, "triggers": [trigger]}).json["id"]
    assert edge.call("PATCH", f"/v1/tool/{tool_id}", {"baseUrl": OTHER}).status_code == 200


@pytest.mark.parametrize(("known", "given"), [("None", None), ("[]", []), ("{}", {}), ("0", 0)])
def test_an_odd_id_is_not_the_trigger_that_is_spelled_like_it(edge, known, given):
    body = {**OPENED, "auth": None, "triggers": [{**PROVED, "id": known}]}
    tool_id = edge.post("/v1/tool", body).json["id"]
    odd = {**PROVED, "id": given, "verify": UNSAID, "register": AWAY}
    answer = edge.call("PATCH", f"/v1/tool/{tool_id}", {"triggers": [odd]})
    assert answer.status_code == 200
    assert answer.json["triggers"][0]["id"].startswith("trg_")
    del odd["id"]
    answer = edge.call("PATCH", f"/v1/tool/{tool_id}", {"triggers": [odd]})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "changed",
    [
        {"baseUrl": "https://a.example/v2"},
        {"name": "u", "actions": [{"name": "a", "api": API}, {"name": "b", "api": None}]},
        {"actions": [{"name": "a", "api": {"url": "https://a.example/{{x}}"}}]},
        {"actions": [{"name": "a", "api": {"url": "https://{{host}}/x"}}]},
        {"actions": [7, "x", {"name": "c"}]},
    ],
)
def test_a_kept_secret_stays_where_no_server_is_another(edge, changed):
    tool_id = edge.post("/v1/tool", OPENED).json["id"]
    answer = edge.call("PATCH", f"/v1/tool/{tool_id}", changed)
    assert answer.status_code in (200, 422)
    assert "key_needed" not in answer.text
    assert kept(edge, tool_id) == TOKEN


def test_a_tool_without_a_secret_moves_where_it_will(edge):
    tool_id = edge.post("/v1/tool", {**OPENED, "auth": None}).json["id"]
    moved = {"baseUrl": "https://b.example"}
    assert edge.call("PATCH", f"/v1/tool/{tool_id}", moved).status_code == 200
    opened = edge.post("/v1/tool", OPENED).json["id"]
    closed = {**moved, "auth": None}
    assert edge.call("PATCH", f"/v1/tool/{opened}", closed).status_code == 200
    assert kept(edge, opened) is None


def test_a_change_says_which_revision_it_is_of_and_is_refused_if_that_is_past(edge):
    made = edge.post("/v1/tool", {"name": "t"}).json
    path, first = f"/v1/tool/{made['id']}", made["rev"]
    changed = edge.call("PATCH", path, {"name": "u", "rev": first})
    assert (changed.status_code, changed.json["rev"]) == (200, first + 1)
    late = edge.call("PATCH", path, {"label": "late", "rev": first})
    assert (late.status_code, late.json["code"]) == (412, "stale_revision")
    assert edge.get(path).json["label"] == "t"
    assert edge.call("PATCH", path, {"label": "any"}).status_code == 200
    for odd in ("1", 0, True, 1.5):
        assert edge.call("PATCH", path, {"rev": odd}).status_code == 422
