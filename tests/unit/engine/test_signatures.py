"""A delivery is taken only for bytes, a time and an id that the secret's holder signed."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.signatures import SCHEMES, TOLERANCE_SECONDS, BadSignature, Delivery, sign, verify

NOW = datetime(2026, 1, 1, tzinfo=UTC)
STAMP = str(int(NOW.timestamp()))
BODY = b'{"id": "evt_1", "event_id": "Ev1"}'
SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()
SIGNED_TIMES = ("standard", "stripe", "slack")
# The header of each scheme that carries its signature, and the one that carries its time.
PROOF = {
    "standard": "webhook-signature",
    "github": "x-hub-signature-256",
    "stripe": "stripe-signature",
    "slack": "x-slack-signature",
    "hmac": "x-signature",
}


def digest(secret, text):
    return hmac.new(secret.encode(), text, hashlib.sha256)


def signed(scheme, secret=SECRET, body=BODY, at=NOW):
    """Return a delivery as the holder of the secret would send it."""
    stamp = str(int(at.timestamp()))
    headers = {
        "standard": lambda: sign(secret, "msg_1", at, body),
        "github": lambda: {
            "x-hub-signature-256": f"sha256={digest(secret, body).hexdigest()}",
            "x-github-delivery": "d-1",
        },
        "stripe": lambda: {
            "stripe-signature": f"t={stamp},"
            f"v1={digest(secret, f'{stamp}.'.encode() + body).hexdigest()}"
        },
        "slack": lambda: {
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": f"v0={digest(secret, f'v0:{stamp}:'.encode() + body).hexdigest()}",
        },
        "hmac": lambda: {"x-signature": digest(secret, body).hexdigest()},
    }[scheme]()
    return Delivery(body, headers, at)


def is_taken(scheme, secret, delivery):
    try:
        return bool(verify(scheme, secret, delivery))
    except BadSignature as error:
        # A code that nobody was told of is as wrong as a delivery that was taken.
        return error.code not in ("invalid_signature", "stale_timestamp")


TEXTS = st.text(st.characters(codec="latin-1"), max_size=40) | st.text(max_size=20)
NAMES = st.sampled_from(
    (
        *PROOF.values(),
        "webhook-id",
        "webhook-timestamp",
        "x-slack-request-timestamp",
        "x-github-delivery",
        "x-delivery-id",
        "idempotency-key",
    )
)
STAMPS = st.sampled_from(
    [STAMP, f" {STAMP}", f"+{STAMP}", "\u0663", "-1", "1e9", "9" * 400, "0x1", ""]
)
LOOKALIKES = st.builds(
    "{}{}".format,
    st.sampled_from(["v1,", "sha256=", f"t={STAMP},v1=", "v0=", "t=1,t=2,v1=", ",,=,", "v1"]),
    TEXTS | st.sampled_from(["0" * 64, "A" * 43 + "=", ""]),
)
GARBAGE = st.dictionaries(NAMES, TEXTS | STAMPS | LOOKALIKES, max_size=8)


@given(
    scheme=st.sampled_from([*SCHEMES, "none", ""]),
    secret=st.text(min_size=1, max_size=40) | st.just("whsec_AA") | st.just(SECRET),
    headers=GARBAGE,
    body=st.binary(max_size=60) | st.just(BODY),
)
def test_nothing_is_taken_that_nobody_signed_and_nothing_breaks(scheme, secret, headers, body):
    assert not is_taken(scheme, secret, Delivery(body, headers, NOW))


@given(scheme=st.sampled_from(SCHEMES), body=st.binary(max_size=80), data=st.data())
def test_a_proof_holds_for_its_bytes_its_secret_and_its_time_alone(scheme, body, data):
    delivery = signed(scheme, body=body)
    assert is_taken(scheme, SECRET, delivery)
    other = data.draw(st.binary(max_size=80).filter(lambda given: given != body))
    assert not is_taken(scheme, SECRET, replace(delivery, body=other))
    secret = data.draw(st.text(min_size=1).filter(lambda given: given != SECRET))
    assert not is_taken(scheme, secret, delivery)
    late = timedelta(seconds=data.draw(st.integers(TOLERANCE_SECONDS + 1, 10**8)))
    for at in (NOW + late, NOW - late):
        taken = is_taken(scheme, SECRET, replace(delivery, at=at))
        assert taken is (scheme not in SIGNED_TIMES)


@given(scheme=st.sampled_from(SCHEMES), data=st.data())
def test_a_proof_with_one_character_changed_is_none(scheme, data):
    delivery = signed(scheme)
    proof = delivery.headers[PROOF[scheme]]
    # Not within `t=`, `v1,` or `sha256=`: to change those is to send no signature at all.
    place = data.draw(st.integers(len(proof) - 40, len(proof) - 2))
    other = data.draw(st.characters(codec="latin-1").filter(lambda given: given != proof[place]))
    forged = proof[:place] + other + proof[place + 1 :]
    sent = replace(delivery, headers={**delivery.headers, PROOF[scheme]: forged})
    assert not is_taken(scheme, SECRET, sent)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("scheme_of_sender", SCHEMES)
def test_a_proof_of_one_scheme_is_none_of_another(scheme, scheme_of_sender):
    assert is_taken(scheme, SECRET, signed(scheme_of_sender)) is (scheme == scheme_of_sender)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("secret", ["", "whsec_"])
def test_without_a_key_nothing_holds(scheme, secret):
    """`whsec_` and nothing more is no key, though anybody could sign with it."""
    for delivery in (signed(scheme, secret), signed(scheme, "")):
        assert not is_taken(scheme, secret, delivery)


def test_the_parts_of_what_was_signed_cannot_be_shifted():
    """The same bytes, cut elsewhere: another id, another time and another body."""
    later = int(NOW.timestamp()) + 1
    delivery = signed("standard", body=f"{later}.5".encode())
    assert is_taken("standard", SECRET, delivery)
    headers = {**delivery.headers, "webhook-id": f"msg_1.{STAMP}", "webhook-timestamp": str(later)}
    assert not is_taken("standard", SECRET, Delivery(b"5", headers, NOW))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_an_id_names_the_delivery_and_the_same_one_each_time(scheme):
    assert verify(scheme, SECRET, signed(scheme)) == verify(scheme, SECRET, signed(scheme))
    stated = {"standard": "msg_1", "stripe": "evt_1", "slack": "Ev1"}
    wanted = stated.get(scheme, hashlib.sha256(BODY).hexdigest())
    assert verify(scheme, SECRET, signed(scheme)) == wanted
