"""Where a call comes from: behind proxies that are trusted, the address that they name."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from typing import Final

from flask import request

from api.context import services

_MOST_HOPS: Final = 32
# One site has 2^64 addresses of its own.
_SITE_BITS: Final = 64
_WITH_PORT: Final = re.compile(r"\[([^\]]*)\](?::\d+)?|([^:]*):\d+")

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def client_address() -> str:
    """
    Return the address that calls, a /64 for IPv6; empty where a socket has none.

    X-Forwarded-For is read from the right, for as long as a trusted proxy wrote what stands there:
    what is left of that anybody could have sent.
    """
    hop = _parsed(request.remote_addr or "")
    named = ",".join(request.headers.getlist("X-Forwarded-For")).split(",")
    for text in named[: -_MOST_HOPS - 1 : -1]:
        if hop is None or not _is_trusted(hop):
            break
        before = _parsed(text.strip())
        if before is None:
            break
        hop = before
    return "" if hop is None else _site(hop)


def _is_trusted(hop: _Address) -> bool:
    trusted: Sequence[str] = services().engine.settings.trusted_proxies
    return any(hop in ipaddress.ip_network(network) for network in trusted)


def _parsed(text: str) -> _Address | None:
    found = _WITH_PORT.fullmatch(text)
    try:
        address = ipaddress.ip_address((found[1] or found[2]) if found else text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _site(address: _Address) -> str:
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(ipaddress.ip_network((int(address), _SITE_BITS), strict=False))
