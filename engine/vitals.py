"""How an installation stands, read from MongoDB and Redis when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeVar

from engine.errors import EngineError
from engine.store.upkeep import Census, CensusStore

# Rescue is at it within a second or two: what is later than this was forgotten.
LATE_SECONDS: Final = 10.0
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Signs:
    """
    What Redis knows: jobs by queue, how many workers live, schedulers' last ticks, sums.

    Ticks are epoch seconds by scheduler; sums are those of `engine.meter`. `oldest` is since when,
    in epoch seconds, the oldest of the jobs that come next in a queue has been there.
    """

    jobs: Mapping[str, int]
    workers: int
    ticks: Mapping[str, float]
    sums: Mapping[str, float] = field(default_factory=dict)
    oldest: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WorkerSigns:
    """
    What Redis knows of a worker that is alive; times are epoch seconds.

    `run_id` is of the run that it was told to look at `since` then; None while it is idle.
    """

    name: str
    host: str
    pid: int
    queues: tuple[str, ...]
    state: str
    started: float
    seen: float
    jobs: int
    run_id: str | None = None
    since: float | None = None


class SignsQueue(Protocol):
    """Satisfied by `engine.queue.RedisQueue`."""

    def signs(self) -> Signs:
        """Return what is known of jobs, workers and schedulers. Raises QueueUnavailable."""

    def crew(self) -> Sequence[WorkerSigns]:
        """Return the workers that are alive, by name. Raises QueueUnavailable."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """What could be read: None of a server that is out of reach."""

    census: Census | None
    signs: Signs | None

    @property
    def lateness_seconds(self) -> float:
        """Return how long the next schedule should have fired ago, 0 if it is yet to."""
        if self.census is None or self.census.next_fire is None:
            return 0.0
        return max(0.0, (self.census.at - self.census.next_fire).total_seconds())

    @property
    def timer_lateness_seconds(self) -> float:
        """Return how long the first delay, retry or expiry has been due, 0 if it is yet to be."""
        if self.census is None or self.census.next_timer is None:
            return 0.0
        return max(0.0, (self.census.at - self.census.next_timer).total_seconds())

    @property
    def oldest_queued_seconds(self) -> float:
        """Return how long the oldest queued run has been so, 0 without any."""
        if self.census is None or self.census.oldest_queued_at is None:
            return 0.0
        return max(0.0, (self.census.at - self.census.oldest_queued_at).total_seconds())

    @property
    def ticks(self) -> Sequence[float]:
        """Return when each scheduler ticked last, as epoch seconds."""
        return [] if self.signs is None else sorted(self.signs.ticks.values())


def take(census: CensusStore, queue: SignsQueue) -> Vitals:
    """Read both servers; one that is out of reach keeps nobody from seeing the other."""
    return Vitals(_read(lambda: census.take(LATE_SECONDS)), _read(queue.signs))


def _read(read: Callable[[], Answer]) -> Answer | None:
    try:
        return read()
    except EngineError:
        return None
