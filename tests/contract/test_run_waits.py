"""What every run store does about waits, deadlines, cancels and searches."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from engine import clock
from engine.store.documents import Due, Hint
from schemas.run import TERMINAL, RunStatus
from tests.contract.samples import ODD_TEXTS, decision_of, run_of, wait_of, waiting

LEASE = 30.0


@pytest.fixture
def park(runs):
    """Leave a run waiting, due in so many seconds."""

    def park(run_id="run-1", wake_in_seconds=None, wait_id="wait-1"):
        runs.insert(run_of(run_id, queue="high"))
        run = runs.claim(run_id, "worker-1", "t-1", LEASE).run
        assert runs.settle(run_id, run.fence, waiting(wake_in_seconds, wait_id))
        return runs.get(run_id)

    return park


def test_a_decision_queues_the_run(runs, park):
    parked = park(wake_in_seconds=60)
    decision = decision_of(by="$by", payload=b'{"$set":1}')
    shown = runs.decide("run-1", decision)
    assert shown == runs.peek("run-1")
    run = runs.get("run-1")
    assert (run.status, run.decision, run.wait, run.wake_at) == (
        RunStatus.QUEUED,
        decision,
        None,
        None,
    )
    assert run.queued_at >= parked.queued_at
    assert shown.fence == parked.fence


def test_a_decision_stays_through_the_next_claim(runs, park):
    park()
    runs.decide("run-1", decision_of())
    assert runs.claim("run-1", "worker-1", "t-2", LEASE).run.decision == decision_of()


def test_a_wait_is_decided_once(runs, park):
    park()
    assert runs.decide("run-1", decision_of(key="first"))
    assert runs.decide("run-1", decision_of(key="second")) is None
    assert runs.get("run-1").decision.key == "first"


@pytest.mark.parametrize("wait_id", ["wait-2", "", *ODD_TEXTS])
def test_a_decision_of_another_wait_misses(runs, park, wait_id):
    park()
    assert runs.decide("run-1", decision_of(wait_id)) is None


@pytest.mark.parametrize("status", sorted(set(RunStatus) - {RunStatus.WAITING}))
def test_only_a_waiting_run_is_decided(runs, status):
    runs.insert(run_of(status=status, wait=wait_of()))
    assert runs.decide("run-1", decision_of()) is None


def test_nobody_decides_an_unknown_run(runs):
    assert runs.decide("run-1", decision_of()) is None


def test_a_person_decides_before_the_deadline_only(runs, park, pass_seconds):
    park(wake_in_seconds=60)
    pass_seconds(61)
    assert runs.decide("run-1", decision_of()) is None
    assert runs.decide("run-1", decision_of(kind="due"))


def test_time_decides_after_the_deadline_only(runs, park):
    park(wake_in_seconds=60)
    assert runs.decide("run-1", decision_of(kind="due")) is None
    assert runs.decide("run-1", decision_of())


def test_time_never_decides_a_wait_without_a_deadline(runs, park, pass_seconds):
    park()
    pass_seconds(10**6)
    assert runs.decide("run-1", decision_of(kind="due")) is None


@pytest.mark.parametrize("wake_in_seconds", [0.05, 60])
def test_one_of_many_decisions_wins_and_on_the_right_side_of_the_deadline(
    runs, park, wake_in_seconds
):
    park(wake_in_seconds=wake_in_seconds)
    together = Barrier(32)

    def decide(number):
        together.wait(10)
        kind = ("due", "decision", "decision")[number % 3]
        return runs.decide("run-1", decision_of(kind=kind, key=str(number)))

    with ThreadPoolExecutor(32) as pool:
        won = [run for run in pool.map(decide, range(32)) if run]
    while not won:  # the short deadline may have been ahead for every `due`
        won = [run for run in [runs.decide("run-1", decision_of(kind="due"))] if run]
    assert [run.decision.key for run in won] == [runs.get("run-1").decision.key]
    if wake_in_seconds == 60:
        assert won[0].decision.kind != "due"


@pytest.mark.parametrize("status", [RunStatus.QUEUED, RunStatus.WAITING])
def test_a_cancel_ends_a_run_that_nobody_advances(runs, status):
    runs.insert(run_of(status=status, wait=wait_of(), wake_at=run_of().created_at))
    shown = runs.cancel("run-1", "$somebody")
    assert shown == runs.peek("run-1")
    assert (shown.status, shown.cancel.by, shown.wait, shown.wake_at) == (
        RunStatus.CANCELED,
        "$somebody",
        None,
        None,
    )
    assert shown.ended_at == shown.updated_at == shown.cancel.at


def test_a_cancel_of_a_wait_ends_who_still_waits_for_it(runs, park):
    park()
    assert runs.cancel("run-1", "somebody", "another") is None
    assert runs.get("run-1").status is RunStatus.WAITING
    shown = runs.cancel("run-1", "somebody", "wait-1")
    assert shown == runs.peek("run-1")
    assert (shown.status, shown.cancel.by, shown.wait) == (RunStatus.CANCELED, "somebody", None)


def test_a_cancel_of_a_wait_that_is_over_leaves_the_run_alone(runs, park):
    park()
    decided = runs.decide("run-1", decision_of())
    assert runs.cancel("run-1", "somebody", "wait-1") is None
    assert runs.peek("run-1") == decided
    assert runs.cancel("unknown", "somebody", "wait-1") is None


def test_a_cancel_flags_a_running_run_once(runs):
    runs.insert(run_of())
    run = runs.claim("run-1", "worker-1", "t-1", LEASE).run
    flagged = runs.cancel("run-1", "first")
    assert (flagged.status, flagged.cancel.by, flagged.ended_at) == (
        RunStatus.RUNNING,
        "first",
        None,
    )
    assert flagged.lease == run.lease
    assert runs.cancel("run-1", "second") == flagged


@pytest.mark.parametrize("status", sorted(TERMINAL))
def test_a_cancel_leaves_a_finished_run_alone(runs, status):
    run = run_of(status=status)
    runs.insert(run)
    assert runs.cancel("run-1", "somebody") == runs.peek("run-1")
    assert runs.get("run-1") == run


def test_a_cancel_flag_outlives_a_takeover(runs, pass_seconds):
    runs.insert(run_of())
    runs.claim("run-1", "worker-1", "t-1", LEASE)
    runs.cancel("run-1", "somebody")
    pass_seconds(LEASE + 1)
    assert runs.claim("run-1", "worker-2", "t-2", LEASE).run.cancel.by == "somebody"


def test_expired_runs_are_the_running_ones_whose_lease_is_over(runs, park, pass_seconds):
    for run_id in ("a", "b", "c"):
        runs.insert(run_of(run_id, queue="low"))
    runs.claim("a", "worker-1", "t-1", LEASE)
    runs.claim("b", "worker-1", "t-1", LEASE * 10)
    park("d", wake_in_seconds=1)
    assert runs.expired(10) == []
    pass_seconds(LEASE + 1)
    assert runs.expired(10) == [Hint("a", 1, "low")]


def test_due_runs_are_the_waiting_ones_in_the_order_of_their_deadlines(runs, park):
    late, soon = park("a", 40), park("b", 20)
    park("c", 500)
    park("d")
    park("e", 10)
    runs.cancel("e", "somebody")
    assert runs.due(60, 10) == [
        Due("b", "wait-1", soon.wake_at, "user-approval"),
        Due("a", "wait-1", late.wake_at, "user-approval"),
    ]
    assert runs.due(0, 10) == []
    assert [due.run_id for due in runs.due(60, 1)] == ["b"]


def test_queued_runs_are_told_by_age_and_in_the_order_of_their_ids(runs, pass_seconds):
    for run_id in ("c", "a", "b", "claimed"):
        runs.insert(run_of(run_id, queue="low"))
    runs.claim("claimed", "worker-1", "t-1", LEASE)
    assert runs.queued(5, 10) == []
    pass_seconds(6)
    runs.insert(run_of("young", queued_at=clock.now() + timedelta(seconds=6)))
    assert runs.queued(5, 10) == [Hint(run_id, 0, "low") for run_id in ("a", "b", "c")]
    assert runs.queued(5, 1, after="a") == [Hint("b", 0, "low")]


def test_a_limit_of_nothing_finds_nothing(runs, park, pass_seconds):
    runs.insert(run_of("queued"))
    park("due", 1)
    pass_seconds(60)
    assert (runs.queued(0, 0), runs.due(0, 0), runs.expired(0)) == ([], [], [])
