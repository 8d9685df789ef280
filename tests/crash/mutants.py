"""
Seeded protocol bugs: each changes one function of the engine, and the simulation must find it.

A mutant names the function and a piece of its source with what stands there instead; the changed
source is compiled in the function's own module and swapped in for the time of a test.
"""

from __future__ import annotations

import inspect
import sys
import textwrap
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from engine import (
    advance,
    conclusion,
    family,
    journal,
    loading,
    rescue,
    resuming,
    runner,
    transitions,
    turnstile,
)
from engine.store import memory


@dataclass(frozen=True)
class Mutant:
    """`owner.function`, where `old` is replaced by `new`."""

    name: str
    owner: object
    function: str
    old: str
    new: str
    # What else must be gone before the bug can do harm.
    also: tuple[Mutant, ...] = ()

    @contextmanager
    def applied(self) -> Iterator[None]:
        original = inspect.getattr_static(self.owner, self.function)
        source = textwrap.dedent(inspect.getsource(getattr(original, "fget", original)))
        assert source.count(self.old) == 1, f"{self.name}: {self.function} has changed"
        module = self.owner if inspect.ismodule(self.owner) else sys.modules[self.owner.__module__]
        made: dict = {}
        code = "from __future__ import annotations\n" + source.replace(self.old, self.new)
        exec(compile(code, f"<{self.name}>", "exec"), vars(module), made)
        setattr(self.owner, self.function, made[self.function])
        try:
            with ExitStack() as stack:
                for other in self.also:
                    stack.enter_context(other.applied())
                yield
        finally:
            setattr(self.owner, self.function, original)


MUTANTS = (
    Mutant(
        "settle without a fence",
        memory,
        "is_held_by",
        "run.status is RunStatus.RUNNING and run.fence == fence",
        "run.status is RunStatus.RUNNING",
    ),
    Mutant(
        "another claim's record taken for an own one",
        journal.Journal,
        "flush",
        "entries[place].fence != taken.fence",
        "False",
    ),
    Mutant(
        "no takeover record",
        runner._Claimed,
        "_take_over",
        "advance.take(takeover_record(advance.state, self.now))",
        "pass",
    ),
    Mutant(
        "a slow claim writes after a newer one",
        loading,
        "load",
        "if claimed and entry.fence.n > run.fence.n:",
        "if False:",
    ),
    Mutant(
        "an effect before what led to it is durable",
        advance.Advance,
        "_try_effect",
        "    self.journal.make_durable()\n    self.holding.check()",
        "    self.holding.check()",
    ),
    Mutant(
        "the attempt in the idempotency key",
        conclusion.Attempt,
        "idempotency_key",
        'f"{self.run_id}:{self.key}"',
        'f"{self.run_id}:{self.key}:{self.number}"',
    ),
    Mutant(
        "no loop index in the path",
        conclusion,
        "_attempt",
        "[{frame.index}]",
        "",
    ),
    Mutant(
        "no visit in the key",
        conclusion,
        "_attempt",
        "visit=visits.get(step.step_id, 0)",
        "visit=0",
    ),
    Mutant(
        "a loop entered again has the same paths",
        conclusion,
        "_visited",
        'f"{step_id}#{visit}" if visit else step_id',
        "step_id",
    ),
    Mutant(
        "a decision ends whatever waits now",
        memory,
        "is_decidable",
        "run.wait.wait_id != decision.wait_id",
        "False",
    ),
    Mutant(
        "a decision after the deadline",
        memory,
        "_is_in_time",
        "return is_over if decision.kind == endings.DUE else not is_over",
        "return is_over if decision.kind == endings.DUE else True",
    ),
    Mutant(
        "a repeated call decides again",
        resuming,
        "resume",
        "call.idempotency_key is not None and (kept",
        "False and (kept",
    ),
    Mutant(
        "repeats are not recognised",
        resuming,
        "_decisions",
        "[*kept, *(record.decision for record in records if record.decision)]",
        "[]",
    ),
    Mutant(
        "nobody takes over from the dead",
        rescue.Rescue,
        "push_expired",
        "expired = self.runs.expired(_PAGE)",
        "expired = []",
    ),
    Mutant(
        "nobody wakes what is due",
        rescue.Rescue,
        "wake_due",
        "self._wake(due)",
        "pass",
    ),
    Mutant(
        "a lost hint stays lost",
        rescue.Rescue,
        "push_undelivered",
        "self._push_missing(page)",
        "pass",
    ),
    Mutant(
        "a claim while the lease lasts",
        memory,
        "is_claimable",
        "run.lease.until <= now",
        "True",
    ),
    Mutant(
        "a cancel that the settle overrides",
        memory.MemoryRuns,
        "settle",
        "if run.cancel is not None and not is_ending:",
        "if False:",
    ),
    Mutant(
        "poison is tried for ever",
        runner._Claimed,
        "_advance",
        "advance.state.takeovers >= limit",
        "False",
    ),
    Mutant(
        "no marker before what may not be repeated",
        advance.Advance,
        "_try_effect",
        "self.take(conclusion.mark_started(attempt, self.state))",
        "pass",
    ),
    Mutant(
        "the tail is dropped by the next claim",
        loading,
        "load",
        "left = [entry for entry in run.tail if entry.seq > last]",
        "left = []",
    ),
    Mutant(
        "a record is read beside the snapshot that holds it",
        loading,
        "load",
        "after = snapshot.seq - 1 if snapshot else -1",
        "after = snapshot.seq - 2 if snapshot else -1",
    ),
    Mutant(
        "a failed attempt is not counted",
        transitions,
        "_retrying",
        "attempt=record.attempt + 1",
        "attempt=record.attempt",
    ),
    Mutant(
        "a retry renders at another time",
        transitions,
        "_moves_time",
        "(Kind.STARTED, Kind.RETRYING, Kind.WAITING)",
        "(Kind.STARTED, Kind.WAITING)",
    ),
    Mutant(
        "a retry's wait is never over",
        advance.Advance,
        "_execute",
        'decided.kind == "due" and self._waits_for("retry")',
        "False",
    ),
    Mutant(
        "the run is told of before it is stored",
        runner._Claimed,
        "_settle",
        "if not runner.runs.settle(run.run_id, run.fence, settlement):",
        "if False:",
    ),
)

