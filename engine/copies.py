"""Flows that are made of others: clones, exports and imports; and what differs between two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, cast

from engine import canonical
from engine.errors import InvalidFlow, InvalidInput, Issue, NotFound
from engine.flows import DRAFT, Flows, FlowView
from engine.masking import without_literals
from engine.plan import branches_of
from engine.principal import Principal
from engine.rights import PRIVATE, Right
from engine.steps.base import DataField
from engine.store.documents import Flow, Run
from engine.validation.graph import nodes_of, walk
from schemas.json import Json, JsonObject

FORMAT: Final = "millrace.flow"
FORMAT_VERSION: Final = 1
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Copies:
    """The use cases of copying flows."""

    flows: Flows

    def clone(self, principal: Principal, flow_id: str, name: str | None) -> FlowView:
        """Store a private copy of a flow's draft. Raises NotFound, Forbidden."""
        flow = self.flows.require(principal, flow_id, Right.VIEW)
        return self.flows.create(
            principal,
            name=name or f"Copy of {flow.name}"[:_LONGEST_NAME],
            description=flow.description,
            definition=_definition(flow.definition),
            visibility=PRIVATE,
        )

    def export(self, principal: Principal, flow_id: str) -> tuple[Flow, JsonObject]:
        """
        Return a flow, and its draft as a document that `import_` takes anywhere.

        It holds no id, no token, no pins and nobody's name, and a mask where a credential was
        written out.
        Raises NotFound, Forbidden.
        """
        flow = self.flows.require(principal, flow_id, Right.VIEW)
        document: JsonObject = {
            "format": FORMAT,
            "formatVersion": FORMAT_VERSION,
            "name": flow.name,
            "description": flow.description,
            "definition": self._shareable(_definition(flow.definition)),
        }
        return flow, document

    def import_(self, principal: Principal, document: JsonObject) -> FlowView:
        """
        Store a flow from a document that `export` returned; its id is new.

        Raises InvalidInput for another format, InvalidFlow for step types that are not known here
        and for credentials that are not this workspace's: then nothing is stored. Other findings
        are the new draft's issues.
        """
        if document.get("format") not in (None, FORMAT):
            raise _wrong("/format", f"must be {FORMAT!r}")
        if document.get("formatVersion") not in (None, FORMAT_VERSION):
            raise _wrong("/formatVersion", f"must be {FORMAT_VERSION}: a newer Millrace wrote this")
        definition = cast("JsonObject", document["definition"])
        foreign = [
            issue for issue in self.flows.judge(definition) if issue.code == "unknown_step_type"
        ]
        foreign += _foreign_references(definition)
        if foreign:
            raise InvalidFlow(foreign)
        return self.flows.create(
            principal,
            name=cast("str", document["name"]),
            description=cast("str", document["description"]),
            definition=definition,
            visibility=PRIVATE,
        )

    def _shareable(self, definition: JsonObject) -> JsonObject:
        """Return a definition without the credentials that somebody wrote into it, and its pins."""
        # Pins are results of real calls: what they hold is not the flow's to give away.
        kept = {name: value for name, value in definition.items() if name != "pins"}
        steps = kept.get("steps")
        return {**kept, "steps": self._shareable_steps(steps)} if steps else kept

    def _shareable_steps(self, steps: Json) -> Json:
        if not isinstance(steps, list):
            return steps
        return [self._shareable_step(step) if isinstance(step, dict) else step for step in steps]

    def _shareable_step(self, step: JsonObject) -> JsonObject:
        step_type = self.flows.step_types.get(str(step.get("type")))
        data, body = step.get("data"), step.get("steps")
        if step_type is not None and isinstance(data, dict):
            data = without_literals(data, step_type.fields)
            # Ids mean something here only: whoever imports the flow chooses his own.
            data |= {one.name: "" for one in step_type.fields if _is_foreign(one, data)}
            if branches := branches_of(step):
                data["branches"] = [
                    {**branch, "steps": self._shareable_steps(branch.get("steps"))}
                    for branch in branches
                ]
            step = {**step, "data": data}
        return {**step, "steps": self._shareable_steps(body)} if body else step

    def restore(self, principal: Principal, flow_id: str, number: int) -> FlowView:
        """Make a published version the draft again. Raises NotFound, Forbidden."""
        version = self.flows.version(principal, flow_id, number)
        definition = _definition(version.definition)
        return self.flows.change(principal, flow_id, {"definition": definition}, None)

    def diff(
        self, principal: Principal, flow_id: str, old: int, new: int | str
    ) -> Sequence[JsonObject]:
        """Return what differs step by step from a version to another, or to the draft."""
        before = self.flows.version(principal, flow_id, old).definition
        if new == DRAFT:
            after = self.flows.require(principal, flow_id, Right.VIEW).definition
        else:
            after = self.flows.version(principal, flow_id, cast("int", new)).definition
        return list(differences(_definition(before), _definition(after)))

    def since(self, principal: Principal, run: Run) -> Sequence[JsonObject]:
        """
        Return what differs step by step from what a run executes to its flow's draft.

        Raises NotFound, Forbidden.
        """
        draft = self.flows.require(principal, run.flow_id, Right.VIEW).definition
        version = self.flows.store.get_version(run.version_id)
        if version is None:
            raise NotFound("version_not_found", "the run's version cannot be read")
        return list(differences(_definition(version.definition), _definition(draft)))


