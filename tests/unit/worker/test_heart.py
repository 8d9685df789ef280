from __future__ import annotations

import threading

import pytest
import redis

from worker.heart import Heart


@pytest.mark.parametrize(
    ("error", "logged"),
    [(redis.ConnectionError("gone"), "missed"), (ValueError("odd"), "failed")],
)
def test_a_heart_beats_on_whatever_goes_wrong(error, logged, caplog):
    beats = []
    enough = threading.Event()

    def beat():
        beats.append(1)
        if len(beats) == 3:
            enough.set()
        raise error

    heart = Heart(beat, every_seconds=0.001)
    heart.start()
    assert enough.wait(10)
    heart.stop()
    assert caplog.messages[0] == f"worker_heartbeat_{logged}"


def test_a_stopped_heart_beats_no_more():
    beats = []
    heart = Heart(lambda: beats.append(1), every_seconds=60)
    heart.start()
    heart.stop()
    assert beats == []
