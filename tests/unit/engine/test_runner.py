"""The life of a claim, and what becomes of a run whose worker dies or is too slow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine import canonical, loading
from engine.errors import Unavailable
from engine.limits import Limits
from engine.outcome import Completed
from engine.ports import QueueUnavailable
from engine.runner import never
from engine.steps.base import HttpResponse, StepType
from engine.store.documents import Entry, Fence
from schemas.run import RunStatus
from tests.support.world import ADA, World, call, error_of, final, output_of, step


class Died(BaseException):
    """The process is gone."""


def die(*_, **__):
    raise Died


def kinds(world, run):
    return [str(record.kind) for record in world.records(run)]


def lose_a_worker(world):
    """Let the worker die in the run's next effect, and rescue notice."""
    with pytest.raises(Died):
        world.drain()
    world.time.sleep(world.limits.lease_seconds + 0.1)
    world.rescue.tick()


def test_a_run_that_takes_its_workers_down_is_failed_naming_the_step():
    world = World()
    world.sink.answer = die
    run = world.submit(
        world.plan(step("s", "set", "a", values={}), {**call("a"), "name": "Killer"})
    )
    for _ in range(3):
        lose_a_worker(world)
    world.drain()
    error = error_of(world.read(run.run_id))
    assert error["code"] == "POISON_STEP"
    assert "Killer" in error["message"]
    assert error["stepId"] == "a"
    assert kinds(world, run) == ["completed", *["takeover"] * 3, "failed"]
    assert len(world.sink.calls) == 3


def test_a_run_that_kills_whoever_takes_it_up_is_failed_before_it_is_read(monkeypatch):
    world = World()
    run = world.submit(world.plan(call("a")))
    monkeypatch.setattr(loading, "load", die)
    limits = world.limits
    for _ in range(int(limits.dead_claims_seconds / (limits.lease_seconds + 0.1)) + 2):
        assert world.read(run.run_id).status is not RunStatus.FAILED
        lose_a_worker(world)
    world.drain()
    stored = world.read(run.run_id)
    assert error_of(stored)["code"] == "POISON_STEP"
    assert stored.dead_letter
    assert world.sink.calls == []


def test_a_run_whose_store_cannot_be_read_for_long_is_no_poison(monkeypatch):
    world = World()
    run = world.submit(world.plan(final("end")))

    def unavailable(*_, **__):
        raise Unavailable("the store is out of reach")

    with monkeypatch.context() as patch:
        patch.setattr(loading, "load", unavailable)
        for _ in range(600):
            world.drain()
            world.time.sleep(1)
            world.rescue.tick()
    world.drain()
    assert world.read(run.run_id).status is RunStatus.COMPLETED


def test_progress_between_two_deaths_is_no_poison():
    world = World()
    steps = [call(f"c{n}", f"c{n + 1}") for n in range(4)]
    dead = {1, 2, 4, 6, 8}
    world.sink.answer = lambda _: (
        die() if len(world.sink.calls) in dead else HttpResponse(200, {}, b"", 1)
    )
    run = world.submit(world.plan(*steps, final("c4")))
    for _ in range(5):
        lose_a_worker(world)
    world.drain()
    assert world.read(run.run_id).status is RunStatus.COMPLETED


def test_a_zombie_finds_its_place_taken_and_touches_nothing():
    world = World()
    run = world.submit(world.plan(call("a", "end"), final("end", n="{{a.data}}")))

    def answer(_request):
        if len(world.sink.calls) == 1:
            # Too slow: another worker takes over and brings the run to its end.
            world.time.sleep(6)
            world.rescue.tick()
            world.drain("w2")
            return HttpResponse(200, {}, b"zombie", 1)
        return HttpResponse(200, {}, b"alive", 1)

    world.sink.answer = answer
    world.drain("w1")
    run = world.read(run.run_id)
    assert output_of(run) == {"n": "alive"}
    assert kinds(world, run) == ["takeover", "completed", "finished"]
    assert [notice.fence_n for notice in world.notices.given] == [2]


