"""The end of a call's time, which also ends what blocks on a socket."""

from __future__ import annotations

import socket
import threading
import time
from types import TracebackType
from typing import Self

from engine import overdue
from engine.egress.errors import timed_out
from engine.egress.watchdog import WATCHDOG

_LONGEST_SECONDS = 86_400.0


class Deadline:
    """
    Bounds everything done inside its `with` block to `seconds` from now.

    A socket timeout bounds one read, so a peer that drips single bytes would hold a call for
    hours; shutting the socket down from another thread ends it wherever it blocks.
    """

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + min(seconds, _LONGEST_SECONDS)
        self._lock = threading.Lock()
        self._watched: list[socket.socket] = []

    def __enter__(self) -> Self:
        overdue.prolong(self.left())
        self._alarm = WATCHDOG.set(self._ends, self._shut_all)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        WATCHDOG.end(self._alarm)
        with self._lock:
            for sock in self._watched:
                sock.close()
            self._watched.clear()

    def left(self) -> float:
        """Return the seconds that are left, negative when it is over."""
        return self._ends - time.monotonic()

    def remaining(self) -> float:
        """Return the seconds that are left. Raises EgressError (TIMEOUT) when none are."""
        left = self.left()
        if left <= 0:
            raise timed_out()
        return left

    def watch(self, sock: socket.socket) -> None:
        """Shut `sock` down when the time is over."""
        # A duplicate stays valid while TLS takes the descriptor over and after a close.
        twin = socket.fromfd(sock.fileno(), sock.family, sock.type)
        with self._lock:
            self._watched.append(twin)
        if self.left() <= 0:
            self._shut_all()

    def _shut_all(self) -> None:
        with self._lock:
            for sock in self._watched:
                _shut(sock)


def _shut(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is gone already, which is what was wanted
