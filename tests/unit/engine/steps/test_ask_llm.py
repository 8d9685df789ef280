"""A model asked over a real socket: what it answers, how it fails, and what is heard meanwhile."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from engine.egress import Egress
from tests.support.edge import Edge
from tests.support.world import final, step

USAGE = {"prompt_tokens": 7, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": 2}}


def completion(text):
    message = {"role": "assistant", "content": text}
    return {"model": "m-1-2026", "choices": [{"message": message}], "usage": USAGE}


class Endpoint:
    """Answers each call by the next function of its script, which is handed the handler."""

    def __init__(self) -> None:
        self.script = []
        self.asked = []
        self.released = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.asked.append((self.headers, json.loads(body)))
                try:
                    outer.script.pop(0)(self)
                except OSError:
                    self.close_connection = True  # the caller went away, as the test wants

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # callers hang up, as the tests want
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"


@pytest.fixture
def endpoint():
    made = Endpoint()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.released.set()
    made.server.shutdown()
    made.server.server_close()
    thread.join()


@pytest.fixture
def edge(endpoint):
    made = Edge(egress_allow=("127.0.0.1",))
    made.world.sink = door = Egress(("127.0.0.1",))
    body = {"name": "default", "baseUrl": endpoint.url, "model": "m-1", "apiKey": "sk-canary-1"}
    assert made.post("/v1/connection", body).status_code == 200
    yield made
    door.close()


def says(body, status=200, kind="application/json", **headers):
    def answer(handler):
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(sent)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(sent)

    return answer


def streams(*pieces, done=True):
    """Send server-sent events one by one, each in a chunk of its own."""

    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        events = [{"choices": [{"delta": {"content": piece}}]} for piece in pieces]
        if done:
            events.append({"choices": [{"delta": {}, "finish_reason": "stop"}]})
            events.append({"choices": [], "usage": USAGE})
        for event in events:
            _chunk(handler, f"data: {json.dumps(event)}\n\n".encode())
        if done:
            _chunk(handler, b"data: [DONE]\n\n")
        _chunk(handler, b"")

    return answer


def _chunk(handler, body):
    handler.wfile.write(b"%x\r\n%s\r\n" % (len(body), body))


def ask(edge, retry=None, timeout=None, **data):
    asked = {**step("ask", "ask-llm", "end", prompt="Hi {{name}}", **data), "output": "said"}
    if retry:
        asked["retry"] = {"maxAttempts": retry, "backoffSeconds": 1, "maxSeconds": 120}
    if timeout:
        asked["timeoutSeconds"] = timeout
    flow_id = edge.flow(asked, final("end", said="{{said}}"))
    return edge.execute(flow_id, {"name": "Ada"})


def test_an_answer_comes_with_the_providers_own_numbers(edge, endpoint):
    endpoint.script = [says(completion("Hello"))]
    said = ask(edge).json["said"]
    assert (said["response"], said["model"]) == ("Hello", "m-1-2026")
    assert said["usage"] == {"inputTokens": 7, "outputTokens": 3, "cachedInputTokens": 2}
    ((headers, body),) = endpoint.asked
    assert headers["Authorization"] == "Bearer sk-canary-1"
    assert headers["Idempotency-Key"]
    assert body["messages"] == [{"role": "user", "content": "Hi Ada"}]


@pytest.mark.parametrize("count", [10**18, 10**400, -1, True, 1.5])
def test_count_of_tokens_that_cannot_be_is_none(edge, endpoint, count):
    body = {**completion("Hello"), "usage": {"prompt_tokens": count, "completion_tokens": 3}}
    endpoint.script = [says(body)]
    said = ask(edge).json["said"]
    assert said["usage"] == {"outputTokens": 3}


def test_a_stream_is_heard_while_it_comes_and_kept_whole(edge, endpoint):
    endpoint.script = [streams("Hel", "lo ", "Ada")]
    said = ask(edge, stream=True).json["said"]
    assert said["response"] == "Hello Ada"
    assert said["usage"]["inputTokens"] == 7
    assert endpoint.asked[0][1]["stream"] is True
    heard = edge.waiters.heard
    assert "".join(one.data["text"] for one in heard) == "Hello Ada"
    assert {(one.data["stepId"], one.data["attempt"]) for one in heard} == {("ask", 1)}


def test_an_endpoint_that_cannot_stream_is_understood_all_the_same(edge, endpoint):
    endpoint.script = [says(completion("whole"))]
    assert ask(edge, stream=True).json["said"]["response"] == "whole"


def test_a_stream_that_breaks_off_is_asked_for_again(edge, endpoint):
    endpoint.script = [streams("half an", done=False), streams("all of it")]
    run_id = ask(edge, stream=True, retry=2).json["appRunId"]
    edge.world.wake(5)
    output = edge.get(f"/v1/flowrun/outputs/{run_id}").json["said"]
    assert output["response"] == "all of it"
    keys = {headers["Idempotency-Key"] for headers, _ in endpoint.asked}
    assert len(keys) == 1


def test_a_busy_endpoint_is_asked_again_when_it_said(edge, endpoint):
    endpoint.script = [says({}, 429, Retry_After="60"), says({}, 503), says(completion("late"))]
    run_id = ask(edge, retry=3).json["appRunId"]
    edge.world.wake(59)
    assert len(endpoint.asked) == 1
    edge.world.wake(2)
    edge.world.wake(5)
    assert edge.get(f"/v1/flowrun/outputs/{run_id}").json["said"]["response"] == "late"


def test_an_endpoint_that_never_answers_is_given_up_at_the_timeout(edge, endpoint):
    endpoint.script = [lambda _handler: endpoint.released.wait(30)]
    answer = ask(edge, timeout=1)
    assert answer.json["error"]["code"] == "TIMEOUT"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (says({"error": {"message": "no such key"}}, 401), "HTTP_401"),
        (says({}, 400), "HTTP_400"),
        (says(b"<html>", kind="text/html"), "INVALID_RESPONSE"),
        (says({"choices": []}), "INVALID_RESPONSE"),
        (says({"choices": [{"message": "text"}]}), "INVALID_RESPONSE"),
        (says(b"x" * (5 * 1024 * 1024)), "RESPONSE_TOO_LARGE"),
    ],
)
def test_what_is_no_answer_fails_the_step_and_says_why(edge, endpoint, answer, code):
    endpoint.script = [answer]
    got = ask(edge)
    assert (got.status_code, got.json["error"]["code"]) == (422, code)
    assert "sk-canary-1" not in got.text


@contextmanager
def nothing_there():
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    port = server.server_address[1]
    server.server_close()
    yield f"http://127.0.0.1:{port}/v1"


def test_an_endpoint_that_is_not_there_may_come_back(edge):
    with nothing_there() as url:
        edge.post("/v1/connection", {"name": "default", "baseUrl": url, "model": "m-1"})
        assert ask(edge).json["error"]["code"] == "CONNECTION_FAILED"


@pytest.mark.parametrize("usage", [None, [], "many", {"prompt_tokens": "7"}, {"prompt_tokens": -1}])
def test_odd_usage_is_none(edge, endpoint, usage):
    endpoint.script = [says({**completion("ok"), "usage": usage})]
    assert ask(edge).json["said"]["usage"] == {}


@pytest.mark.parametrize(
    ("text", "schema", "value"),
    [
        ('{"a": "\\ud800"}', {"type": "object"}, {"a": "\ufffd"}),
        ('"\\ud83d\\ude00"', {"type": "string"}, "😀"),
    ],
)
def test_half_of_a_character_in_an_answer_costs_no_second_call(edge, endpoint, text, schema, value):
    endpoint.script = [says(completion(text))]
    answer = ask(edge, responseSchema=schema)
    assert (answer.status_code, answer.json["said"]["json"]) == (200, value)
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize("is_streamed", [True, False])
def test_half_of_a_character_in_the_words_is_one_that_is_missing(edge, endpoint, is_streamed):
    endpoint.script = [
        streams("a\ud83d", "\ude00b\ud800") if is_streamed else says(completion("a\ud800"))
    ]
    answer = ask(edge, stream=is_streamed)
    said = answer.json["said"]["response"]
    assert said == ("a😀b\ufffd" if is_streamed else "a\ufffd")


@pytest.mark.parametrize("text", ["NaN", '{"a": Infinity}', "[1e999]", "[" * 400 + "]" * 400])
def test_an_answer_that_is_no_json_to_others_is_asked_for_again(edge, endpoint, text):
    endpoint.script = [says(completion(text)), says(completion("{}"))]
    answer = ask(edge, responseSchema={})
    assert (answer.status_code, answer.json["said"]["json"]) == (200, {})
    assert "not JSON" in endpoint.asked[1][1]["messages"][-1]["content"]
