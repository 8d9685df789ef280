"""Conversations with Peers: what is said, called, asked and resumed."""

from __future__ import annotations

import json

import pytest

from tests.support.edge import Edge, approval
from tests.support.model import Model
from tests.support.talks import (
    CONNECTION,
    WEATHER,
    answering,
    begin,
    history,
    peer,
    resume,
    say,
    trigger_flow,
)
from tests.support.world import final, step


@pytest.fixture
def edge():
    return Edge()


# A Peer without a model ------------------------------------------------------------------------


def test_a_peer_without_a_model_answers_from_its_flow_with_the_history(edge):
    made = answering(edge, final("end", content="{{len(messages)}}: {{message}}"))
    conversation = begin(edge, made)
    assert conversation["created"]
    first = say(edge, conversation, "hello")
    assert first.status_code == 200
    assert (first.json["status"], first.json["content"]) == ("done", "1: hello")
    assert say(edge, conversation, "again").json["content"] == "3: again"
    shown = history(edge, conversation)
    assert [(one["type"], one["content"]) for one in shown] == [
        ("user", "hello"),
        ("ai", "1: hello"),
        ("user", "again"),
        ("ai", "3: again"),
    ]


def test_a_conversation_that_begins_with_a_message_is_answered_at_once(edge):
    made = answering(edge, final("end", content="{{len(messages)}}: {{message}}"))
    messages = [
        {"role": "user", "content": "a"},
        {"role": "ai", "content": "b"},
        {"role": "user", "content": "c"},
    ]
    answer = begin(edge, made, messages=messages)
    assert (answer["content"], answer["status"]) == ("3: c", "done")
    assert [one["content"] for one in history(edge, answer)] == ["a", "b", "c", "3: c"]


def test_a_long_conversation_is_read_to_its_beginning(edge):
    brought = [{"role": "user", "content": str(number)} for number in range(5)]
    answer = begin(edge, answering(edge, final("end", content="5")), messages=brought)
    path, read, before = f"/v1/client/conversation/{answer['conversationId']}/message", [], ""
    for _ in range(3):
        page = edge.get(f"{path}?messagesCount=2&before={before}").json
        read[:0], before = [one["content"] for one in page], page[0]["id"]
    assert read == ["0", "1", "2", "3", "4", "5"]
    assert edge.get(f"{path}?before={before}").json == []
    assert edge.get(f"{path}?before={'x' * 1000}").status_code == 422


def test_a_peer_that_nothing_answers_for_says_so(edge):
    answer = say(edge, begin(edge, peer(edge)), "hello")
    assert (answer.status_code, answer.json["code"]) == (409, "no_answer")


def test_a_flow_that_fails_is_an_answer_that_failed(edge):
    made = answering(edge, step("boom", "fail", message="out of paper"))
    conversation = begin(edge, made)
    answer = say(edge, conversation, "hello").json
    assert (answer["status"], answer["error"]["message"]) == ("error", "out of paper")
    assert say(edge, conversation, "hello").json["status"] == "error"


@pytest.mark.parametrize(
    ("asked", "status", "body", "content"),
    [
        (approval(), "approval", {"decision": "approve"}, "approve"),
        (
            {**step("ask", "client-tool", "end", toolName="t", parameters={"x": 1}), "output": "r"},
            "client_tool_call",
            None,
            "42",
        ),
        (
            {
                **step("ask", "show-form", "end", title="T", fields=[{"name": "r"}]),
                "output": "form",
            },
            "form",
            {"data": {"r": "filled"}},
            "filled",
        ),
    ],
)
def test_what_a_message_waits_for_is_on_it_and_it_goes_on_from_there(
    edge, asked, status, body, content
):
    end = final("end", content="{{form.r ?? r ?? approval.decision}}")
    conversation = begin(edge, answering(edge, asked, end, final("no", content="no")))
    answer = say(edge, conversation, "hello").json
    assert answer["status"] == status
    assert answer["waitState"]["stepId"] == "ask"
    if status == "client_tool_call":
        action = answer["pendingAction"]
        assert (action["toolName"], action["args"]) == ("t", {"x": 1})
        result = {"executionId": action["executionId"], "success": True, "output": "42"}
        body = {"toolResult": result}
    busy = say(edge, conversation, "more")
    assert (busy.status_code, busy.json["code"]) == (409, "conversation_busy")
    done = resume(edge, answer, **body)
    assert done.status_code == 200
    assert (done.json["messageId"], done.json["status"]) == (answer["messageId"], "done")
    assert done.json["content"] == content
    assert resume(edge, answer, decision="reject").status_code in (409, 422)


