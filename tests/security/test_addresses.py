"""No value of a template leads a call elsewhere than its author wrote."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.egress.target import MAX_URL_CHARS
from engine.expressions import ExpressionError, Scope, has_dot_segment, render_address
from engine.expressions.addresses import MAX_ADDRESS
from tests.support.edge import Edge
from tests.support.world import final, step

TRAVERSALS = [
    "..",
    ".",
    "42/../../admin",
    "../admin?force=true&x=",
    "../../admin#",
    "%2e%2e",
    "%2E.",
    ".%2e/admin",
    "%252e%252e/admin",
    "%25252e%25252e",
    "..%2fadmin",
    "..%252fadmin",
    "..\\admin",
    "..%5cadmin",
    "..;/admin",
    "..;x=1/admin",
    "..%3b/admin",
    ".. /admin",
    "..%00/admin",
    "%c0%ae%c0%ae/admin",
    "..%c0%afadmin",
    "\uff0e\uff0e/admin",
    "\u2025\uff0fadmin",
]


@pytest.fixture
def edge():
    return Edge()


def called(edge, url, customer):
    """Return what a flow with this URL calls for this customer, None and the error for nothing."""
    call = step("call", "http-request", "end", method="DELETE", url=url)
    answer = edge.execute(edge.flow(call, final("end")), {"customerId": customer})
    calls = [request.url for request in edge.world.sink.calls]
    if answer.status_code == 200:
        return calls[-1]
    assert calls == []
    return answer.json["error"]["code"]


def by_tool(edge, url, customer, base="https://crm", auth=None):
    api = {"method": "DELETE", "url": url}
    body = {"name": "t", "baseUrl": base, "actions": [{"name": "a", "api": api}]}
    tool = edge.post("/v1/tool", body | ({"auth": auth} if auth else {}))
    assert tool.status_code == 201, tool.json
    use = step(
        "use",
        "tool",
        "end",
        toolId=tool.json["id"],
        action="a",
        parameters={"customerId": "{{customerId}}"},
    )
    answer = edge.execute(edge.flow(use, final("end")), {"customerId": customer})
    if answer.status_code == 200:
        return edge.world.sink.calls[-1].url
    assert edge.world.sink.calls == []
    return answer.json["error"]["code"]


@pytest.mark.parametrize("value", TRAVERSALS)
def test_a_value_that_leaves_its_folder_fails_before_any_call(edge, value):
    for url in ("https://crm/customers/{{customerId}}", "https://crm/c/{{customerId}}/x?a={{b}}"):
        assert called(edge, url, value) == "URL_UNSAFE"


@pytest.mark.parametrize("value", TRAVERSALS)
def test_nor_does_one_that_is_raw_or_the_whole_address(edge, value):
    assert called(edge, "https://crm/customers/{{raw(customerId)}}", value) == "URL_UNSAFE"
    assert called(edge, "{{customerId}}", f"https://crm/customers/{value}") == "URL_UNSAFE"


@pytest.mark.parametrize("value", TRAVERSALS)
def test_nor_does_a_parameter_of_a_tool(edge, value):
    assert by_tool(edge, "/customers/{{customerId}}", value) == "URL_UNSAFE"
    assert by_tool(edge, "https://crm/customers/{{customerId}}/x", value) == "URL_UNSAFE"


@pytest.mark.parametrize(
    ("url", "value", "expected"),
    [
        ("https://crm/c/{{customerId}}", "1?role=admin#", "https://crm/c/1%3Frole%3Dadmin%23"),
        ("https://crm/c/{{customerId}}/x", "a/b c", "https://crm/c/a%2Fb%20c/x"),
        ("https://crm/c/{{customerId}}", "a..b", "https://crm/c/a..b"),
        ("https://crm/c/{{customerId}}", "...", "https://crm/c/..."),
        ("https://crm/c/{{customerId}}", "é;x=%41", "https://crm/c/%C3%A9%3Bx%3D%2541"),
        ("https://crm/c?id={{customerId}}", "1&admin=1#x", "https://crm/c?id=1%26admin%3D1%23x"),
        ("https://crm/c?id={{customerId}}", "../x\n", "https://crm/c?id=..%2Fx%0A"),
        ("https://crm/c?{{customerId}}=1", "a=2&b", "https://crm/c?a%3D2%26b=1"),
        ("https://crm/c#{{customerId}}", "a b", "https://crm/c#a%20b"),
        ("https://crm/c/{{customerId}}", 7, "https://crm/c/7"),
        ("https://crm/c/{{customerId}}", None, "https://crm/c/"),
        ("https://crm/c/{{customerId}}", ["a", 1], "https://crm/c/%5B%22a%22%2C1%5D"),
    ],
)
def test_a_value_is_encoded_for_its_place(edge, url, value, expected):
    assert called(edge, url, value) == expected


@pytest.mark.parametrize(
    ("url", "value", "expected"),
    [
        ("https://crm/c?id={{raw(customerId)}}", "1&x=2", "https://crm/c?id=1&x=2"),
        ("https://crm/c/{{customerId ? raw(customerId) : ''}}", "a/b", "https://crm/c/a/b"),
        ("{{customerId}}", "https://crm/a?b=c d", "https://crm/a?b=c d"),
        ("https://crm/{{urlencode(customerId)}}", "a/b", "https://crm/a%2Fb"),
        ("https://crm/{{'a/' + urlencode(customerId)}}", "b/c", "https://crm/a/b%2Fc"),
        ("{{customerId}}/c/{{customerId}}", "https://crm", "https://crm/c/https%3A%2F%2Fcrm"),
        ("https://{{customerId}}.crm/c", "eu.west", "https://eu.west.crm/c"),
        ("https://{{customerId}}/c", "crm:8443", "https://crm:8443/c"),
        ("https://crm{{customerId}}/c", "2", "https://crm2/c"),
        ("https://crm.example{{customerId}}", "/a b/c", "https://crm.example/a%20b/c"),
        ("{{customerId}}://crm/c", "https", "https://crm/c"),
        ("{{customerId}}crm.example/c", "https://eu.", "https://eu.crm.example/c"),
        ("{{customerId}}c/d", "https://crm/", "https://crm/c/d"),
        ("https://{{customerId}}{{customerId}}/c", "a.b", "https://a.ba.b/c"),
        ("https://[::1]{{customerId}}", "/c", "https://[::1]/c"),
    ],
)
def test_what_the_author_let_through_goes_as_it_is(edge, url, value, expected):
    assert called(edge, url, value) == expected


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://crm.example{{customerId}}", ".evil.example"),
        ("https://crm.example{{customerId}}/c", "@evil.example"),
        ("https://crm.example{{customerId}}", ":8080/"),
        ("https://crm.example{{customerId}}", "munity"),
        ("https://crm{{customerId}}", ".evil.example"),
        ("https://crm:80{{customerId}}/c", "80"),
        ("https://{{customerId}}.crm.example/c", "evil.example/x?"),
        ("https://{{customerId}}.crm.example/c", "evil.example#"),
        ("https://{{customerId}}.crm.example/c", "evil.example\\"),
        ("https://user:{{customerId}}@crm.example/c", "x@evil.example/"),
        ("{{customerId}}://crm.example/c", "https://evil.example/?"),
        ("{{customerId}}crm.example/c", "https://evil.example/"),
        ("{{customerId}}:8443/c", "https://evil.example/"),
        ("ht{{customerId}}", "tps://evil.example"),
        ("https:/{{customerId}}", "/evil.example"),
        ("https:{{customerId}}", "//evil.example"),
    ],
)
def test_no_value_changes_the_host(edge, url, value):
    assert called(edge, url, value) == "URL_UNSAFE"


def test_a_control_character_in_a_path_is_refused_as_ever(edge):
    assert called(edge, "https://crm/{{customerId}}", "a\r\nX: y") == "INVALID_URL"


@pytest.mark.parametrize(
    ("base", "url", "value", "code"),
    [
        ("https://crm.example", "{{customerId}}", ".evil.example/", "INVALID_TOOL"),
        ("https://crm.example", "{{customerId}}/c", ".evil.example", "INVALID_TOOL"),
        ("", "https://crm.example{{customerId}}", ".evil.example", "INVALID_TOOL"),
        ("https://crm.example", "/c/{{customerId}}", "a\r\nb", "INVALID_URL"),
    ],
)
def test_no_parameter_changes_the_host_of_a_tool_without_a_secret(edge, base, url, value, code):
    assert by_tool(edge, url, value, base) == code


def test_a_parameter_is_encoded_in_the_address_of_a_tool(edge):
    auth = {"type": "bearer", "token": "CANARY-TOKEN"}
    url = by_tool(edge, "/c/{{customerId}}?x={{customerId}}", "1?role=admin#&", auth=auth)
    assert url == "https://crm/c/1%3Frole%3Dadmin%23%26?x=1%3Frole%3Dadmin%23%26"


@pytest.mark.parametrize("url", ["https://crm/a/%2e%2e/b", "https://crm/a/../{{id}}"])
def test_a_path_with_dots_is_found_at_publish(edge, url):
    call = step("call", "http-request", "end", method="GET", url=url)
    body = {"name": "F", "definition": {"steps": [{"id": "s", "type": "api"}, call, final("end")]}}
    issues = edge.post("/v1/flow", body).json["issues"]
    found = {(one["path"], one["code"]) for one in issues}
    assert ("/steps/1/data/url", "url_unsafe") in found


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("/a/%2e%2e/{{b}}", "url_unsafe"),
        ("/a/{{upper(raw(b))}}", "invalid_template"),
        ("/a/{{b", "invalid_template"),
    ],
)
def test_an_address_that_cannot_work_is_found_when_a_tool_is_saved(edge, url, code):
    action = {"name": "a", "api": {"method": "GET", "url": url}}
    made = edge.post("/v1/tool", {"name": "t", "baseUrl": "https://crm", "actions": [action]})
    assert made.status_code == 422
    (error,) = made.json["errors"]
    assert (error["pointer"], error["code"]) == ("/actions/0/api/url", code)


def test_what_is_too_long_to_be_sent_is_not_looked_at():
    assert has_dot_segment("https://crm/" + "a" * 8000 + "/..")
    assert not has_dot_segment("https://crm/" + "\ufdfa" * 1_000_000 + "/..")
    assert MAX_ADDRESS == MAX_URL_CHARS


def test_raw_as_a_part_of_something_is_found_at_publish(edge):
    call = step("call", "http-request", "end", method="GET", url="https://crm/{{upper(raw(x))}}")
    body = {"name": "F", "definition": {"steps": [{"id": "s", "type": "api"}, call, final("end")]}}
    issues = edge.post("/v1/flow", body).json["issues"]
    (issue,) = [one for one in issues if one["code"] == "invalid_template"]
    assert "raw(…) must be the whole of what stands in the braces" in issue["message"]


HOSTILE = st.text(alphabet="./\\%;?#@:&=+ 2eEfF5cCa\n\t", max_size=12)


@given(value=HOSTILE)
def test_the_host_and_the_folder_stand_whatever_the_value(value):
    """A property over every value: the call goes to the customers of that host, or nowhere."""
    scope = Scope({"id": value}, datetime(2026, 1, 1, tzinfo=UTC), str)
    try:
        url = render_address("https://crm.example/customers/{{id}}/x?a=1", scope)
    except ExpressionError as error:
        refused = error.code
    else:
        refused = None
    if refused:
        assert refused in ("URL_UNSAFE", "INVALID_URL")
        return
    rest = url.removeprefix("https://crm.example/customers/").removesuffix("/x?a=1")
    assert not set("/?#\\;&") & set(rest)
