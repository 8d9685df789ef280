"""The console as a client of the API: the same routes, rights, limits and masks as for anybody."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlencode

from flask import Response, current_app, request

Object = dict[str, Any]
_ASYNC = {"Prefer": "respond-async"}
_BAD_REQUEST = 400
_PRECONDITION_FAILED = 412
_TRIES = 3


@dataclass(slots=True)
class Refused(Exception):
    """The API said no; `body` is its problem document."""

    status: int
    body: Object

    @property
    def said(self) -> str:
        """Return why, in a sentence."""
        return str(self.body.get("detail") or self.body.get("title") or "something went wrong")

    @property
    def not_done(self) -> str:
        """Return what was not done and why, with the first places that are wrong."""
        found = [
            f"{str(one.get('pointer', '')).strip('/')}: {one.get('detail', '')}"
            for one in (self.body.get("errors") or [])[:3]
        ]
        return f"Not done: {'; '.join(found) or self.said}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the API answered."""

    status: int
    body: Object
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: tuple[str, ...] = ()

    @property
    def run_id(self) -> str | None:
        """Return the run that the call was about, if it was about one."""
        return self.headers.get("X-App-Run-Id")


def path_of(*parts: str) -> str:
    """Return a path of the API, each part made safe."""
    return "/v1/" + "/".join(quote(part, safe="") for part in parts)


def get(path: str, **query: object) -> Object:
    """Return what a route of the API shows. Raises Refused."""
    wanted = {name: str(value) for name, value in query.items() if value not in (None, "")}
    return send("GET", f"{path}?{urlencode(wanted)}" if wanted else path).body


def get_as(path: str, headers: Mapping[str, str]) -> Object:
    """Return what a route shows to who proves himself by headers. Raises Refused."""
    return send("GET", path, None, headers).body


def find(path: str, **query: object) -> Object | None:
    """Return what a route shows, None where the caller finds nothing there or may not look."""
    try:
        return get(path, **query)
    except Refused as refused:
        if refused.status in (403, 404, 409):
            return None
        raise


def all_of(path: str, most: int = 500) -> list[Object]:
    """Return the rows of a whole list, up to about so many. Raises Refused."""
    found: list[Object] = []
    cursor = ""
    while len(found) < most:
        part = get(path, limit=100, cursor=cursor)
        found += part["data"]
        cursor = part["nextCursor"]
        if not cursor:
            break
    return found


def change(path: str, changes: Callable[[Object], Object]) -> None:
    """
    Change what a route shows by what `changes` makes of it as it is now.

    The API takes whole lists: what somebody else adds meanwhile must not be lost. Raises Refused.
    """
    for left in reversed(range(_TRIES)):
        now = get(path)
        try:
            send("PATCH", path, {**changes(now), "rev": now["rev"]})
        except Refused as refused:
            if refused.status != _PRECONDITION_FAILED or not left:
                raise
        else:
            return


def send(
    method: str,
    path: str,
    body: Object | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """
    Call a route of the API as who asks for this page; nothing waits for a run.

    Raises Refused.
    """
    given = {**_ASYNC, **(headers or {})}
    data = b"" if body is None else _written(body)
    if body is not None:
        given["Content-Type"] = "application/json"
    return send_bytes(method, path, data, given)


def send_bytes(method: str, path: str, data: bytes, headers: Mapping[str, str]) -> Answer:
    """Call a route of the API with a body of any kind. Raises Refused."""
    response = _answered(_environ(method, path, data, headers))
    status = response.status_code
    found = response.get_json(silent=True)
    # One route of the official clients answers with a bare list.
    body = found if isinstance(found, dict) else {"data": found}
    if status >= 400:  # noqa: PLR2004, where HTTP's errors begin
        raise Refused(status, body)
    cookies = tuple(response.headers.getlist("Set-Cookie"))
    return Answer(status, body, dict(response.headers), cookies)


def page(path: str, beside: Mapping[str, object]) -> Response:
    """Return a page of the console as who asks sees it; its request's environment has `beside`."""
    return _answered({**_environ("GET", path, b"", {}), **beside})


def _answered(environ: Object) -> Response:
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001, Flask's way to the app behind the proxy
    # An app context of its own: `g` holds who asks, and belongs to one request.
    with app.app_context(), app.request_context(environ):
        response: Response = app.full_dispatch_request()
    return response


def _written(body: Object) -> bytes:
    try:
        return json.dumps(body).encode()
    except RecursionError:  # what could just be read
        raise Refused(_BAD_REQUEST, {"detail": "this is nested too deeply"}) from None


def _environ(method: str, path: str, data: bytes, headers: Mapping[str, str]) -> Object:
    """Return a request of the same person from the same place."""
    outer = request.environ
    kept = {
        name: value
        for name, value in outer.items()
        if name.startswith(("wsgi.", "SERVER_", "REMOTE_"))
        or name in ("HTTP_HOST", "HTTP_COOKIE", "HTTP_X_FORWARDED_FOR", "SCRIPT_NAME")
    }
    where, _, query = path.partition("?")
    given = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    content_type = given.pop("HTTP_CONTENT_TYPE", "")
    csrf = request.headers.get("X-CSRF-Token") or request.form.get("csrfToken", "")
    return {
        **kept,
        **given,
        "HTTP_X_CSRF_TOKEN": csrf,
        "REQUEST_METHOD": method,
        "PATH_INFO": _unquoted(where),
        "QUERY_STRING": query,
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(data)),
        "wsgi.input": io.BytesIO(data),
        "wsgi.input_terminated": False,
    }


def _unquoted(path: str) -> str:
    """Return a path as WSGI has it: unquoted bytes, each as one character."""
    return unquote_to_bytes(path).decode("latin-1")
