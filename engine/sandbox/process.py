"""A child process on a leash: bounded in time, memory and what it may say."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from engine.embedded.process import die_with_parent

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bounds:
    """
    What a process may use; `data_bytes` is all its memory, `cpu_seconds` of all its threads.

    `file_bytes` is the most that a file of its own folder may grow to.
    """

    wall_seconds: float
    cpu_seconds: int
    data_bytes: int
    output_bytes: int
    file_bytes: int = MIB


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: what it wrote, its exit code, and whether it was cut off and why."""

    output: bytes
    code: int
    is_late: bool
    is_loud: bool


def run(argv: Sequence[str], given: bytes, bounds: Bounds) -> Ended:
    """
    Run a process on `given` as its standard input, in an empty folder and environment.

    Whatever it started ends with it. The limits are set before it is given anything to run.
    """
    with tempfile.TemporaryDirectory(prefix="millrace-code-") as folder:
        process = subprocess.Popen(
            list(argv),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={"DENO_DIR": folder, "HOME": folder, "NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1"},
            start_new_session=True,
            preexec_fn=die_with_parent(os.getpid()),  # noqa: PLW1509, one prctl through a loaded library
        )
        try:
            _limit(process.pid, bounds)
            return _conversed(process, given, bounds)
        finally:
            _end(process)


def _limit(pid: int, bounds: Bounds) -> None:
    if not sys.platform.startswith("linux"):
        return
    limits = {
        resource.RLIMIT_CPU: bounds.cpu_seconds,
        resource.RLIMIT_DATA: bounds.data_bytes,
        resource.RLIMIT_FSIZE: bounds.file_bytes,
        resource.RLIMIT_CORE: 0,
    }
    with suppress(ProcessLookupError):
        for which, most in limits.items():
            resource.prlimit(pid, which, (most, most))


def _conversed(process: subprocess.Popen[bytes], given: bytes, bounds: Bounds) -> Ended:
    """Feed and read in threads of their own: neither side may make the other wait for ever."""
    heard = _Heard(bounds.output_bytes)
    threads = [
        threading.Thread(target=_feed, args=(process, given), daemon=True),
        threading.Thread(target=heard.read, args=(process,), daemon=True),
    ]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + bounds.wall_seconds
    threads[1].join(max(0.0, bounds.wall_seconds))
    is_late = threads[1].is_alive() and not heard.is_loud and time.monotonic() >= deadline
    _end(process)
    for thread in threads:
        thread.join(1.0)
    return Ended(bytes(heard.output), process.wait(), is_late, heard.is_loud)


class _Heard:
    """What a process wrote, up to a limit."""

    def __init__(self, most: int) -> None:
        self.output = bytearray()
        self.is_loud = False
        self._most = most

    def read(self, process: subprocess.Popen[bytes]) -> None:
        stream = process.stdout
        while stream is not None and (chunk := stream.read1(65_536)):  # type: ignore[attr-defined]
            self.output += chunk
            if len(self.output) > self._most:
                self.is_loud = True
                return


def _feed(process: subprocess.Popen[bytes], given: bytes) -> None:
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.write(given)
            process.stdin.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.close()
