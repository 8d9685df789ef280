"""Every route that takes a body, against every hostile body: never a 5xx, always a problem."""

from __future__ import annotations

import pytest

from tests.security.bodies import REFUSED_EVERYWHERE, VALUES, places, replaced, strange_bodies
from tests.security.routes import WRITES, require_documented
from tests.support.edge import Edge
from tests.unit.api.test_auth import TABLE, rules

JSON = "application/json"
STRANGE = strange_bodies()
# They take forms, or ask for a signature over the bytes before they read them.
FIRST_ASKED_OTHERWISE = {"files.upload": 415, "links.upload": 415, "webhooks.receive": 401}


def send(members, route, body):
    return members.edge.http.open(
        route.path, method=route.method, data=body, content_type=JSON, headers=route.headers
    )


def require_still_admin(members):
    """Nothing that was sent may have locked anybody out, or the next answers would prove little."""
    answer = members.edge.get("/v1/auth/me", as_=members.headers["admin"])
    assert answer.status_code == 200


def test_the_corpus_is_as_large_as_it_was(routes, members):
    assert len({*REFUSED_EVERYWHERE, *STRANGE}) >= 125
    written = {(m, r.endpoint) for m, r in rules(members.edge.app) if m in WRITES}
    assert {(route.method, route.endpoint) for route in routes} == written
    assert len(written) >= 70


@pytest.mark.parametrize("name", REFUSED_EVERYWHERE)
def test_no_route_takes_bytes_that_are_no_json_of_ours(members, routes, name):
    body, status, code = REFUSED_EVERYWHERE[name]
    for route in routes:
        answer = send(members, route, body)
        require_documented(answer, route.endpoint)
        otherwise = FIRST_ASKED_OTHERWISE.get(route.endpoint)
        if otherwise is not None:
            assert answer.status_code in (otherwise, status), route
        else:
            assert (answer.status_code, answer.json["code"]) == (status, code), route
    require_still_admin(members)


@pytest.mark.parametrize("name", STRANGE)
def test_no_route_fails_over_json_that_nobody_asked_for(members, routes, name):
    for route in routes:
        require_documented(send(members, route, STRANGE[name]), route.endpoint)
    require_still_admin(members)


WRITING = sorted({rule.endpoint for m, rule in rules(Edge().app) if m in WRITES})


@pytest.mark.parametrize("endpoint", [name for name in WRITING if isinstance(TABLE[name][0], dict)])
def test_no_route_fails_over_a_good_body_with_one_wrong_value(members, routes, endpoint):
    for route in routes:
        if route.endpoint != endpoint:
            continue
        for body in route.bodies:
            for path in places(body):
                for value in VALUES:
                    sent = replaced(body, path, value)
                    answer = members.edge.http.open(
                        route.path, method=route.method, json=sent, headers=route.headers
                    )
                    require_documented(answer, endpoint)
    require_still_admin(members)
