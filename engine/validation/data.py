"""A step's `data` against the fields its type declares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine import expressions
from engine.errors import Issue
from engine.expressions import ExpressionError
from engine.expressions.checks import secrets_of, uses_secrets
from engine.expressions.json_text import read_json_text
from engine.field_values import shape_of
from engine.spelling import escaped
from engine.steps.base import DataField, StepType
from engine.validation import unknown
from schemas.json import Json, JsonObject

_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "template": (str,),
    "expression": (str,),
    "path": (str,),
    "reference": (str,),
    "source": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
}


def data_issues(step_type: StepType, data: JsonObject, path: str) -> Iterator[Issue]:
    """Yield what is wrong with a step's data; `path` is where it stands."""
    yield from unknown.data_issues(step_type.fields, data, f"data of {step_type.name}", path)
    by_name = {field.name: field for field in step_type.fields}
    for field in step_type.fields:
        if field.required and data.get(field.name) in (None, ""):
            message = f"{step_type.name} needs {field.name}"
            yield Issue(f"{path}/{field.name}", "required", message)
    for name, value in data.items():
        here = f"{path}/{escaped(name)}"
        field = by_name.get(name, DataField(name))
        if field.kind == "branches":
            continue  # its steps are checked where they stand
        if field.kind == "source" and isinstance(value, str):
            continue  # a program's braces are its own
        wrong = list(_field_issues(field, value, here))
        yield from wrong or _template_issues(field, value, here)
    for issue in step_type.check(data) if _is_well_typed(step_type, data) else ():
        yield Issue(path + issue.path, issue.code, issue.message, issue.severity)


def type_issues(fields: Sequence[DataField], data: JsonObject, path: str) -> Iterator[Issue]:
    """Yield the values whose type or range is not that of their field."""
    for field in fields:
        yield from _field_issues(field, data.get(field.name), f"{path}/{field.name}")


def has_template(value: Json) -> bool:
    """Tell whether a value is a text that is only known once rendered."""
    return isinstance(value, str) and "{{" in value


def _is_well_typed(step_type: StepType, data: JsonObject) -> bool:
    return not any(
        list(_field_issues(field, data[field.name], ""))
        for field in step_type.fields
        if field.name in data
    )


def _field_issues(field: DataField, value: Json, path: str) -> Iterator[Issue]:
    if value is None or has_template(value):
        return
    wanted = _KINDS.get(field.kind)
    is_odd_bool = isinstance(value, bool) and field.kind != "boolean"
    if wanted is not None and (not isinstance(value, wanted) or is_odd_bool):
        yield Issue(path, "invalid_type", f"{field.name} is of type {field.kind}")
        return
    if field.options and value not in field.options:
        message = f"{field.name} is one of {', '.join(field.options)}"
        yield Issue(path, "invalid_value", message)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        yield from _range_issues(field, value, path)


def _range_issues(field: DataField, value: float, path: str) -> Iterator[Issue]:
    if field.minimum is not None and value < field.minimum:
        yield Issue(path, "invalid_value", f"{field.name} is at least {field.minimum:g}")
    if field.maximum is not None and value > field.maximum:
        yield Issue(path, "invalid_value", f"{field.name} is at most {field.maximum:g}")


def _shape_of(field: DataField, value: Json) -> Json:
    try:
        return shape_of(field, value)
    except ExpressionError:
        return value


def _json_issues(field: DataField, value: Json, path: str) -> Iterator[Issue]:
    """Yield what is wrong with a text that must be JSON and is not, whatever its templates say."""
    if not isinstance(value, str) or not value.strip():
        return
    is_wanted = field.json_text == "always" or field.kind in ("object", "array")
    is_meant = field.json_text == "maybe" and value.lstrip()[:1] in "{["
    if not is_wanted and not is_meant:
        return
    try:
        read_json_text(value)
    except ExpressionError as error:
        hint = "write it as JSON, or the whole of it as one template"
        severity = "error" if is_wanted else "warning"
        yield Issue(path, "invalid_json", f"{error.message}: {hint}", severity)


def _template_issues(field: DataField, value: Json, path: str) -> Iterator[Issue]:
    is_bare = field.kind in ("expression", "path") and isinstance(value, str)
    text, value = value, _shape_of(field, value)
    is_read = text is not value
    problems = expressions.problems(value, bare=is_bare, keys=is_read)
    for problem in problems:
        message = f"{problem.message} (at character {problem.position})"
        # What was read from a text has no places of its own in the definition.
        yield Issue(path + ("" if is_read else problem.pointer), "invalid_template", message)
    if not problems:
        yield from _json_issues(field, value, path)
    if not problems and field.secret and not secrets_of(value).is_whole:
        message = (
            "a secret is used as a whole, with other text around the braces at most, as in "
            "Bearer {{secrets.name}}: take away what is done to it"
        )
        yield Issue(path, "secret_transformed", message)
    if not problems and not field.secret and uses_secrets(value, bare=is_bare):
        message = "secrets may be used in headers, auth and url of a request only"
        yield Issue(path, "secret_not_allowed", message)
