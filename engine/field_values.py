"""A field of a step's `data` with its templates rendered, each field by its own rules."""

from __future__ import annotations

from engine import expressions
from engine.expressions import Scope
from engine.steps.base import StepType
from schemas.json import Json


def rendered_field(step_type: StepType, name: str, value: Json, scope: Scope) -> Json:
    """
    Return a field's value with its templates rendered.

    In an address every value is encoded for its place. Raises ExpressionError.
    """
    field = step_type.field(name)
    if field is not None and field.is_address and isinstance(value, str):
        return expressions.render_address(value, scope)
    return expressions.render(value, scope)
