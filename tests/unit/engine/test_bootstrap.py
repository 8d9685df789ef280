"""The parts put together from settings; nothing connects before it is used."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from engine import bootstrap
from engine.bootstrap import Engine, build
from engine.errors import Unavailable
from engine.runs import Start
from engine.settings import Settings, SettingsError
from engine.steps import BY_NAME
from engine.store.documents import Hint
from schemas.run import RunStatus
from tests.support.world import ADA, ListQueue, World, final

# Port 9 on loopback: whoever connects fails.
WHOLE = {
    "redis_url": "redis://127.0.0.1:9",
    "mongo_url": "mongodb://127.0.0.1:9",
    "secret_key": "s" * 32,
}


@dataclass
class Queue(ListQueue):
    forgotten: list = field(default_factory=list)

    def forget_worker(self, name):
        self.forgotten.append(name)


@pytest.fixture
def engine():
    world = World()
    settings = Settings(**WHOLE, egress_allow=("10.0.0.0/8",))
    return Engine(settings, SimpleNamespace(stores=world.stores), Queue(), world.notices)


@pytest.mark.parametrize("name", ["redis_url", "mongo_url"])
def test_a_server_that_is_not_named_is_told_by_its_variable(name):
    with pytest.raises(SettingsError, match=f"MILLRACE_{name.upper()}"):
        build(Settings(**{**WHOLE, name: None}))


def test_a_secret_that_is_not_given_is_told_by_its_variable(engine):
    with pytest.raises(SettingsError, match="MILLRACE_SECRET_KEY"):
        bootstrap.secret_of(Settings())


def test_building_connects_to_nothing():
    engine = build(Settings(**WHOLE))
    assert engine.queue.url == WHOLE["redis_url"]
    assert engine.stores.runs is not None
    engine.mongo.close()


def test_a_flow_runs_on_what_was_put_together(engine):
    steps = [{"id": "t", "type": "api", "nextStepId": "end"}, final("end", x=1)]
    given = {"name": "F", "description": "", "visibility": "private"}
    view = engine.flows.create(ADA, definition={"steps": steps}, **given)
    plan = engine.flows.resolve(ADA, view.flow.flow_id, "draft")
    start = Start(plan, plan.triggers[0], "ws", ADA, {})
    run = engine.runs.submit(engine.runs.prepare(start)).run
    runner = engine.runner("w1")
    runner.heartbeats._in_background = False  # the thread would outlive the test
    runner.advance(run.run_id)
    assert engine.runs.get(ADA, run.run_id).status is RunStatus.COMPLETED


def test_tokens_and_rescue_are_of_the_same_stores(engine):
    text = engine.tokens.mint("pat", "ws", "Ada").text
    assert engine.tokens.authenticate(text).workspace_id == "ws"
    assert engine.rescue.tick() == 1.0


def test_what_callers_wait_on_listens_to_the_same_redis(engine):
    assert engine.waiters() is not None


def test_steps_know_what_the_operator_allows(engine):
    types = bootstrap.step_types_of(engine.settings)
    assert set(types) == set(BY_NAME)
    check = types["http-request"].check
    assert check({"url": "http://10.1.2.3/"}) == []
    assert check({"url": "http://192.168.0.1/"}) != []


def test_limits_are_the_operators():
    limits = bootstrap.limits_of(Settings(max_steps=7, slice_steps=5, run_work_seconds=60))
    assert (limits.max_steps, limits.slice_records, limits.max_work_seconds) == (7, 5, 60)


def test_definitions_are_held_to_the_operators_bounds():
    bounds = bootstrap.bounds_of(Settings(max_definition_steps=3))
    assert bounds.max_steps == 3


def test_a_dead_workers_runs_are_handed_on(engine):
    world_runs = engine.stores.runs
    plan = World().plan(final("end"))
    run = engine.runs.submit(engine.runs.prepare(Start(plan, plan.triggers[0], "ws", ADA, {}))).run
    engine.queue.hints.clear()
    world_runs.claim(run.run_id, "dead", "t", 60)
    engine.bury("dead")
    assert engine.queue.forgotten == ["dead"]
    assert engine.queue.hints == [Hint(run.run_id, 1, "default")]
    assert world_runs.expired(10) == [Hint(run.run_id, 1, "default")]


def test_a_burial_without_a_store_is_left_to_rescue(engine, monkeypatch, caplog):
    def down(_worker):
        raise Unavailable("down")

    monkeypatch.setattr(engine.stores.runs, "expire_worker", down)
    engine.bury("dead")
    assert "worker_not_buried" in caplog.text
    assert engine.queue.forgotten == []
