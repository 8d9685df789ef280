"""Connections to checked addresses, kept open for the next call."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import Final, TypeAlias

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.connection import create_connection

from engine.egress.addresses import Address
from engine.egress.deadline import Deadline
from engine.egress.target import Target

MAX_IDLE: Final = 32
MAX_IDLE_SECONDS: Final = 15.0
_SHORTEST_SECONDS: Final = 0.001  # zero would mean "do not block"
Key: TypeAlias = tuple[str, str, int, Address]


class PinnedConnection(HTTPConnection):
    """
    Speaks to one checked address under the name that led there.

    `Host`, SNI and the certificate check use the name; the name is never resolved again.
    """

    key: Key
    deadline: Deadline
    reused = False

    def _new_conn(self) -> socket.socket:
        sock = create_connection(
            (str(self.key[3]), self.port),
            self.deadline.remaining(),
            socket_options=self.socket_options,
        )
        # Before TLS starts: its handshake can be dripped as well.
        self.deadline.watch(sock)
        return sock

    def reopen(self, deadline: Deadline) -> None:
        """Put the connection under the deadline of the call that uses it now."""
        self.deadline = deadline
        self.timeout = max(deadline.left(), _SHORTEST_SECONDS)
        if self.sock is not None:
            self.reused = True
            deadline.watch(self.sock)


class PinnedTlsConnection(PinnedConnection, HTTPSConnection):
    """The same under TLS."""


@dataclass(frozen=True, slots=True)
class _Idle:
    connection: PinnedConnection
    since: float


class Connections:
    """
    Idle connections by scheme, host, port and address; safe to share between threads.

    A connection is handed out again only for an address that this very call has just checked.
    """

    def __init__(self, tls: ssl.SSLContext) -> None:
        self._tls = tls
        self._lock = threading.Lock()
        self._idle: list[_Idle] = []

    def take(self, key: Key, deadline: Deadline) -> PinnedConnection | None:
        """Return an idle, living connection for `key`, or None."""
        while (connection := self._pop(key)) is not None:
            # Readable while idle means closed, or bytes nobody asked for: both spoil it.
            if connection.is_connected:
                connection.reopen(deadline)
                return connection
            connection.close()
        return None

    def open(self, target: Target, address: Address, deadline: Deadline) -> PinnedConnection:
        """Return a new connection. Raises OSError (ssl.SSLError among them), EgressError."""
        connection = (
            PinnedTlsConnection(target.host, target.port, ssl_context=self._tls)
            if target.scheme == "https"
            else PinnedConnection(target.host, target.port)
        )
        connection.key = (*target.origin, address)
        try:
            connection.reopen(deadline)
            connection.connect()
        except BaseException:
            connection.close()
            raise
        return connection

    def give_back(self, connection: PinnedConnection) -> None:
        """Keep a connection whose response was read to its end; a closed one is forgotten."""
        if connection.sock is None:
            return
        with self._lock:
            self._idle.append(_Idle(connection, time.monotonic()))
            surplus = self._idle[:-MAX_IDLE]
            del self._idle[:-MAX_IDLE]
        for idle in surplus:
            idle.connection.close()

    def close(self) -> None:
        """Close every idle connection."""
        with self._lock:
            idle, self._idle = self._idle, []
        for entry in idle:
            entry.connection.close()

    def _pop(self, key: Key) -> PinnedConnection | None:
        oldest = time.monotonic() - MAX_IDLE_SECONDS
        with self._lock:
            stale = [idle for idle in self._idle if idle.since < oldest]
            self._idle = [idle for idle in self._idle if idle.since >= oldest]
            keys = [idle.connection.key for idle in self._idle]
            place = keys.index(key) if key in keys else None
            found = None if place is None else self._idle.pop(place).connection
        for idle in stale:
            idle.connection.close()
        return found