def test_a_lost_lease_is_given_back_at_once():
    world = World()
    world.step_types["slow"] = StepType("slow", lambda *_: world.time.sleep(10) or Completed())
    run = world.submit(world.plan(step("s", "slow", "a"), call("a")))
    world.drain()
    assert world.read(run.run_id).lease.until <= world.time.at


def test_only_a_queued_run_is_claimed():
    world = World()
    run = world.run(step("w", "wait"))
    world.runner().advance(run.run_id)
    assert world.read(run.run_id) == run


def test_a_settle_that_the_store_refuses_is_done_by_the_next_claim(monkeypatch):
    world = World()
    settle, failures = world.stores.runs.settle, [1]

    def once(*given):
        if failures:
            failures.pop()
            raise Unavailable("down")
        return settle(*given)

    monkeypatch.setattr(world.stores.runs, "settle", once)
    run = world.submit(world.plan(call("a", "end"), final("end", n="{{a.data.n}}")))
    world.drain()
    assert world.read(run.run_id).status is RunStatus.RUNNING
    world.wake(0)
    assert output_of(world.read(run.run_id)) == {"n": 1}
    assert len(world.sink.calls) == 1


def test_a_release_that_the_store_refuses_is_left_to_the_lease(monkeypatch):
    world = World()

    def down(*_):
        raise Unavailable("down")

    monkeypatch.setattr(world.stores.runs, "settle", down)
    monkeypatch.setattr(world.stores.runs, "expire", down)
    run = world.submit(world.plan(final("end")))
    world.drain()
    monkeypatch.undo()
    world.wake(4)
    assert world.read(run.run_id).status is RunStatus.RUNNING
    world.wake(2)
    assert world.read(run.run_id).status is RunStatus.COMPLETED


def test_an_append_whose_answer_was_lost_is_found_to_be_ones_own(monkeypatch):
    world = World()
    append, lost = world.stores.runs.append, [1]

    def forgetful(run_id, entries):
        taken = append(run_id, entries)
        if lost:
            lost.pop()
            raise Unavailable("the answer was lost")
        return taken

    monkeypatch.setattr(world.stores.runs, "append", forgetful)
    run = world.run(call("a", "end"), final("end"))
    assert (run.status, len(world.sink.calls)) == (RunStatus.COMPLETED, 1)
    assert [record.seq for record in world.records(run)] == [0, 1]


def test_a_store_that_stays_away_costs_the_lease():
    world = World()
    real = world.stores.runs

    class Away:
        def __getattr__(self, name):
            return getattr(real, name)

        def append(self, *_):
            raise Unavailable("down")

    run = world.submit(world.plan(call("a", "end"), final("end")))
    runner = replace(world.runner(), runs=Away())
    runner.advance(run.run_id)
    assert world.time.monotonic() >= world.limits.lease_seconds
    world.wake(0)
    assert world.read(run.run_id).status is RunStatus.COMPLETED
    assert len(set(world.sink.keys)) == 1


def test_a_cancel_during_the_last_step_wins_over_its_result():
    world = World()
    world.sink.answer = lambda _: (
        world.runs.cancel(ADA, run.run_id) and HttpResponse(200, {}, b"", 1)
    )
    run = world.submit(world.plan(call("a", "end"), final("end")))
    world.drain()
    run = world.read(run.run_id)
    assert run.status is RunStatus.CANCELED
    assert error_of(run)["code"] == "RUN_CANCELED"
    assert output_of(run) is None
    assert [notice.status for notice in world.notices.given] == [RunStatus.CANCELED]


def test_a_cancel_of_a_run_whose_worker_died_is_settled_by_the_next_one():
    world = World()
    world.sink.answer = die
    run = world.submit(world.plan(call("a", "end"), final("end")))
    with pytest.raises(Died):
        world.drain()
    world.runs.cancel(ADA, run.run_id)
    world.wake(6)
    assert world.read(run.run_id).status is RunStatus.CANCELED
    assert len(world.sink.calls) == 1


