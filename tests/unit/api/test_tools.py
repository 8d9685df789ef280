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
