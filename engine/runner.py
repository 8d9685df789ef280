"""
The life of a claim: claim, load, advance, settle, notify.

Each line of `Runner.advance` is a point where a process may die; what follows recovers from the
stored run alone. The order of operations is the protocol, see the README's "How a run survives".
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from engine import loading, overdue
from engine.advance import Advance, takeover_record
from engine.announcing import Announcer
from engine.branches import Shared
from engine.clock import Monotonic, ServerClock
from engine.errors import LeaseLost, Unavailable
from engine.family import Family
from engine.fanout import Brood, Fanout
from engine.journal import Journal
from engine.limits import Limits
from engine.meter import Meter
from engine.performing import Performer
from engine.plan import Plan
from engine.ports import Heartbeats, Holding, Notifier, QueueUnavailable, RunQueue, look_at
from engine.sealing import Seal
from engine.secrecy import Touched
from engine.settling import canceled, corrupt, notice_of, settlement_of, unworkable
from engine.state import State
from engine.store.base import FlowStore, RunStore, Shelf
from engine.store.documents import Claim, Hint, Run, Settlement
from engine.store.endings import CHILDREN
from engine.store.people import User
from engine.vault import Vault
from engine.versions import Plans
from engine.waits import EXTERNAL_KINDS
from schemas.json import JsonObject
from schemas.run import TERMINAL, RunStatus

log = logging.getLogger(__name__)
_RETRY_SECONDS = 0.2
Answer = TypeVar("Answer")


def never() -> bool:
    """Return False: nobody asks this worker to stop."""
    return False


def no_links(run_id: str, number: int, since: datetime) -> JsonObject | None:
    """Return None: this installation has no address for links."""
    del run_id, number, since
    return None


@dataclass(frozen=True, slots=True)
class Runner:
    """Advances runs, one claim at a time. `new_token` draws the random half of a fence."""

    runs: RunStore
    plans: Plans
    queue: RunQueue
    notifier: Notifier
    heartbeats: Heartbeats
    performer: Performer
    family: Family
    flows: FlowStore
    users: Shelf[User]
    limits: Limits
    worker: str
    new_token: Callable[[], str]
    vault: Vault
    links: Callable[[str, int, datetime], JsonObject | None] = no_links
    announcer: Announcer | None = None
    meter: Meter = field(default_factory=Meter)
    shared: Shared = field(default_factory=Shared)
    should_stop: Callable[[], bool] = never
    monotonic: Monotonic = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def advance(self, run_id: str) -> None:
        """Advance a run until it ends, waits, has had its share, or is somebody else's."""
        asked_at = self.monotonic()
        try:
            lease = self.limits.lease_seconds
            claim = self.runs.claim(run_id, self.worker, self.new_token(), lease)
        except Unavailable:
            log.warning("claim_failed", extra={"run_id": run_id})
            return
        if claim is None:
            return
        holding = self.heartbeats.hold(run_id, claim.run.fence, asked_at)
        try:
            _Claimed(self, claim, holding, ServerClock(claim.at, asked_at, self.monotonic)).work()
        except (LeaseLost, Unavailable):
            log.warning("lease_lost", extra={"run_id": run_id, "fence": claim.run.fence.n})
            self._release(claim.run)
        finally:
            holding.release()

    def _release(self, run: Run) -> None:
        try:
            self.runs.expire(run.run_id, run.fence)
        except Unavailable:
            log.warning("release_failed", extra={"run_id": run.run_id})


