"""Whoever calls out goes by the one door: steps, tools, models, registrations and subscriptions."""

from __future__ import annotations

import pytest

from engine.egress import Egress, nowhere
from tests.support.edge import Edge
from tests.support.world import final, step

INSIDE = "http://inside.example:8080/x"
REFUSAL = "this destination is not allowed"
NOWHERE = "the host name leads to no address that may be called"
EVENTS = ["run.completed"]


@pytest.fixture
def edge(monkeypatch):
    """An edge whose calls go out by the real door, where every name points inside."""
    monkeypatch.setattr(nowhere, "PAUSE_SECONDS", 0.001)
    made = Edge()
    door = Egress(resolver=lambda _host, _port: ["169.254.169.254"])
    made.world.sink.answer = door.send
    return made


def failing(edge, *steps, inputs=None):
    answer = edge.execute(edge.flow(*steps, final("end")), inputs or {})
    assert answer.status_code == 422, answer.json
    return answer.json["error"]


def test_a_call_of_a_step_is_refused_and_tells_nothing_of_the_place(edge):
    call = step("call", "http-request", "end", method="GET", url="{{to}}")
    refused = [
        failing(edge, call, inputs={"to": to})
        for to in (
            "http://localhost/x",
            "http://127.0.0.1:6379/",
            "http://127.0.0.1:1/",
            "http://[::1]:27017/",
        )
    ]
    assert {(one["code"], one["message"]) for one in refused} == {("EGRESS_BLOCKED", REFUSAL)}


def test_an_action_of_a_tool_is_refused(edge):
    api = {"method": "GET", "url": "/x"}
    tool = {"name": "t", "baseUrl": "http://inside.example", "actions": [{"name": "a", "api": api}]}
    made = edge.post("/v1/tool", tool).json
    use = step("use", "tool", "end", toolId=made["id"], action="a")
    assert failing(edge, use)["message"] == NOWHERE


def test_no_parameter_takes_an_action_to_another_host(edge):
    """What fills the place in an address is a part of its path, whatever it says."""
    edge.world.sink.answer = None
    api = {"method": "GET", "url": "/{{p}}"}
    tool = {"name": "t", "baseUrl": "https://a.example", "actions": [{"name": "a", "api": api}]}
    made = edge.post("/v1/tool", tool).json
    data = {"toolId": made["id"], "action": "a", "parameters": {"p": "{{p}}"}}
    flow_id = edge.flow(step("use", "tool", "end", **data), final("end"))
    for given in ("@127.0.0.1/", "/127.0.0.1/x", "\\\\127.0.0.1"):
        edge.execute(flow_id, {"p": given})
    assert all(call.url.startswith("https://a.example/") for call in edge.world.sink.calls)
    assert len(edge.world.sink.calls) == 3
    refused = edge.execute(flow_id, {"p": "..//127.0.0.1"})
    assert refused.json["error"]["code"] == "URL_UNSAFE"
    assert len(edge.world.sink.calls) == 3


@pytest.mark.parametrize("type_", ["ask-llm", "extract-data"])
def test_a_model_is_not_asked_there(edge, type_):
    body = {"name": "default", "baseUrl": "http://inside.example/v1", "model": "m"}
    assert edge.post("/v1/connection", body).status_code == 200
    data = {"prompt": "?"} if type_ == "ask-llm" else {"text": "?", "schema": {"type": "object"}}
    assert failing(edge, step("ask", type_, "end", **data))["message"] == NOWHERE


def test_a_webhook_is_not_registered_there_and_says_no_more_than_that(edge):
    call = {"method": "POST", "url": INSIDE}
    trigger = {"register": call, "unregister": call, "verify": {"scheme": "hmac", "secret": "s"}}
    tool = edge.post("/v1/tool", {"name": "t", "triggers": [trigger]}).json
    first = {"id": "s", "type": f"webhook.{tool['triggers'][0]['id']}", "nextStepId": "end"}
    body = {"name": "F", "definition": {"steps": [first, final("end")]}}
    flow_id = edge.post("/v1/flow", body).json["id"]
    assert edge.post(f"/v1/flow/{flow_id}/publish").status_code == 200
    (hook,) = edge.get(f"/v1/flow/{flow_id}/webhook").json["data"]
    assert (hook["status"], hook["lastError"]) == ("pending", NOWHERE)
    assert edge.call("DELETE", f"/v1/flow/{flow_id}").status_code == 200


