"""What a template sees: the run's context as one lazy mapping."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import cast
from uuid import UUID

from engine import clock
from engine.expressions import Scope
from engine.plan import Plan, Step
from engine.state import State
from schemas.json import Json, JsonObject

SYSTEM_NAMES = frozenset(
    {
        "inputs",
        "steps",
        "_trigger",
        "_resumeData",
        "approval",
        "error",
        "flow",
        "step",
        "currentUser",
        "currentDate",
        "secrets",
    }
)
LOOP_NAMES = frozenset({"item", "index", "_each", "iteration", "_while"})
# Set by the engine as ordinary variables: absent until they are.
_VARIABLE_NAMES = frozenset({"_resumeData", "approval", "error"})


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What stays the same for the whole of a run; `links` makes what `approval.links` names."""

    run_id: str
    trigger_type: str
    trigger_data: Json
    inputs: JsonObject
    user: JsonObject
    created_at: datetime
    workspace_id: str = ""
    principal: str = ""
    conversation_id: str | None = None
    message_id: str | None = None
    links: Callable[[int, datetime], JsonObject | None] | None = None
    scheduled_for: datetime | None = None
    previous_for: datetime | None = None

    def trigger(self) -> JsonObject:
        """Return what `_trigger.` names: of a schedule's fire also its time, and the one before."""
        fired: JsonObject = {}
        if self.scheduled_for is not None:
            before = self.previous_for
            fired = {
                "scheduledFor": clock.rfc3339(self.scheduled_for),
                "previousFor": clock.rfc3339(before) if before else None,
            }
        return {"type": self.trigger_type, "data": self.trigger_data, **fired}


@dataclass(frozen=True, slots=True)
class Context(Mapping[str, Json]):
    """System names first, then variables, then inputs; `secrets` where a field may use them."""

    info: RunInfo
    plan: Plan
    state: State
    step: Step | None
    secrets: JsonObject | None = None

    def __getitem__(self, name: str) -> Json:
        """Return the value a template means by `name`."""
        if name in SYSTEM_NAMES:
            return self._system(name)
        if name in self.state.variables:
            return self.state.variables[name]
        return self.info.inputs[name]

    def __iter__(self) -> Iterator[str]:
        """Yield every name that has a value."""
        names = {**self.info.inputs, **self.state.variables, **dict.fromkeys(SYSTEM_NAMES)}
        return (name for name in names if name in self)

    def __len__(self) -> int:
        """Return how many names have a value."""
        return sum(1 for _ in self)

    def _system(self, name: str) -> Json:
        links = self.links() if name == "approval" else None
        if links is not None:
            # The link is there before the approval is: a step sends it, and then the run waits.
            approval = self.state.variables.get(name)
            known = approval if isinstance(approval, dict) else {}
            return {**known, "links": links}
        if name in _VARIABLE_NAMES:
            return self.state.variables[name]
        return _SYSTEM[name](self)

    def links(self) -> JsonObject | None:
        """Return the links of the first approval that opens from now on, if there can be any."""
        made, state = self.info.links, self.state
        return made(state.approvals, state.clock) if made else None

    def flow(self) -> JsonObject:
        """Return what `flow.` names."""
        return {
            "id": self.plan.flow_id,
            "name": self.plan.name,
            "version": self.plan.version,
            "executionId": self.info.run_id,
            "currentStepName": self.step.name if self.step else None,
            "nextStepName": self._next_name(),
            "triggerType": self.info.trigger_type,
        }

    def step_names(self) -> JsonObject:
        """Return what `step.` names."""
        return {
            "currentId": self.step.step_id if self.step else None,
            "currentName": self.step.name if self.step else None,
            "previousName": self.state.previous_name,
            "nextName": self._next_name(),
        }

    def _next_name(self) -> str | None:
        return self.plan.name_of(self.step.next_id) if self.step else None


def _known(secrets: JsonObject | None) -> Json:
    if secrets is None:
        raise KeyError("secrets")
    return secrets


_SYSTEM: dict[str, Callable[[Context], Json]] = {
    "inputs": lambda context: context.info.inputs,
    "steps": lambda context: cast("Json", context.state.results),
    "_trigger": lambda context: context.info.trigger(),
    "currentUser": lambda context: context.info.user,
    "currentDate": lambda context: clock.rfc3339(context.info.created_at),
    "secrets": lambda context: _known(context.secrets),
    "flow": lambda context: context.flow(),
    "step": lambda context: context.step_names(),
}


def scope_for(context: Context, key: str) -> Scope:
    """Return the scope in which the data of the execution `key` (`<path>:<visit>`) is rendered."""
    numbers = count()
    run_id = context.info.run_id

    def stable_uuid() -> str:
        # Derived, not drawn: a crash repeats the step, and the repeat must send the same bytes.
        seed = f"{run_id}:{key}:{next(numbers)}".encode()
        return str(UUID(bytes=hashlib.sha256(seed).digest()[:16], version=4))

    return Scope(names=context, now=context.state.clock, uuid=stable_uuid)