def test_a_settle_that_misses_for_another_reason_leaves_the_run_alone(monkeypatch):
    world = World()
    settle = world.stores.runs.settle
    monkeypatch.setattr(world.stores.runs, "settle", lambda *_: False)
    run = world.submit(world.plan(final("end")))
    world.drain()
    assert world.notices.given == []
    monkeypatch.setattr(world.stores.runs, "settle", settle)
    world.wake(0)
    assert world.read(run.run_id).status is RunStatus.COMPLETED


def test_a_cancel_that_cannot_be_settled_either_leaves_the_run_alone(monkeypatch):
    world = World()
    monkeypatch.setattr(world.stores.runs, "settle", lambda *_: False)
    world.sink.answer = lambda _: (
        world.runs.cancel(ADA, run.run_id) and HttpResponse(200, {}, b"", 1)
    )
    run = world.submit(world.plan(call("a")))
    world.drain()
    assert world.read(run.run_id).status is RunStatus.RUNNING
    assert world.notices.given == []


def test_a_hint_that_redis_refuses_is_pushed_by_rescue(monkeypatch):
    world = World(limits=Limits(slice_records=1))
    run = world.submit(world.plan(step("a", "set", "b", values={}), final("b")))
    [hint] = world.queue.hints
    world.queue.hints = []
    world.queue.is_down = True
    world.runner().advance(hint.run_id)
    assert world.read(run.run_id).status is RunStatus.QUEUED
    world.queue.is_down = False
    world.wake(6)
    assert world.read(run.run_id).status is RunStatus.COMPLETED


def test_whoever_waits_is_told_output_error_or_wait():
    world = World()
    world.run(final("end", x=1))
    world.run(step("a", "fail", code="NO"))
    world.run(step("a", "wait"))
    completed, failed, waiting = world.notices.given
    assert canonical.decode(completed.output) == {"x": 1}
    assert canonical.decode(failed.error)["code"] == "NO"
    assert canonical.decode(waiting.wait)["waitState"]["type"] == "wait"


def test_a_run_that_only_had_its_share_is_no_news():
    world = World(limits=Limits(slice_records=1))
    world.run(step("a", "set", "b", values={}), final("b"))
    assert [notice.status for notice in world.notices.given] == [RunStatus.COMPLETED]


TIMES = b'"started_at":"2026-01-01T00:00:00Z","ended_at":"2026-01-01T00:00:00Z"'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"kind":"completed"}',
        b'{"kind":"completed","started_at":1,"ended_at":2}',
        b'{"kind":"failed","caught":"loop","step_id":"w","error":{},%s}' % TIMES,
        b'{"kind":"completed","step_id":"gone",%s}' % TIMES,
    ],
)
def test_a_record_nobody_wrote_like_that_fails_the_run(body):
    world = World()
    run = world.run(step("w", "wait"))
    tail = (Entry(0, Fence(1, "t0"), body),)
    spoiled = replace(world.read(run.run_id), status=RunStatus.QUEUED, tail=tail)
    world.stores.runs._runs[run.run_id] = spoiled
    world.runner().advance(run.run_id)
    assert error_of(world.read(run.run_id))["code"] == "CORRUPT_STATE"


def test_a_gap_in_the_journal_fails_the_run():
    world = World()
    run = world.submit(world.plan(call("a", "b"), call("b", "w"), step("w", "wait")))
    world.drain()
    del world.stores.runs._journal[run.run_id, 0]
    spoiled = replace(world.read(run.run_id), status=RunStatus.QUEUED)
    world.stores.runs._runs[run.run_id] = spoiled
    world.runner().advance(run.run_id)
    assert error_of(world.read(run.run_id))["code"] == "CORRUPT_STATE"


def test_nobody_asks_a_worker_to_stop():
    assert never() is False


def test_a_queue_out_of_reach_is_named_so():
    assert QueueUnavailable("gone").code == "queue_unavailable"
