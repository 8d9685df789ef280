"""Flows as tools of the Model Context Protocol, by hand and by the official client."""

from __future__ import annotations

import asyncio
import json
import threading
from contextlib import asynccontextmanager, contextmanager

import httpx2
import pytest
from mcp import MCPError, types
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client
from werkzeug.serving import make_server

from schemas.run import RunStatus
from tests.support.edge import Edge, approval
from tests.support.talks import trigger_flow
from tests.support.world import each, final, step

VERSION = "2026-07-28"
META = "io.modelcontextprotocol/"
CITY = [{"name": "city", "type": "string", "required": True, "description": "where"}]


@pytest.fixture
def edge():
    made = Edge(sync_timeout_seconds=5)
    trigger_flow(
        made,
        "peer.action",
        final("end", degrees=7, city="{{city}}"),
        name="weather",
        description="Tells the weather",
        fields=CITY,
    )
    return made


def asked(edge, method, *, headers=None, as_=None, meta=None, **params):
    meta = {f"{META}protocolVersion": VERSION, f"{META}clientCapabilities": {}, **(meta or {})}
    sent = {"MCP-Protocol-Version": VERSION, "Mcp-Method": method}
    if "name" in params:
        sent["Mcp-Name"] = params["name"]
    body = {"jsonrpc": "2.0", "id": 7, "method": method, "params": {**params, "_meta": meta}}
    return edge.post("/mcp", body, headers={**sent, **(headers or {})}, as_=as_)


def called(edge, name, arguments=None, **given):
    answer = asked(edge, "tools/call", name=name, arguments=arguments or {}, **given)
    assert answer.status_code == 200, answer.json
    assert (answer.json["jsonrpc"], answer.json["id"]) == ("2.0", 7)
    return answer.json["result"]


def test_a_published_action_is_a_tool_with_a_schema(edge):
    result = asked(edge, "tools/list").json["result"]
    (tool,) = result["tools"]
    assert (tool["name"], tool["description"]) == ("weather", "Tells the weather")
    assert tool["inputSchema"]["properties"]["city"]["type"] == "string"
    assert tool["inputSchema"]["required"] == ["city"]
    assert (result["resultType"], result["cacheScope"]) == ("complete", "private")


def test_a_call_runs_the_flow_and_returns_its_output(edge):
    result = called(edge, "weather", {"city": "Oslo"})
    assert result["structuredContent"] == {"degrees": 7, "city": "Oslo"}
    assert json.loads(result["content"][0]["text"]) == result["structuredContent"]
    assert result["isError"] is False


def test_wrong_arguments_and_failed_runs_are_told_as_results(edge):
    wrong = called(edge, "weather", {"town": "Oslo"})
    assert wrong["isError"] is True
    assert "/city" in wrong["content"][0]["text"]
    trigger_flow(edge, "peer.action", step("boom", "fail", message="no paper"), name="print")
    failed = called(edge, "print")
    assert failed["isError"] is True
    assert "no paper" in failed["content"][0]["text"]


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"headers": {"MCP-Protocol-Version": "2025-11-25"}}, 400, -32020),
        ({"headers": {"Mcp-Method": "tools/call"}}, 400, -32020),
        ({"meta": {f"{META}protocolVersion": 7}}, 400, -32602),
        (
            {
                "meta": {f"{META}protocolVersion": "2999-01-01"},
                "headers": {"MCP-Protocol-Version": "2999-01-01"},
            },
            400,
            -32022,
        ),
    ],
)
def test_a_request_that_disagrees_with_itself_is_refused(edge, given, status, code):
    answer = asked(edge, "tools/list", **given)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"jsonrpc": "2.0", "id": 1, "method": "nope"}, 404, -32601),
        ({"jsonrpc": "1.0", "id": 1, "method": "ping"}, 400, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": {"$ne": 1}}, 400, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": []}, 404, -32602),
    ],
)
def test_garbage_is_an_error_of_the_protocol(edge, body, status, code):
    answer = edge.post("/mcp", body)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)


def test_a_notification_is_taken_note_of_and_a_get_is_not_served(edge):
    body = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    assert edge.post("/mcp", body).status_code == 202
    assert edge.get("/mcp").status_code == 405


def test_a_page_of_another_origin_calls_no_tools(edge):
    answer = asked(edge, "tools/list", headers={"Origin": "https://evil.example"})
    assert (answer.status_code, answer.json["code"]) == (403, "origin_not_allowed")
    assert asked(edge, "tools/list", headers={"Origin": "http://localhost"}).status_code == 200


