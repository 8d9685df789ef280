"""What is asked of every route beside its body: ids, methods, fields and values out of place."""

from __future__ import annotations

import pytest

from tests.security.bodies import replaced
from tests.security.routes import path_of, require_documented
from tests.support.edge import Edge
from tests.unit.api.test_auth import TABLE, ids_for, rules, sent_to

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
OVERRIDES = ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")
ODD_IDS = [
    "flow_" + "0" * 25,
    "f" * 25,
    "x" * 5000,
    "%00",
    "latest%00",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e",
    "\u0661",
    "-1",
    "0x1",
    "01",
    "99999999999999999999",
    "1e3",
    "%ff%fe",
    "%ed%a0%80",
    "{}",
    "$ne",
    "[$ne]",
    "a;b",
    "'",
    '"',
    "%0d%0aX-Evil:1",
]
# Their body is the inputs of a flow, or what clients of another family send beside what is read.
ANY_FIELDS = {
    "execute.client",
    "execute.sdk",
    "execute.app",
    "links.execute",
    "contacts.create",
    "contacts.patch",
    "contacts.listing",
    "mcp.call",
    "webhooks.receive",
}
TOLERANT = ("client.", "sdk.")
POWERS = {
    "status": "completed",
    "workspaceId": "elsewhere",
    "ownerId": "x",
    "createdBy": "x",
    "isAdmin": True,
    "_rev": 9,
    "credits": -1,
}


def all_rules():
    return sorted(
        ((method, rule) for method, rule in rules(Edge().app)),
        key=lambda found: (found[1].endpoint, found[0]),
    )


def with_ids():
    return sorted({rule.endpoint for _, rule in all_rules() if rule.arguments})


@pytest.mark.parametrize("endpoint", with_ids())
def test_an_id_that_is_none_is_not_found_whatever_it_looks_like(members, endpoint):
    for method, rule in all_rules():
        if rule.endpoint != endpoint:
            continue
        ids = ids_for(members, endpoint, rule)
        kinds = {name: type(ids[name]) for name in rule.arguments}
        for name in rule.arguments:
            for odd in ODD_IDS:
                path = rule.rule
                for each in rule.arguments:
                    kind = "int" if kinds[each] is int else "string"
                    given = odd if each == name else str(ids[each])
                    for spelt in (f"<{kind}:{each}>", f"<path:{each}>", f"<{each}>"):
                        path = path.replace(spelt, given)
                assert "<" not in path, rule.rule
                body = TABLE[endpoint][0] if isinstance(TABLE[endpoint][0], dict) else None
                answer = members.edge.call(method, path, body, as_=members.headers["admin"])
                require_documented(answer, endpoint)
                assert answer.status_code >= 400, (path, answer.status_code)


def test_a_method_that_a_route_has_not_is_refused_with_those_it_has(members):
    seen = {}
    for method, rule in all_rules():
        ids = ids_for(members, rule.endpoint, rule)
        path = path_of(members, method, rule, ids)
        seen.setdefault(path, set()).add(method)
    matching = members.edge.app.url_map.bind("localhost")
    for path, allowed in seen.items():
        # A name such as `preferences` is an id to the routes beside it.
        for method in (one for one in METHODS if not matching.test(path, one)):
            answer = members.edge.call(method, path, as_=members.headers["admin"])
            assert answer.status_code == 405, (method, path)
            assert allowed <= set(answer.headers["Allow"].replace(" ", "").split(","))
            if method != "HEAD":
                require_documented(answer, path)


def test_no_header_turns_a_post_into_another_method(members, routes):
    for route in routes:
        for name in OVERRIDES:
            for method in ("DELETE", "PATCH", "GET"):
                headers = {**route.headers, name: method}
                answer = members.edge.http.open(
                    route.path, method=route.method, data=b"[", headers=headers
                )
                # As the method that it is: refused for its body, for want of a type or a proof.
                assert answer.status_code in (400, 401, 415), (route, name, method)


def takes_any_field(endpoint):
    return endpoint in ANY_FIELDS or endpoint.startswith(TOLERANT)


