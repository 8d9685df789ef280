"""
Conditions under which an installation works now and fails later, found before it does.

Read at the start of each process and by `/readyz`: a Redis that may drop keys, one that is nearly
full, a disk that is nearly full, a store of another schema version. None of them stops anything.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

from engine.errors import EngineError

log = logging.getLogger(__name__)

# A health check asks every few seconds, and the answers change slowly.
CACHE_TTL_SECONDS: Final = 10.0
MAX_MEMORY_SHARE: Final = 0.9
MIN_FREE_SHARE: Final = 0.05
_MIB: Final = 1024 * 1024
_SAFE_POLICY: Final = "noeviction"


@dataclass(frozen=True, slots=True)
class Condition:
    """What is wrong: a code for programs, and a sentence with the remedy for the operator."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory of Redis: its eviction policy, bytes in use, and the limit (0: none)."""

    policy: str
    used: int
    limit: int


@dataclass(frozen=True, slots=True)
class Disk:
    """The disk that the store writes to, in bytes."""

    free: int
    total: int


class StoreSigns(Protocol):
    """Satisfied by `engine.store.mongo.MongoStores`. Every method raises Unavailable."""

    @property
    def known_version(self) -> int:
        """Return the schema version that this code works with."""

    def schema_version(self) -> int:
        """Return the schema version of the store."""

    def disk(self) -> Disk | None:
        """Return the store's disk, None where the server does not tell."""


class QueueSigns(Protocol):
    """Satisfied by `engine.queue.RedisQueue`."""

    def memory(self) -> Memory:
        """Return how Redis deals with its memory. Raises QueueUnavailable."""


@dataclass(slots=True)
class Conditions:
    """Reads both servers, at most every ten seconds however often it is asked."""

    store: StoreSigns
    queue: QueueSigns
    monotonic: Callable[[], float] = time.monotonic
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _found: tuple[Condition, ...] = ()
    _fresh_until: float = float("-inf")

    def read(self) -> tuple[Condition, ...]:
        """Return what is wrong; of a server that does not answer nothing is said."""
        with self._lock:
            if self.monotonic() >= self._fresh_until:
                self._found = (*_answers(self._of_store), *_answers(self._of_queue))
                self._fresh_until = self.monotonic() + CACHE_TTL_SECONDS
            return self._found

    def report(self) -> None:
        """Log each condition as a warning: call once when a process starts."""
        for one in self.read():
            log.warning("installation_at_risk", extra={"code": one.code, "reason": one.message})

    def _of_store(self) -> Iterator[Condition]:
        stored, known = self.store.schema_version(), self.store.known_version
        if stored < known:
            yield Condition(
                "store_outdated",
                f"The store has schema version {stored}, this Millrace works with {known}: "
                "run `millrace migrate`.",
            )
        if stored > known:
            yield Condition(
                "store_too_new",
                f"The store has schema version {stored}, this Millrace knows {known}: "
                "start the newer release that migrated it.",
            )
        disk = self.store.disk()
        if disk is not None and disk.free < disk.total * MIN_FREE_SHARE:
            yield Condition(
                "disk_nearly_full",
                f"MongoDB's disk has {disk.free // _MIB} of {disk.total // _MIB} MiB left: "
                "make room, or shorten MILLRACE_RETENTION_DAYS.",
            )

    def _of_queue(self) -> Iterator[Condition]:
        memory = self.queue.memory()
        if memory.policy not in ("", _SAFE_POLICY):
            yield Condition(
                "redis_evicts",
                f"Redis drops keys when its memory is full (maxmemory-policy {memory.policy}), so "
                f"runs would stand still until they are rescued: set it to {_SAFE_POLICY}.",
            )
        if memory.limit and memory.used > memory.limit * MAX_MEMORY_SHARE:
            yield Condition(
                "redis_nearly_full",
                f"Redis uses {memory.used // _MIB} of {memory.limit // _MIB} MiB: raise maxmemory.",
            )


def _answers(read: Callable[[], Iterator[Condition]]) -> tuple[Condition, ...]:
    try:
        return tuple(read())
    except EngineError:
        return ()