def test_a_key_makes_saying_something_safe_to_repeat(edge):
    conversation = begin(edge, answering(edge, final("end", content="ok")))
    headers = {"Idempotency-Key": "k"}
    first, second = (say(edge, conversation, "hello", headers=headers).json for _ in range(2))
    assert first == second
    assert len(history(edge, conversation)) == 2
    other = say(edge, conversation, "else", headers=headers)
    assert (other.status_code, other.json["code"]) == (422, "idempotency_key_reused")


def test_a_session_that_was_ended_takes_no_more(edge):
    over = {**step("over", "end-session", "end", reason="bye"), "output": "over"}
    made = answering(edge, over, final("end", content="{{over.endReason}}"))
    conversation = begin(edge, made)
    assert say(edge, conversation, "hello").json["content"] == "bye"
    path = f"/v1/client/conversation/{conversation['conversationId']}"
    assert edge.get(path).json["endReason"] == "bye"
    answer = say(edge, conversation, "hello")
    assert (answer.status_code, answer.json["code"]) == (409, "conversation_ended")


def test_without_a_session_there_is_none_to_end(edge):
    over = {**step("over", "end-session", "end"), "output": "over"}
    answer = edge.execute(edge.flow(over, final("end", ok="{{over.success}}")))
    assert answer.json == {"ok": False}


def test_a_widget_is_put_on_the_message(edge):
    widget = edge.post("/v1/widget", {"name": "Card", "schema": {"type": "object"}}).json
    add = step("add", "add-widget-to-message", "end", widgetId=widget["id"], initialState={"n": 1})
    conversation = begin(edge, answering(edge, add, final("end", content="look")))
    answer = say(edge, conversation, "hello").json
    ((added),) = answer["widgets"]
    assert (added["widgetName"], added["initialState"]) == ("Card", {"n": 1})
    assert history(edge, conversation)[-1]["widgets"] == [added]


def test_a_widget_of_nobody_fails_the_answer(edge):
    add = step("add", "add-widget-to-message", "end", widgetId="{{'wid_nope'}}")
    conversation = begin(edge, answering(edge, add, final("end")))
    assert say(edge, conversation, "hello").json["error"]["code"] == "WIDGET_NOT_FOUND"


# A Peer with a model ---------------------------------------------------------------------------


def modelled(edge, model, *flows, **given):
    edge.world.sink.answer = model
    return peer(edge, *flows, connection=CONNECTION, **given)


def test_a_model_answers_and_never_shows_its_key(edge):
    model = Model("Hi there")
    made = modelled(edge, model, instructions="Be kind")
    conversation = begin(edge, made)
    answer = say(edge, conversation, "hello").json
    assert (answer["status"], answer["content"]) == ("done", "Hi there")
    assert model.heard == [
        {"role": "system", "content": "Be kind"},
        {"role": "user", "content": "hello"},
    ]
    assert edge.world.sink.calls[0].headers["Authorization"] == "Bearer CANARY-KEY"
    for path in (
        f"/v1/peer/{made['id']}",
        f"/v1/flowrun/steps/{answer['appRunId']}",
        f"/v1/flowrun/context/{answer['appRunId']}",
    ):
        assert "CANARY-KEY" not in edge.get(path).text


def test_a_model_calls_a_flow_and_hears_what_it_came_to(edge):
    fields = [{"name": "city", "type": "string", "required": True}]
    flow_id = trigger_flow(
        edge,
        "peer.action",
        final("end", degrees=7, city="{{city}}", talk="{{conversationId}}"),
        name="weather",
        description="Tells the weather",
        fields=fields,
    )
    model = Model([("weather", {"city": "Oslo"})], "7 degrees")
    made = modelled(edge, model, (flow_id, "peer.action"))
    conversation = begin(edge, made)
    answer = say(edge, conversation, "Oslo?").json
    assert answer["content"] == "7 degrees"
    assert [(tool["name"], tool["input"]) for tool in answer["tools"]] == [
        ("weather", {"city": "Oslo"})
    ]
    (tool,) = model.asked[0]["tools"]
    assert tool["function"]["description"] == "Tells the weather"
    assert tool["function"]["parameters"]["required"] == ["city"]
    heard = json.loads(model.heard[-1]["content"])
    assert heard == {"degrees": 7, "city": "Oslo", "talk": conversation["conversationId"]}


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("weather", {"town": 1}), "INVALID_INPUTS"),
        (("nope", {}), "there is no tool"),
    ],
)
def test_a_call_that_goes_wrong_is_told_to_the_model(edge, call, said):
    fields = [{"name": "city", "type": "string", "required": True}]
    flow_id = trigger_flow(edge, "peer.action", final("end"), name="weather", fields=fields)
    model = Model([call], "sorry")
    answer = say(edge, begin(edge, modelled(edge, model, (flow_id, "peer.action"))), "x").json
    assert answer["content"] == "sorry"
    assert said in model.heard[-1]["content"]