def test_no_field_is_taken_that_a_route_does_not_name(members, routes):
    for route in routes:
        for body in route.bodies:
            answer = members.edge.http.open(
                route.path, method=route.method, json={**body, **POWERS}, headers=route.headers
            )
            if takes_any_field(route.endpoint):
                require_documented(answer, route.endpoint)
                continue
            assert answer.status_code == 422, (route, answer.json)
            found = {one["pointer"] for one in answer.json["errors"]}
            # Where one field decides how the others are read, only that is told.
            unknown = {f"/{name}" for name in set(POWERS) - set(body)}
            assert unknown <= found, (route, found)


def test_fields_that_are_overlooked_give_no_power(members):
    """What the tolerant routes let pass is in the workspace of its caller, and his."""
    edge = members.edge
    admin = members.headers["admin"]
    members.begin_talks()
    made = edge.post(
        "/v1/client/conversation", {"peerId": members.ids["peer_id"], **POWERS}, as_=admin
    ).json
    stranger = members.headers["other workspace"]
    path = f"/v1/client/conversation/{made['conversationId']}"
    assert edge.get(path, as_=admin).status_code == 200
    assert edge.get(path, as_=stranger).status_code == 404
    contact = edge.post("/v1/sdk/contact", {"email": "p@x.test", **POWERS}, as_=admin)
    assert contact.status_code == 200
    query = {"query_string": {"email": "p@x.test"}}
    assert edge.get("/v1/sdk/contact", as_=stranger, **query).status_code == 404


@pytest.mark.parametrize(
    "operator", [{"$ne": None}, {"$gt": ""}, {"$regex": ".*"}, {"$where": "sleep(5000)"}, ["x"]]
)
def test_no_route_takes_an_operator_for_a_text(members, routes, operator):
    tried = 0
    for route in routes:
        for body in route.bodies:
            for name, value in body.items():
                if not isinstance(value, str) or takes_any_field(route.endpoint):
                    continue
                answer = members.edge.http.open(
                    route.path,
                    method=route.method,
                    json=replaced(body, (name,), operator),
                    headers=route.headers,
                )
                assert answer.status_code == 422, (route, name, answer.json)
                tried += 1
    assert tried > 40


@pytest.mark.parametrize("query", ["version[$ne]=1", "$where=1", "limit[]=1", "cursor[$gt]="])
def test_no_route_takes_an_operator_in_its_query(members, query):
    tried = 0
    for method, rule in all_rules():
        if method != "GET" or rule.endpoint in ("docs.page", "docs.part", "api-docs.openapi_json"):
            continue
        ids = ids_for(members, rule.endpoint, rule)
        path = path_of(members, method, rule, ids)
        given = sent_to(members, rule.endpoint, ids)
        given.pop("query_string", None)
        answer = members.edge.get(f"{path}?{query}", as_=members.headers["admin"], **given)
        assert answer.status_code == 422, (rule.endpoint, answer.status_code)
        tried += 1
    assert tried > 40


EVIL = "a\r\nX-Evil: 1\r\n\r\n<script>"


def test_a_line_break_in_a_name_makes_no_header(members):
    edge, member = members.edge, members.member
    body = {"name": EVIL, "definition": {"steps": []}}
    flow_id = edge.post("/v1/flow", body, as_=member).json["id"]
    answer = edge.get(f"/v1/flow/{flow_id}/export", as_=member)
    assert answer.status_code == 200
    assert "X-Evil" not in answer.headers
    assert not any("\n" in value or "\r" in value for _, value in answer.headers)


@pytest.mark.parametrize("given", ["a\tb", "x" * 65, "\u00e9" * 10, "a b c d e f", "<script>1234"])
def test_a_request_id_of_the_callers_is_plain_or_ours(members, given):
    headers = {"X-Request-Id": given.encode().decode("latin-1")}
    answer = members.edge.call("GET", "/v1/flow/none", as_=members.member, headers=headers)
    assert answer.json["requestId"].startswith("req_")
    assert given not in answer.get_data(as_text=True)
