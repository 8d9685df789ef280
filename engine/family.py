"""
Runs that run other runs: children are let off in turn, and their parent goes on once.

There is no counter to keep right. Whoever ends a child asks the store whether that was what its
parent waits for, and whoever parks a parent asks the same; the wait's own compare-and-set lets one
of them wake it. `rescue` asks again every few seconds, for those that died before they could.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from engine import canonical, clock
from engine.errors import Unavailable
from engine.outcome import ALL, ANY, EVERY
from engine.ports import QueueUnavailable, RunQueue
from engine.store.base import RunStore, Shelf
from engine.store.documents import Hint, OpenWait, Run, Tally
from engine.store.endings import CHILDREN, DEADLINE, LOOKED_AFTER, TURN, decision_by_engine
from engine.store.gates import Gate
from engine.store.kin import FamilyStore
from engine.turnstile import Turnstile
from schemas.json import JsonObject
from schemas.run import TERMINAL, RunStatus

log = logging.getLogger(__name__)

_CHECK_SECONDS = (5.0, 60.0)
_SHORTEST_SECONDS = 0.05


@dataclass(slots=True)
class Walk:
    """How many descendants a cancel may still be carried to by its caller."""

    left: int

    def has_step(self) -> bool:
        """Take one step, if there is one left."""
        self.left -= 1
        return self.left >= 0


@dataclass(frozen=True, slots=True)
class Family:
    """Joins children to their parents, and carries a cancel from parents to children."""

    runs: RunStore
    store: FamilyStore
    queue: RunQueue
    gates: Shelf[Gate]
    now: clock.Clock = clock.now

    def ended(self, child: Run, status: RunStatus) -> None:
        """Do what a child's end is cause for. Never raises: rescue does what this leaves undone."""
        if child.group is None:
            return
        try:
            if child.parent_id is None:
                if child.turns:
                    self._turnstile().left(child)
                return
            self._make_room(child.group, child.turns)
            is_telling = _is_telling(child.join or EVERY, status)
            if is_telling or not self.store.is_any_open(child.group):
                self._ask(child.parent_id, child.group)
        except (Unavailable, QueueUnavailable):
            log.warning("child_not_joined", extra={"run_id": child.run_id})

    def parked(self, run_id: str, wait: OpenWait) -> None:
        """Wake a parent that has just been parked if its children were faster. Never raises."""
        try:
            self._look(run_id, wait, is_canceled=False)
        except (Unavailable, QueueUnavailable):
            log.warning("parent_not_woken", extra={"run_id": run_id})

    def check(self, run_id: str, wait_id: str) -> None:
        """
        Look after a wait whose family is due to be asked about: a parent's, or one in turn.

        Repeats a cancel, lets the next run in turn go on where there is room, and wakes the parent
        or asks again later. A run that has gone on from this wait since it was found to be due is
        left alone. Raises Unavailable, QueueUnavailable.
        """
        run = self.runs.peek(run_id)
        wait = run.wait if run is not None else None
        if run is None or wait is None or wait.wait_id != wait_id or wait.kind not in LOOKED_AFTER:
            return
        now, over = self.now(), _deadline_of(run)
        if run.deadline is not None and run.deadline <= now:
            # Its next step is to fail, so what its children would lead to is of no use.
            if wait.kind == CHILDREN:
                self.cancel_members(str(wait.group), DEADLINE)
            self._end(run_id, wait, DEADLINE)
            return
        if over is not None and over <= now:
            # Its worker cancels the children: here the last of them would join it.
            self._end(run_id, wait, DEADLINE)
            return
        if wait.kind == TURN:
            self.line_up(run)
            return
        if run.cancel is not None:
            self.cancel_members(str(wait.group), run.cancel.by)
        if not self._look(run_id, wait, is_canceled=run.cancel is not None):
            self.runs.postpone(run_id, wait_id, self._pause(run, wait))

    def arrived(self, run: Run) -> None:
        """Let a new run go on at once if there is room in its group. Never raises: see `ended`."""
        try:
            self._turnstile().arrived(run)
        except (Unavailable, QueueUnavailable):
            log.warning("run_not_let_off", extra={"run_id": run.run_id})

    def line_up(self, run: Run) -> None:
        """
        Let the group of a run in turn go on if there is room, and ask about the run again later.

        The run is as it was just read: one that waits for something else is left alone. Raises
        Unavailable, QueueUnavailable.
        """
        if run.wait is None or run.wait.kind != TURN:
            return
        if run.parent_id is None:
            self._turnstile().check(run)
        else:
            self._make_room(str(run.group), run.turns)
        # One question for all of a group that are due, however many wait in it.
        self.store.postpone(str(run.group), self._pause(run, run.wait))

    def cancel_members(self, group: str, by: str, walk: Walk | None = None) -> None:
        """Cancel the runs of a group that have not ended, and their children in turn."""
        for member in self.store.members(group, only_open=True):
            if walk is not None and not walk.has_step():
                return
            self.canceled(self.runs.cancel(member.run_id, by), by, walk)

    def cancel_children(self, run_id: str, most: int) -> None:
        """
        Cancel the runs that a run started and that have not ended, of `most` of them.

        For one whose state cannot be read, so that its groups are not known. Raises Unavailable.
        """
        by = f"run:{run_id}"
        for child in self.store.children(run_id, most):
            if child.status not in TERMINAL:
                self.canceled(self.runs.cancel(child.run_id, by), by)

    def canceled(self, run: Run | None, by: str, walk: Walk | None = None) -> None:
        """
        Carry a cancel on: to the children of a run that waits for them, or to its parent.

        With `walk` as far as that goes: a run that waits for children is due at once, so rescue
        goes on from it, and a child that is claimed before that ends by itself.
        """
        if run is None:
            return
        if run.wait is not None and run.wait.kind == CHILDREN and run.wait.group is not None:
            self.cancel_members(run.wait.group, by, walk)
            try:
                self._look(run.run_id, run.wait, is_canceled=True)
            except QueueUnavailable:
                # Rescue tells a worker of it; the others of the group are to be canceled too.
                log.warning("parent_not_woken", extra={"run_id": run.run_id})
        elif run.status is RunStatus.CANCELED:
            self.ended(run, run.status)

    def is_orphan(self, run: Run) -> bool:
        """Tell whether a run above this one was canceled or has ended: nothing asks for it now."""
        return bool(run.ancestors) and not self.store.go_on(run.ancestors)

    def _ask(self, parent_id: str, group: str) -> None:
        parent = self.runs.peek(parent_id)
        wait = parent.wait if parent is not None else None
        if parent is not None and wait is not None and wait.group == group:
            self._look(parent_id, wait, is_canceled=parent.cancel is not None)

    def _look(self, run_id: str, wait: OpenWait, *, is_canceled: bool) -> bool:
        """Wake the parent if its children have come to what it waits for; tell whether it was."""
        if wait.kind != CHILDREN:
            return False
        tally = self.store.tally(str(wait.group))
        if not is_joined(EVERY if is_canceled else wait.join or EVERY, tally):
            for _ in range(_idle(wait, tally)):
                self._let_off(str(wait.group))
            return False
        return self._end(run_id, wait, CHILDREN)

    def _pause(self, run: Run, wait: OpenWait) -> float:
        """Return how long to leave a run alone: the longer it waits the longer, to its deadline."""
        shortest, longest = _CHECK_SECONDS
        now = self.now()
        pause = min(max(shortest, (now - wait.created_at).total_seconds() / 10), longest)
        over = _deadline_of(run)
        if over is None:
            return pause
        return max(min(pause, (over - now).total_seconds()), _SHORTEST_SECONDS)

    def _make_room(self, group: str, turns: int) -> None:
        """Let off one run of a group, if fewer than `turns` of it are under way."""
        if not turns:
            return
        tally = self.store.tally(group)
        if tally.open - tally.in_turn < turns:
            self._let_off(group)

    def _let_off(self, group: str) -> None:
        """Queue the next run that waits for its turn, if there is one."""
        while (member := self.store.next_in_turn(group)) is not None:
            if self._go_on(member):
                return

    def _go_on(self, member: Run) -> bool:
        """End a run's wait for its turn; False when another process did."""
        return member.wait is not None and self._end(member.run_id, member.wait, TURN)

    def _end(self, run_id: str, wait: OpenWait, kind: str) -> bool:
        """End a wait by a decision of this kind; False where the store refuses it."""
        decision = decision_by_engine(wait.wait_id, kind, kind, self.now())
        run = self.runs.decide(run_id, decision)
        if run is not None:
            self.queue.push([Hint(run.run_id, run.fence.n, run.queue)])
        return run is not None

    def _turnstile(self) -> Turnstile:
        return Turnstile(self.gates, self.runs, self.store, self._go_on)


