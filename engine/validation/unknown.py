"""
Fields that nothing reads: what is written counts, or is refused.

Notes of people and editors count nowhere, so they have names of their own: those of `NOTES`, and
every name that begins with `x-` or `_`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from engine import control
from engine.errors import Issue
from engine.spelling import escaped, nearest, shown, unknown_field
from engine.steps.base import DataField, StepType
from schemas.json import Json, JsonObject

NOTES: Final = frozenset(
    {
        *("color", "comment", "description", "icon", "label", "layout", "metadata", "notes"),
        *("places", "position", "tags", "title", "ui"),
    }
)
DEFINITION: Final = ("name", "description", "steps", "control", "pins")
POLICIES: Final = ("retry", "timeoutSeconds", "onError", "errorNextStepId", "onCrash", "output")
_OF_FAILURES: Final = ("retry", "timeoutSeconds", "onError", "errorNextStepId")
RETRY: Final = ("maxAttempts", "backoffSeconds", "factor", "maxSeconds")
_EVERY_STEP: Final = ("id", "type", "name", "data")
# What definitions of this product family say of themselves elsewhere: the steps say it here.
_ELSEWHERE: Final = frozenset({"inputs", "outputs"})
_ROW_NOTES: Final = NOTES | {"id", "_id"}
_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Owner:
    """
    What may have fields: its name, theirs, and where others of its neighbourhood belong.

    A name that is like none of them is another product's, or a mistake: `is_strict` says that it is
    taken for one. Else it is a doubt.
    """

    name: str
    known: Collection[str]
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    notes: Collection[str] = _ROW_NOTES
    is_strict: bool = True


def definition_issues(definition: JsonObject) -> Iterator[Issue]:
    """Yield the fields that a definition does not have."""
    for name in _ELSEWHERE & definition.keys():
        message = f"{name} of a definition has no effect: its steps say what goes in and comes out"
        yield Issue(f"/{name}", "no_effect", message, "warning")
    inner = dict.fromkeys(control.FIELDS, "control")
    owner = Owner("a definition", DEFINITION, inner, NOTES | _ELSEWHERE, is_strict=False)
    yield from unknown(definition, owner, "")


def step_issues(raw: JsonObject, path: str, step_type: StepType | None) -> Iterator[Issue]:
    """Yield the fields that a step of this type does not have; a trigger has no type."""
    if step_type is None:
        yield from _trigger_issues(_said(raw), path)
        return
    if step_type.ends_past_policies:
        yield from _policy_issues(_said(raw), path, step_type.name)
    known = [*_EVERY_STEP, "steps", *POLICIES, *step_type.links]
    inner = {one.name: "data" for one in step_type.fields} | dict.fromkeys(RETRY, "retry")
    name = f"a step of type {step_type.name}"
    yield from unknown(_said(raw), Owner(name, known, inner, NOTES, is_strict=False), path)


def _policy_issues(said: JsonObject, path: str, name: str) -> Iterator[Issue]:
    for policy in _OF_FAILURES:
        # Failing the run is what the step does.
        if policy in said and (policy, said[policy]) != ("onError", "fail"):
            message = (
                f"{name} ends the run past every policy, so {policy} has no effect: leave it out"
            )
            yield Issue(f"{path}/{policy}", "no_effect", message)


def _trigger_issues(said: JsonObject, path: str) -> Iterator[Issue]:
    for name in POLICIES:
        if name in said:
            message = f"a trigger has no {name}: it is not executed, set it on the steps after it"
            yield Issue(f"{path}/{name}", "no_effect", message)
    notes = NOTES | {"steps", *POLICIES}
    known = [*_EVERY_STEP, "nextStepId"]
    yield from unknown(said, Owner("a trigger", known, {}, notes, is_strict=False), path)


def data_issues(
    fields: Collection[DataField], data: JsonObject, name: str, path: str
) -> Iterator[Issue]:
    """Yield the fields of a step's data, and of the rows within it, that there are not."""
    known = [one.name for one in fields]
    beside = dict.fromkeys(POLICIES, "the step, beside its data")
    yield from unknown(data, Owner(name, known, beside, ()), path)
    for one in fields:
        if one.parts:
            here, what = f"{path}/{one.name}", f"{one.name} of {name}"
            yield from _part_issues(one, data.get(one.name), what, here)


def _part_issues(part: DataField, value: Json, name: str, path: str) -> Iterator[Issue]:
    if isinstance(value, dict) and part.kind == "object":
        yield from unknown(value, Owner(name, part.parts, {}, ()), path)
    rows = enumerate(value if isinstance(value, list) else ())
    owner = Owner(f"an entry of {name}", part.parts)
    found = (
        issue
        for index, row in rows
        if isinstance(row, dict)
        for issue in unknown(row, owner, f"{path}/{index}")
    )
    yield from islice(found, _MOST)


def unknown(given: JsonObject, owner: Owner, path: str) -> Iterator[Issue]:
    """Yield what an object does not have, at most 20 by name: there may be any number."""
    odd = [
        name
        for name in given
        if name not in owner.known and name not in owner.notes and not _is_note(name)
    ]
    for name in odd[:_MOST]:
        yield _unknown(name, owner, path)
    if len(odd) > _MOST:
        message = f"{owner.name} has none of {len(odd) - _MOST} more fields here either"
        severity = "error" if owner.is_strict else "warning"
        yield Issue(f"{path}/{escaped(odd[_MOST])}", "unknown_field", message, severity)


def _unknown(name: str, owner: Owner, path: str) -> Issue:
    if place := owner.elsewhere.get(name):
        message = f"{owner.name} has no field {shown(name)}: it belongs to {place}"
        return Issue(f"{path}/{escaped(name)}", "unknown_field", message)
    if owner.is_strict or nearest(name, owner.known):
        return unknown_field(path, name, owner.name, owner.known)
    message = (
        f"{owner.name} has no field {shown(name)}: nothing reads it; a note of your own is called "
        "notes or x-…"
    )
    return Issue(f"{path}/{escaped(name)}", "unknown_field", message, "warning")


def _said(raw: JsonObject) -> JsonObject:
    """Return a step without the fields that an editor cleared."""
    return {name: value for name, value in raw.items() if value not in (None, "")}


def _is_note(name: str) -> bool:
    return name.startswith(("x-", "_"))
