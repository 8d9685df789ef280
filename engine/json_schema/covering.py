"""Which properties and items a schema has judged: what the `unevaluated` keywords ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias, cast

from engine.json_schema import references
from engine.json_schema.evaluation import current
from schemas.json import Json, JsonObject

# jsonschema's validators, whose class is made when it is asked for.
Validator: TypeAlias = Any
_Own: TypeAlias = Callable[[Validator, Any, JsonObject], Iterator[object]]


def covered_names(validator: Validator, instance: JsonObject, schema: Json) -> frozenset[object]:
    """Return the properties that a schema judges. Raises Unusable over budget."""
    return _covered(validator, instance, schema, _own_names)


def covered_places(validator: Validator, instance: list[Json], schema: Json) -> frozenset[object]:
    """Return the places of the items that a schema judges. Raises Unusable over budget."""
    return _covered(validator, instance, schema, _own_places)


def _covered(validator: Validator, instance: Any, schema: Json, own: _Own) -> frozenset[object]:  # noqa: ANN401, an object or an array
    """Return what a schema judges of an instance, worked out once for each two of them."""
    if not isinstance(schema, dict):
        return frozenset()
    current().spend(1)
    current().spend_for(instance)
    key = (own, id(schema), id(instance), references.scope_of(validator._resolver))  # noqa: SLF001, as below
    if key not in current().covers:
        found = set(own(validator, instance, schema))
        for inner_validator, inner in _in_place(validator, instance, schema):
            found |= _covered(inner_validator, instance, inner, own)
        current().covers[key] = frozenset(found)
    return current().covers[key]


def _in_place(
    validator: Validator, instance: Json, schema: JsonObject
) -> Iterator[tuple[Validator, Json]]:
    """Yield the schemas that judge the same instance, where it fits them."""
    for keyword in ("$ref", "$dynamicRef"):
        if keyword in schema:
            yield _referred(validator, cast("str", schema[keyword]))
    for keyword in ("allOf", "anyOf", "oneOf"):
        for inner in cast("list[Json]", schema.get(keyword, [])):
            if is_fit(validator, instance, inner):
                yield validator, inner
    for inner in _conditional(validator, instance, schema):
        yield validator, inner


def _conditional(validator: Validator, instance: Json, schema: JsonObject) -> Iterator[Json]:
    for name, inner in cast("JsonObject", schema.get("dependentSchemas", {})).items():
        if isinstance(instance, dict) and name in instance:
            yield inner
    if "if" in schema and is_fit(validator, instance, schema["if"]):
        yield schema["if"]
        yield schema.get("then")
    elif "if" in schema:
        yield schema.get("else")


def _own_names(validator: Validator, instance: JsonObject, schema: JsonObject) -> Iterator[object]:
    yield from cast("JsonObject", schema.get("properties", {})).keys() & instance.keys()
    for keyword in ("additionalProperties", "unevaluatedProperties"):
        if keyword in schema:
            for name, value in instance.items():
                if is_fit(validator, value, schema[keyword]):
                    yield name
    for pattern in cast("JsonObject", schema.get("patternProperties", {})):
        yield from (name for name in instance if current().is_found(pattern, name))


def _own_places(validator: Validator, instance: list[Json], schema: JsonObject) -> Iterator[object]:
    if "items" in schema:
        yield from range(len(instance))
    yield from range(len(cast("list[Json]", schema.get("prefixItems", []))))
    for keyword in ("contains", "unevaluatedItems"):
        if keyword in schema:
            for place, item in enumerate(instance):
                if is_fit(validator, item, schema[keyword]):
                    yield place


def is_fit(validator: Validator, instance: Json, schema: Json) -> bool:
    """Tell whether an instance fits a schema within the validator's."""
    return next(validator.descend(instance, schema), None) is None


def _referred(validator: Validator, reference: str) -> tuple[Validator, Json]:
    found = references.resolved(validator._resolver, reference)  # noqa: SLF001, as its `$ref` does
    inner = validator.evolve(schema=found.contents, _resolver=found.resolver)
    return inner, found.contents
