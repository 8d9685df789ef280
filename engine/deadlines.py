"""
When the time of a step is over: of the one that waits, and of every loop around it.

A loop keeps its deadline in its frame, a wait in itself; both come from the journal, so they
outlive every worker. An attempt made at one go is held to its time where it touches the world.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from engine import clock
from engine.plan import Step
from engine.state import State

# Decisions that end a wait because its time came; every other one came before that.
_BY_TIME = ("due", "deadline")
_SHORTEST_SECONDS = 0.001


def of(step: Step, started_at: datetime) -> datetime | None:
    """Return when an attempt that began then must have ended, None where the step does not say."""
    if step.timeout_seconds is None:
        return None
    return clock.cut(started_at + timedelta(seconds=step.timeout_seconds))


def soonest(state: State) -> datetime | None:
    """Return the first deadline that a state may miss, None where it has none."""
    return min((at for _, at in _all(state)), default=None)


def overdue(state: State, decided: str | None, now: datetime) -> int | None:
    """
    Return how many loops are around the outermost step whose time is over, None where none is.

    `decided` is the kind of the decision that ended the open wait, None where none did: what was
    decided before the time was over counts, however late a worker comes to it.
    """
    if decided is not None and decided not in _BY_TIME:
        return None
    own = _own_end(state) if decided == "due" else None
    for depth, at in _all(state):
        if at <= now and (own is None or at < own):
            return depth
    return None


def bounded(state: State, seconds: float, started_at: datetime) -> float:
    """Return how long an attempt may take: `seconds`, and no longer than the loops around it."""
    last = min((frame.deadline for frame in state.frames if frame.deadline), default=None)
    if last is None:
        return seconds
    return max(_SHORTEST_SECONDS, min(seconds, (last - started_at).total_seconds()))


def _all(state: State) -> Iterator[tuple[int, datetime]]:
    """Yield each deadline with how many loops are around its step, the outermost first."""
    for depth, frame in enumerate(state.frames):
        if frame.deadline is not None:
            yield depth, frame.deadline
    text = (state.wait or {}).get("deadline")
    if isinstance(text, str):
        yield len(state.frames), clock.parse(text)


def _own_end(state: State) -> datetime | None:
    """Return when the open wait ends by itself: an expiry, the end of a delay."""
    text = (state.wait or {}).get("wakeAt")
    return clock.parse(text) if isinstance(text, str) else None
