"""Memory and MongoDB, driven side by side by arbitrary calls, give equal answers."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from engine.store.documents import Fence, Settlement
from schemas.run import RunStatus
from tests.contract.conftest import new_memory_backend
from tests.contract.samples import completed, decision_of, entries_of, run_of, waiting

LEASE = 60.0
WAIT_IDS = st.sampled_from(["wait-1", "wait-1", "wait-2"])
ODDITIES = st.sampled_from(["none", "none", "token", "number"])
SEQS = st.lists(st.integers(0, 4), min_size=1, max_size=3, unique=True)


def parked(wake_in_seconds, wait_id, kind):
    """Return what makes the settlement, given the time."""

    def at(now):
        wake_at = now + timedelta(seconds=wake_in_seconds) if wake_in_seconds else None
        parked = waiting(wait_id=wait_id)
        return replace(parked, wait=replace(parked.wait, kind=kind), wake_at=wake_at)

    return at


def finished(tail):
    return lambda _: completed(tail=tail)


def left(status, snapshot, journaled, taken_over):
    return lambda _: Settlement(
        status, snapshot=snapshot, journaled=journaled, taken_over=taken_over
    )


WAITS = st.sampled_from(["user-approval", "wait", "children", "turn"])
PARKED = st.builds(parked, st.sampled_from([90.0, None]), WAIT_IDS, WAITS)
SETTLEMENTS = st.one_of(
    PARKED,
    st.builds(finished, tail=st.builds(lambda seqs: entries_of(*seqs), SEQS)),
    st.builds(
        left,
        st.sampled_from([RunStatus.QUEUED, RunStatus.FAILED, RunStatus.CANCELED]),
        snapshot=st.sampled_from([None, b"snapshot"]),
        journaled=st.booleans(),
        taken_over=st.booleans(),
    ),
)


def timeless(answer):
    """Return the answer with every time reduced to being there: the two clocks differ."""
    if is_dataclass(answer):
        return timeless(asdict(answer))
    if isinstance(answer, dict):
        return {key: timeless(value) for key, value in answer.items()}
    if isinstance(answer, list | tuple):
        return [timeless(value) for value in answer]
    if isinstance(answer, datetime):
        return "a time"
    return answer.value if isinstance(answer, Enum) else answer


def is_in(*statuses):
    """Let a rule run mostly where it can have an effect; misses come from odd fences and waits."""
    return precondition(lambda machine: machine.current().status in statuses)


STAGES = st.sampled_from([RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.WAITING])


class SideBySide(RuleBasedStateMachine):
    """Every rule is one call, made to both stores, about the newest run."""

    def __init__(self, mongo, raw):
        super().__init__()
        raw["runs"].delete_many({})
        raw["steps"].delete_many({})
        self.backends = [new_memory_backend(), mongo]
        self.number = 0

    def current(self):
        return self.backends[0].stores.runs.get(self.run_id)

    def fence(self, oddity):
        """Return the fence of the newest claim, or one beside it."""
        fence = self.current().fence
        odd = {"token": Fence(fence.n, "odd"), "number": Fence(fence.n + 1, fence.token)}
        return odd.get(oddity, fence)

    def both(self, call):
        self.both_at(lambda runs, _: call(runs))

    def both_at(self, call):
        """Make a call that brings times of its own, which are each store's."""
        memory, mongo = (timeless(call(b.stores.runs, b.now())) for b in self.backends)
        assert memory == mongo

    @initialize(stage=STAGES, settlement=PARKED)
    def start(self, stage, settlement):
        """Bring a new run to a stage: by rules alone few would ever wait."""
        self.number += 1
        self.run_id = f"$run.{self.number}"
        self.insert()
        if stage is not RunStatus.QUEUED:
            self.claim("w-1", "t-1")
        if stage is RunStatus.WAITING:
            self.settle("none", settlement)

    @rule(stage=STAGES, settlement=PARKED)
    def start_another(self, stage, settlement):
        self.start(stage, settlement)

    @is_in(RunStatus.QUEUED)
    @rule()
    def insert(self):
        self.both_at(lambda runs, now: runs.insert(run_of(self.run_id, queued_at=now)))

    @is_in(RunStatus.QUEUED, RunStatus.RUNNING)
    @rule(worker=st.sampled_from(["w-1", "$w"]), token=st.sampled_from(["t-1", "$t"]))
    def claim(self, worker, token):
        self.both(lambda runs: runs.claim(self.run_id, worker, token, LEASE))

    @is_in(RunStatus.RUNNING, RunStatus.WAITING)
    @rule(oddity=ODDITIES)
    def renew(self, oddity):
        fence = self.fence(oddity)
        self.both(lambda runs: runs.renew(self.run_id, fence, LEASE))

    @is_in(RunStatus.RUNNING)
    @rule(oddity=ODDITIES)
    def expire(self, oddity):
        fence = self.fence(oddity)
        self.both(lambda runs: runs.expire(self.run_id, fence))

    @is_in(RunStatus.RUNNING)
    @rule(worker=st.sampled_from(["w-1", "$w"]))
    def expire_worker(self, worker):
        self.both(lambda runs: sorted(runs.expire_worker(worker), key=str))

    @is_in(RunStatus.RUNNING)
    @rule(oddity=ODDITIES, seqs=SEQS)
    def append(self, oddity, seqs):
        entries = entries_of(*seqs, fence=self.fence(oddity))
        self.both(lambda runs: runs.append(self.run_id, entries))

    @is_in(RunStatus.RUNNING)
    @rule(oddity=ODDITIES, settlement=SETTLEMENTS)
    def settle(self, oddity, settlement):
        fence = self.fence(oddity)
        self.both_at(lambda runs, now: runs.settle(self.run_id, fence, settlement(now)))

    @is_in(RunStatus.WAITING)
    @rule(
        wait_id=WAIT_IDS,
        kind=st.sampled_from(["due", "decision", "data", "children", "turn", "deadline"]),
    )
    def decide(self, wait_id, kind):
        self.both(lambda runs: runs.decide(self.run_id, decision_of(wait_id, kind=kind)))

    @is_in(RunStatus.WAITING)
    @rule(wait_id=WAIT_IDS)
    def postpone(self, wait_id):
        self.both(lambda runs: runs.postpone(self.run_id, wait_id, 600))

    @rule(by=st.sampled_from(["somebody", "$by"]))
    def cancel(self, by):
        self.both(lambda runs: runs.cancel(self.run_id, by))

    @rule(seconds=st.sampled_from([70.0, 100.0]))
    def pass_time(self, seconds):
        for backend in self.backends:
            backend.pass_seconds(seconds)

    @invariant()
    def they_hold_the_same(self):
        self.both(lambda runs: (runs.get(self.run_id), runs.entries(self.run_id)))
        self.both(lambda runs: sorted(runs.expired(99), key=str))
        self.both(lambda runs: (runs.due(5, 99), runs.queued(5, 99)))


def test_any_calls_are_answered_alike(mongo_backend, raw):
    run_state_machine_as_test(
        lambda: SideBySide(mongo_backend, raw),
        settings=settings(
            max_examples=80,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
