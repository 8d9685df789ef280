"""
A step's data once it is rendered, held against the fields that the step's type declares.

A definition is checked when it is published, but a template can render anything: what a step cannot
use fails it here, before it runs, with the place, what was got and what is allowed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from engine.errors import Issue
from engine.expressions.values import is_number, kind
from engine.outcome import Failed, StepFailure
from engine.secrecy import masked
from engine.steps.base import DataField, StepType
from schemas.json import Json, JsonObject

_LONGEST_SHOWN: Final = 40
_LONGEST_NUMBER: Final = 1000
# Null says of these what a field that is not there does: that it was not set.
_TYPED: Final = frozenset({"number", "integer", "boolean", "string", "object", "array"})
# The numbers 1 and 0 are equal to the booleans themselves.
_BOOLEANS: Final[Mapping[object, bool]] = {"true": True, "false": False, True: True, False: False}


class _Unusable(ValueError):
    """A value that its field cannot be; the message says what is allowed."""


def fitted(
    step_type: StepType, written: JsonObject, rendered: JsonObject, texts: Sequence[str] = ()
) -> JsonObject | Failed:
    """
    Return rendered data as the step gets it, or the failure of what the step cannot use.

    A text of a number is a number where one is wanted. The bounds of a number hold for what a
    template rendered: what stands in the definition itself was judged when that was published.
    `texts` are masked in what the failure says.
    """
    usable = dict(rendered)
    for field in step_type.fields:
        if field.name in step_type.raw or field.name not in rendered:
            continue
        source = written.get(field.name)
        is_rendered = isinstance(source, str) and "{{" in source
        try:
            usable[field.name] = _read(field, rendered[field.name], is_rendered=is_rendered)
        except _Unusable as error:
            path = f"/{field.name}"
            return _failed(step_type, Issue(path, "invalid_value", str(error)), rendered, texts)
        if usable[field.name] is None and _is_typed(field):
            del usable[field.name]
    issues = list(_row_issues(step_type, usable)) or step_type.fits(usable)
    wrong = next((one for one in issues if one.severity == "error"), None)
    return usable if wrong is None else _failed(step_type, wrong, usable, texts)


def _is_typed(field: DataField) -> bool:
    return field.kind in _TYPED or bool(field.options)


def _read(field: DataField, value: Json, *, is_rendered: bool) -> Json:
    """Return a field's value as its type has it. Raises _Unusable."""
    if value is None:
        return None
    read = _options if field.options else _READERS.get(field.kind)
    if read is None:
        return value
    found = read(field, value)
    if is_rendered and is_number(found):
        is_low = field.minimum is not None and found < field.minimum
        if is_low or (field.maximum is not None and found > field.maximum):
            raise _Unusable(_number_allowed(field))
    return found


def _number(field: DataField, value: Json) -> Json:
    if value == "":
        return None
    number = _number_in(value) if isinstance(value, str) else value
    if not is_number(number) or (field.kind == "integer" and number % 1 != 0):
        raise _Unusable(_number_allowed(field))
    return int(number) if field.kind == "integer" else number


def _number_in(text: str) -> float | None:
    """Return the number that a text is, None for any other text."""
    if len(text) > _LONGEST_NUMBER:
        return None
    for read in (int, float):
        try:
            number: float = read(text)
        except ValueError:
            continue
        return number if isinstance(number, int) or math.isfinite(number) else None
    return None


def _number_allowed(field: DataField) -> str:
    what = "a whole number" if field.kind == "integer" else "a number"
    low, high = field.minimum, field.maximum
    if low is not None and high is not None:
        return f"{field.name} is {what} from {low:.12g} to {high:.12g}"
    return f"{field.name} is {what}" + (f", at least {low:.12g}" if low is not None else "")


def _boolean(field: DataField, value: Json) -> Json:
    if value == "":
        return None
    said = value.strip().lower() if isinstance(value, str) else value
    if not isinstance(said, (str, int, float)) or said not in _BOOLEANS:
        raise _Unusable(f"{field.name} is true or false")
    return _BOOLEANS[said]


def _options(field: DataField, value: Json) -> Json:
    if value == "" or value in field.options:
        return value
    raise _Unusable(f"{field.name} is one of {', '.join(field.options)}")


def _object(field: DataField, value: Json) -> Json:
    # What has no entries is an empty list where others wrote it down.
    if isinstance(value, dict) or value in ("", []):
        return value
    raise _Unusable(f"{field.name} is an object")


def _array(field: DataField, value: Json) -> Json:
    if isinstance(value, list) or value == "":
        return value
    raise _Unusable(f"{field.name} is a list")


def _reference(field: DataField, value: Json) -> Json:
    if isinstance(value, str) or is_number(value):
        return value
    raise _Unusable(f"{field.name} is a name or an id, a text")


_READERS: Final[Mapping[str, Callable[[DataField, Json], Json]]] = {
    "number": _number,
    "integer": _number,
    "boolean": _boolean,
    "object": _object,
    "array": _array,
    "reference": _reference,
}


def _row_issues(step_type: StepType, data: JsonObject) -> Iterator[Issue]:
    """Yield the entries of lists of objects that are none."""
    for field in step_type.fields:
        value = data.get(field.name) if field.parts and field.name not in step_type.raw else None
        for index, row in enumerate(value if isinstance(value, list) else ()):
            if not isinstance(row, dict):
                wanted = f"an entry of {field.name} is an object with {', '.join(field.parts)}"
                yield Issue(f"/{field.name}/{index}", "invalid_type", wanted)
                return


def _failed(step_type: StepType, wrong: Issue, data: JsonObject, texts: Sequence[str]) -> Failed:
    field = step_type.field(wrong.path.split("/")[1]) if wrong.path else None
    value = _at(data, wrong.path)
    is_secret = field is not None and field.secret
    got = kind(value) if is_secret else _shown(value, texts)
    message = f"/data{wrong.path}: {wrong.message}; got {got}"
    details: JsonObject = {
        "pointer": f"/data{wrong.path}",
        "allowed": wrong.message,
        "got": got,
    }
    code = field.refusal if field is not None else "INVALID_STEP_DATA"
    return Failed(StepFailure(code, message, retryable=False, details=details))


def _at(data: Json, path: str) -> Json:
    """Return what stands at a place, null where nothing does."""
    for part in path.split("/")[1:]:
        if isinstance(data, list):
            data = data[int(part)]
        else:
            data = data.get(part) if isinstance(data, dict) else None
    return data


def _shown(value: Json, texts: Sequence[str]) -> str:
    """Return the type of a value and its beginning, with these texts masked."""
    if value is None or isinstance(value, (dict, list)):
        return kind(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        return "a number of too many digits"
    text = str(masked(value if isinstance(value, str) else repr(value), texts))
    cut = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return f'the text "{cut}"' if isinstance(value, str) else f"the number {cut}"
