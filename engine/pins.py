"""Pinned results: what a step of a draft leads to in test runs, instead of being executed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, cast

from engine.errors import Issue
from engine.outcome import FOLLOW_NEXT, Completed
from engine.plan import Step, is_trigger
from engine.validation.graph import Node
from schemas.json import Json, JsonObject

# Where they lead is what they do: a result alone does not say it.
_DECIDING: Final = ("condition", "switch", "final", "fail")
_SAID: Final[JsonObject] = {"level": "info", "message": "pinned: the step was not executed"}


def outcome(step: Step, pin: Json) -> Completed:
    """Return what a pinned step leads to; a pinned approval may reject."""
    if step.type != "user-approval" or not isinstance(pin, dict):
        return Completed(pin, logs=(_SAID,))
    is_rejected = pin.get("decision") == "reject" and "rejectNextStepId" in step.links
    goto = step.links["rejectNextStepId"] if is_rejected else FOLLOW_NEXT
    return Completed(pin, goto=goto, variables={"approval": pin}, logs=(_SAID,))


def pins_of(definition: JsonObject) -> Mapping[str, Json]:
    """Return a draft's pins by step id."""
    pins = definition.get("pins")
    return pins if isinstance(pins, dict) else {}


def issues(pins: Json, nodes: Sequence[Node]) -> Iterator[Issue]:
    """Find pins of steps that are not there, or whose result alone leads nowhere."""
    if pins is None:
        return
    if not isinstance(pins, dict):
        yield Issue("/pins", "invalid_type", "pins are an object: a result for each step's id")
        return
    types = {node.step_id: node.raw.get("type") for node in nodes}
    for step_id in pins:
        if step_id not in types:
            yield Issue(f"/pins/{step_id}", "unknown_step", f"there is no step {step_id!r}")
        elif is_trigger(types[step_id]) or types[step_id] in _DECIDING:
            message = f"a {types[step_id]} step has no result to pin"
            yield Issue(f"/pins/{step_id}", "cannot_be_pinned", message)


def trial_of(definition: JsonObject, step_id: str, pins: Mapping[str, Json]) -> JsonObject | None:
    """
    Return a definition that executes one step of a draft and nothing else, None without the step.

    The steps before it that have a pin come first, as steps that do nothing but have that result.
    """
    every = list(_every(definition.get("steps")))
    tested = next((raw for raw in every if raw.get("id") == step_id), None)
    if tested is None or is_trigger(tested.get("type")):
        return None
    before = [raw for raw in every if raw.get("id") in pins and raw.get("id") != step_id]
    chain = [*(_still(raw) for raw in before), _alone(tested)]
    for raw, following in pairwise(chain):
        raw["nextStepId"] = following["id"]
    start: JsonObject = {"id": "_trial", "type": "api", "nextStepId": chain[0]["id"]}
    held = {str(raw["id"]): pins[str(raw["id"])] for raw in (*before, tested) if raw["id"] in pins}
    return {"steps": [start, *cast("list[Json]", chain)], "pins": held}


def _still(raw: JsonObject) -> JsonObject:
    kept: JsonObject = {name: raw[name] for name in ("id", "name", "output") if name in raw}
    return {**kept, "type": "set", "data": {"values": {}}}


def _alone(raw: JsonObject) -> JsonObject:
    alone = {name: value for name, value in raw.items() if not name.endswith("StepId")}
    data = alone.get("data")
    cases = data.get("cases") if isinstance(data, dict) else None
    if raw.get("type") == "switch" and isinstance(data, dict) and isinstance(cases, list):
        alone["data"] = {**data, "cases": [_leading_nowhere(case) for case in cases]}
    return alone


def _leading_nowhere(case: Json) -> Json:
    if not isinstance(case, dict):
        return case
    return {name: value for name, value in case.items() if name != "nextStepId"}


def _every(steps: Json) -> Iterator[JsonObject]:
    """Yield every step; a draft may hold anything where a step should be."""
    for raw in steps if isinstance(steps, list) else []:
        if isinstance(raw, dict):
            yield raw
            yield from _every(raw.get("steps"))
            data = raw.get("data")
            branches = data.get("branches") if isinstance(data, dict) else None
            for branch in branches if isinstance(branches, list) else []:
                yield from _every(branch.get("steps") if isinstance(branch, dict) else None)
