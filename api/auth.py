"""Who is calling, proved by a token or a session, and whether he may."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import datetime

from flask import Flask, Request, Response, current_app, g, request

from api import guessing, limits, problems, standing
from api.allowed import ALLOWED
from api.context import principal, services
from api.problems import Rejected
from engine import clock
from engine.errors import (
    EngineError,
    Forbidden,
    Gone,
    Issue,
    NotFound,
    Unauthenticated,
    Unavailable,
)
from engine.principal import Principal
from engine.rights import Right, right_of
from engine.shares import PREFIX, principal_of
from engine.store.documents import Run
from engine.store.people import Share
from engine.tokens import SESSION

# What other packages add to an app's routes, beside the table above; see `allow`.
_BESIDE = "allowed_beside"
_COOKIE = "millrace_session"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def register(app: Flask) -> None:
    """Judge every request before its view."""
    app.before_request(_judge)


def allow(app: Flask, rows: Mapping[str, frozenset[str]]) -> None:
    """Say who may call the routes that another package adds to an app."""
    app.extensions[_BESIDE] = {**app.extensions.get(_BESIDE, {}), **rows}


def require_flow(flow_id: str, right: Right = Right.RUN) -> None:
    """Raise NotFound for another workspace's flow, Forbidden without the right to it."""
    services().engine.flows.require(principal(), flow_id, right)


def require_run(run: Run, right: Right = Right.VIEW) -> Run:
    """
    Return the run, which is what the request is about.

    Raises Forbidden for a caller who did not start it and has no such right to its flow; a share
    link has none but to its own runs. A run that another run started in another flow is not its
    caller's own: it holds what that flow sends and receives.
    """
    if not may_see(run, right):
        raise _no_right(run)
    g.run_id = run.run_id
    return run


def may_see(run: Run, right: Right = Right.VIEW) -> bool:
    """Tell whether the caller started a run or has such a right to its flow."""
    caller = principal()
    return _has_started(caller, run) or _may(caller, run, right)


def require_part(run: Run, right: Right = Right.VIEW) -> Run:
    """
    Return a run whose state and waits the caller may see: one of theirs, or a part of one.

    Raises Forbidden as `require_run`. What such a part sends and receives is for `may_read`.
    """
    if run.principal != principal().principal_id:
        return require_run(run, right)
    g.run_id = run.run_id
    return run


def may_read(run: Run) -> bool:
    """Tell whether a caller who passed `require_part` may see more than the state of a run."""
    caller = principal()
    is_part = run.principal == caller.principal_id and not _has_started(caller, run)
    return not is_part or _may(caller, run, Right.VIEW)


def require_resume(run: Run) -> None:
    """
    Raise Forbidden for a caller who may not resume a run.

    Who is to decide an approval that names people is judged with the decision itself.
    """
    names_people = run.wait is not None and bool(run.wait.assignees)
    is_own = run.decision is not None and run.decision.principal == principal().principal_id
    if names_people or is_own:
        g.run_id = run.run_id
    else:
        require_part(run, Right.RUN)


def _has_started(caller: Principal, run: Run) -> bool:
    """
    Tell whether the caller started the run, or the run it is a branch of.

    Every run above must be of the same flow: where another flow is between, its inputs are that
    flow's.
    """
    if run.principal != caller.principal_id:
        return False
    above = map(services().engine.stores.runs.peek, reversed(run.ancestors))
    return all(one is not None and one.flow_id == run.flow_id for one in above)


def _no_right(run: Run) -> Forbidden:
    if run.principal == principal().principal_id:
        detail = "this run is of another flow, which yours called: you have no right to that flow"
    else:
        detail = "you did not start this run and have no right to its flow"
    return Forbidden("forbidden", detail)


def _may(caller: Principal, run: Run, right: Right) -> bool:
    if caller.kind == "share":
        return False
    if not caller.is_person:
        return caller.may_use(run.flow_id)
    if caller.is_admin:
        return True
    # A deleted flow shares nothing any more.
    flow = services().engine.stores.flows.get(run.flow_id)
    return flow is not None and right_of(caller, flow) >= right


def require_operator() -> None:
    """
    Raise Unauthenticated or Forbidden for whoever does not run the installation.

    He has the token of the settings, or one of the installation's own: what he sees crosses
    workspaces, so an admin of one of them is none.
    """
    wanted = services().engine.settings.metrics_token
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    is_bearer = scheme.lower() == "bearer"
    if wanted and is_bearer and hmac.compare_digest(text.strip().encode(), wanted.encode()):
        return
    caller = _authenticated()
    if caller.kind != "pat" or caller.user_id is not None:
        raise Rejected(403, "forbidden", "only whoever runs the installation may see this")


