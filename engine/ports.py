"""What the engine needs besides a store: injected, so that a simulation can stand in."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final, Protocol

from engine.errors import EngineError
from engine.store.documents import Fence, Hint
from schemas.json import JsonObject
from schemas.run import RunStatus


class QueueUnavailable(EngineError):
    """Redis is out of reach: the hint was not delivered, rescue will deliver it."""

    def __init__(self, message: str) -> None:
        super().__init__("queue_unavailable", message)


@dataclass(frozen=True, slots=True)
class Notice:
    """
    The word that a claim ended, for whoever waits on the run.

    `fence_n` tells it from older ones, or is LOOK; `output`, `error` and `wait` are JSON, None
    where there is nothing of the kind or it is too large to send: then the run is read instead.
    `tolerated` is JSON of how many errors it went on with (engine.tolerated), None for none.
    """

    run_id: str
    fence_n: int
    status: RunStatus
    output: bytes | None = None
    error: bytes | None = None
    wait: bytes | None = None
    tolerated: bytes | None = None


LOOK: Final = -1


def look_at(run_id: str) -> Notice:
    """Return the word that a run should be looked at again, though none of its claims ended."""
    return Notice(run_id, LOOK, RunStatus.WAITING)


class RunQueue(Protocol):
    """Delivers hints ("look at run X") to workers: perhaps late, twice or never."""

    def push(self, hints: Sequence[Hint], *, ahead: bool = False) -> None:
        """
        Enqueue hints in order; `ahead` of those that wait, where a run was already under way.

        Raises QueueUnavailable.
        """

    def undelivered(self, hints: Sequence[Hint]) -> list[Hint]:
        """
        Return those whose job is gone, or was started by a worker that is dead.

        Raises QueueUnavailable.
        """

    def was_lost(self) -> bool:
        """Tell, once, that Redis lost its memory since the last call. Raises QueueUnavailable."""


def push_again(queue: RunQueue, hints: Sequence[Hint]) -> None:
    """
    Enqueue runs whose worker died, ahead of those that have not begun. Raises QueueUnavailable.

    Not after a third death in a row: what kills its workers must not be all they do.
    """
    queue.push([hint for hint in hints if hint.goes_first], ahead=True)
    queue.push([hint for hint in hints if not hint.goes_first])


@dataclass(frozen=True, slots=True)
class Delta:
    """A part of what a step of a run is saying right now; it is kept nowhere."""

    run_id: str
    data: JsonObject


class Notifier(Protocol):
    """Tells waiting callers what became of a run; best effort, never raises."""

    def notify(self, notice: Notice) -> None:
        """Publish a notice."""

    def stream(self, delta: Delta) -> None:
        """Hand on what a step is saying. Never raises: nothing depends on its arrival."""


class Heartbeats(Protocol):
    """Renews leases in the background."""

    def hold(self, run_id: str, fence: Fence, asked_at: float) -> Holding:
        """Start renewing the lease of a claim asked for at `asked_at` (monotonic seconds)."""


class Holding(Protocol):
    """A claim whose lease is being renewed."""

    def check(self) -> bool:
        """Tell whether somebody canceled the run. Raises LeaseLost when the lease may be over."""

    def release(self) -> None:
        """Stop renewing."""

    def watching(
        self, flow_id: str, step_id: str, step_type: str, seconds: float
    ) -> AbstractContextManager[None]:
        """Let the heart end this process when what is done inside is not over in time."""
