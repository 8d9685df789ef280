"""The scheduler's loop: rescue and tick, whatever happens to the servers."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Final

from engine.errors import EngineError

log = logging.getLogger(__name__)

_LONGEST_SECONDS: Final = 1.0
_SHORTEST_SECONDS: Final = 0.01
_NAP_SECONDS: Final = 0.1

Duty = Callable[[], float]


def aside(duty: Duty) -> threading.Thread:
    """Do a duty again and again in a thread of its own, which ends with the process."""
    loop = Loop([duty])
    thread = threading.Thread(target=loop.turn_for_ever, name="aside", daemon=True)
    thread.start()
    return thread


class Loop:
    """Calls every duty again and again; each returns the seconds until it wants to be called."""

    def __init__(self, duties: Sequence[Duty]) -> None:
        self._duties = duties
        self._is_stopping = False

    def run(self) -> None:
        """Loop until SIGTERM or SIGINT."""
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, self.stop)
        self.turn_for_ever()

    def turn_for_ever(self) -> None:
        """Do every duty and sleep, until told to stop."""
        while not self._is_stopping:
            pauses = [self._attempt(duty) for duty in self._duties]
            self._sleep(max(_SHORTEST_SECONDS, min([_LONGEST_SECONDS, *pauses])))

    def stop(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """Leave after the duty at hand."""
        self._is_stopping = True

    def _attempt(self, duty: Duty) -> float:
        """Do one duty; one that fails must not keep the others from being done."""
        try:
            return duty()
        except EngineError as error:
            log.warning("server_unreachable", extra={"reason": error.message})
        except Exception:
            log.exception("duty_failed")
        return _LONGEST_SECONDS

    def _sleep(self, seconds: float) -> None:
        """Sleep in naps: a sleep is not cut short by a signal."""
        until = time.monotonic() + seconds
        while not self._is_stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _NAP_SECONDS))
