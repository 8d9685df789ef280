"""JSON Schemas that users give: checked for sense when saved, and values against them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import Any, Final

from jsonschema import Draft202012Validator, ValidationError, validators

from engine import allowance, patterns
from engine.errors import Issue
from engine.json_schema.evaluation import MOST_KEYWORDS, Unusable, begin, current
from engine.json_schema.keywords import OWN, counted, require_schema
from engine.json_schema.references import resolver_of
from engine.json_schema.telling import told_shortly
from schemas.json import Json, JsonObject

__all__ = ["issues", "schema_problem"]

_MOST_ISSUES: Final = 20
# More than are told, so that those told are the first by place.
_MOST_FOUND: Final = 200
_MOST_KEPT: Final = 16 * 1024


def schema_problem(schema: Json) -> str | None:
    """Return why this is no usable schema, None when it is one. Nothing is ever fetched for it."""
    if not isinstance(schema, dict):
        return "a schema is an object"
    if allowance.is_spent():
        return allowance.SPENT
    try:
        text = json.dumps(schema)
        problem, units = _judged(text) if len(text) <= _MOST_KEPT else _measured(schema)
    except RecursionError:
        return "the schema is nested too deep"
    allowance.charge(units)
    return problem


def issues(schema: JsonObject, value: Json, path: str) -> list[Issue]:
    """Return what of a value breaks a schema, each with its place below `path`."""
    if reason := schema_problem(schema):
        return [Issue(path, "invalid_schema", reason)]
    try:
        with begin():
            errors = _validator_of(told_shortly(schema)).iter_errors(told_shortly(value))
            found = list(islice(errors, _MOST_FOUND))
    except Unusable as error:
        return [Issue(path, error.code, error.reason)]
    except RecursionError:
        return [Issue(path, "invalid_schema", "the schema or the value is nested too deep")]
    return [
        Issue(path + _pointer(error), "invalid_value", str(error.message)[:500])
        for error in sorted(found, key=lambda error: str(error.absolute_path))[:_MOST_ISSUES]
    ]


@lru_cache(maxsize=128)
def _judged(text: str) -> tuple[str | None, int]:
    """Return the problem of a schema given as JSON: the same one is used again and again."""
    return _measured(json.loads(text))


def _measured(schema: JsonObject) -> tuple[str | None, int]:
    """Return the problem of a schema and what it cost to look, whatever is left for it."""
    with allowance.allowance() as given, begin() as spent:
        problem = _problem(schema)
    return problem, allowance.MOST_UNITS - given.left + MOST_KEYWORDS - spent.left


def _problem(schema: JsonObject) -> str | None:
    told = told_shortly(schema)
    try:
        require_schema(_kind(), told)
        for pattern in _patterns(told):
            if reason := patterns.problem(pattern):
                return f"the pattern {pattern!r} cannot be used as a pattern (RE2): {reason}"
        _validator_of(told).is_valid(None)
    except Unusable as error:
        return error.reason
    return None


def _validator_of(schema: Json) -> Any:  # noqa: ANN401, jsonschema's, made when it is asked for
    return _kind()(schema, _resolver=resolver_of(schema))


@cache
def _kind() -> Any:  # noqa: ANN401, a class that jsonschema makes
    """Return the class of validators: jsonschema's of 2020-12 with every keyword counted."""
    keywords = {**Draft202012Validator.VALIDATORS, **OWN}
    kind: Any = validators.extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {name: counted(name, keyword) for name, keyword in keywords.items()}
    )
    kind.evolve = _evolve
    return kind


def _evolve(validator: Any, **changes: Any) -> Any:  # noqa: ANN401, jsonschema's signature
    """
    Return the validator for another schema within the same.

    jsonschema would go over to the class of another draft where a `$schema` names one: to one that
    counts nothing.
    """
    current().spend(1)
    resolver = changes.get("_resolver", validator._resolver)  # noqa: SLF001, as jsonschema does
    return _kind()(changes.get("schema", validator.schema), _resolver=resolver)


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
