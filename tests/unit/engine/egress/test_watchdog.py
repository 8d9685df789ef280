"""The watchdog calls what is due, in time, and nothing that was ended."""

from __future__ import annotations

import threading
import time

from engine.egress.watchdog import Watchdog


def test_what_is_due_earlier_is_called_earlier_whenever_it_was_set():
    dog, called, done = Watchdog(), [], threading.Event()
    now = time.monotonic()
    dog.set(now + 0.1, lambda: (called.append("late"), done.set()))
    dog.set(now + 0.05, lambda: called.append("early"))
    assert done.wait(10)
    assert called == ["early", "late"]


def test_an_ended_alarm_is_not_called_however_many_there_were():
    dog, called, done = Watchdog(), [], threading.Event()
    soon = time.monotonic() + 0.2
    alarms = [dog.set(soon, lambda: called.append("ended")) for _ in range(500)]
    for alarm in alarms:
        dog.end(alarm)
        dog.end(alarm)
    dog.set(soon + 0.01, done.set)
    assert done.wait(10)
    assert called == []


def test_ended_alarms_do_not_pile_up():
    dog = Watchdog()
    far = time.monotonic() + 3600
    for _ in range(10_000):
        dog.end(dog.set(far, dog._reset))
    assert len(dog._alarms) < 1000


def test_what_is_past_is_called_at_once():
    dog, done = Watchdog(), threading.Event()
    dog.set(time.monotonic() - 5, done.set)
    assert done.wait(10)
