"""Flows: edited as drafts, published as versions, resolved to what a run executes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from engine import canonical, clock, ids, pins, rights, validation, versions
from engine.errors import (
    Conflict,
    Forbidden,
    InvalidFlow,
    InvalidInput,
    Issue,
    NotFound,
    PreconditionFailed,
)
from engine.judging import Judge, is_hopeless
from engine.plan import Plan
from engine.principal import Principal
from engine.rights import Right
from engine.sandbox.parsing import CodeReader
from engine.steps import BY_NAME
from engine.steps.base import StepType
from engine.store.base import FlowStore
from engine.store.documents import Flow, Grant, Version
from engine.validation import Bounds
from engine.versions import Plans
from schemas.json import Json, JsonObject

LATEST = "latest"
DRAFT = "draft"
_EDIT_TRIES = 5
_PAGE = 500


def nothing_missing(principal: Principal, definition: Json, flow_id: str | None) -> Sequence[Issue]:
    """Return nothing: where no workspace is at hand, what a definition names is not looked up."""
    del principal, definition, flow_id
    return ()


@dataclass(frozen=True, slots=True)
class FlowView:
    """A flow with what is wrong with its draft."""

    flow: Flow
    issues: Sequence[Issue]


@dataclass(frozen=True, slots=True)
class Flows:
    """The use cases of flows."""

    store: FlowStore
    plans: Plans
    bounds: Bounds
    now: clock.Clock = clock.now
    step_types: Mapping[str, StepType] = field(default_factory=lambda: BY_NAME)
    look_up: Callable[[Principal, Json, str | None], Sequence[Issue]] = nothing_missing
    code: CodeReader | None = None
    verdicts: Judge = field(init=False)

    def __post_init__(self) -> None:
        """Make what validates with these bounds and step types."""
        object.__setattr__(self, "verdicts", Judge(self.bounds, self.step_types, self.code))

    def create(
        self,
        principal: Principal,
        *,
        name: str,
        description: str,
        definition: JsonObject,
        visibility: str,
        grants: Sequence[Grant] = (),
    ) -> FlowView:
        """Store a new flow; an unfinished definition is stored with its issues."""
        now = self.now()
        flow = Flow(
            flow_id=ids.new("flow"),
            workspace_id=principal.workspace_id,
            name=name,
            description=description,
            definition=(body := self._stored(definition)),
            visibility=visibility,
            created_by=principal.principal_id,
            created_at=now,
            updated_at=now,
            grants=tuple(grants),
            verdict=self.verdicts.verdict_on(body),
        )
        self.store.insert(flow)
        return self._view(principal, flow)

    def get(self, principal: Principal, flow_id: str, right: Right = Right.VIEW) -> FlowView:
        """Return a flow. Raises NotFound, and Forbidden where the caller lacks the right."""
        return self._view(principal, self._flow(principal, flow_id, right))

    def require(self, principal: Principal, flow_id: str, right: Right) -> Flow:
        """Return a flow without judging its draft. Raises NotFound, Forbidden."""
        return self._flow(principal, flow_id, right)

    def list(self, principal: Principal, after: str, limit: int) -> Sequence[Flow]:
        """Return the workspace's flows that the caller may see, by id, from `after` on."""
        marks = rights.marks_of(principal)
        return self.store.list(principal.workspace_id, after, limit, marks)

    def visible(self, principal: Principal, flow_ids: Sequence[str]) -> frozenset[str]:
        """Return which of these flows the caller may see."""
        marks = rights.marks_of(principal)
        return self.store.visible(principal.workspace_id, flow_ids, marks)

    def visible_ids(self, principal: Principal, right: Right = Right.VIEW) -> frozenset[str] | None:
        """Return the ids of the flows that the caller has this right to; None means all of them."""
        if not principal.is_person:
            return None if principal.flow_ids is None else frozenset(principal.flow_ids)
        if principal.is_admin:
            return None
        found: set[str] = set()
        after = ""
        while page := self.list(principal, after, _PAGE):
            found.update(flow.flow_id for flow in page if rights.right_of(principal, flow) >= right)
            after = page[-1].flow_id
        return frozenset(found)

    def change(
        self,
        principal: Principal,
        flow_id: str,
        changes: Mapping[str, object],
        expected_rev: int | None,
    ) -> FlowView:
        """
        Change name, description, definition, visibility or grants (by kind) of a draft.

        Raises Forbidden (visibility and grants are the managers' to change) and PreconditionFailed
        when `expected_rev` is not the current revision; without it the change is made to whatever
        is current.
        """
        manages = "visibility" in changes or "grants" in changes
        right = Right.MANAGE if manages else Right.EDIT
        for _ in range(_EDIT_TRIES):
            flow = self._flow(principal, flow_id, right)
            if expected_rev is not None and flow.rev != expected_rev:
                break
            changed = self._changed(flow, changes, principal)
            if self.store.replace(changed, flow.rev):
                return self._view(principal, changed)
        message = "somebody else changed the flow meanwhile: read it again and repeat the change"
        raise PreconditionFailed("stale_revision", message)

    def delete(self, principal: Principal, flow_id: str) -> None:
        """Delete a flow; what runs of its versions goes on. Raises NotFound, Forbidden."""
        self._flow(principal, flow_id, Right.MANAGE)
        if not self.store.delete(flow_id):
            raise flow_not_found()

    def validate(
        self, principal: Principal, definition: Json, flow_id: str | None = None
    ) -> Sequence[Issue]:
        """
        Return what publishing a definition would find, errors and warnings.

        As a version of the flow, where one is given. Raises NotFound and Forbidden for that.
        """
        if flow_id is not None:
            self._flow(principal, flow_id, Right.VIEW)
        found = self.judge(definition)
        code = self.verdicts.code_issues(definition, found)
        return [*self._looked_up(principal, definition, found, flow_id), *code]

    def _looked_up(
        self, principal: Principal, definition: Json, found: Sequence[Issue], flow_id: str | None
    ) -> Sequence[Issue]:
        # What cannot be read as steps names nothing, and what is too large is not looked through.
        if is_hopeless(found):
            return found
        return [*found, *self.look_up(principal, definition, flow_id)]

    def judge(self, definition: Json) -> Sequence[Issue]:
        """Return what is wrong with a definition by itself, wherever it is to run."""
        return self.verdicts.validate(definition)

    def publish(
        self, principal: Principal, flow_id: str, *, summary: str, from_version: int | None
    ) -> Version:
        """
        Freeze the draft, or an earlier version, as the next version.

        Where nothing has changed since the latest one was published by the same person, that one
        stands. Raises NotFound, and InvalidFlow with the same issues that saving returned.
        """
        flow = self._flow(principal, flow_id, Right.EDIT)
        source = self.version(principal, flow_id, from_version) if from_version else None
        definition = source.definition if source else flow.definition
        _require_none(self.validate(principal, canonical.decode(definition), flow_id))
        for _ in range(_EDIT_TRIES):
            version = self._next_version(flow, definition, summary, principal)
            if standing := self._standing(flow, version):
                return standing
            is_stored = self.store.insert_version(version)
            flow = self._point_to(principal, flow_id, cast("int", version.number))
            if is_stored:
                return version
        raise Conflict("publish_conflict", "others published this flow at once: try again")

    def versions(
        self, principal: Principal, flow_id: str, *, below: int | None, limit: int
    ) -> Sequence[Version]:
        """Return published versions, the newest first. Raises NotFound."""
        self._flow(principal, flow_id, Right.VIEW)
        return self.store.list_versions(flow_id, below, limit)

    def version(self, principal: Principal, flow_id: str, number: int) -> Version:
        """Return one published version. Raises NotFound."""
        flow = self._flow(principal, flow_id, Right.VIEW)
        is_published = 0 < number <= flow.latest_version
        version = self.store.get_version(versions.published_id(flow_id, number))
        if not is_published or version is None:
            raise NotFound("version_not_found", f"the flow has no version {number}")
        return version

    def resolve(self, principal: Principal, flow_id: str, wanted: int | str) -> Plan:
        """
        Return what a run of `wanted` (a number, latest or draft) executes.

        Raises NotFound, Forbidden for a draft unless people ask, Conflict when nothing was
        published, InvalidFlow for an unfinished draft.
        """
        if wanted == DRAFT:
            require_drafts(principal)
        return self.plan(self._flow(principal, flow_id, Right.RUN), wanted)

    def plan(self, flow: Flow, wanted: int | str) -> Plan:
        """Return what `wanted` of a flow at hand executes. Raises as `resolve`."""
        if wanted == DRAFT:
            return self._draft_plan(flow)
        if wanted == LATEST and flow.latest_version == 0:
            raise Conflict("not_published", "the flow was never published: publish it first")
        number = flow.latest_version if wanted == LATEST else cast("int", wanted)
        plan = None
        if 0 < number <= flow.latest_version:
            plan = self.plans.get(versions.published_id(flow.flow_id, number))
        if plan is None:
            raise NotFound("version_not_found", f"the flow has no version {number}")
        return plan

    def _flow(self, principal: Principal, flow_id: str, right: Right) -> Flow:
        flow = self.store.get(flow_id)
        if flow is None:
            raise flow_not_found()
        rights.require(principal, flow, right)
        return flow

    def _view(self, principal: Principal, flow: Flow) -> FlowView:
        definition = canonical.decode(flow.definition)
        found, code = self.verdicts.all_issues_of(flow, definition)
        issues = [*self._looked_up(principal, definition, found, flow.flow_id), *code]
        return FlowView(flow, issues)

    def _stored(self, definition: JsonObject) -> bytes:
        body = canonical.encode(definition)
        if len(body) > self.bounds.max_bytes:
            message = (
                f"the definition is {len(body)} bytes of JSON, the limit is {self.bounds.max_bytes}"
            )
            raise InvalidInput("definition_too_large", message)
        return body

    def _changed(self, flow: Flow, changes: Mapping[str, object], principal: Principal) -> Flow:
        given = changes.get("definition")
        definition = flow.definition if given is None else self._stored(cast("JsonObject", given))
        is_same = definition == flow.definition
        return replace(
            flow,
            name=cast("str", changes.get("name", flow.name)),
            description=cast("str", changes.get("description", flow.description)),
            visibility=cast("str", changes.get("visibility", flow.visibility)),
            grants=_regranted(
                flow.grants, cast("Mapping[str, Sequence[Grant]]", changes.get("grants", {}))
            ),
            definition=definition,
            edited_by=flow.edited_by if is_same else principal.principal_id,
            verdict=flow.verdict if is_same else self.verdicts.verdict_on(definition),
            rev=flow.rev + 1,
            updated_at=self.now(),
        )

    def _standing(self, flow: Flow, wanted: Version) -> Version | None:
        """Return the latest version if the wanted one would be the same: nothing is to be done."""
        latest = None
        if flow.latest_version:
            latest = self.store.get_version(
                versions.published_id(flow.flow_id, flow.latest_version)
            )
        if latest is None:
            return None
        same = {"version_id": latest.version_id, "number": latest.number}
        told = {"summary": latest.summary, "created_at": latest.created_at}
        return latest if replace(wanted, **same, **told) == latest else None  # type: ignore[arg-type]

    def _next_version(
        self, flow: Flow, definition: bytes, summary: str, principal: Principal
    ) -> Version:
        number = flow.latest_version + 1
        return Version(
            version_id=versions.published_id(flow.flow_id, number),
            flow_id=flow.flow_id,
            number=number,
            name=flow.name,
            definition=definition,
            visibility=flow.visibility,
            summary=summary,
            created_by=principal.principal_id,
            created_at=self.now(),
            grants=flow.grants,
        )

    def _point_to(self, principal: Principal, flow_id: str, number: int) -> Flow:
        """
        Make `number` the flow's latest version, unless it is further on already.

        Whoever finds a version that its own publisher died before pointing to does it for him.
        """
        for _ in range(_EDIT_TRIES):
            flow = self._flow(principal, flow_id, Right.EDIT)
            if flow.latest_version >= number:
                return flow
            moved = replace(
                flow,
                latest_version=number,
                unsynced=True,
                rev=flow.rev + 1,
                updated_at=self.now(),
            )
            if self.store.replace(moved, flow.rev):
                return moved
        raise Conflict("publish_conflict", "others changed this flow at once: try again")

    def trial(
        self, principal: Principal, flow_id: str, step_id: str, given: Mapping[str, Json]
    ) -> Plan:
        """
        Return what executes one step of a draft, with `given` pins beside its own.

        Raises NotFound, Forbidden, and InvalidFlow for a step that is wrong.
        """
        flow = self._flow(principal, flow_id, Right.EDIT)
        definition = cast("JsonObject", canonical.decode(flow.definition))
        known = {**pins.pins_of(definition), **given}
        made = pins.trial_of(definition, step_id, known)
        if made is None:
            raise NotFound("step_not_found", f"the draft has no step {step_id!r} to test")
        # What he gives decides what the step does, so it may do what he may.
        author = principal.principal_id
        return self._draft_plan(replace(flow, definition=self._stored(made), edited_by=author))

    def _draft_plan(self, flow: Flow) -> Plan:
        version = versions.draft_version(flow)
        kept = self.plans.get(version.version_id)
        if kept is not None:
            return kept
        _require_none(self.verdicts.issues_of(flow))
        self.store.insert_version(version)
        return self.plans.keep(versions.plan_of(version))


def _require_none(issues: Sequence[Issue]) -> None:
    if validation.errors_in(issues):
        raise InvalidFlow(issues)


def _regranted(held: Sequence[Grant], given: Mapping[str, Sequence[Grant]]) -> tuple[Grant, ...]:
    """Return the grants with those of each given kind in place of the ones held."""
    kept = [grant for grant in held if grant.kind not in given]
    return (*kept, *(grant for grants in given.values() for grant in grants))


def require_drafts(principal: Principal) -> None:
    """Raise Forbidden for keys and the like: what was not published is for people to try."""
    if not principal.is_person:
        raise Forbidden("forbidden", "only people run drafts: publish the flow for others")


def flow_not_found() -> NotFound:
    """Return the error for a flow that is not there, or not yours to know of."""
    return NotFound("flow_not_found", "there is no such flow")
