"""Keeps N workers alive, each a process of its own, and tells the engine at once when one died."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import Final

from engine.launch import command_of
from worker.loop import unique_name

log = logging.getLogger(__name__)

_LOOK_SECONDS: Final = 0.1
_LEAVE_SECONDS: Final = 30.0
_BURIAL_SECONDS: Final = 5.0
_SHORT_LIFE_SECONDS: Final = 5.0
_BACKOFF_SECONDS: Final = (0.0, 0.2, 0.5, 1.0, 2.0, 5.0)
_PR_SET_PDEATHSIG: Final = 1


def die_with(parent_pid: int) -> None:
    """Ask the kernel to kill this process when its parent ends; exit if that has happened."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL))
    if os.getppid() != parent_pid:
        sys.exit(1)


@dataclass(slots=True)
class Slot:
    """One place for a worker: who holds it, and how often it died young in a row."""

    name: str = ""
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_at: float = 0.0
    short_lives: int = 0


@dataclass(slots=True)
class Supervisor:
    """
    Runs `processes` workers until told to stop.

    `arguments` are those of `millrace worker` for each; with `once` a worker that leaves by
    itself is not replaced. `on_death` gets the name of a worker that is gone, in a thread of its
    own: a store out of reach must not keep the next worker from starting.
    """

    processes: int
    arguments: Sequence[str]
    on_death: Callable[[str], None]
    once: bool = False
    slots: list[Slot] = field(default_factory=list)
    stop_at: float | None = None
    burials: list[threading.Thread] = field(default_factory=list)

    def run(self) -> int:
        """Supervise; return 0 once every worker has left after a signal."""
        self._supervise()
        for burial in self.burials:
            burial.join(_BURIAL_SECONDS)
        return 0

    def _supervise(self) -> None:
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, self.forward)
        self.slots = [Slot() for _ in range(self.processes)]
        while True:
            for slot in self.slots:
                self.look_after(slot)
            if not self.slots or (self.stop_at is not None and not self._living()):
                return
            if self.stop_at is not None and time.monotonic() - self.stop_at > _LEAVE_SECONDS:
                self._signal(signal.SIGKILL)
            time.sleep(_LOOK_SECONDS)

    def forward(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """Pass a signal on: workers leave after their step at the first, at once at the second."""
        self.stop_at = self.stop_at or time.monotonic()
        self._signal(signal.SIGTERM)

    def look_after(self, slot: Slot) -> None:
        """Start the slot's worker if it is time, or see to it that a dead one is replaced."""
        now = time.monotonic()
        if slot.process is None:
            if self.stop_at is None and now >= slot.start_at:
                self._start(slot)
            return
        code = slot.process.poll()
        if code is None:
            return
        log.info("worker_left", extra={"worker": slot.name, "code": code})
        slot.process = None
        self._bury(slot.name)
        if self.once and code == 0:
            self.slots = [other for other in self.slots if other is not slot]
        # Who was killed from outside did not fail by itself: it is needed back soon.
        lived_long = code == -signal.SIGKILL or now - slot.started_at > _SHORT_LIFE_SECONDS
        slot.short_lives = 0 if lived_long else slot.short_lives + 1
        slot.start_at = now + _BACKOFF_SECONDS[min(slot.short_lives, len(_BACKOFF_SECONDS) - 1)]

    def _bury(self, name: str) -> None:
        burial = threading.Thread(target=self.on_death, args=(name,), daemon=True)
        burial.start()
        self.burials = [*(other for other in self.burials if other.is_alive()), burial]

    def _start(self, slot: Slot) -> None:
        slot.name, slot.started_at = unique_name(), time.monotonic()
        arguments = ["--name", slot.name, "--parent", str(os.getpid()), *self.arguments]
        slot.process = subprocess.Popen(command_of("worker", *arguments))
        if self.stop_at is not None:  # the signal came while it was being started
            slot.process.send_signal(signal.SIGTERM)

    def _living(self) -> list[subprocess.Popen[bytes]]:
        return [slot.process for slot in self.slots if slot.process is not None]

    def _signal(self, signum: signal.Signals) -> None:
        for process in self._living():
            process.send_signal(signum)
