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
from engine.store.base import FamilyStore, RunStore, Shelf
from engine.store.documents import Hint, OpenWait, Run, StoredDecision, Tally
from engine.store.gates import Gate
from engine.turnstile import Turnstile
from schemas.json import JsonObject
from schemas.run import TERMINAL, RunStatus

log = logging.getLogger(__name__)

CHILDREN = "children"
TURN = "turn"
_CHECK_SECONDS = (5.0, 60.0)
_SHORTEST_SECONDS = 0.05


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

    def check(self, run_id: str) -> None:
        """
        Look after a run whose family is due to be asked about: a parent, or one in turn.

        Repeats a cancel, lets off who waits in turn without need, and wakes the parent or asks
        again later. Raises Unavailable, QueueUnavailable.
        """
        run = self.runs.peek(run_id)
        if run is None or run.wait is None:
            return
        if run.deadline is not None and run.deadline <= self.now():
            # Its next step is to fail; what its children would come to, nobody will ask.
            if run.wait.kind == CHILDREN:
                self.cancel_members(str(run.wait.group), "deadline")
            self._go_on(run)
            return
        if run.wait.kind == TURN:
            self.line_up(run)
            return
        if run.cancel is not None:
            self.cancel_members(str(run.wait.group), run.cancel.by)
        if not self._look(run_id, run.wait, is_canceled=run.cancel is not None):
            self.runs.postpone(run_id, run.wait.wait_id, self._pause(run, run.wait))

    def arrived(self, run: Run) -> None:
        """Let a new run go on at once if there is room in its group. Never raises: see `ended`."""
        try:
            self._turnstile().arrived(run)
        except (Unavailable, QueueUnavailable):
            log.warning("run_not_let_off", extra={"run_id": run.run_id})

    def line_up(self, run: Run) -> None:
        """
        Let a run's group go on if there is room in it, and ask about the run again later.

        Raises Unavailable, QueueUnavailable.
        """
        if run.parent_id is None:
            self._turnstile().check(run)
        else:
            self._make_room(str(run.group), run.turns)
        if run.wait is not None:
            self.runs.postpone(run.run_id, run.wait.wait_id, self._pause(run, run.wait))

    def cancel_members(self, group: str, by: str) -> None:
        """Cancel whoever of a group has not ended, and their children in turn."""
        for member in self.store.members(group, only_open=True):
            self.canceled(self.runs.cancel(member.run_id, by), by)

    def canceled(self, run: Run | None, by: str) -> None:
        """Carry a cancel on: to the children of a run that waits for them, or to its parent."""
        if run is None:
            return
        if run.wait is not None and run.wait.kind == CHILDREN and run.wait.group is not None:
            self.cancel_members(run.wait.group, by)
            self._look(run.run_id, run.wait, is_canceled=True)
        elif run.status is RunStatus.CANCELED:
            self.ended(run, run.status)

    def is_orphan(self, run: Run) -> bool:
        """Tell whether a child's parent will never ask what became of it."""
        if run.parent_id is None:
            return False
        parent = self.runs.peek(run.parent_id)
        return parent is None or parent.cancel is not None or parent.status in TERMINAL

    def _ask(self, parent_id: str, group: str) -> None:
        parent = self.runs.peek(parent_id)
        wait = parent.wait if parent is not None else None
        if parent is not None and wait is not None and wait.group == group:
            self._look(parent_id, wait, is_canceled=parent.cancel is not None)

    def _look(self, run_id: str, wait: OpenWait, *, is_canceled: bool) -> bool:
        """Wake the parent if its children have come to what it waits for; tell whether it was."""
        tally = self.store.tally(str(wait.group))
        if not is_joined(EVERY if is_canceled else wait.join or EVERY, tally):
            for _ in range(_idle(wait, tally)):
                self._let_off(str(wait.group))
            return False
        run = self.runs.decide(run_id, self._decision(wait.wait_id))
        if run is not None:
            self.queue.push([Hint(run.run_id, run.fence.n, run.queue)])
        return run is not None

    def _pause(self, run: Run, wait: OpenWait) -> float:
        """Return how long to leave a run alone: the longer it waits the longer, to its deadline."""
        shortest, longest = _CHECK_SECONDS
        now = self.now()
        pause = min(max(shortest, (now - wait.created_at).total_seconds() / 10), longest)
        if run.deadline is None:
            return pause
        return max(min(pause, (run.deadline - now).total_seconds()), _SHORTEST_SECONDS)

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
        """End a run's wait for its turn; False when somebody else did."""
        if member.wait is None:
            return False
        run = self.runs.decide(member.run_id, self._decision(member.wait.wait_id))
        if run is not None:
            self.queue.push([Hint(run.run_id, run.fence.n, run.queue)])
        return run is not None

    def _turnstile(self) -> Turnstile:
        return Turnstile(self.gates, self.runs, self.store, self._go_on)

    def _decision(self, wait_id: str) -> StoredDecision:
        return StoredDecision(
            wait_id=wait_id,
            kind=CHILDREN,
            payload=b"null",
            by="children",
            principal="engine",
            body_hash="",
            key=None,
            at=self.now(),
        )


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


def _is_telling(join: str, status: RunStatus) -> bool:
    """Tell whether one child's end alone may be what its parent waits for."""
    is_completed = status is RunStatus.COMPLETED
    return (join == ALL and not is_completed) or (join == ANY and is_completed)


def _idle(wait: OpenWait, tally: Tally) -> int:
    """Return how many more could run at once: whoever was to let them off died before it could."""
    if wait.window is None:
        return 0
    return min(tally.in_turn, max(0, wait.window - (tally.open - tally.in_turn)))
