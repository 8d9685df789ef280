"""Versions published before secrets had origins, when functions over secrets were allowed."""

from __future__ import annotations

import pytest

from engine.expressions.secret_uses import NONE
from tests.support.edge import Edge
from tests.support.world import final, step

CANARY = "9c01ab7f" * 8
ORIGIN = "https://a.example"


@pytest.fixture
def edge():
    return Edge()


def keep(edge, name, **limits):
    body = {"name": name, "value": CANARY, **limits}
    assert edge.post("/v1/secret", body).status_code == 200


def published(edge, monkeypatch, headers):
    """Return a flow as versions without the check of whole secrets were published."""
    call = step("call", "http-request", "end", url=f"{ORIGIN}/x", headers=headers)
    with monkeypatch.context() as before:
        before.setattr("engine.validation.data.secrets_of", lambda _: NONE)
        return edge.flow(call, final("end"))


@pytest.mark.parametrize(
    "value",
    [
        "{{join(split(secrets.crm,''),' ')}}",
        "{{base64(secrets.crm)}}",
        "{{secrets.crm[0]}}",
        "{{secrets.crm == 'guess' ? 'a' : 'b'}}",
        "{{json(secrets)}}",
        "{{base64(secrets[name])}}",
        "{{secrets[secrets.crm]}}",
    ],
)
def test_secret_with_origins_is_never_handed_on_changed(edge, monkeypatch, value):
    keep(edge, "crm")
    flow = published(edge, monkeypatch, {"X-Key": value})
    assert edge.execute(flow, {"name": "crm"}).status_code == 200
    assert len(edge.world.sink.calls) == 1
    keep(edge, "crm", origins=[ORIGIN])
    error = edge.execute(flow, {"name": "crm"}).json["error"]
    assert error["code"] == "SECRET_NOT_ALLOWED"
    assert "'crm'" in error["message"]
    assert len(edge.world.sink.calls) == 1


def test_whole_secret_with_origins_goes_on_beside_a_changed_one_without(edge, monkeypatch):
    keep(edge, "crm", origins=[ORIGIN])
    keep(edge, "free")
    headers = {"X-Key": "{{secrets.crm}}", "X-Free": "{{base64(secrets.free)}}"}
    assert edge.execute(published(edge, monkeypatch, headers)).status_code == 200
    assert edge.world.sink.calls[0].headers["X-Key"] == CANARY


def test_whole_secret_with_origins_is_found_by_a_name_of_the_inputs(edge, monkeypatch):
    keep(edge, "crm", origins=[ORIGIN])
    flow = published(edge, monkeypatch, {"X-Key": "{{secrets[name]}}"})
    assert edge.execute(flow, {"name": "crm"}).status_code == 200
    assert edge.world.sink.calls[0].headers["X-Key"] == CANARY
