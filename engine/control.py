"""Flow control: how many runs of a flow there may be, how fast they start, how long they last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, cast

from engine import canonical, expressions
from engine.errors import InvalidInput, Issue
from engine.expressions import ExpressionError, Scope
from engine.expressions.checks import problems
from engine.spelling import unknown_field
from schemas.json import Json, JsonObject

QUEUES: Final = ("high", "default", "low")
_MOST_SECONDS: Final = 366 * 86_400
# For each part its numbers with their bounds; every part may have a `key`.
_NUMBERS: Final[Mapping[str, Mapping[str, tuple[float, float]]]] = {
    "concurrency": {"limit": (1, 10_000)},
    "rate": {"perMinute": (1, 1_000_000)},
    "debounce": {"seconds": (1, 86_400)},
}
_MOST_DAYS: Final = 36_500
FIELDS: Final = {*_NUMBERS, "priority", "deadlineSeconds", "retentionDays"}


@dataclass(frozen=True, slots=True)
class Part:
    """One control: its number, and the template whose value tells runs apart (None: all alike)."""

    number: float
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """What a definition says under `control`."""

    concurrency: Part | None = None
    rate: Part | None = None
    debounce: Part | None = None
    priority: str | None = None
    deadline_seconds: float | None = None
    retention_days: float | None = None

    def deadline(self, created_at: datetime) -> datetime | None:
        """Return when a run that has not ended fails, None for never."""
        seconds = self.deadline_seconds
        return None if seconds is None else created_at + timedelta(seconds=seconds)


NONE: Final = Control()


def control_of(raw: Json) -> Control:
    """Return a valid definition's control."""
    if not isinstance(raw, dict) or not raw:
        return NONE
    parts: dict[str, Any] = {}
    for name, numbers in _NUMBERS.items():
        part = raw.get(name)
        if isinstance(part, dict):
            key = part.get("key")
            number = float(cast("float", part[next(iter(numbers))]))
            parts[name] = Part(number, str(key) if key else None)
    deadline, days = raw.get("deadlineSeconds"), raw.get("retentionDays")
    return Control(
        priority=cast("str | None", raw.get("priority")),
        deadline_seconds=None if deadline is None else float(cast("float", deadline)),
        retention_days=None if days is None else float(cast("float", days)),
        **parts,
    )


def group_of(flow_id: str, what: str, part: Part, inputs: JsonObject, principal: str) -> str:
    """
    Return what names the runs that a control counts together.

    A key sees the inputs by name, under `inputs`, and the caller as `principal`. Raises
    InvalidInput where it cannot be rendered.
    """
    if part.key is None:
        return f"{what}:{flow_id}"
    names: JsonObject = {**inputs, "inputs": inputs, "principal": principal}
    scope = Scope(names=names, now=_NEVER, uuid=lambda: "")
    try:
        value = expressions.render(part.key, scope)
    except ExpressionError as error:
        message = f"the key of the flow's {what} cannot be told: {error}"
        raise InvalidInput("invalid_control_key", message) from error
    return f"{what}:{flow_id}:{canonical.digest(value)[:32]}"


# A key that asks for the time would tell nothing apart.
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


def issues(raw: Json) -> Iterator[Issue]:
    """Find what is wrong with a definition's `control`."""
    if raw is None:
        return
    if not isinstance(raw, dict):
        yield Issue("/control", "invalid_type", "control is an object")
        return
    for name in raw:
        if name not in FIELDS:
            yield unknown_field("/control", name, "control", sorted(FIELDS))
    for name, numbers in _NUMBERS.items():
        if raw.get(name) is not None:
            yield from _part_issues(f"/control/{name}", raw[name], numbers)
    yield from _plain_issues(raw)


def _plain_issues(raw: JsonObject) -> Iterator[Issue]:
    if raw.get("priority") not in (None, *QUEUES):
        yield Issue("/control/priority", "invalid_value", f"is one of {', '.join(QUEUES)}")
    if raw.get("deadlineSeconds") is not None:
        bounds = (1, _MOST_SECONDS)
        yield from _number_issues("/control/deadlineSeconds", raw["deadlineSeconds"], bounds)
    if raw.get("retentionDays") is not None:
        yield from _number_issues("/control/retentionDays", raw["retentionDays"], (1, _MOST_DAYS))
    if raw.get("debounce") is not None and raw.get("concurrency") is not None:
        message = "a flow has either debounce or concurrency: run another flow for the other"
        yield Issue("/control/debounce", "conflict", message)


def _part_issues(
    path: str, part: Json, numbers: Mapping[str, tuple[float, float]]
) -> Iterator[Issue]:
    if not isinstance(part, dict):
        yield Issue(path, "invalid_type", f"is an object with {', '.join(numbers)} and key")
        return
    for name in part:
        if name not in (*numbers, "key"):
            owner = path.removeprefix("/").replace("/", ".")
            yield unknown_field(path, name, owner, (*numbers, "key"))
    for name, bounds in numbers.items():
        yield from _number_issues(f"{path}/{name}", part.get(name), bounds)
    key = part.get("key")
    if key is not None and not isinstance(key, str):
        yield Issue(f"{path}/key", "invalid_type", "a key is a template")
        return
    for problem in problems(key):
        message = f"{problem.message} (at character {problem.position + 1})"
        yield Issue(f"{path}/key", "invalid_template", message)


def _number_issues(path: str, value: Json, bounds: tuple[float, float]) -> Iterator[Issue]:
    low, high = bounds
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not is_number or not low <= cast("float", value) <= high:
        yield Issue(path, "invalid_value", f"is a number from {low:g} to {high:g}")
