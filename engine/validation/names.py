"""
What templates read, against what there is to be read: a name that nothing has is empty text.

Where a run may know names that no definition tells (a trigger without fields, a Peer's context),
only the names of steps and of the system are looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, cast

from engine.context import LOOP_NAMES, SYSTEM_NAMES
from engine.errors import Issue
from engine.expressions.reading import paths_read
from engine.plan import is_trigger
from engine.spelling import escaped, meant, shown
from engine.steps.base import DataField, StepType
from engine.validation.graph import Node
from schemas.json import Json, JsonObject

_MOST: Final = 100
_DEEPEST: Final = 64
_MEMBERS: Final[Mapping[str, Collection[str]]] = {
    "flow": (
        *("id", "name", "version", "executionId", "currentStepName", "nextStepName"),
        "triggerType",
    ),
    "step": ("currentId", "currentName", "previousName", "nextName"),
    "_trigger": ("type", "data", "scheduledFor", "previousFor"),
    "_each": ("item", "index", "total", "isFirst", "isLast"),
    "_while": ("iteration", "run", "isFirst"),
}
# They end a run or only start one: nothing of theirs is kept under a name.
_WITHOUT_RESULT: Final = ("final", "fail")


@dataclass(frozen=True, slots=True)
class Read:
    """One value that a template reads: where the template stands, and the path of names."""

    place: str
    path: tuple[str, ...]


def name_issues(nodes: Sequence[Node], types: Mapping[str, StepType]) -> list[Issue]:
    """Return warnings of names that nothing has, and of two steps that share one."""
    reads = [read for node in nodes for read in reads_of(node, types)]
    inputs, is_open = _inputs(nodes)
    known: dict[str, Collection[str]] = {**_MEMBERS, "steps": _keys(nodes)}
    if inputs is not None:
        known["inputs"] = inputs
    roots = None if is_open or inputs is None else {*inputs, *_variables(nodes)}
    found = (issue for read in reads for issue in _unknown(read, known, roots))
    return [*islice(found, _MOST), *_doubled(nodes, reads)]


def reads_of(node: Node, types: Mapping[str, StepType]) -> Iterator[Read]:
    """Yield what the templates in a step's data read."""
    data, step_type = node.raw.get("data"), types.get(str(node.raw.get("type")))
    if step_type is None or not isinstance(data, dict):
        return
    for field in step_type.fields:
        if field.kind not in ("branches", "source") and field.name in data:
            place = f"{node.path}/data/{escaped(field.name)}"
            yield from _reads(data[field.name], place, field, 0)


def _reads(value: Json, place: str, field: DataField, depth: int) -> Iterator[Read]:
    if isinstance(value, str):
        is_bare = field.kind in ("expression", "path") and depth == 0
        if is_bare or "{{" in value:
            yield from (Read(place, path) for path in paths_read(value, bare=is_bare))
    elif isinstance(value, (dict, list)) and depth < _DEEPEST:
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _reads(item, f"{place}/{escaped(str(key))}", field, depth + 1)


def _unknown(
    read: Read, known: Mapping[str, Collection[str]], roots: Collection[str] | None
) -> Iterator[Issue]:
    root, *members = read.path
    within = known.get(root)
    if within is not None and members and members[0] not in within:
        name = f"{root}.{members[0]}"
        message = f"{shown(name)} is never there: {meant(members[0], within)}"
        yield Issue(read.place, "unknown_name", message, "warning")
    elif roots is not None and root not in roots and root not in SYSTEM_NAMES | LOOP_NAMES:
        message = f"{shown(root)} is never there: {meant(root, roots)}"
        yield Issue(read.place, "unknown_name", message, "warning")


def _inputs(nodes: Sequence[Node]) -> tuple[set[str] | None, bool]:
    """Return the names of all inputs, None where any may come; and whether other names may too."""
    names: set[str] = set()
    is_told, is_open = True, False
    for node in nodes:
        kind, data = node.raw.get("type"), node.raw.get("data")
        if not is_trigger(kind):
            continue
        fields = data.get("fields") if isinstance(data, dict) else None
        is_told = is_told and isinstance(fields, list) and bool(fields)
        is_open = is_open or kind not in ("api", "form", "schedule")
        for field in fields if isinstance(fields, list) else ():
            names.add(str(field.get("name")) if isinstance(field, dict) else "")
    return (names if is_told and not is_open else None), is_open


def _variables(nodes: Sequence[Node]) -> Iterator[str]:
    """Yield the names that steps give to what they find."""
    for node in nodes:
        if isinstance(output := node.raw.get("output"), str):
            yield output
        data = node.raw.get("data")
        if node.raw.get("type") == "set" and isinstance(data, dict):
            yield from _set_by(data.get("values"))


def _set_by(values: Json) -> Iterator[str]:
    if isinstance(values, dict):
        yield from values
    elif isinstance(values, list):
        yield from (str(row.get("name")) for row in values if isinstance(row, dict))


def _keys(nodes: Sequence[Node]) -> list[str]:
    return [key for node in nodes if (key := _key(node.raw))]


def _key(raw: JsonObject) -> str | None:
    """Return the name under which `steps.` shows a step's result, None where it has none."""
    if is_trigger(raw.get("type")) or raw.get("type") in _WITHOUT_RESULT:
        return None
    name = raw.get("name") or raw.get("id")
    return name.replace(" ", "_") if isinstance(name, str) else None


def _doubled(nodes: Sequence[Node], reads: Sequence[Read]) -> Iterator[Issue]:
    counts, first = Counter(_keys(nodes)), dict[str, Node]()
    used = {read.path[1] for read in reads if read.path[0] == "steps" and len(read.path) > 1}
    for node in nodes:
        key = _key(node.raw)
        if key is None or counts[key] == 1 or first.setdefault(key, node) is node:
            continue
        other = cast("str", first[key].step_id)
        message = f"step {other!r} has this name too: the later result hides the earlier one"
        if key in used:
            message = f"{message}, and {shown(f'steps.{key}')} is read"
        severity = "error" if key in used else "warning"
        yield Issue(f"{node.path}/name", "duplicate_name", message, severity)
