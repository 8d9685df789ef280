"""A secret of every kind is used by a run of everything, and found nowhere outside its seal."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import redis
from pymongo import MongoClient

from engine.secrecy import spellings
from tests.support.installation import eventually, installation
from tests.support.world import final, step

CANARY = "7f3a9c01d2e4b586" * 4
CODE = "console.log(context); return context.all"
READS = ("details", "poll", "inputs", "outputs", "errorDetails", "steps", "context", "events")


@contextmanager
def echo(heard):
    """
    Serve, on loopback, a service that says back everything that it was sent, then fails.

    `heard` is told of each path and body.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            heard.append((self.path, sent))
            said = f"{CANARY} {self.path} {dict(self.headers)} {sent}"
            message = {"role": "assistant", "content": said}
            answer = {"choices": [{"message": message}], "said": said, "key": CANARY}
            body = json.dumps(answer).encode()
            self.send_response(500 if "fail" in self.path else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("canary")


@pytest.fixture(scope="module")
def millrace(folder):
    environ = {"MILLRACE_EGRESS_ALLOW": "127.0.0.1", "MILLRACE_LOG_LEVEL": "DEBUG"}
    with installation(folder, **environ) as running:
        yield running


def made(millrace, path, body, method="POST"):
    answer = millrace.call(method, path, body=body)
    assert answer.status_code in (200, 201), answer.text
    return answer.json()


def everything(millrace, url):
    """Store a canary of every kind; return the ids of runs that use each, and what was answered."""
    made(millrace, "/v1/secret", {"name": "crm", "value": CANARY, "origins": [url]})
    connection = {"baseUrl": f"{url}/v1", "model": "m", "apiKey": CANARY}
    made(millrace, "/v1/connection", {"name": "default", **connection})
    auth = {"type": "bearer", "token": CANARY}
    act = {"name": "act", "api": {"method": "POST", "url": "/act"}}
    verify = {"scheme": "hmac", "secret": CANARY}
    tool = made(
        millrace,
        "/v1/tool",
        {
            "name": "t",
            "baseUrl": url,
            "auth": auth,
            "actions": [act],
            "triggers": [{"verify": verify}],
        },
    )
    made(millrace, "/v1/peer", {"name": "P", "connection": connection})
    again = step("again", "http-request", "end", method="POST", url=f"{url}/below", body="{{key}}")
    child = millrace.publish(again, final("end", got="{{key}}"))
    headers = {"X-Thing": "{{secrets.crm}}", "Authorization": "Bearer {{secrets.crm}}"}
    call = {"method": "POST", "url": url + "/{{secrets.crm}}", "headers": headers}
    steps = [
        {**step("call", "http-request", "ask", **call), "output": "call"},
        {**step("ask", "ask-llm", "tool", prompt="Say {{call.data.said}}"), "output": "said"},
        {**step("tool", "tool", "copy", toolId=tool["id"], action="act"), "output": "done"},
        step(
            "copy",
            "set",
            "is",
            values={"all": "{{[call, said, done]}}", "key": "{{call.data.key}}"},
        ),
        {
            **step("is", "condition", "send", expression="len(key) == 64"),
            "elseNextStepId": "end",
        },
        step("send", "http-request", "child", method="POST", url=f"{url}/next", body="{{key}}"),
        step("child", "run-flow", "code", flowId=child, inputs={"key": "{{key}}"}),
        {
            **step("code", "code", "fail", code="console.log(context); return context.all"),
            "output": "c",
        },
        {
            **step("fail", "http-request", "end", **{**call, "url": f"{url}/fail"}),
            "retry": {"maxAttempts": 2, "backoffSeconds": 0},
            "onError": "continue",
        },
        final("end", everything="{{[all, c, error]}}"),
    ]
    flow_id = millrace.publish(*steps)
    run_id = millrace.start(flow_id)
    millrace.await_status(run_id, "completed", "failed")
    return flow_id, run_id


def responses(millrace, flow_id, run_id):
    """Yield what every reading route shows of it."""
    for what in READS:
        yield what, millrace.call("GET", f"/v1/flowrun/{what}/{run_id}").text
    paths = ("/v1/secret", "/v1/connection", "/v1/tool", "/v1/peer", "/v1/audit", "/v1/flowrun")
    about = ("", "/export", "/logs", "/versions", "/webhook")
    for path in (*paths, *(f"/v1/flow/{flow_id}{part}" for part in about), "/openapi.json"):
        yield path, millrace.call("GET", path).text


def stored(millrace):
    """Yield what is in both servers, as they would show it."""
    with MongoClient(millrace.up["mongoUrl"]) as client:
        for name in client.list_database_names():
            if name in ("admin", "config", "local"):
                continue
            for collection in client[name].list_collection_names():
                for document in client[name][collection].find():
                    yield f"{collection} {document['_id']}", plain(document)
    with redis.Redis.from_url(millrace.up["redisUrl"]) as client:
        for key in client.scan_iter():
            yield f"redis {key}", f"{key} {client.dump(key)}"


def plain(value):
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, dict):
        return " ".join(f"{name} {plain(item)}" for name, item in value.items())
    if isinstance(value, list):
        return " ".join(map(plain, value))
    return str(value)


def files(folder: Path):
    for path in folder.rglob("*"):
        if path.is_file():
            yield str(path), path.read_bytes().decode("utf-8", "replace")


@contextmanager
def listening(millrace):
    """Yield a function that returns all that was published on Redis meanwhile."""
    with redis.Redis.from_url(millrace.up["redisUrl"]) as client, client.pubsub() as heard:
        heard.psubscribe("*")

        def told():
            while (message := heard.get_message(timeout=1)) is not None:
                if message["type"] == "pmessage":
                    yield "redis told", message["data"].decode("utf-8", "replace")

        yield told


def test_a_canary_arrives_unchanged_and_is_found_nowhere(millrace, folder):
    heard = []
    with echo(heard) as url, listening(millrace) as told:
        flow_id, run_id = everything(millrace, url)
        steps = eventually(lambda: millrace.read("steps", run_id)["data"])
        done = {one["stepId"] for one in steps if one["status"] == "completed"}
        # Each of them got it, or this would prove nothing.
        assert {"call", "ask", "tool", "send", "child", "code", "end"} <= done, steps
        assert dict(heard)["/next"] == dict(heard)["/below"] == CANARY
        texts = spellings(CANARY)
        found = [
            (where, text)
            for where, shown in (
                *responses(millrace, flow_id, run_id),
                *stored(millrace),
                *told(),
                *files(folder),
            )
            for text in texts
            if text in shown
        ]
    assert found == []
    assert "***" in millrace.call("GET", f"/v1/flowrun/outputs/{run_id}").text
