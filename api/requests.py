"""What every request and answer carries: ids, and headers that keep browsers careful."""

from __future__ import annotations

import re
import secrets

from flask import Flask, Response, g, request

_GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}\Z")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


def register(app: Flask) -> None:
    """Give every request an id, the caller's own if it is a plain one."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if _GIVEN_ID.match(given) else f"req_{secrets.token_hex(12)}"


def _end(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.get("request_id", "")
    if "run_id" in g:
        response.headers.setdefault("X-App-Run-Id", g.run_id)
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response
