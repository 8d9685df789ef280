"""So many runs of a group at once, and no more, whoever asks and whoever dies."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from engine.family import turn
from engine.store.memory_shelf import MemoryShelf
from engine.turnstile import Turnstile
from schemas.run import TERMINAL, RunStatus
from tests.contract.samples import AT, run_of

LIMIT = 2


class Line:
    """Runs of one group, kept in a dict; satisfies both stores as far as turns go."""

    def __init__(self) -> None:
        self.runs = {}
        self.lock = threading.Lock()
        self.forgets = False
        self.gates = MemoryShelf("gate_id")
        self.turnstile = Turnstile(self.gates, self, self, self.let_off)

    def add(self, name, place, turns=LIMIT):
        run = run_of(
            name,
            status=RunStatus.WAITING,
            wait=turn(f"turn_{name}", "s", "S", AT),
            group="g",
            child_index=place,
            turns=turns,
        )
        self.runs[name] = run
        return run

    def peek(self, run_id):
        return self.runs.get(run_id)

    def next_in_turn(self, group):
        waiting = [run for run in self.runs.values() if run.status is RunStatus.WAITING]
        return min(waiting, key=lambda run: run.child_index, default=None)

    def let_off(self, run):
        if self.forgets:
            raise ConnectionError
        with self.lock:
            if self.runs[run.run_id].status is not RunStatus.WAITING:
                return False
            self.runs[run.run_id] = replace(run, status=RunStatus.QUEUED, wait=None)
            assert len(self.going) <= run.turns, f"{self.going}: {run.turns} at once"
            return True

    def end(self, name):
        self.runs[name] = replace(self.runs[name], status=RunStatus.COMPLETED)
        return self.runs[name]

    @property
    def going(self):
        return [one for one, run in self.runs.items() if run.status is RunStatus.QUEUED]


def test_runs_go_on_in_the_order_they_came():
    line = Line()
    for place in range(5):
        line.turnstile.arrived(line.add(f"r{place}", place))
    assert line.going == ["r0", "r1"]
    line.turnstile.left(line.end("r0"))
    assert line.going == ["r1", "r2"]


def test_many_who_arrive_at_once_are_let_off_no_faster():
    line = Line()
    for place in range(40):
        line.add(f"r{place}", place)
    seen = Counter()

    def live(name):
        line.turnstile.arrived(line.runs[name])
        for one in line.going:
            seen[len(line.going)] += 1
            if one == name:
                line.turnstile.left(line.end(name))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(live, list(line.runs)))
    assert max(seen) <= LIMIT
    assert all(len(gate.admitted) <= LIMIT for gate in line.gates.list("", 9))


def test_who_was_admitted_and_never_told_is_told_by_the_next_who_asks():
    line = Line()
    run, line.forgets = line.add("a", 1), True
    with pytest.raises(ConnectionError):
        line.turnstile.arrived(run)
    assert line.going == []
    line.forgets = False
    line.turnstile.arrived(line.add("b", 2))
    assert line.going == ["a", "b"]


def test_a_place_nobody_gave_back_is_found_by_a_check():
    line = Line()
    for place in range(3):
        line.turnstile.arrived(line.add(f"r{place}", place))
    line.end("r0")
    line.turnstile.arrived(line.runs["r2"])
    assert line.going == ["r1"]
    line.turnstile.check(line.runs["r2"])
    assert line.going == ["r1", "r2"]


def test_a_later_and_lower_limit_holds_for_the_runs_that_came_with_it():
    line = Line()
    for place in range(12):
        line.turnstile.arrived(line.add(f"old{place}", place, turns=6))
    for place in range(12, 22):
        line.turnstile.arrived(line.add(f"new{place}", place, turns=1))
    most = 0
    while line.going:
        most = max(most, sum(name.startswith("new") for name in line.going))
        line.turnstile.left(line.end(line.going[0]))
    assert most == 1
    assert all(run.status in TERMINAL for run in line.runs.values())


def test_a_later_and_higher_limit_waits_for_those_before_it_in_line():
    line = Line()
    for place in range(3):
        line.turnstile.arrived(line.add(f"old{place}", place, turns=1))
    for place in range(3, 9):
        line.turnstile.arrived(line.add(f"new{place}", place, turns=3))
    seen = []
    while line.going:
        seen.append(len(line.going))
        line.turnstile.left(line.end(line.going[0]))
    assert seen == [1, 1, 3, 3, 3, 3, 3, 2, 1]


def test_more_than_a_few_are_let_off_at_once_where_there_is_room():
    line = Line()
    line.turnstile.arrived(line.add("old", 0, turns=1))
    for place in range(1, 201):
        line.add(f"new{place}", place, turns=200)
    line.turnstile.left(line.end("old"))
    assert len(line.going) == 200


class Lines(RuleBasedStateMachine):
    """Arrivals, ends, and deaths between the two halves of either."""

    def __init__(self) -> None:
        super().__init__()
        self.line = Line()

    @rule(told=st.booleans(), turns=st.integers(1, 3))
    def arrive(self, told, turns):
        place = len(self.line.runs)
        run = self.line.add(f"r{place}", place, turns)
        if told:
            self.line.turnstile.arrived(run)

    @rule(data=st.data(), told=st.booleans())
    def end(self, data, told):
        if self.line.going:
            run = self.line.end(data.draw(st.sampled_from(self.line.going)))
            if told:
                self.line.turnstile.left(run)

    @rule()
    def die(self):
        waiting = self.line.next_in_turn("g")
        if waiting is not None:
            self.line.forgets = True
            with contextlib.suppress(ConnectionError):
                self.line.turnstile.arrived(waiting)
            self.line.forgets = False

    @rule()
    def rescue(self):
        waiting = self.line.next_in_turn("g")
        if waiting is not None:
            self.line.turnstile.check(waiting)
            head = self.line.next_in_turn("g")
            assert head is None or len(self.line.going) >= head.turns

    @invariant()
    def never_more(self):
        # Each run is judged by its own limit as it is let off, see `Line.let_off`.
        assert len(self.line.going) <= 3


TestLines = Lines.TestCase
TestLines.settings = settings(max_examples=60, stateful_step_count=30)
