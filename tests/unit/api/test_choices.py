"""What a field may name: what the workspace has, and nobody else's."""

from __future__ import annotations

import pytest

from tests.support.edge import Edge

TOOL = {
    "name": "crm",
    "label": "The CRM",
    "baseUrl": "https://crm.example",
    "actions": [{"name": "find", "api": {"method": "GET", "url": "/x"}, "parameters": []}],
}
CONNECTION = {"name": "gpt", "baseUrl": "https://llm.example/v1", "model": "m-1"}


@pytest.fixture
def edge():
    return Edge()


def items(edge, type_, field, definition=None, step_id=None, **given):
    body = {"type": type_, "field": field, "stepId": step_id, "definition": definition or {}}
    answer = edge.post("/v1/flow/step-field-items", body, **given)
    assert answer.status_code == 200, answer.text
    return [(one["value"], one["label"]) for one in answer.json["items"]]


def holding(type_, **data):
    """Return a definition with such a step inside a loop, and things that are no steps."""
    inner = {"id": "x", "type": type_, "data": data}
    return {"steps": ["odd", {"id": "loop", "type": "each", "steps": [inner, 5]}]}


def test_published_flows_and_their_versions(edge):
    flow_id = edge.flow()
    edge.flow(publish=False)
    edge.call("PATCH", f"/v1/flow/{flow_id}", {"name": "G"})
    edge.post(f"/v1/flow/{flow_id}/publish", {"summary": "Faster <b>"})
    assert [value for value, _ in items(edge, "run-flow", "flowId")] == [flow_id]
    found = items(edge, "run-flow", "version", holding("run-flow", flowId=flow_id), "x")
    assert [value for value, _ in found] == ["latest", 2, 1]
    assert found[1][1] == "Faster <b>"


@pytest.mark.parametrize("flow_id", ["flow_x", "{{any}}", None, 7])
def test_without_a_flow_there_are_no_versions(edge, flow_id):
    assert items(edge, "run-flow", "version", holding("run-flow", flowId=flow_id), "x") == []


def test_tools_and_the_actions_of_the_one_that_is_chosen(edge):
    made = edge.post("/v1/tool", TOOL)
    assert made.status_code == 201, made.text
    tool_id = made.json["id"]
    assert items(edge, "tool", "toolId") == [(tool_id, "The CRM")]
    assert items(edge, "tool", "action", holding("tool", toolId=tool_id), "x") == [("find", "find")]
    assert items(edge, "tool", "action", holding("tool", toolId="tool_x"), "x") == []
    assert items(edge, "tool", "action", holding("tool", toolId=tool_id), "other") == []


def test_connections_widgets_and_secrets_and_never_a_value(edge):
    edge.post("/v1/secret", {"name": "crm", "value": "CANARY-1234"})
    edge.post("/v1/connection", {**CONNECTION, "apiKey": "CANARY-5678"})
    widget = edge.post("/v1/widget", {"name": "Card"}).json
    assert items(edge, "ask-llm", "connection") == [("gpt", "m-1")]
    assert items(edge, "add-widget-to-message", "widgetId") == [(widget["id"], "Card")]
    assert items(edge, "http-request", "headers") == [("{{secrets.crm}}", "crm")]
    assert items(edge, "http-request", "query") == []


def test_another_workspace_is_offered_nothing_of_this_one(edge):
    flow_id = edge.flow()
    tool_id = edge.post("/v1/tool", TOOL).json["id"]
    edge.post("/v1/secret", {"name": "crm", "value": "CANARY-1234"})
    edge.post("/v1/connection", CONNECTION)
    edge.post("/v1/widget", {"name": "Card"})
    stranger = edge.token("pat", "elsewhere")
    asked = [
        ("run-flow", "flowId", {}),
        ("run-flow", "version", holding("run-flow", flowId=flow_id)),
        ("tool", "toolId", {}),
        ("tool", "action", holding("tool", toolId=tool_id)),
        ("ask-llm", "connection", {}),
        ("add-widget-to-message", "widgetId", {}),
        ("http-request", "headers", {}),
    ]
    for type_, field, definition in asked:
        assert items(edge, type_, field, definition, "x", as_=stranger) == [], (type_, field)


def test_a_member_is_not_offered_a_private_flow_of_somebody_else(edge):
    flow_id = edge.flow()
    edge.call("PATCH", f"/v1/flow/{flow_id}", {"visibility": "private"})
    _, member = edge.user("bob", "member")
    assert items(edge, "run-flow", "flowId", as_=member) == []
    definition = holding("run-flow", flowId=flow_id)
    assert items(edge, "run-flow", "version", definition, "x", as_=member) == []