def test_a_caller_sees_the_tools_of_flows_that_he_may_run(edge):
    other = edge.token("key", flow_ids=("flow_other",))
    assert asked(edge, "tools/list", as_=other).json["result"]["tools"] == []
    foreign = edge.token("pat", "elsewhere")
    assert asked(edge, "tools/list", as_=foreign).json["result"]["tools"] == []
    answer = asked(edge, "tools/call", name="weather", arguments={}, as_=foreign)
    assert answer.json["error"]["code"] == -32602


def test_the_state_of_another_callers_run_opens_nothing(edge):
    ask = trigger_flow(edge, "peer.action", approval(), final("end"), final("no"), name="ask")
    state = called(edge, "ask")["requestState"]
    stranger = edge.token("key", flow_ids=(ask,))
    _, ada = edge.user("ada")
    edge.call("PATCH", f"/v1/flow/{ask}", {"visibility": "workspace"})
    edge.call("PATCH", f"/v1/flow/{ask}", {"visibility": "private"})
    answer = asked(edge, "tools/call", name="ask", requestState=state, as_=ada)
    assert answer.status_code != 200 or "error" in answer.json
    foreign = edge.token("pat", "elsewhere")
    assert asked(edge, "tools/call", name="ask", requestState=state, as_=foreign).status_code == 404
    assert stranger


def test_two_tools_of_one_name_are_told_apart(edge):
    trigger_flow(edge, "peer.action", final("end", n=2), name="weather")
    names = [tool["name"] for tool in asked(edge, "tools/list").json["result"]["tools"]]
    assert len(set(names)) == 2


# The official client ---------------------------------------------------------------------------


