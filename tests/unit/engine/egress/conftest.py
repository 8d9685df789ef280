"""Real servers on loopback that do to a client what the internet does."""

from __future__ import annotations

import ipaddress
import socket
import threading

import pytest
from urllib3.util.connection import create_connection

from engine.egress import Egress, EgressError, nowhere
from engine.steps.base import HttpRequest


class Peer:
    """
    A server whose `answer(request bytes, socket)` returns what to send, or None to hang up.

    Keeps connections open between requests; `requests` and `connections` say what it saw.
    """

    def __init__(self, answer, host="127.0.0.1"):
        self.answer = answer
        self.host = host
        self.requests = []
        self.connections = []
        self.cut_short = threading.Event()
        self._listener = socket.create_server((host, 0))
        self.port = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def url(self, path="/", host=None):
        return f"http://{host or self.host}:{self.port}{path}"

    def _accept(self):
        while True:
            try:
                conn, _ = self._listener.accept()
            except OSError:
                return
            conn.settimeout(20)
            self.connections.append(conn)
            thread = threading.Thread(target=self._serve, args=(conn,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, conn):
        with conn:
            try:
                while request := read_request(conn):
                    self.requests.append(request)
                    reply = self.answer(request, conn)
                    if reply is None:
                        return
                    conn.sendall(reply)
            except OSError:
                self.cut_short.set()

    def close(self):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for conn in self.connections:
            try:
                conn.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        for thread in list(self._threads):
            thread.join()


def read_request(conn):
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = conn.recv(65536)
        if not chunk:
            return data
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (
            int(line[15:])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        ),
        0,
    )
    while len(body) < length:
        body += conn.recv(65536)
    return head + b"\r\n\r\n" + body


def reply(status=200, body=b"ok", **headers):
    lines = [f"HTTP/1.1 {status} Reason", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def redirect(location, status=302):
    return lambda _request, _conn: reply(status, b"", Location=location)


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch):
    """Whatever the policy lets through by mistake, no test leaves this machine."""

    def connect(address, *args, **kwargs):
        assert ipaddress.ip_address(address[0]).is_loopback
        return create_connection(address, *args, **kwargs)

    monkeypatch.setattr("engine.egress.connections.create_connection", connect)


@pytest.fixture
def peer():
    peers = []

    def start(answer=lambda _request, _conn: reply(), host="127.0.0.1"):
        peers.append(Peer(answer, host))
        return peers[-1]

    yield start
    for one in peers:
        one.close()


@pytest.fixture
def door():
    doors = []

    def make(*allow, **options):
        doors.append(Egress(allow or ("127.0.0.0/8",), **options))
        return doors[-1]

    yield make
    for one in doors:
        one.close()


@pytest.fixture
def refusal():
    """The EgressError that a call ends with."""

    def call(door, url, method="GET", **options):
        with pytest.raises(EgressError) as caught:
            door.send(HttpRequest(method, url, **options))
        return caught.value

    return call


@pytest.fixture
def answers():
    """How a server answers: `answers.reply(...)`, `answers.redirect(...)`."""

    class Answers:
        pass

    Answers.reply = staticmethod(reply)
    Answers.redirect = staticmethod(redirect)
    return Answers


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch):
    """Have refused names answer at once, nearly; how long they take is a test of its own."""
    monkeypatch.setattr(nowhere, "PAUSE_SECONDS", 0.001)
