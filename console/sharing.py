"""The pages behind a share link: a form, how far it is, what came of it; no script needed."""

from __future__ import annotations

from urllib.parse import quote, unquote

from flask import Response, request, url_for

from console import asking, forms, pages
from console.asking import Object, Refused

blueprint = pages.section("console_sharing")
forms.takes_files(blueprint, "console_sharing.start")
_PASSWORD = "millrace_link"  # noqa: S105, the name of a cookie
_UNAUTHORIZED = 401
_UNAVAILABLE = 503
_OVER = {
    404: ("This link is not valid", "It may be incomplete. Ask who sent it for another."),
    410: ("This link is over", "It has expired or was withdrawn. Ask who sent it for another."),
    409: ("This form is closed", "What it starts takes no answers at the moment."),
    429: ("Too many at once", "This form is in demand. Wait a minute, then send it again."),
}
_USED_UP = (
    "This link was used",
    "It takes a set number of answers, and all of them were given. Ask who sent it for another.",
)
# How long the form waits itself: most flows have ended by then.
_WAIT = {"Prefer": "wait=3"}


@blueprint.get("/share/<string:token>")
def form(token: str) -> Response:
    """Show the form of a shared flow."""
    return _form_page(token, {}, "")


@blueprint.post("/share/<string:token>")
def start(token: str) -> Response:
    """Start a run with what was filled in, or take the link's password."""
    if "password" in request.form:
        return _with_password(token)
    headers = {**_proof(), **_WAIT, "Idempotency-Key": forms.key()}
    upload_to = asking.path_of("flow", "share", "file", token)
    try:
        asked = asking.get_as(asking.path_of("flow", "share", token), _proof())
        inputs = forms.given(asked["fields"], upload_to, _proof())
        path = asking.path_of("flow", "share", "execute", token)
        answer = asking.send("POST", path, inputs, headers)
    except Refused as refused:
        if refused.body.get("code") in ("run_failed", "run_canceled"):
            return _result(token, {"status": "failed", "said": _why(refused)})
        wrong = forms.problems_of(refused)
        return _form_page(token, wrong, refused.said, refused.status)
    where = url_for("console_sharing.progress", token=token, run_id=str(answer.run_id))
    return pages.back(where)


@blueprint.get("/share/<string:token>/<string:run_id>")
def progress(token: str, run_id: str) -> Response:
    """Show where a run is that this link started, and what it came to."""
    try:
        path = asking.path_of("flow", "share", "run", token, run_id)
        run = asking.get_as(path, _proof())
        if run["status"] == "completed":
            bearer = {"Authorization": f"Bearer {token}", **_proof()}
            run["output"] = asking.get_as(asking.path_of("flowrun", "outputs", run_id), bearer)
    except Refused as refused:
        return _over(token, refused)
    return _result(token, run)


def _result(token: str, run: Object) -> Response:
    is_over = run["status"] in ("completed", "failed", "canceled")
    response = pages.render("share_result.html", run=run, is_over=is_over, token=token)
    if not is_over:
        # The browser's own way to look again: it needs no script.
        response.headers["Refresh"] = "10" if run["status"] == "waiting" else "2"
    return response


def _form_page(token: str, problems: dict[str, str], failed: str, status: int = 200) -> Response:
    try:
        asked = asking.get_as(asking.path_of("flow", "share", token), _proof())
    except Refused as refused:
        return _over(token, refused)
    if asked["usedUp"]:
        return pages.render("outside_problem.html", 410, title=_USED_UP[0], detail=_USED_UP[1])
    # What came before is kept, so that a form sent twice still starts one run.
    return pages.render(
        "share.html",
        status,
        asked=asked,
        shown=forms.shown(asked["fields"]),
        problems=problems,
        failed=failed,
        key="" if problems else forms.key(),
    )


def _over(token: str, refused: Refused) -> Response:
    if refused.status == _UNAVAILABLE:
        return pages.away()
    if refused.status == _UNAUTHORIZED:
        was_tried = bool(_proof())
        return pages.render("share_password.html", 401, token=token, was_tried=was_tried)
    title, detail = _OVER.get(refused.status, ("This did not work", refused.said))
    return pages.render("outside_problem.html", refused.status, title=title, detail=detail)


def _with_password(token: str) -> Response:
    where = url_for("console_sharing.form", token=token)
    response = pages.back(where)
    given = quote(request.form["password"])
    response.set_cookie(
        _PASSWORD, given, path=where, httponly=True, samesite="Strict", secure=request.is_secure
    )
    return response


def _proof() -> dict[str, str]:
    given = request.cookies.get(_PASSWORD)
    return {"X-Share-Password": unquote(given)} if given else {}


def _why(refused: Refused) -> str:
    error = refused.body.get("error") or {}
    return str(error.get("message") or refused.said)
