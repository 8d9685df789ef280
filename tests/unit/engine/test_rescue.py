"""What a scheduler does every second, piece by piece."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from engine import rescue
from engine.errors import LeaseLost
from engine.family import turn
from engine.ports import QueueUnavailable
from engine.rescue import Rescue
from engine.store.documents import Hint
from engine.store.gates import Gate
from schemas.run import RunStatus
from tests.support.world import World, call, final, step


def lost_run(world):
    """A queued run whose hint is gone."""
    run = world.submit(world.plan(final("end")))
    world.queue.hints.clear()
    return run


def abandoned_run(world):
    """A running run whose worker went away without a word."""

    def vanish(_request):
        raise LeaseLost

    world.sink.answer = vanish
    run = world.submit(world.plan(call("a")))
    world.runner().advance(run.run_id)
    world.queue.hints.clear()
    return run


def hinted(world):
    return [hint.run_id for hint in world.queue.hints]


def test_a_queued_run_without_a_hint_is_pushed_after_a_while():
    world = World()
    run = lost_run(world)
    world.time.sleep(4.9)
    world.rescue.tick()
    assert hinted(world) == []
    world.time.sleep(0.2)
    world.rescue.tick()
    assert world.queue.hints == [Hint(run.run_id, 0, "default")]


def test_a_backlog_is_no_loss():
    world = World()
    run = world.submit(world.plan(final("end")))
    world.time.sleep(60)
    world.rescue.tick()
    assert hinted(world) == [run.run_id]


def test_a_long_backlog_is_asked_about_a_page_a_tick_and_then_again(monkeypatch):
    monkeypatch.setattr(rescue, "_PAGE", 2)
    world = World()
    runs = sorted(lost_run(world).run_id for _ in range(5))
    world.time.sleep(6)
    pages = []
    for _ in range(4):
        world.queue.hints.clear()
        world.rescue.tick()
        pages.append(hinted(world))
    assert pages == [runs[:2], runs[2:4], runs[4:], runs[:2]]


def test_everything_queued_is_pushed_at_once_when_redis_lost_its_memory(monkeypatch):
    monkeypatch.setattr(rescue, "_PAGE", 2)
    world = World()
    runs = sorted(lost_run(world).run_id for _ in range(5))
    world.time.sleep(0.1)
    world.queue.is_lost = True
    world.rescue.tick()
    assert hinted(world) == runs
    world.rescue.tick()
    assert hinted(world) == runs


def test_a_run_whose_lease_is_over_is_pushed_at_once():
    world = World()
    run = abandoned_run(world)
    world.rescue.tick()
    assert hinted(world) == [run.run_id]
    world.rescue.tick()
    assert hinted(world) == [run.run_id]


def test_a_run_that_was_under_way_goes_on_before_those_that_have_not_begun():
    world = World()
    abandoned = abandoned_run(world)
    backlog = [world.submit(world.plan(final("end"))) for _ in range(3)]
    world.time.sleep(5.1)
    world.rescue.tick()
    assert hinted(world) == [run.run_id for run in (abandoned, *backlog)]


@pytest.mark.parametrize("deaths", [1, 2])
def test_what_died_again_and_again_goes_behind_the_others(monkeypatch, deaths):
    world = World()
    abandoned = abandoned_run(world)
    world.time.sleep(5.1)
    world.runner().advance(abandoned.run_id)
    world.queue.hints.clear()
    backlog = world.submit(world.plan(final("end")))
    expired = world.runs.store.expired
    monkeypatch.setattr(
        world.runs.store,
        "expired",
        lambda limit: [replace(hint, deaths=deaths) for hint in expired(limit)],
    )
    world.time.sleep(5.1)
    world.rescue.tick()
    assert (hinted(world)[0] == backlog.run_id) is (deaths > 1)


def test_a_run_under_a_lease_is_left_alone():
    world = World()
    run = world.submit(world.plan(final("end")))
    world.stores.runs.claim(run.run_id, "w", "t", 5)
    world.queue.hints.clear()
    world.time.sleep(4.9)
    world.rescue.tick()
    assert hinted(world) == []


def test_a_wait_is_ended_when_its_time_has_come_and_not_before():
    world = World()
    run = world.run(step("d", "delay", "end", seconds=10), final("end"))
    world.time.sleep(9.9)
    world.rescue.tick()
    assert world.read(run.run_id).status is RunStatus.WAITING
    world.time.sleep(0.1)
    world.rescue.tick()
    decided = world.read(run.run_id)
    assert (decided.status, decided.decision.kind) == (RunStatus.QUEUED, "due")
    assert hinted(world) == [run.run_id]


def test_a_wait_that_somebody_else_ended_first_is_not_pushed_twice(monkeypatch):
    world = World()
    world.run(step("d", "delay", "end", seconds=10), final("end"))
    world.time.sleep(10)
    due = world.stores.runs.due(0, 10)
    world.rescue.wake_due()
    monkeypatch.setattr(world.stores.runs, "due", lambda *_: due)
    world.rescue.wake_due()
    assert len(world.queue.hints) == 1


@pytest.mark.parametrize(("until", "sleep"), [(0.5, 0.5), (0.001, 0.02), (3, 1.0)])
def test_the_next_tick_comes_with_the_next_wait_within_bounds(until, sleep):
    world = World()
    world.run(step("d", "delay", "end", seconds=10), final("end"))
    world.time.sleep(10 - until)
    assert world.rescue.tick() == pytest.approx(sleep)


def test_without_a_wait_the_next_tick_is_in_a_second():
    assert World().rescue.tick() == 1.0


def test_a_queue_out_of_reach_is_told_and_costs_nothing():
    world = World()
    run = world.run(step("d", "delay", "end", seconds=10), final("end"))
    world.time.sleep(10)
    world.queue.is_down = True
    with pytest.raises(QueueUnavailable):
        world.rescue.tick()
    world.queue.is_down = False
    world.wake(6)
    assert world.read(run.run_id).status is RunStatus.COMPLETED


def in_turn(world, count, group="g", **changes):
    """Put runs that wait for their turn, and are due to be asked about, into the store."""
    made = world.submit(world.plan(final("end")))
    world.drain()
    at = world.time.at
    for index in range(count):
        run = replace(
            world.read(made.run_id),
            run_id=f"{group}{index}",
            status=RunStatus.WAITING,
            ended_at=None,
            wait=turn(f"turn_{group}{index}", "", "", at),
            wake_at=at,
            group=group,
            child_index=index,
            turns=1,
            **changes,
        )
        assert world.stores.runs.insert(run)


class Counted:
    """Counts the calls of a store by their name."""

    def __init__(self, store):
        self._store, self.calls = store, Counter()

    def __getattr__(self, name):
        method = getattr(self._store, name)

        def counted(*args, **kwargs):
            self.calls[name] += 1
            return method(*args, **kwargs)

        return counted


def asked(count):
    """Return the calls of a look at a group of so many, all of whom have to stay."""
    world = World()
    in_turn(world, count)
    world.stores.shelves.gates.insert(Gate("g", ("busy",)))
    world.stores.runs.insert(replace(world.read("g0"), run_id="busy", group=None, wake_at=None))
    runs, kin = Counted(world.stores.runs), Counted(world.stores.family)
    family = replace(world.family, runs=runs, store=kin)
    world.time.sleep(5)
    pause = Rescue(runs, world.queue, family, now=world.time.now).look_again()
    assert (world.stores.runs.due(0, 10_000), pause) == ([], 1.0)
    return runs.calls + kin.calls


def test_however_many_wait_for_their_turn_in_a_group_it_is_one_question():
    few, many = asked(3), asked(1500)
    assert many == few
    assert sum(many.values()) < 12


def test_timers_are_kept_without_a_look_at_any_family():
    world = World()
    in_turn(world, 500)
    slow = world.run(step("d", "delay", "end", seconds=2), final("end"))
    world.time.sleep(2)
    runs, kin = Counted(world.stores.runs), Counted(world.stores.family)
    family = replace(world.family, runs=runs, store=kin)
    Rescue(runs, world.queue, family, now=world.time.now).keep_time()
    assert (hinted(world), dict(kin.calls), runs.calls["peek"]) == ([slow.run_id], {}, 0)


def test_a_run_in_turn_whose_deadline_is_over_is_seen_beside_its_group():
    world = World()
    in_turn(world, 3)
    in_turn(world, 1, "h", deadline=world.time.at)
    late = replace(world.read("h0"), group="g", run_id="late", child_index=9)
    world.stores.runs.insert(late)
    world.stores.shelves.gates.insert(Gate("g", ("busy",)))
    world.stores.runs.insert(replace(world.read("g0"), run_id="busy", group=None, wake_at=None))
    world.time.sleep(5)
    world.rescue.look_again()
    assert {"h0", "late"} <= set(hinted(world))
