"""What every run store does: claims, fences, leases, settlements."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from engine.store.documents import Fence, Hint, Renewal, Settlement
from schemas.run import TERMINAL, RunStatus
from tests.contract.samples import (
    ODD_TEXTS,
    completed,
    entries_of,
    full_run,
    run_of,
    waiting,
)

LEASE = 30.0


def claimed(runs, run_id="run-1", token="t-1"):
    claim = runs.claim(run_id, "worker-1", token, LEASE)
    assert claim is not None
    return claim.run


@pytest.fixture
def running(runs):
    """A claimed run."""
    runs.insert(run_of())
    return claimed(runs)


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_a_run_comes_back_as_it_was_stored(runs, text):
    run = full_run(text)
    runs.insert(run)
    assert runs.get(text) == run


def test_an_absent_value_comes_back_as_none(runs):
    run = run_of(inputs=None, version=None)
    runs.insert(run)
    assert runs.get("run-1") == run


def test_a_run_is_inserted_once(runs):
    first = run_of(principal="first")
    assert runs.insert(first)
    assert not runs.insert(run_of(principal="second"))
    assert not runs.insert(first)
    assert runs.get("run-1").principal == "first"


def test_an_unknown_run_is_none(runs):
    assert runs.get("run-1") is None
    assert runs.peek("run-1") is None
    assert runs.claim("run-1", "worker-1", "t-1", LEASE) is None
    assert runs.cancel("run-1", "somebody") is None


def test_a_peek_leaves_the_payloads_out(runs):
    run = full_run("run-1")
    runs.insert(run)
    bare = replace(run.decision, payload=b"")
    assert runs.peek("run-1") == replace(
        run, inputs=None, snapshot=None, tail=(), output=None, decision=bare
    )


def test_a_claim_gives_the_next_fence_and_a_lease(runs):
    runs.insert(run_of(inputs=b'{"a":1}', fence=Fence(4, "older")))
    claim = runs.claim("run-1", "worker-$1", "$token", LEASE)
    assert claim.run == runs.get("run-1")
    assert claim.run.fence == Fence(5, "$token")
    assert claim.run.status is RunStatus.RUNNING
    assert claim.run.lease.worker == "worker-$1"
    assert (claim.run.lease.until - claim.at).total_seconds() == LEASE
    assert claim.run.started_at == claim.at
    assert claim.run.inputs == b'{"a":1}'
    assert not claim.run.taken_over


def test_one_of_many_claimants_wins(runs):
    runs.insert(run_of())
    together = Barrier(16)

    def claim(number):
        together.wait(10)
        return runs.claim("run-1", f"worker-{number}", f"t-{number}", LEASE)

    with ThreadPoolExecutor(16) as pool:
        won = [claim for claim in pool.map(claim, range(16)) if claim]
    assert [claim.run for claim in won] == [runs.get("run-1")]
    assert won[0].run.fence.n == 1


def test_a_leased_run_cannot_be_claimed(runs, running):
    assert runs.claim("run-1", "worker-2", "t-2", LEASE) is None


def test_an_expired_lease_is_taken_over(runs, running, pass_seconds):
    pass_seconds(LEASE + 1)
    taken = runs.claim("run-1", "worker-2", "t-2", LEASE).run
    assert taken.taken_over
    assert taken.fence == Fence(2, "t-2")
    assert taken.lease.worker == "worker-2"
    assert runs.get("run-1").taken_over


def test_claims_that_died_in_a_row_are_counted_until_one_settles(runs, running, pass_seconds):
    since = set()
    for number in (1, 2, 3):
        pass_seconds(LEASE + 1)
        taken = runs.claim("run-1", "worker-2", f"t-{number}", LEASE).run
        assert taken.dead_claims == number
        since.add(taken.dead_since)
    assert len(since) == 1
    assert [hint.deaths for hint in runs.expire_worker("worker-2")] == [3]
    assert [hint.deaths for hint in runs.expired(10)] == [3]
    taken = runs.claim("run-1", "worker-2", "t-4", LEASE).run
    runs.settle("run-1", taken.fence, Settlement(RunStatus.QUEUED))
    assert runs.get("run-1").dead_claims == 0
    assert claimed(runs, token="t-9").dead_claims == 0


def test_a_claim_that_is_given_back_did_not_die(runs, running, pass_seconds):
    pass_seconds(LEASE + 1)
    for number in (1, 2, 3):
        taken = runs.claim("run-1", "worker-2", f"t-{number}", LEASE).run
        assert taken.dead_claims == 1
        assert taken.dead_since is not None
        runs.expire("run-1", taken.fence)
        assert runs.get("run-1").dead_since is None


def test_a_claim_after_a_settlement_is_no_takeover_and_keeps_the_first_start(runs, running):
    runs.settle("run-1", running.fence, Settlement(RunStatus.QUEUED))
    again = claimed(runs, token="t-2")
    assert not again.taken_over
    assert again.started_at == running.started_at


@pytest.mark.parametrize("status", sorted(TERMINAL | {RunStatus.WAITING}))
def test_nothing_but_queued_and_expired_runs_can_be_claimed(runs, status):
    runs.insert(run_of(status=status))
    assert runs.claim("run-1", "worker-1", "t-1", LEASE) is None


def test_a_renewed_lease_lasts_longer(runs, running, pass_seconds):
    assert runs.renew("run-1", running.fence, LEASE * 3) is Renewal.HELD
    pass_seconds(LEASE * 2)
    assert runs.claim("run-1", "worker-2", "t-2", LEASE) is None


@pytest.mark.parametrize("fence", [Fence(1, "other"), Fence(2, "t-1"), Fence()])
def test_another_fence_neither_renews_nor_settles_nor_expires(runs, running, fence):
    assert runs.renew("run-1", fence, LEASE) is Renewal.LOST
    assert not runs.settle("run-1", fence, completed())
    runs.expire("run-1", fence)
    assert runs.get("run-1") == running


def test_a_zombie_neither_renews_nor_settles(runs, running, pass_seconds):
    pass_seconds(LEASE + 1)
    successor = claimed(runs, token="t-2")
    assert runs.renew("run-1", running.fence, LEASE) is Renewal.LOST
    assert not runs.settle("run-1", running.fence, completed())
    assert runs.get("run-1") == successor


def test_a_renewal_tells_of_a_cancel(runs, running):
    runs.cancel("run-1", "somebody")
    assert runs.renew("run-1", running.fence, LEASE) is Renewal.CANCELED


def test_a_settled_run_is_not_renewed(runs, running):
    runs.settle("run-1", running.fence, completed())
    assert runs.renew("run-1", running.fence, LEASE) is Renewal.LOST


def test_an_expired_claim_may_be_taken_at_once(runs, running):
    runs.expire("run-1", running.fence)
    assert runs.claim("run-1", "worker-2", "t-2", LEASE).run.taken_over


def test_a_dead_workers_claims_are_expired_together(runs):
    for run_id in ("a", "b", "c"):
        runs.insert(run_of(run_id, queue="high"))
    for run_id, worker in (("a", "dead"), ("b", "alive"), ("c", "dead")):
        runs.claim(run_id, worker, "t-1", LEASE)
    assert sorted(runs.expire_worker("dead"), key=str) == [
        Hint("a", 1, "high"),
        Hint("c", 1, "high"),
    ]
    assert {hint.run_id for hint in runs.expired(10)} == {"a", "c"}
    assert runs.expire_worker("unknown") == []


def test_a_settlement_writes_what_the_claimant_leaves(runs, running):
    settlement = Settlement(
        RunStatus.COMPLETED,
        tail=entries_of(0, 1, body=b'{"$":1}'),
        snapshot=b"snapshot",
        journaled=True,
        current_id="$id",
        current_name="$name.with.dots",
        steps=2,
        output=b'"$output"',
        error=b'"$error"',
    )
    assert runs.settle("run-1", running.fence, settlement)
    run = runs.get("run-1")
    for name in ("tail", "snapshot", "journaled", "current_id", "current_name", "steps"):
        assert getattr(run, name) == getattr(settlement, name), name
    assert (run.status, run.output, run.error) == (RunStatus.COMPLETED, b'"$output"', b'"$error"')
    assert run.lease is None
    assert run.ended_at >= running.updated_at
    assert run.queued_at == running.queued_at


def test_a_settlement_keeps_snapshot_and_journal_mark_unless_it_brings_them(runs, running):
    first = Settlement(RunStatus.QUEUED, snapshot=b"snapshot", journaled=True, tail=entries_of(0))
    runs.settle("run-1", running.fence, first)
    again = claimed(runs, token="t-2")
    assert again.tail == first.tail
    runs.settle("run-1", again.fence, Settlement(RunStatus.QUEUED, current_id="next"))
    run = runs.get("run-1")
    assert (run.snapshot, run.journaled, run.tail) == (b"snapshot", True, ())
    assert run.ended_at is None


def test_a_settlement_as_queued_queues_anew(runs, running, pass_seconds):
    pass_seconds(10)
    before = runs.get("run-1").queued_at
    runs.settle("run-1", running.fence, Settlement(RunStatus.QUEUED))
    assert runs.get("run-1").queued_at > before


def test_a_wait_is_kept_with_its_deadline(runs, running):
    settlement = waiting(60)
    runs.settle("run-1", running.fence, settlement)
    run = runs.get("run-1")
    assert (run.status, run.wait, run.wake_at) == (
        RunStatus.WAITING,
        settlement.wait,
        settlement.wake_at,
    )


def test_a_claim_is_settled_once(runs, running):
    assert runs.settle("run-1", running.fence, waiting())
    assert not runs.settle("run-1", running.fence, completed())
    assert runs.get("run-1").status is RunStatus.WAITING


def test_a_settlement_misses_a_canceled_run_unless_it_settles_canceled(runs, running):
    runs.cancel("run-1", "$somebody")
    assert not runs.settle("run-1", running.fence, completed())
    assert runs.settle("run-1", running.fence, Settlement(RunStatus.CANCELED))
    run = runs.get("run-1")
    assert (run.status, run.cancel.by, run.lease) == (RunStatus.CANCELED, "$somebody", None)
    assert run.ended_at is not None