@contextmanager
def served(edge):
    """Serve the edge on loopback; yield the address of its tools."""
    server = make_server("127.0.0.1", 0, edge.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/mcp"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@asynccontextmanager
async def client(edge, url, **given):
    async with httpx2.AsyncClient(headers=edge.admin) as http:
        transport = streamable_http_client(url, http_client=http)
        async with Client(transport, **given) as made:
            yield made


def talk(edge, conversation, **given):
    async def whole(url):
        async with client(edge, url, **given) as made:
            return await conversation(made)

    with served(edge) as url:
        return asyncio.run(whole(url))


@pytest.mark.parametrize("mode", ["auto", VERSION, "legacy"])
def test_the_official_client_lists_and_calls(edge, mode):
    async def conversation(made):
        tools = await made.list_tools()
        result = await made.call_tool("weather", {"city": "Oslo"})
        return [tool.name for tool in tools.tools], result

    names, result = talk(edge, conversation, mode=mode)
    assert names == ["weather"]
    assert result.structured_content == {"degrees": 7, "city": "Oslo"}
    assert not result.is_error


def decide(*answers):
    """Return a callback that gives these answers in turn and remembers what it was asked."""
    left, heard = list(answers), []

    async def callback(_context, params):
        heard.append(params)
        action, content = left.pop(0)
        return types.ElicitResult(action=action, content=content)

    callback.heard = heard
    return callback


@pytest.mark.parametrize(
    ("answer", "output"),
    [
        (("accept", {"decision": "approve", "comment": "ok"}), {"by": "pat", "said": "ok"}),
        (("accept", {"decision": "reject"}), {"said": "no"}),
        (("decline", None), {"said": "no"}),
    ],
)
def test_a_run_that_waits_asks_through_the_client_and_goes_on(edge, answer, output):
    ends = (
        final("end", by="{{approval.decidedBy}}", said="{{approval.comment}}"),
        final("no", said="no"),
    )
    trigger_flow(edge, "peer.action", approval(), *ends, name="ask")
    callback = decide(answer)
    result = talk(edge, lambda made: made.call_tool("ask", {}), elicitation_callback=callback)
    assert result.structured_content == output
    assert callback.heard[0].message == "ok?"
    assert callback.heard[0].requested_schema["required"] == ["decision"]


def test_several_waits_in_a_row_are_asked_one_after_the_other(edge):
    form = step("form", "wait", "tool", event="the amount")
    tool = {**step("tool", "client-tool", "end", toolName="local"), "output": "t"}
    trigger_flow(edge, "peer.action", form, tool, final("end", t="{{t}}"), name="steps")
    callback = decide(("accept", {}), ("accept", {"output": "42"}))
    result = talk(edge, lambda made: made.call_tool("steps", {}), elicitation_callback=callback)
    assert result.structured_content == {"t": "42"}
    assert [params.message for params in callback.heard] == ["the amount", "Run local with {}"]


@pytest.mark.parametrize(("action", "ran"), [("accept", 1), ("decline", 0)])
def test_an_action_that_needs_approval_asks_before_it_runs(edge, action, ran):
    flow_id = trigger_flow(
        edge,
        "peer.action",
        final("end", done="yes"),
        name="remove",
        requiresApproval=True,
        approvalMessage="Really?",
    )
    callback = decide((action, {}))
    result = talk(edge, lambda made: made.call_tool("remove", {}), elicitation_callback=callback)
    assert "Really?" in callback.heard[0].message
    assert result.is_error is not bool(ran)
    assert len(edge.get(f"/v1/flow/{flow_id}/logs").json["data"]) == ran


def test_an_older_client_is_told_of_a_wait_in_the_result(edge):
    trigger_flow(edge, "peer.action", approval(), final("end"), final("no"), name="ask")
    result = talk(edge, lambda made: made.call_tool("ask", {}), mode="legacy")
    assert result.structured_content["status"] == "waiting"
    assert result.structured_content["waitState"]["message"] == "ok?"


def test_an_unknown_tool_is_an_error_of_the_protocol(edge):
    async def conversation(made):
        with pytest.raises(MCPError):
            await made.call_tool("nope", {})

    talk(edge, conversation)


# What a client may answer ----------------------------------------------------------------------

ENDS = (final("end", said="approved"), final("no", said="rejected"))


def asking(edge, **data):
    """Start a run that asks; return its state and the id of what it asks."""
    trigger_flow(edge, "peer.action", approval(**data), *ENDS, name="ask")
    result = called(edge, "ask")
    return result["requestState"], next(iter(result["inputRequests"]))


@pytest.mark.parametrize(
    "content", [{"decision": "no"}, {"decision": "deny"}, {"decision": None}, {}, {"decision": {}}]
)
@pytest.mark.parametrize("needed", [1, 2])
def test_an_answer_that_is_no_decision_decides_nothing(edge, content, needed):
    state, wait_id = asking(edge, requiredApprovals=needed)
    answers = {wait_id: {"action": "accept", "content": content}}
    result = called(edge, "ask", requestState=state, inputResponses=answers)
    assert result["isError"] is True
    assert "/decision" in result["content"][0]["text"]
    assert edge.world.read(state).status is RunStatus.WAITING


def test_an_answer_that_is_no_object_is_told_and_the_others_decide_nothing(edge):
    state, wait_id = asking(edge)
    yes = {"action": "accept", "content": {"decision": "approve"}}
    result = called(edge, "ask", requestState=state, inputResponses={wait_id: yes, "x": "yes"})
    assert result["isError"] is True
    assert edge.world.read(state).status is RunStatus.WAITING
    done = called(edge, "ask", requestState=state, inputResponses={wait_id: yes})
    assert done["structuredContent"] == {"said": "approved"}


@pytest.mark.parametrize(
    "text",
    [
        '{"a":' * 10_000,
        "[" * 100_000,
        '{"a":NaN}',
        '{"a":-Infinity}',
        '{"a":1e999}',
        '{"a":1,"a":2}',
        '{"a":"\\ud800"}',
        '{"a":' + "9" * 5000 + "}",
        '{"a":' + "9" * 30 + "}",
        '{"a\\u0000":1}',
        "[" + "null," * 100_000 + "null]",
        "order",
    ],
)
def test_a_text_that_no_body_could_hold_is_told_at_its_place(edge, text):
    state, wait_id = asking(edge, fields=[{"name": "order", "type": "object", "required": True}])
    content = {"decision": "approve", "order": text}
    answers = {wait_id: {"action": "accept", "content": content}}
    result = called(edge, "ask", requestState=state, inputResponses=answers)
    assert result["isError"] is True
    told = result["content"][0]["text"]
    assert "/fields/order: " in told
    assert told.endswith(": send the value as JSON")
    assert edge.world.read(state).status is RunStatus.WAITING
    content["order"] = '{"a": [1.5, "x"]}'
    done = called(edge, "ask", requestState=state, inputResponses=answers)
    assert done["structuredContent"] == {"said": "approved"}


def test_a_tool_that_completed_with_errors_says_so_beside_its_output():
    edge = Edge(sync_timeout_seconds=5)
    half = step("x", "set", None, values={"x": "{{range('x')}}"})
    trigger_flow(
        edge,
        "peer.action",
        each("l", [1, 2], half, continueOnError=True),
        final("end", n="{{l.failedItems}}"),
        name="loop",
        description="Loops",
        fields=[],
    )
    result = called(edge, "loop")
    assert (result["structuredContent"], result["isError"]) == ({"n": 2}, False)
    counts = {"steps": 0, "items": 2, "branches": 0}
    assert result["_meta"]["millrace/errors"] == {"hasErrors": True, "errorCounts": counts}


def test_a_tool_that_completed_without_errors_says_nothing_of_them(edge):
    assert "_meta" not in called(edge, "weather", {"city": "Bonn"})
