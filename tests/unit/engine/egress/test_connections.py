from __future__ import annotations

import ssl

from engine.egress import connections
from engine.egress.addresses import parse_address
from engine.egress.connections import MAX_IDLE, Connections
from engine.egress.deadline import Deadline
from engine.egress.target import parse_target


def opened(pool, server, deadline):
    return pool.open(parse_target(server.url()), parse_address(server.host), deadline)


def test_the_oldest_idle_connection_makes_room(peer):
    server, pool = peer(), Connections(ssl.create_default_context())
    with Deadline(10) as deadline:
        kept = [opened(pool, server, deadline) for _ in range(MAX_IDLE + 1)]
        for connection in kept:
            pool.give_back(connection)
    assert [connection.sock is None for connection in kept] == [True] + [False] * MAX_IDLE
    pool.close()
    assert all(connection.sock is None for connection in kept)


def test_a_connection_idle_for_too_long_is_not_handed_out(peer, monkeypatch):
    server, pool = peer(), Connections(ssl.create_default_context())
    with Deadline(10) as deadline:
        connection = opened(pool, server, deadline)
        pool.give_back(connection)
        monkeypatch.setattr(connections, "MAX_IDLE_SECONDS", -1.0)
        assert pool.take(connection.key, deadline) is None
    assert connection.sock is None
