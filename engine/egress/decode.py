"""A response's bytes as a JSON value that is safe to keep."""

from __future__ import annotations

import base64
import json
import math
import re
from collections.abc import Mapping
from typing import Final, cast

from schemas.json import Json

MAX_DEPTH: Final = 64
_MAX_INT: Final = 2**63
_MAX_INT_CHARS: Final = 20
_JSON_TYPE: Final = re.compile(r"application/json|[\w.+-]+/[\w.+-]+\+json")
_CHARSET: Final = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)
# Python knows codecs that are no charsets, and slow or odd to decode with.
_KNOWN_CHARSET: Final = re.compile(
    r"utf-?(8|16|32)([_-]?[lb]e)?|us-ascii|iso-8859-\d{1,2}|latin-?1|windows-12\d\d|koi8-[ru]"
    r"|gb(2312|k|18030)|big5|shift_jis|euc-(jp|kr)"
)


def decode_body(body: bytes, headers: Mapping[str, str], response_type: str) -> Json:
    """
    Return the body as `response_type` wants it: auto, json, text, or bytes (base64 text).

    Raises ValueError where `json` is asked for and the body is none.
    """
    if response_type == "bytes":
        return base64.b64encode(body).decode("ascii")
    if response_type == "json":
        return strict_json(body)
    if response_type == "auto" and is_json(headers):
        try:
            return strict_json(body) if body else None
        except ValueError:
            return text(body, headers)
    return text(body, headers)


def is_json(headers: Mapping[str, str]) -> bool:
    """Tell whether the response says that it is JSON."""
    essence = headers.get("content-type", "").partition(";")[0]
    return _JSON_TYPE.fullmatch(essence.strip().lower()) is not None


def text(body: bytes, headers: Mapping[str, str]) -> str:
    """Return the body as text; what its charset cannot hold becomes U+FFFD."""
    named = _CHARSET.search(headers.get("content-type", ""))
    charset = named[1].lower() if named else "utf-8"
    known = charset if _KNOWN_CHARSET.fullmatch(charset) else "utf-8"
    try:
        return body.decode(known, "replace").removeprefix("\ufeff")
    except LookupError:  # iso-8859-12 and its like were never made
        return body.decode("utf-8", "replace")


def strict_json(body: bytes) -> Json:
    """
    Return the value of JSON that every part of the engine can hold.

    Raises ValueError also for NaN and infinities, integers beyond ±2^63, lone surrogates and more
    than MAX_DEPTH levels.
    """
    try:
        value = cast(
            "Json",
            json.loads(
                body.decode("utf-8-sig"),
                parse_constant=_no_constant,
                parse_float=_finite,
                parse_int=_bounded,
            ),
        )
        if b"\\ud" in body.lower():
            json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None
    _check_depth(value)
    return value


def _check_depth(value: Json) -> None:
    level: list[Json] = [value]
    for _ in range(MAX_DEPTH):
        level = [child for parent in level for child in _children(parent)]
        if not level:
            return
    raise ValueError("the JSON is nested too deeply")


def _children(value: Json) -> list[Json]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number


def _bounded(digits: str) -> int:
    if len(digits) > _MAX_INT_CHARS or not -_MAX_INT <= (number := int(digits)) < _MAX_INT:
        raise ValueError("a number is too large")
    return number
