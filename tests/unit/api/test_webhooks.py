"""Tools and webhooks: what is registered, what is proved, and what starts a run."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from pathlib import Path

import pytest

from engine import clock
from engine.signatures import SCHEMES, BadSignature, Delivery, sign, verify
from engine.steps.base import HttpResponse
from tests.support.edge import Edge
from tests.support.world import final, step

DELIVERIES = json.loads((Path(__file__).parents[3] / "examples/github/deliveries.json").read_text())
SECRET = "a secret that GitHub knows"
JSON = {"content-type": "application/json"}
OWN = "whsec_" + base64.b64encode(b"k" * 32).decode()
REGISTER = {
    "method": "POST",
    "url": "{{baseUrl}}/hooks",
    "headers": {"Authorization": "Bearer {{token}}"},
    "body": {"config": {"url": "{{callbackUrl}}", "secret": "{{secret}}"}},
}
UNREGISTER = {"method": "DELETE", "url": "{{baseUrl}}/hooks/{{registration.id}}"}


@pytest.fixture
def edge():
    made = Edge()
    made.world.sink.answer = lambda request: HttpResponse(201, JSON, b'{"id": 42}', 1)
    return made


def tool(edge, scheme="github", secret=SECRET, **trigger):
    verify_ = {"scheme": scheme} | ({"secret": secret} if secret else {})
    body = {
        "name": "github",
        "baseUrl": "https://api.github.example",
        "auth": {"type": "bearer", "token": "CANARY-TOKEN"},
        "actions": [
            {
                "name": "comment",
                "api": {"method": "POST", "url": "/issues/{{number}}/comments"},
                "parameters": {"type": "object", "properties": {"number": {"required": True}}},
            }
        ],
        "triggers": [{"name": "issue", "verify": verify_, **trigger}],
    }
    made = edge.post("/v1/tool", body)
    assert made.status_code == 201, made.json
    return made.json


def listening(edge, made, *steps):
    steps = steps or (final("end", action="{{webhook.action}}", same="{{_trigger.data.action}}"),)
    first = {
        "id": "s",
        "type": f"webhook.{made['triggers'][0]['id']}",
        "nextStepId": steps[0]["id"],
    }
    body = {"name": "F", "definition": {"steps": [first, *steps]}}
    flow_id = edge.post("/v1/flow", body).json["id"]
    published = edge.post(f"/v1/flow/{flow_id}/publish")
    assert published.status_code == 200, published.json
    return flow_id


def hook_of(edge, flow_id):
    (hook,) = edge.get(f"/v1/flow/{flow_id}/webhook").json["data"]
    return hook


def path_of(hook):
    return hook["url"].removeprefix("https://flows.example")


def deliver(edge, hook, body, delivery_id="d-1", secret=SECRET, **headers):
    mac = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    sent = {
        "X-Hub-Signature-256": f"sha256={mac}",
        "X-GitHub-Delivery": delivery_id,
        "X-GitHub-Event": "issues",
        "Content-Type": "application/json",
        **headers,
    }
    return edge.http.post(path_of(hook), data=body, headers=sent)


@pytest.mark.parametrize("number", range(len(DELIVERIES)))
def test_real_deliveries_of_github_start_runs_with_their_payload(edge, number):
    flow_id = listening(edge, tool(edge))
    # GitHub signs the bytes that it sends, spaces and all.
    body = json.dumps(DELIVERIES[number]["payload"], indent=2).encode()
    answer = deliver(edge, hook_of(edge, flow_id), body)
    assert answer.status_code == 202, answer.json
    action = DELIVERIES[number]["payload"].get("action")
    outputs = edge.get(f"/v1/flowrun/outputs/{answer.json['appRunId']}").json
    assert outputs == {"action": action, "same": action}


def test_publishing_registers_the_webhook_and_taking_the_trigger_away_unregisters_it(edge):
    flow_id = listening(edge, tool(edge, register=REGISTER, unregister=UNREGISTER))
    hook = hook_of(edge, flow_id)
    (call,) = edge.world.sink.calls
    assert (call.method, call.url) == ("POST", "https://api.github.example/hooks")
    assert call.headers["Authorization"] == "Bearer CANARY-TOKEN"
    assert json.loads(call.body) == {"config": {"url": hook["url"], "secret": SECRET}}
    assert hook["status"] == "active"
    steps = [{"id": "s", "type": "api", "nextStepId": "end"}, final("end")]
    edge.call("PATCH", f"/v1/flow/{flow_id}", {"definition": {"steps": steps}})
    assert edge.post(f"/v1/flow/{flow_id}/publish").status_code == 200
    assert edge.world.sink.calls[-1].url == "https://api.github.example/hooks/42"
    assert hook_of(edge, flow_id)["status"] == "removed"
    gone = deliver(edge, hook, b"{}")
    assert (gone.status_code, gone.json["code"]) == (410, "webhook_removed")


def test_publishing_again_registers_nothing_twice(edge):
    flow_id = listening(edge, tool(edge, register=REGISTER))
    edge.post(f"/v1/flow/{flow_id}/publish")
    assert len(edge.world.sink.calls) == 1
    assert hook_of(edge, flow_id)["status"] == "active"


def test_what_a_service_refuses_is_seen_and_tried_again(edge):
    edge.world.sink.answer = lambda request: HttpResponse(503, {}, b"", 1)
    flow_id = listening(edge, tool(edge, register=REGISTER))
    hook = hook_of(edge, flow_id)
    assert (hook["status"], hook["tries"]) == ("pending", 1)
    assert "503" in hook["lastError"]
    edge.world.sink.answer = lambda request: HttpResponse(201, {}, b"{}", 1)
    edge.engine.registrar.work_due()
    assert hook_of(edge, flow_id)["status"] == "pending"
    edge.world.time.sleep(6)
    edge.engine.registrar.work_due()
    assert hook_of(edge, flow_id)["status"] == "active"


def test_a_deleted_flow_is_unregistered(edge):
    flow_id = listening(edge, tool(edge, register=REGISTER, unregister=UNREGISTER))
    hook = hook_of(edge, flow_id)
    edge.call("DELETE", f"/v1/flow/{flow_id}")
    assert edge.world.sink.calls[-1].method == "DELETE"
    assert deliver(edge, hook, b"{}").status_code == 410


def test_a_delivery_that_came_before_is_the_same_run(edge):
    hook = hook_of(edge, listening(edge, tool(edge)))
    first, again = deliver(edge, hook, b'{"action":"x"}'), deliver(edge, hook, b'{"action":"x"}')
    assert (first.status_code, again.status_code) == (202, 200)
    assert again.json == {"appRunId": first.json["appRunId"], "duplicate": True}
    other = deliver(edge, hook, b'{"action":"y"}')
    assert other.json["appRunId"] != first.json["appRunId"]


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Hub-Signature-256": ""},
        {"X-Hub-Signature-256": "sha256="},
        {"X-Hub-Signature-256": "sha256=" + "0" * 64},
        {"X-Hub-Signature-256": "sha1=" + "0" * 40},
        {"X-GitHub-Delivery": ""},
    ],
)
def test_a_delivery_without_a_proof_starts_nothing(edge, headers):
    flow_id = listening(edge, tool(edge))
    answer = deliver(edge, hook_of(edge, flow_id), b"{}", **headers)
    assert (answer.status_code, answer.json["code"]) == (401, "invalid_signature")
    assert edge.get(f"/v1/flow/{flow_id}/logs").json["data"] == []


def test_a_signature_over_other_bytes_is_none(edge):
    hook = hook_of(edge, listening(edge, tool(edge)))
    body = b'{ "a": 1 }'
    mac = hmac.new(SECRET.encode(), json.dumps(json.loads(body)).encode(), hashlib.sha256)
    sent = {"X-Hub-Signature-256": f"sha256={mac.hexdigest()}"}
    assert deliver(edge, hook, body, **sent).status_code == 401


def test_the_proof_is_asked_for_before_the_body_is_read(edge):
    hook = hook_of(edge, listening(edge, tool(edge)))
    assert deliver(edge, hook, b"[" * 5000, secret="wrong").status_code == 401
    assert deliver(edge, hook, b"[" * 5000).status_code == 400


def test_a_form_with_a_payload_is_read(edge):
    hook = hook_of(edge, listening(edge, tool(edge)))
    body = b"payload=%7B%22action%22%3A%22opened%22%7D"
    sent = {"Content-Type": "application/x-www-form-urlencoded"}
    run_id = deliver(edge, hook, body, **sent).json["appRunId"]
    assert edge.get(f"/v1/flowrun/outputs/{run_id}").json["action"] == "opened"


@pytest.mark.parametrize("hook_id", ["hook_" + "0" * 32, "x", "hook_%00"])
def test_an_address_that_was_never_given_is_not_found(edge, hook_id):
    answer = edge.http.post(f"/v1/webhook/{hook_id}", data=b"{}")
    assert answer.status_code == 404


def test_a_webhook_without_a_secret_of_the_services_has_one_of_its_own(edge):
    flow_id = listening(edge, tool(edge, "standard", secret=None))
    hook = hook_of(edge, flow_id)
    given = edge.post(f"/v1/flow/{flow_id}/webhook/{hook['id']}/secret").json["secret"]
    assert given.startswith("whsec_")
    assert given not in edge.get(f"/v1/flow/{flow_id}/webhook").text
    headers = sign(given, "msg_1", clock.now(), b"{}")
    assert edge.http.post(path_of(hook), data=b"{}", headers=headers).status_code == 202


def test_a_trigger_that_no_tool_has_cannot_be_published(edge):
    steps = [{"id": "s", "type": "webhook.trg_nope", "nextStepId": "end"}, final("end")]
    flow_id = edge.post("/v1/flow", {"name": "F", "definition": {"steps": steps}}).json["id"]
    answer = edge.post(f"/v1/flow/{flow_id}/publish")
    assert (answer.status_code, answer.json["errors"][0]["code"]) == (422, "unknown_trigger")
    made = tool(edge)
    foreign = edge.token("pat", "elsewhere")
    steps[0]["type"] = f"webhook.{made['triggers'][0]['id']}"
    body = {"name": "F", "definition": {"steps": steps}}
    theirs = edge.post("/v1/flow", body, as_=foreign).json["id"]
    assert edge.post(f"/v1/flow/{theirs}/publish", as_=foreign).status_code == 422


# Proofs ----------------------------------------------------------------------------------------

BODY = b'{"id": "evt_1", "event_id": "Ev1"}'


def proof(scheme, secret=OWN, body=BODY):
    now = clock.now()
    stamp = str(int(now.timestamp()))
    mac = lambda text: hmac.new(secret.encode(), text, hashlib.sha256)  # noqa: E731, one line a scheme
    headers = {
        "github": {
            "x-hub-signature-256": f"sha256={mac(body).hexdigest()}",
            "x-github-delivery": "d-1",
        },
        "stripe": {
            "stripe-signature": f"t={stamp},v1={'0' * 64},"
            f"v1={mac(f'{stamp}.'.encode() + body).hexdigest()}"
        },
        "slack": {
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": f"v0={mac(f'v0:{stamp}:'.encode() + body).hexdigest()}",
        },
        "hmac": {"x-signature": base64.b64encode(mac(body).digest()).decode()},
    }.get(scheme) or sign(secret, "msg_1", now, body)
    return secret, Delivery(body, headers, now)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_proof_of_each_scheme_holds_and_for_no_other_secret_or_body(scheme):
    secret, delivery = proof(scheme)
    assert verify(scheme, secret, delivery)
    wrong = [(secret + "x", delivery.body), (secret, delivery.body + b" "), ("", BODY)]
    for other, changed in wrong:
        with pytest.raises(BadSignature):
            verify(scheme, other, Delivery(changed, delivery.headers, delivery.at))


@pytest.mark.parametrize("scheme", ["standard", "stripe", "slack"])
@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_proof_of_another_time_is_stale(scheme, seconds):
    secret, delivery = proof(scheme)
    from datetime import timedelta  # noqa: PLC0415, next to its only use

    late = Delivery(delivery.body, delivery.headers, delivery.at + timedelta(seconds=seconds))
    with pytest.raises(BadSignature) as error:
        verify(scheme, secret, late)
    assert error.value.code == "stale_timestamp"


def test_any_of_several_signatures_will_do_and_an_empty_one_will_not():
    secret, delivery = proof("standard")
    good = delivery.headers["webhook-signature"]
    cases = {f"v1,AAAA {good}": True, "v1,": False, good[:-4]: False, "v2," + good[3:]: False}
    for given, holds in cases.items():
        sent = Delivery(BODY, {**delivery.headers, "webhook-signature": given}, delivery.at)
        if holds:
            assert verify("standard", secret, sent) == "msg_1"
        else:
            with pytest.raises(BadSignature):
                verify("standard", secret, sent)


# Tools -----------------------------------------------------------------------------------------


def use(edge, made, **parameters):
    data = {"toolId": made["id"], "action": "comment", "parameters": parameters}
    used = {**step("use", "tool", "end", **data), "output": "used"}
    return edge.execute(edge.flow(used, final("end", got="{{used}}")), {"n": 7})


def test_a_step_does_what_an_action_of_a_tool_describes(edge):
    made = tool(edge)
    answer = use(edge, made, number="{{n}}", body="hi", echo="x")
    assert answer.json == {"got": {"status": 201, "data": {"id": 42}}}
    (call,) = edge.world.sink.calls
    assert (call.method, call.url) == ("POST", "https://api.github.example/issues/7/comments")
    assert json.loads(call.body) == {"body": "hi", "echo": "x"}
    assert call.headers["Authorization"] == "Bearer CANARY-TOKEN"
    assert call.headers["Idempotency-Key"]


def test_a_tools_secret_comes_out_nowhere(edge):
    made = tool(edge)
    echo = b'{"said": "Bearer CANARY-TOKEN"}'
    edge.world.sink.answer = lambda request: HttpResponse(200, {}, echo, 1)
    run_id = use(edge, made, number=1).headers["X-App-Run-Id"]
    steps, outputs = (f"/v1/flowrun/{what}/{run_id}" for what in ("steps", "outputs"))
    for path in (steps, outputs, f"/v1/tool/{made['id']}"):
        assert "CANARY" not in edge.get(path).text
    assert SECRET not in edge.get("/v1/tool").text


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"toolId": "{{'tool_nope'}}"}, "TOOL_NOT_FOUND"),
        ({"action": "{{'nope'}}"}, "ACTION_NOT_FOUND"),
        ({"parameters": {}}, "INVALID_PARAMETERS"),
        ({"parameters": "{{'text'}}"}, "INVALID_PARAMETERS"),
    ],
)
def test_what_a_tool_cannot_do_fails_the_step(edge, changes, code):
    made = tool(edge)
    data = {"toolId": made["id"], "action": "comment", "parameters": {"number": 1}, **changes}
    answer = edge.execute(edge.flow(step("use", "tool", "end", **data), final("end")))
    assert (answer.status_code, answer.json["error"]["code"]) == (422, code)


def test_a_tool_is_changed_and_keeps_what_is_sealed(edge):
    made = tool(edge)
    path = f"/v1/tool/{made['id']}"
    trigger = {"id": made["triggers"][0]["id"], "name": "issue", "verify": {"scheme": "github"}}
    changed = edge.call("PATCH", path, {"label": "GitHub", "triggers": [trigger]}).json
    assert (changed["label"], changed["triggers"]) == ("GitHub", [trigger])
    flow_id = listening(edge, changed)
    assert deliver(edge, hook_of(edge, flow_id), b"{}").status_code == 202
    assert edge.call("DELETE", path).status_code == 200
    assert edge.get(path).status_code == 404


def test_a_trigger_with_a_scheme_that_nobody_knows_is_refused(edge):
    body = {"name": "t", "triggers": [{"verify": {"scheme": "trust-me"}}]}
    answer = edge.post("/v1/tool", body)
    assert answer.json["errors"][0]["pointer"] == "/triggers/0/verify/scheme"


def test_a_tool_made_of_a_document_is_called_as_the_document_says(edge):
    given = {
        "openapi": "3.0.3",
        "info": {"title": "Board"},
        "servers": [{"url": "https://board.example"}],
        "paths": {
            "/boards/{board}/cards": {
                "post": {
                    "operationId": "addCard",
                    "parameters": [{"name": "board", "in": "path", "schema": {}}],
                    "requestBody": {
                        "required": True,
                        "content": {
                            "application/json": {
                                "schema": {"required": ["title"], "properties": {"title": {}}}
                            }
                        },
                    },
                },
                "put": {"requestBody": {"content": {"text/csv": {}}}},
            }
        },
        "components": {"securitySchemes": {"b": {"type": "http", "scheme": "bearer"}}},
    }
    auth = {"token": "CANARY-TOKEN"}
    made = edge.post("/v1/tool/import", {"document": given, "auth": auth})
    assert made.status_code == 201, made.json
    assert [one["operation"] for one in made.json["skipped"]] == ["put_boards_board_cards"]
    assert "CANARY-TOKEN" not in made.text
    use = step(
        "use", "tool", "end", toolId=made.json["id"], action="addCard", parameters="{{inputs}}"
    )
    flow_id = edge.flow(use, final("end"))
    assert edge.execute(flow_id, {"board": "a/b", "title": "T"}).status_code == 200
    (request,) = edge.world.sink.calls
    assert (request.method, request.url) == ("POST", "https://board.example/boards/a%2Fb/cards")
    assert json.loads(request.body) == {"title": "T"}
    assert request.headers["Authorization"] == "Bearer CANARY-TOKEN"
    missing = edge.execute(flow_id, {"board": "b"})
    assert missing.json["error"]["code"] == "INVALID_PARAMETERS"
