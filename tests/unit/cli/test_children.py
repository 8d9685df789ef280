from __future__ import annotations

import errno
import os
import signal
import sys
import threading
import time
from contextlib import contextmanager

import pytest

from cli import children
from cli.children import Child, await_end
from tests.support.installation import eventually, is_alive

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = "trap '' TERM; touch {}; while :; do sleep 0.05; done"


def nobody():
    pass


@contextmanager
def child(tmp_path, *argv, on_death=nobody):
    made = Child("worker", lambda: argv or SLEEP, dict(os.environ), tmp_path / "log", on_death)
    made.start()
    try:
        yield made
    finally:
        await_end([made], 0, lambda: True)


def test_a_living_process_is_left_alone(tmp_path):
    with child(tmp_path) as made:
        pid = made.pid
        assert not made.look_after()
        assert made.pid == pid
        assert made.is_alive()


def test_a_killed_process_is_replaced_by_a_new_one(tmp_path):
    with child(tmp_path) as made:
        made.started_at -= 60  # it lived long, so there is nothing to be careful about
        old = made.pid
        os.kill(old, signal.SIGKILL)
        eventually(made.look_after)
        assert made.pid == 0
        eventually(made.look_after)
        assert made.pid not in {0, old}
        assert is_alive(made.pid)


def test_a_process_that_dies_young_waits_longer_each_time(tmp_path):
    with child(tmp_path, "/bin/false") as made:
        pauses = []
        for _ in range(6):
            eventually(made.look_after)
            pauses.append(made.start_at - time.monotonic())
            made.start()
        assert pauses[0] < pauses[-1]
        assert made.young_deaths == 6


def test_a_process_that_is_killed_again_and_again_is_soon_back(tmp_path):
    with child(tmp_path) as made:
        for _ in range(4):
            os.kill(made.pid, signal.SIGKILL)
            eventually(made.look_after)
            assert made.start_at - time.monotonic() < 1
            made.start()
        assert made.young_deaths == 0


def test_a_long_life_forgives_earlier_deaths(tmp_path):
    with child(tmp_path, "/bin/false") as made:
        made.young_deaths = 3
        made.started_at -= 60
        eventually(made.look_after)
        assert made.young_deaths == 0


def test_a_slow_burial_does_not_keep_the_next_process_from_starting(tmp_path):
    told, release = threading.Event(), threading.Event()

    def bury():
        told.set()
        release.wait(60)

    with child(tmp_path, on_death=bury) as made:
        made.started_at -= 60
        os.kill(made.pid, signal.SIGKILL)
        eventually(made.look_after)
        eventually(made.look_after)
        assert made.is_alive()
        assert told.wait(60)
        release.set()


def test_what_a_dead_process_left_behind_is_ended_too(tmp_path):
    file = tmp_path / "grandchild"
    with child(tmp_path, "/bin/sh", "-c", f"sleep 60 & echo $! > {file}; wait") as made:
        eventually(lambda: file.exists() and file.read_text().strip())
        grandchild = int(file.read_text())
        os.kill(made.pid, signal.SIGKILL)
        eventually(made.look_after)
        assert eventually(lambda: not is_alive(grandchild))


def test_a_process_gets_the_time_it_needs_to_leave(tmp_path):
    program = "trap 'sleep 0.2; echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done"
    with child(tmp_path, "/bin/sh", "-c", program) as made:
        eventually((tmp_path / "log").read_text)
        made.send(signal.SIGTERM)
        await_end([made], 60, lambda: False)
        assert "bye" in (tmp_path / "log").read_text()
        assert made.process.returncode == 0


@pytest.mark.parametrize(("seconds", "is_cut_short"), [(0.2, False), (60, True)])
def test_a_process_that_stays_is_killed(tmp_path, seconds, is_cut_short):
    deaf = tmp_path / "deaf"
    with child(tmp_path, "/bin/sh", "-c", DEAF.format(deaf)) as made:
        eventually(deaf.exists)
        made.send(signal.SIGTERM)
        await_end([made], seconds, lambda: is_cut_short)
        assert made.process.returncode == -signal.SIGKILL


def test_a_signal_to_nobody_is_no_error(tmp_path):
    made = Child("worker", lambda: SLEEP, {}, tmp_path / "log", nobody)
    made.send(signal.SIGTERM)
    await_end([made], 1, lambda: False)
    assert not made.is_alive()


def test_a_process_that_cannot_be_started_is_tried_again_later(tmp_path, monkeypatch):
    with child(tmp_path) as made:
        with monkeypatch.context() as full:
            full.setattr(children, "spawn", refuse)
            os.kill(made.pid, signal.SIGKILL)
            eventually(made.look_after)
            assert not made.start()
        assert made.pid == 0
        assert made.start_at > made.started_at
        assert made.start()


def refuse(*_, **__):
    raise OSError(errno.ENOSPC, "No space left on device")
