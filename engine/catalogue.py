"""What flows can be made of, and what they ask for: as JSON Schemas, for editors and clients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from engine.plan import TRIGGER_TYPES
from engine.steps.base import DataField, StepType
from engine.triggers import TRIGGER_FIELDS
from schemas.json import Json, JsonObject

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TYPES: Final = {
    "template": "string",
    "expression": "string",
    "reference": "string",
    "source": "string",
    "branches": "array",
    "string": "string",
    "number": "number",
    "integer": "integer",
    "boolean": "boolean",
    "object": "object",
    "array": "array",
}
# A field of an input, and the keyword of JSON Schema that says the same.
_BOUNDS: Final = {
    "min": "minimum",
    "max": "maximum",
    "pattern": "pattern",
    "default": "default",
    "description": "description",
}


def step_types(types: Sequence[StepType]) -> list[JsonObject]:
    """Return every step type with the schema of its `data`."""
    return [
        {
            "type": one.name,
            "description": one.description,
            "effectful": one.effectful,
            "waits": one.resume is not None,
            "isLoop": one.is_loop,
            "links": list(one.links),
            "schema": _object(
                {field.name: _data_field(field) for field in one.fields},
                [field.name for field in one.fields if field.required],
            ),
        }
        for one in types
    ]


def trigger_types() -> list[JsonObject]:
    """Return every trigger type with the schema of its `data`."""
    return [
        {
            "type": name,
            "schema": _object(
                {field.name: _data_field(field) for field in TRIGGER_FIELDS[name]}, []
            ),
        }
        for name in sorted(TRIGGER_TYPES)
    ]


def inputs_schema(fields: Json) -> JsonObject:
    """Return the schema of a trigger's inputs; without fields any object passes."""
    wanted = cast("list[JsonObject]", fields if isinstance(fields, list) else [])
    if not wanted:
        return {"$schema": DIALECT, "type": "object"}
    schema = _object(
        {str(field["name"]): _input(field) for field in wanted},
        [
            str(field["name"])
            for field in wanted
            if field.get("required") and field.get("default") is None
        ],
    )
    return {"$schema": DIALECT, **schema, "additionalProperties": False}


def _object(properties: dict[str, JsonObject], required: list[str]) -> JsonObject:
    return {
        "type": "object",
        "properties": cast("Json", properties),
        "required": cast("Json", required),
    }


def _data_field(field: DataField) -> JsonObject:
    """Return a step's field; a string that holds {{ }} passes for every type."""
    typed: JsonObject = {}
    if field.kind in _TYPES:
        typed["type"] = _TYPES[field.kind]
    if field.options:
        typed["enum"] = list(field.options)
    if field.minimum is not None:
        typed["minimum"] = field.minimum
    if field.maximum is not None:
        typed["maximum"] = field.maximum
    template: JsonObject = {"type": "string", "pattern": r"\{\{"}
    is_text = typed == {"type": "string"} or not typed
    schema: JsonObject = typed if is_text else {"anyOf": [typed, template]}
    if field.description:
        schema["description"] = field.description
    if source := field.chosen_from or ("secrets" if field.secret else ""):
        schema["x-chosenFrom"] = source
    return schema


def _input(field: JsonObject) -> JsonObject:
    name = str(field.get("type") or "string")
    typed: JsonObject = {"type": "string" if name == "file" else name}
    if name == "file":
        typed["description"] = "the fileId of an uploaded file"
    typed |= {
        keyword: field[given] for given, keyword in _BOUNDS.items() if field.get(given) is not None
    }
    kind = "Items" if name == "array" else "Length"
    for given, keyword in (("minLength", f"min{kind}"), ("maxLength", f"max{kind}")):
        if field.get(given) is not None:
            typed[keyword] = field[given]
    options = field.get("options")
    if isinstance(options, list) and options:
        typed["enum"] = [one.get("value") if isinstance(one, dict) else one for one in options]
    return typed if field.get("required") else _or_null(typed)


def _or_null(typed: JsonObject) -> JsonObject:
    """Return the schema of what need not be given: null counts as not given."""
    described: JsonObject = {
        name: typed[name] for name in ("default", "description") if name in typed
    }
    bare: JsonObject = {name: value for name, value in typed.items() if name not in described}
    return {**described, "anyOf": [bare, {"type": "null"}]}
