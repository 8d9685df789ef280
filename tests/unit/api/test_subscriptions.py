"""Whoever subscribed is told of runs: signed, again until it arrives, and never of what was not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from engine.signatures import Delivery, verify
from engine.steps.base import HttpResponse
from tests.support.edge import Edge
from tests.support.world import final, step

URL = "https://receiver.example/in"
EVENTS = ["run.completed", "run.failed", "run.waiting"]


class Receiver:
    """Answers deliveries as told, 200 when nothing is; everything else gets an echo."""

    def __init__(self) -> None:
        self.got = []
        self.script = []

    def __call__(self, request):
        if request.url != URL:
            return HttpResponse(200, {}, b"{}", 1)
        self.got.append(request)
        told = self.script.pop(0) if self.script else 200
        status, headers = told if isinstance(told, tuple) else (told, {})
        return HttpResponse(status, headers, b"noted", 1)

    @property
    def told(self):
        return [json.loads(request.body) for request in self.got]


@pytest.fixture
def edge():
    made = Edge()
    made.world.sink.answer = Receiver()
    return made


@pytest.fixture
def receiver(edge):
    return edge.world.sink.answer


def subscribe(edge, **given):
    made = edge.post("/v1/subscription", {"url": URL, "events": EVENTS, **given})
    assert made.status_code == 201, made.json
    return made.json


def log_of(edge, subscription):
    return edge.get(f"/v1/subscription/{subscription['id']}/delivery").json["data"]


def broken():
    return step("no", "fail", code="NOPE", message="it broke")


def test_a_completed_run_is_told_of_with_its_output_and_a_proof(edge, receiver):
    made = subscribe(edge)
    run_id = edge.execute(edge.flow(), {"n": 7}).headers["X-App-Run-Id"]
    (request,), (told,) = receiver.got, receiver.told
    assert told["type"] == "run.completed"
    assert told["data"]["appRunId"] == told["data"]["rootRunId"] == run_id
    assert (told["data"]["status"], told["data"]["output"]) == ("completed", {"n": 7})
    headers = {name.lower(): value for name, value in request.headers.items()}
    proof = Delivery(request.body, headers, edge.world.time.now())
    assert verify("standard", made["secret"], proof) == headers["webhook-id"]
    (row,) = log_of(edge, made)
    assert (row["status"], row["attempts"], row["appRunId"]) == ("delivered", 1, run_id)
    assert row["messageId"] == headers["webhook-id"]


def test_a_failed_and_a_waiting_run_are_told_of(edge, receiver):
    subscribe(edge)
    edge.execute(edge.flow(broken()))
    edge.execute(edge.flow(step("w", "user-approval", "end", message="Go?"), final("end")))
    assert [told["type"] for told in receiver.told] == ["run.failed", "run.waiting"]
    failed, waiting = receiver.told
    assert failed["data"]["error"]["code"] == "NOPE"
    assert waiting["data"]["waitState"]["message"] == "Go?"


def test_only_what_was_asked_for_is_told(edge, receiver):
    wanted, other = edge.flow(), edge.flow()
    subscribe(edge, events=["run.completed"], flowIds=[wanted])
    for flow_id in (wanted, other, edge.flow(broken())):
        edge.execute(flow_id, {"n": 1})
    assert [told["data"]["flowId"] for told in receiver.told] == [wanted]


def test_another_workspaces_runs_are_told_to_nobody_here(edge, receiver):
    _, theirs = edge.user("eve", "admin", "elsewhere")
    answer = edge.post("/v1/subscription", {"url": URL, "events": EVENTS}, as_=theirs)
    assert answer.status_code == 201
    edge.execute(edge.flow(), {"n": 1})
    assert receiver.got == []


def test_deliveries_are_in_no_list_of_runs(edge):
    subscribe(edge)
    edge.execute(edge.flow(), {"n": 1})
    assert len(edge.get("/v1/flowrun").json["data"]) == 1


def test_a_delivery_that_fails_is_tried_again_with_the_same_id_and_body(edge, receiver):
    made = subscribe(edge)
    receiver.script = [500, (429, {"retry-after": "60"}), 200]
    edge.execute(edge.flow(), {"n": 1})
    (row,) = log_of(edge, made)
    assert (row["status"], row["lastError"]["code"]) == ("retrying", "HTTP_500")
    assert row["nextAttemptAt"] is not None
    edge.world.wake(11)
    edge.world.wake(59)
    assert len(receiver.got) == 2
    edge.world.wake(2)
    assert len({request.headers["webhook-id"] for request in receiver.got}) == 1
    assert len({request.body for request in receiver.got}) == 1
    assert len({request.headers["webhook-timestamp"] for request in receiver.got}) == 3
    (row,) = log_of(edge, made)
    assert (row["status"], row["attempts"]) == ("delivered", 3)
    path = f"/v1/subscription/{made['id']}/delivery/{row['id']}"
    whole = edge.get(path).json
    assert [one["attempt"] for one in whole["log"]] == [1, 2, 3]
    assert whole["log"][0]["error"]["details"] == {"status": 500, "body": "noted"}
    assert whole["message"]["type"] == "run.completed"


def give_up(edge, receiver, times=1):
    """Let that many deliveries fail at every attempt."""
    for _ in range(times):
        receiver.script = [500] * 8
        edge.execute(edge.flow(), {"n": 1})
        for _ in range(9):
            edge.world.wake(6 * 3600 + 1)
    receiver.script = []


def test_a_receiver_that_never_answers_is_disabled_and_can_be_enabled_again(edge, receiver):
    made = subscribe(edge)
    path = f"/v1/subscription/{made['id']}"
    give_up(edge, receiver, 4)
    assert edge.get(path).json["status"] == "active"
    assert log_of(edge, made)[0]["status"] == "failed"
    give_up(edge, receiver)
    shown = edge.get(path).json
    assert (shown["status"], shown["failures"]) == ("disabled", 5)
    assert "500" in shown["reason"]
    count = len(receiver.got)
    edge.world.time.sleep(1)
    edge.execute(edge.flow(), {"n": 1})
    assert len(receiver.got) == count
    assert edge.call("PATCH", path, {"status": "active"}).json["failures"] == 0
    edge.execute(edge.flow(), {"n": 1})
    assert len(receiver.got) == count + 1


def test_an_arrival_forgets_the_failures_before_it(edge, receiver):
    made = subscribe(edge)
    give_up(edge, receiver, 3)
    edge.execute(edge.flow(), {"n": 1})
    assert edge.get(f"/v1/subscription/{made['id']}").json["failures"] == 0


def test_a_receiver_that_says_it_is_gone_is_asked_no_more(edge, receiver):
    made = subscribe(edge)
    receiver.script = [410]
    edge.execute(edge.flow(), {"n": 1})
    edge.world.wake(6 * 3600)
    shown = edge.get(f"/v1/subscription/{made['id']}").json
    assert (shown["status"], len(receiver.got)) == ("disabled", 1)
    assert "gone" in shown["reason"]


def test_a_message_is_delivered_again_under_its_own_id(edge, receiver):
    made = subscribe(edge)
    edge.execute(edge.flow(), {"n": 1})
    (row,) = log_of(edge, made)
    path = f"/v1/subscription/{made['id']}/delivery/{row['id']}/redeliver"
    again = edge.post(path)
    assert (again.status_code, again.json["messageId"]) == (202, row["messageId"])
    first, second = receiver.got
    assert first.body == second.body
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert len(log_of(edge, made)) == 2


def test_a_test_event_tells_of_nothing(edge, receiver):
    made = subscribe(edge)
    sent = edge.post(f"/v1/subscription/{made['id']}/test")
    assert (sent.status_code, sent.json["event"]) == (202, "subscription.test")
    assert receiver.told[0]["data"] == {"subscriptionId": made["id"]}


def test_a_new_secret_signs_the_next_attempt(edge, receiver):
    made = subscribe(edge)
    receiver.script = [500]
    edge.execute(edge.flow(), {"n": 1})
    new = edge.post(f"/v1/subscription/{made['id']}/secret").json["secret"]
    edge.world.wake(11)
    request = receiver.got[-1]
    assert new != made["secret"]
    assert verify("standard", new, Delivery(request.body, request.headers, edge.world.time.now()))


def test_a_secret_is_shown_once_and_echoed_nowhere(edge):
    made = subscribe(edge)
    edge.world.sink.answer = lambda request: HttpResponse(
        500, {}, f"{made['secret']} {request.headers['webhook-signature']}".encode(), 1
    )
    edge.execute(edge.flow(), {"n": 1})
    (row,) = log_of(edge, made)
    for path in ("", "/delivery", f"/delivery/{row['id']}"):
        assert made["secret"] not in edge.get(f"/v1/subscription/{made['id']}{path}").text


def test_what_is_on_its_way_to_a_removed_subscription_is_dropped(edge, receiver):
    made = subscribe(edge)
    receiver.script = [500]
    edge.execute(edge.flow(), {"n": 1})
    assert edge.call("DELETE", f"/v1/subscription/{made['id']}").status_code == 200
    edge.world.wake(11)
    assert len(receiver.got) == 1


def test_what_is_on_its_way_to_a_disabled_subscription_is_dropped(edge, receiver):
    made = subscribe(edge)
    receiver.script = [500]
    edge.execute(edge.flow(), {"n": 1})
    edge.call("PATCH", f"/v1/subscription/{made['id']}", {"status": "disabled"})
    edge.world.wake(11)
    assert len(receiver.got) == 1
    assert [row["status"] for row in log_of(edge, made)] == ["dropped"]


def test_a_large_output_is_left_out_and_said_to_be(edge, receiver):
    subscribe(edge)
    edge.execute(edge.flow(), {"n": "x" * 70_000})
    data = receiver.told[0]["data"]
    assert (data["output"], data["isTruncated"]) == (None, True)


def test_a_large_wait_is_left_out_and_said_to_be_and_takes_nobody_down(edge, receiver):
    subscribe(edge)
    run_id = edge.execute(
        edge.flow(step("w", "user-approval", "end", message="So? {{y}}"), final("end")),
        {"y": "z" * 200_000},
    ).json["appRunId"]
    assert edge.get(f"/v1/flowrun/poll/{run_id}").json["status"] == "waiting"
    data = receiver.told[0]["data"]
    assert ("waitState" in data, data["isTruncated"]) == (False, True)


def test_small_inputs_bound_what_comes_from_outside_and_not_deliveries(receiver):
    edge = Edge()
    small = replace(edge.world.runs, max_input_bytes=100)
    edge.world.subscriptions = replace(edge.world.subscriptions, runs=small)
    edge.world.sink.answer = receiver
    subscribe(edge)
    edge.execute(edge.flow(), {"n": 1})
    assert len(receiver.got) == 1


# Deaths ----------------------------------------------------------------------------------------


class Died(BaseException):
    """The process is gone."""


def die(*_):
    raise Died


def execute_and_die(edge, flow_id):
    with pytest.raises(Died):
        edge.execute(flow_id, {"n": 1})


def test_a_worker_that_dies_before_it_settles_tells_of_the_run_once(edge, receiver, monkeypatch):
    made = subscribe(edge)
    flow_id = edge.flow()
    with monkeypatch.context() as patch:
        patch.setattr(type(edge.world.stores.runs), "settle", die)
        execute_and_die(edge, flow_id)
    assert receiver.got == []
    edge.world.wake(60)
    edge.world.wake(60)
    assert len(receiver.got) == 1
    assert [row["status"] for row in log_of(edge, made)] == ["delivered"]


def test_a_delivery_that_is_looked_at_before_its_run_was_settled_waits_for_that(
    edge, receiver, monkeypatch
):
    made = subscribe(edge)
    flow_id = edge.flow()
    with monkeypatch.context() as patch:
        patch.setattr(type(edge.world.stores.runs), "settle", die)
        execute_and_die(edge, flow_id)
    (delivery,) = log_of(edge, made)
    edge.world.runner("w2").advance(delivery["id"])
    (delivery,) = log_of(edge, made)
    assert (delivery["status"], receiver.got) == ("pending", [])
    for _ in range(3):
        edge.world.wake(60)
    assert [row["status"] for row in log_of(edge, made)] == ["delivered"]
    assert len(receiver.got) == 1


def test_a_worker_that_dies_after_it_settled_is_made_up_for_by_rescue(edge, receiver, monkeypatch):
    subscribe(edge)
    flow_id = edge.flow()
    with monkeypatch.context() as patch:
        patch.setattr("engine.announcing.Announcer.send", die)
        execute_and_die(edge, flow_id)
    edge.world.wake(60)
    assert [told["data"]["status"] for told in receiver.told] == ["completed"]


def test_a_run_that_was_canceled_instead_is_told_of_to_nobody(edge, receiver, monkeypatch):
    made = subscribe(edge)
    flow_id = edge.flow()
    with monkeypatch.context() as patch:
        patch.setattr(type(edge.world.stores.runs), "settle", die)
        execute_and_die(edge, flow_id)
    run_id = edge.get("/v1/flowrun").json["data"][0]["appRunId"]
    edge.post(f"/v1/flowrun/cancel/{run_id}")
    for _ in range(3):
        edge.world.wake(60)
    assert edge.get(f"/v1/flowrun/poll/{run_id}").json["status"] == "canceled"
    assert receiver.got == []
    assert [row["status"] for row in log_of(edge, made)] == ["dropped"]


# Garbage ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"events": EVENTS}, "/url"),
        ({"url": "ftp://x", "events": EVENTS}, "/url"),
        ({"url": URL, "events": []}, "/events"),
        ({"url": URL, "events": ["run.exploded"]}, "/events/0"),
        ({"url": URL, "events": EVENTS, "secret": "mine"}, "/secret"),
    ],
)
def test_a_wrong_subscription_is_refused_at_its_place(edge, body, pointer):
    answer = edge.post("/v1/subscription", body)
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json["errors"]] == [pointer]


def test_another_subscriptions_delivery_is_not_there(edge):
    mine, other = subscribe(edge), subscribe(edge)
    edge.execute(edge.flow(), {"n": 1})
    delivery = log_of(edge, mine)[0]["id"]
    assert edge.get(f"/v1/subscription/{other['id']}/delivery/{delivery}").status_code == 404
    assert edge.get(f"/v1/flowrun/details/{delivery}").status_code == 404


def test_there_are_a_hundred_at_most(edge):
    for _ in range(100):
        subscribe(edge)
    answer = edge.post("/v1/subscription", {"url": URL, "events": EVENTS})
    assert (answer.status_code, answer.json["code"]) == (409, "too_many_subscriptions")


def test_times_of_the_log_are_of_the_runs(edge):
    made = subscribe(edge)
    edge.world.time.at += timedelta(days=1)
    edge.execute(edge.flow(), {"n": 1})
    (row,) = log_of(edge, made)
    assert row["endedAt"] >= row["createdAt"]
