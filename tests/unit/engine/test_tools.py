"""What a tool may be described as: what is wrong is refused at its place."""

from __future__ import annotations

import pytest

from tests.support.edge import Edge

HMAC = {"scheme": "hmac"}


@pytest.fixture
def edge():
    return Edge()


def described(*triggers):
    auth = {"type": "bearer", "token": "the tool's own"}
    return {"name": "t", "auth": auth, "triggers": list(triggers)}


@pytest.mark.parametrize(
    ("triggers", "place"),
    [
        ([{"verify": "x"}], "/triggers/0/verify"),
        ([{"verify": 5}], "/triggers/0/verify"),
        ([{"verify": [1]}], "/triggers/0/verify"),
        ([{"verify": HMAC}, {}], "/triggers/1/verify/scheme"),
        ([{"verify": {"scheme": []}}], "/triggers/0/verify/scheme"),
        ([{"id": 5, "verify": HMAC}], "/triggers/0/id"),
        ([{"id": "x" * 101, "verify": HMAC}], "/triggers/0/id"),
        # Its secret would take the place of the tool's own.
        ([{"id": "auth", "verify": {**HMAC, "secret": "s"}}], "/triggers/0/id"),
        ([{"id": "a", "verify": HMAC}, {"id": "a", "verify": HMAC}], "/triggers/1/id"),
    ],
)
def test_a_trigger_that_is_none_is_refused_at_its_place(edge, triggers, place):
    made = edge.post("/v1/tool", described({"id": "kept", "verify": HMAC}))
    assert made.status_code == 201
    path = f"/v1/tool/{made.json['id']}"
    for answer in (
        edge.post("/v1/tool", described(*triggers)),
        edge.call("PATCH", path, {"triggers": triggers}),
    ):
        assert (answer.status_code, answer.json["code"]) == (422, "invalid_tool")
        assert [one["pointer"] for one in answer.json["errors"]] == [place]
    assert edge.get(path).json["triggers"] == made.json["triggers"]


def test_a_trigger_without_an_id_gets_one(edge):
    made = edge.post("/v1/tool", described({"verify": HMAC}, {"id": "", "verify": HMAC})).json
    assert len({trigger["id"] for trigger in made["triggers"]}) == 2


def test_a_secret_stays_until_nothing_is_to_open_the_tool(edge):
    body = described({"id": "t", "verify": {**HMAC, "secret": "s"}})
    tool_id = edge.post("/v1/tool", body).json["id"]
    tools = edge.engine.tools

    def secrets():
        return [tools.secret(tools.shelf.get(tool_id), name) for name in ("auth", "t")]

    path = f"/v1/tool/{tool_id}"
    for change in ({"name": "other"}, {"auth": {"type": "basic", "username": "ada"}}):
        edge.call("PATCH", path, change)
        assert secrets() == ["the tool's own", "s"]
    assert edge.call("PATCH", path, {"auth": None}).json["auth"] is None
    assert secrets() == [None, "s"]
