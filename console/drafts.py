"""What a flow's definition says; as long as it is a draft it may be anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from console.asking import Object

_KINDS: Final[Mapping[str, type]] = {"options": list, "maxLength": int}


def steps_of(definition: Object) -> list[Object]:
    """Return the steps of the outermost list that are steps at all."""
    return _objects(definition.get("steps"))


def inputs_of(definition: Object) -> list[Object]:
    """Return the fields that the trigger asks of whoever starts the flow by hand or by a call."""
    steps = steps_of(definition)
    trigger: Object = next((one for one in steps if one.get("type") in ("api", "form")), {})
    data = trigger.get("data")
    fields = _objects(data.get("fields") if isinstance(data, dict) else None)
    return [_drawn(one) for one in fields if isinstance(one.get("name"), str) and one["name"]]


def _drawn(field: Object) -> Object:
    """Return a field without what no form can draw."""
    return {
        name: value for name, value in field.items() if isinstance(value, _KINDS.get(name, object))
    }


def _objects(value: object) -> list[Object]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
