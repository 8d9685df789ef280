"""
rq-scheduler as the ticker of schedules that live in MongoDB.

The sorted set holds schedule ids by the time they fire next. Firing is one compare-and-set on that
time, so there is no lock, any number of tickers run at once, and one that dies leaves nothing
behind. `nextFire` in MongoDB is the truth; the set is rebuilt from it every few seconds.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, Final, Protocol

from rq_scheduler import Scheduler

from engine.errors import Unavailable
from engine.ports import QueueUnavailable
from engine.queue import RedisQueue, packed_job
from engine.queue_scripts import FIRE
from engine.schedules import Fired, fire_time
from engine.store.schedules import Schedule

log = logging.getLogger(__name__)

RECONCILE_SECONDS: Final = 5.0
_PAGE: Final = 500
_AT_ONCE: Final = 8


class ActiveSchedules(Protocol):
    """The part of `ScheduleStore` that the set is rebuilt from."""

    def active(self, limit: int, after: str = "") -> list[Schedule]:
        """Return schedules with a next fire, by schedule id from `after` on."""


class Ticker(Scheduler):  # type: ignore[misc]  # rq-scheduler ships no types
    """
    Fires what is due: `fire(schedule_id, fire_at)` makes the run and says when comes the next.

    Raises Unavailable and QueueUnavailable: then the same tick may be repeated.
    """

    scheduled_jobs_key = "millrace:schedules"

    def __init__(
        self,
        queue: RedisQueue,
        schedules: ActiveSchedules,
        fire: Callable[[str, datetime], Fired],
        now: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(connection=queue.client, interval=RECONCILE_SECONDS)
        self._hints = queue
        self._schedules = schedules
        self._fire = fire
        self._now = now
        self._reconciled_at = 0.0

    def acquire_lock(self) -> bool:
        """Return True: the compare-and-set needs no lock."""
        return True

    def enqueue_jobs(self) -> list[str]:
        """Fire every schedule that is due; return the ids of those this ticker moved on."""
        due = self._in_set(0, self._now())
        if not due:
            return []
        # Side by side: a fire is mostly waiting for two servers, and many are due at one minute.
        with ThreadPoolExecutor(_AT_ONCE, "fire") as pool:
            moved = list(pool.map(lambda one: self._fire_one(*one), due))
        return [
            schedule_id for (schedule_id, _), is_mine in zip(due, moved, strict=True) if is_mine
        ]

    def tick(self) -> float:
        """Reconcile if it is time, fire, and return the seconds until the next fire, at most 1."""
        if self._is_stale():
            self.reconcile()
        self.enqueue_jobs()
        coming = self._in_set(0, self._now() + 1.0, limit=1)
        return min(max(0.0, coming[0][1] - self._now()), 1.0) if coming else 1.0

    def reconcile(self) -> None:
        """
        Make the sorted set hold what MongoDB says.

        What is due is left to its fire, which also tells a worker of a run whose maker died.
        """
        wanted, armed, now = self._wanted(), dict(self._in_set(0, math.inf)), self._now()
        coming = {name for name, score in armed.items() if score > now}
        changed = {
            name: score
            for name, score in wanted.items()
            if name not in armed or (name in coming and armed[name] != score)
        }
        superfluous = coming - wanted.keys()
        with self._hints.reaching() as client, client.pipeline() as pipeline:
            if superfluous:
                pipeline.zrem(self.scheduled_jobs_key, *superfluous)
            if changed:
                pipeline.zadd(self.scheduled_jobs_key, changed)
            pipeline.execute()
        self._reconciled_at = now

    def _is_stale(self) -> bool:
        """Tell whether the set is due for a look at MongoDB, or was lost with Redis."""
        if not 0 <= self._now() - self._reconciled_at < RECONCILE_SECONDS:
            return True
        with self._hints.reaching() as client:
            return not client.exists(self.scheduled_jobs_key)

    def _wanted(self) -> dict[str, int]:
        wanted: dict[str, int] = {}
        after = ""
        while page := self._schedules.active(_PAGE, after):
            after = page[-1].schedule_id
            wanted |= {s.schedule_id: int(s.next_fire.timestamp()) for s in page if s.next_fire}
        return wanted

    def _in_set(self, low: float, high: float, limit: int = -1) -> Sequence[tuple[str, float]]:
        with self._hints.reaching() as client:
            found: Any = client.zrangebyscore(
                self.scheduled_jobs_key, low, high, start=0, num=limit, withscores=True
            )
        return [(member.decode(errors="replace"), score) for member, score in found]

    def _fire_one(self, schedule_id: str, score: float) -> bool:
        """Fire one schedule; whatever is wrong with it must not keep the others from firing."""
        try:
            fired = self._fire(schedule_id, fire_time(score))
            coming = "" if fired.next_fire is None else str(int(fired.next_fire.timestamp()))
            job = packed_job(fired.hint) if fired.hint else []
            moved = self._hints.run(
                FIRE, keys=[self.scheduled_jobs_key], args=[schedule_id, score, coming, *job]
            )
        except (Unavailable, QueueUnavailable):
            raise
        except Exception:
            log.exception("fire_failed", extra={"schedule_id": schedule_id})
            return False
        return bool(moved)
