"""The `fields` of a trigger or a form: what a flow asks of people and callers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from engine import inputs, patterns
from engine.errors import InvalidInput, Issue
from engine.spelling import shown, unknown_field
from schemas.json import Json, JsonObject

# What a field may say of itself; what it is shown as is of the form's page.
FIELD: Final = (
    *("name", "type", "required", "default", "options", "label", "description"),
    *("min", "max", "minLength", "maxLength", "pattern"),
)
_MOST_PATTERN = 200
_MOST_UNKNOWN = 20


def field_issues(fields: Json, path: str) -> Iterator[Issue]:
    """Yield what is wrong with a trigger's fields."""
    if fields is None:
        return
    if not isinstance(fields, list):
        yield Issue(path, "invalid_type", "fields is an array")
        return
    seen: set[str] = set()
    for index, field in enumerate(fields):
        yield from _one(field, f"{path}/{index}", seen)


def shape_issues(fields: Json, path: str) -> Iterator[Issue]:
    """Yield what keeps rendered fields from being shown and answered; null is not set."""
    if fields is not None and not isinstance(fields, list):
        yield Issue(path, "invalid_type", "fields is an array")
    for index, field in enumerate(fields if isinstance(fields, list) else ()):
        here = f"{path}/{index}"
        if not isinstance(field, dict) or not isinstance(field.get("name"), str):
            yield Issue(here, "invalid_value", "a field is an object with a name")
        else:
            said: JsonObject = {name: value for name, value in field.items() if value is not None}
            yield from _details(said, here)


def _one(field: Json, path: str, seen: set[str]) -> Iterator[Issue]:
    name = field.get("name") if isinstance(field, dict) else None
    if not isinstance(field, dict) or not isinstance(name, str) or not name:
        yield Issue(path, "invalid_value", "a field is an object with a name")
        return
    if name in seen:
        yield Issue(f"{path}/name", "duplicate_name", f"the field {name!r} is given twice")
    seen.add(name)
    yield from _unknown(field, name, path)
    wrong = list(_details(field, path))
    yield from wrong or _default_issues(field, path)


def _unknown(field: JsonObject, name: str, path: str) -> Iterator[Issue]:
    odd = [one for one in field if one not in FIELD and not one.startswith(("x-", "_"))]
    for one in odd[:_MOST_UNKNOWN]:
        yield unknown_field(path, one, f"the field {shown(name)}", FIELD)


def _details(field: JsonObject, path: str) -> Iterator[Issue]:
    if field.get("type", "string") not in inputs.FIELD_TYPES:
        message = f"a field's type is one of {', '.join(inputs.FIELD_TYPES)}"
        yield Issue(f"{path}/type", "invalid_value", message)
    if not isinstance(field.get("required", False), bool):
        yield Issue(f"{path}/required", "invalid_type", "required is true or false")
    for bound in ("min", "max", "minLength", "maxLength"):
        value = field.get(bound)
        if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
            yield Issue(f"{path}/{bound}", "invalid_type", f"{bound} is a number")
    if field.get("options") is not None and not isinstance(field["options"], list):
        yield Issue(f"{path}/options", "invalid_type", "options is an array")
    if field.get("pattern") is not None:
        yield from _pattern_issues(field["pattern"], f"{path}/pattern")


def _pattern_issues(pattern: Json, path: str) -> Iterator[Issue]:
    if not isinstance(pattern, str) or len(pattern) > _MOST_PATTERN:
        message = f"a pattern is a text of at most {_MOST_PATTERN} characters"
        yield Issue(path, "invalid_value", message)
        return
    reason = patterns.problem(pattern)
    if reason is not None:
        yield Issue(path, "invalid_value", f"not a regular expression (RE2): {reason}")


def _default_issues(field: JsonObject, path: str) -> Iterator[Issue]:
    default = field.get("default")
    if default is None:
        return
    name = cast("str", field["name"])
    try:
        inputs.checked([field], {name: default})
    except InvalidInput as error:
        for issue in error.issues:
            yield Issue(f"{path}/default", issue.code, issue.message)
