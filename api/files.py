"""Routes of uploaded files."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from flask import Response, jsonify, request
from werkzeug.datastructures import FileStorage
from werkzeug.http import dump_options_header

from api.context import principal, services
from api.edge import Blueprint
from api.problems import Rejected
from engine.errors import Issue
from engine.files import UNTYPED
from schemas.json import JsonObject
from schemas.shares import FileAnswer

blueprint = Blueprint("files", __name__, url_prefix="/v1/flow", description="Files")
REQUEST_BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "format": "binary"}},
            }
        }
    },
}
# What a form adds to its file: boundaries and headers of parts.
_FORM_BYTES = 64 * 1024
_PIECE = 256 * 1024
# One is taken; a few more may come to be told of, and no thousand.
_MOST_PARTS = 10


@blueprint.post("/file")
@blueprint.doc(requestBody=REQUEST_BODY)
@blueprint.response(201, FileAnswer)
def upload() -> Response:
    """Upload a file; inputs of type `file` take its `fileId`."""
    return stored(None)


@blueprint.get("/file/<string:file_id>")
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type=UNTYPED)
def download(file_id: str) -> Response:
    """Return a file, to be saved and never to be shown."""
    files = services().engine.files
    info = files.get(principal(), file_id)
    response = Response(files.read(info), mimetype=UNTYPED)
    response.content_length = info.size
    response.headers["Content-Disposition"] = _attachment(info.name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def stored(flow_id: str | None) -> Response:
    """Store the one file of the request's form. Raises Rejected."""
    files = services().engine.files
    request.max_content_length = files.max_bytes + _FORM_BYTES
    request.max_form_parts = _MOST_PARTS
    if request.mimetype != "multipart/form-data":
        detail = "send multipart/form-data with one file in the part named file"
        raise Rejected(415, "unsupported_media_type", detail)
    part = _only_file()
    info = files.upload(
        principal(),
        iter(lambda: part.stream.read(_PIECE), b""),
        name=part.filename or "",
        content_type=part.content_type or "",
        flow_id=flow_id,
    )
    shown: JsonObject = {
        "fileId": info.file_id,
        "name": info.name,
        "size": info.size,
        "contentType": info.content_type,
        "sha256": info.sha256,
    }
    response = jsonify(shown)
    response.status_code = 201
    return response


def _only_file() -> FileStorage:
    parts = [*request.files.items(multi=True)]
    found = [
        Issue(f"/{name}", "unknown_field", "Unknown field.")
        for name in [*request.form, *(name for name, _ in parts if name != "file")]
    ]
    if found or len(parts) != 1:
        detail = "send one file, in the part named file, and nothing else"
        raise Rejected(422, "invalid_upload", detail, found)
    return parts[0][1]


def _attachment(name: str) -> str:
    """Return the header that offers a file for saving: plain for all, and true for who reads it."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " ._-") else "_" for c in name)
    header = dump_options_header("attachment", {"filename": plain})
    return header if plain == name else f"{header}; filename*=UTF-8''{quote(name, safe='')}"
