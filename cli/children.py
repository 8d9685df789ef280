"""The processes that `millrace up` keeps alive, each restarted when it dies."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from engine.embedded.process import spawn

log = logging.getLogger(__name__)

_YOUNG_SECONDS = 5.0
_KILLED_SECONDS = 0.1
_PAUSES_SECONDS = (0.0, 0.2, 0.5, 1.0, 1.5, 5.0)


@dataclass(slots=True)
class Child:
    """
    One place for a process: `argv()` is asked at every start, `on_death` told of every end.

    It is told in a thread of its own: a store out of reach must not keep the next process from
    starting. One that dies young again and again is given longer and longer pauses.
    """

    role: str
    argv: Callable[[], Sequence[str]]
    environ: Mapping[str, str]
    log: Path
    on_death: Callable[[], None]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_at: float = 0.0
    young_deaths: int = 0
    failures: int = 0  # ends of its own, not by a kill from outside

    @property
    def pid(self) -> int:
        """The process id, 0 while there is none."""
        return self.process.pid if self.process else 0

    def look_after(self) -> bool:
        """Start the process if it is time, or note its death; tell whether anything changed."""
        now = time.monotonic()
        if self.process is None:
            return self.start() if now >= self.start_at else False
        if self.process.poll() is None:
            return False
        # Who is killed from outside does not fail at starting: it is needed back soon.
        was_killed = self.process.returncode == -signal.SIGKILL
        self.failures += not was_killed
        self._rest(died_young=now - self.started_at < _YOUNG_SECONDS and not was_killed)
        if was_killed:
            self.start_at = now + _KILLED_SECONDS
        _end_group(self.process)
        self.process = None
        threading.Thread(target=self.on_death, daemon=True).start()
        return True

    def _rest(self, *, died_young: bool) -> None:
        """Set when the next process may start."""
        self.young_deaths = self.young_deaths + 1 if died_young else 0
        pause = _PAUSES_SECONDS[min(self.young_deaths, len(_PAUSES_SECONDS) - 1)]
        self.start_at = time.monotonic() + pause

    def start(self) -> bool:
        """
        Start the process; tell whether it was. It is tried again by `look_after` if not.

        Call from the main thread, with whose end the process ends.
        """
        self.started_at = time.monotonic()
        try:
            self.process = spawn(self.argv(), self.log, environ=dict(self.environ))
        except OSError:
            # No room for its log, no process or descriptor to be had: as if it had died young.
            log.exception("child_not_started", extra={"role": self.role})
            self._rest(died_young=True)
        return self.process is not None

    def is_alive(self) -> bool:
        """Tell whether the process runs."""
        return self.process is not None and self.process.poll() is None

    def send(self, signum: signal.Signals) -> None:
        """Send a signal, if there is anybody to get it."""
        if self.is_alive() and self.process is not None:
            self.process.send_signal(signum)


def await_end(children: Sequence[Child], seconds: float, is_cut_short: Callable[[], bool]) -> None:
    """Wait for processes that were asked to leave; kill what stays beyond the time."""
    deadline = time.monotonic() + seconds
    while any(child.is_alive() for child in children):
        if time.monotonic() >= deadline or is_cut_short():
            break
        time.sleep(0.05)
    for child in children:
        child.send(signal.SIGKILL)
        if child.process is not None:
            child.process.wait()
            _end_group(child.process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End what a process that was killed left behind, such as gunicorn's worker and its port."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
