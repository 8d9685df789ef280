from __future__ import annotations

import socket

import pytest

from engine.egress.deadline import Deadline
from engine.egress.errors import EgressError


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(10)
        yield ours, theirs


def test_a_blocked_read_ends_with_the_time(pair):
    with Deadline(0.05) as deadline:
        deadline.watch(pair[0])
        assert pair[0].recv(1) == b""
        with pytest.raises(EgressError, match="within its time"):
            deadline.remaining()


def test_a_socket_that_comes_too_late_is_shut_at_once(pair):
    with Deadline(0) as deadline:
        deadline.watch(pair[0])
        assert pair[0].recv(1) == b""


def test_a_socket_that_is_gone_already_does_no_harm():
    with socket.socket() as never_connected, Deadline(0) as deadline:
        deadline.watch(never_connected)
        assert deadline.left() <= 0


def test_a_socket_outlives_the_deadline_it_kept(pair):
    ours, theirs = pair
    with Deadline(60) as deadline:
        deadline.watch(ours)
    theirs.sendall(b"x")
    assert ours.recv(1) == b"x"


def test_a_time_beyond_reason_is_a_day():
    with Deadline(float("inf")) as deadline:
        assert deadline.left() <= 86_400
