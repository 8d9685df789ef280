"""Secrets and model connections: what is written there comes out nowhere."""

from __future__ import annotations

import base64
import json
import logging
from dataclasses import replace
from urllib.parse import quote

import pytest

from engine.resealing import reseal
from engine.secrecy import spellings
from engine.steps.base import HttpResponse
from engine.vault import Vault
from tests.support.edge import Edge
from tests.support.model import Model
from tests.support.world import final, step

CANARY = 'CANARY/secret "7"+ä'
READS = ("details", "inputs", "outputs", "errorDetails", "steps", "context", "poll")


@pytest.fixture
def edge():
    made = Edge()
    assert made.post("/v1/secret", {"name": "crm", "value": CANARY}).status_code == 200
    return made


def echo(request):
    """Answer with everything that was sent, in every spelling that a service may use."""
    sent = {
        "url": request.url,
        "headers": dict(request.headers),
        "again": [CANARY, quote(CANARY), base64.b64encode(f"user:{CANARY}".encode()).decode()],
        CANARY: "as a name",
    }
    return HttpResponse(200, {"content-type": "application/json"}, json.dumps(sent).encode(), 1)


def calls(**data):
    sent = {"method": "POST", "url": "https://a.example/{{secrets.crm}}", **data}
    return {**step("call", "http-request", "end", **sent), "output": "call"}


def require_nowhere(edge, run_id, texts=None):
    texts = texts or spellings(CANARY)
    for what in READS:
        shown = json.loads(edge.get(f"/v1/flowrun/{what}/{run_id}").text)
        assert not [text for text in texts if text in json.dumps(shown, ensure_ascii=False)], what
    events = edge.get(f"/v1/flowrun/events/{run_id}").text
    assert not [text for text in texts if text in events]
    stored = repr(vars(edge.world.stores.runs))
    assert not [text for text in texts if text in stored]


def test_a_secret_reaches_the_service_and_comes_out_nowhere(edge, caplog):
    caplog.set_level(logging.DEBUG)
    edge.world.sink.answer = echo
    headers = {"X-Thing": "{{secrets.crm}}", "Authorization": "Bearer {{secrets.crm}}"}
    flow_id = edge.flow(calls(headers=headers), final("end", got="{{call.data}}"))
    run_id = edge.execute(flow_id).headers["X-App-Run-Id"]
    (sent,) = edge.world.sink.calls
    assert sent.headers["X-Thing"] == CANARY
    assert sent.url.endswith(quote(CANARY, safe=""))
    require_nowhere(edge, run_id)
    assert CANARY not in caplog.text
    assert "***" in edge.get(f"/v1/flowrun/outputs/{run_id}").text


def test_a_secret_comes_out_of_no_error(edge):
    edge.world.sink.answer = lambda request: HttpResponse(500, {}, CANARY.encode(), 1)
    auth = {"type": "bearer", "token": "{{secrets.crm}}"}
    run_id = edge.execute(edge.flow(calls(auth=auth), final("end"))).headers["X-App-Run-Id"]
    require_nowhere(edge, run_id)


def test_a_secret_in_a_response_that_is_read_again_stays_hidden(edge):
    edge.world.sink.answer = echo
    again = step("again", "set", "end", values={"copy": "{{call.data.again[0]}}"})
    first = {**calls(), "nextStepId": "again"}
    run_id = edge.execute(edge.flow(first, again, final("end", c="{{copy}}"))).headers[
        "X-App-Run-Id"
    ]
    assert edge.get(f"/v1/flowrun/outputs/{run_id}").json == {"c": "***"}


@pytest.mark.parametrize("where", ["set", "final", "http body"])
def test_a_secret_is_used_in_fields_that_may_hold_one_and_nowhere_else(edge, where):
    steps = {
        "set": [step("a", "set", "end", values={"x": "{{secrets.crm}}"}), final("end")],
        "final": [final("end", x="{{secrets.crm}}")],
        "http body": [calls(body={"x": "{{secrets.crm}}"}), final("end")],
    }[where]
    flow = [{"id": "s", "type": "api", "nextStepId": steps[0]["id"]}, *steps]
    issues = edge.post("/v1/flow", {"name": "F", "definition": {"steps": flow}}).json["issues"]
    assert "secret_not_allowed" in {issue["code"] for issue in issues}


@pytest.mark.parametrize("value", ["{{secrets}}", "{{json(secrets)}}", "{{base64(secrets.crm)}}"])
def test_what_an_older_version_does_to_a_secret_comes_out_nowhere(edge, value):
    edge.world.sink.answer = echo
    flow = [calls(headers={"X-All": value}), final("end", got="{{call}}")]
    run = edge.world.run(*flow)
    assert run.status == "completed"
    require_nowhere(edge, run.run_id)


