"""Functions that make, take apart and encode text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Final
from urllib.parse import quote

from engine.expressions.errors import wrong
from engine.expressions.frame import Frame
from engine.expressions.signatures import ANY, LIST, SCALAR, TEXT, Function
from engine.expressions.values import (
    checked_number,
    encoded,
    measure,
    to_json,
    to_text,
)
from schemas.json import Json

# The longest a text can become when its case changes ("ΐ" has three capitals).
CASE_GROWTH: Final = 3
_SURROGATE_ESCAPE: Final = re.compile(r"\\u[dD][89a-fA-F]")


def _json(frame: Frame, value: Json) -> str:
    return to_json(frame, value)


def _refused_constant(name: str) -> Json:
    raise wrong(f"parse: {name} is not JSON")


def _integer(digits: str) -> int:
    if len(digits) > len("-9223372036854775808"):
        raise wrong("parse: an integer is outside ±2^63")
    return int(checked_number(int(digits)))


_DECODER: Final = json.JSONDecoder(
    parse_int=_integer,
    parse_float=lambda digits: checked_number(float(digits)),
    parse_constant=_refused_constant,
)


def _parse(frame: Frame, text: str) -> Json:
    frame.grow(len(text))
    try:
        value: Json = _DECODER.decode(text)
    except (ValueError, RecursionError):
        raise wrong("parse: the text is not JSON") from None
    frame.grow(measure(value))
    if _SURROGATE_ESCAPE.search(text):
        encoded(to_json(frame, value), "parse")
    return value


def _upper(frame: Frame, text: str) -> str:
    frame.grow(CASE_GROWTH * len(text))
    return text.upper()


def _lower(frame: Frame, text: str) -> str:
    frame.grow(CASE_GROWTH * len(text))
    return text.lower()


def _trim(frame: Frame, text: str) -> str:
    frame.grow(len(text))
    return text.strip()


def _replace(frame: Frame, text: str, old: str, new: str) -> str:
    if not old:
        raise wrong("replace: argument 2 is empty")
    frame.grow(len(text))
    frame.grow(len(text) + text.count(old) * (len(new) - len(old)))
    return text.replace(old, new)


def _split(frame: Frame, text: str, separator: str = ",") -> Json:
    frame.grow(len(text))
    pieces = text.count(separator) + 1 if separator else len(text)
    frame.walk(pieces)
    return [*text.split(separator)] if separator else [*text]


def _join(frame: Frame, items: list[Json], separator: str = ",") -> str:
    frame.walk(len(items))
    texts, size = [], 0
    for item in items:
        texts.append(to_text(frame, item))
        size += len(texts[-1]) + len(separator)
    frame.grow(max(0, size - len(separator)))
    return separator.join(texts)


def _starts_with(_frame: Frame, text: str, part: str) -> bool:
    return text.startswith(part)


def _ends_with(_frame: Frame, text: str, part: str) -> bool:
    return text.endswith(part)


def _hash(frame: Frame, value: Json) -> str:
    text = value if type(value) is str else to_json(frame, value, canonical=True)
    frame.grow(len(text))
    return hashlib.sha256(encoded(text, "hash")).hexdigest()


def _base64(frame: Frame, value: Json) -> str:
    raw = encoded(_bounded(frame, value), "base64")
    frame.grow(len(raw) * 4 // 3 + 4)
    return base64.b64encode(raw).decode("ascii")


def _urlencode(frame: Frame, value: Json) -> str:
    raw = encoded(_bounded(frame, value), "urlencode")
    frame.grow(3 * len(raw))
    return quote(raw, safe="")


def _raw(_frame: Frame, value: Json) -> Json:
    return value


def _bounded(frame: Frame, value: Json) -> str:
    text = to_text(frame, value)
    frame.grow(len(text))
    return text


TEXT_FUNCTIONS: Final[dict[str, Function]] = {
    "str": Function(to_text, (ANY,)),
    "json": Function(_json, (ANY,)),
    "parse": Function(_parse, (TEXT,)),
    "upper": Function(_upper, (TEXT,)),
    "lower": Function(_lower, (TEXT,)),
    "trim": Function(_trim, (TEXT,)),
    "replace": Function(_replace, (TEXT, TEXT, TEXT)),
    "split": Function(_split, (TEXT, TEXT), least=1),
    "join": Function(_join, (LIST, TEXT), least=1),
    "startsWith": Function(_starts_with, (TEXT, TEXT)),
    "endsWith": Function(_ends_with, (TEXT, TEXT)),
    "hash": Function(_hash, (ANY,)),
    "base64": Function(_base64, (SCALAR,)),
    "urlencode": Function(_urlencode, (SCALAR,)),
    "raw": Function(_raw, (ANY,)),
}
