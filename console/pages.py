"""What every page has: who is signed in, its headers, how an error reads."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote, unquote, urlencode

from flask import Blueprint, Flask, Response, g, make_response, redirect, request, url_for
from flask import render_template as flask_render
from werkzeug.exceptions import HTTPException

from api import auth, problems
from api.context import services
from api.problems import Rejected
from console import asking, showing, words
from console.asking import Answer, Refused
from engine.errors import EngineError, Unavailable
from engine.ports import QueueUnavailable

log = logging.getLogger(__name__)
blueprint = Blueprint(
    "console",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static",
)
POLICY: Final = (
    "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'"
)
_SAID = "millrace_said"
_ELSEWHERE = ("cross-site", "same-site")
_UNAUTHORIZED = 401
_OUTAGES = ("unavailable", "queue_unavailable")
_STATIC_SECONDS = 3600
_AWAY_SECONDS = 10


def equip(app: Flask) -> None:
    """Give an app's templates what they work with."""
    filters = app.jinja_env.filters
    for made in (words.ago, words.absolute, words.lasting, words.pretty, words.plain, words.short):
        filters[made.__name__] = made
    filters["calling"] = words.calling
    filters["shaped"] = showing.shaped
    filters["python"] = words.python
    filters["differing"] = words.differing
    app.jinja_env.globals |= {"statuses": words.STATUSES, "query_with": query_with, "editor": ""}
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(_known)


def section(name: str) -> Blueprint:
    """Return a blueprint whose errors are pages and whose headers are strict."""
    page = Blueprint(name, __name__)
    page.before_request(_same_origin)
    page.register_error_handler(Rejected, _rejected)
    page.register_error_handler(Refused, _refused)
    page.register_error_handler(EngineError, _engine_error)
    page.register_error_handler(HTTPException, _http_error)
    page.register_error_handler(Exception, _unexpected)
    page.after_request(_careful)
    return page


def render(template: str, status: int = 200, **given: Any) -> Response:  # noqa: ANN401, a template takes anything
    """Return a page."""
    return make_response(flask_render(template, **given), status)


def away() -> Response:
    """Return what visitors see while a server is away; what was only looked at is shown later."""
    was_sent = request.method == "POST"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    response = render("outside_outage.html", status, was_sent=was_sent)
    response.headers["Retry-After"] = str(_AWAY_SECONDS)
    if not was_sent:
        # The browser's own way to look again: it needs no script.
        response.headers["Refresh"] = str(_AWAY_SECONDS)
    return response


def back(where: str, said: str = "", answer: Answer | None = None) -> Response:
    """Send the browser on, with a sentence that the next page shows once."""
    response = make_response(redirect(where, HTTPStatus.SEE_OTHER))
    if said:
        path = "/console"
        response.set_cookie(
            _SAID, quote(said), max_age=30, path=path, httponly=True, samesite="Lax"
        )
    for cookie in answer.cookies if answer else ():
        response.headers.add("Set-Cookie", cookie)
    return response


def visitor() -> dict[str, object]:
    """Return what a page that is open to all needs for who is signed in: he acts as himself."""
    session = auth.session_text(request)
    if not session or not auth.identified():
        return {}
    return {"csrf_token": services().engine.tokens.csrf(session)}


def place(text: str | None, otherwise: str) -> str:
    """Return a place within the console, whatever somebody wrote into a link or form."""
    wanted = text or ""
    # Browsers read a backslash as a slash, and pass over what cannot be seen.
    is_plain = wanted.isprintable() and "\\" not in wanted
    return wanted if is_plain and wanted.startswith("/console/") else otherwise


def asks_first(view: Callable[..., Response]) -> Callable[..., Response]:
    """Have a form's question answered before its view is called, where no script has asked it."""

    @functools.wraps(view)
    def asked(**values: object) -> Response:
        question = request.form.get("sure", "yes")
        if question == "yes":
            return view(**values)
        given = [item for item in request.form.items(multi=True) if item[0] != "sure"]
        otherwise = place(request.form.get("back"), url_for("console_flows.listing"))
        return render("sure.html", question=question, given=given, back=otherwise)

    return asked


def query_with(**changes: object) -> str:
    """Return the query of this page's address with some of it changed; None leaves a part out."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in changes]
    made = [(name, value) for name, value in changes.items() if value not in (None, "")]
    return urlencode([*kept, *made])


def _same_origin() -> None:
    """Refuse a form that another site sends, signing in included: no cookie is needed for that."""
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site") in _ELSEWHERE:
        raise Rejected(HTTPStatus.FORBIDDEN, "cross_site", "this form came from another site")


def _known() -> dict[str, object]:
    principal = g.get("principal")
    session = auth.session_text(request)
    is_signed_in = principal is not None and principal.kind == "session"
    csrf = services().engine.tokens.csrf(session) if is_signed_in and session else ""
    g.was_said = _SAID in request.cookies
    return {
        "me": principal if is_signed_in else None,
        "csrf_token": csrf,
        "said": unquote(request.cookies.get(_SAID, "")),
        "here": request.full_path.rstrip("?"),
    }


def _careful(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    # A form without script is judged by where it came from; outsiders are told nothing.
    response.headers["Referrer-Policy"] = "same-origin"
    if request.endpoint == "console.static":
        response.headers["Cache-Control"] = f"private, max-age={_STATIC_SECONDS}"
    elif g.get("was_said"):
        response.delete_cookie(_SAID, path="/console", httponly=True, samesite="Lax")
    return response


def _rejected(error: Rejected) -> Response:
    return _shown(error.status, error.detail)


def _refused(error: Refused) -> Response:
    if error.status == HTTPStatus.SERVICE_UNAVAILABLE and error.body.get("code") in _OUTAGES:
        return _outage()
    found = [
        f"{one.get('pointer', '')} {one.get('detail', '')}" for one in error.body.get("errors", [])
    ]
    return _shown(error.status, error.said, found)


def _engine_error(error: EngineError) -> Response:
    if isinstance(error, (Unavailable, QueueUnavailable)):
        return _outage()
    status = problems.STATUS_OF.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR)
    return _shown(int(status), error.message)


def _http_error(error: HTTPException) -> Response:
    return _shown(error.code or 500, error.description or "something went wrong")


def _unexpected(error: Exception) -> Response:
    log.error("page_failed", exc_info=error, extra={"request_id": g.get("request_id", "")})
    return _shown(500, "Something went wrong here; the log has it under this request's id.")


def _outage() -> Response:
    """Show what is down, since when, and what to do: all that can be said without the store."""
    try:
        ready = asking.get("/readyz")
    except Refused as refused:
        ready = refused.body
    return render("outage.html", HTTPStatus.SERVICE_UNAVAILABLE, ready=ready)


def _shown(status: int, detail: str, found: list[str] | None = None) -> Response:
    is_live = "X-Live" in request.headers
    is_page = request.method == "GET" and not is_live
    # A page that keeps itself up to date says by itself that the session is over.
    if (
        status == _UNAUTHORIZED
        and not is_live
        and not str(request.endpoint).startswith("console_sharing.")
    ):
        wanted = request.full_path.rstrip("?") if is_page else ""
        return back(url_for("console_signing.page", next=wanted or None))
    title = HTTPStatus(status).phrase
    return render("problem.html", status, title=title, detail=detail, found=found or [])


blueprint.after_request(_careful)