def test_a_template_in_data_is_never_rendered_and_so_reaches_no_secret(edge):
    edge.world.sink.answer = echo
    flow_id = edge.flow(calls(headers={"X-Name": "{{name}}"}), final("end"))
    edge.execute(flow_id, {"name": "{{secrets.crm}}"})
    assert edge.world.sink.calls[0].headers["X-Name"] == "{{secrets.crm}}"


def test_a_secret_that_is_not_there_fails_the_step(edge):
    auth = {"type": "bearer", "token": "{{secrets.gone}}"}
    answer = edge.execute(edge.flow(calls(auth=auth), final("end")))
    error = answer.json["error"]
    assert (error["code"], "'gone'" in error["message"]) == ("SECRET_NOT_FOUND", True)
    assert edge.world.sink.calls == []


def test_secrets_are_listed_by_name_replaced_and_deleted_by_admins_alone(edge):
    (shown,) = edge.get("/v1/secret").json["data"]
    limits = {"origins", "flows", "groups", "warnings"}
    assert set(shown) == {"id", "name", "createdAt", "updatedAt"} | limits
    again = edge.post("/v1/secret", {"name": "crm", "value": "another one"}).json
    assert again["id"] == shown["id"]
    _, ada = edge.user("ada")
    assert (
        edge.post("/v1/secret", {"name": "x", "value": "long enough"}, as_=ada).status_code == 403
    )
    assert edge.call("DELETE", "/v1/secret/crm").status_code == 200
    assert edge.call("DELETE", "/v1/secret/crm").status_code == 404


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": "has space", "value": "long enough"}, "/name"),
        ({"name": "7", "value": "long enough"}, "/name"),
        ({"name": "a", "value": "short"}, "/value"),
    ],
)
def test_a_secret_that_cannot_be_one_is_refused_with_its_place(edge, body, pointer):
    answer = edge.post("/v1/secret", body)
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer)


def test_the_store_holds_no_secret_and_one_workspace_none_of_another(edge):
    held = repr([vars(shelf) for shelf in (edge.world.stores.shelves.secrets,)])
    assert CANARY not in held
    assert edge.get("/v1/secret", as_=edge.token("pat", "elsewhere")).json["data"] == []
    assert edge.engine.secrets.values("elsewhere") == {}


# The vault -------------------------------------------------------------------------------------


def test_what_was_sealed_opens_under_its_key_and_for_its_owner_only():
    vault = Vault(("k" * 32,))
    sealed = vault.seal("text", "a")
    assert vault.open(sealed, "a") == "text"
    assert sealed != vault.seal("text", "a")
    for other, bound_to in ((vault, "b"), (Vault(("x" * 32,)), "a")):
        with pytest.raises(ValueError, match="sealed"):
            other.open(sealed, bound_to)
    with pytest.raises(ValueError, match="sealed"):
        vault.open(sealed[:-8] + "AAAAAAA=", "a")


def test_keys_are_rotated_without_losing_what_was_sealed(edge):
    old, new = Vault(("s" * 32,)), Vault(("n" * 32, "s" * 32))
    secrets = edge.engine.secrets
    fresh = replace(secrets, vault=new)
    assert fresh.values("ws") == {"crm": CANARY}
    assert reseal(edge.world.stores.shelves, new).done == 1
    (held,) = secrets.shelf.list("", 9)
    assert Vault(("n" * 32,)).open(held.sealed, held.secret_id) == CANARY
    with pytest.raises(ValueError, match="not given any more"):
        old.open(held.sealed, held.secret_id)


# Models ----------------------------------------------------------------------------------------

SCHEMA = {
    "type": "object",
    "required": ["total"],
    "properties": {"total": {"type": "number"}},
}


@pytest.fixture
def connected(edge):
    body = {"name": "default", "baseUrl": "https://m.example/v1", "model": "m-1", "apiKey": CANARY}
    assert edge.post("/v1/connection", body).json["hasKey"] is True
    return edge


def test_a_key_is_not_sent_to_another_server_by_changing_an_address(connected):
    there = {"name": "default", "baseUrl": "https://m.example/v2", "model": "m-2"}
    assert connected.post("/v1/connection", there).json["hasKey"] is True
    refused = connected.post("/v1/connection", {**there, "baseUrl": "https://other.example/v1"})
    assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (422, "/apiKey")
    peer = {"baseUrl": "https://m.example/v1", "model": "m-1", "apiKey": CANARY}
    peer_id = connected.post("/v1/peer", {"name": "P", "connection": peer}).json["id"]
    moved = {"baseUrl": "https://m.example:8443/v1", "model": "m-1"}
    refused = connected.call("PATCH", f"/v1/peer/{peer_id}", {"connection": moved})
    assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (
        422,
        "/connection/apiKey",
    )
    moved["apiKey"] = "another"
    answer = connected.call("PATCH", f"/v1/peer/{peer_id}", {"connection": moved})
    assert answer.status_code == 200


