"""Where an installation keeps what it has, held by one process at a time."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "millrace-up-"
_SETTLED_SECONDS = 60.0


class FolderInUse(Exception):
    """Another `millrace up` holds the folder."""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold a folder until the end, however that comes. Raises FolderInUse."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderInUse(
                f"Another `millrace up` runs on {folder}: stop it, or use --data-dir or --ephemeral"
            ) from None
        yield


def fresh_folder() -> Path:
    """Return a new temporary folder, having removed those whose holders were killed."""
    for lock in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/lock"):
        with suppress(OSError, FolderInUse):
            _remove_if_abandoned(lock)
    return Path(tempfile.mkdtemp(prefix=_PREFIX))


def _remove_if_abandoned(lock: Path) -> None:
    # A young lock may be about to be taken by the process that just made it.
    if time.time() - lock.stat().st_mtime > _SETTLED_SECONDS:
        with alone_in(lock.parent):
            shutil.rmtree(lock.parent, ignore_errors=True)