def test_the_tools_of_a_client_are_called_by_the_client(edge):
    model = Model([("getWeather", {"city": "Oslo"})], [("getWeather", {"city": "Rome"})], "done")
    conversation = begin(edge, modelled(edge, model), clientTools=[WEATHER])
    answer = say(edge, conversation, "both?").json
    for city, output in (("Oslo", "cold"), ("Rome", "warm")):
        assert answer["status"] == "client_tool_call"
        assert answer["pendingAction"]["args"] == {"city": city}
        result = {
            "executionId": answer["pendingAction"]["executionId"],
            "success": city == "Oslo",
            "output": output,
            "error": "offline",
        }
        answer = resume(edge, answer, toolResult=result).json
    assert (answer["status"], answer["content"]) == ("done", "done")
    told = [message["content"] for message in model.heard if message["role"] == "tool"]
    assert told == ["cold", '{"error": "offline"}']
    assert [tool["name"] for tool in answer["tools"]] == ["getWeather", "getWeather"]


@pytest.mark.parametrize(("decision", "ran"), [("approve", True), ("reject", False)])
def test_an_action_that_needs_approval_is_asked_for_first(edge, decision, ran):
    flow_id = trigger_flow(
        edge,
        "peer.action",
        final("end", deleted="{{username}}"),
        name="remove",
        fields=[{"name": "username", "type": "string"}],
        requiresApproval=True,
        approvalMessage="Delete {{username}}?",
    )
    model = Model([("remove", {"username": "bob"})], "fine")
    conversation = begin(edge, modelled(edge, model, (flow_id, "peer.action")))
    answer = say(edge, conversation, "remove bob").json
    assert (answer["status"], answer["content"]) == ("approval", "Delete bob?")
    assert edge.get(f"/v1/flow/{flow_id}/logs").json["data"] == []
    done = resume(edge, answer, decision=decision).json
    assert (done["status"], done["content"]) == ("done", "fine")
    assert ("deleted" in model.heard[-1]["content"]) is ran
    assert len(edge.get(f"/v1/flow/{flow_id}/logs").json["data"]) == ran


def test_a_wait_within_an_action_is_on_the_message(edge):
    ask = {**approval(), "output": "said"}
    flow_id = trigger_flow(
        edge, "peer.action", ask, final("end", said="{{said.decision}}"), final("no"), name="act"
    )
    model = Model([("act", {})], "fine")
    answer = say(edge, begin(edge, modelled(edge, model, (flow_id, "peer.action"))), "go").json
    assert (answer["status"], answer["content"]) == ("approval", "ok?")
    done = resume(edge, answer, decision="approve").json
    assert done["content"] == "fine"
    assert json.loads(model.heard[-1]["content"]) == {"said": "approve"}


def test_a_model_that_is_busy_is_asked_again_and_one_that_refuses_is_not(edge):
    model = Model(503, "late")
    conversation = begin(edge, modelled(edge, model))
    answer = say(edge, conversation, "x")
    assert answer.status_code == 202
    edge.world.wake(30)
    assert history(edge, conversation)[-1]["content"] == "late"
    edge.world.sink.answer = Model(401)
    failed = say(edge, begin(edge, peer(edge, connection=CONNECTION)), "x").json
    assert (failed["status"], failed["error"]["code"]) == ("error", "HTTP_401")


def test_a_model_that_never_ends_is_ended(edge):
    model = Model(*[[("nope", {})]] * 30)
    answer = say(edge, begin(edge, modelled(edge, model)), "x").json
    assert (answer["status"], answer["error"]["code"]) == ("error", "MAX_ITERATIONS")
    assert len(model.asked) == 20


