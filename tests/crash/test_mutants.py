"""The gate: a protocol bug that the simulation does not find is a hole in the simulation."""

from __future__ import annotations

import pytest

from tests.crash.mutants import MUTANTS, OF_ENDINGS, OF_LIMITS
from tests.crash.schedules import random_schedule
from tests.crash.test_endings import FLOWS, EndingSchedule, drawn
from tests.crash.test_limits import LimitSchedule

# Tracing every line makes this several times slower, and the unit tests cover the same lines.
pytestmark = [pytest.mark.no_cover, pytest.mark.usefixtures("_quiet")]

SEEDS = 3000


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_the_simulation_finds(mutant):
    with mutant.applied():
        assert any(is_found(seed) for seed in range(SEEDS))


@pytest.mark.parametrize("mutant", OF_ENDINGS, ids=lambda mutant: mutant.name)
def test_the_simulation_of_families_finds(mutant):
    with mutant.applied():
        assert any(is_broken(name, seed) for seed in range(200) for name in FLOWS)


@pytest.mark.parametrize("mutant", OF_LIMITS, ids=lambda mutant: mutant.name)
def test_the_simulation_of_limits_finds(mutant):
    with mutant.applied():
        assert any(is_too_many(seed) for seed in range(200))


def is_too_many(seed: int) -> bool:
    try:
        LimitSchedule(seed, drawn(seed)).run()
    except Exception:  # noqa: BLE001, a mutant may break anything
        return True
    return False


def is_broken(name: str, seed: int) -> bool:
    try:
        EndingSchedule(name, seed, drawn(seed)).run()
    except Exception:  # noqa: BLE001, a mutant may break anything
        return True
    return False


def is_found(seed: int) -> bool:
    """Tell whether a schedule ends in a violation, or in an engine that no longer works at all."""
    try:
        random_schedule(seed)
    except Exception:  # noqa: BLE001, a mutant may break anything
        return True
    return False


def test_without_a_mutant_the_same_schedules_find_nothing():
    assert not any(is_found(seed) for seed in range(300))