def turn(wait_id: str, step_id: str, name: str, at: datetime) -> OpenWait:
    """Return the wait of a run for others of its group."""
    state: JsonObject = {
        "id": wait_id,
        "type": TURN,
        "stepId": step_id,
        "stepName": name,
        "createdAt": clock.rfc3339(at),
    }
    view = canonical.encode({"waitState": state})
    return OpenWait(wait_id, TURN, step_id, name, at, view)


def is_joined(join: str, tally: Tally) -> bool:
    """Tell whether a group has come to where its parent goes on."""
    if tally.open == 0:
        return True
    return (join == ALL and tally.lost > 0) or (join == ANY and tally.completed > 0)


def lost_of(members: Sequence[Run]) -> list[Run]:
    """Return those that ended without completing."""
    return [run for run in members if run.status in (RunStatus.FAILED, RunStatus.CANCELED)]


def _deadline_of(run: Run) -> datetime | None:
    """Return when a run goes on whatever its children do: to fail, or past the step they are of."""
    # A canceled run has no next step: it ends after its children.
    own = run.wait.deadline if run.wait is not None and run.cancel is None else None
    return min((at for at in (own, run.deadline) if at is not None), default=None)


def _is_telling(join: str, status: RunStatus) -> bool:
    """Tell whether one child's end alone may be what its parent waits for."""
    is_completed = status is RunStatus.COMPLETED
    return (join == ALL and not is_completed) or (join == ANY and is_completed)


def _idle(wait: OpenWait, tally: Tally) -> int:
    """Return how many more could run at once: whoever was to let them off died before it could."""
    if wait.window is None:
        return 0
    return min(tally.in_turn, max(0, wait.window - (tally.open - tally.in_turn)))
