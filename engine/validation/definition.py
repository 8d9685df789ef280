"""The checks of a whole definition, in the order a person would make them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine import canonical, control, pins
from engine.allowance import allowance
from engine.errors import Issue
from engine.plan import is_trigger
from engine.steps import BY_NAME
from engine.steps.base import StepType
from engine.validation import unknown
from engine.validation.cost import cost_issues, told
from engine.validation.data import data_issues
from engine.validation.graph import Node, nodes_of, unreachable, walk
from engine.validation.names import name_issues
from engine.validation.policies import policy_issues
from engine.validation.starting import trigger_issues
from engine.validation.ways import way_issues
from schemas.json import Json

_MOST_ID = 128
# A flow may answer several webhooks, but these start it in one way each.
_SINGLE_TRIGGERS = ("api", "form", "schedule", "peer.message")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large a definition may be."""

    max_bytes: int = 1024 * 1024
    max_steps: int = 500
    max_nesting: int = 8


def errors_in(issues: Sequence[Issue]) -> list[Issue]:
    """Return those that keep a definition from being published or run."""
    return [issue for issue in issues if issue.severity == "error"]


def validate(
    definition: Json,
    bounds: Bounds | None = None,
    step_types: Mapping[str, StepType] = BY_NAME,
) -> list[Issue]:
    """Return every finding, errors and warnings, by place."""
    bounds = bounds or Bounds()
    steps = definition.get("steps") if isinstance(definition, dict) else None
    if not isinstance(steps, list):
        return [Issue("/steps", "required", "a definition has an array of steps")]
    if unusable := _whole_issues(definition, bounds):
        return unusable
    issues = list(unknown.definition_issues(definition)) if isinstance(definition, dict) else []
    nodes = nodes_of(steps, "/steps", 1, issues)
    every = list(walk(nodes))
    issues += _size_issues(every, bounds)
    if len(every) > bounds.max_steps:
        # Refused anyway: its steps are looked at once there are fewer.
        return told(issues)
    if costly := list(cost_issues(every, step_types)):
        return told([*issues, *costly])
    issues += _id_issues(every)
    with allowance():
        for node in every:
            issues += _step_issues(node, step_types)
    issues += _trigger_issues(nodes, every)
    issues += way_issues(nodes)
    issues += name_issues(every, step_types)
    pinned = definition.get("pins") if isinstance(definition, dict) else None
    issues += pins.issues(pinned, every)
    issues += control.issues(definition.get("control") if isinstance(definition, dict) else None)
    return told(issues)


def _whole_issues(definition: Json, bounds: Bounds) -> list[Issue]:
    try:
        size = len(canonical.encode(definition))
    except (ValueError, RecursionError):
        message = "the definition is nested too deep or holds a text or number that JSON cannot"
        return [Issue("", "invalid_json", message)]
    if size <= bounds.max_bytes:
        return []
    message = f"the definition is {size} bytes of JSON, the limit is {bounds.max_bytes}"
    return [Issue("", "definition_too_large", message)]


def _size_issues(every: Sequence[Node], bounds: Bounds) -> Iterator[Issue]:
    if len(every) > bounds.max_steps:
        message = f"the definition has {len(every)} steps, the limit is {bounds.max_steps}"
        yield Issue("/steps", "too_many_steps", message)
    for node in every:
        if node.depth > bounds.max_nesting:
            message = f"steps are nested more than {bounds.max_nesting} levels deep"
            yield Issue(node.path, "too_deep", message)
            return


def _id_issues(every: Sequence[Node]) -> Iterator[Issue]:
    seen: dict[str, str] = {}
    for node in every:
        step_id = node.step_id
        if step_id is None or len(step_id) > _MOST_ID:
            message = f"a step has an id of 1 to {_MOST_ID} characters"
            yield Issue(f"{node.path}/id", "invalid_id", message)
        elif any(mark in step_id for mark in "/[]#:\x00"):
            message = "an id may not contain / [ ] # or :, which name places inside loops"
            yield Issue(f"{node.path}/id", "invalid_id", message)
        elif step_id in seen:
            message = f"the id {step_id!r} is also that of {seen[step_id]}"
            yield Issue(f"{node.path}/id", "duplicate_id", message)
        else:
            seen[step_id] = node.path


def _step_issues(node: Node, step_types: Mapping[str, StepType]) -> Iterator[Issue]:
    type_name, data = node.raw.get("type"), node.raw.get("data")
    if data is not None and not isinstance(data, dict):
        yield Issue(f"{node.path}/data", "invalid_type", "data is an object")
    fields = data if isinstance(data, dict) else {}
    yield from _link_issues(node)
    yield from policy_issues(node.raw, node.path)
    if not isinstance(node.raw.get("name") or "", str):
        yield Issue(f"{node.path}/name", "invalid_type", "a name is a text")
    if is_trigger(type_name):
        yield from trigger_issues(node, fields)
        return
    step_type = step_types.get(type_name) if isinstance(type_name, str) else None
    if step_type is None:
        known = ", ".join(sorted(step_types))
        yield Issue(f"{node.path}/type", "unknown_step_type", f"{type_name!r} is none of: {known}")
        return
    yield from unknown.step_issues(node.raw, node.path, step_type)
    yield from data_issues(step_type, fields, f"{node.path}/data")
    yield from _shape_issues(node, step_type)


def _link_issues(node: Node) -> Iterator[Issue]:
    for path, target in node.links():
        if not isinstance(target, str):
            yield Issue(path, "invalid_type", "a step is named by its id, a text")
        elif target not in node.scope:
            message = f"there is no step {target!r} beside this one"
            yield Issue(path, "dangling_step", message)
        elif is_trigger(node.scope[target].raw.get("type")):
            yield Issue(path, "invalid_target", f"{target!r} is a trigger: nothing leads to it")


def _shape_issues(node: Node, step_type: StepType) -> Iterator[Issue]:
    if step_type.is_loop and not node.body:
        message = f"{step_type.name} needs at least one step in steps"
        yield Issue(f"{node.path}/steps", "required", message)
    elif node.body and not step_type.is_loop:
        message = f"{step_type.name} has no body: steps belong to loops"
        yield Issue(f"{node.path}/steps", "invalid_value", message)
    if step_type.name == "user-approval" and not node.raw.get("rejectNextStepId"):
        message = "without rejectNextStepId a rejection goes on like an approval"
        yield Issue(f"{node.path}/rejectNextStepId", "no_reject_path", message, "warning")


def _trigger_issues(nodes: Sequence[Node], every: Sequence[Node]) -> Iterator[Issue]:
    triggers = [node for node in nodes if is_trigger(node.raw.get("type"))]
    if not triggers:
        message = "a flow starts at a trigger step: add one, for instance of type api"
        yield Issue("/steps", "no_trigger", message)
    for node in every:
        if node.depth > 1 and is_trigger(node.raw.get("type")):
            message = "a trigger stands at the top, not inside a loop"
            yield Issue(f"{node.path}/type", "invalid_value", message)
    for single in _SINGLE_TRIGGERS:
        for extra in [node for node in triggers if node.raw.get("type") == single][1:]:
            message = f"a flow has at most one {single} trigger"
            yield Issue(f"{extra.path}/type", "duplicate_trigger", message)
    for node in unreachable(nodes, triggers) if triggers else ():
        message = f"no path leads to {node.step_id!r}"
        yield Issue(node.path, "unreachable_step", message, "warning")
