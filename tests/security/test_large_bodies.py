"""Large values where small ones belong: an answer that is bounded, whatever was sent."""

from __future__ import annotations

import pytest

from api.edge import MOST_FIELDS
from api.problems import MOST_PLACES
from engine.validation.cost import MOST_ISSUES
from tests.security.routes import require_documented
from tests.unit.api.test_auth import ids_for, rules

MANY = 20_000
DIGITS = ("9" * 5000, "0" * 5000 + "1", "9" * 30, "9" * 19)
# They answer with what is wrong within a definition, one issue for each place.
ISSUES = 300 * MOST_ISSUES


def sent(members, route, body):
    answer = members.edge.http.open(
        route.path, method=route.method, json=body, headers=route.headers
    )
    require_documented(answer, route.endpoint)
    return answer


def lists_of(body):
    """Yield the body once for each list in it, with very many elements in its place."""
    for name, value in body.items():
        if isinstance(value, list):
            yield {**body, name: [None] * MANY}
            yield {**body, name: [f"x{n}" for n in range(MANY)]}


def require_few_places(answer):
    if answer.status_code >= 400:
        assert len(answer.data) < 200_000
        assert len((answer.json or {}).get("errors", ())) <= MOST_PLACES + 1


def test_a_list_that_is_too_long_is_told_in_a_few_places(members, routes):
    tried = 0
    for route in routes:
        for body in (large for given in route.bodies for large in lists_of(given)):
            require_few_places(sent(members, route, body))
            tried += 1
    assert tried > 20


def test_very_many_unknown_fields_are_told_in_a_few_places(members, routes):
    unknown = {f"k{n}": 1 for n in range(MANY)}
    tried = 0
    for route in routes:
        answer = sent(members, route, unknown)
        require_few_places(answer)
        if answer.status_code == 422 and answer.json.get("code") == "invalid_request":
            tried += len(answer.json["errors"]) == MOST_FIELDS + 1
    assert tried > 30


@pytest.mark.parametrize(
    "definition",
    [
        {"steps": [None] * MANY},
        {"steps": [{"id": f"s{n}", "type": "set", "data": {}} for n in range(MANY)]},
        {"steps": [], "pins": {f"p{n}": 1 for n in range(MANY)}},
        {"steps": [], **{f"k{n}": 1 for n in range(MANY)}},
    ],
)
def test_what_is_wrong_with_a_definition_is_told_in_bounds(members, definition):
    body = {"definition": definition}
    answer = members.edge.post("/v1/flow/validate", body, as_=members.headers["admin"])
    assert answer.status_code == 200
    assert answer.json["valid"] is False
    assert 0 < len(answer.json["issues"]) <= MOST_ISSUES
    assert len(answer.data) < ISSUES


@pytest.mark.parametrize("digits", DIGITS)
def test_no_number_has_too_many_digits_for_a_route(members, digits):
    """Python raises ValueError for an integer of more than 4300 digits."""
    headers = {
        **members.headers["admin"],
        "If-Match": f'"{digits}"',
        "Last-Event-ID": digits,
        "Prefer": f"wait={digits}",
        "X-Forwarded-For": f"192.0.2.1:{digits}",
        "Range": f"bytes={digits}-",
    }
    for method, rule in rules(members.edge.app):
        if rule.endpoint in ("docs.page", "docs.part", "account.logout"):
            continue
        path, ids = rule.rule, ids_for(members, rule.endpoint, rule)
        for name in rule.arguments:
            for kind in ("int", "string", "path"):
                place = digits if isinstance(ids[name], int) else str(ids[name])
                path = path.replace(f"<{kind}:{name}>", place)
        for query in ("", f"?limit={digits}", f"?cursor={digits}", f"?version={digits}"):
            if method != "DELETE":
                answer = members.edge.http.open(path + query, method=method, headers=headers)
                require_documented(answer, rule.endpoint)


@pytest.mark.parametrize("digits", DIGITS)
def test_no_revision_has_as_many_digits(members, digits):
    edge, admin = members.edge, members.headers["admin"]
    body = {"name": "N", "definition": {"steps": []}}
    flow_id = edge.post("/v1/flow", body, as_=admin).json["id"]
    headers = {**admin, "If-Match": f'"{digits}"'}
    answer = edge.http.open(
        f"/v1/flow/{flow_id}", method="PATCH", json={"name": "M"}, headers=headers
    )
    assert (answer.status_code, answer.json["code"]) == (412, "stale_revision")
