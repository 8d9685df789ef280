"""The group commit: records wait in memory until something outside must not happen before them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from engine.clock import Monotonic
from engine.errors import LeaseLost
from engine.limits import Limits
from engine.record import Record
from engine.sealing import Seal
from engine.secrecy import Touched
from engine.store.base import RunStore
from engine.store.documents import Entry, Fence

Persist = Callable[[Callable[[], Entry | None]], Entry | None]


@dataclass(slots=True)
class Journal:
    """
    The records of one claim on their way to the store.

    `pending` starts as the run's tail: durable in the run document, not yet in the journal; a
    settle that stays small carries it on. `journaled` tells whether the journal holds anything.
    `seal` closes records of runs that touched secrets.
    """

    store: RunStore
    run_id: str
    fence: Fence
    limits: Limits
    monotonic: Monotonic
    persist: Persist
    seal: Seal
    pending: list[Entry] = field(default_factory=list)
    journaled: bool = False
    _undurable: int = 0
    _bytes: int = 0
    _flushed_at: float = 0.0

    def __post_init__(self) -> None:
        """Start the clock of the periodic flush."""
        self._flushed_at = self.monotonic()
        self.carry(self.pending)

    def carry(self, tail: list[Entry]) -> None:
        """Begin with the entries that the run's last settle carried."""
        self.pending = tail
        self._bytes = sum(entry.size for entry in tail)

    def add(self, record: Record, touched: Sequence[Touched] = ()) -> int:
        """Take a record of a run that touched these secrets; return its size in bytes."""
        entry = self.seal.entry(record, self.fence, touched)
        self.pending.append(entry)
        self._undurable += 1
        self._bytes += entry.size
        return entry.size

    def make_durable(self) -> None:
        """Flush, if anything so far would be lost with this process."""
        if self._undurable:
            self.flush()

    def flush_if_due(self) -> None:
        """Flush what has waited long enough or grown large enough."""
        waited = self.monotonic() - self._flushed_at
        if (
            self._undurable and waited >= self.limits.flush_seconds
        ) or self._bytes >= self.limits.flush_bytes:
            self.flush()

    def flush(self) -> None:
        """
        Write everything pending to the journal, in order.

        An entry of this claim that is there already is an earlier write whose answer was lost; an
        entry of another claim means this one is over. Raises LeaseLost.
        """
        waiting: Sequence[Entry] = self.pending
        while waiting:
            entries = waiting
            taken = self.persist(lambda entries=entries: self.store.append(self.run_id, entries))  # type: ignore[misc]
            if taken is None:
                break
            place = taken.seq - entries[0].seq
            if entries[place].fence != taken.fence:
                raise LeaseLost
            waiting = entries[place + 1 :]
        self.journaled = self.journaled or bool(self.pending)
        self.pending = []
        self._undurable = self._bytes = 0
        self._flushed_at = self.monotonic()

    def tail(self) -> tuple[Entry, ...]:
        """Return what the settle may carry; flush what is too much for that."""
        if self._bytes >= self.limits.tail_bytes:
            self.flush()
        return tuple(self.pending)
