"""Where a redirect leads, and what may go along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from engine.egress.errors import EgressError, blocked, invalid_url
from engine.egress.headers import CROSS_ORIGIN
from engine.egress.target import Target, parse_target

MAX_REDIRECTS: Final = 5
_FOLLOWED: Final = frozenset({301, 302, 303, 307, 308})
_MOVED: Final = frozenset({301, 302})
_SEE_OTHER: Final = 303


@dataclass(frozen=True, slots=True)
class Hop:
    """One request on the way to the answer; `address` is the URL as it was given."""

    target: Target
    method: str
    headers: Mapping[str, str]
    body: bytes | None
    address: str = ""


def is_redirect(status: int, headers: Mapping[str, str]) -> bool:
    """Tell whether the response names another place to ask."""
    return status in _FOLLOWED and "location" in headers


def next_hop(hop: Hop, status: int, location: str) -> Hop:
    """
    Return the request that a redirect asks for; the destination's address is checked later.

    Raises EgressError: EGRESS_BLOCKED for a way from https to http, INVALID_URL.
    """
    address = _absolute(hop.target, location)
    target = parse_target(address)
    if hop.target.scheme == "https" and target.scheme == "http":
        raise blocked()
    headers = dict(hop.headers)
    if target.origin != hop.target.origin:
        headers = {name: value for name, value in headers.items() if name in CROSS_ORIGIN}
    if not _becomes_get(hop.method, status):
        return Hop(target, hop.method, headers, hop.body, address)
    headers.pop("content-type", None)
    return Hop(target, "GET", headers, None, address)


def too_many_redirects() -> EgressError:
    """Return what a call is told that was sent on once too often."""
    return EgressError("TOO_MANY_REDIRECTS", f"more than {MAX_REDIRECTS} redirects")


def _absolute(base: Target, location: str) -> str:
    # urljoin drops tabs and line breaks silently, and what is left may be another host.
    if any(ord(char) < ord(" ") for char in location):
        raise invalid_url("of a redirect holds a control character")
    try:
        text = location.encode("latin-1").decode("utf-8")
        return urljoin(base.url, text)
    except ValueError:
        raise invalid_url("of a redirect cannot be read") from None


def _becomes_get(method: str, status: int) -> bool:
    if status == _SEE_OTHER:
        return method not in {"GET", "HEAD"}
    return status in _MOVED and method == "POST"
