"""Where a URL points, read once and strictly, so that nobody later reads it differently."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

import idna

from engine.egress.addresses import Address, parse_address
from engine.egress.errors import blocked, invalid_url

MAX_URL_CHARS: Final = 8192
MAX_PORT: Final = 65_535
_MAX_NAME_CHARS: Final = 253
DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_AUTHORITY: Final = re.compile(
    r"(\[(?P<v6>[^\[\]]*)\]|(?P<name>[^:\[\]]*))(:(?P<port>[0-9]{0,5}))?"
)
_NAME: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
_LOOKS_NUMERIC: Final = re.compile(r"(.*\.)?(0x[0-9a-f]*|[0-9]+)")
_KEPT_IN_PATH: Final = "/%:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Target:
    """One destination: a canonical host, and `path` as it goes on the request line."""

    scheme: str
    host: str
    port: int
    path: str
    literal: Address | None = None

    @property
    def origin(self) -> tuple[str, str, int]:
        """Return what two URLs share when a credential for one may go to the other."""
        return self.scheme, self.host, self.port

    @property
    def url(self) -> str:
        """Return the whole URL, for `Location` to be resolved against."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}"


def parse_target(url: str) -> Target:
    """Read an absolute URL. Raises EgressError (INVALID_URL, or EGRESS_BLOCKED for zone ids)."""
    if len(url) > MAX_URL_CHARS:
        raise invalid_url(f"is longer than {MAX_URL_CHARS} characters")
    if url != url.strip() or _CONTROL.search(url):
        raise invalid_url("holds a control character or starts or ends with a space")
    try:
        parts = urlsplit(url)
        path = _request_path(parts.path, parts.query)
    except ValueError:
        raise invalid_url("cannot be read") from None
    if parts.scheme not in DEFAULT_PORTS:
        raise invalid_url("must start with http:// or https://")
    host, port = _authority(parts.netloc)
    try:
        literal: Address | None = parse_address(host)
    except ValueError:
        literal = None
    return Target(
        scheme=parts.scheme,
        host=host if literal is None else str(literal),
        port=DEFAULT_PORTS[parts.scheme] if port is None else port,
        path=path,
        literal=literal,
    )


def canonical_host(host: str) -> str:
    """Return the one spelling of a host name or IPv4 address. Raises ValueError."""
    name = host if host.isascii() else _to_ascii(host)
    name = name.lower().removesuffix(".")
    if _LOOKS_NUMERIC.fullmatch(name):
        return _legacy_ipv4(name)
    if len(name) > _MAX_NAME_CHARS or not _NAME.fullmatch(name):
        raise ValueError("no host name")
    return name


def _to_ascii(host: str) -> str:
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise ValueError("no host name") from error


def _legacy_ipv4(name: str) -> str:
    # 127.1, 0x7f000001 and 2130706433 are what the C library would dial; read them as it does.
    try:
        return str(ipaddress.IPv4Address(socket.inet_aton(name)))
    except OSError as error:
        raise ValueError("no IPv4 address") from error


def _authority(netloc: str) -> tuple[str, int | None]:
    if "@" in netloc:
        raise invalid_url("must not hold a user name or password")
    match = _AUTHORITY.fullmatch(netloc)
    if match is None:
        raise invalid_url("has no valid host")
    port = int(match["port"]) if match["port"] else None
    if port is not None and not 0 < port <= MAX_PORT:
        raise invalid_url("has no valid port")
    if match["v6"] is not None:
        return _ipv6(match["v6"]), port
    try:
        return canonical_host(match["name"]), port
    except ValueError:
        raise invalid_url("has no valid host") from None


def _ipv6(text: str) -> str:
    if "%" in text:  # a zone names one of this machine's own interfaces
        raise blocked()
    try:
        return str(ipaddress.IPv6Address(text))
    except ValueError:
        raise invalid_url("has no valid host") from None


def _request_path(path: str, query: str) -> str:
    quoted = quote(path or "/", safe=_KEPT_IN_PATH)
    return f"{quoted}?{quote(query, safe=_KEPT_IN_PATH + '?')}" if query else quoted
