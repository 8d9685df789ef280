"""JSON Schemas that users give: checked for sense when saved, and values against them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from jsonschema import Draft202012Validator, ValidationError, validators
from jsonschema.exceptions import SchemaError, UnknownType
from referencing.exceptions import Unresolvable

from engine import patterns
from engine.errors import Issue
from schemas.json import Json, JsonObject

_MOST_ISSUES: Final = 20


def _pattern(validator: Any, pattern: str, value: Json, schema: Json) -> Iterator[ValidationError]:  # noqa: ANN401, jsonschema's signature
    """Match in linear time: whoever writes a schema must not be able to stop a worker by it."""
    del validator, schema
    if isinstance(value, str) and not patterns.is_found(pattern, value):
        yield ValidationError(f"does not match {pattern!r}")


def _pattern_properties(
    validator: Any,  # noqa: ANN401, jsonschema's signature
    given: JsonObject,
    value: Json,
    schema: Json,
) -> Iterator[ValidationError]:
    del schema
    for pattern, inner in given.items():
        for name, item in value.items() if isinstance(value, dict) else ():
            if patterns.is_found(pattern, name):
                yield from validator.descend(item, inner, path=name, schema_path=pattern)


_Validator: Final[Any] = validators.extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, {"pattern": _pattern, "patternProperties": _pattern_properties}
)


def schema_problem(schema: Json) -> str | None:
    """Return why this is no usable schema, None when it is one. Nothing is ever fetched for it."""
    if not isinstance(schema, dict):
        return "a schema is an object"
    try:
        _Validator.check_schema(schema)
        for pattern in _patterns(schema):
            if reason := patterns.problem(pattern):
                return f"the pattern {pattern!r} is not a regular expression (RE2): {reason}"
        _Validator(schema).is_valid(None)
    except SchemaError as error:
        return str(error.message)
    except (UnknownType, Unresolvable, RecursionError) as error:
        return f"the schema refers to what it does not hold: {type(error).__name__}"
    return None


def issues(schema: JsonObject, value: Json, path: str) -> list[Issue]:
    """Return what of a value breaks a schema, each with its place below `path`."""
    try:
        found = list(_Validator(schema).iter_errors(value))
    except (Unresolvable, RecursionError):
        return [Issue(path, "invalid_schema", "the schema refers to what it does not hold")]
    return [
        Issue(path + _pointer(error), "invalid_value", str(error.message)[:500])
        for error in sorted(found, key=lambda error: str(error.absolute_path))[:_MOST_ISSUES]
    ]


def _pointer(error: ValidationError) -> str:
    parts = (str(part).replace("~", "~0").replace("/", "~1") for part in error.absolute_path)
    return "".join(f"/{part}" for part in parts)


def _patterns(schema: Json) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield str(schema["pattern"])
        properties = schema.get("patternProperties")
        yield from properties if isinstance(properties, dict) else ()
        for inner in schema.values():
            yield from _patterns(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _patterns(inner)
