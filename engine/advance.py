"""One claim's work on a run: attempt, record, apply, until there is nothing left to do now."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import cast

from engine import conclusion, deadlines, overdue, pins, transitions, waits
from engine import state as states
from engine.clock import Monotonic, ServerClock
from engine.conclusion import Attempt
from engine.context import RunInfo
from engine.journal import Journal
from engine.limits import Limits
from engine.outcome import Completed, Failed, Follow, Iterate, Outcome, StepFailure
from engine.performing import Performer, context_for
from engine.plan import Plan, Step
from engine.ports import Holding
from engine.record import Kind, Record
from engine.secrecy import Touched
from engine.state import State
from engine.steps.base import Childless, Children
from engine.store.documents import StoredDecision
from engine.store.endings import ended_by
from schemas.json import JsonObject

_REMEDY = "set variables to nothing that are not needed any more, or a loop's outputs to none"


def childless(state: State, group: str, touched: list[Touched]) -> Children:
    """Return no children: where runs cannot start others."""
    del state, group, touched
    return Childless()


@dataclass(slots=True)
class Advance:
    """
    A run in one worker's hands.

    `advance()` leaves `state` ended, waiting, or merely interrupted (`is_canceled`, the slice
    over); the runner settles accordingly. Raises LeaseLost.
    """

    plan: Plan
    info: RunInfo
    state: State
    journal: Journal
    holding: Holding
    performer: Performer
    limits: Limits
    now: ServerClock
    monotonic: Monotonic
    should_stop: Callable[[], bool]
    decision: StoredDecision | None
    brood: Callable[[State, str, list[Touched]], Children] = childless
    deadline: datetime | None = None
    is_canceled: bool = False
    records: int = 0
    _measured_at: int = 0
    _room: int = field(init=False)

    def __post_init__(self) -> None:
        """Begin with the records as the measure of what the run holds."""
        self._room = self.limits.max_state_bytes

    def advance(self) -> None:
        """Execute steps until the run ends, waits, is canceled, or has had its share."""
        slice_ends = self.monotonic() + self.limits.slice_seconds
        # What it took to load the run is paid back before it is handed on: else the loading alone
        # would grow with the square of the work.
        most = max(self.limits.slice_records, self.state.seq // 2)
        while self._has_work():
            if self.holding.check():
                self.is_canceled = True
                return
            if self.records >= most or self.monotonic() >= slice_ends:
                return
            if self.should_stop():
                return
            self._execute()
            self.journal.flush_if_due()

    def fail(self, code: str, message: str) -> None:
        """End the run with an error of the engine's own."""
        self.abandon()
        attempt = self._attempt()
        outcome = Failed(StepFailure(code, message, retryable=False), fatal=True)
        self.take(conclusion.conclude(attempt, self.state, outcome, self.now(), self.limits))

    def abandon(self) -> None:
        """Cancel the runs that the step at hand started, as nothing will join them."""
        # Also where none is waited for: a worker may have died just after it started them.
        if self.state.cursor is not None:
            self._brood(self._attempt()).cancel()

    def _has_work(self) -> bool:
        return self.state.end is None and not self.is_parked

    @property
    def is_parked(self) -> bool:
        """Tell whether the run waits for something that has not come."""
        return self.state.wait is not None and self._decided() is None

    @property
    def awaits_children(self) -> bool:
        """Tell whether the run is parked until its children end."""
        return self.is_parked and self._waits_for("children")

    def _decided(self) -> StoredDecision | None:
        """Return the decision of the open wait; one that may not end it, of old, is none."""
        wait, decision = self.state.wait, self.decision
        if wait is None or decision is None or wait["id"] != decision.wait_id:
            return None
        return decision if wait["kind"] in ended_by(decision.kind) else None

    def _attempt(self) -> Attempt:
        step = self.plan.steps[str(self.state.cursor)]
        return conclusion.attempt_at(self.info.run_id, step, self.state, self.now())

    def _execute(self) -> None:
        if overrun := self._overrun():
            self.fail(*overrun)
            return
        decided = self._decided()
        if decided is not None and decided.kind == "due" and self._waits_for("retry"):
            decided = None
        depth = deadlines.overdue(self.state, decided.kind if decided else None, self.now())
        if depth is not None:
            self._time_out(depth)
        elif decided is None:
            self._try(self._attempt())
        else:
            self._resume(self._attempt(), decided)

    def _time_out(self, depth: int) -> None:
        """Fail the step with `depth` loops around it: its time is over."""
        wait, state = self.state.wait, self.state
        # Before the record: a worker that dies in between finds the time over once more.
        self.abandon()
        if depth == len(state.frames):
            data = cast("JsonObject", (wait or {}).get("data") or {})
            attempt = replace(self._attempt(), data=data)
        else:
            step = self.plan.steps[state.frames[depth].step_id]
            attempt = conclusion.loop_attempt(self.info.run_id, step, state, self.now())
        self.take(conclusion.time_out(attempt, self.now(), state))

    def _waits_for(self, kind: str) -> bool:
        return self.state.wait is not None and self.state.wait["kind"] == kind

    def _overrun(self) -> tuple[str, str] | None:
        limits, state = self.limits, self.state
        if self.deadline is not None and self.now() >= self.deadline:
            return "RUN_DEADLINE", "the run did not end by its flow's deadline"
        if state.executed >= limits.max_steps:
            return "STEP_LIMIT", f"the run executed {state.executed} steps, the limit"
        if state.worked_ms >= limits.max_work_seconds * 1000:
            return "RUN_DEADLINE", f"the run worked for {limits.max_work_seconds:.0f} s, the limit"
        return self._too_large()

    def _too_large(self) -> tuple[str, str] | None:
        """
        Tell whether the run holds too much: what it kept, not what it once wrote and replaced.

        Its records are an upper bound; the state itself is measured where that is not enough, and
        again once the records have grown by an eighth of the limit.
        """
        state, most = self.state, self.limits.max_state_bytes
        if state.size - self._measured_at < self._room:
            return None
        if state.size >= most * self.limits.max_journal_times:
            message = f"the run's records exceed {most * self.limits.max_journal_times} bytes"
            return "STATE_TOO_LARGE", message
        size = len(states.encode(state))
        if size >= most:
            message = f"the run holds {size} bytes of JSON, the limit is {most}; {_REMEDY}"
            return "STATE_TOO_LARGE", message
        self._measured_at, self._room = state.size, max(most // 8, most - size)
        return None

    def _try(self, attempt: Attempt) -> None:
        if attempt.step.step_id in self.plan.pins:
            pinned = pins.outcome(attempt.step, self.plan.pins[attempt.step.step_id])
            self._conclude(attempt, pinned)
            return
        context = context_for(self.info, self.plan, self.state, attempt)
        with self._watched(attempt.step, overdue.PURE_SECONDS):
            prepared = self.performer.prepare(attempt, context)
        if isinstance(prepared, Failed):
            self._conclude(attempt, prepared)
        elif self.performer.is_effectful(prepared):
            self._try_effect(prepared)
        else:
            with self._watched(attempt.step, overdue.PURE_SECONDS):
                outcome = self.performer.run(prepared, context, self._brood(prepared))
                if self.state.is_at_boundary and not isinstance(outcome, Iterate):
                    # How a loop ended is shown with all that it was given.
                    whole = self.performer.prepare(attempt, context, whole=True)
                    prepared = prepared if isinstance(whole, Failed) else whole
            self._conclude(prepared, outcome)

    def _try_effect(self, attempt: Attempt) -> None:
        if self.state.started:
            self.take(conclusion.interrupt(attempt, self.state, self.now()))
            self.journal.make_durable()
            return
        if attempt.step.on_crash == "fail":
            self.take(conclusion.mark_started(attempt, self.state))
        # What led here must be as durable as the effect, or a crash could repeat it differently.
        self.journal.make_durable()
        self.holding.check()
        context = context_for(self.info, self.plan, self.state, attempt)
        with self._watched(attempt.step, self.performer.timeout_of(attempt.step)):
            outcome = self.performer.run(attempt, context, self._brood(attempt))
        self._conclude(attempt, outcome)
        self.journal.make_durable()

    def _resume(self, attempt: Attempt, decided: StoredDecision) -> None:
        wait = cast("JsonObject", self.state.wait)
        attempt = replace(attempt, data=cast("JsonObject", wait.get("data") or {}))
        decision = waits.decision_of(decided, self.journal.seal)
        context = context_for(self.info, self.plan, self.state, attempt)
        with self._watched(
            attempt.step, max(overdue.PURE_SECONDS, self.performer.timeout_of(attempt.step))
        ):
            outcome = self.performer.resume(attempt, context, decision, self._brood(attempt))
        kept = conclusion.decision_view(decision, decided.principal, decided.body_hash, decided.key)
        self._conclude(attempt, outcome, kept)

    def _watched(self, step: Step, seconds: float) -> AbstractContextManager[None]:
        """Bound what is done with a step; what is journaled may take as long as the store does."""
        return self.holding.watching(self.plan.flow_id, step.step_id, step.type, seconds)

    def _brood(self, attempt: Attempt) -> Children:
        return self.brood(self.state, conclusion.group_of(attempt), attempt.touched)

    def _conclude(
        self, attempt: Attempt, outcome: Outcome, decision: JsonObject | None = None
    ) -> None:
        now, outcome = self.now(), self._leading_somewhere(attempt.step, outcome)
        self.take(conclusion.conclude(attempt, self.state, outcome, now, self.limits, decision))

    def _leading_somewhere(self, step: Step, outcome: Outcome) -> Outcome:
        """Return the outcome, or the failure of one that leads to no step beside this one."""
        goto = outcome.goto if isinstance(outcome, Completed) else None
        if goto is None or isinstance(goto, Follow):
            return outcome
        target = self.plan.steps.get(str(goto))
        if target is not None and target.parent_id == step.parent_id:
            return outcome
        # A branch may be rendered, so that validation could not know where it leads.
        message = f"there is no step {goto!r} beside this one"
        return Failed(StepFailure("INVALID_STEP", message, retryable=False))

    def take(self, record: Record) -> None:
        """Journal a record and move the state past it."""
        size = self.journal.add(record, (*self.state.touched, *record.touched))
        self.records += 1
        self.state = transitions.apply(self.plan, self.state, record, size)


def takeover_record(state: State, at: ServerClock) -> Record:
    """Return the record that takes the only place a dead claim could still write to."""
    now = at()
    return Record(state.seq, Kind.TAKEOVER, now, now, step_id=state.cursor or "")
