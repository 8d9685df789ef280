"""A journal record: what one execution of a step led to, enough to rebuild the run's state from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from engine import canonical, clock, rounds
from engine.secrecy import Touched, touched_from
from engine.store.documents import Entry, Fence
from schemas.json import Json, JsonObject


class Kind(StrEnum):
    """
    What a record says.

    completed, failed, retrying, waiting and interrupted end an attempt; looped begins another round
    of a loop; finished ends the run; started marks an attempt that must not be repeated; takeover
    marks a claim over an expired lease.
    """

    COMPLETED = "completed"
    FAILED = "failed"
    RETRYING = "retrying"
    WAITING = "waiting"
    LOOPED = "looped"
    FINISHED = "finished"
    STARTED = "started"
    INTERRUPTED = "interrupted"
    TAKEOVER = "takeover"


@dataclass(frozen=True, slots=True)
class Record:
    """
    One journal record.

    `path` names the step with every loop index around it; `visit` counts earlier completions of
    that path. `goto` is the step that follows (None: the path or the loop's body ends here).
    `caught` says who takes a failure: `step` (its error path), `continue`, `loop`, or `run`.
    `charges` explain what the attempt cost; `touched` are secrets that the run used first in it.
    `tolerated` counts what failed within it, or it itself, and did not keep the run from going on.
    `wait`, `loop` and `decision` belong to the kinds waiting/retrying, looped, and resumed steps.
    """

    seq: int
    kind: Kind
    started_at: datetime
    ended_at: datetime
    step_id: str = ""
    name: str = ""
    type: str = ""
    path: str = ""
    visit: int = 0
    iteration: tuple[int, ...] = ()
    attempt: int = 1
    input: Json = None
    output: Json = None
    error: JsonObject | None = None
    goto: str | None = None
    caught: str | None = None
    variables: Mapping[str, Json] = field(default_factory=dict)
    wait: JsonObject | None = None
    loop: JsonObject | None = None
    decision: JsonObject | None = None
    logs: list[Json] | None = None
    charges: list[JsonObject] | None = None
    touched: tuple[Touched, ...] = ()
    tolerated: JsonObject | None = None

    @property
    def credits(self) -> int:
        """Return what the attempt cost; calls that nobody could price count nothing."""
        found = (charge.get("credits") for charge in self.charges or ())
        return sum(one for one in found if isinstance(one, int))

    @property
    def key(self) -> str:
        """Return `<path>:<visit>`, the run's own name for this execution."""
        return f"{self.path}:{self.visit}"


_EACH = "each"
_TIMES = ("started_at", "ended_at")
_DEFAULTS: dict[str, Any] = {
    "step_id": "",
    "name": "",
    "type": "",
    "path": "",
    "visit": 0,
    "iteration": (),
    "attempt": 1,
    "variables": {},
    "touched": (),
}


def stored_output(record: Record) -> Json:
    """Return a result as it is written: every item of a loop once."""
    return rounds.folded(record.output) if record.type == _EACH else record.output


def stored_variables(record: Record) -> JsonObject:
    """Return the variables as they are written: the item of a loop's round once."""
    variables = dict(record.variables)
    return rounds.folded_item(variables) if record.type == _EACH else variables


def _unfold(body: dict[str, Any]) -> None:
    if "output" in body:
        body["output"] = rounds.unfolded(body["output"])
    if "variables" in body:
        body["variables"] = rounds.unfolded_item(body["variables"])


_STORED = {"output": stored_output, "variables": stored_variables}


def to_entry(record: Record, fence: Fence) -> Entry:
    """Return the record as an entry of the claim with this fence. Raises ValueError on bad JSON."""
    body: dict[str, Any] = {"kind": record.kind.value}
    for name in Record.__slots__:
        value: Any = _STORED[name](record) if name in _STORED else getattr(record, name)
        if name in ("seq", "kind") or value is None or value == _DEFAULTS.get(name):
            continue
        body[name] = clock.rfc3339(value) if name in _TIMES else value
    return Entry(record.seq, fence, canonical.encode(cast("Json", body)))


def from_entry(entry: Entry) -> Record:
    """Return the record that an entry holds."""
    body = cast("dict[str, Any]", canonical.decode(entry.body))
    body["kind"] = Kind(body["kind"])
    body["iteration"] = tuple(body.get("iteration", ()))
    if body.get("type") == _EACH:
        _unfold(body)
    body["touched"] = touched_from(body.get("touched", ()))
    for name in _TIMES:
        body[name] = clock.parse(body[name])
    return Record(seq=entry.seq, **body)
