"""Where a run is: everything its journal adds up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Final, cast

from engine import canonical, clock, rounds
from engine.rounds import Rounds
from engine.secrecy import Touched
from engine.tolerated import Counts
from schemas.json import Json, JsonObject
from schemas.run import RunStatus

# The key in a snapshot's JSON under which its real self is sealed.
SEALED: Final = "sealed"
_NOT_STORED = ("loaded_seq", "loaded_size", "touched")


@dataclass(frozen=True, slots=True)
class Frame:
    """
    A loop the run is inside of.

    `visit` counts how often the loop was completed before; `saved` are the variables that its own
    hide, put back at its end (`{"value": …}`, or None where there was none); `visits` counts
    completions within the current iteration. `attempt` counts the tries at the loop as a whole,
    `before` is what another try begins with, None for a loop that is tried once, `deadline` when
    this try must have ended, `tolerated` what the run had gone on with when the loop began.
    """

    step_id: str
    visit: int
    index: int
    memo: Json
    variables: Mapping[str, Json]
    saved: Mapping[str, JsonObject | None]
    started_at: datetime
    results: Rounds = field(default_factory=Rounds)
    outputs: Mapping[str, Json] = field(default_factory=dict)
    visits: Mapping[str, int] = field(default_factory=dict)
    attempt: int = 1
    before: JsonObject | None = None
    deadline: datetime | None = None
    tolerated: Counts = field(default_factory=dict)


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
    records stand at the end; `collected` are a branch's results by name, None for a whole flow;
    `approvals` counts those that were opened; `touched` are the secrets that the run has used,
    which `engine.sealing` stores.
    `loaded_seq` and `loaded_size` are those of the snapshot that it was read from; not stored.
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
    tolerated: Counts = field(default_factory=dict)
    loaded_seq: int = field(default=0, compare=False)
    loaded_size: int = field(default=0, compare=False)
    touched: tuple[Touched, ...] = ()
    approvals: int = 0

    @property
    def is_at_boundary(self) -> bool:
        """Tell whether the next thing to do is the innermost loop's own decision to go on."""
        return bool(self.frames) and self.frames[-1].step_id == self.cursor


_USUAL: dict[str, Any] = {"attempt": 1, "before": None, "deadline": None, "tolerated": {}}
# Equal to no value of a frame.
_STORED = object()


def encode(state: State) -> bytes:
    """Return a snapshot that `decode` turns back into an equal state."""
    body = _fields(state)
    for name in _NOT_STORED:
        del body[name]
    # Left out where they say nothing: a worker of the version before can read the snapshot.
    for name in ("approvals", "tolerated"):
        if not body[name]:
            del body[name]
    body["clock"] = clock.rfc3339(state.clock)
    body["frames"] = [_stored(frame) for frame in state.frames]
    body["end"] = None if state.end is None else _fields(state.end)
    return canonical.encode(cast("Json", body))


def decode(data: bytes) -> State:
    """Return the state that a snapshot shows; `engine.sealing.Seal.state` returns the real one."""
    body = cast("dict[str, Any]", canonical.decode(data))
    body.pop(SEALED, None)
    body["clock"] = clock.parse(body["clock"])
    body["frames"] = tuple(_frame(raw) for raw in body["frames"])
    if body["end"] is not None:
        body["end"] = End(**{**body["end"], "status": RunStatus(body["end"]["status"])})
    return State(**body, loaded_seq=body["seq"], loaded_size=body["size"])


def _fields(value: State | Frame | End) -> dict[str, Any]:
    # Not `asdict`, which copies every value of the run before it is written down.
    return {one.name: getattr(value, one.name) for one in fields(value)}


def _stored(frame: Frame) -> dict[str, Any]:
    started_at, results = clock.rfc3339(frame.started_at), rounds.encoded(frame.results)
    deadline = clock.rfc3339(frame.deadline) if frame.deadline else None
    told = {"started_at": started_at, "results": results, "deadline": deadline}
    body = {**_fields(frame), **told}
    # Left out where they say nothing: a worker of the version before can read the snapshot.
    return {name: value for name, value in body.items() if value != _USUAL.get(name, _STORED)}


def sealed_in(snapshot: bytes) -> str | None:
    """Return the sealed state within a snapshot, None for one that shows all there is."""
    return cast("dict[str, Any]", canonical.decode(snapshot)).get(SEALED)


def _frame(raw: dict[str, Any]) -> Frame:
    started_at, results = clock.parse(raw["started_at"]), rounds.decoded(raw["results"])
    deadline = clock.parse(raw["deadline"]) if "deadline" in raw else None
    told = {"started_at": started_at, "results": results, "deadline": deadline}
    return Frame(**{**raw, **told})
