"""
The keywords of JSON Schema, each within the budget of the validation that goes on.

jsonschema evaluates. What stands here replaces what it does in more than linear time: regular
expressions, comparisons, and references that fan out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import islice
from typing import Any, Final, TypeAlias, cast

from jsonschema import Draft202012Validator, ValidationError

from engine.json_schema import references
from engine.json_schema.covering import Validator, covered_names, covered_places, is_fit
from engine.json_schema.evaluation import Unusable, current
from schemas.json import Json, JsonObject

Errors: TypeAlias = Iterator[ValidationError]
Keyword: TypeAlias = Callable[[Validator, Any, Any, JsonObject], Iterable[ValidationError] | None]

# To make an error and hand it up one level takes longer than to find none.
_ERROR_UNITS: Final = 2
# Of one reference: more than a person reads, and what doubles at each level has to end somewhere.
_MOST_ERRORS: Final = 20


def counted(name: str, keyword: Keyword) -> Keyword:
    """Return the keyword so that each evaluation of it is taken from the budget."""
    is_walked = name not in ("enum", "const")  # compared by a key that is made once

    def evaluate(validator: Validator, rule: Json, instance: Json, schema: JsonObject) -> Errors:
        evaluation = current()
        evaluation.spend(1)
        evaluation.spend_for(rule if is_walked else None)
        evaluation.spend_for(instance if isinstance(instance, (dict, list)) else None)
        for error in keyword(validator, rule, instance, schema) or ():
            evaluation.spend(_ERROR_UNITS)
            yield error

    return evaluate


def _reference(validator: Validator, rule: str, instance: Json, schema: JsonObject) -> Errors:
    """Evaluate what is referred to, once for each value that it is held against."""
    del schema
    found = references.resolved(validator._resolver, rule)  # noqa: SLF001, what its own `$ref` uses
    key = (id(found.contents), id(instance), references.scope_of(found.resolver))
    verdicts = current().verdicts
    if key not in verdicts:
        _require_usable(validator, found.contents)
        verdicts[key] = None
        errors = validator.descend(instance, found.contents, resolver=found.resolver)
        verdicts[key] = list(islice(errors, _MOST_ERRORS))
    known = verdicts[key]
    if known is None:
        raise Unusable("invalid_schema", f"the schema refers to itself without end: {rule[:200]!r}")
    current().spend(1 + len(known))
    yield from map(ValidationError.create_from, known)


def _require_usable(validator: Validator, schema: Json) -> None:
    """Raise Unusable for a target that is no schema: it stands where none was looked for."""
    if references.is_known(schema):
        return
    if not isinstance(schema, dict):
        raise Unusable("invalid_schema", "the schema refers to what is no schema")
    require_schema(type(validator), schema)


def require_schema(kind: Validator, schema: Json) -> None:
    """Raise Unusable for what the standard's own schema refuses."""
    meta, resolver = references.standard()
    for error in kind(meta, _resolver=resolver).iter_errors(schema):
        raise Unusable("invalid_schema", str(error.message))
    references.resolver_of(schema)  # from here on its nodes are known


def _additional_properties(
    validator: Validator, rule: Json, instance: Json, schema: JsonObject
) -> Errors:
    if not isinstance(instance, dict):
        return
    named = cast("JsonObject", schema.get("properties", {}))
    patterns = cast("JsonObject", schema.get("patternProperties", {}))
    extras = [
        name
        for name in instance
        if name not in named and not any(current().is_found(each, name) for each in patterns)
    ]
    if isinstance(rule, dict):
        for name in extras:
            yield from validator.descend(instance[name], rule, path=name)
    elif rule is False and extras:
        yield ValidationError(f"Additional properties are not allowed ({_unexpected(extras)})")


def _unexpected(names: list[str]) -> str:
    told = ", ".join(map(repr, names[:_MOST_ERRORS]))
    more = ", ..." if len(names) > _MOST_ERRORS else ""
    return f"{told}{more} {'was' if len(names) == 1 else 'were'} unexpected"


