"""Fields of a trigger, an approval or a form, as a page asks for them and as the API takes them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, current_app, request
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from api import door
from api.context import services
from api.problems import Rejected
from console import asking
from console.asking import Object, Refused

PREFIX = "in."
# What a form adds to its files: boundaries and headers of parts.
_FORM_BYTES = 256 * 1024
_FILES = 4
# No number of the API has as many digits, and Python reads no more than it can in a moment.
_TOO_LONG = 20


def takes_files(blueprint: Blueprint, endpoint: str) -> None:
    """Let the form of one route carry a few files of the size that the installation allows."""

    def _let_in(wanted: str | None, values: Object | None) -> None:
        del values
        if wanted == endpoint:
            allow(services().engine.settings.max_file_bytes, _FILES)

    blueprint.url_value_preprocessor(_let_in)


def allow(most: int, count: int) -> None:
    """Let this request's form carry so many parts of a size."""
    request.max_content_length = most * count + _FORM_BYTES


def given(fields: Sequence[Object], upload_to: str, headers: Mapping[str, str]) -> Object:
    """
    Return the inputs that the request's form holds, its files uploaded.

    What is no number or no JSON stays the text that it is: the API says best what is wrong.
    Raises Refused.
    """
    written = request.form.get("json", "").strip()
    if written:
        return _object(written)
    found: Object = {}
    for field in fields:
        name = str(field["name"])
        if field.get("type") == "file":
            part = request.files.get(PREFIX + name)
            if part is not None and part.filename:
                found[name] = _uploaded(part, upload_to, headers)
            continue
        value = _value(field, request.form.get(PREFIX + name))
        if value is not None:
            found[name] = value
    return found


def taken(kinds: Mapping[str, str]) -> Object:
    """
    Return the request's form as a body of the API, each field as its kind says.

    What is empty is left out, except a `text?` and a `list?`.
    Raises Refused for an `object` that is none.
    """
    body: Object = {}
    for name, kind in kinds.items():
        written = request.form.get(name, "")
        text = written.strip()
        if kind in ("list", "list?"):
            chosen = [one for one in request.form.getlist(name) if one]
            if chosen or kind == "list?":
                body[name] = chosen
        elif kind == "object" and text:
            body[name] = object_of(text, f"/{name}")
        elif text or kind == "text?":
            body[name] = written if kind == "secret" else _read(kind, text)
    return body


def json_of(text: str | bytes) -> Any:  # noqa: ANN401, any JSON
    """
    Return JSON that a form or a file holds, read as the API reads a body.

    Raises ValueError for what is none, is too deep, or could be read in two ways.
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    try:
        return door.parse(data, current_app.config["JSON_DEPTH"], "it")
    except Rejected as error:
        raise ValueError(error.detail.removeprefix("it is not JSON: ")) from None


def whole(text: str) -> int | None:
    """Return a whole number that is written out in digits; None for what is none of the API's."""
    is_number = text.isascii() and text.isdigit() and len(text) < _TOO_LONG
    return int(text) if is_number else None


def object_of(text: str, pointer: str) -> Object:
    """Return a JSON object that was written or sent as a file. Raises Refused, at its place."""
    return _object(text, "this is", pointer)


def problems_of(refused: Refused) -> dict[str, str]:
    """Return what is wrong with each field, by name."""
    found: dict[str, str] = {}
    for one in refused.body.get("errors") or []:
        parts = [part for part in str(one.get("pointer", "")).split("/") if part]
        if parts[:1] in (["inputs"], ["fields"], ["data"], ["connection"]):
            parts = parts[1:]
        if parts:
            found.setdefault(parts[0], str(one.get("detail", "")))
    return found


def shown(fields: Sequence[Object], values: Mapping[str, Any] | None = None) -> list[Object]:
    """Return fields for the template: each with its value, as the form was sent or before it."""
    was_sent = request.method == "POST"
    rows: list[Object] = []
    for field in fields:
        name = str(field["name"])
        value = (values or {}).get(name, field.get("default"))
        if was_sent:
            value = request.form.get(PREFIX + name, "")
        rows.append({**field, "type": field.get("type") or "string", "value": _text(value)})
    return rows


def texts(fields: Sequence[Object]) -> Object:
    """Return what the request's form says, emptied fields included: what is empty is to be so."""
    return {one["name"]: "" for one in fields} | given(fields, "", {})


def key() -> str:
    """Return a key by which a form that is sent twice does its thing once."""
    return request.form.get("key") or secrets.token_urlsafe(12)


def _text(value: Any) -> str:  # noqa: ANN401, any JSON
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _object(text: str, what: str = "the inputs are", pointer: str = "") -> Object:
    reason = ""
    try:
        found = json_of(text)
    except ValueError as error:
        found, reason = None, f": {error}"
    if isinstance(found, dict):
        return found
    detail = f"{what} no JSON object{reason}"
    errors = [{"pointer": pointer, "detail": detail}] if pointer else []
    raise Refused(422, {"detail": detail, "errors": errors})


def _read(kind: str, text: str) -> Any:  # noqa: ANN401, any JSON
    """Return a field as the API takes it; what cannot be read so is left for the API to refuse."""
    if kind == "yes":
        return text == "yes"
    if kind == "time":
        return f"{text}:00Z" if len(text) == len("2026-01-01T00:00") else text
    if kind == "integer":
        number = whole(text)
        return text if number is None else number
    if kind == "lines":
        return text.split()
    if kind in ("json", "inputs"):
        try:
            found = json_of(text)
        except ValueError:
            return text
        return {"inputs": found} if kind == "inputs" else found
    return text


def _value(field: Object, text: str | None) -> Any:  # noqa: ANN401, any JSON
    kind = field.get("type") or "string"
    if kind == "boolean" and not field.get("options"):
        return text == "true"
    if text is None or text == "":
        return None
    for option in field.get("options") or []:
        value = option.get("value") if isinstance(option, dict) else option
        if _text(value) == text:
            return value
    if kind in ("number", "integer", "boolean", "object", "array"):
        try:
            return json_of(text)
        except ValueError:
            return text
    return text


def _uploaded(part: FileStorage, path: str, headers: Mapping[str, str]) -> str:
    boundary, data = encode_multipart({"file": part})
    content_type = f'multipart/form-data; boundary="{boundary}"'
    sent = asking.send_bytes("POST", path, data, {**headers, "Content-Type": content_type})
    return str(sent.body["fileId"])