def test_a_subscription_is_not_told_there(edge):
    made = edge.post("/v1/subscription", {"url": INSIDE, "events": EVENTS}).json["id"]
    edge.post(f"/v1/subscription/{made}/test", {})
    for _ in range(3):
        edge.world.wake(60)
    rows = edge.get(f"/v1/subscription/{made}/delivery").json["data"]
    assert rows
    assert all(row["status"] != "delivered" for row in rows)
    assert "169.254" not in edge.get(f"/v1/subscription/{made}/delivery/{rows[0]['id']}").text


@pytest.mark.parametrize(
    "name", ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Proxy-Authorization"]
)
def test_no_flow_sets_what_frames_a_message(edge, name):
    data = {"method": "GET", "url": "http://1.1.1.1/", "headers": {name: "{{v}}"}}
    error = failing(edge, step("call", "http-request", "end", **data), inputs={"v": "x"})
    assert error["code"] == "INVALID_HEADER"


def leading(edge, places):
    """Have names lead to `places` by the real door; a name that is not there does not exist."""

    def ask(host, _port):
        if host not in places:
            raise OSError(host)
        return places[host]

    edge.world.sink.answer = Egress(resolver=ask).send


PLACES = {"db.corp.example": ["10.1.2.3"], "mixed.example": ["1.1.1.1", "fd00::1"]}
NAMES = ["db.corp.example", "mixed.example", "nowhere.corp.example"]


def test_an_author_does_not_learn_which_names_exist_inside(edge):
    """One error with the same attempts for a name that leads inside and one that does not exist."""
    leading(edge, PLACES)
    call = step("call", "http-request", "end", method="GET", url="http://{{to}}/")
    retry = {"maxAttempts": 2, "backoffSeconds": 1}
    flow_id = edge.flow({**call, "retry": retry}, final("end"))
    told = []
    for name in NAMES:
        run = edge.execute(flow_id, {"to": name}, headers={"Prefer": "respond-async"})
        for _ in range(3):
            edge.world.wake(5)
        rows = edge.get(f"/v1/flowrun/steps/{run.json['appRunId']}").json["data"]
        ended = edge.get(f"/v1/flowrun/details/{run.json['appRunId']}").json
        told.append((ended["error"], [(row["status"], row["attempt"]) for row in rows]))
    assert told[0] == told[1] == told[2]
    error, rows = told[0]
    assert (error["code"], len(rows)) == ("CONNECTION_FAILED", 2)


def test_a_subscriber_does_not_learn_which_names_exist_inside(edge):
    leading(edge, PLACES)
    told = []
    for name in NAMES:
        body = {"url": f"http://{name}/", "events": EVENTS}
        made = edge.post("/v1/subscription", body).json["id"]
        edge.post(f"/v1/subscription/{made}/test", {})
        (row,) = edge.get(f"/v1/subscription/{made}/delivery").json["data"]
        whole = edge.get(f"/v1/subscription/{made}/delivery/{row['id']}").json
        told.append([whole["status"], whole["attempts"], whole["lastError"]])
    assert told[0] == told[1] == told[2]


def test_a_registration_does_not_tell_which_names_exist_inside(edge):
    leading(edge, PLACES)
    told = set()
    for number, name in enumerate(NAMES):
        call = {"method": "POST", "url": f"http://{name}/"}
        verify = {"scheme": "hmac", "secret": "s"}
        trigger = {"register": call, "unregister": call, "verify": verify}
        tool = edge.post("/v1/tool", {"name": f"t{number}", "triggers": [trigger]}).json
        kind = f"webhook.{tool['triggers'][0]['id']}"
        first = {"id": "s", "type": kind, "nextStepId": "end"}
        body = {"name": name, "definition": {"steps": [first, final("end")]}}
        flow_id = edge.post("/v1/flow", body).json["id"]
        edge.post(f"/v1/flow/{flow_id}/publish")
        (hook,) = edge.get(f"/v1/flow/{flow_id}/webhook").json["data"]
        told.add((hook["status"], hook["lastError"]))
    assert len(told) == 1
