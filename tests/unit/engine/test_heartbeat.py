"""Leases renewed in the background, by compare-and-set on each claim's own fence."""

from __future__ import annotations

import pytest

from engine.errors import LeaseLost
from engine.heartbeat import LeaseHeartbeats
from engine.store.documents import Fence, Renewal
from tests.support.world import Time

# How the thread, which otherwise lives as long as its process, is ended here.
ENDING = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


class Store:
    """Answers renewals from a list, then lets the thread that asks come to its end."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.renewed = []

    def renew(self, run_id, fence, lease_seconds):
        if not self.answers:
            raise SystemExit
        self.renewed.append((run_id, fence, lease_seconds))
        return self.answers.pop(0)


@ENDING
def test_a_thread_renews_what_is_held():
    store = Store(Renewal.HELD, Renewal.CANCELED)
    beats = LeaseHeartbeats(store, 5, 0.001)
    held = beats.hold("r", Fence(1, "t"), beats.monotonic())
    beats._thread.join(5)
    assert store.renewed == [("r", Fence(1, "t"), 5)] * 2
    assert held.check() is True


@ENDING
def test_one_thread_serves_a_process_and_is_replaced_when_it_ended():
    store = Store(Renewal.HELD)
    beats = LeaseHeartbeats(store, 5, 0.01)
    beats.hold("r", Fence(1, "t"), 0)
    first = beats._thread
    beats.hold("s", Fence(1, "t"), 0)
    assert beats._thread is first
    first.join(5)
    beats.hold("t", Fence(1, "t"), 0)
    assert beats._thread is not first
    beats._thread.join(5)
    assert not first.is_alive()


def test_a_lease_counts_from_before_the_claim_was_asked_for():
    time = Time()
    beats = LeaseHeartbeats(Store(), 5, 1, time.monotonic, in_background=False)
    asked_at = time.monotonic()
    time.sleep(4)
    held = beats.hold("r", Fence(1, "t"), asked_at)
    time.sleep(1)
    with pytest.raises(LeaseLost):
        held.check()


def test_a_renewal_counts_from_before_it_was_asked_for():
    time = Time()

    class Slow(Store):
        def renew(self, *given):
            time.sleep(2)
            return super().renew(*given)

    beats = LeaseHeartbeats(Slow(Renewal.HELD), 5, 1, time.monotonic, in_background=False)
    held = beats.hold("r", Fence(1, "t"), time.monotonic())
    beats.beat()
    assert held.until == 5


def test_what_was_released_is_not_renewed():
    store = Store(Renewal.HELD)
    beats = LeaseHeartbeats(store, 5, 1, in_background=False)
    beats.hold("r", Fence(1, "t"), 0).release()
    beats.beat()
    assert store.renewed == []
