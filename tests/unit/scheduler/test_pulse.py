from __future__ import annotations

import pytest

from engine.errors import Unavailable
from scheduler.pulse import BEAT_SECONDS, Pulse


class Beats(list):
    def tick(self, name, at):
        self.append((name, at))


def pulse_of(duty=lambda: 0.5):
    now, beats = [100.0], Beats()
    return Pulse(duty, beats, lambda: now[0]), beats, now


def test_a_scheduler_says_every_other_second_that_it_works():
    pulse, beats, now = pulse_of()
    for _ in range(3):
        assert pulse.tick() == 0.5
        now[0] += BEAT_SECONDS / 2
    assert [at for _, at in beats] == [100.0, 102.0]
    assert len({name for name, _ in beats}) == 1


def test_a_clock_that_was_turned_back_silences_nobody():
    pulse, beats, now = pulse_of()
    pulse.tick()
    now[0] = 50.0
    pulse.tick()
    assert [at for _, at in beats] == [100.0, 50.0]


def test_a_duty_that_fails_is_no_sign_of_life():
    def fail():
        raise Unavailable("down")

    pulse, beats, _ = pulse_of(fail)
    with pytest.raises(Unavailable):
        pulse.tick()
    assert beats == []
