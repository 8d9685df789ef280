"""The API as its callers meet it: gunicorn, workers and servers in processes of their own."""

from __future__ import annotations

import socket
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from tests.support.installation import installation
from tests.support.world import final, step

CALLERS = 24


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    with installation(tmp_path_factory.mktemp("api") / "data") as running:
        yield running


@pytest.fixture(scope="module")
def asking(here):
    ask = step("ask", "user-approval", "done", message="Mail {{customerId}}?")
    ask["rejectNextStepId"] = "done"
    return here.publish(ask, final("done", summary="{{approval.decision}}"))


def test_the_journey_of_an_approval(here, asking):
    waiting = here.call("POST", f"/v1/client/flow/{asking}/execute", body={"customerId": "cus_123"})
    assert waiting.status_code == 202
    body = waiting.json()
    assert body["waitState"]["message"] == "Mail cus_123?"
    run_id = body["appRunId"]
    assert here.poll(run_id)["status"] == "waiting"
    done = here.call("POST", f"/v1/flowrun/resume/{run_id}", body={"decision": "approve"})
    assert (done.status_code, done.json()) == (200, {"summary": "approve"})
    shown = [(row["stepId"], row["status"]) for row in here.read("steps", run_id)["data"]]
    assert shown == [("ask", "waiting"), ("ask", "completed"), ("done", "completed")]
    assert here.read("inputs", run_id) == {"customerId": "cus_123"}


def test_of_many_decisions_at_once_one_counts(here, asking):
    run_id = here.call("POST", f"/v1/client/flow/{asking}/execute", body={}).json()["appRunId"]

    def decide(number):
        body = {"decision": "approve" if number % 2 else "reject", "comment": str(number)}
        return here.call("POST", f"/v1/flowrun/resume/{run_id}", body=body).status_code

    with ThreadPoolExecutor(CALLERS) as pool:
        answers = Counter(pool.map(decide, range(CALLERS)))
    assert answers == {200: 1, 409: CALLERS - 1}


def test_of_many_submissions_with_one_key_one_runs(here):
    flow_id = here.publish(final("end", n="{{n}}"))

    def submit(_):
        headers = {"Idempotency-Key": "the same"}
        path = f"/v1/client/flow/{flow_id}/execute"
        return here.call("POST", path, body={"n": 7}, headers=headers)

    with ThreadPoolExecutor(CALLERS) as pool:
        answers = list(pool.map(submit, range(CALLERS)))
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.headers["X-App-Run-Id"] for answer in answers} == {
        answers[0].headers["X-App-Run-Id"]
    }
    assert all(answer.json() == {"n": 7} for answer in answers)


def test_a_long_poll_hears_of_the_end_from_another_process(here):
    flow_id = here.publish(step("d", "delay", "end", seconds=1), final("end"))
    run_id = here.start(flow_id)
    answer = here.call("GET", f"/v1/flowrun/poll/{run_id}?wait=30")
    assert answer.json()["status"] == "completed"


def test_a_chunked_body_is_held_to_the_size_of_any_other(here):
    def chunks():
        yield b'{"name":"'
        for _ in range(1100):
            yield b"x" * 1024
        yield b'"}'

    headers = {**here.admin, "Content-Type": "application/json"}
    answer = here.session.post(here.up["url"] + "/v1/flow", data=chunks(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "payload_too_large")


@pytest.mark.parametrize(
    "sent",
    [
        b"POST /v1/flow HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /v1/flow HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
        b"GET /v1/fl\xffow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /%ff%fe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    ],
)
def test_a_broken_request_is_the_callers_fault(here, sent):
    url = urlsplit(here.up["url"])
    with socket.create_connection((url.hostname, url.port), timeout=10) as connection:
        connection.sendall(sent)
        answer = connection.recv(4096)
    assert answer.startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize(
    ("line", "header", "status"),
    [(8000, 10, b"401"), (9000, 10, b"414"), (10, 9000, b"431"), (10, 8000, b"401")],
)
def test_a_line_or_header_that_is_too_long_is_a_problem_as_any_other(here, line, header, status):
    url = urlsplit(here.up["url"])
    sent = f"GET /v1/flow?x={'a' * line} HTTP/1.1\r\nHost: a\r\nX-A: {'b' * header}\r\n\r\n"
    with socket.create_connection((url.hostname, url.port), timeout=10) as connection:
        connection.sendall(sent.encode())
        answer = connection.recv(4096)
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert b"application/problem+json" in answer


def test_the_specification_names_every_route(here):
    paths = here.session.get(here.up["url"] + "/openapi.json").json()["paths"]
    assert "/v1/client/flow/{flow_id}/execute" in paths
    assert {"post"} <= set(paths["/v1/flowrun/resume/{run_id}"])


def test_a_rerun_from_a_step_repeats_nothing_before_it(here):
    ask = {**step("ask", "wait"), "nextStepId": "end"}
    count = step("count", "set", "ask", values={"x": "{{n + 1}}"})
    flow_id = here.publish(count, ask, final("end", x="{{x}}"))
    run_id = here.start(flow_id, {"n": 1})
    here.await_status(run_id, "waiting")
    again = here.call("POST", f"/v1/flowrun/rerun/{run_id}", body={"fromStepId": "ask"}).json()
    assert again["status"] == "waiting"
    path = f"/v1/flowrun/resume/{again['appRunId']}"
    assert here.call("POST", path, body={"data": {}}).json() == {"x": 2}
    old, new = here.read("steps", run_id)["data"], here.read("steps", again["appRunId"])["data"]
    assert new[0] == old[0]


def test_events_of_a_run_arrive_as_they_happen(here, asking):
    run_id = here.start(asking)
    here.await_status(run_id, "waiting")
    url = f"{here.up['url']}/v1/flowrun/events/{run_id}"
    with here.session.get(url, headers=here.admin, stream=True, timeout=30) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        lines = answer.iter_lines(decode_unicode=True)
        told = [next(line for line in lines if line.startswith("event:")) for _ in range(2)]
        assert told == ["event: step", "event: status"]
        decided = here.call("POST", f"/v1/flowrun/resume/{run_id}", body={"decision": "approve"})
        assert decided.status_code == 200
        rest = [line for line in lines if line.startswith("event:")]
    assert rest[-1] == "event: end"