def _pattern(validator: Validator, rule: str, instance: Json, schema: JsonObject) -> Errors:
    del validator, schema
    if isinstance(instance, str) and not current().is_found(rule, instance):
        yield ValidationError(f"does not match {rule!r}")


def _pattern_properties(
    validator: Validator, rule: JsonObject, instance: Json, schema: JsonObject
) -> Errors:
    del schema
    for pattern, inner in rule.items():
        for name, item in instance.items() if isinstance(instance, dict) else ():
            if current().is_found(pattern, name):
                yield from validator.descend(item, inner, path=name, schema_path=pattern)


def _enum(validator: Validator, rule: list[Json], instance: Json, schema: JsonObject) -> Errors:
    del validator, schema
    if current().key_of(instance) not in current().choices_of(rule):
        yield ValidationError(f"{instance!r} is not one of {rule!r}")


def _const(validator: Validator, rule: Json, instance: Json, schema: JsonObject) -> Errors:
    del validator, schema
    if current().key_of(instance) != current().key_of(rule):
        yield ValidationError(f"{rule!r} was expected")


def _unique_items(validator: Validator, rule: Json, instance: Json, schema: JsonObject) -> Errors:
    del validator, schema
    if rule is True and isinstance(instance, list):
        keys = set(map(current().key_of, instance))
        if len(keys) < len(instance):
            yield ValidationError(f"{instance!r} has non-unique elements")


def _multiple_of(validator: Validator, rule: float, instance: Json, schema: JsonObject) -> Errors:
    try:
        yield from Draft202012Validator.VALIDATORS["multipleOf"](validator, rule, instance, schema)
    except OverflowError:
        if (Fraction(cast("int", instance)) / Fraction(rule)).denominator != 1:
            yield ValidationError(f"{instance!r} is not a multiple of {rule}")


def _dependent_required(
    validator: Validator, rule: JsonObject, instance: Json, schema: JsonObject
) -> Errors:
    current().spend_for(*rule.values())
    original = Draft202012Validator.VALIDATORS["dependentRequired"]
    yield from original(validator, rule, instance, schema)


def _unevaluated_properties(
    validator: Validator, rule: Json, instance: Json, schema: JsonObject
) -> Errors:
    if isinstance(instance, dict):
        covered = covered_names(validator, instance, schema)
        names = [name for name in instance if name not in covered]
        extras = [name for name in names if not is_fit(validator, instance[name], rule)]
        if extras:
            yield ValidationError(f"Unevaluated properties are not allowed ({_unexpected(extras)})")


def _unevaluated_items(
    validator: Validator, rule: Json, instance: Json, schema: JsonObject
) -> Errors:
    if isinstance(instance, list):
        covered = covered_places(validator, instance, schema)
        items = [item for place, item in enumerate(instance) if place not in covered]
        extras = [item for item in items if not is_fit(validator, item, rule)]
        if extras:
            told = _unexpected([repr(item) for item in extras])
            yield ValidationError(f"Unevaluated items are not allowed ({told})")


def _one_of_many(name: str) -> Keyword:
    """Return `anyOf` or `oneOf`, which tells of none of the errors that it makes."""
    original = Draft202012Validator.VALIDATORS[name]

    def evaluate(
        validator: Validator, rule: list[Json], instance: Json, schema: JsonObject
    ) -> Errors:
        current().spend(len(rule))
        yield from original(validator, rule, instance, schema)

    return evaluate


OWN: Final[dict[str, Keyword]] = {
    "$ref": _reference,
    "$dynamicRef": _reference,
    "additionalProperties": _additional_properties,
    "anyOf": _one_of_many("anyOf"),
    "const": _const,
    "dependentRequired": _dependent_required,
    "enum": _enum,
    "multipleOf": _multiple_of,
    "oneOf": _one_of_many("oneOf"),
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "unevaluatedItems": _unevaluated_items,
    "unevaluatedProperties": _unevaluated_properties,
    "uniqueItems": _unique_items,
}
