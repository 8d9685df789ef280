"""A run's inputs against the fields of its trigger, before there is a run."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from engine import ids, patterns
from engine.errors import InvalidInput, Issue
from schemas.json import Json, JsonObject

# States of patterns that one call's texts may go through: some tenths of a second at worst.
MOST_PATTERN_WORK = 30_000_000

FIELD_TYPES = ("string", "number", "integer", "boolean", "object", "array", "file")


def _is_number(value: Json) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_IS_TYPE: dict[str, Callable[[Json], bool]] = {
    "string": lambda value: isinstance(value, str),
    "number": _is_number,
    "integer": lambda value: _is_number(value) and value % 1 == 0,  # type: ignore[operator]
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "file": lambda value: isinstance(value, str),
}


def checked(fields: Json, inputs: JsonObject) -> JsonObject:
    """
    Return the inputs with defaults filled in.

    Raises InvalidInput with one issue per wrong field. Without fields any object passes.
    """
    if not isinstance(fields, list) or not fields:
        return inputs
    known = {str(field["name"]): field for field in cast("list[JsonObject]", fields)}
    issues = [
        Issue(pointer(name), "unknown_field", f"the flow has no input {name!r}")
        for name in inputs
        if name not in known
    ]
    complete: JsonObject = {}
    left = MOST_PATTERN_WORK
    for name, field in known.items():
        if name not in inputs or inputs[name] is None:
            if field.get("default") is not None:
                complete[name] = field["default"]
            elif field.get("required"):
                issues.append(Issue(pointer(name), "required", f"{name!r} is required"))
            continue
        left -= _pattern_work(field, inputs[name])
        issues += _problems(name, field if left >= 0 else {**field, "pattern": None}, inputs[name])
        if left < 0:
            message = f"{name!r} is too long to be matched with the pattern"
            issues.append(Issue(pointer(name), "invalid_value", message))
            break
        complete[name] = inputs[name]
    if issues:
        raise InvalidInput("invalid_inputs", f"{len(issues)} input(s) are wrong", issues)
    return complete


def _pattern_work(field: JsonObject, value: Json) -> int:
    pattern = field.get("pattern")
    is_matched = isinstance(pattern, str) and isinstance(value, str)
    return patterns.cost_of(cast("str", pattern), cast("str", value)) if is_matched else 0


def pointer(name: str) -> str:
    """Return the JSON pointer of an input."""
    return "/" + name.replace("~", "~0").replace("/", "~1")


def _problems(name: str, field: JsonObject, value: Json) -> list[Issue]:
    wanted = str(field.get("type") or "string")
    if not _IS_TYPE[wanted](value):
        return [Issue(pointer(name), "invalid_type", f"{name!r} must be of type {wanted}")]
    messages = [*_range_problems(field, value), *_size_problems(field, value)]
    options = field.get("options")
    if isinstance(options, list) and options and value not in _values(options):
        messages.append(f"must be one of {', '.join(map(str, _values(options)))}")
    pattern = field.get("pattern")
    if (
        isinstance(pattern, str)
        and isinstance(value, str)
        and not patterns.is_found(pattern, value)
    ):
        messages.append(f"must match {pattern}")
    return [Issue(pointer(name), "invalid_value", f"{name!r} {text}") for text in messages]


def _values(options: list[Json]) -> list[Json]:
    return [option.get("value") if isinstance(option, dict) else option for option in options]


def _range_problems(field: JsonObject, value: Json) -> list[str]:
    if not _is_number(value):
        return []
    number, low, high = cast("float", value), field.get("min"), field.get("max")
    problems = []
    if low is not None and number < cast("float", low):
        problems.append(f"must be at least {low}")
    if high is not None and number > cast("float", high):
        problems.append(f"must be at most {high}")
    return problems


def _size_problems(field: JsonObject, value: Json) -> list[str]:
    if not isinstance(value, (str, list)):
        return []
    low, high = field.get("minLength"), field.get("maxLength")
    problems = []
    if low is not None and len(value) < cast("int", low):
        problems.append(f"must have a length of at least {low}")
    if high is not None and len(value) > cast("int", high):
        problems.append(f"must have a length of at most {high}")
    return problems


def require_keepable(body: bytes) -> None:
    """
    Raise InvalidInput for JSON that names more files than a run keeps.

    A run without some of its files would find that out days later, when they are gone.
    """
    named = len(ids.files_in(body))
    if named > ids.MOST_FILES:
        message = f"{named} files are named, a run keeps {ids.MOST_FILES} at most"
        raise InvalidInput("too_many_files", message)
