"""Where secrets may go, who may use them, and what is known of it."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from engine.egress import Egress
from engine.secrecy import spellings
from engine.secrets import USED
from tests.support.edge import Edge
from tests.support.world import Sink, final, step

CANARY = "9c01ab7f" * 8
SHORT = "tiny-1"


class Service:
    """A server on loopback that notes what comes and echoes it, or sends it on."""

    def __init__(self) -> None:
        self.calls = []
        self.redirect = None
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                sent = {name.lower(): value for name, value in self.headers.items()}
                outer.calls.append((self.path, sent, body))
                sent = json.dumps({"key": self.headers.get("X-Key"), "body": body}).encode()
                self.send_response(307 if outer.redirect else 200)
                if outer.redirect:
                    self.send_header("Location", outer.redirect)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"


@contextmanager
def serving():
    made = Service()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.server.shutdown()
        made.server.server_close()
        thread.join()


@pytest.fixture
def own():
    with serving() as made:
        yield made


@pytest.fixture
def other():
    with serving() as made:
        yield made


@pytest.fixture
def edge():
    made = Edge(egress_allow=("127.0.0.1",))
    made.world.sink = door = Egress(("127.0.0.1",))
    yield made
    door.close()


def keep(edge, value=CANARY, **limits):
    answer = edge.post("/v1/secret", {"name": "crm", "value": value, **limits})
    assert answer.status_code == 200, answer.json
    return answer.json


def call(url, step_id="call", next_id="end", **data):
    made = step(step_id, "http-request", next_id, method="POST", url=url, **data)
    return {**made, "output": step_id}


def error_of(edge, *steps):
    return edge.execute(edge.flow(*steps, final("end", got="{{call}}"))).json["error"]


@pytest.mark.parametrize("value", [CANARY, SHORT])
@pytest.mark.parametrize(
    "data",
    [
        {"headers": {"X-Key": "Token {{secrets.crm}}"}},
        {"auth": {"type": "bearer", "token": "{{secrets.crm}}"}},
        {"auth": {"type": "basic", "username": "u", "password": "{{secrets.crm}}"}},
        {"path": "/{{secrets.crm}}"},
        {"path": "/?key={{secrets.crm}}"},
    ],
)
def test_secret_leaves_for_its_own_origins_only(edge, own, other, data, value):
    keep(edge, value, origins=[own.url])
    path, data = data.get("path", "/"), {k: v for k, v in data.items() if k != "path"}
    error = error_of(edge, call(other.url + path, **data))
    assert error["code"] == "SECRET_NOT_ALLOWED"
    assert "'crm'" in error["message"]
    assert other.url in error["message"]
    assert other.calls == []
    assert edge.execute(edge.flow(call(own.url + path, **data), final("end"))).status_code == 200
    assert len(own.calls) == 1


@pytest.mark.parametrize(
    ("url", "value", "sent", "shown"),
    [
        (
            "https://{{secrets.crm}}.a.example/x",
            "tenant-12345",
            "https://tenant-12345.a.example/x",
            "https://***.a.example/x",
        ),
        (
            "https://{{secrets.crm}}.a.example/x",
            "acme-42",
            "https://acme-42.a.example/x",
            "https://***.a.example/x",
        ),
        (
            "https://a.example{{secrets.crm}}",
            "/v1/résumé",
            "https://a.example/v1/r%C3%A9sum%C3%A9",
            "https://a.example***",
        ),
        (
            "https://{{secrets.crm}}/x",
            "host-of-a.example",
            "https://host-of-a.example/x",
            "https://***/x",
        ),
        (
            "https://a.example:{{secrets.crm}}/x",
            "008443",
            "https://a.example:008443/x",
            "https://a.example:***/x",
        ),
        ("{{secrets.crm}}/{{secrets.crm}}", "https://a.example", None, "***/***"),
        ("{{secrets.crm}}", "https://a.example/hook", "https://a.example/hook", "***"),
    ],
)
def test_secret_may_be_any_part_of_an_address_and_is_shown_masked(edge, url, value, sent, shown):
    edge.world.sink = made = Sink()
    keep(edge, value)
    answer = edge.execute(edge.flow(call(url), final("end")))
    assert answer.status_code == 200, answer.json
    assert sent is None or [one.url for one in made.calls] == [sent]
    (row, _) = edge.get(f"/v1/flowrun/steps/{answer.headers['X-App-Run-Id']}").json["data"]
    assert row["input"]["url"] == shown


@pytest.mark.parametrize(
    "data",
    [
        {"body": {"deep": ["{{call.data.key}}"]}},
        {"body": "{{base64(call.data.key)}}", "bodyType": "text"},
        {"query": {"q": "{{call.data.key}}"}},
        {"headers": {"X-Other": "{{call.data.key}}"}},
        {"body": {"f": {"filename": "a", "content": "{{call.data.key}}"}}, "bodyType": "multipart"},
    ],
)
def test_echoed_secret_leaves_for_its_own_origins_only(edge, own, other, data):
    keep(edge, origins=[own.url])
    first = call(own.url, next_id="again", headers={"X-Key": "{{secrets.crm}}"})
    error = error_of(edge, first, call(other.url, "again", **data))
    assert error["code"] == "SECRET_NOT_ALLOWED"
    assert other.calls == []


@pytest.mark.parametrize(
    ("value", "path", "data"),
    [
        ("abcdefgh1234 ", "/", {"headers": {"X-Key": "{{secrets.crm}}"}}),
        ("\tabcdefgh1234", "/", {"headers": {"X-Key": "{{secrets.crm}}"}}),
        ("\u00a0abcd12 ", "/", {"headers": {"X-Key": "{{secrets.crm}}"}}),
        ("Tr0ub4dor&3#xyz", "/{{raw(secrets.crm)}}", {}),
        ("Tr0ub4dor&3#xyz", "/{{raw(secrets.crm)}}", {"query": {"a": 1}}),
        ("Tr0u#xyz", "/a?key={{raw(secrets.crm)}}", {"query": {"a": 1}}),
    ],
)
def test_part_of_a_secret_that_is_sent_leaves_for_its_own_origins_only(
    edge, own, other, value, path, data
):
    keep(edge, value, origins=[own.url])
    assert error_of(edge, call(other.url + path, **data))["code"] == "SECRET_NOT_ALLOWED"
    assert other.calls == []
    assert edge.execute(edge.flow(call(own.url + path, **data), final("end"))).status_code == 200


def test_address_that_is_a_secret_leads_to_its_own_origins_only(edge, own, other):
    keep(edge, f"{other.url}/hook/T0B1", origins=[own.url])
    for url in ("{{secrets.crm}}", "{{raw(secrets.crm)}}", "{{secrets.crm}}/more"):
        assert error_of(edge, call(url))["code"] == "SECRET_NOT_ALLOWED"
    assert other.calls == []
    keep(edge, f"{own.url}/hook/T0B1")
    assert edge.execute(edge.flow(call("{{secrets.crm}}"), final("end"))).status_code == 200


def test_secret_echoed_without_its_white_space_is_held_and_masked(edge, own, other):
    keep(edge, "abcdefgh1234 ", origins=[own.url])
    first = call(own.url, next_id="again", headers={"X-Key": "{{secrets.crm}}"})
    error = error_of(edge, first, call(other.url, "again", body="{{call.data.key}}"))
    assert (error["code"], other.calls) == ("SECRET_NOT_ALLOWED", [])
    flow = edge.flow({**first, "nextStepId": "end"}, final("end", got="{{call.data.key}}"))
    assert edge.execute(flow).json == {"got": "***"}


@pytest.mark.parametrize("is_limited", [True, False])
def test_redirect_takes_no_secret_to_another_origin(edge, own, other, is_limited):
    keep(edge, **({"origins": [own.url, other.url]} if is_limited else {}))
    first = call(own.url, next_id="again", headers={"X-Key": "{{secrets.crm}}"})
    flow = edge.flow(first, call(own.url, "again", body="{{call.data.key}}"), final("end"))
    edge.execute(flow)
    own.redirect = f"{other.url}/?k={CANARY}"
    error = error_of(edge, call(own.url, headers={"X-Key": "{{secrets.crm}}"}))
    assert (error["code"], other.calls) == ("SECRET_NOT_ALLOWED", [])


def test_secret_without_origins_goes_anywhere_and_saving_says_so(edge, own):
    assert [one["code"] for one in keep(edge)["warnings"]] == ["secret_goes_anywhere"]
    flow = edge.flow(call(own.url, headers={"X-Key": "{{secrets.crm}}"}), final("end"))
    assert edge.execute(flow).status_code == 200
    assert own.calls[0][1]["x-key"] == CANARY


def test_origins_are_kept_shown_and_changed_on_purpose_only(edge):
    shown = keep(edge, origins=["HTTPS://API.Example.com:443/", "https://b.example:8443"])
    assert shown["origins"] == ["https://api.example.com", "https://b.example:8443"]
    assert shown["warnings"] == []
    assert keep(edge, "another value")["origins"] == shown["origins"]
    assert edge.get("/v1/secret").json["data"][0]["origins"] == shown["origins"]
    assert keep(edge, origins=None)["origins"] is None


@pytest.mark.parametrize(
    "origin", ["api.example.com", "https://a.example/path", "ftp://a.example", "https://*.example"]
)
def test_what_is_no_origin_is_refused_with_its_place(edge, origin):
    body = {"name": "crm", "value": CANARY, "origins": ["https://a.example", origin]}
    answer = edge.post("/v1/secret", body)
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/origins/1")
    empty = edge.post("/v1/secret", {**body, "origins": []})
    assert (empty.status_code, empty.json["errors"][0]["pointer"]) == (422, "/origins")


def test_operator_may_want_origins_of_every_secret(edge, own):
    keep(edge)
    strict = Edge(secret_origins="required", within={"stores": edge.world.stores})
    assert strict.post("/v1/secret", {"name": "x", "value": CANARY}).status_code == 422
    flow = edge.flow(call(own.url, headers={"X-Key": "{{secrets.crm}}"}), final("end"))
    assert strict.execute(flow).json["error"]["code"] == "SECRET_NOT_ALLOWED"
    assert strict.world.sink.calls == []


def test_secret_is_used_by_its_flows_and_by_members_of_its_groups(edge, own):
    called = call(own.url, headers={"X-Key": "{{secrets.crm}}"})
    keep(edge)
    mine, other = edge.flow(called, final("end")), edge.flow()
    keep(edge, flows=[other])
    error = edge.execute(mine).json["error"]
    assert error["code"] == "SECRET_NOT_ALLOWED"
    assert mine in error["message"]
    assert own.calls == []
    keep(edge, flows=[mine])
    assert edge.execute(mine).status_code == 200
    ada_id, ada = edge.user("ada")
    group = edge.post("/v1/group", {"name": "crm people"}).json["id"]
    keep(edge, flows=[])
    steps = [{"id": "s", "type": "api", "nextStepId": "call"}, called, final("end")]
    theirs = edge.post("/v1/flow", {"name": "F", "definition": {"steps": steps}}, as_=ada).json
    assert edge.post(f"/v1/flow/{theirs['id']}/publish", as_=ada).status_code == 200
    keep(edge, groups=[group])
    error = edge.execute(theirs["id"]).json["error"]
    assert (error["code"], len(own.calls)) == ("SECRET_NOT_ALLOWED", 1)
    assert edge.call("PATCH", f"/v1/group/{group}", {"members": [ada_id]}).status_code == 200
    assert edge.execute(theirs["id"]).status_code == 200


def test_change_and_deletion_hold_for_the_next_use(edge, own):
    keep(edge)
    flow = edge.flow(call(own.url, headers={"X-Key": "{{secrets.crm}}"}), final("end"))
    edge.execute(flow)
    keep(edge, "the second value")
    edge.execute(flow)
    assert edge.call("DELETE", "/v1/secret/crm").status_code == 200
    assert edge.execute(flow).json["error"]["code"] == "SECRET_NOT_FOUND"
    assert [sent["x-key"] for _, sent, _ in own.calls] == [CANARY, "the second value"]


@pytest.mark.parametrize(
    "value",
    [
        "{{join(split(secrets.crm,''),' ')}}",
        "{{base64(secrets.crm)}}",
        "{{secrets.crm + ''}}",
        "{{secrets.crm[0]}}",
        "{{secrets.crm.length}}",
        "{{secrets.crm == 'guess' ? 'a' : 'b'}}",
        "{{secrets}}",
        "{{secrets[name]}}",
        "{{ {a: secrets.crm} }}",
    ],
)
def test_nothing_is_done_to_a_secret(edge, value):
    flow = [call("https://a.example", headers={"X-Key": value}), final("end")]
    steps = [{"id": "s", "type": "api", "nextStepId": "call"}, *flow]
    made = edge.post("/v1/flow", {"name": "F", "definition": {"steps": steps}}).json
    (issue,) = [one for one in made["issues"] if one["code"] == "secret_transformed"]
    assert issue["path"] == "/steps/1/data/headers"
    assert edge.post(f"/v1/flow/{made['id']}/publish").status_code == 422


@pytest.mark.parametrize(
    "value",
    ["{{secrets.crm}}", "Bearer {{ secrets['crm'] }}", "{{name ? secrets.crm : secrets.crm}}"],
)
def test_secret_as_a_whole_is_published(edge, own, value):
    keep(edge)
    edge.execute(edge.flow(call(own.url, headers={"X-Key": value}), final("end")))
    assert own.calls[0][1]["x-key"].endswith(CANARY)


def test_use_is_audited_once_an_hour_for_each_step(edge, own):
    keep(edge)
    flow = edge.flow(call(own.url, headers={"X-Key": "{{secrets.crm}}"}), final("end"))
    for _ in range(3):
        edge.execute(flow)
    used = [one for one in edge.get("/v1/audit").json["data"] if one["action"] == USED]
    assert [one["objectId"] for one in used] == ["crm"]
    assert used[0]["detail"] == {"flowId": flow, "version": 1, "stepId": "call", "secret": "crm"}
    edge.world.time.sleep(3600)
    edge.execute(flow)
    used = [one for one in edge.get("/v1/audit").json["data"] if one["action"] == USED]
    assert len(used) == 2
    assert not [text for text in spellings(CANARY) if text in json.dumps(used)]


def test_publishing_says_that_a_secret_goes_anywhere(edge):
    keep(edge)
    steps = [
        {"id": "s", "type": "api", "nextStepId": "call"},
        call("https://a.example", headers={"X-Key": "{{secrets.crm}}"}),
        final("end"),
    ]
    body = {"name": "F", "definition": {"steps": steps}}

    def doubts():
        issues = edge.post("/v1/flow", body).json["issues"]
        return [one["severity"] for one in issues if one["code"] == "secret_goes_anywhere"]

    assert doubts() == ["warning"]
    keep(edge, origins=["https://a.example"])
    assert doubts() == []


@pytest.mark.parametrize("is_limited", [True, False])
def test_redirect_takes_no_path_of_an_address_that_is_a_secret(edge, own, other, is_limited):
    path = "/services/T0B1/xYz0815"
    keep(edge, f"{own.url}{path}", **({"origins": [own.url]} if is_limited else {}))
    own.redirect = f"{other.url}{path}"
    error = error_of(edge, call("{{secrets.crm}}"))
    assert (error["code"], other.calls) == ("SECRET_NOT_ALLOWED", [])
    assert path not in error["message"]


@pytest.mark.parametrize("change", ["lower", "upper"])
def test_echo_in_another_case_is_masked_flows_on_and_leaves_for_its_own_origins_only(
    edge, own, other, change
):
    keep(edge, "Mixed-Case-4711-Key", origins=[own.url])
    first = call(own.url, next_id="again", headers={"X-Key": "{{secrets.crm}}"})
    said = f"{{{{{change}(call.data.key)}}}}"
    error = error_of(edge, first, call(other.url, "again", body={"k": said}))
    assert (error["code"], other.calls) == ("SECRET_NOT_ALLOWED", [])
    flow = edge.flow(first, call(own.url, "again", body={"k": said}), final("end", got=said))
    answer = edge.execute(flow)
    assert answer.json == {"got": "***"}
    assert getattr("Mixed-Case-4711-Key", change)() in own.calls[-1][2]
    steps = edge.get(f"/v1/flowrun/steps/{answer.headers['X-App-Run-Id']}").text
    assert "mixed-case-4711-key" not in steps.lower()
