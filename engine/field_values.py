"""A field of a step's `data` with its templates rendered, each field by its own rules."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from engine import expressions
from engine.expressions import ExpressionError, Scope
from engine.expressions.json_text import read_json_text
from engine.secrecy import MASK, Touched, every_spelling, masked
from engine.steps.base import DataField, StepType
from schemas.json import Json, JsonObject

_JSON_KINDS: Final = ("object", "array")


def rendered_field(step_type: StepType, name: str, data: JsonObject, scope: Scope) -> Json:
    """
    Return a field of the data with its templates rendered.

    In an address every value is encoded for its place; text that is JSON is read first, so that a
    value never becomes a part of the JSON itself. Raises ExpressionError.
    """
    field, value = step_type.field(name), data[name]
    if field is None or not isinstance(value, str):
        return expressions.render(value, scope)
    if field.is_address:
        return expressions.render_address(value, scope)
    return _rendered_text(field, value, data, scope)


def field_as_shown(
    step_type: StepType, name: str, data: JsonObject, scope: Scope, instead: Json
) -> Json:
    """
    Return a field that uses secrets as it is shown, rendered with a scope that hides them.

    Return `instead` where the mask cannot stand in their place, as in the host of an address: what
    is only shown never fails a step.
    """
    try:
        return masked(rendered_field(step_type, name, data, scope), [quote(MASK)])
    except ExpressionError:
        return instead


def without_secrets(sent: Json, used: Sequence[Touched]) -> Json:
    """Return a rendered field with the secrets masked that it uses, short ones too."""
    texts = {text for one in used for text in every_spelling(one.text)}
    return masked(sent, sorted(texts, key=len, reverse=True))


def shape_of(field: DataField, value: Json) -> Json:
    """
    Return a field's value with the JSON in place of a text that is JSON, templates in its texts.

    What is no such text is returned as it is. Raises ExpressionError for a text with templates that
    must be JSON and is not.
    """
    if not isinstance(value, str) or not _is_json(field) or not value.strip():
        return value
    try:
        return read_json_text(value)
    except ExpressionError:
        if field.json_text == "always" and "{{" in value:
            raise
        return value


def _is_json(field: DataField) -> bool:
    return bool(field.json_text) or field.kind in _JSON_KINDS


def _rendered_text(field: DataField, text: str, data: JsonObject, scope: Scope) -> Json:
    shape = shape_of(field, text)
    if not field.stays_text(data):
        return expressions.render(shape, scope, keys=shape is not text)
    if "{{" not in text or not isinstance(shape, (dict, list)):
        return expressions.render(text, scope)
    rendered = expressions.render(shape, scope, keys=True)
    return json.dumps(rendered, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
