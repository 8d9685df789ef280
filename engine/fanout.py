"""Starting children: their ids derive from the parent's, so that a crash starts none twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast

from engine import branches, canonical, clock, inputs, rights, versions
from engine.branches import Common, Own
from engine.errors import EngineError, InvalidInput, Unavailable
from engine.family import Family, turn
from engine.limits import KIB, MIB, Limits
from engine.plan import Plan
from engine.sealing import Seal
from engine.secrecy import Touched
from engine.state import State
from engine.steps.base import Child, ChildrenRefused, ChildResult
from engine.store.base import FlowStore, Shelf
from engine.store.documents import GRAVE, INPUTS_SEQ, Entry, Fence, Flow, Hint, OpenWait, Run
from engine.store.people import User
from engine.tolerated import Counts
from engine.versions import Plans
from schemas.json import Json, JsonObject
from schemas.run import RunStatus

ACTION = "peer.action"
_CALLABLE = ("api", "form", "peer.action")

_PAGE_RUNS = 100
_PAGE_BYTES = MIB
# Inputs up to this size are copied to every branch; larger ones are read where the parent has them.
_INLINE_BYTES = 2 * KIB
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
        cannot be had. The order of the writes is part of the protocol: what branches begin with
        is there before the first of them is.
        """
        self._check(children)
        line, common = _Line(join, window, len(children)), self._common(children)
        made = [self._made(child, index, line, common) for index, child in enumerate(children)]
        if common is not None:
            self._share(common)
        for page in _pages(made):
            self._insert_page(page)
        self._tell([run for run in made if run.status is RunStatus.QUEUED])

    def _check(self, children: Sequence[Child]) -> None:
        """Raise ChildrenRefused for more runs, or deeper ones, than there may be."""
        limits = self.fanout.limits
        if len(children) > limits.max_children:
            message = f"the step wants {len(children)} children, the limit is {limits.max_children}"
            raise ChildrenRefused("CHILD_LIMIT", message)
        if len(self.parent.ancestors) >= limits.max_child_depth:
            message = f"runs start runs more than {limits.max_child_depth} levels deep"
            raise ChildrenRefused("CHILD_DEPTH", message)
        self._check_descendants(len(children))

    def _check_descendants(self, wanted: int) -> None:
        """Raise ChildrenRefused for more runs under one root than there may be."""
        family, most = self.fanout.family.store, self.fanout.limits.max_descendants
        root_id = next(iter(self.parent.ancestors), self.parent.run_id)
        below = family.count_below(root_id, most + 1)
        if below + wanted <= most or family.is_any(self.group):
            # A group that a claim before this one began to start was let in then.
            return
        message = (
            f"the step wants {wanted} runs more, {below} were started below run {root_id} already, "
            f"and the limit is {most} (MILLRACE_MAX_DESCENDANTS)"
        )
        raise ChildrenRefused("DESCENDANT_LIMIT", message)

    def _common(self, children: Sequence[Child]) -> Entry | None:
        """Return what the branches among the children begin with, None where there are none."""
        is_any_branch = any(child.body_id is not None for child in children)
        return branches.common_of(self.seal, self.state, self.group) if is_any_branch else None

    def _share(self, common: Entry) -> None:
        """Write what branches have in common: the state, and inputs too large for each of them."""
        runs, parent = self.fanout.family.runs, self.parent
        entries = [common]
        if parent.inputs is not None and len(parent.inputs) > _INLINE_BYTES:
            entries.append(Entry(INPUTS_SEQ, Fence(), parent.inputs, parent.sealed_inputs))
        for entry in entries:
            self.persist(lambda entry=entry: runs.append(parent.run_id, [entry]) is None)  # type: ignore[misc]

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
        counts = cast("Counts", _json(run.tolerated) or {})
        return ChildResult(run.run_id, run.branch or "", run.status, output or {}, error, counts)

    def cancel(self) -> None:
        """Cancel the children that have not ended."""
        self.persist(self._cancel)

    def _cancel(self) -> bool:
        self.fanout.family.cancel_members(self.group, f"run:{self.parent.run_id}")
        return True

    def _made(self, child: Child, index: int, line: _Line, common: Entry | None) -> Run:
        is_let_off = line.window is None or index < line.window
        now, parent = self.fanout.now(), self.parent
        run = (
            self._other_flow(child)
            if common is None or child.body_id is None
            else self._branch(child, child.body_id, common)
        )
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

    def _branch(self, child: Child, body_id: str, common: Entry) -> Run:
        """Return a branch at its first step, knowing what the parent knows now."""
        parent, most = self.parent, self.fanout.limits.max_branch_bytes
        where, begun = Common(parent.run_id, common.seq), Own(body_id, child.variables)
        own = branches.own_of(self.seal, where, begun, self._touched)
        size = len(common.body) + len(own)
        if size > most:
            message = f"the context is {size} bytes of JSON, a branch takes {most} at most"
            raise ChildrenRefused("CONTEXT_TOO_LARGE", message)
        is_small = parent.inputs is not None and len(parent.inputs) <= _INLINE_BYTES
        run = replace(_sibling(parent), snapshot=own, branch=child.name)
        return run if is_small else replace(run, inputs=None, sealed_inputs=None)

    def _other_flow(self, child: Child) -> Run:
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
            _sibling(self.parent),
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

    def _insert_page(self, page: Sequence[Run]) -> None:
        runs, most = self.fanout.family.runs, self.fanout.limits.input_record_bytes
        apart = [
            (run.run_id, Entry(INPUTS_SEQ, Fence(), run.inputs, run.sealed_inputs))
            for run in page
            if run.inputs is not None and len(run.inputs) > most
        ]
        named = {run_id for run_id, _ in apart}
        stored = [
            replace(run, inputs=None, sealed_inputs=None) if run.run_id in named else run
            for run in page
        ]
        for run_id, entry in apart:
            self.persist(lambda r=run_id, e=entry: runs.append(r, [e]) is None)  # type: ignore[misc]
        self.persist(lambda: self._are_stored(stored))
        for run_id, entry in apart:
            # Until now they belonged to no run: the sweep may have taken them for leftovers.
            self.persist(lambda r=run_id, e=entry: runs.append(r, [e]) is None)  # type: ignore[misc]

    def _are_stored(self, page: Sequence[Run]) -> bool:
        """
        Store children that are not there yet.

        Raises Unavailable while what stands under an id is being deleted: it is free in a moment.
        """
        for run_id in self.fanout.family.store.add(page):
            found = self.fanout.family.runs.peek(run_id)
            if found is None or found.workspace_id == GRAVE:
                raise Unavailable("what was left under this id is just being deleted")
        return True

    def _tell(self, started: Sequence[Run]) -> None:
        hints = [Hint(run.run_id, run.fence.n, run.queue) for run in started]
        try:
            self.fanout.family.queue.push(hints)
        except EngineError:
            return  # rescue finds them


def _pages(made: Sequence[Run]) -> Iterator[Sequence[Run]]:
    """Yield the children in as many at once as one command may well carry."""
    page: list[Run] = []
    size = 0
    for run in made:
        own = len(run.snapshot or b"") + len(run.inputs or b"")
        if page and (len(page) >= _PAGE_RUNS or size + own > _PAGE_BYTES):
            yield page
            page, size = [], 0
        page.append(run)
        size += own
    yield page


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
