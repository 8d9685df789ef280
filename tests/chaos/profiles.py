"""Which figures are measured, how large, on which installations."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from tests.chaos import journey, lasting, load, mixed, network, points, races, scarce
from tests.chaos.cluster import Shape
from tests.chaos.trial import Trial, Verdict

PROFILES = ("smoke", "ci", "night")
Size = tuple[float, ...]


@dataclass(frozen=True)
class Figure:
    """One scenario with its size in each profile, None where it is left out."""

    name: str
    run: Callable[..., list[Verdict]]
    smoke: Size | None
    ci: Size
    night: Size

    def size(self, profile: str) -> Size | None:
        size: Size | None = getattr(self, profile)
        return size

    def measure(self, trial: Trial, profile: str) -> list[Verdict]:
        return self.run(trial, *(self.size(profile) or ()))


@dataclass(frozen=True)
class Group:
    """Figures that share an installation, one after the other."""

    name: str
    shape: Shape
    figures: tuple[Figure, ...]
    is_timed: bool = False  # measured with nothing beside it


GROUPS = (
    Group(
        "load",
        Shape(),
        (
            Figure("F19", load.quiet, (20,), (200,), (10_000,)),
            Figure("F1", load.killed_workers, (40,), (1000,), (10_000,)),
            Figure("F11", races.latency, (5,), (200,), (5000,)),
            Figure("F20", lasting.cold, None, (1000,), (10_000,)),
        ),
        is_timed=True,
    ),
    Group(
        "poison",
        lasting.POISON,
        (Figure("F15", lasting.poison, None, (200, 10), (2000, 10)),),
        is_timed=True,
    ),
    Group(
        "fail-over",
        network.SET_OF_THREE,
        (
            Figure("F16b", network.failovers, None, (5, 15), (500, 15)),
            Figure("R16", network.rollback, None, (), ()),
        ),
    ),
    Group("points", points.SHAPE, (Figure("F3", points.sweep, (0.1,), (1.0,), (1.0,)),)),
    Group(
        "servers",
        Shape(),
        (
            Figure("F6", load.wiped_redis, (20, 2), (300, 10), (10_000, 300)),
            Figure("R9", load.sick_redis, None, (100,), (1000,)),
            Figure("F7", load.killed_mongo, (20, 2), (300, 10), (10_000, 300)),
            Figure("F8", load.doubtful_mongo, (20, 0.1), (300, 0.1), (10_000, 0.1)),
            Figure("R17", network.slow, None, (30,), (300,)),
        ),
    ),
    Group("partitions", Shape(), (Figure("F16a", network.partitions, None, (60, 30), (2000, 30)),)),
    Group(
        "zombies",
        lasting.ZOMBIES,
        (Figure("F9", lasting.zombies, (8, 4), (150, 50), (3000, 1000)),),
    ),
    Group("deploys", Shape(), (Figure("F14", lasting.deploys, None, (300, 3), (10_000, 100)),)),
    Group("journeys", Shape(), (Figure("F30", journey.journeys, (2, 2), (20, 4), (1000, 8)),)),
    Group("mixed", Shape(), (Figure("F31", mixed.mixed, (4,), (40,), (1000,)),)),
    Group(
        "crowd",
        Shape(),
        (Figure("F32", mixed.standing, (16, 30, 8), (400, 1500, 40), (400, 1500, 40)),),
        is_timed=True,
    ),
    Group(
        "callers",
        Shape(),
        (
            Figure("F13", races.submits, (3, 20), (100, 50), (10_000, 50)),
            Figure("R10", races.bad_hints, (5,), (40,), (1000,)),
            Figure("R5", journey.rude_clients, (5,), (60,), (1000,)),
            Figure("R30", scarce.few_files, None, (60,), (1000,)),
        ),
    ),
    Group("clocks", lasting.SKEWED, (Figure("F17", lasting.skewed, None, (60,), (3000,)),)),
    Group("disk", scarce.SMALL_DISK, (Figure("R23", scarce.full_disk, None, (60,), (600,)),)),
    Group("soak", Shape(), (Figure("F29", journey.soak, None, (120,), (28_800,)),)),
)


@dataclass(frozen=True)
class Outside:
    """A figure that a suite of its own measures: a command whose exit code is the verdict."""

    name: str
    title: str
    command: tuple[str, ...]
    environ: tuple[tuple[str, str], ...] = ()


def pytest(*paths: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", *paths)


WAITS = "tests/acceptance/test_people.py"
OUTSIDE = (
    Outside(
        "F4",
        "simulated schedules",
        (sys.executable, "-m", "tests.crash.simulate", "150000", "{seed}"),
    ),
    Outside("F5", "seeded protocol bugs found", pytest("tests/crash/test_mutants.py")),
    Outside(
        "F10",
        "200 waits x 32 callers, one decision each",
        (*pytest(WAITS, "-k", "many_decisions"), "-o", "faulthandler_timeout=1500"),
        (("MILLRACE_TEST_WAITS", "200"),),
    ),
    Outside(
        "F12",
        "each fire one run: 96 h, three schedulers that die",
        pytest("tests/contract/test_scheduler.py"),
    ),
    Outside("F21", "golden histories finished", pytest("tests/golden")),
    Outside(
        "F22",
        "state machine over HTTP, 10,000 steps and more",
        pytest("tests/crash/test_http_machine.py"),
        (("HTTP_MACHINE_SEED", "{seed}"),),
    ),
    Outside(
        "F23",
        "security matrix; no route without an authorisation row",
        pytest("-s", "tests/security/test_matrix.py", "tests/unit/api/test_auth.py"),
    ),
    Outside("F24", "SSRF corpus", pytest("tests/unit/engine/egress/test_ssrf.py")),
    Outside("F25", "hostile expressions", pytest("tests/unit/engine/expressions")),
    Outside("F26", "hostile JSON and requests at every route", pytest("tests/security")),
    Outside("F27", "canary", pytest("tests/acceptance/test_canary.py")),
)
