"""Timings, and what a process used."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Times:
    """Sorted durations in milliseconds."""

    values: Sequence[float]

    def at(self, share: float) -> float:
        """Return the duration that this share of all stays below."""
        return self.values[min(len(self.values) - 1, int(len(self.values) * share))]

    @property
    def p50(self) -> float:
        """The median."""
        return self.at(0.5)


def until(holds: Callable[[], object], every: float, seconds: float = _PATIENCE_SECONDS) -> None:
    """Return as soon as something holds; raise TimeoutError when it does not in time."""
    last = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > last:
            message = f"nothing came of it within {seconds:.0f} s"
            raise TimeoutError(message)
        time.sleep(every)


def timed(count: int, work: Callable[[int], object]) -> Times:
    """Do `work` that many times, one after the other."""
    values = []
    for number in range(count):
        began = time.perf_counter()
        work(number)
        values.append((time.perf_counter() - began) * 1000)
    return Times(sorted(values))


def cpu_seconds(pids: Sequence[int]) -> float:
    """Return the CPU time that processes used so far, their own threads included."""
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / _TICKS


def busy_seconds() -> float:
    """Return the CPU time that the whole machine used so far."""
    user, nice, system, _idle, _iowait, irq, softirq, *_ = (
        int(value) for value in Path("/proc/stat").read_text().splitlines()[0].split()[1:]
    )
    return (user + nice + system + irq + softirq) / _TICKS


def resident_mib(pid: int) -> float:
    """Return the memory that a process holds."""
    return _status_mib(pid, "VmRSS")


def peak_mib(pid: int) -> float:
    """Return the most memory that a process ever held."""
    return _status_mib(pid, "VmHWM")


def _status_mib(pid: int, name: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    return 0.0


def children_of(pid: int) -> list[int]:
    """Return the process ids of a process's children."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]
