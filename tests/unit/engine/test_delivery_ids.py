"""What makes two deliveries one: never what the sender did not sign."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from engine import clock
from engine.signatures import Delivery, verify

SECRET = "a secret text"


def delivery(body=b"{}", **headers):
    mac = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    signed = {"x-signature": mac, "x-hub-signature-256": f"sha256={mac}"}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Delivery(body, {**signed, **named}, clock.now())


@pytest.mark.parametrize("name", ["x_delivery_id", "idempotency_key"])
def test_a_plain_delivery_that_is_replayed_under_another_id_is_the_same(name):
    known = {verify("hmac", SECRET, delivery(**{name: each})) for each in ("d-1", "d-2")}
    assert known == {verify("hmac", SECRET, delivery())}
    assert verify("hmac", SECRET, delivery(b"[]")) not in known


def test_a_delivery_of_github_that_is_replayed_under_another_id_is_the_same():
    ids = {verify("github", SECRET, delivery(x_github_delivery=each)) for each in ("d-1", "d-2")}
    assert len(ids) == 1
    other = delivery(b"[]", x_github_delivery="d-1")
    assert verify("github", SECRET, other) not in ids
