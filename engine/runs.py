"""Starting, reading and canceling runs."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from engine import admission, canonical, clock, debouncing, ids, inputs, sight
from engine.errors import Conflict, InvalidInput, NotFound, Unavailable
from engine.family import Family, Walk
from engine.limiter import Limiter
from engine.limits import Limits
from engine.plan import Plan, Step
from engine.ports import Notice, Notifier, QueueUnavailable, RunQueue
from engine.principal import Principal, require_same_workspace
from engine.settling import CANCELED_ERROR
from engine.store.base import RunStore
from engine.store.documents import GRAVE, INPUTS_SEQ, Entry, Fence, Hint, Run
from engine.store.endings import DEBOUNCE
from engine.vault import Vault
from schemas.json import Json, JsonObject
from schemas.run import TERMINAL, RunStatus

log = logging.getLogger(__name__)

# Descendants that a cancel reaches before it is answered; rescue goes on with the others.
CANCELED_AT_ONCE = 100
MOST_CHILDREN = 100


@dataclass(frozen=True, slots=True)
class Fire:
    """
    A schedule's fire, whose run lists as the schedule's wherever it begins.

    `scheduled_for` is its time by the clock, None for a run out of turn; `previous_for` that of
    the fire before.
    """

    scheduled_for: datetime | None = None
    previous_for: datetime | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """
    What is to be run, and for whom.

    `route` scopes the caller's `idempotency_key`; `run_id` is given only where it derives from
    something else (a schedule's fire); `queue` is high (somebody waits), default or low. `past` are
    the records of another run that this one goes on from (engine.rerunning). `conversation_id` and
    `message_id` are of the conversation that it answers in, `fire` of the schedule that starts it.
    `sealed_inputs` go with the `inputs` of another run that are taken over.
    """

    plan: Plan
    trigger: Step
    workspace_id: str
    principal: Principal
    inputs: JsonObject
    queue: str = "default"
    route: str = ""
    idempotency_key: str | None = None
    run_id: str | None = None
    past: tuple[Entry, ...] = ()
    conversation_id: str | None = None
    message_id: str | None = None
    fire: Fire | None = None
    sealed_inputs: str | None = None


@dataclass(frozen=True, slots=True)
class Started:
    """A stored run: whether this call made it, and whether a worker was told of it."""

    run: Run
    is_new: bool
    is_delivered: bool


@dataclass(frozen=True, slots=True)
class Runs:
    """The use cases of runs. `secret` keys the ids derived from Idempotency-Keys."""

    store: RunStore
    queue: RunQueue
    notifier: Notifier
    family: Family
    limits: Limits
    secret: str
    vault: Vault
    max_input_bytes: int
    now: clock.Clock = clock.now
    limiter: Limiter | None = None

    def prepare(self, start: Start) -> Run:
        """
        Return the run that `submit` will store: its id is known before anything is written.

        Raises InvalidInput when the trigger's fields refuse the inputs, and TooMany for more starts
        than the flow's control allows.
        """
        complete = inputs.checked(start.trigger.data.get("fields"), start.inputs)
        body = canonical.encode(complete)
        if len(body) > self.max_input_bytes:
            message = (
                f"the inputs are {len(body)} bytes of JSON, the limit is {self.max_input_bytes}"
            )
            raise InvalidInput("inputs_too_large", message)
        inputs.require_keepable(body)
        now = self.now()
        run = Run(
            run_id=start.run_id or self._run_id(start),
            workspace_id=start.workspace_id,
            flow_id=start.plan.flow_id,
            version_id=start.plan.version_id,
            version=start.plan.version,
            trigger="schedule" if start.fire else start.trigger.type,
            trigger_step_id=start.trigger.step_id,
            principal=start.principal.principal_id,
            user=canonical.encode(start.principal.user),
            queue=start.plan.control.priority or start.queue,
            created_at=now,
            queued_at=now,
            updated_at=now,
            inputs=body,
            sealed_inputs=start.sealed_inputs,
            tail=start.past,
            request_hash=_request_hash(start),
            on_behalf=start.principal.on_behalf,
            conversation_id=start.conversation_id,
            message_id=start.message_id,
            deadline=start.plan.control.deadline(now),
            files=ids.files_in(body, *(entry.body for entry in start.past)),
            scheduled_for=start.fire.scheduled_for if start.fire else None,
            previous_for=start.fire.previous_for if start.fire else None,
        )
        if self.limiter is not None and not self._is_repeat(start, run):
            admission.count(self.limiter, run, start.plan, complete)
        return admission.admitted(run, start.plan, start.trigger, complete)

    def submit(self, run: Run) -> Started:
        """
        Store a prepared run, then tell the workers.

        A run with the same id is the same call made again: it is joined. Raises InvalidInput when
        that call had another body.
        """
        stored = self._with_large_parts_apart(run)
        is_new = stored is not None and self.store.insert(stored)
        if is_new:
            # Until now they were nobody's: the sweep may have taken them for leftovers.
            self._store_large_parts(run)
        if stored is None or not is_new:
            stored = self._joined(run)
        elif run.group is not None and run.status is RunStatus.WAITING:
            stored = self._lined_up(stored)
        is_told = stored.status in TERMINAL or stored.status is RunStatus.WAITING
        delivered = True if is_told else self.push(stored)
        return Started(stored, is_new, delivered)

    def _is_repeat(self, start: Start, run: Run) -> bool:
        """Tell whether a start that counts was made before."""
        if start.plan.control.rate is None or not (start.run_id or start.idempotency_key):
            return False
        return self.store.peek(run.run_id) is not None

    def _lined_up(self, run: Run) -> Run:
        """Let a new run go on if it is its turn, or stop those that it takes the place of."""
        if run.wait is not None and run.wait.kind == DEBOUNCE:
            debouncing.settle(self.store, self.family.store, run)
        else:
            self.family.arrived(run)
        return self.store.peek(run.run_id) or run

    def push(self, run: Run) -> bool:
        """Tell the workers of a run; False when Redis is out of reach and rescue will do it."""
        return self.deliver(Hint(run.run_id, run.fence.n, run.queue))

    def deliver(self, hint: Hint) -> bool:
        """Push one hint; False when Redis is out of reach and rescue will do it."""
        try:
            self.queue.push([hint])
        except QueueUnavailable:
            log.warning("hint_not_pushed", extra={"run_id": hint.run_id})
            return False
        return True

    def peek(self, principal: Principal, run_id: str) -> Run:
        """Return a run without its payloads. Raises NotFound, Forbidden is the edge's to judge."""
        return _visible(principal, self.store.peek(run_id))

    def get(self, principal: Principal, run_id: str) -> Run:
        """Return a whole run. Raises NotFound."""
        return _visible(principal, self.store.get(run_id))

    def seen(self, run: Run) -> Run:
        """Return a run as whoever waits for it sees it (engine.sight)."""
        return sight.seen(self.family.store, run)

    def children(self, run: Run) -> Sequence[Run]:
        """Return the first of the runs that a run started, in the order of their start."""
        found = self.family.store.children(run.run_id, MOST_CHILDREN)
        return sorted(found, key=lambda one: (one.created_at, one.child_index or 0))

    def cancel(self, principal: Principal, run_id: str) -> Run:
        """
        Stop a run: at once when nobody advances it, at its next step when somebody does.

        Canceling again answers the same. Raises NotFound, and Conflict when it ended otherwise.
        """
        self.peek(principal, run_id)
        run = self.store.cancel(run_id, principal.principal_id)
        if run is None:
            raise not_found()
        if run.status in (RunStatus.COMPLETED, RunStatus.FAILED):
            raise Conflict("run_finished", f"the run is already {run.status}")
        self._carry_on(run, principal)
        if run.status is RunStatus.CANCELED:
            error = canonical.encode(CANCELED_ERROR)
            # No claim ended here: the next fence is newer than what any waiter has seen.
            self.notifier.notify(
                Notice(run.run_id, run.fence.n + 1, RunStatus.CANCELED, error=error)
            )
        return run

    def _carry_on(self, run: Run, principal: Principal) -> None:
        """Carry a cancel to the run's family; what is not done now, rescue does."""
        try:
            self.family.canceled(run, principal.principal_id, Walk(CANCELED_AT_ONCE))
        except (QueueUnavailable, Unavailable):
            log.warning("cancel_not_carried_on", extra={"run_id": run.run_id})

    def _run_id(self, start: Start) -> str:
        if start.idempotency_key is None:
            return ids.new("run")
        principal = start.principal
        scope = (start.workspace_id, principal.principal_id, start.route, start.idempotency_key)
        return ids.derived("run", self.secret, *scope)

    def _with_large_parts_apart(self, run: Run) -> Run | None:
        """Move what would bloat the run document to the journal; None when the run is there."""
        if not self._has_large_inputs(run) and not self._has_large_past(run):
            return run
        # What is written beside a run that another body made would be taken for its own.
        if self.store.peek(run.run_id) is not None:
            return None
        return self._store_large_parts(run)

    def _store_large_parts(self, run: Run) -> Run:
        return self._with_large_past_apart(self._with_large_inputs_apart(run))

    def _has_large_inputs(self, run: Run) -> bool:
        return len(run.inputs or b"") > self.limits.input_record_bytes

    def _has_large_past(self, run: Run) -> bool:
        return sum(entry.size for entry in run.tail) > self.limits.tail_bytes

    def _with_large_inputs_apart(self, run: Run) -> Run:
        """Move inputs that would bloat the run document to the journal, before the first record."""
        if not self._has_large_inputs(run):
            return run
        body = run.inputs or b"{}"
        entry = Entry(INPUTS_SEQ, Fence(), body, run.sealed_inputs)
        taken = self.store.append(run.run_id, [entry])
        # The same call made again may name its inputs in another order.
        if taken is not None and _digest(taken.body) != _digest(body):
            raise _key_reused()
        return replace(run, inputs=None, sealed_inputs=None)

    def _with_large_past_apart(self, run: Run) -> Run:
        """Move a past that would bloat the run document to the journal, where it is read alike."""
        if not self._has_large_past(run):
            return run
        missing = run.tail
        while missing and self.store.append(run.run_id, missing) is not None:
            missing = self._missing(run)
        return replace(run, tail=(), journaled=True)

    def _missing(self, run: Run) -> tuple[Entry, ...]:
        """
        Return what of a past the same call, made before or at this moment, did not store.

        Raises InvalidInput when what it finds was left behind by another one.
        """
        kept = {entry.seq: entry for entry in self.store.entries(run.run_id)}
        past = {entry.seq: entry for entry in run.tail}
        beyond = [kept[seq] for seq in kept.keys() - past.keys()]
        differs = any(kept.get(seq, entry) != entry for seq, entry in past.items())
        # A claim's own records may follow; more of a past is another past.
        if differs or any(entry.fence == Fence() for entry in beyond):
            raise _key_reused()
        return tuple(entry for seq, entry in past.items() if seq not in kept)

    def _joined(self, run: Run) -> Run:
        stored = self.store.get(run.run_id)
        if stored is None:
            raise not_found()
        if stored.workspace_id == GRAVE and stored.request_hash is None:
            # The sweep took the id to delete what a dead submission left: it is free in a moment.
            raise Unavailable("what was left under this id is just being deleted: try again")
        if stored.request_hash != run.request_hash:
            raise _key_reused()
        return stored


def _request_hash(start: Start) -> str:
    """Return what tells a repeated call from another one under the same Idempotency-Key."""
    said: list[Json] = [start.plan.flow_id, start.inputs]
    if start.past:
        said.append([canonical.decode(entry.body) for entry in start.past])
    return canonical.digest(said)


def _digest(body: bytes) -> str:
    return canonical.digest(canonical.decode(body))


def _key_reused() -> InvalidInput:
    message = "this Idempotency-Key was used with another body"
    return InvalidInput("idempotency_key_reused", message)


def _visible(principal: Principal, run: Run | None) -> Run:
    if run is None:
        raise not_found()
    require_same_workspace(principal, run.workspace_id, "run")
    return run


def not_found() -> NotFound:
    """Return the error for a run that is not there, or not yours to know of."""
    return NotFound("run_not_found", "there is no such run")
