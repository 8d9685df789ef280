"""Routes of what waits for people: the inbox, and links that decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

from flask import Response, g, jsonify, request

from api import auth, decisions, limits
from api.context import principal, services
from api.edge import Blueprint, listed
from api.preferences import idempotency_key
from engine import canonical, clock, deciding, listing, resuming
from engine.approval_links import KIND, Link, holder_of, link_not_found, milliseconds
from engine.approvals import Approvals
from engine.errors import Conflict, EngineError, NotFound
from engine.resuming import Resume, Resumed
from engine.store.documents import OpenWait, Run
from schemas.answers import page_of
from schemas.approvals import (
    ApprovalAnswer,
    Decide,
    DecidedAnswer,
    Delegate,
    InboxQuery,
    LinkedAnswer,
    Remind,
    RenewedLink,
    RevokedLink,
)
from schemas.json import JsonObject

blueprint = Blueprint("approvals", __name__, url_prefix="/v1/approval", description="Approvals")


@blueprint.get("")
@blueprint.arguments(InboxQuery, location="query")
@blueprint.response(200, page_of(ApprovalAnswer))
def inbox(query: JsonObject) -> Response:
    """Return what waits for a decision of the caller, the oldest first."""

    def fetch(cursor: str, limit: int) -> list[Run]:
        return list(_approvals().inbox(principal(), listing.position(cursor), limit))

    return listed(query, fetch, _row, _cursor)


@blueprint.post("/<string:run_id>/decide")
@blueprint.arguments(Decide)
@blueprint.response(200, DecidedAnswer)
def decide(body: JsonObject, run_id: str) -> Response:
    """Approve or reject, without waiting for what the run does then."""
    run = services().engine.runs.peek(principal(), run_id)
    auth.require_resume(run)
    return _decided(run, body)


@blueprint.post("/<string:run_id>/delegate")
@blueprint.arguments(Delegate)
@blueprint.response(200, ApprovalAnswer)
def delegate(body: JsonObject, run_id: str) -> Response:
    """Hand an approval on to another person."""
    wait_id = cast("str | None", body["waitId"])
    return jsonify(_row(_approvals().delegate(principal(), run_id, wait_id, str(body["to"]))))


@blueprint.post("/<string:run_id>/remind")
@blueprint.arguments(Remind, required=False)
@blueprint.response(200, ApprovalAnswer)
def remind(body: JsonObject, run_id: str) -> Response:
    """Note that who is asked was reminded: the wait shows since when."""
    wait_id = cast("str | None", body["waitId"])
    return jsonify(_row(_approvals().remind(principal(), run_id, wait_id)))


@blueprint.get("/link/<string:token>")
@blueprint.response(200, LinkedAnswer)
def show_link(token: str) -> Response:
    """Return what the holder of an approval link is asked; to look decides nothing."""
    root, link = _linked(token)
    run = _opened(link, root)
    wait = run.wait if run else None
    plan = services().engine.plans.get((run or root).version_id)
    state = _state(wait) if wait else {}
    shown: JsonObject = {
        "status": "open" if wait else "closed",
        "flow": plan.name if plan else None,
        "waitId": wait.wait_id if wait else None,
        "stepName": wait.step_name if wait else None,
        "message": state.get("message"),
        "fields": state.get("fields") or [],
        "createdAt": state.get("createdAt"),
        "expiresAt": state.get("expiresAt"),
    }
    return jsonify(shown)


@blueprint.post("/link/<string:token>")
@blueprint.arguments(Decide)
@blueprint.response(200, DecidedAnswer)
def use_link(body: JsonObject, token: str) -> Response:
    """
    Decide by an approval link.

    A caller who is signed in decides under their own name, and so may decide what names them.
    """
    root, link = _linked(token)
    is_known = auth.identified() and principal().workspace_id == root.workspace_id
    if run := _opened(link, root):
        g.principal = principal() if is_known else holder_of(run)
        return _decided(run, body)
    if is_known and (run := _named(root, body)) and _may_resume(run):
        return _decided(run, body)
    run = _decided_before(root, body)
    g.principal = principal() if is_known else holder_of(run)
    return _decided(run, {**body, "waitId": body["waitId"] or _NO_WAIT}, _answer_again)


# No wait has this id: a closed link that names no wait is a repeat by its key, or refused.
_NO_WAIT: Final = "none"


def _opened(link: Link, root: Run) -> Run | None:
    return link.opened(services().engine.runs.family.store, root)


def _named(root: Run, body: JsonObject) -> Run | None:
    """Return the run below whose open approval the body names by its wait."""
    family, wait_id = services().engine.runs.family.store, cast("str | None", body["waitId"])
    found = family.waiting_below(root.run_id, (KIND,), 1, wait_id) if wait_id else ()
    return next(iter(found), None)


def _may_resume(run: Run) -> bool:
    try:
        auth.require_resume(run)
    except EngineError:
        return False
    return True


def _decided_before(root: Run, body: JsonObject) -> Run:
    """Return the run below that the same call may have decided, or the link's own run."""
    family, wait_id = services().engine.runs.family.store, cast("str | None", body["waitId"])
    key = idempotency_key(request)
    kept = family.decided_below(root.run_id, key=key) if key else None
    if kept is None and wait_id:
        kept = family.decided_below(root.run_id, wait_id=wait_id)
    return kept or root


