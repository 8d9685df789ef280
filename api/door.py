"""The one door for JSON: what gets past it is small, shallow, finite, unambiguous text."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn, cast

from flask import Request, current_app
from werkzeug.exceptions import RequestEntityTooLarge

from api.problems import Rejected
from engine.errors import Issue
from schemas.json import Json, JsonObject

MAX_ELEMENTS = 100_000
MAX_KEY = 8 * 1024
MAX_INT = 2**63 - 1
_MAX_DIGITS = 400


class _Refused(ValueError):
    """A value that JSON allows and we do not."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.rejected = Rejected(status, code, detail)


def read_object(request: Request, *, optional: bool = False) -> JsonObject:
    """
    Return the request's body, a JSON object; an empty one for no body at all if it is `optional`.

    Raises Rejected (400, 413, 415, 422).
    """
    data = _body(request)
    if optional and not data:
        return {}
    _require_json(request)
    body = parse(data, cast("int", current_app.config["JSON_DEPTH"]))
    if not isinstance(body, dict):
        raise Rejected(422, "invalid_body", "the body must be a JSON object")
    return body


def _body(request: Request) -> bytes:
    data = request.get_data(cache=True)
    most = request.max_content_length
    # Werkzeug cuts a body of unknown length off at the limit rather than refusing it.
    if request.content_length is None and most is not None and len(data) >= most:
        raise RequestEntityTooLarge
    return data


def parse(data: bytes, max_depth: int, what: str = "the body") -> Json:
    """Return the value of a JSON text, `what` it is in words. Raises Rejected (400, 422)."""
    try:
        text = data.decode("utf-8")
        value = json.loads(
            text,
            parse_constant=_refuse_constant,
            parse_float=_finite,
            parse_int=_bounded,
            object_pairs_hook=_unique,
        )
    except _Refused as error:
        raise error.rejected from None
    except UnicodeDecodeError:
        raise Rejected(400, "malformed_json", f"{what} is not UTF-8") from None
    except RecursionError:
        raise _too_deep(max_depth, what) from None
    except ValueError as error:
        detail = f"{what} is not JSON: {error}"
        raise Rejected(400, "malformed_json", detail) from None
    _Walk(max_depth, what).check(value, "", 0)
    return cast("Json", value)


def _require_json(request: Request) -> None:
    if request.mimetype != "application/json":
        raise Rejected(415, "unsupported_media_type", "send application/json")
    if request.mimetype_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise Rejected(415, "unsupported_media_type", "send UTF-8")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Rejected(415, "unsupported_media_type", "send the body without Content-Encoding")


def _too_deep(max_depth: int, what: str) -> Rejected:
    return Rejected(400, "too_deep", f"{what} is nested more than {max_depth} levels deep")


def _refuse_constant(name: str) -> NoReturn:
    raise _Refused(400, "malformed_json", f"{name} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _Refused(400, "malformed_json", f"{text[:40]} is beyond what a number can hold")
    return number


def _bounded(text: str) -> int:
    if len(text) > _MAX_DIGITS or abs(number := int(text)) > MAX_INT:
        raise _Refused(422, "number_out_of_range", "integers lie between -(2^63-1) and 2^63-1")
    return number


def _unique(pairs: list[tuple[str, Json]]) -> JsonObject:
    found = dict(pairs)
    if len(found) != len(pairs):
        (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise _Refused(400, "duplicate_key", f"the key {twice[:100]!r} is given twice")
    return found


@dataclass(slots=True)
class _Walk:
    """Counts what a value holds, how deep it goes, and looks at every text in it."""

    max_depth: int
    what: str
    elements: int = 0

    def check(self, value: Json, path: str, depth: int) -> None:
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            message = f"{self.what} holds more than {MAX_ELEMENTS} values"
            raise Rejected(422, "limit_exceeded", message)
        if isinstance(value, str):
            _require_text(value, path)
        elif isinstance(value, (list, dict)):
            if depth == self.max_depth:
                raise _too_deep(self.max_depth, self.what)
            for name, item in _members(value, path):
                self.check(item, f"{path}/{name}", depth + 1)


def _members(value: list[Json] | JsonObject, path: str) -> Iterator[tuple[str, Json]]:
    if isinstance(value, list):
        yield from ((str(index), item) for index, item in enumerate(value))
        return
    for key, item in value.items():
        _require_key(key, path)
        yield key.replace("~", "~0").replace("/", "~1"), item


def _require_key(key: str, path: str) -> None:
    if len(key) > MAX_KEY:
        found = [Issue(path, "limit_exceeded", "a key is too long")]
        message = f"a key is longer than {MAX_KEY} characters"
        raise Rejected(422, "limit_exceeded", message, found)
    if "\x00" in key:
        found = [Issue(path, "invalid_key", "a key holds a NUL character")]
        raise Rejected(422, "invalid_key", "a key holds a NUL character", found)
    _require_text(key, path)


def _require_text(text: str, path: str) -> None:
    if text.isascii():
        return
    try:
        text.encode()
    except UnicodeEncodeError:
        found = [Issue(path, "malformed_json", "half of a surrogate pair")]
        detail = "a text holds half of a surrogate pair"
        raise Rejected(400, "malformed_json", detail, found) from None
