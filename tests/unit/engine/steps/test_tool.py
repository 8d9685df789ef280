"""Where a tool's secret goes: to the tool, wherever a flow's parameters point."""

from __future__ import annotations

import pytest

from tests.support.edge import Edge
from tests.support.world import final, step

BASE = "https://api.tool.example/v1"


@pytest.fixture
def edge():
    return Edge()


def use(edge, url, base=BASE, auth="bearer", **parameters):
    """Call an action with this `url` and return the answer."""
    body = {"name": "t", "baseUrl": base, "actions": [{"name": "do", "api": {"url": url}}]}
    if auth:
        body["auth"] = {"type": auth, "token": "CANARY-TOKEN"}
    made = edge.post("/v1/tool", body)
    assert made.status_code == 201, made.json
    data = {"toolId": made.json["id"], "action": "do", "parameters": parameters}
    return edge.execute(edge.flow(step("use", "tool", "end", **data), final("end")))


@pytest.mark.parametrize(
    ("base", "url", "path"),
    [
        (BASE, "{{path}}", "https://evil.example/"),
        (BASE, "{{path}}", "http://api.tool.example/"),
        (BASE, "{{path}}", "https://api.tool.example:444/"),
        ("https://api.tool.example", "{{path}}", ".evil.example/"),
        ("https://api.tool.example", "{{path}}", ":444/"),
        ("https://api.tool.example", "{{path}}/x", ".evil.example"),
        ("", "{{path}}", "https://evil.example/"),
        ("", "https://{{path}}/x", "evil.example"),
        ("", "https://tool.example{{path}}", ".evil.example/"),
    ],
)
def test_a_parameter_cannot_send_a_tools_secret_elsewhere(edge, base, url, path):
    answer = use(edge, url, base, path=path)
    assert answer.json["error"]["code"] == "INVALID_TOOL"
    assert edge.world.sink.calls == []


@pytest.mark.parametrize(
    ("base", "url", "path", "called"),
    [
        (BASE, "{{path}}", "/things/7", f"{BASE}/things/7"),
        (BASE, "{{path}}", f"{BASE}/page/2", f"{BASE}/page/2"),
        (BASE, "{{path}}", "https://API.tool.example:443/", "https://API.tool.example:443/"),
        # Who describes a tool may send its secret wherever he wants.
        (BASE, "https://up.example/{{path}}", "x", "https://up.example/x"),
        ("", "https://up.example?{{path}}", "x", "https://up.example?x"),
    ],
)
def test_the_secret_goes_where_who_made_the_tool_said(edge, base, url, path, called):
    assert use(edge, url, base, path=path).status_code == 200
    (request,) = edge.world.sink.calls
    assert (request.url, request.headers["Authorization"]) == (called, "Bearer CANARY-TOKEN")


def test_a_tool_without_a_secret_goes_wherever_a_flow_says(edge):
    assert use(edge, "{{path}}", auth=None, path="https://other.example/").status_code == 200
    assert edge.world.sink.calls[0].url == "https://other.example/"


def test_an_address_that_is_none_fails_the_step(edge):
    answer = use(edge, "{{path}}", path="https://user@api.tool.example/")
    assert answer.json["error"]["code"] == "INVALID_URL"
