"""Callers that wait for a run's outcome: few enough that the others still get an answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

from api.seats import Seats
from engine import results
from engine.notify import Waiters, Waiting
from engine.results import Result
from engine.runs import Runs
from engine.store.documents import Run
from schemas.run import RunStatus

# A notice that never comes costs a caller this long at most, and the store one small read. A caller
# whose token has ended meanwhile is let go as soon.
SAFETY_SECONDS = 2.0


class WaitingRoom:
    """
    Lets `seats` callers wait for what they start or resume, and `looks` follow what goes on.

    They are apart: streams and long polls, however many, leave the others their seats.
    """

    def __init__(self, waiters: Waiters, runs: Runs, seats: int, looks: int | None = None) -> None:
        self.waiters = waiters
        self._runs = runs
        self._seats = Seats(seats)
        self._looks = Seats(seats if looks is None else looks)
        self._closing = Event()

    @property
    def is_closing(self) -> bool:
        """Tell whether the process is about to leave: no caller may begin to wait."""
        return self._closing.is_set()

    def close(self) -> None:
        """Answer every caller that waits, now: the process is about to leave."""
        self._closing.set()
        self.waiters.wake()

    @contextmanager
    def seat(self, who: str, *, wanted: bool, is_look: bool = False) -> Iterator[bool]:
        """Take a seat for a caller if there is one; tell whether there was."""
        seats = self._looks if is_look else self._seats
        is_taken = wanted and not self.is_closing and seats.take(who)
        try:
            yield is_taken
        finally:
            if is_taken:
                seats.give_back(who)

    def outcome(
        self,
        run_id: str,
        seconds: float,
        make: Callable[[], tuple[Run, bool]],
        require: Callable[[], None],
    ) -> Result:
        """
        Do `make`, which returns the run and whether workers know of it; wait for what comes of it.

        `require` raises once the caller may not have the outcome any more.

        The wait goes on through delays and retries, and ends early for what somebody outside must
        resolve.
        """
        with self.waiters.expect(run_id) as waiting:
            run, is_delivered = make()
            if not is_delivered or run.status not in (RunStatus.QUEUED, RunStatus.RUNNING):
                result = self.read(run_id)
                if not is_delivered or result.is_final:
                    return result
            newer_than = run.fence.n - (run.status is RunStatus.RUNNING)
            result = self._await(waiting, run_id, newer_than, time.monotonic() + seconds, require)
            require()
            return result

    def read(self, run_id: str) -> Result:
        """Return what the store says of a run."""
        run = self._runs.store.get(run_id)
        if run is None:
            message = f"run {run_id} vanished"
            raise LookupError(message)
        return results.of_run(self._runs.seen(run))

    def _await(
        self,
        waiting: Waiting,
        run_id: str,
        newer_than: int,
        deadline: float,
        require: Callable[[], None],
    ) -> Result:
        while not self.is_closing and (left := deadline - time.monotonic()) > 0:
            notice = waiting.get(min(left, SAFETY_SECONDS), newer_than)
            require()
            if notice is not None:
                newer_than = notice.fence_n
            result = results.of_notice(notice) if notice else None
            result = result or self._peeked(run_id)
            if result.is_final:
                return result
        return self.read(run_id)

    def _peeked(self, run_id: str) -> Result:
        """Return a run's result, read in full only when it is worth it."""
        run = self._runs.store.peek(run_id)
        if run is None:
            return self.read(run_id)
        peeked = results.of_run(self._runs.seen(run))
        return self.read(run_id) if peeked.is_final else peeked
