"""One thread that calls back at given times: a thread per call would cost more than the call."""

from __future__ import annotations

import heapq
import itertools
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_CLUTTER = 64  # ended alarms that may lie in the heap before it is swept


@dataclass(order=True, slots=True)
class Alarm:
    """A call that is due at `at` (monotonic seconds) unless it was ended before."""

    at: float
    number: int
    action: Callable[[], None] | None = field(compare=False)


class Watchdog:
    """
    Calls actions when their time has come, from one daemon thread that the first alarm starts.

    Actions must be short and must not raise. An alarm later than the earliest one wakes nobody, so
    that setting and ending one costs a heap operation and no switch of threads.
    """

    _changed: threading.Condition
    _alarms: list[Alarm]
    _ended: int
    _numbers: Iterator[int]
    _thread: threading.Thread | None

    def __init__(self) -> None:
        self._reset()
        # A forked child has the memory of this but not its thread.
        os.register_at_fork(after_in_child=self._reset)

    def set(self, at: float, action: Callable[[], None]) -> Alarm:
        """Have `action` called at `at`; end the alarm when it is no longer wanted."""
        with self._changed:
            alarm = Alarm(at, next(self._numbers), action)
            heapq.heappush(self._alarms, alarm)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)
                self._thread.start()
            elif self._alarms[0] is alarm:
                self._changed.notify()
        return alarm

    def end(self, alarm: Alarm) -> None:
        """Forget an alarm; its action may just be running."""
        with self._changed:
            if alarm.action is None:
                return
            alarm.action = None
            self._ended += 1
            if self._ended > _CLUTTER and self._ended > len(self._alarms) // 2:
                self._alarms = [kept for kept in self._alarms if kept.action is not None]
                heapq.heapify(self._alarms)
                self._ended = 0

    def _reset(self) -> None:
        self._changed = threading.Condition()
        self._alarms = []
        self._numbers = itertools.count()
        self._ended = 0
        self._thread = None

    def _run(self) -> None:
        while True:
            action = self._next_due()
            if action is not None:
                action()

    def _next_due(self) -> Callable[[], None] | None:
        with self._changed:
            while not self._alarms or self._alarms[0].at > time.monotonic():
                wait = self._alarms[0].at - time.monotonic() if self._alarms else None
                self._changed.wait(wait)
            alarm = heapq.heappop(self._alarms)
            action, alarm.action = alarm.action, None
            if action is None:
                self._ended -= 1
            return action


WATCHDOG = Watchdog()
