"""What goes on after the token, the link or the account that it began with has ended."""

from __future__ import annotations

import pytest

from api import standing
from tests.support.edge import Edge, bearer
from tests.support.world import final, step


@pytest.fixture
def edge(monkeypatch):
    monkeypatch.setattr(standing, "LOOK_SECONDS", 0.02)
    return Edge(sync_timeout_seconds=3600)


def pausing(edge):
    return edge.flow(step("pause", "delay", "end", seconds=3600), final("end", ok=1))


def started(edge):
    run = edge.execute(pausing(edge), headers={"Prefer": "respond-async"})
    return run.json["appRunId"]


def revoke_meanwhile(edge, monkeypatch, revoke):
    """Have a token end while a request waits for a run: as it listens for the first time."""
    expect = edge.waiters.expect

    def listening(run_id, **given):
        entered = expect(run_id, **given)
        revoke()
        return entered

    monkeypatch.setattr(edge.waiters, "expect", listening)


def texts(edge):
    """Return a token of each kind, and what ends it."""
    user_id, _ = edge.user("ada", "admin")
    pat = edge.token("pat", user_id=user_id)["Authorization"].removeprefix("Bearer ")
    key = edge.token("key")["Authorization"].removeprefix("Bearer ")
    return {
        "pat": (pat, lambda: edge.tokens.revoke(pat)),
        "key": (key, lambda: edge.tokens.revoke(key)),
        "account": (pat, lambda: edge.call("DELETE", f"/v1/user/{user_id}")),
    }


@pytest.mark.parametrize("kind", ["pat", "key", "account"])
def test_a_stream_ends_when_its_token_does(edge, kind):
    run_id = started(edge)
    text, revoke = texts(edge)[kind]
    answer = edge.get(f"/v1/flowrun/events/{run_id}", as_=bearer(text))
    parts = iter(answer.iter_encoded())
    assert next(parts).startswith(b"retry")
    revoke()
    # Without an end of its own the stream would go on for an hour.
    assert b"event: end" not in b"".join(parts)
    assert edge.get(f"/v1/flowrun/events/{run_id}", as_=bearer(text)).status_code == 401


@pytest.mark.parametrize("kind", ["pat", "key", "account"])
def test_a_long_poll_ends_when_its_token_does(edge, monkeypatch, kind):
    run_id = started(edge)
    text, revoke = texts(edge)[kind]
    path = f"/v1/flowrun/poll/{run_id}?wait=55"
    revoke_meanwhile(edge, monkeypatch, revoke)
    assert edge.get(path, as_=bearer(text)).status_code == 401


def link(edge, as_=None):
    flow_id = pausing(edge)
    made = edge.post(f"/v1/flow/{flow_id}/share", {}, as_=as_).json
    path = f"/v1/flow/share/execute/{made['token']}"
    run = edge.http.post(path, json={}, headers={"Prefer": "respond-async"})
    return flow_id, made, run.json["appRunId"]


def test_a_long_poll_of_a_link_ends_when_the_link_does(edge, monkeypatch):
    flow_id, made, run_id = link(edge)
    place = f"/v1/flow/{flow_id}/share/{made['id']}"
    revoke_meanwhile(edge, monkeypatch, lambda: edge.call("DELETE", place))
    path = f"/v1/flow/share/run/{made['token']}/{run_id}?wait=55"
    assert edge.http.get(path).status_code == 401


def test_share_links_of_a_closed_account_open_nothing(edge):
    user_id, ada = edge.user("ada", "admin")
    _, made, run_id = link(edge, ada)
    path = f"/v1/flow/share/{made['token']}"
    assert edge.http.get(path).status_code == 200
    edge.call("DELETE", f"/v1/user/{user_id}")
    for asked in (path, f"/v1/flow/share/run/{made['token']}/{run_id}"):
        answer = edge.http.get(asked)
        assert (answer.status_code, answer.json["code"]) == (410, "share_revoked")
    assert edge.http.post(f"/v1/flow/share/execute/{made['token']}", json={}).status_code == 410
    as_link = edge.get(f"/v1/flowrun/poll/{run_id}", as_=bearer(made["token"]))
    assert as_link.status_code == 401
