"""A definition made ready to run: steps by id, their scope, and the way between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from engine.control import NONE, Control, control_of
from schemas.json import Json, JsonObject

TRIGGER_TYPES = frozenset({"api", "form", "schedule", "peer.message", "peer.action"})
WEBHOOK_PREFIX = "webhook."


def is_trigger(type_name: object) -> bool:
    """Tell whether a step type is a trigger key."""
    return isinstance(type_name, str) and (
        type_name in TRIGGER_TYPES or type_name.startswith(WEBHOOK_PREFIX)
    )


@dataclass(frozen=True, slots=True)
class Retry:
    """How often and how fast a failed attempt is repeated; seconds throughout."""

    max_attempts: int = 1
    backoff_seconds: float = 1.0
    factor: float = 2.0
    max_seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Step:
    """
    One node of a flow; `parent_id` is the loop around it, `body_id` its body's first step.

    `is_guarded` where the definition says what is to happen when it fails.
    """

    step_id: str
    type: str
    name: str
    data: JsonObject
    output: str | None
    links: Mapping[str, str]
    retry: Retry
    timeout_seconds: float | None
    on_error: str
    on_crash: str
    parent_id: str | None = None
    body_id: str | None = None
    is_guarded: bool = False

    @property
    def key(self) -> str:
        """Return the name under which `steps.` shows this step's result."""
        return self.name.replace(" ", "_")

    @property
    def next_id(self) -> str | None:
        """Return where the step leads when nothing else is said."""
        return self.links.get("nextStepId")


@dataclass(frozen=True, slots=True)
class Plan:
    """
    A valid definition, compiled.

    `triggers` are its trigger steps, in order; `pins` are results by step, of a draft only;
    `author` is the principal whose rights decide what it may run.
    """

    version_id: str
    flow_id: str
    name: str
    version: int | None
    steps: Mapping[str, Step]
    triggers: Sequence[Step] = field(default_factory=tuple)
    control: Control = NONE
    pins: Mapping[str, Json] = field(default_factory=dict)
    author: str = ""

    def trigger(self, *types: str) -> Step | None:
        """Return the first trigger of the first of these types that has one."""
        for wanted in types:
            for step in self.triggers:
                if step.type == wanted:
                    return step
        return None

    def name_of(self, step_id: str | None) -> str | None:
        """Return a step's display name."""
        step = self.steps.get(step_id or "")
        return step.name if step else None


def compile_plan(
    definition: JsonObject,
    *,
    version_id: str,
    flow_id: str,
    name: str,
    version: int | None,
    author: str = "",
) -> Plan:
    """Return the plan of a definition that `engine.validation` finds no errors in."""
    steps = {step.step_id: step for step in _walk(_objects(definition.get("steps")), None)}
    triggers = tuple(step for step in steps.values() if is_trigger(step.type))
    control = control_of(definition.get("control"))
    # What an editor pinned is for its own test runs: a published version executes everything.
    pinned = definition.get("pins") if version is None else None
    pins = pinned if isinstance(pinned, dict) else {}
    return Plan(version_id, flow_id, name, version, steps, triggers, control, pins, author)


def _walk(raw_steps: Sequence[JsonObject], parent_id: str | None) -> Iterator[Step]:
    for raw in raw_steps:
        body = _objects(raw.get("steps"))
        yield _step(raw, parent_id, str(body[0]["id"]) if body else None)
        yield from _walk(body, str(raw["id"]))
        for index, branch in enumerate(branches_of(raw)):
            # Each branch is a scope of its own: no step of one leads into another.
            yield from _walk(_objects(branch.get("steps")), f"{raw['id']}/{index}")


def branches_of(raw: JsonObject) -> list[JsonObject]:
    """Return the branches of a step as its definition has them, none for most types."""
    data = raw.get("data")
    is_parallel = raw.get("type") == "parallel" and isinstance(data, dict)
    return _objects(data.get("branches")) if is_parallel and isinstance(data, dict) else []


def _without_steps(raw: JsonObject, data: JsonObject) -> JsonObject:
    """Return a step's data with where each branch begins in place of its steps."""
    branches = branches_of(raw)
    if not branches:
        return data
    begun: list[Json] = [
        {"name": branch.get("name"), "bodyId": _objects(branch.get("steps"))[0]["id"]}
        for branch in branches
    ]
    return {**data, "branches": begun}


def _step(raw: JsonObject, parent_id: str | None, body_id: str | None) -> Step:
    data = raw.get("data")
    timeout, retry = raw.get("timeoutSeconds"), _retry(raw.get("retry"))
    return Step(
        step_id=str(raw["id"]),
        type=str(raw["type"]),
        name=str(raw.get("name") or raw["id"]),
        data=_without_steps(raw, data if isinstance(data, dict) else {}),
        output=cast("str | None", raw.get("output")) or None,
        links={k: v for k, v in raw.items() if k.endswith("StepId") and isinstance(v, str) and v},
        retry=retry,
        timeout_seconds=float(timeout) if isinstance(timeout, (int, float)) else None,
        on_error=str(raw.get("onError") or "fail"),
        on_crash=str(raw.get("onCrash") or "retry"),
        parent_id=parent_id,
        body_id=body_id,
        is_guarded=bool(raw.get("errorNextStepId") or raw.get("onError")) or retry.max_attempts > 1,
    )


def _retry(raw: Json) -> Retry:
    if not isinstance(raw, dict):
        return Retry()
    default = Retry()
    return Retry(
        max_attempts=int(cast("int", raw.get("maxAttempts", default.max_attempts))),
        backoff_seconds=float(cast("float", raw.get("backoffSeconds", default.backoff_seconds))),
        factor=float(cast("float", raw.get("factor", default.factor))),
        max_seconds=float(cast("float", raw.get("maxSeconds", default.max_seconds))),
    )


def _objects(value: Json) -> list[JsonObject]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
