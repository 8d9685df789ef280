"""Routes of editors: what flows can be made of, and what each asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from flask import Response, jsonify

from api import choices
from api.context import services
from api.edge import Blueprint
from engine import catalogue
from engine.errors import InvalidInput, Issue
from engine.flows import LATEST
from engine.steps import BUILTIN
from engine.store.documents import Flow
from schemas.flow import StepFieldItems
from schemas.flow_answers import ItemsAnswer, PreferencesAnswer
from schemas.json import JsonObject

blueprint = Blueprint("catalogue", __name__, url_prefix="/v1/flow", description="For editors")


@blueprint.get("/preferences")
@blueprint.response(200, PreferencesAnswer)
def preferences() -> Response:
    """Return the step and trigger types, and the inputs of the published flows one may run."""
    return jsonify(
        {
            "steps": catalogue.step_types(BUILTIN),
            "triggers": catalogue.trigger_types(),
            "flows": [
                {"id": flow.flow_id, "name": flow.name, "inputSchema": schema}
                for flow, schema in inputs_of_flows()
            ],
            "limits": {"fileBytes": services().engine.files.max_bytes},
        }
    )


@blueprint.post("/step-field-items")
@blueprint.arguments(StepFieldItems)
@blueprint.response(200, ItemsAnswer)
def step_field_items(body: JsonObject) -> Response:
    """
    Return what may be chosen for a field of a step.

    These are its options, the steps it may lead to, or what the workspace has: flows and their
    versions, tools and their actions, connections, widgets, and secrets as templates.
    """
    step_type = next((one for one in BUILTIN if one.name == body["type"]), None)
    if step_type is None:
        raise _unknown("/type", "unknown_step_type", "there is no such step type")
    name = str(body["field"])
    if name in step_type.links:
        return jsonify({"items": _targets(body)})
    field = next((one for one in step_type.fields if one.name == name), None)
    if field is None:
        raise _unknown("/field", "unknown_field", f"a {step_type.name} step has no such field")
    return jsonify({"items": choices.of(field, choices.data_of(body))})


def inputs_of_flows() -> Iterator[tuple[Flow, JsonObject]]:
    """Yield the published flows that the caller sees, each with the schema of its inputs."""
    for flow in choices.published_flows():
        yield flow, _inputs_schema(flow)


def _inputs_schema(flow: Flow) -> JsonObject:
    plan = services().engine.flows.plan(flow, LATEST)
    trigger = plan.trigger("api", "form") or plan.triggers[0]
    return catalogue.inputs_schema(trigger.data.get("fields"))


def _targets(body: JsonObject) -> list[JsonObject]:
    steps = cast("JsonObject", body["definition"]).get("steps")
    found = [step for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []
    return [
        {"value": step["id"], "label": step.get("name") or step["id"]}
        for step in found
        if isinstance(step.get("id"), str) and step["id"] != body["stepId"]
    ]


def _unknown(pointer: str, code: str, message: str) -> InvalidInput:
    return InvalidInput(code, message, [Issue(pointer, code, message)])