@dataclass(slots=True)
class _Claimed:
    """One claim and what its worker needs to work on it."""

    runner: Runner
    claim: Claim
    holding: Holding
    now: ServerClock
    journal: Journal = field(init=False)
    advance: Advance | None = None

    def __post_init__(self) -> None:
        runner, run = self.runner, self.claim.run
        self.journal = Journal(
            runner.runs,
            run.run_id,
            run.fence,
            runner.limits,
            runner.monotonic,
            self.persist,
            Seal(runner.vault, run.workspace_id),
        )
        self.journal.journaled = run.journaled

    def work(self) -> None:
        """Do everything between the claim and the end of the RQ job."""
        if self._is_deadly():
            # Whoever takes it up dies, perhaps of reading it: nobody shall read it again.
            self._give_up(unworkable(self.claim.run))
            return
        self.advance = advance = self._load()
        if advance is None:
            self._give_up(corrupt(self.claim.run))
            return
        if self.claim.run.taken_over:
            self._take_over(advance)
        run, family = self.claim.run, self.runner.family
        advance.is_canceled = run.cancel is not None or family.is_orphan(run)
        if not advance.is_canceled:
            self._advance(advance)
        if advance.is_canceled and not advance.awaits_children:
            advance.abandon()
        self._settle(settlement_of(advance, self.claim.run))

    def _give_up(self, settlement: Settlement) -> None:
        """End a run that nothing can go on with, and what it had started."""
        family, run_id = self.runner.family, self.claim.run.run_id
        self.persist(lambda: family.cancel_children(run_id, self.runner.limits.max_descendants))
        self._settle(settlement)

    def _is_deadly(self) -> bool:
        """Tell whether many workers died of it in a row, and for too long to be an accident."""
        limits, run = self.runner.limits, self.claim.run
        if run.dead_since is None or run.dead_claims <= limits.max_dead_claims:
            return False
        return (self.claim.at - run.dead_since).total_seconds() >= limits.dead_claims_seconds

    def persist(self, write: Callable[[], Answer]) -> Answer:
        """
        Repeat a write until the store answers or the lease is over.

        What an effect returned exists only in this process: it is worth waiting for the store.
        """
        while True:
            try:
                overdue.prolong()
                return write()
            except Unavailable:
                self.holding.check()
                self.runner.sleep(_RETRY_SECONDS)

    def _load(self) -> Advance | None:
        runner, run = self.runner, self.claim.run
        plan = runner.plans.get(run.version_id)
        if plan is None:
            return None
        try:
            info, current, tail = loading.load(
                runner.runs,
                run,
                plan,
                claimed=True,
                seal=self.journal.seal,
                shared=runner.shared,
            )
        except loading.UNREADABLE:
            log.exception("corrupt_state", extra={"run_id": run.run_id})
            return None
        self.journal.carry(tail)
        info = replace(info, links=partial(runner.links, run.run_id))
        return Advance(
            plan=plan,
            info=info,
            state=current,
            journal=self.journal,
            holding=self.holding,
            performer=runner.performer,
            limits=runner.limits,
            now=self.now,
            monotonic=runner.monotonic,
            should_stop=runner.should_stop,
            decision=run.decision,
            brood=partial(self._brood, plan),
            deadline=run.deadline,
        )

    def _brood(self, plan: Plan, state: State, group: str, touched: list[Touched]) -> Brood:
        runner = self.runner
        fanout = Fanout(
            family=runner.family,
            flows=runner.flows,
            users=runner.users,
            plans=runner.plans,
            limits=runner.limits,
            now=self.now,
        )
        seal = self.journal.seal
        return Brood(fanout, self.claim.run, plan, state, group, self.persist, seal, touched)

    def _take_over(self, advance: Advance) -> None:
        """Occupy the one place in the journal where the dead claim could still write."""
        advance.take(takeover_record(advance.state, self.now))
        self.journal.make_durable()
        run, step = self.claim.run, advance.plan.steps.get(str(advance.state.cursor))
        about = {"run_id": run.run_id, "flow_id": run.flow_id}
        if step is not None:
            about |= {"step_id": step.step_id, "step_type": step.type}
        log.warning("run_taken_over", extra={**about, "times": advance.state.takeovers})

    def _advance(self, advance: Advance) -> None:
        limit = self.runner.limits.max_takeovers
        if advance.state.takeovers >= limit and advance.state.end is None:
            name = advance.plan.name_of(advance.state.cursor)
            advance.fail(
                "POISON_STEP", f"step {name!r} took its worker down {limit} times without progress"
            )
            return
        advance.advance()

    def _settle(self, settlement: Settlement) -> None:
        runner, run = self.runner, self.claim.run
        # Before it comes to be: whoever dies here leaves a delivery that finds out for itself.
        told = self._written_down(settlement)
        if not runner.runs.settle(run.run_id, run.fence, settlement):
            settlement = self._settle_again(settlement)
        if settlement.status in TERMINAL:
            seconds = (self.now() - run.created_at).total_seconds()
            has_errors = settlement.status is RunStatus.COMPLETED and bool(settlement.tolerated)
            runner.meter.run_ended(settlement.status, seconds, has_errors=has_errors)
        if told and runner.announcer is not None:
            runner.announcer.send(told)
        if settlement.status is RunStatus.QUEUED:
            self._push(Hint(run.run_id, run.fence.n, run.queue))
        else:
            runner.notifier.notify(notice_of(run, settlement))
            self._tell_family(settlement)

    def _written_down(self, settlement: Settlement) -> Sequence[Hint]:
        runner, run = self.runner, self.claim.run
        if runner.announcer is None:
            return ()
        plan = runner.plans.get(run.version_id)
        return runner.announcer.written_down(run, plan, settlement)

    def _tell_family(self, settlement: Settlement) -> None:
        runner, run, wait = self.runner, self.claim.run, settlement.wait
        if settlement.status in TERMINAL:
            runner.family.ended(run, settlement.status)
        elif wait is not None and wait.kind == CHILDREN:
            runner.family.parked(run.run_id, wait)
        elif wait is not None and wait.kind in EXTERNAL_KINDS:
            # What a child waits for, whoever waits for its ancestors may resolve.
            for ancestor in run.ancestors:
                runner.notifier.notify(look_at(ancestor))

    def _settle_again(self, settlement: Settlement) -> Settlement:
        """Settle canceled if that is why the first try missed. Raises LeaseLost when it is not."""
        runner, run = self.runner, self.claim.run
        stored = runner.runs.peek(run.run_id)
        if stored is None or stored.fence != run.fence or stored.cancel is None:
            raise LeaseLost
        settlement = canceled(settlement)
        if settlement.status is RunStatus.CANCELED and self.advance is not None:
            self.advance.abandon()
        if not runner.runs.settle(run.run_id, run.fence, settlement):
            raise LeaseLost
        return settlement

    def _push(self, hint: Hint) -> None:
        try:
            self.runner.queue.push([hint])
        except QueueUnavailable:
            log.warning("hint_not_pushed", extra={"run_id": hint.run_id})
