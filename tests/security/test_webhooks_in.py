"""Deliveries of webhooks: what proves nothing starts nothing, and what proves is kept at once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

import pytest

from engine import clock
from engine.signatures import SCHEMES, sign
from tests.support.edge import Edge
from tests.support.world import final

SECRET = "a secret that the service knows"
BODY = b'{ "action": "opened" }'


@pytest.fixture
def edge():
    return Edge()


def listening(edge, scheme="github", secret=SECRET):
    """Return the id of a tool, of a flow that listens to it, and the path of its webhook."""
    verify = {"scheme": scheme} | ({"secret": secret} if secret else {})
    tool = edge.post("/v1/tool", {"name": "t", "triggers": [{"verify": verify}]}).json
    start = {"id": "s", "type": f"webhook.{tool['triggers'][0]['id']}", "nextStepId": "end"}
    body = {"name": "F", "definition": {"steps": [start, final("end")]}}
    flow_id = edge.post("/v1/flow", body).json["id"]
    assert edge.post(f"/v1/flow/{flow_id}/publish").status_code == 200
    (hook,) = edge.get(f"/v1/flow/{flow_id}/webhook").json["data"]
    return tool["id"], flow_id, f"/v1/webhook/{hook['id']}"


def github(body=BODY, secret=SECRET, delivery_id="d-1"):
    mac = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"X-Hub-Signature-256": f"sha256={mac}", "X-GitHub-Delivery": delivery_id}


def deliver(edge, path, headers, body=BODY):
    sent = {"Content-Type": "application/json", **headers}
    return edge.http.post(path, data=body, headers=sent)


def runs_of(edge, flow_id):
    return edge.get(f"/v1/flow/{flow_id}/logs").json["data"]


GOOD = github()["X-Hub-Signature-256"]


@pytest.mark.parametrize(
    "proof",
    [
        None,
        "",
        "sha256=",
        GOOD[7:],
        GOOD[:-1],
        GOOD + "0",
        GOOD.upper(),
        GOOD.replace("sha256=", "sha1="),
        GOOD.replace("sha256=", "sha512="),
        GOOD.replace("sha256=", "none="),
        "sha256=" + "0" * 64,
        f"sha256={'0' * 64}, {GOOD}",
        github(b"{}")["X-Hub-Signature-256"],
        github(json.dumps(json.loads(BODY)).encode())["X-Hub-Signature-256"],
        github(secret="")["X-Hub-Signature-256"],
    ],
)
def test_what_is_no_signature_over_these_bytes_starts_nothing(edge, proof):
    _, flow_id, path = listening(edge)
    headers = {"X-GitHub-Delivery": "d-1"} | (
        {} if proof is None else {"X-Hub-Signature-256": proof}
    )
    answer = deliver(edge, path, headers)
    assert (answer.status_code, answer.json["code"]) == (401, "invalid_signature")
    assert runs_of(edge, flow_id) == []
    assert deliver(edge, path, github()).status_code == 202


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_trigger_that_lost_its_secret_takes_nothing(edge, scheme):
    tool_id, flow_id, path = listening(edge, scheme)
    assert edge.call("DELETE", f"/v1/tool/{tool_id}").status_code == 200
    now = clock.now()
    for secret in ("", SECRET):
        empty = hmac.new(secret.encode(), BODY, hashlib.sha256).hexdigest()
        headers = {**github(secret=secret), "X-Signature": empty, **sign(secret, "m", now, BODY)}
        answer = deliver(edge, path, headers)
        assert (answer.status_code, answer.json["code"]) == (401, "invalid_signature")
    assert runs_of(edge, flow_id) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_trigger_without_a_secret_of_the_services_takes_nothing_signed_with_none(edge, scheme):
    _, flow_id, path = listening(edge, scheme, secret=None)
    headers = {**github(secret=""), **sign("", "m", clock.now(), BODY)}
    headers["X-Signature"] = hmac.new(b"", BODY, hashlib.sha256).hexdigest()
    assert deliver(edge, path, headers).status_code == 401
    assert runs_of(edge, flow_id) == []


def test_a_secret_is_32_random_bytes_shown_once_and_each_webhooks_own(edge):
    _, flow_id, path = listening(edge, "standard", secret=None)
    place = f"/v1/flow/{flow_id}/webhook/{path.rpartition('/')[2]}/secret"
    first, second = (edge.post(place).json["secret"] for _ in range(2))
    for text in (first, second):
        assert text.startswith("whsec_")
        assert len(base64.b64decode(text.removeprefix("whsec_"))) == 32
        assert text not in edge.get(f"/v1/flow/{flow_id}/webhook").text
    now = clock.now()
    assert deliver(edge, path, sign(first, "m1", now, BODY)).status_code == 401
    assert deliver(edge, path, sign(second, "m1", now, BODY)).status_code == 202


def test_a_replay_is_the_same_run_in_every_process_and_after_any_time(edge):
    _, flow_id, path = listening(edge)
    first = deliver(edge, path, github())
    edge.world.time.sleep(25 * 3600)
    again = deliver(edge, path, github())
    assert (first.status_code, again.status_code) == (202, 200)
    assert again.json == {"appRunId": first.json["appRunId"], "duplicate": True}
    assert len(runs_of(edge, flow_id)) == 1


def test_a_delivery_is_answered_before_anybody_works_on_it(edge):
    _, flow_id, path = listening(edge)
    edge.queue.is_idle = True
    answer = deliver(edge, path, github())
    assert answer.status_code == 202
    assert [run["status"] for run in runs_of(edge, flow_id)] == ["queued"]


def test_a_delivery_that_cannot_be_kept_is_not_acknowledged(edge, monkeypatch):
    _, _, path = listening(edge)
    from engine.errors import Unavailable  # noqa: PLC0415, next to its only use

    def down(*_):
        raise Unavailable("down")

    monkeypatch.setattr(edge.world.stores.runs, "insert", down)
    answer = deliver(edge, path, github())
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)
    monkeypatch.undo()
    assert deliver(edge, path, github()).status_code == 202


def test_an_address_without_its_unguessable_id_is_none(edge):
    tool_id, flow_id, path = listening(edge)
    hook_id = path.rpartition("/")[2]
    assert len(hook_id.partition("_")[2]) == 32
    trigger = edge.get(f"/v1/tool/{tool_id}").json["triggers"][0]["id"]
    for guess in (flow_id, trigger, tool_id, hook_id[:-1], "hook_", hook_id.upper()):
        assert deliver(edge, f"/v1/webhook/{guess}", github()).status_code == 404
    edge.call("DELETE", f"/v1/flow/{flow_id}")
    assert deliver(edge, path, github()).status_code == 410


def test_one_webhooks_proof_starts_no_other_flow(edge):
    _, _, path = listening(edge)
    _, other_flow, other = listening(edge, secret="another secret")
    assert deliver(edge, other, github()).status_code == 401
    assert runs_of(edge, other_flow) == []
    assert deliver(edge, path, github()).status_code == 202


def test_a_captured_delivery_of_github_starts_no_run_under_another_id(edge):
    _, flow_id, path = listening(edge)
    first = deliver(edge, path, github())
    again = [deliver(edge, path, github(delivery_id=f"forged-{n}")) for n in range(3)]
    assert [one.status_code for one in (first, *again)] == [202, 200, 200, 200]
    assert {one.json["appRunId"] for one in again} == {first.json["appRunId"]}
    assert len(runs_of(edge, flow_id)) == 1
    assert deliver(edge, path, github(b"{}"), b"{}").status_code == 202
