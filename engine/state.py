"""Where a run is: everything its journal adds up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, cast

from engine import canonical, clock
from schemas.json import Json, JsonObject
from schemas.run import RunStatus


@dataclass(frozen=True, slots=True)
class Frame:
    """
    A loop the run is inside of.

    `visit` counts how often the loop was completed before; `saved` are the variables that its own
    hide, put back at its end (`{"value": …}`, or None where there was none); `visits` counts
    completions within the current iteration. `attempt` counts the tries at the loop as a whole,
    `before` is what another try begins with, None for a loop that is tried once.
    """

    step_id: str
    visit: int
    index: int
    memo: Json
    variables: Mapping[str, Json]
    saved: Mapping[str, JsonObject | None]
    started_at: datetime
    results: tuple[JsonObject, ...] = ()
    outputs: Mapping[str, Json] = field(default_factory=dict)
    visits: Mapping[str, int] = field(default_factory=dict)
    attempt: int = 1
    before: JsonObject | None = None


@dataclass(frozen=True, slots=True)
class End:
    """How a run ended: completed with an output or failed with an error."""

    status: RunStatus
    output: JsonObject | None = None
    error: JsonObject | None = None


@dataclass(frozen=True, slots=True)
class State:
    """
    The fold of a run's journal.

    `seq` is the next record's place, `cursor` the step to execute next (the innermost loop's own id
    means: its body came to an end), `clock` the end of the last record, `wait` the open wait,
    `started` whether an attempt that may not be repeated was begun, `takeovers` how many takeover
    records stand at the end; `collected` are a branch's results by name, None for a whole flow.
    """

    cursor: str | None
    clock: datetime
    seq: int = 0
    attempt: int = 1
    variables: Mapping[str, Json] = field(default_factory=dict)
    results: Mapping[str, Json] = field(default_factory=dict)
    visits: Mapping[str, int] = field(default_factory=dict)
    frames: tuple[Frame, ...] = ()
    wait: JsonObject | None = None
    started: bool = False
    takeovers: int = 0
    executed: int = 0
    worked_ms: int = 0
    size: int = 0
    credits: int = 0
    previous_name: str | None = None
    end: End | None = None
    collected: Mapping[str, Json] | None = None

    @property
    def is_at_boundary(self) -> bool:
        """Tell whether the next thing to do is the innermost loop's own decision to go on."""
        return bool(self.frames) and self.frames[-1].step_id == self.cursor


_USUAL: dict[str, Any] = {"attempt": 1, "before": None}


def encode(state: State) -> bytes:
    """Return a snapshot that `decode` turns back into an equal state."""
    body = asdict(state)
    body["clock"] = clock.rfc3339(state.clock)
    for frame in body["frames"]:
        frame["started_at"] = clock.rfc3339(frame["started_at"])
        # Left out where they say nothing: a worker of the version before can read the snapshot.
        for name in [name for name, usual in _USUAL.items() if frame[name] == usual]:
            del frame[name]
    return canonical.encode(cast("Json", body))


def decode(data: bytes) -> State:
    """Return the state that a snapshot holds."""
    body = cast("dict[str, Any]", canonical.decode(data))
    body["clock"] = clock.parse(body["clock"])
    body["frames"] = tuple(_frame(raw) for raw in body["frames"])
    if body["end"] is not None:
        body["end"] = End(**{**body["end"], "status": RunStatus(body["end"]["status"])})
    return State(**body)


def _frame(raw: dict[str, Any]) -> Frame:
    started_at, results = clock.parse(raw["started_at"]), tuple(raw["results"])
    return Frame(**{**raw, "started_at": started_at, "results": results})
