"""A server as a child process that never outlives the thread that started it."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PR_SET_PDEATHSIG: Final = 1
START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 20.0


class EmbeddedUnavailable(Exception):
    """An embedded server cannot run here; the message says in one sentence what to do instead."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens, its process id, and how to end it."""

    url: str
    process: subprocess.Popen[bytes]

    @property
    def pid(self) -> int:
        """The process id of the server itself."""
        return self.process.pid

    def stop(self) -> None:
        """Let the server save what it holds and leave; killed when it takes over 20 s."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End the server at once, as a power cut would."""
        self.process.kill()
        self.process.wait()


def spawn(
    argv: Sequence[str],
    log: Path,
    *,
    environ: dict[str, str] | None = None,
    die_with: signal.Signals = signal.SIGKILL,
    cwd: Path | None = None,
) -> subprocess.Popen[bytes]:
    """
    Start a child in its own session, output appended to `log`.

    The kernel sends it `die_with` when the calling *thread* ends: call from one that lives on.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen(
            list(argv),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environ,
            cwd=cwd,
            start_new_session=True,
            preexec_fn=die_with_parent(os.getpid(), die_with),  # noqa: PLW1509, one prctl through a loaded library
        )


def die_with_parent(
    parent: int, sent: signal.Signals = signal.SIGKILL
) -> Callable[[], None] | None:
    """Return what a child calls to be sent a signal when its parent ends; None off Linux."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)

    def ask_the_kernel() -> None:  # pragma: no cover, runs between fork and exec
        libc.prctl(PR_SET_PDEATHSIG, int(sent))
        if os.getppid() != parent:  # it died before the call above, so no signal will come
            os._exit(1)

    return ask_the_kernel


def free_port() -> int:
    """Return a port nobody listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def await_ready(process: subprocess.Popen[bytes], ready: Callable[[], bool], log: Path) -> None:
    """Wait until `ready` holds; else end the process and raise EmbeddedUnavailable."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise EmbeddedUnavailable(f"it ended with code {process.returncode}: {last_line(log)}")
        if ready():
            return
        time.sleep(0.02)
    process.kill()
    process.wait()
    raise EmbeddedUnavailable(f"it was not ready within {START_SECONDS:g} s: {last_line(log)}")


def last_line(log: Path) -> str:
    """Return what a process said last, at most 300 characters of it."""
    lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
    return lines[-1][:300] if lines else "it said nothing"
