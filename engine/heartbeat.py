"""One thread a process that renews the leases of the runs this process advances."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from engine import overdue
from engine.clock import Monotonic
from engine.errors import LeaseLost, Unavailable
from engine.overdue import Doing
from engine.store.base import RunStore
from engine.store.documents import Fence, Renewal

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Held:
    """A claim under renewal; `until` is the monotonic time at which its lease may end."""

    owner: LeaseHeartbeats
    run_id: str
    fence: Fence
    until: float
    is_lost: bool = False
    is_canceled: bool = False
    doing: Doing | None = None

    def check(self) -> bool:
        """Tell whether somebody canceled the run. Raises LeaseLost when the lease may be over."""
        if self.is_lost or self.owner.monotonic() >= self.until:
            raise LeaseLost
        return self.is_canceled

    def release(self) -> None:
        """Stop renewing."""
        self.owner.forget(self)

    @contextmanager
    def watching(
        self, flow_id: str, step_id: str, step_type: str, seconds: float
    ) -> Iterator[None]:
        """Let the heart end this process when what is done inside is not over in time."""
        doing = Doing(self.run_id, flow_id, step_id, step_type, self.owner.monotonic)
        doing.allow(seconds)
        self.doing = doing
        try:
            with overdue.under_way(doing):
                yield
        finally:
            self.doing = None


class LeaseHeartbeats:
    """Renews every held lease each `every_seconds`, by compare-and-set on its own fence."""

    def __init__(
        self,
        runs: RunStore,
        lease_seconds: float,
        every_seconds: float,
        monotonic: Monotonic = time.monotonic,
        *,
        in_background: bool = True,
        leave: Callable[[Doing], None] = overdue.leave,
    ) -> None:
        """`leave` ends this process for a step that is overdue, where a thread beats."""
        self.monotonic = monotonic
        self._runs = runs
        self._lease_seconds = lease_seconds
        self._every_seconds = every_seconds
        self._in_background = in_background
        self._leave = leave
        self._held: set[Held] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def hold(self, run_id: str, fence: Fence, asked_at: float) -> Held:
        """Start renewing; the lease is counted from before the claim was asked for."""
        held = Held(self, run_id, fence, asked_at + self._lease_seconds)
        with self._lock:
            self._held.add(held)
            if self._in_background and (self._thread is None or not self._thread.is_alive()):
                self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)
                self._thread.start()
        return held

    def forget(self, held: Held) -> None:
        """Stop renewing a lease."""
        with self._lock:
            self._held.discard(held)

    def beat(self) -> None:
        """Renew every held lease once, but those of steps that are overdue."""
        with self._lock:
            held_now = list(self._held)
        for held in held_now:
            doing = held.doing
            if self._in_background and doing is not None and doing.is_overdue():
                self._leave(doing)
            else:
                self._renew(held)

    def _renew(self, held: Held) -> None:
        asked_at = self.monotonic()
        try:
            renewal = self._runs.renew(held.run_id, held.fence, self._lease_seconds)
        except Unavailable:
            log.warning("heartbeat_missed", extra={"run_id": held.run_id})
            return
        if renewal is Renewal.LOST:
            held.is_lost = True
            return
        held.until = asked_at + self._lease_seconds
        held.is_canceled = renewal is Renewal.CANCELED

    def _run(self) -> None:
        while True:
            time.sleep(self._every_seconds)
            self.beat()
