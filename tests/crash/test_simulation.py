"""The engine under thousands of schedules of crashes, lost answers, zombies and lost hints."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from engine.steps import BY_NAME
from engine.validation import errors_in, validate
from tests.crash.flows import definition, random_flow
from tests.crash.schedules import random_schedule, sweep
from tests.crash.simulate import FAULT_POINTS

# Tracing every line makes this several times slower, and the unit tests cover the same lines.
pytestmark = pytest.mark.no_cover

KEPT = Path(__file__).with_name("seeds.txt")
SHARES = 8
SCHEDULES = 3000
SWEEPS = 8
STOPPED = 400


def kept_seeds():
    lines = KEPT.read_text().splitlines()
    return [int(line.split()[0]) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("seed", kept_seeds())
def test_what_was_found_once_stays_mended(seed):
    assert random_schedule(seed).acknowledged


@pytest.mark.parametrize("share", range(SHARES))
def test_every_promise_holds_on_random_schedules(share):
    for seed in range(share, SCHEDULES, SHARES):
        assert random_schedule(seed).acknowledged, f"seed {seed}"


def test_every_promise_holds_while_schedulers_and_clients_are_stopped():
    for seed in range(STOPPED):
        assert random_schedule(seed, stop=0.3).acknowledged, f"seed {seed}"


@pytest.mark.parametrize("seed", range(SWEEPS))
def test_a_flow_survives_a_kill_before_and_after_each_operation(seed):
    quiet, *killed = sweep(seed)
    assert quiet.kills == 0
    assert killed
    assert all(world.kills == 1 for world in killed)


def test_every_fault_point_is_hit():
    missing = set(FAULT_POINTS)
    for seed in range(SCHEDULES):
        missing -= set(random_schedule(seed).hub.hit)
        if not missing:
            break
    assert missing == set()


# Steps that start runs have a simulation of their own; the others need more than a run.
ELSEWHERE = {"parallel", "run-flow", "show-form", "end-session", "add-widget-to-message"}
ELSEWHERE |= {"ask-llm", "extract-data", "code", "nodejs", "tool"}


def test_the_flows_are_valid_and_use_every_step_type():
    used = set()
    for seed in range(300):
        written = definition(random_flow(random.Random(seed)))
        assert errors_in(validate(written)) == []
        used |= set(types_in(written["steps"]))
    assert used >= set(BY_NAME) - ELSEWHERE


def types_in(steps):
    for step in steps:
        yield step["type"]
        yield from types_in(step.get("steps", []))
