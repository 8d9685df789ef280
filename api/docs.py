"""The specification as a page, with nothing fetched from anywhere else."""

from __future__ import annotations

import mimetypes
from functools import cache
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, abort

# swagger-ui-dist 5.35.0 as published (Apache-2.0), and a page of ours around it.
FOLDER: Final = Path(__file__).with_name("swagger_ui")
_SERVED: Final = frozenset({"docs.js", "swagger-ui-bundle.js", "swagger-ui.css"})
_KEPT_SECONDS: Final = 3600
_POLICY: Final = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"

blueprint = Blueprint("docs", __name__)


@blueprint.get("/docs")
def page() -> Response:
    """Return the page."""
    return _sent("docs.html")


@blueprint.get("/docs/<string:name>")
def part(name: str) -> Response:
    """Return one of the page's parts."""
    if name not in _SERVED:
        abort(404)
    return _sent(name)


def _sent(name: str) -> Response:
    response = Response(_read(name), mimetype=mimetypes.guess_type(name)[0])
    response.cache_control.max_age = _KEPT_SECONDS
    response.headers["Content-Security-Policy"] = _POLICY
    return response


@cache
def _read(name: str) -> bytes:
    return (FOLDER / name).read_bytes()