def identified() -> bool:
    """
    Tell whether a person asks, on a route that is open to all; he is the caller from now on.

    Raises Unavailable: then nobody knows.
    """
    try:
        found = _authenticated()
    except Unavailable:
        raise
    except (Rejected, EngineError):  # a share link without its password, or too many guesses
        return False
    g.principal = found
    return found.is_person


def future(at: datetime | None, pointer: str) -> datetime | None:
    """Return a time that is yet to come, or None. Raises Rejected."""
    if at is not None and at <= clock.now():
        found = [Issue(pointer, "invalid_time", "must be in the future")]
        raise Rejected(422, "invalid_request", f"{pointer}: must be in the future", found)
    return at


def session_text(req: Request) -> str:
    """Return the session that a browser sent, empty without one."""
    return req.cookies.get(_COOKIE, "")


def set_session(response: Response, text: str, expires_at: datetime) -> None:
    """Have the browser keep a session where no script can read it."""
    response.set_cookie(
        _COOKIE,
        text,
        expires=expires_at,
        httponly=True,
        secure=_is_secure(),
        samesite="Lax",
    )


def clear_session(response: Response) -> None:
    """Have the browser forget its session."""
    response.delete_cookie(_COOKIE, httponly=True, secure=_is_secure(), samesite="Lax")


def _is_secure() -> bool:
    return request.is_secure or (services().engine.settings.public_url or "").startswith("https:")


def _judge() -> None:
    endpoint = request.endpoint
    if endpoint is None:
        return
    allowed = ALLOWED.get(endpoint, _beside(endpoint))
    if allowed is None:
        raise Rejected(403, "forbidden", "this route is open to nobody")
    if not allowed:
        return
    g.principal = _authenticated()
    if g.principal.kind not in allowed:
        detail = f"a {g.principal.kind}_ token may not call this route"
        raise Rejected(403, "forbidden", detail)
    limits.count_key(g.principal)


def _beside(endpoint: str) -> frozenset[str] | None:
    rows: Mapping[str, frozenset[str]] = current_app.extensions.get(_BESIDE, {})
    return rows.get(endpoint)


def _authenticated() -> Principal:
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    text = text.strip()
    if "Authorization" not in request.headers and session_text(request):
        standing.keep_proof(session_text(request))
        return _signed_in(session_text(request))
    if scheme.lower() != "bearer" or not text:
        raise problems.unauthorized("send Authorization: Bearer with a pat_ or key_ token")
    standing.keep_proof(text)
    if text.startswith(PREFIX):
        return _linked(text)
    # A session is a browser's, which sends it as a cookie beside a CSRF token.
    found = None if text.startswith(SESSION) else services().engine.tokens.authenticate(text)
    if found is None:
        raise problems.unauthorized("this token is unknown, expired or revoked")
    return found


def _linked(text: str) -> Principal:
    shares = services().engine.shares
    try:
        share = shares.find(text)
    except (NotFound, Gone):
        limits.count_guess()
        raise problems.unauthorized("this share link is unknown, expired or revoked") from None
    prove_link(share)
    return principal_of(share)


def prove_link(share: Share) -> None:
    """Raise Unauthenticated, or TooMany, unless the link's password was sent if it has one."""
    if share.password is None:
        return
    shares, given = services().engine.shares, request.headers.get("X-Share-Password")
    guessed = guessing.of_link(share.share_id)
    if given is not None:
        guessing.require_try(guessed)
    try:
        shares.check_password(share, given)
    except Unauthenticated:
        if given is not None:
            guessing.failed(guessed)
        raise
    guessing.proved(guessed)


def _signed_in(text: str) -> Principal:
    tokens = services().engine.tokens
    found = tokens.authenticate(text) if text.startswith(SESSION) else None
    if found is None:
        raise problems.unauthorized("this session is over: sign in again")
    if request.method not in SAFE:
        given = request.headers.get("X-CSRF-Token", "") or _csrf_field()
        if not hmac.compare_digest(given.encode(), tokens.csrf(text).encode()):
            detail = "send the session's csrfToken as X-CSRF-Token"
            raise Rejected(403, "csrf_token_wrong", detail)
    return found


def _csrf_field() -> str:
    """Return what a form of a page sends, where no script is to set a header."""
    is_page = _beside(str(request.endpoint)) is not None
    return request.form.get("csrfToken", "") if is_page else ""
