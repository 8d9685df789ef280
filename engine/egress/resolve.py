"""Names to addresses, once per hop and within the call's time."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from typing import TypeAlias

from engine.egress.addresses import Address, parse_address
from engine.egress.deadline import Deadline
from engine.egress.errors import timed_out

Resolver: TypeAlias = Callable[[str, int], Sequence[str]]


def system_resolver(host: str, port: int) -> Sequence[str]:
    """Return every address the system knows for a name. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def resolve(resolver: Resolver, host: str, port: int, deadline: Deadline) -> list[Address]:
    """Return the addresses of a name, none for an unknown one. Raises EgressError (TIMEOUT)."""
    literal = _literal(host)
    if literal is not None:
        return [literal]
    answers: list[list[Address]] = []

    def ask() -> None:
        try:
            answers.append([parse_address(text) for text in resolver(host, port)])
        except (OSError, ValueError):
            answers.append([])

    # The C library takes no deadline, so a stuck lookup is left behind on its own thread.
    thread = threading.Thread(target=ask, name="egress-resolve", daemon=True)
    thread.start()
    thread.join(deadline.remaining())
    if not answers:
        raise timed_out()
    return answers[0]


def _literal(host: str) -> Address | None:
    """Return the address that a host is, if it is one: there is nothing to look up, then."""
    try:
        return parse_address(host)
    except ValueError:
        return None