ANY_KIND = Mutant(
    "any kind of decision ends any kind of wait",
    memory,
    "is_decidable",
    "run.wait.kind in endings.ended_by(decision.kind) and ",
    "",
)
# About runs in turn: the schedules of two versions with two limits find these.
OF_LIMITS = (
    Mutant(
        "the number of whoever leaves lets the next ones off",
        turnstile,
        "_has_room",
        "len(admitted) < run.turns",
        "len(admitted) < 3",
    ),
    Mutant(
        "nothing counts who was let off",
        turnstile.Turnstile,
        "_is_written",
        "(*left, lucky.run_id) if lucky is not None and is_new else left",
        "left",
    ),
)
# About runs with children and what comes after them: other schedules find these.
OF_ENDINGS = (
    Mutant(
        "a look for children ends whatever waits by then",
        family.Family,
        "check",
        "wait.wait_id != wait_id or wait.kind not in LOOKED_AFTER",
        "False",
        (
            ANY_KIND,
            Mutant(
                "a look at no children", family.Family, "_look", "wait.kind != CHILDREN", "False"
            ),
        ),
    ),
    Mutant(
        "time ends a wait for children",
        rescue.Rescue,
        "wake_due",
        "due.kind in LOOKED_AFTER",
        "False",
        (ANY_KIND,),
    ),
    Mutant(
        "a client's answer ends another wait of its kind",
        memory,
        "is_decidable",
        "run.wait.wait_id != decision.wait_id",
        "False",
    ),
    Mutant(
        "a decision of the engine does not say of which kind it is",
        family.Family,
        "_end",
        "wait.wait_id, kind, kind, self.now()",
        "wait.wait_id, TURN, TURN, self.now()",
        (ANY_KIND,),
    ),
)