def test_a_json_answer_is_parsed(edge):
    model = Model('{"a": 1}')
    conversation = begin(edge, modelled(edge, model), response_format="json")
    assert say(edge, conversation, "x").json["output"] == {"a": 1}
    assert model.asked[0]["response_format"] == {"type": "json_object"}


@pytest.mark.parametrize("tools", [[{"function": {}}], [{"name": "has space"}], [{"x": 1}]])
def test_a_tool_that_is_none_is_refused_with_its_place(edge, tools):
    body = {"peerId": peer(edge)["id"], "clientTools": tools}
    answer = edge.post("/v1/client/conversation", body)
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/clientTools/0")


# Who may ---------------------------------------------------------------------------------------


def test_a_conversation_is_its_own_callers_and_no_other_workspaces(edge):
    conversation = begin(edge, answering(edge, final("end", content="ok")))
    path = f"/v1/client/conversation/{conversation['conversationId']}"
    _, ada = edge.user("ada")
    assert edge.get(path, as_=ada).status_code == 403
    assert edge.get(path, as_=edge.token("pat", "elsewhere")).status_code == 404
    assert edge.get(path, as_=edge.key).status_code == 403
    assert edge.get("/v1/client/conversation", as_=ada).json["data"] == []
    assert len(edge.get("/v1/client/conversation").json["data"]) == 1


def test_a_key_talks_to_peers_whose_flows_it_is_scoped_to(edge):
    flow_id = trigger_flow(edge, "peer.message", final("end", content="ok"))
    made = peer(edge, (flow_id, "peer.message"))
    body = {"peerId": made["id"]}
    mine, other = edge.token("key", flow_ids=(flow_id,)), edge.token("key", flow_ids=("flow_x",))
    assert edge.post("/v1/client/conversation", body, as_=mine).status_code == 200
    assert edge.post("/v1/client/conversation", body, as_=other).status_code == 403


def test_only_who_manages_a_flow_attaches_it_and_only_at_a_trigger_it_has(edge):
    made, flow_id = peer(edge), edge.flow()
    path = f"/v1/peer/{made['id']}/flow"
    wrong = edge.post(path, {"flowId": flow_id, "trigger": "peer.action"})
    assert (wrong.status_code, wrong.json["code"]) == (409, "no_trigger")
    _, ada = edge.user("ada")
    action = trigger_flow(edge, "peer.action", final("end"))
    body = {"flowId": action, "trigger": "peer.action"}
    assert edge.post(path, body, as_=ada).status_code == 403
    assert edge.post(path, body).json["flows"] == [body]
    assert edge.call("DELETE", f"{path}/{action}").json["flows"] == []
    assert edge.call("DELETE", f"{path}/{action}").status_code == 404


def test_a_peer_is_changed_and_keeps_its_key_unless_it_gets_another(edge):
    made = peer(edge, connection=CONNECTION)
    path = f"/v1/peer/{made['id']}"
    without = {"baseUrl": "https://model.example/v2/", "model": "m-2"}
    changed = edge.call("PATCH", path, {"name": "Q", "connection": without}).json
    assert changed["connection"] == {
        "baseUrl": "https://model.example/v2",
        "model": "m-2",
        "hasKey": True,
    }
    assert edge.call("PATCH", path, {"connection": None}).json["connection"] is None
    assert [one["name"] for one in edge.get("/v1/peer").json["data"]] == ["Q"]
    assert edge.call("DELETE", path).status_code == 200
    assert edge.get(path).status_code == 404


def test_a_conversation_is_with_a_contact_of_its_own_workspace(edge):
    known = {"email": "known@x.test"}
    made = answering(edge, final("end", content="{{contact.email ?? 'nobody'}}"))
    theirs = edge.post("/v1/sdk/contact", known, as_=edge.token("key", "elsewhere"))
    ours = edge.post("/v1/sdk/contact", {"email": "ours@x.test"}, as_=edge.key)
    path = "/v1/client/conversation"
    for contact_id in (theirs.json["data"]["_id"], "cont_nobody"):
        body = {"peerId": made["id"], "contactId": contact_id}
        answer = edge.post(path, body, as_=edge.key)
        assert (answer.status_code, answer.json["code"]) == (422, "unknown_contact")
        assert answer.json["errors"][0]["pointer"] == "/contactId"
    body = {"peerId": made["id"], "contactId": ours.json["data"]["_id"]}
    begun = edge.post(path, body, as_=edge.key).json
    assert say(edge, begun, "hi", as_=edge.key).json["content"] == "ours@x.test"