def differences(before: JsonObject, after: JsonObject) -> Iterator[JsonObject]:
    """
    Yield one entry for each step that was added, removed or changed, by its id.

    A step that only moved to another place of its list is no difference: steps are found by id.
    """
    old, new = _steps(before), _steps(after)
    for step_id in [*old, *(step_id for step_id in new if step_id not in old)]:
        if step_id not in new:
            yield {"op": "removed", "stepId": step_id, "before": old[step_id]}
        elif step_id not in old:
            yield {"op": "added", "stepId": step_id, "after": new[step_id]}
        elif old[step_id] != new[step_id]:
            yield _changed(step_id, old[step_id], new[step_id])


def _is_foreign(field: DataField, data: JsonObject) -> bool:
    return field.kind == "reference" and bool(data.get(field.name))


def _foreign_references(definition: JsonObject) -> Iterator[Issue]:
    """Yield a finding for each credential or connection that a step names by its id."""
    for node in walk(nodes_of(_list(definition.get("steps")), "/steps", 1, [])):
        data = node.raw.get("data")
        auth = data.get("auth") if isinstance(data, dict) else None
        if isinstance(auth, dict) and auth.get("credential") is not None:
            message = "this workspace has no such credential: choose one of its own"
            yield Issue(f"{node.path}/data/auth/credential", "unknown_credential", message)


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _changed(step_id: str, old: JsonObject, new: JsonObject) -> JsonObject:
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    fields: list[Json] = [
        {"field": name, "before": old.get(name), "after": new.get(name)} for name in names
    ]
    return {"op": "changed", "stepId": step_id, "fields": fields}


def _steps(definition: JsonObject) -> dict[str, JsonObject]:
    """Return every step by its id; a loop without its body, whose steps are there themselves."""
    found: dict[str, JsonObject] = {}
    pending = [definition.get("steps")]
    while pending:
        level = pending.pop()
        for step in level if isinstance(level, list) else ():
            if isinstance(step, dict) and isinstance(step.get("id"), str):
                found[cast("str", step["id"])] = _alone(step)
                pending.append(step.get("steps"))
                pending += [branch.get("steps") for branch in branches_of(step)]
    return found


def _alone(step: JsonObject) -> JsonObject:
    """Return a step without the steps within it."""
    alone: JsonObject = {name: value for name, value in step.items() if name != "steps"}
    if branches := branches_of(step):
        names: list[Json] = [{"name": branch.get("name")} for branch in branches]
        alone["data"] = {**cast("JsonObject", step["data"]), "branches": names}
    return alone


def _definition(body: bytes) -> JsonObject:
    return cast("JsonObject", canonical.decode(body))


def _wrong(pointer: str, message: str) -> InvalidInput:
    return InvalidInput("invalid_import", message, [Issue(pointer, "invalid_value", message)])
