"""What is shown of a secret at an edge, in a number, in a host."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.egress.errors import EgressError
from engine.egress.guards import Guard, require_allowed
from engine.egress.redirects import Hop
from engine.egress.target import parse_target
from engine.post import Address
from engine.secrecy import MASK, Touched, cut, masked, texts_of
from engine.steps import deliver
from engine.steps.base import HttpResponse
from tests.support.edge import Edge
from tests.support.world import final, step

CANARY = "7f3a9c01" * 8


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 90))
def test_no_secret_is_cut_in_two(before, between, most):
    text = f"{'x' * before}abcdefghij{'y' * between}hijklmnop"
    shown = cut(text, most, ["abcdefghij", "hijklmnop"])
    assert text.startswith(shown)
    assert most - 18 <= len(shown) or len(shown) == len(text)
    assert len(shown) <= most
    places = [range(start + 1, start + 10) for start in [before]]
    places.append(range(before + between + 11, before + between + 19))
    assert not [place for place in places if len(shown) in place]


@pytest.mark.parametrize("size", [4096 - 64, 4096 - 63, 4096 - 20, 4096 - 1, 4096])
@pytest.mark.parametrize("kind", ["http-request", "tool"])
def test_error_of_a_long_answer_shows_no_part_of_a_secret(kind, size):
    edge = Edge()
    edge.post("/v1/secret", {"name": "crm", "value": CANARY})
    body = ("." * size + CANARY + "." * 9).encode()
    edge.world.sink.answer = lambda _: HttpResponse(400, {}, body, 1)
    auth = {"type": "bearer", "token": CANARY}
    action = {"name": "act", "api": {"method": "POST", "url": "/act"}}
    made = {"name": "t", "baseUrl": "https://t.example", "auth": auth, "actions": [action]}
    tool_id = edge.post("/v1/tool", made).json["id"]
    data = {"toolId": tool_id, "action": "act"}
    if kind == "http-request":
        data = {"url": "https://a.example", "headers": {"X-Key": "{{secrets.crm}}"}}
    answer = edge.execute(edge.flow(step("call", kind, "end", **data), final("end")))
    shown = edge.get(f"/v1/flowrun/errorDetails/{answer.headers['X-App-Run-Id']}").text
    assert answer.status_code != 200
    assert CANARY[:8] not in shown + answer.text


def test_delivery_shows_no_part_of_its_secret():
    body = ("." * 1020 + CANARY).encode()
    shown = deliver._shown(HttpResponse(200, {}, body, 1), Address("https://a.example", CANARY))
    assert shown == "." * 1020 + MASK


@pytest.mark.parametrize("number", [1234509876, -1234509876, 1234509876.5, 91234509876])
def test_number_that_holds_a_secret_is_masked(number):
    texts = texts_of([Touched("x", "1234509876")])
    assert masked({"n": [number, 12345, True, 0.5]}, texts) == {"n": [MASK, 12345, True, 0.5]}


def test_refusal_names_no_host_that_holds_a_secret():
    hop = Hop(
        parse_target("https://AbCdef123456.evil.example/"), "GET", {"x": "other-secret"}, None
    )
    guards = [
        Guard("b", ("other-secret",), ("https://a.example",)),
        Guard("a", ("AbCdef123456",), None),
    ]
    with pytest.raises(EgressError) as caught:
        require_allowed(guards, hop, hop)
    assert "'b'" in caught.value.message
    assert "abcdef123456" not in caught.value.message.lower()
