"""Where an installation keeps what it has, held by one process at a time."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "millrace-up-"
_SETTLED_SECONDS = 60.0
_PRIVATE = 0o700
_LOCK = "lock"


class FolderInUse(Exception):
    """Another `millrace up` holds the folder."""


class FolderUnsafe(Exception):
    """The folder, or a file in it that is about to be used, is another account's or a link."""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold a folder until the end, however that comes. Raises FolderInUse, FolderUnsafe."""
    keep_private(folder)
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with _held(opened, folder):
            yield
    finally:
        os.close(opened)


def keep_private(folder: Path) -> None:
    """
    Make a folder if it is missing, and let no other account enter it.

    Raises FolderUnsafe for a folder, or a link to one, that another account made: its owner could
    put anything there, such as a link to a file of this account's.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE)
    if {folder.lstat().st_uid, folder.stat().st_uid} != {os.geteuid()}:
        raise FolderUnsafe(
            f"{folder} belongs to another account: name a folder of your own with --data-dir"
        )
    if stat.S_IMODE(folder.stat().st_mode) != _PRIVATE:
        folder.chmod(_PRIVATE)


def fresh_folder() -> Path:
    """Return a new temporary folder, having removed those whose holders were killed."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError, FolderInUse, FolderUnsafe):
            _remove_if_abandoned(left)
    return Path(tempfile.mkdtemp(prefix=_PREFIX))


def _remove_if_abandoned(left: Path) -> None:
    # Anybody may put a folder or a link of this name where temporary files are.
    opened = os.open(left, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        _require_own(os.fstat(opened), left)
        made_at = os.stat(_LOCK, dir_fd=opened, follow_symlinks=False).st_mtime
        # A young lock may be about to be taken by the process that just made it.
        if time.time() - made_at > _SETTLED_SECONDS:
            with _held(opened, left):
                shutil.rmtree(left, ignore_errors=True)
    finally:
        os.close(opened)


@contextmanager
def _held(opened: int, folder: Path) -> Iterator[None]:
    """Hold the lock in an open folder: it is made if missing, never followed, never emptied."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        lock = os.open(_LOCK, flags, 0o600, dir_fd=opened)
    except OSError as error:
        raise FolderUnsafe(f"{folder / _LOCK} cannot be used: {error.strerror}") from error
    with os.fdopen(lock, "r+") as file:
        _require_own(os.fstat(lock), folder / _LOCK)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderInUse(
                f"Another `millrace up` runs on {folder}: stop it, or use --data-dir or --ephemeral"
            ) from None
        yield


def _require_own(found: os.stat_result, path: Path) -> None:
    if found.st_uid != os.geteuid():
        raise FolderUnsafe(f"{path} belongs to another account")
