"""Routes of one's own account: signing in and out, personal tokens, client keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import cast

from flask import Response, jsonify, request

from api import auth, signing
from api.context import principal, services
from api.edge import Blueprint, listed
from api.people import user_view
from engine import clock
from engine.errors import NotFound
from engine.principal import require_admin
from engine.rights import Right
from engine.store.documents import Token
from engine.tokens import CLIENT, PERSONAL, Minted, Terms, ending_of
from schemas.account import (
    CreateKey,
    CreateToken,
    Ended,
    LoggedOut,
    Login,
    LoginAnswer,
    MeAnswer,
    NewTokenAnswer,
    TokenAnswer,
)
from schemas.answers import page_of
from schemas.fields import Nothing
from schemas.flow import Page
from schemas.json import Json, JsonObject

blueprint = Blueprint("account", __name__, url_prefix="/v1", description="Signing in, tokens, keys")


@blueprint.post("/auth/login")
@blueprint.arguments(Login)
@blueprint.response(200, LoginAnswer)
def login(body: JsonObject) -> Response:
    """Sign in with address and password; the session is a cookie."""
    user, session = signing.sign_in(str(body["email"]), str(body["password"]))
    expires_at = cast("datetime", session.token.expires_at)
    response = jsonify(
        {
            "user": user_view(user),
            "csrfToken": services().engine.tokens.csrf(session.text),
            "expiresAt": clock.rfc3339(expires_at),
        }
    )
    auth.set_session(response, session.text, expires_at)
    return response


@blueprint.post("/auth/logout")
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, LoggedOut)
def logout(_: JsonObject) -> Response:
    """End the session; a token that was sent instead stays valid."""
    text = auth.session_text(request)
    ended = bool(text) and services().engine.tokens.revoke(text)
    response = jsonify({"loggedOut": ended})
    auth.clear_session(response)
    return response


@blueprint.get("/auth/me")
@blueprint.response(200, MeAnswer)
def me() -> Response:
    """Return who is asking."""
    caller = principal()
    user: Json = None
    if caller.user_id is not None:
        user = user_view(services().engine.accounts.user(caller, caller.user_id))
    return jsonify(
        {
            "kind": caller.kind,
            "principal": caller.principal_id,
            "name": caller.name,
            "workspaceId": caller.workspace_id,
            "role": caller.role if caller.is_person else None,
            "user": user,
        }
    )


@blueprint.post("/token")
@blueprint.arguments(CreateToken)
@blueprint.response(201, NewTokenAnswer)
def create_token(body: JsonObject) -> Response:
    """Make a personal token, which may do what its owner may; it ends with one it is made by."""
    caller = principal()
    minted = services().engine.tokens.mint(
        PERSONAL,
        caller.workspace_id,
        str(body["name"]),
        Terms(expires_at=_expiry(body), user_id=caller.user_id, created_by=caller.principal_id),
    )
    return _shown_once(minted)


@blueprint.get("/token")
@blueprint.arguments(Page, location="query")
@blueprint.response(200, page_of(TokenAnswer))
def tokens(page: JsonObject) -> Response:
    """Return one's own personal tokens, without their texts."""
    return _listing(PERSONAL, principal().user_id, page, _view)


@blueprint.delete("/token/<string:token_id>")
@blueprint.response(200, Ended)
def revoke_token(token_id: str) -> Response:
    """End a personal token at once."""
    token = _token(token_id, PERSONAL)
    if token.user_id != principal().user_id:
        require_admin(principal())
    return _revoked(token)


@blueprint.post("/key")
@blueprint.arguments(CreateKey)
@blueprint.response(201, NewTokenAnswer)
def create_key(body: JsonObject) -> Response:
    """Make a client's key for flows that one manages; only admins make one for all flows."""
    caller, engine = principal(), services().engine
    flow_ids = cast("list[str] | None", body["flowIds"])
    if flow_ids is None:
        require_admin(caller)
    for flow_id in flow_ids or ():
        engine.flows.require(caller, flow_id, Right.MANAGE)
    minted = engine.tokens.mint(
        CLIENT,
        caller.workspace_id,
        str(body["name"]),
        Terms(
            flow_ids=None if flow_ids is None else tuple(flow_ids),
            expires_at=_expiry(body),
            created_by=caller.principal_id,
            rate_per_minute=cast("int | None", body["ratePerMinute"]),
        ),
    )
    return _shown_once(minted)


@blueprint.get("/key")
@blueprint.arguments(Page, location="query")
@blueprint.response(200, page_of(TokenAnswer))
def keys(page: JsonObject) -> Response:
    """Return the workspace's client keys, without their texts."""
    return _listing(CLIENT, None, page, _key_view)


@blueprint.delete("/key/<string:token_id>")
@blueprint.response(200, Ended)
def revoke_key(token_id: str) -> Response:
    """End a client's key at once."""
    token = _token(token_id, CLIENT)
    if token.created_by != principal().principal_id:
        require_admin(principal())
    return _revoked(token)


def _token(token_id: str, kind: str) -> Token:
    token = services().engine.stores.tokens.find(token_id)
    if token is None or token.kind != kind or token.workspace_id != principal().workspace_id:
        raise NotFound("token_not_found", "there is no such token")
    return token


def _expiry(body: JsonObject) -> datetime | None:
    wanted = auth.future(cast("datetime | None", body["expiresAt"]), "/expiresAt")
    return ending_of(principal(), wanted)


def _listing(
    kind: str, user_id: str | None, page: JsonObject, view: Callable[[Token], JsonObject]
) -> Response:
    def fetch(after: str, limit: int) -> Sequence[Token]:
        return services().engine.tokens.list(principal().workspace_id, kind, user_id, after, limit)

    return listed(page, fetch, view, lambda token: token.token_id)


def _revoked(token: Token) -> Response:
    services().engine.stores.tokens.revoke(token.token_hash, clock.now())
    return jsonify({"id": token.token_id, "deleted": True})


def _shown_once(minted: Minted) -> Response:
    response = jsonify({**_view(minted.token), "token": minted.text})
    response.status_code = 201
    return response


def _key_view(token: Token) -> JsonObject:
    """Return a key with those of its flows that the caller may see, and how many others it has."""
    flow_ids = token.flow_ids or ()
    seen = services().engine.flows.visible(principal(), flow_ids) if flow_ids else frozenset()
    shown: list[Json] = [one for one in flow_ids if one in seen]
    named: Json = None if token.flow_ids is None else shown
    return {**_view(token), "flowIds": named, "otherFlows": len(flow_ids) - len(shown)}


def _view(token: Token) -> JsonObject:
    return {
        "id": token.token_id,
        "kind": token.kind,
        "name": token.label,
        "createdAt": clock.rfc3339(token.created_at),
        "expiresAt": None if token.expires_at is None else clock.rfc3339(token.expires_at),
        "flowIds": None if token.flow_ids is None else list(token.flow_ids),
        "ratePerMinute": token.rate_per_minute,
        "createdByUser": token.created_by,
    }
