from __future__ import annotations

from datetime import timedelta

import pytest

from api.auth import ALLOWED, PUBLIC
from tests.support.edge import Edge

PEOPLE = ("anonymous", "member", "other workspace", "key", "wrong-scope key", "revoked", "expired")


@pytest.fixture(scope="module")
def edge():
    return Edge()


@pytest.fixture(scope="module")
def ids(edge):
    flow_id = edge.flow()
    run_id = edge.execute(flow_id, {"n": 1}).headers["X-App-Run-Id"]
    return {"flow_id": flow_id, "run_id": run_id, "number": 1}


@pytest.fixture(scope="module")
def people(edge):
    now = edge.world.time.now()
    revoked = edge.token("pat")
    edge.tokens.revoke(revoked["Authorization"].removeprefix("Bearer "))
    return {
        "anonymous": {"X-Nobody": "1"},
        "member": edge.admin,
        "other workspace": edge.token("pat", "elsewhere"),
        "key": edge.key,
        "wrong-scope key": edge.token("key", flow_ids=("flow_other",)),
        "revoked": revoked,
        "expired": edge.token("pat", expires_at=now - timedelta(seconds=1)),
    }


def rules(app):
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield method, rule


def expected(endpoint, rule, person):
    """Return the status that refuses this person, None where the view itself answers."""
    if ALLOWED[endpoint] is PUBLIC:
        return None
    if person in ("anonymous", "revoked", "expired"):
        return 401
    kind = "key" if "key" in person else "pat"
    if kind not in ALLOWED[endpoint]:
        return 403
    if person == "wrong-scope key":
        return 403
    if person == "other workspace" and rule.arguments:
        return 404
    return None


def test_every_route_has_a_row_and_every_row_a_route(edge):
    assert {rule.endpoint for _, rule in rules(edge.app)} == set(ALLOWED)


@pytest.mark.parametrize("person", PEOPLE)
def test_every_route_refuses_whom_its_row_does_not_name(edge, ids, people, person):
    for method, rule in rules(edge.app):
        values = {name: ids[name] for name in rule.arguments}
        path = edge.app.url_map.bind("localhost").build(rule.endpoint, values, method=method)
        body = None if method in ("GET", "DELETE") else {"decision": "approve"}
        if rule.endpoint == "flows.delete" and person == "member":
            continue
        answer = edge.call(method, path, body, as_=people[person])
        refused = expected(rule.endpoint, rule, person)
        if refused is None:
            assert answer.status_code not in (401, 403, 500), (method, path)
        elif answer.status_code == 422 and rule.arguments:
            assert body is not None, (method, path)  # the body was refused before the object
        else:
            assert answer.status_code == refused, (method, path, answer.json)


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic abc", "Bearer x", "Bearer pat_", "Bearer pat_käse", "pat_x"],
)
def test_a_header_that_is_no_token_is_challenged(edge, header):
    answer = edge.get("/v1/flow", as_={"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_route_without_a_row_is_open_to_nobody(edge, monkeypatch):
    monkeypatch.delitem(ALLOWED, "health.healthz")
    assert edge.get("/healthz").status_code == 403
