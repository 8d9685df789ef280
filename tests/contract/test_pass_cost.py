"""What a pass of the scheduler costs, in commands: the same however many runs wait in turn."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine import clock
from engine.family import Family
from engine.rescue import Rescue
from schemas.run import RunStatus
from tests.contract.test_family import child
from tests.contract.test_mongo_commands import Recorder, open_stores
from tests.support.world import ListQueue


@pytest.fixture
def recorder():
    return Recorder()


@pytest.fixture
def opened(mongo_url, mongo_database, recorder):
    opened = open_stores(mongo_url, mongo_database, listeners=[recorder])
    opened.migrate()
    yield opened.stores
    opened.close()


def names_of(recorder):
    return [name for name, _ in recorder.take()]


def test_a_pass_costs_the_same_commands_however_many_runs_wait_in_turn(opened, recorder):
    family = Family(opened.runs, opened.family, ListQueue(), opened.shelves.gates)
    rescue = Rescue(opened.runs, ListQueue(), family)
    costs = []
    for first, last in ((0, 10), (10, 120)):
        past = clock.now() - timedelta(seconds=1)
        for index in range(first, last):
            run = child(index, RunStatus.WAITING, kind="turn", wake_at=past)
            assert opened.runs.insert(run)
        recorder.take()
        rescue.keep_time()
        timers = names_of(recorder)
        rescue.look_again()
        costs.append((timers, names_of(recorder)))
    assert costs[0][0] == costs[1][0]
    assert len(costs[1][1]) <= len(costs[0][1]) + 1
