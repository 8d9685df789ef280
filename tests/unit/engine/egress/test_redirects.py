from __future__ import annotations

import pytest

from engine.egress.errors import EgressError
from engine.egress.redirects import Hop, next_hop
from engine.egress.target import parse_target
from engine.steps.base import HttpRequest

SECRETS = {"Authorization": "Bearer s", "Cookie": "c=1", "X-Api-Key": "k", "Accept": "text/x"}


def hop(url="https://a.example/x", method="POST", headers=None, body=b"b"):
    return Hop(parse_target(url), method, headers or {"content-type": "text/plain"}, body)


@pytest.mark.parametrize(
    ("status", "method", "after"),
    [
        (301, "POST", "GET"),
        (302, "POST", "GET"),
        (303, "POST", "GET"),
        (303, "PUT", "GET"),
        (303, "HEAD", "HEAD"),
        (302, "PUT", "PUT"),
        (307, "POST", "POST"),
        (308, "POST", "POST"),
    ],
)
def test_the_method_after_a_redirect(status, method, after):
    moved = next_hop(hop(method=method), status, "/y")
    assert (moved.method, moved.target.path) == (after, "/y")
    assert (moved.body is None, "content-type" in moved.headers) == (
        after != method,
        after == method,
    )


@pytest.mark.parametrize("location", ["http://a.example/", "http://a.example:443/y"])
def test_a_secure_call_never_becomes_an_open_one(location):
    with pytest.raises(EgressError) as caught:
        next_hop(hop(), 307, location)
    assert caught.value.code == "EGRESS_BLOCKED"


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "https://a.exa\tmple/",
        "https://u:p@b.example/",
        "\xff\xfe",
        "http://[",
    ],
)
def test_a_location_that_is_no_web_address_is_refused(location):
    with pytest.raises(EgressError) as caught:
        next_hop(hop(), 302, location)
    assert caught.value.code == "INVALID_URL"


@pytest.mark.parametrize(
    "location", ["https://b.example/", "//b.example/", "https://a.example:8443/"]
)
def test_another_origin_gets_no_header_that_could_be_a_credential(location):
    headers = {name.lower(): value for name, value in SECRETS.items()}
    assert next_hop(hop(headers=headers), 307, location).headers == {"accept": "text/x"}


def test_the_same_origin_keeps_every_header():
    headers = {name.lower(): value for name, value in SECRETS.items()}
    assert next_hop(hop(headers=headers), 307, "https://A.example:443/y").headers == headers


def test_credentials_stay_home_on_the_wire(peer, door, answers):
    other = peer(host="127.0.0.2")
    first = peer(answers.redirect(other.url("/landed"), 307))
    request = HttpRequest("POST", first.url(), headers=SECRETS, body=b"payload")
    assert door().send(request).body == b"ok"
    assert b"Bearer s" in first.requests[0]
    assert other.requests[0].startswith(b"POST /landed HTTP/1.1")
    assert other.requests[0].endswith(b"payload")
    assert not any(secret in other.requests[0] for secret in (b"Bearer", b"c=1", b"X-Api-Key"))


def test_every_hop_is_checked_again(peer, door, refusal, answers):
    inside = peer(host="127.0.0.3")
    first = peer(answers.redirect(inside.url()))
    assert refusal(door("127.0.0.1"), first.url()).code == "EGRESS_BLOCKED"
    assert inside.requests == []


def test_a_loop_ends_after_five_redirects(peer, door, refusal, answers):
    loop = peer(answers.redirect("/again"))
    assert refusal(door(), loop.url()).code == "TOO_MANY_REDIRECTS"
    assert len(loop.requests) == 6


def test_a_redirect_is_an_answer_where_none_is_followed(peer, door, answers):
    first = peer(answers.redirect("/elsewhere"))
    response = door().send(HttpRequest("GET", first.url(), follow_redirects=False))
    assert (response.status, response.headers["location"]) == (302, "/elsewhere")
