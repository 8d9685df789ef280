"""Who waits for an answer loses it with the token, the role or the share that it rests on."""

from __future__ import annotations

import json
from collections import Counter
from threading import Thread

import pytest

from api import standing, waiting
from tests.support.edge import Edge, approval, bearer
from tests.support.talks import answering
from tests.support.world import final, step

PAUSE = step("pause", "delay", "end", seconds=3600)
# Long enough to be noticed: without an end of its own a caller would wait so many seconds.
PATIENCE = {"Prefer": "wait=3"}


@pytest.fixture
def edge(monkeypatch):
    monkeypatch.setattr(standing, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(waiting, "SAFETY_SECONDS", 0.05)
    return Edge(sync_timeout_seconds=3)


def meanwhile(edge, monkeypatch, change):
    """
    Have a change happen while a request waits for a run: as it listens for the first time.

    In a thread of its own, as in a server: a request within a request would share what Flask keeps
    of the caller.
    """
    expect, changes = edge.waiters.expect, [change]

    def listening(run_id, **given):
        entered = expect(run_id, **given)
        if changes:
            changing = Thread(target=changes.pop())
            changing.start()
            changing.join()
        return entered

    monkeypatch.setattr(edge.waiters, "expect", listening)


def key(edge):
    text = edge.token("key")["Authorization"].removeprefix("Bearer ")
    return text, lambda: edge.tokens.revoke(text)


def execute(edge, as_):
    return edge.execute(edge.flow(PAUSE, final("end")), as_=as_, headers=PATIENCE)


def resume(edge, as_):
    asked = [approval(next_id="pause"), PAUSE, final("no"), final("end")]
    run = edge.execute(edge.flow(*asked), as_=as_, headers={"Prefer": "wait=0"})
    edge.world.drain()
    path = f"/v1/flowrun/resume/{run.json['appRunId']}"
    return edge.post(path, {"decision": "approve"}, as_=as_, headers=PATIENCE)


def rerun(edge, as_):
    run = edge.execute(edge.flow(PAUSE, final("end")), as_=as_, headers={"Prefer": "wait=0"})
    path = f"/v1/flowrun/rerun/{run.json['appRunId']}"
    return edge.post(path, {}, as_=as_, headers=PATIENCE)


def chat(edge, as_):
    talk = edge.post(
        "/v1/client/conversation", {"peerId": answering(edge, PAUSE, final("end"))["id"]}, as_=as_
    ).json
    path = f"/v1/client/conversation/{talk['conversationId']}/message"
    return edge.post(path, {"content": "hello"}, as_=as_, headers=PATIENCE)


@pytest.mark.parametrize("call", [execute, resume, rerun, chat])
def test_who_waits_for_an_outcome_is_answered_401_once_the_token_ended(edge, monkeypatch, call):
    text, revoke = key(edge)
    meanwhile(edge, monkeypatch, revoke)
    answer = call(edge, bearer(text))
    assert (answer.status_code, answer.json["code"]) == (401, "unauthorized"), answer.json
    assert "WWW-Authenticate" in answer.headers


def test_who_waits_by_a_link_is_answered_401_once_the_link_ended(edge, monkeypatch):
    flow_id = edge.flow(PAUSE, final("end"))
    made = edge.post(f"/v1/flow/{flow_id}/share", {}).json
    place = f"/v1/flow/{flow_id}/share/{made['id']}"
    meanwhile(edge, monkeypatch, lambda: edge.call("DELETE", place))
    path = f"/v1/flow/share/execute/{made['token']}"
    answer = edge.http.post(path, json={}, headers=PATIENCE)
    assert (answer.status_code, answer.json["code"]) == (401, "unauthorized")


def test_an_outcome_that_comes_after_the_token_ended_is_not_given(edge, monkeypatch):
    """The notice itself brings the result: it is withheld as well."""
    text, revoke = key(edge)
    monkeypatch.setattr(standing, "LOOK_SECONDS", 0.0)
    meanwhile(edge, monkeypatch, revoke)
    answer = edge.execute(edge.flow(final("end", n="known only within")), as_=bearer(text))
    assert answer.status_code == 401
    assert "known only within" not in answer.text


def withdrawals(edge):
    """Return what lets ada see others' runs, and what takes it from her, by kind."""
    ada, as_ada = edge.user("ada", "admin")
    bob, as_bob = edge.user("bob")
    cleo, as_cleo = edge.user("cleo")
    group = edge.post("/v1/group", {"name": "g", "members": [cleo]}).json["id"]
    run_id, flow_id = started(edge)
    shared = {
        "visibility": "shared",
        "sharedUsers": [{"userId": bob, "permission": "view"}],
        "sharedGroups": [{"groupId": group, "permission": "view"}],
    }
    place = f"/v1/flow/{flow_id}"
    assert edge.call("PATCH", place, shared).status_code == 200
    return run_id, {
        "role": (as_ada, lambda: edge.call("PATCH", f"/v1/user/{ada}", {"role": "member"})),
        "share": (as_bob, lambda: edge.call("PATCH", place, {"sharedUsers": []})),
        "group": (as_cleo, lambda: edge.call("PATCH", f"/v1/group/{group}", {"members": []})),
        "flow": (as_bob, lambda: edge.call("DELETE", place)),
    }


def started(edge):
    flow_id = edge.flow(PAUSE, final("end"))
    run = edge.execute(flow_id, headers={"Prefer": "respond-async"})
    return run.json["appRunId"], flow_id


@pytest.mark.parametrize("kind", ["role", "share", "group", "flow"])
def test_a_stream_ends_with_the_right_it_rests_on(edge, kind):
    run_id, ways = withdrawals(edge)
    who, withdraw = ways[kind]
    answer = edge.get(f"/v1/flowrun/events/{run_id}", as_=who)
    assert answer.status_code == 200
    parts = iter(answer.iter_encoded())
    next(parts)
    assert withdraw().status_code in (200, 204)
    told = [part.decode() for part in parts]
    assert told[-1].startswith("event: closed\n"), told
    closed = json.loads(told[-1].split("data: ")[1])
    assert (closed["status"], closed["code"]) == (403, "forbidden")


def test_a_stream_names_the_end_of_its_token_as_its_last_event(edge):
    run_id, _ = started(edge)
    text, revoke = key(edge)
    parts = iter(edge.get(f"/v1/flowrun/events/{run_id}", as_=bearer(text)).iter_encoded())
    next(parts)
    revoke()
    told = [part.decode() for part in parts]
    assert told[-1].startswith("event: closed\n"), told
    assert json.loads(told[-1].split("data: ")[1])["status"] == 401


@pytest.mark.parametrize("kind", ["role", "share", "group", "flow"])
def test_a_long_poll_ends_with_the_right_it_rests_on(edge, monkeypatch, kind):
    run_id, ways = withdrawals(edge)
    who, withdraw = ways[kind]
    meanwhile(edge, monkeypatch, withdraw)
    answer = edge.get(f"/v1/flowrun/poll/{run_id}?wait=3", as_=who)
    assert (answer.status_code, answer.json["code"]) == (403, "forbidden"), answer.json


def test_looking_after_a_caller_costs_no_reads_within_a_second(edge, monkeypatch):
    """What notifies often is heard without one more read of tokens, accounts or flows."""
    run_id, ways = withdrawals(edge)
    who, _ = ways["share"]
    monkeypatch.setattr(standing, "LOOK_SECONDS", 3600)
    reads = Counter()
    for store in (
        edge.world.stores.tokens,
        edge.world.stores.flows,
        edge.world.stores.shelves.users,
    ):
        count(monkeypatch, store, reads)
    answer = edge.get(f"/v1/flowrun/events/{run_id}", as_=who)
    parts = iter(answer.iter_encoded())
    next(parts)
    next(parts)
    before = dict(reads)
    for _ in range(5):
        for listening in edge.waiters.waiting[run_id]:
            listening.put(None)
        next(parts)
    assert dict(reads) == before
    answer.close()


def count(monkeypatch, store, reads):
    get = store.get

    def counted(*given):
        reads[type(store).__name__] += 1
        return get(*given)

    monkeypatch.setattr(store, "get", counted)