def ask(edge, model, type_="ask-llm", **data):
    edge.world.sink.answer = model
    asked = {**step("ask", type_, "end", **data), "output": "said"}
    return edge.execute(edge.flow(asked, final("end", said="{{said}}")), {"name": "Ada"})


def test_a_model_is_asked_and_its_usage_kept(connected):
    model = Model("Hello Ada")
    answer = ask(connected, model, prompt="Greet {{name}}", system="Be brief", temperature=0)
    assert answer.json["said"] == {
        "response": "Hello Ada",
        "json": None,
        "model": "m-1",
        "usage": {"inputTokens": 10, "outputTokens": 5},
    }
    (asked,) = model.asked
    assert asked["temperature"] == 0
    assert [message["content"] for message in asked["messages"]] == ["Be brief", "Greet Ada"]
    assert connected.world.sink.calls[0].headers["Authorization"] == f"Bearer {CANARY}"
    require_nowhere(connected, answer.headers["X-App-Run-Id"])


def test_an_answer_that_breaks_the_schema_is_asked_for_once_more(connected):
    model = Model('{"total": "x"}', '```json\n{"total": 7}\n```')
    answer = ask(connected, model, prompt="?", responseSchema=SCHEMA)
    assert answer.json["said"]["json"] == {"total": 7}
    assert answer.json["said"]["usage"] == {"inputTokens": 20, "outputTokens": 10}
    assert "/total" in model.heard[-1]["content"]
    keys = connected.world.sink.keys
    assert len(set(keys)) == 2


def test_an_answer_that_never_fits_fails_the_step(connected):
    answer = ask(connected, Model("no", "never"), prompt="?", responseSchema=SCHEMA)
    assert answer.json["error"]["code"] == "INVALID_ANSWER"


def test_data_is_extracted_from_a_text(connected):
    model = Model('{"total": 12.5}')
    answer = ask(connected, model, "extract-data", text="Sum: 12.50", schema=SCHEMA)
    assert answer.json["said"]["data"] == {"total": 12.5}
    assert model.asked[0]["response_format"]["json_schema"]["schema"] == SCHEMA


@pytest.mark.parametrize(
    ("script", "data", "code"),
    [
        ((401,), {"prompt": "?"}, "HTTP_401"),
        ((), {"prompt": "?", "connection": "nope"}, "CONNECTION_NOT_FOUND"),
        ((), {"messages": "{{'text'}}"}, "INVALID_MESSAGES"),
        ((), {"messages": [{"role": "robot", "content": "x"}]}, "INVALID_MESSAGES"),
    ],
)
def test_what_cannot_be_asked_says_why(connected, script, data, code):
    answer = ask(connected, Model(*script), **data)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, code)


def test_a_busy_model_is_asked_again_by_the_steps_policy(connected):
    model = Model(429, "late")
    connected.world.sink.answer = model
    asked = {**step("ask", "ask-llm", "end", prompt="?"), "output": "said"}
    asked["retry"] = {"maxAttempts": 2, "backoffSeconds": 1}
    flow_id = connected.flow(asked, final("end", said="{{said.response}}"))
    run_id = connected.execute(flow_id).json["appRunId"]
    connected.world.wake(5)
    assert connected.get(f"/v1/flowrun/outputs/{run_id}").json == {"said": "late"}


@pytest.mark.parametrize("body", [b"", b"[]", b'{"choices": []}', b"<html>"])
def test_an_endpoint_that_speaks_something_else_is_an_invalid_response(connected, body):
    connected.world.sink.answer = lambda _request: HttpResponse(200, {}, body, 1)
    flow_id = connected.flow(step("ask", "ask-llm", "end", prompt="?"), final("end"))
    answer = connected.execute(flow_id)
    assert answer.json["error"]["code"] == "INVALID_RESPONSE"


def test_a_connection_keeps_its_key_and_shows_it_to_nobody(connected):
    body = {"name": "default", "baseUrl": "https://m.example/v2/", "model": "m-2"}
    shown = connected.post("/v1/connection", body).json
    assert (shown["baseUrl"], shown["hasKey"]) == ("https://m.example/v2", True)
    assert CANARY not in connected.get("/v1/connection").text
    assert connected.call("DELETE", "/v1/connection/default").status_code == 200
    assert connected.call("DELETE", "/v1/connection/default").status_code == 404
