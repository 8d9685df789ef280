from __future__ import annotations

import base64
import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.egress import Egress, EgressError
from engine.outcome import Completed, Failed
from engine.steps.base import HttpResponse, StepContext
from engine.steps.http_request import STEP, retry_after_seconds, step_type, success_ranges

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://api.example/things"


class Wire:
    """The effects port: answers with what it was given and remembers what it was asked."""

    def __init__(self, answer):
        self.answer = answer
        self.sent = []

    def send(self, request):
        self.sent.append(request)
        if isinstance(self.answer, EgressError):
            raise self.answer
        return self.answer


def response(body=b"", status=200, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpResponse(status, named, body, 12)


def context(effects):
    return StepContext(
        run_id="r1",
        step_id="call",
        attempt=1,
        now=NOW,
        started_at=NOW,
        idempotency_key="r1:call:0",
        timeout_seconds=7.5,
        links={},
        body_id=None,
        effects=effects,
        evaluate=lambda _text: None,
        lookup=lambda _path: None,
    )


def run(answer=None, **data):
    wire = Wire(answer or response())
    outcome = STEP.run({"url": URL} | data, context(wire))
    return outcome, (wire.sent[0] if wire.sent else None)


def sent(**data):
    return run(**data)[1]


def test_the_output_has_status_headers_data_and_duration():
    answer = response(b'{"a": 1}', content_type="application/json", set_cookie="s=1")
    outcome, _ = run(answer)
    assert outcome == Completed(
        {
            "status": 200,
            "headers": {"content-type": "application/json"},
            "data": {"a": 1},
            "durationMs": 12,
        }
    )


def test_the_defaults_of_a_request():
    request = sent()
    assert (request.method, request.url, request.body) == ("GET", URL, None)
    assert request.headers == {"Idempotency-Key": "r1:call:0"}
    assert (request.timeout_seconds, request.follow_redirects) == (7.5, True)


def test_a_request_with_everything():
    request = sent(
        method="post",
        headers={"X-N": 5, "X-None": None},
        query={"q": ["a", "b"]},
        body={"k": "v"},
        followRedirects=False,
        maxBytes=10,
    )
    assert (request.method, request.url) == ("POST", URL + "?q=a&q=b")
    assert request.headers["Content-Type"] == "application/json"
    assert (request.headers["X-N"], "X-None" in request.headers) == ("5", False)
    assert (request.body, request.max_bytes) == (b'{"k":"v"}', 10)
    assert request.follow_redirects is False


def test_the_users_own_headers_are_kept():
    request = sent(body={}, headers={"idempotency-key": "mine", "content-TYPE": "application/x"})
    assert request.headers == {"idempotency-key": "mine", "content-TYPE": "application/x"}


def test_bearer_auth_replaces_a_header_of_the_same_name():
    request = sent(auth={"type": "bearer", "token": "t0"}, headers={"authorization": "x"})
    assert request.headers["Authorization"] == "Bearer t0"
    assert "authorization" not in request.headers


def test_basic_auth_is_utf_8():
    request = sent(auth={"type": "basic", "username": "ü", "password": "p:w"})
    scheme, _, pair = request.headers["Authorization"].partition(" ")
    assert (scheme, base64.b64decode(pair).decode()) == ("Basic", "ü:p:w")


@pytest.mark.parametrize(
    "data",
    [
        {"auth": {"type": "digest"}},
        {"auth": "x"},
        {"headers": ["x"]},
        {"query": 5},
        {"bodyType": "xml", "body": 1},
        {"bodyType": "form", "body": [1]},
        {"responseType": "yaml"},
        {"maxBytes": "lots"},
        {"maxBytes": True},
        {"maxBytes": 0},
        {"successStatus": ["fine"]},
        {"body": "\ud800"},
    ],
)
def test_rendered_data_that_makes_no_request_fails_for_good(data):
    outcome, request = run(**data)
    assert (outcome.failure.code, outcome.failure.retryable) == ("INVALID_STEP_DATA", False)
    assert request is None


@pytest.mark.parametrize(
    ("status", "retryable"),
    [(302, False), (400, False), (404, False), (408, True), (425, True), (429, True), (503, True)],
)
def test_another_status_is_a_failure_named_after_it(status, retryable):
    outcome, _ = run(response(b'{"e": 1}', status, content_type="application/json"))
    assert isinstance(outcome, Failed)
    assert (outcome.failure.code, outcome.failure.retryable) == (f"HTTP_{status}", retryable)
    assert outcome.failure.details == {"status": status, "data": {"e": 1}}


def test_failure_details_stay_small():
    answer = response(json.dumps("x" * 9000).encode(), 500, content_type="application/json")
    outcome, _ = run(answer)
    assert len(outcome.failure.details["data"]) == 4096


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("7", 7),
        (" 0 ", 0),
        ("Sun, 01 Mar 2026 12:01:00 GMT", 60),
        ("Sun, 01 Mar 2026 12:01:00", 60),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0),
        ("Wed, 01 Mar 2090 11:00:00 GMT", 86_400),
        ("9" * 30, 86_400),
        ("soon", None),
        ("-5", None),
        ("٣", None),
        ("Wed, 21 Oct 99999999999 07:28:00 GMT", None),
        ("Wed, 21 Oct 2015 99999999999:28:00 GMT", None),
        ("9" * 5000, 86_400),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(value, seconds):
    assert retry_after_seconds(value, NOW) == seconds


