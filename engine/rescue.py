"""Enqueue again whatever is due and nobody advances: the reason why Redis may forget everything."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from engine import clock, debouncing
from engine.family import Family
from engine.ports import RunQueue, push_again
from engine.store.base import RunStore
from engine.store.documents import Due, Hint
from engine.store.endings import (
    DEBOUNCE,
    DUE,
    LOOKED_AFTER,
    TIMERS,
    TURN,
    decision_by_engine,
)

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0
_SHORTEST_SECONDS = 0.02
_PAGE = 200


@dataclass(slots=True)
class Rescue:
    """
    What the scheduler process does every second; any number of processes may.

    `grace_seconds` is how long a queued run is left to its hint before anybody asks what became of
    it: a backlog is no loss.
    """

    runs: RunStore
    queue: RunQueue
    family: Family
    grace_seconds: float = 5.0
    now: clock.Clock = clock.now
    _asked_up_to: str = ""

    def tick(self) -> float:
        """
        Rescue once; return how many seconds to sleep, at most one.

        Raises Unavailable and QueueUnavailable: the caller tries again, nothing is half done.
        """
        return min(self.keep_time(), self.look_again())

    def keep_time(self) -> float:
        """
        Do what has a time that was promised: recovery, delays, retries, expiries, deadlines.

        Nothing that merely looks again stands before it, however much of that there is. Returns
        and raises as `tick` does.
        """
        if self.queue.was_lost():
            self.push_everything()
        self.push_expired()
        self.wake_due(TIMERS)
        self.push_undelivered()
        return self.seconds_to_next(TIMERS)

    def look_again(self) -> float:
        """
        Ask about families and groups in turn whose time to be asked about has come.

        Returns and raises as `tick` does.
        """
        self.wake_due(LOOKED_AFTER)
        return self.seconds_to_next(LOOKED_AFTER)

    def push_everything(self) -> None:
        """Enqueue every queued run: Redis came back without its memory."""
        for page in self._queued():
            log.warning("queue_rebuilt", extra={"runs": len(page)})
            self.queue.push(page)

    def push_expired(self) -> None:
        """Enqueue runs whose worker died; the next claim takes them over."""
        expired = self.runs.expired(_PAGE)
        if missing := self._missing(expired):
            push_again(self.queue, missing)

    def wake_due(self, kinds: Collection[str] | None = None) -> None:
        """End the waits of these kinds whose time has come, or look after them."""
        asked: set[str] = set()
        for due in self.runs.due(0.0, _PAGE, kinds):
            if due.kind in LOOKED_AFTER:
                self._look_after(due, asked)
            elif due.kind != DEBOUNCE or not self._is_replaced(due):
                self._wake(due)

    def _look_after(self, due: Due, asked: set[str]) -> None:
        """Ask about a run, and about runs in turn once for each of their groups."""
        is_over = due.deadline is not None and due.deadline <= self.now()
        if due.kind == TURN and due.group is not None and not is_over:
            if due.group in asked:
                return
            asked.add(due.group)
        self.family.check(due.run_id, due.wait_id)

    def push_undelivered(self) -> None:
        """
        Enqueue runs that have been queued for a while and whose job is gone.

        A tick asks about one page and the next goes on from there: a backlog must not cost every
        tick the whole of it.
        """
        page = self.runs.queued(self.grace_seconds, _PAGE, self._asked_up_to)
        self._push_missing(page)
        self._asked_up_to = page[-1].run_id if len(page) == _PAGE else ""

    def seconds_to_next(self, kinds: Collection[str] | None = None) -> float:
        """Return the time until the next wait of these kinds is due, at most one tick."""
        coming = self.runs.due(TICK_SECONDS, 1, kinds)
        if not coming:
            return TICK_SECONDS
        seconds = (coming[0].wake_at - self.now()).total_seconds()
        return min(max(seconds, _SHORTEST_SECONDS), TICK_SECONDS)

    def _is_replaced(self, due: Due) -> bool:
        run = self.runs.peek(due.run_id)
        return run is None or debouncing.settle(self.runs, self.family.store, run)

    def _wake(self, due: Due) -> None:
        decision = decision_by_engine(due.wait_id, DUE, "schedule", self.now())
        run = self.runs.decide(due.run_id, decision)
        if run is not None:
            self.queue.push([Hint(run.run_id, run.fence.n, run.queue)])

    def _push_missing(self, hints: list[Hint]) -> None:
        if missing := self._missing(hints):
            self.queue.push(missing)

    def _missing(self, hints: list[Hint]) -> list[Hint]:
        """Return those that nobody will follow; Redis is asked only where there are any."""
        missing = self.queue.undelivered(hints) if hints else []
        if missing:
            log.info("runs_rescued", extra={"runs": len(missing)})
        return missing

    def _queued(self) -> Iterator[list[Hint]]:
        after = ""
        while page := self.runs.queued(0.0, _PAGE, after):
            yield page
            after = page[-1].run_id