def _answer_again(run: Run, call: Resume) -> Resumed:
    """Answer a call by a link that decides nothing any more."""
    if run.wait is not None and call.wait_id in (run.wait.wait_id, run.run_id):
        raise Conflict("link_closed", "this link is of another approval, or was revoked")
    return resuming.answer_again(services().engine.runs, principal(), run, call)


@blueprint.post("/<string:run_id>/link")
@blueprint.arguments(Remind, required=False)
@blueprint.response(200, RenewedLink)
def renew_link(body: JsonObject, run_id: str) -> Response:
    """Make another link that decides an open approval; those before decide nothing any more."""
    run = _approvals().renew_link(principal(), run_id, cast("str | None", body["waitId"]))
    wait = cast("OpenWait", run.wait)
    link = Link(run.run_id, wait.number or 0, wait.link_rev, milliseconds(clock.now()))
    return jsonify({"waitId": wait.wait_id, "url": services().engine.links.url(link)})


@blueprint.delete("/<string:run_id>/link")
@blueprint.response(200, RevokedLink)
def revoke_link(run_id: str) -> Response:
    """Let no link decide the open approval of a run any more."""
    run = _approvals().revoke_link(principal(), run_id, None)
    return jsonify({"waitId": cast("OpenWait", run.wait).wait_id, "revoked": True})


def _approvals() -> Approvals:
    return services().engine.approvals


def _linked(token: str) -> tuple[Run, Link]:
    """Return a link and the run that it was rendered in. Raises NotFound."""
    engine = services().engine
    try:
        link = engine.links.read(token)
        run = engine.stores.runs.peek(link.run_id)
    except NotFound:
        limits.count_guess()
        raise
    if run is None:
        raise link_not_found()
    return run, link


def _decided(
    run: Run, body: JsonObject, act: Callable[[Run, Resume], Resumed] = decisions.decide
) -> Response:
    g.run_id = run.run_id
    decision: JsonObject = {
        "decision": body["decision"],
        "comment": body["comment"],
        "fields": body["fields_"],
    }
    open_ = run.wait.wait_id if run.wait else None
    wait_id = cast("str | None", body["waitId"]) or open_
    call = Resume("decision", decision, wait_id, idempotency_key(request))
    done = act(run, call)
    wait = done.run.wait if done.run.wait and done.run.wait.wait_id == wait_id else None
    needed = run.wait.needed if run.wait else 1
    shown: JsonObject = {
        "appRunId": run.run_id,
        "waitId": wait_id or "",
        "status": "open" if wait else "decided",
        "decision": body["decision"],
        "approvals": len(wait.votes) if wait else needed,
        "requiredApprovals": needed,
    }
    return jsonify(shown)


def _row(run: Run) -> JsonObject:
    wait = cast("OpenWait", run.wait)
    state, plan = _state(wait), services().engine.plans.get(run.version_id)
    age = clock.now() - wait.created_at
    return {
        "waitId": wait.wait_id,
        "appRunId": run.run_id,
        "rootRunId": run.ancestors[0] if run.ancestors else run.run_id,
        "flow": {
            "id": run.flow_id,
            "name": plan.name if plan else None,
            "version": run.version,
        },
        "stepId": wait.step_id,
        "stepName": wait.step_name,
        "message": state.get("message"),
        "fields": state.get("fields") or [],
        "approvers": state.get("approvers"),
        "requiredApprovals": wait.needed,
        "approvals": len(wait.votes),
        "hasVoted": deciding.voter_of(principal()) in {vote.principal for vote in wait.votes},
        "createdAt": state["createdAt"],
        "ageSeconds": max(0, int(age.total_seconds())),
        "expiresAt": state.get("expiresAt"),
        "remindedAt": state.get("remindedAt"),
        "payload": canonical.decode(run.inputs) if run.inputs else None,
    }


def _state(wait: OpenWait) -> JsonObject:
    view = cast("JsonObject", canonical.decode(wait.view))
    return cast("JsonObject", view["waitState"])


def _cursor(run: Run) -> str:
    wait = cast("OpenWait", run.wait)
    return f"{clock.rfc3339(wait.created_at)}~{run.run_id}"
