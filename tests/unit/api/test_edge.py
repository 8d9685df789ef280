from __future__ import annotations

import re
import threading

import pytest

from api import health
from api.problems import STATUS_OF
from engine import errors, ports
from engine.conditions import Condition
from engine.errors import EngineError, Unavailable
from engine.settings import SettingsError


def test_health_says_that_the_process_answers(edge):
    assert edge.get("/healthz").json == {"status": "ok"}


def test_ready_says_what_is_there(edge):
    assert edge.get("/readyz").json == {
        "status": "ok",
        "mongo": True,
        "redis": True,
        "workers": 1,
        "warnings": [],
        "downSince": {},
    }


def test_ready_warns_of_what_will_fail_and_stays_ready(edge):
    edge.conditions = (Condition("redis_evicts", "Redis drops keys."),)
    answer = edge.get("/readyz")
    assert answer.status_code == 200
    assert answer.json["warnings"] == [{"code": "redis_evicts", "message": "Redis drops keys."}]


@pytest.mark.parametrize("missing", ["mongo", "redis", "workers"])
def test_ready_says_what_is_missing(edge, missing):
    edge.mongo_is_down = missing == "mongo"
    edge.queue.is_down = missing == "redis"
    edge.queue.live_workers = 0 if missing == "workers" else 1
    answer = edge.get("/readyz")
    assert answer.status_code == 503
    assert not answer.json[missing]
    assert answer.headers["Retry-After"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nope", 404),
        ("GET", "/v1/flow/../../etc/passwd", 404),
        ("PUT", "/v1/flow", 405),
        ("TRACE", "/v1/flow", 405),
        ("GET", "/v1/flow/flow_x/versions/01x", 404),
        ("GET", "/v1/flow/" + "x" * 5000, 404),
        ("GET", "/v1/flow/%00", 404),
    ],
)
def test_what_is_not_there_is_a_problem_too(edge, method, path, status):
    answer = edge.call(method, path)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    body = answer.json
    assert body["status"] == body["statusCode"] == status
    assert body["error"]["code"] == body["code"]
    assert body["message"] == body["detail"]
    assert answer.headers["X-Request-Id"] == body["requestId"]
    if status == 405:
        assert "GET" in answer.headers["Allow"]


def test_every_error_of_the_engine_has_a_status():
    known = {
        found
        for module in (errors, ports)
        for found in vars(module).values()
        if isinstance(found, type) and issubclass(found, EngineError) and found is not EngineError
    }
    assert set(STATUS_OF) == known


def test_a_store_out_of_reach_is_503_and_nothing_is_acknowledged(edge, monkeypatch):
    flow_id = edge.flow()

    def refuse(_run):
        raise Unavailable("down", retry_after_seconds=7)

    monkeypatch.setattr(edge.world.stores.runs, "insert", refuse)
    answer = edge.execute(flow_id)
    assert (answer.status_code, answer.json["code"]) == (503, "unavailable")
    assert answer.headers["Retry-After"] == "7"


@pytest.mark.parametrize("error", [RuntimeError("boom secret"), SettingsError("boom secret")])
def test_a_bug_is_a_500_that_tells_nothing(edge, monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(edge.world.stores.flows, "get", fail)
    answer = edge.get("/v1/flow/flow_x")
    assert (answer.status_code, answer.json["code"]) == (500, "internal_error")
    assert b"secret" not in answer.data


@pytest.mark.parametrize(
    ("given", "kept"), [("abcdef-123", True), ("a b", False), ("x" * 65, False)]
)
def test_a_plain_request_id_is_kept(edge, given, kept):
    answer = edge.get("/healthz", headers={"X-Request-Id": given})
    assert (answer.headers["X-Request-Id"] == given) is kept
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_api_describes_itself(edge):
    spec = edge.get("/openapi.json").json
    assert spec["openapi"].startswith("3.1")
    documented = {
        re.sub(r"<(?:string:|int:|path:)?(\w+)>", r"{\1}", rule.rule)
        for rule in edge.app.url_map.iter_rules()
    }
    # The specification and the page that shows it are no operations of the API.
    shown_by = {"/openapi.json", "/docs", "/docs/{name}"}
    assert set(spec["paths"]) == documented - shown_by


def test_answers_keep_the_order_of_their_keys(edge):
    flow_id = edge.flow(
        {
            "id": "end",
            "type": "final",
            "data": {"outputs": [{"name": n, "output": 1} for n in "zab"]},
        }
    )
    assert list(edge.execute(flow_id).json) == ["z", "a", "b"]


def test_ready_says_since_when_a_server_is_down(edge):
    edge.mongo_is_down = True
    first = edge.get("/readyz").json["downSince"]
    assert set(first) == {"mongo"}
    assert edge.get("/readyz").json["downSince"] == first
    edge.mongo_is_down = False
    assert edge.get("/readyz").json["downSince"] == {}


def test_a_server_that_hangs_is_down_and_keeps_no_other_unknown(edge, monkeypatch):
    release = threading.Event()
    monkeypatch.setattr(health, "DEADLINE_SECONDS", 0.2)
    monkeypatch.setattr(edge.queue, "ping", lambda: release.wait(60))
    try:
        answer = edge.get("/readyz")
    finally:
        release.set()
    assert answer.status_code == 503
    assert (answer.json["redis"], answer.json["mongo"]) == (False, True)
