"""What a whole run costs in MongoDB, counted at the driver."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pymongo.monitoring import CommandListener

from engine.store.mongo import open_stores
from tests.support.world import World, final, output_of, step


class Commands(CommandListener):
    """The writes and reads that were sent, and whether each waits for the journal."""

    def __init__(self):
        self.sent = []

    def started(self, event):
        if event.command_name in ("insert", "update", "findAndModify", "find", "aggregate"):
            concern = event.command.get("writeConcern", {})
            self.sent.append((event.command_name, bool(concern.get("j"))))

    def succeeded(self, event):
        """Nothing to keep."""

    def failed(self, event):
        """Nothing to keep."""


@pytest.fixture
def commands():
    return Commands()


@pytest.fixture
def world(mongo_url, mongo_database, commands):
    opened = open_stores(mongo_url, mongo_database, listeners=[commands])
    opened.migrate()
    world = World()
    world.stores = replace(world.stores, runs=opened.stores.runs)
    world.runs = replace(world.runs, store=opened.stores.runs)
    yield world
    opened.close()


def test_ten_pure_steps_are_one_insert_one_claim_and_one_settle(world, commands):
    steps = [step(f"s{n}", "set", f"s{n + 1}", values={"x": n}) for n in range(9)]
    plan = world.plan(*steps, final("s9", x="{{x}}"))
    commands.sent.clear()
    run = world.submit(plan)
    world.drain()
    assert commands.sent == [("insert", True), ("findAndModify", False), ("update", True)]
    assert output_of(world.read(run.run_id)) == {"x": 8}
