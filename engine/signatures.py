"""Proofs that a webhook came from whom it says: over the raw bytes, each in its sender's way."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

TOLERANCE_SECONDS: Final = 300


class BadSignature(Exception):
    """The proof does not hold; `code` says why: invalid_signature or stale_timestamp."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came: the raw body, the headers with lower-case names, and when."""

    body: bytes
    headers: Mapping[str, str]
    at: datetime


def verify(scheme: str, secret: str, delivery: Delivery, header: str | None = None) -> str:
    """
    Return the id of a delivery whose proof holds.

    `header` names the signature's header of the plain `hmac` scheme. Raises BadSignature; without a
    secret nothing holds.
    """
    check = _SCHEMES.get(scheme)
    if check is None or not _decoded(secret):
        raise BadSignature("invalid_signature", "nothing is known that could prove this delivery")
    return check(secret, delivery, header)


def _standard(secret: str, delivery: Delivery, header: str | None) -> str:
    """Check as Standard Webhooks 1.0 has it: id, timestamp and signature in `webhook-*`."""
    del header
    message_id = _required(delivery, "webhook-id")
    if "." in message_id:
        # A stop moved from one part to the next would make another delivery with the same proof.
        raise _invalid()
    stamp = _required(delivery, "webhook-timestamp")
    _require_fresh(stamp, delivery.at)
    signed = f"{message_id}.{stamp}.".encode() + delivery.body
    wanted = base64.b64encode(_mac(_decoded(secret), signed)).decode()
    given = _required(delivery, "webhook-signature").split(" ")
    if not any(_same(one.removeprefix("v1,"), wanted) for one in given if one.startswith("v1,")):
        raise _invalid()
    return message_id


def _github(secret: str, delivery: Delivery, header: str | None) -> str:
    """
    Check as GitHub signs: `X-Hub-Signature-256: sha256=<hex>`, and no time against replay.

    The id in `X-GitHub-Delivery` is not signed: the body alone tells deliveries apart, as in
    `_plain`. Two events with the same bytes are one, for as long as the run of the first is kept.
    """
    del header
    given = _required(delivery, "x-hub-signature-256")
    if not given.startswith("sha256=") or not _same(given[7:], _hex(secret, delivery.body)):
        raise _invalid()
    _required(delivery, "x-github-delivery")
    return hashlib.sha256(delivery.body).hexdigest()


def _stripe(secret: str, delivery: Delivery, header: str | None) -> str:
    """Check as Stripe signs: `Stripe-Signature: t=<time>,v1=<hex>`, any of several v1."""
    del header
    parts = [part.split("=", 1) for part in _required(delivery, "stripe-signature").split(",")]
    pairs = [(part[0].strip(), part[1].strip()) for part in parts if len(part) > 1]
    stamps = [value for name, value in pairs if name == "t"]
    if len(stamps) != 1:
        raise _invalid()
    _require_fresh(stamps[0], delivery.at)
    wanted = _hex(secret, f"{stamps[0]}.".encode() + delivery.body)
    if not any(_same(value, wanted) for name, value in pairs if name == "v1"):
        raise _invalid()
    return _id_in(delivery.body, "id")


def _slack(secret: str, delivery: Delivery, header: str | None) -> str:
    """Check as Slack signs: `X-Slack-Signature: v0=<hex>` over `v0:<time>:<body>`."""
    del header
    stamp = _required(delivery, "x-slack-request-timestamp")
    _require_fresh(stamp, delivery.at)
    given = _required(delivery, "x-slack-signature")
    wanted = _hex(secret, f"v0:{stamp}:".encode() + delivery.body)
    if not given.startswith("v0=") or not _same(given[3:], wanted):
        raise _invalid()
    return _id_in(delivery.body, "event_id")


def _plain(secret: str, delivery: Delivery, header: str | None) -> str:
    """
    Check a bare HMAC-SHA256 in hex or base64, in a header of the sender's choice.

    Nothing but the body is signed, so it alone tells deliveries apart: whoever saw one could send
    it again under any id. It joins the run of the first, for as long as that is kept: something
    kept for ever of every delivery would make retention a way to grow.
    """
    given = _required(delivery, (header or "x-signature").lower()).removeprefix("sha256=")
    mac = _mac(secret.encode(), delivery.body)
    if not (_same(given, mac.hex()) or _same(given, base64.b64encode(mac).decode())):
        raise _invalid()
    return hashlib.sha256(delivery.body).hexdigest()


_SCHEMES: Final[dict[str, Callable[[str, Delivery, str | None], str]]] = {
    "standard": _standard,
    "github": _github,
    "stripe": _stripe,
    "slack": _slack,
    "hmac": _plain,
}
SCHEMES: Final = tuple(_SCHEMES)


def sign(secret: str, message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """Return the headers of Standard Webhooks for a delivery of our own."""
    stamp = str(int(at.timestamp()))
    mac = _mac(_decoded(secret), f"{message_id}.{stamp}.".encode() + body)
    signature = f"v1,{base64.b64encode(mac).decode()}"
    return {
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": signature,
    }


def _decoded(secret: str) -> bytes:
    """Return the key that a `whsec_` text stands for; another text is its own key."""
    if not secret.startswith("whsec_"):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        return secret.encode()


def _mac(key: bytes, signed: bytes) -> bytes:
    return hmac.new(key, signed, hashlib.sha256).digest()


def _hex(secret: str, signed: bytes) -> str:
    return _mac(secret.encode(), signed).hex()


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def _required(delivery: Delivery, name: str) -> str:
    value = delivery.headers.get(name, "")
    if not value:
        raise BadSignature("invalid_signature", f"the header {name} is missing")
    return value


def _require_fresh(stamp: str, now: datetime) -> None:
    is_number = stamp.isascii() and stamp.isdigit() and len(stamp) < 12  # noqa: PLR2004, seconds
    if not is_number or abs(now.timestamp() - int(stamp)) > TOLERANCE_SECONDS:
        message = f"the delivery's time is more than {TOLERANCE_SECONDS} s from now"
        raise BadSignature("stale_timestamp", message)


def _id_in(body: bytes, name: str) -> str:
    try:
        value = json.loads(body).get(name)
    except (ValueError, AttributeError, RecursionError):
        value = None
    return value if isinstance(value, str) and value else hashlib.sha256(body).hexdigest()


def _invalid() -> BadSignature:
    return BadSignature("invalid_signature", "the signature is not one over this body")
