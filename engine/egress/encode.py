"""A step's body and query as the bytes that go on the wire."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Final
from urllib.parse import urlencode

from schemas.json import Json, JsonObject


def with_query(url: str, query: JsonObject) -> str:
    """Return `url` with `query` added: lists repeat their name, nulls are left out."""
    if not query:
        return url
    # By hand: urlsplit would drop line breaks before anybody could refuse them.
    bare = url.partition("#")[0]
    return f"{bare}{'&' if '?' in bare else '?'}{urlencode(list(_pairs(query)))}"


def encode_body(body: Json, body_type: str | None, seed: str) -> tuple[bytes | None, str | None]:
    """
    Return the bytes and their content type, both None where there is no body.

    Without `body_type` a string is text and anything else JSON. The same arguments always give the
    same bytes, so a repeated attempt sends what the first one sent. Raises ValueError, TypeError.
    """
    if body is None and body_type is None:
        return None, None
    kind = body_type or ("text" if isinstance(body, str) else "json")
    return ENCODERS[kind](body, seed)


def _json(body: Json, _seed: str) -> tuple[bytes, str]:
    text = json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode(), "application/json"


def _text(body: Json, _seed: str) -> tuple[bytes, str]:
    return as_text(body).encode(), "text/plain; charset=utf-8"


def _form(body: Json, _seed: str) -> tuple[bytes, str]:
    pairs = urlencode(list(_pairs(_object(body, "form"))))
    return pairs.encode("ascii"), "application/x-www-form-urlencoded"


def _multipart(body: Json, seed: str) -> tuple[bytes, str]:
    parts = [_part(name, value) for name, value in _flat(_object(body, "multipart"))]
    # Derived from the parts themselves, so none of them can contain it on purpose.
    boundary = hashlib.sha256(seed.encode() + b"\0".join(parts)).hexdigest()[:40]
    edge = b"--" + boundary.encode()
    whole = b"".join(edge + b"\r\n" + part + b"\r\n" for part in parts) + edge + b"--\r\n"
    return whole, f"multipart/form-data; boundary={boundary}"


ENCODERS: Final[Mapping[str, Callable[[Json, str], tuple[bytes, str]]]] = {
    "json": _json,
    "form": _form,
    "text": _text,
    "multipart": _multipart,
}


def _part(name: str, value: Json) -> bytes:
    disposition = f'Content-Disposition: form-data; name="{_quoted(name)}"'
    if not isinstance(value, dict):
        return f"{disposition}\r\n\r\n".encode() + as_text(value).encode()
    disposition += f'; filename="{_quoted(as_text(value.get("filename", name)))}"'
    content_type = as_text(value.get("contentType") or "application/octet-stream")
    if not content_type.isprintable():
        raise ValueError("a contentType holds a line break or control character")
    head = f"{disposition}\r\nContent-Type: {content_type}\r\n\r\n".encode()
    if "base64" in value:
        return head + base64.b64decode(as_text(value["base64"]), validate=True)
    return head + as_text(value.get("content")).encode()


def _quoted(name: str) -> str:
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _object(body: Json, kind: str) -> JsonObject:
    if not isinstance(body, dict):
        raise TypeError(f"a {kind} body must be an object")
    return body


def _flat(fields: JsonObject) -> Iterator[tuple[str, Json]]:
    for name, value in fields.items():
        for item in value if isinstance(value, list) else [value]:
            if item is not None:
                yield name, item


def _pairs(fields: JsonObject) -> Iterator[tuple[str, str]]:
    return ((name, as_text(value)) for name, value in _flat(fields))


def as_text(value: Json) -> str:
    """Return a value as a template would print it: null is nothing, objects are JSON."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
