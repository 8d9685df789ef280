"""
What a worker is doing now, and by when it has to be over.

A step's timeout ends what waits; it cannot end what computes. So the worker says what it does, and
the heart, which beats in a thread of its own, ends the process of what is not over in time. The
next worker takes the run over, and after the usual number of deaths the run fails (POISON_STEP).
"""

from __future__ import annotations

import faulthandler
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from engine.clock import Monotonic

log = logging.getLogger(__name__)

# What the supervisor sees of a worker that ended itself.
EXIT_CODE: Final = 70
# For what only computes: far more than the budgets of expressions, patterns and schemas allow.
PURE_SECONDS: Final = 30.0
# Some seconds more, for a machine that is busy with other things.
GRACE_SECONDS: Final = 5.0
# No thread of Python has run for this long: one call into C holds all of them up.
STILL_SECONDS: Final = 60.0


@dataclass(slots=True, eq=False)
class Doing:
    """One step under way; `until` is the monotonic time at which it is overdue."""

    run_id: str
    flow_id: str
    step_id: str
    step_type: str
    monotonic: Monotonic
    until: float = 0.0

    def allow(self, seconds: float) -> None:
        """Give it this long from now, unless it has longer already."""
        self.until = max(self.until, self.monotonic() + seconds + GRACE_SECONDS)

    def is_overdue(self) -> bool:
        """Tell whether its time is over."""
        return self.monotonic() > self.until


_current: ContextVar[Doing | None] = ContextVar("doing", default=None)


@contextmanager
def under_way(doing: Doing) -> Iterator[None]:
    """Let what is called inside ask for more time for this step."""
    token = _current.set(doing)
    try:
        yield
    finally:
        _current.reset(token)


def prolong(seconds: float | None = None) -> None:
    """Give the step under way, if there is one, this long from now: it begins what has a bound."""
    doing = _current.get()
    if doing is not None:
        doing.allow(PURE_SECONDS if seconds is None else seconds)


def leave(doing: Doing) -> None:
    """End this process, whose step did not end in time; nothing it holds is handed over."""
    about = {
        "run_id": doing.run_id,
        "flow_id": doing.flow_id,
        "step_id": doing.step_id,
        "step_type": doing.step_type,
        "code": EXIT_CODE,
    }
    log.error("step_overdue", extra=about)
    logging.shutdown()
    os._exit(EXIT_CODE)


def expect_beat() -> None:
    """
    End this process, with its stack on stderr, unless this is called again within a minute.

    The watch is kept without the interpreter, so that it ends even what lets no thread run.
    """
    faulthandler.dump_traceback_later(STILL_SECONDS, exit=True)


def expect_no_beat() -> None:
    """Keep the watch no longer."""
    faulthandler.cancel_dump_traceback_later()
