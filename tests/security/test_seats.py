"""One caller who waits for all that there is to wait for."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from api.waiting import WaitingRoom
from engine.settings import Settings
from tests.support.edge import Edge
from tests.support.world import final, step


@pytest.fixture
def edge():
    return Edge(sync_waiters=8, web_threads=32, sync_timeout_seconds=5)


def waiting_run(edge, who):
    flow_id = edge.flow(step("pause", "delay", "end", seconds=3600), final("end", ok=1))
    return edge.execute(flow_id, as_=who, headers={"Prefer": "respond-async"}).json["appRunId"]


def streams(edge, kept, run_id, who, count):
    """Return the statuses of as many streams that stay open."""
    answers = [
        edge.get(f"/v1/flowrun/events/{run_id}", as_=who, buffered=False) for _ in range(count)
    ]
    for answer in answers:
        kept.callback(answer.close)
    return [answer.status_code for answer in answers]


def test_one_caller_takes_a_quarter_of_the_seats_for_streams(edge):
    run_id = waiting_run(edge, edge.key)
    with ExitStack() as kept:
        assert streams(edge, kept, run_id, edge.key, 4) == [200, 200, 503, 503]
        assert streams(edge, kept, run_id, edge.admin, 2) == [200, 200]


def test_streams_leave_the_seats_of_those_who_start_runs(edge):
    run_id = waiting_run(edge, edge.key)
    with ExitStack() as kept:
        for _ in range(4):
            streams(edge, kept, run_id, edge.token("key"), 2)
        assert streams(edge, kept, run_id, edge.admin, 1) == [503]
        assert edge.execute(edge.flow(), {"n": 1}, as_=edge.key).status_code == 200


def test_long_polls_of_one_link_leave_others_theirs_and_are_answered_at_once(edge):
    room = edge.app.extensions["millrace"].waiting_room
    flow_id = edge.flow(step("pause", "delay", "end", seconds=3600), final("end", ok=1))
    token = edge.post(f"/v1/flow/{flow_id}/share", {}).json["token"]
    started = edge.http.post(
        f"/v1/flow/share/execute/{token}", json={}, headers={"Prefer": "respond-async"}
    )
    path = f"/v1/flow/share/run/{token}/{started.json['appRunId']}?wait=30"
    share = f"share:{edge.get(f'/v1/flow/{flow_id}/share').json['data'][0]['id']}"
    with ExitStack() as kept:
        for _ in range(2):
            assert kept.enter_context(room.seat(share, wanted=True, is_look=True))
        assert edge.http.get(path).json["status"] == "waiting"  # with no seat it does not wait
        assert kept.enter_context(room.seat("key:other", wanted=True, is_look=True))
        assert kept.enter_context(room.seat(share, wanted=True))


def test_a_seat_is_each_callers_and_given_back():
    edge = Edge()
    room = WaitingRoom(edge.waiters, edge.world.runs, 8)
    for _ in range(3):
        with ExitStack() as kept:
            got = [kept.enter_context(room.seat("a", wanted=True)) for _ in range(3)]
            assert got == [True, True, False]
            assert kept.enter_context(room.seat("b", wanted=True))


def test_a_resume_by_a_tool_call_waits_on_a_seat_too(edge, monkeypatch):
    """Without one it is done and answered with where the run is."""
    room = edge.app.extensions["millrace"].waiting_room
    trigger = {"id": "start", "type": "peer.action", "nextStepId": "hold"}
    hold, pause = (
        step("hold", "wait", "pause", event="x"),
        step("pause", "delay", "end", seconds=99),
    )
    steps = [{**trigger, "data": {"name": "t"}}, hold, pause, final("end")]
    body = {"name": "T", "definition": {"steps": steps}}
    flow_id = edge.post("/v1/flow", body).json["id"]
    edge.post(f"/v1/flow/{flow_id}/publish")
    meta = {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientCapabilities": {},
    }

    def call(**params):
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
        body["params"] = {"name": "t", "arguments": {}, "_meta": meta, **params}
        headers = {
            "MCP-Protocol-Version": "2026-07-28",
            "Mcp-Method": "tools/call",
            "Mcp-Name": "t",
        }
        return edge.post("/mcp", body, headers=headers).json["result"]

    waits = []

    def asked(run_id, seconds, make, require):
        waits.append(seconds)
        return room.read(run_id)

    first = call()
    who = edge.get("/v1/auth/me").json["principal"]
    with ExitStack() as kept:
        for _ in range(2):
            kept.enter_context(room.seat(who, wanted=True))
        monkeypatch.setattr(room, "outcome", asked)
        call(requestState=first["requestState"], inputResponses={})
    call(requestState=first["requestState"], inputResponses={})
    assert waits == [0, 5]


@pytest.mark.parametrize(
    ("threads", "waiters", "looks"), [(64, 32, 16), (64, 64, 1), (8, 0, 0), (2, 1, 1), (100, 4, 4)]
)
def test_streams_and_waits_together_leave_threads_for_others(threads, waiters, looks):
    settings = Settings(web_threads=threads, sync_waiters=waiters)
    assert settings.lookers == looks
