from __future__ import annotations

import pytest
from flask import g

from console import asking
from console.asking import Refused


@pytest.fixture
def within(console):
    """A request of somebody who signed in, in which the API may be asked."""
    cookie = console.http.get_cookie("millrace_session").value
    headers = {"Cookie": f"millrace_session={cookie}"}
    with console.app.test_request_context("/console/flows", headers=headers):
        yield console


def test_the_api_is_asked_as_who_asks_for_the_page(within):
    assert asking.get("/v1/auth/me")["name"] == "Grace"


def test_what_the_api_knows_of_its_caller_stays_there(within):
    g.principal = g.request_id = "the page's"
    asking.get("/v1/auth/me")
    assert (g.principal, g.request_id) == ("the page's", "the page's")


def test_a_change_without_the_csrf_token_is_refused(within):
    with pytest.raises(Refused) as caught:
        asking.send("POST", "/v1/group", {"name": "G"})
    assert caught.value.body["code"] == "csrf_token_wrong"


def test_a_body_that_is_too_deep_to_be_written_is_refused(within):
    body = {}
    for _ in range(5000):
        body = {"a": body}
    with pytest.raises(Refused) as refused:
        asking.send("POST", "/v1/widget", body)
    assert (refused.value.status, "too deeply" in refused.value.said) == (400, True)


def test_what_is_not_there_is_none_and_other_refusals_are_not(within):
    assert asking.find("/v1/flow/flow_none") is None
    with pytest.raises(Refused):
        asking.find("/v1/flow", limit="x")


def test_a_part_of_a_path_stays_one_part():
    assert asking.path_of("flow", "a/b?c#d") == "/v1/flow/a%2Fb%3Fc%23d"


def test_a_part_that_looks_like_more_reaches_no_other_route(within):
    with pytest.raises(Refused) as caught:
        asking.get(asking.path_of("flow", "../token"))
    assert caught.value.status == 404