@given(
    st.text(max_size=40)
    | st.from_regex(r"Wed, [0-9]{1,12} Oct [0-9]{1,12} [0-9]{1,12}:0:0 [+-][0-9]{1,6}\Z")
)
def test_no_retry_after_text_can_do_harm(value):
    seconds = retry_after_seconds(value, NOW)
    assert seconds is None or 0 <= seconds <= 86_400


def test_date_of_no_calendar_leaves_the_status_as_the_error():
    outcome, _ = run(response(b"", 503, retry_after="Wed, 21 Oct 99999999999 07:28:00 GMT"))
    assert outcome.failure.code == "HTTP_503"
    assert outcome.failure.retryable


_HEADER = st.sampled_from(
    ["retry-after", "content-type", "content-length", "location", "date", "age", "x-other"]
)
_BYTES = st.binary(max_size=60) | st.sampled_from(
    [b"\xff\xfe", b'"\\ud800"', b"9" * 5000, b"1e999", b"[" * 2000, b'{"a":NaN}', b"\xef\xbb\xbf"]
)


@given(
    st.integers(100, 599),
    st.dictionaries(_HEADER, st.text(max_size=40)),
    _BYTES,
    st.sampled_from(["auto", "json", "text", "bytes"]),
)
def test_no_answer_of_a_service_crashes_the_step(status, headers, body, response_type):
    answer = HttpResponse(status, headers | {"content-type": "application/json"}, body, 1)
    outcome, _ = run(answer, responseType=response_type)
    assert isinstance(outcome, (Completed, Failed))


def test_retry_after_reaches_the_failure():
    outcome, _ = run(response(b"", 429, retry_after="3"))
    assert outcome.failure.retry_after_seconds == 3


@pytest.mark.parametrize(
    ("spec", "status", "accepted"),
    [
        (None, 204, True),
        (None, 300, False),
        (404, 404, True),
        ("2xx", 299, True),
        ("2XX", 300, False),
        (["200-204", 404], 204, True),
        (["200-204", 404], 205, False),
        (["200-204", "404"], 404, True),
    ],
)
def test_success_status(spec, status, accepted):
    assert any(status in span for span in success_ranges(spec)) is accepted


def test_a_chosen_status_completes():
    outcome, _ = run(response(b"gone", 404), successStatus=["2xx", 404])
    assert (outcome.output["status"], outcome.output["data"]) == (404, "gone")


def test_an_egress_error_keeps_its_code():
    error = EgressError("TIMEOUT", "late", retryable=True, retry_after_seconds=2)
    failure = run(error)[0].failure
    assert (failure.code, failure.message, failure.retryable) == ("TIMEOUT", "late", True)
    assert failure.retry_after_seconds == 2


def test_json_is_demanded_where_it_is_asked_for():
    failure = run(response(b"<html>"), responseType="json")[0].failure
    assert (failure.code, failure.retryable) == ("INVALID_RESPONSE", False)


@pytest.mark.parametrize(("method", "status"), [("GET", 204), ("HEAD", 200)])
def test_an_empty_body_is_null_where_nothing_was_to_come(method, status):
    outcome, _ = run(response(b"", status), method=method, responseType="json")
    assert outcome.output["data"] is None


def test_bytes_come_as_base64():
    assert run(response(b"\0\1"), responseType="bytes")[0].output["data"] == "AAE="


def codes(step, **data):
    return [(issue.path, issue.code, issue.severity) for issue in step.check(data)]


@pytest.mark.parametrize(
    "data",
    [
        {"url": URL, "method": "get", "successStatus": ["2xx", 404]},
        {"url": "{{base}}/x", "method": "{{m}}", "successStatus": "{{s}}"},
        {"url": "http://127.0.0.1{{x}}"},
        {},
    ],
)
def test_nothing_is_said_about_what_is_right_or_not_yet_known(data):
    assert codes(STEP, **data) == []


@pytest.mark.parametrize(
    ("data", "issue"),
    [
        ({"url": "ftp://a.example/"}, ("/url", "invalid_url", "error")),
        ({"url": 5}, ("/url", "invalid_url", "error")),
        ({"url": "http://0x7f.1/"}, ("/url", "egress_blocked", "warning")),
        ({"url": "http://[fe80::1%25lo]/"}, ("/url", "egress_blocked", "error")),
        ({"method": "TRACE"}, ("/method", "invalid_method", "error")),
        ({"successStatus": "ok"}, ("/successStatus", "invalid_success_status", "error")),
    ],
)
def test_literal_mistakes_are_found_before_a_run(data, issue):
    assert codes(STEP, **data) == [issue]


def test_the_operators_list_decides_over_a_literal_address():
    step = step_type(allow=["10.0.0.0/8"])
    assert codes(step, url="http://10.1.1.1/") == []
    assert codes(step, url="http://127.0.0.1/") == [("/url", "egress_blocked", "error")]


class Echo(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        seen = {"key": self.headers["Idempotency-Key"], "body": json.loads(body)}
        data = json.dumps(seen).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_args):
        pass


@pytest.fixture
def echo():
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_a_call_through_the_real_door(echo):
    door = Egress(["127.0.0.1"])
    data = {"method": "POST", "url": echo, "body": {"n": 1}}
    outcome = STEP.run(data, context(door))
    door.close()
    assert outcome.output["data"] == {"key": "r1:call:0", "body": {"n": 1}}
