from __future__ import annotations

import signal
import threading
import time

import pytest

from engine.errors import Unavailable
from scheduler import loop
from scheduler.loop import Loop


@pytest.fixture(autouse=True)
def _own_signals():
    before = {signum: signal.getsignal(signum) for signum in (signal.SIGTERM, signal.SIGINT)}
    yield
    for signum, handler in before.items():
        signal.signal(signum, handler)


def duty(log, name, pause, answer=None):
    def attempt():
        log.append(name)
        if answer is not None:
            raise answer
        if len(log) >= 6:
            signal.raise_signal(signal.SIGTERM)
        return pause

    return attempt


def test_duties_take_turns_until_a_signal(monkeypatch):
    monkeypatch.setattr(loop, "_SHORTEST_SECONDS", 0.0)
    log = []
    Loop([duty(log, "a", 0.0), duty(log, "b", 0.0)]).run()
    assert log == ["a", "b"] * 3


@pytest.mark.parametrize(
    ("error", "logged"),
    [(Unavailable("gone"), "server_unreachable"), (KeyError("x"), "duty_failed")],
)
def test_a_duty_that_fails_keeps_no_other_from_being_done(error, logged, monkeypatch, caplog):
    monkeypatch.setattr(loop, "_SHORTEST_SECONDS", 0.0)
    log = []
    Loop([duty(log, "a", 0.0, error), duty(log, "b", 0.0)]).run()
    assert log[:4] == ["a", "b", "a", "b"]
    assert set(caplog.messages) == {logged}


def test_the_shortest_wish_decides_the_pause(monkeypatch):
    paused = []
    monkeypatch.setattr(Loop, "_sleep", lambda self, seconds: paused.append(seconds))
    log = []
    Loop([duty(log, "a", 0.5), duty(log, "b", 0.2)]).run()
    assert set(paused) == {0.2}


def test_a_failed_duty_is_tried_again_after_a_second(monkeypatch):
    assert Loop([])._attempt(duty([], "a", 0.0, Unavailable("gone"))) == 1.0


def test_a_signal_ends_a_long_pause(monkeypatch):
    monkeypatch.setattr(loop, "_LONGEST_SECONDS", 60.0)
    threading.Timer(0.3, lambda: signal.raise_signal(signal.SIGTERM)).start()
    started = time.monotonic()
    Loop([lambda: 60.0]).run()
    assert time.monotonic() - started < 30
