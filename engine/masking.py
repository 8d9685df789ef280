"""What the journal shows of a step's data: everything but what gives access to something."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.secrecy import MASK
from engine.steps.base import DataField
from schemas.json import Json, JsonObject

_TELLING = re.compile(
    r"authorization|cookie|token|secret|password|api[-_]?key|credential", re.IGNORECASE
)

# Nothing but templates, behind the name of a scheme at most.
# Possessive throughout: two runs of spaces side by side would try every way to share them out.
_REFERENCE = re.compile(r"\s*+(?:bearer|basic|token)?+\s*+(?:\{\{[^{}]*+\}\}\s*+)++", re.IGNORECASE)


def masked(data: JsonObject, fields: Sequence[DataField]) -> JsonObject:
    """
    Return data with the values hidden that a secret field holds under a telling name.

    `auth` is hidden but for its type, as every value in it is one. Other fields are shown as they
    are: what a flow puts there it shows on purpose.
    """
    secret = {field.name for field in fields if field.secret}
    return {
        name: _hidden(value, everything=name == "auth") if name in secret else value
        for name, value in data.items()
    }


def without_literals(data: JsonObject, fields: Sequence[DataField]) -> JsonObject:
    """
    Return data as it may leave the installation: masked, but for values that only name something.

    A text such as `Bearer {{secrets.crm}}` says where the credential is and not what it is.
    """
    hidden = masked(data, fields)
    return {name: _restored(value, hidden[name]) for name, value in data.items()}


def _restored(value: Json, hidden: Json) -> Json:
    if isinstance(value, dict) and isinstance(hidden, dict):
        return {name: _restored(item, hidden[name]) for name, item in value.items()}
    if isinstance(value, list) and isinstance(hidden, list):
        return [_restored(item, other) for item, other in zip(value, hidden, strict=True)]
    is_reference = isinstance(value, str) and _REFERENCE.fullmatch(value) is not None
    return value if is_reference else hidden


def _hidden(value: Json, *, everything: bool) -> Json:
    if isinstance(value, list):
        return [_hidden(item, everything=everything) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: MASK if _is_hidden(name, everything=everything) else _hidden(item, everything=False)
        for name, item in value.items()
    }


def _is_hidden(name: str, *, everything: bool) -> bool:
    return name != "type" if everything else _TELLING.search(name) is not None
