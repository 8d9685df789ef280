"""The one door through which outgoing HTTP leaves."""

from __future__ import annotations

import http.client
import re
import ssl
import time
from collections.abc import Sequence
from typing import Final

import certifi
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from engine.egress.addresses import Address
from engine.egress.completeness import require_readable, require_whole
from engine.egress.connections import Connections, PinnedConnection
from engine.egress.deadline import Deadline
from engine.egress.errors import EgressError, blocked, timed_out, unreachable
from engine.egress.guards import Guard, require_allowed
from engine.egress.headers import binds_connection, joined, request_headers
from engine.egress.nowhere import refusal
from engine.egress.policy import Policy
from engine.egress.redirects import MAX_REDIRECTS, Hop, is_redirect, next_hop, too_many_redirects
from engine.egress.resolve import Resolver, resolve, system_resolver
from engine.egress.target import Target, parse_target
from engine.steps.base import HttpRequest, HttpResponse

_CHUNK_BYTES: Final = 64 * 1024
_METHOD: Final = re.compile(r"(?!CONNECT$|TRACE$)[A-Z]{1,20}")
# Repeating one of these by ourselves does no harm; others are for the step's retry to decide.
_REPEATABLE: Final = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
_FAULTS: Final = (OSError, HTTPError, http.client.HTTPException)


class Egress:
    """
    Sends HTTP requests to public addresses and to what `allow` lists; safe to share by threads.

    `allow` is described at `engine.egress.policy.Policy`; `resolver(host, port)` returns addresses
    or raises OSError. Knows no proxies, no cookies and no environment.
    """

    def __init__(
        self,
        allow: Sequence[str] = (),
        resolver: Resolver = system_resolver,
        *,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._policy = Policy(allow)
        self._resolver = resolver
        self._connections = Connections(tls or ssl.create_default_context(cafile=certifi.where()))

    def send(self, request: HttpRequest) -> HttpResponse:
        """Send one request and follow its redirects. Raises EgressError."""
        started = time.monotonic()
        first = hop = _first_hop(request)
        with Deadline(request.timeout_seconds) as deadline:
            for _ in range(MAX_REDIRECTS + 1):
                require_allowed(request.guards, hop, first)
                status, headers, body = self._exchange(hop, request, deadline)
                if not (request.follow_redirects and is_redirect(status, headers)):
                    duration_ms = round((time.monotonic() - started) * 1000)
                    return HttpResponse(status, headers, body, duration_ms)
                hop = next_hop(hop, status, headers["location"])
        raise too_many_redirects()

    def close(self) -> None:
        """Close the idle connections."""
        self._connections.close()

    def _exchange(
        self, hop: Hop, request: HttpRequest, deadline: Deadline
    ) -> tuple[int, dict[str, str], bytes]:
        addresses = self._checked_addresses(hop.target, deadline, request.guards)
        was_sent = False
        try:
            connection = self._connect(hop.target, addresses, deadline)
            was_sent = True
            try:
                response = _ask(connection, hop)
            except _FAULTS:
                # An idle connection may have been closed just as we began to use it.
                if not connection.reused or hop.method not in _REPEATABLE:
                    raise
                connection = self._connections.open(hop.target, connection.key[3], deadline)
                response = _ask(connection, hop)
            body = _read(connection, response, request)
        except EgressError as error:
            error.was_sent = was_sent
            raise
        except _FAULTS as fault:
            told = _translated(fault, deadline)
            told.was_sent = was_sent
            raise told from fault
        if binds_connection(hop.headers):
            connection.close()
        self._connections.give_back(connection)
        return response.status, joined(response.headers.items()), body

    def _checked_addresses(
        self, target: Target, deadline: Deadline, guards: Sequence[Guard] = ()
    ) -> list[Address]:
        if self._policy.refuses_name(target):
            raise blocked()
        if target.literal is not None:
            if not self._policy.allows(target, target.literal):
                raise blocked()
            return [target.literal]
        started = time.monotonic()
        addresses = resolve(self._resolver, target.host, target.port, deadline)
        # One bad answer spoils the name: which of them gets dialled must not be luck.
        if addresses and all(self._policy.allows(target, address) for address in addresses):
            return addresses
        raise refusal(target, addresses, guards, started=started, deadline=deadline)

    def _connect(
        self, target: Target, addresses: Sequence[Address], deadline: Deadline
    ) -> PinnedConnection:
        for address in addresses:
            idle = self._connections.take((*target.origin, address), deadline)
            if idle is not None:
                return idle
        for address in addresses[:-1]:
            try:
                return self._connections.open(target, address, deadline)
            except OSError:
                continue
        return self._connections.open(target, addresses[-1], deadline)


def _first_hop(request: HttpRequest) -> Hop:
    method = request.method.upper()
    if not _METHOD.fullmatch(method):
        raise EgressError("INVALID_METHOD", "the method is not one that can be sent")
    headers = request_headers(request.headers)
    return Hop(parse_target(request.url), method, headers, request.body, request.url)


def _ask(connection: PinnedConnection, hop: Hop) -> BaseHTTPResponse:
    try:
        connection.request(
            hop.method, hop.target.path, body=hop.body, headers=hop.headers, preload_content=False
        )
        return connection.getresponse()
    except BaseException:
        connection.close()
        raise


def _read(connection: PinnedConnection, response: BaseHTTPResponse, request: HttpRequest) -> bytes:
    body, most = bytearray(), request.max_bytes
    # `read1` returns what has come, `read` only what fills the chunk.
    read = response.read if request.on_chunk is None else response.read1
    try:
        require_readable(response)
        while chunk := read(min(_CHUNK_BYTES, most + 1), decode_content=True):
            body += chunk
            _check_size(len(body), most)
            if request.on_chunk is not None:
                request.on_chunk(chunk)
        # A body that ends with the connection looks complete when the deadline shut it.
        connection.deadline.remaining()
        require_whole(response)
    except BaseException:
        connection.close()
        response.close()
        raise
    return bytes(body)


def _check_size(size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise EgressError("RESPONSE_TOO_LARGE", f"the response is larger than {max_bytes} bytes")


def _translated(fault: Exception, deadline: Deadline) -> EgressError:
    if deadline.left() <= 0 or isinstance(fault, TimeoutError):
        return timed_out()
    if isinstance(fault, ssl.SSLError):
        unverified = isinstance(fault, ssl.SSLCertVerificationError)
        reason = "the certificate is not valid for this host" if unverified else "no TLS there"
        return EgressError("TLS_ERROR", reason, retryable=not unverified)
    if isinstance(fault, ConnectionRefusedError):
        return unreachable("the connection was refused")
    return unreachable("the connection broke before the response was complete")
