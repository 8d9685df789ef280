"""An address that is kept is refused at once where no call could go there."""

from __future__ import annotations

import pytest

from tests.support.edge import Edge

INSIDE = [
    "http://169.254.169.254/latest",
    "http://127.0.0.1:6379",
    "http://[::1]/",
    "http://0x7f.1/",
    "http://[::ffff:10.0.0.1]/",
]
TWOFOLD = ["http://user:pass@1.1.1.1/", "http://1.1.1.1\\@127.0.0.1/", "http://1.1.1.1:99999/"]
MODEL = {"name": "m", "model": "m"}
EVENTS = ["run.failed"]
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "T"},
    "paths": {"/a": {"get": {"operationId": "a"}}},
}
# What is kept, and how its address is written.
KEPT = {
    "a subscription": ("/v1/subscription", lambda url: {"url": url, "events": EVENTS}),
    "a connection": ("/v1/connection", lambda url: {**MODEL, "baseUrl": url}),
    "a tool": ("/v1/tool", lambda url: {"name": "t", "baseUrl": url}),
    "a document": (
        "/v1/tool/import",
        lambda url: {"document": {**DOCUMENT, "servers": [{"url": url}]}},
    ),
    "a peer": (
        "/v1/peer",
        lambda url: {"name": "P", "connection": {"baseUrl": url, "model": "m"}},
    ),
}
PUBLIC = "https://example.com/v1"


def place_in(answer):
    return answer.json["errors"][0]["pointer"].rpartition("/")[2]


@pytest.mark.parametrize("what", KEPT)
@pytest.mark.parametrize("url", [*INSIDE, *TWOFOLD])
def test_an_address_inside_or_of_two_readings_is_not_kept(edge, what, url):
    path, body = KEPT[what]
    answer = edge.post(path, body(url))
    assert answer.status_code == 422, answer.json
    assert answer.json["code"] in ("egress_blocked", "invalid_url", "invalid_request")
    assert place_in(answer) in ("url", "baseUrl")
    assert edge.post(path, body(PUBLIC)).status_code in (200, 201)


@pytest.mark.parametrize("what", ["a subscription", "a tool", "a peer"])
def test_a_change_is_judged_alike(edge, what):
    path, body = KEPT[what]
    kept = f"{path}/{edge.post(path, body(PUBLIC)).json['id']}"
    changes = {name: value for name, value in body(INSIDE[0]).items() if name != "name"}
    assert edge.call("PATCH", kept, changes).json["code"] == "egress_blocked"
    assert INSIDE[0] not in edge.get(kept).text


@pytest.mark.parametrize("what", KEPT)
def test_what_the_operator_lists_is_kept(what):
    edge = Edge(egress_allow=("127.0.0.1",))
    path, body = KEPT[what]
    assert edge.post(path, body("http://127.0.0.1:8080/v1")).status_code in (200, 201)
    assert edge.post(path, body("http://10.0.0.1/v1")).json["code"] == "egress_blocked"


def test_names_are_judged_when_they_are_called(edge):
    """What a name points to is told by no refusal here."""
    body = {"url": "https://metadata.internal/x", "events": EVENTS}
    assert edge.post("/v1/subscription", body).status_code == 201
