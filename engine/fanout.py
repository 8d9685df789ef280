"""Starting children: their ids derive from the parent's, so that a crash starts none twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast

from engine import canonical, clock, inputs, loading, rights, versions
from engine.errors import EngineError, InvalidInput, Unavailable
from engine.family import Family, turn
from engine.limits import Limits
from engine.plan import Plan
from engine.sealing import Seal
from engine.secrecy import Touched
from engine.state import State
from engine.steps.base import Child, ChildrenRefused, ChildResult
from engine.store.base import FlowStore, Shelf
from engine.store.documents import GRAVE, INPUTS_SEQ, Entry, Fence, Flow, Hint, OpenWait, Run
from engine.store.people import User
from engine.versions import Plans
from schemas.json import Json, JsonObject
from schemas.run import RunStatus

ACTION = "peer.action"
_CALLABLE = ("api", "form", "peer.action")

_LOOKED_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Fanout:
    """What starting and reading children takes, the same for every run of a process."""

    family: Family
    flows: FlowStore
    users: Shelf[User]
    plans: Plans
    limits: Limits
    now: clock.Clock = clock.now


@dataclass(frozen=True, slots=True)
class _Line:
    """How the children of one step stand in line."""

    join: str
    window: int | None
    total: int


@dataclass(frozen=True, slots=True)
class Brood:
    """
    The children of one attempt at a step; satisfies `engine.steps.base.Children`.

    `group` names them together. `persist` repeats a write until it is made or the lease is over.
    `touched` is told of the secrets that come with what children led to.
    """

    fanout: Fanout
    parent: Run
    plan: Plan
    state: State
    group: str
    persist: Callable[[Callable[[], bool]], bool]
    seal: Seal
    touched: list[Touched]

    def start(self, children: Sequence[Child], join: str, window: int | None = None) -> None:
        """
        Start these children, at most `window` of them at once.

        Raises ChildrenRefused when there are too many, they are too deep, or what they are to run
        cannot be had.
        """
        limits = self.fanout.limits
        if len(children) > limits.max_children:
            message = f"the step wants {len(children)} children, the limit is {limits.max_children}"
            raise ChildrenRefused("CHILD_LIMIT", message)
        if len(self.parent.ancestors) >= limits.max_child_depth:
            message = f"runs start runs more than {limits.max_child_depth} levels deep"
            raise ChildrenRefused("CHILD_DEPTH", message)
        parent = self._with_inputs()
        made = [
            self._made(parent, child, index, _Line(join, window, len(children)))
            for index, child in enumerate(children)
        ]
        for run in made:
            self._insert(run)
        self._tell([run for run in made if run.status is RunStatus.QUEUED])

    def results(self) -> Sequence[ChildResult]:
        """Return what became of each child so far, in order."""
        return [self._result(run) for run in self.fanout.family.store.members(self.group)]

    def _result(self, run: Run) -> ChildResult:
        output, error = _json(run.output), _json(run.error)
        if run.sealed_result is not None:
            real, touched = self.seal.open(run.sealed_result)
            output = cast("JsonObject | None", real["output"])
            error = cast("JsonObject | None", real["error"])
            self.touched.extend(one for one in touched if one not in self.touched)
        return ChildResult(run.run_id, run.branch or "", run.status, output or {}, error)

    def cancel(self) -> None:
        """Cancel the children that have not ended."""
        self.persist(self._cancel)

    def _cancel(self) -> bool:
        self.fanout.family.cancel_members(self.group, f"run:{self.parent.run_id}")
        return True

    def _with_inputs(self) -> Run:
        """Return the parent with its inputs at hand, where they are kept apart."""
        if self.parent.inputs is not None:
            return self.parent
        body, sealed = loading.stored_inputs(self.fanout.family.runs, self.parent)
        return replace(self.parent, inputs=body, sealed_inputs=sealed)

    def _made(self, parent: Run, child: Child, index: int, line: _Line) -> Run:
        is_let_off = line.window is None or index < line.window
        now = self.fanout.now()
        if child.body_id is None:
            run = self._other_flow(parent, child)
        else:
            run = replace(_sibling(parent), snapshot=self._snapshot(child), branch=child.name)
        return replace(
            run,
            run_id=child_id(parent.run_id, self.group, index),
            status=RunStatus.QUEUED if is_let_off else RunStatus.WAITING,
            wait=None if is_let_off else self._turn(index, child, now),
            # Who lets it off may die, and its parent fail: then somebody must come and see.
            wake_at=None if is_let_off else now + _LOOKED_AFTER,
            # Somebody may wait for the one child of a step; many must not push others aside.
            queue=parent.queue if line.total == 1 else "low",
            created_at=now,
            queued_at=now,
            updated_at=now,
            parent_id=parent.run_id,
            ancestors=(*parent.ancestors, parent.run_id),
            group=self.group,
            child_index=index,
            join=line.join,
            turns=line.window if line.window is not None and line.window < line.total else 0,
        )

    def _turn(self, index: int, child: Child, now: datetime) -> OpenWait:
        wait_id = f"turn_{self.group.removeprefix('wait_')}_{index}"
        return turn(wait_id, child.body_id or "", child.name, now)

    def _snapshot(self, child: Child) -> bytes:
        """Return where a branch begins: at its first step, knowing what the parent knows now."""
        begun = State(
            cursor=child.body_id,
            clock=self.state.clock,
            variables={**self.state.variables, **child.variables},
            results=self.state.results,
            previous_name=self.state.previous_name,
            collected={},
            touched=self.state.touched,
        )
        snapshot = self.seal.snapshot(begun)
        if len(snapshot) > self.fanout.limits.max_branch_bytes:
            most = self.fanout.limits.max_branch_bytes
            message = f"the context is {len(snapshot)} bytes of JSON, a branch takes {most} at most"
            raise ChildrenRefused("CONTEXT_TOO_LARGE", message)
        return snapshot

    def _other_flow(self, parent: Run, child: Child) -> Run:
        plan = self._called(child)
        wanted = (ACTION,) if child.is_attached else _CALLABLE
        trigger = plan.trigger(*wanted)
        if trigger is None:
            message = f"flow {child.flow_id!r} has no {' or '.join(wanted)} trigger to start at"
            raise ChildrenRefused("NO_TRIGGER", message)
        try:
            complete = inputs.checked(trigger.data.get("fields"), child.inputs)
        except InvalidInput as error:
            found = "; ".join(f"{issue.path}: {issue.message}" for issue in error.issues)
            message = f"the flow refuses its inputs: {found}"
            raise ChildrenRefused("INVALID_INPUTS", message) from None
        body, sealed = self.seal.inputs({**child.also, **complete}, self._touched)
        return replace(
            _sibling(parent),
            flow_id=plan.flow_id,
            version_id=plan.version_id,
            version=plan.version,
            trigger=trigger.type,
            trigger_step_id=trigger.step_id,
            inputs=body,
            sealed_inputs=sealed,
        )

    @property
    def _touched(self) -> tuple[Touched, ...]:
        return (*self.state.touched, *self.touched)

    def _called(self, child: Child) -> Plan:
        """Return what the author may call, or what is attached. Raises ChildrenRefused."""
        flows, flow_id, wanted = self.fanout.flows, str(child.flow_id), child.version
        flow = flows.get(flow_id)
        if flow is None or flow.workspace_id != self.parent.workspace_id:
            raise ChildrenRefused("FLOW_NOT_FOUND", f"there is no flow {flow_id!r}")
        if not child.is_attached and not self._may_call(flow):
            message = f"who wrote this version has no right to run flow {flow_id!r}"
            raise ChildrenRefused("FLOW_FORBIDDEN", message)
        number = flow.latest_version if wanted in (None, "", "latest") else _number(wanted)
        is_published = number is not None and 0 < number <= flow.latest_version
        plan = (
            self.fanout.plans.get(versions.published_id(flow_id, number))
            if is_published and number is not None
            else None
        )
        if plan is None:
            message = f"flow {flow_id!r} has no published version {wanted or 'at all'}"
            raise ChildrenRefused("VERSION_NOT_FOUND", message)
        return plan

    def _may_call(self, flow: Flow) -> bool:
        is_own = flow.flow_id == self.plan.flow_id
        return is_own or rights.may_call(self.plan.author, flow, self.fanout.users)

    def _insert(self, run: Run) -> None:
        runs, body = self.fanout.family.runs, run.inputs or b"{}"
        if len(body) <= self.fanout.limits.input_record_bytes:
            self.persist(lambda: self._stored(run))
            return
        entry = Entry(INPUTS_SEQ, Fence(), body, run.sealed_inputs)
        self.persist(lambda: runs.append(run.run_id, [entry]) is None)
        self.persist(lambda: self._stored(replace(run, inputs=None, sealed_inputs=None)))
        # Until now they were nobody's: the sweep may have taken them for leftovers.
        self.persist(lambda: runs.append(run.run_id, [entry]) is None)

    def _stored(self, run: Run) -> bool:
        """
        Store a child; False when it was there.

        Raises Unavailable while what stands under its id is being deleted: it is free in a moment.
        """
        runs = self.fanout.family.runs
        if runs.insert(run):
            return True
        found = runs.peek(run.run_id)
        if found is None or found.workspace_id == GRAVE:
            raise Unavailable("what was left under this id is just being deleted")
        return False

    def _tell(self, started: Sequence[Run]) -> None:
        hints = [Hint(run.run_id, run.fence.n, run.queue) for run in started]
        try:
            self.fanout.family.queue.push(hints)
        except EngineError:
            return  # rescue finds them


def child_id(parent_id: str, group: str, index: int) -> str:
    """Return the id of a child: always the same, and as hard to guess as its parent's."""
    text = f"{parent_id}:{group}:{index}".encode()
    return f"run_{hashlib.sha256(text).hexdigest()[:32]}"


def _sibling(parent: Run) -> Run:
    """Return a run that is like the parent but for what it has done."""
    return Run(
        run_id="",
        workspace_id=parent.workspace_id,
        flow_id=parent.flow_id,
        version_id=parent.version_id,
        version=parent.version,
        trigger=parent.trigger,
        trigger_step_id=parent.trigger_step_id,
        principal=parent.principal,
        queue=parent.queue,
        created_at=parent.created_at,
        queued_at=parent.created_at,
        updated_at=parent.created_at,
        user=parent.user,
        inputs=parent.inputs,
        sealed_inputs=parent.sealed_inputs,
        on_behalf=parent.on_behalf,
        conversation_id=parent.conversation_id,
        message_id=parent.message_id,
        scheduled_for=parent.scheduled_for,
        previous_for=parent.previous_for,
    )


def _number(value: Json) -> int | None:
    try:
        return int(str(value).removeprefix("v"))
    except ValueError:
        return None


def _json(data: bytes | None) -> JsonObject | None:
    decoded = None if data is None else canonical.decode(data)
    return decoded if isinstance(decoded, dict) else None
