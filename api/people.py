"""Routes of the workspace's people: users, groups, and what they did."""

from __future__ import annotations

from contextlib import ExitStack
from typing import cast

from flask import Response, jsonify

from api import signing
from api.context import principal, services
from api.edge import Blueprint, listed
from engine import canonical, clock
from engine.store.people import Audit, Group, User
from schemas.account import (
    AuditAnswer,
    AuditPage,
    CreateGroup,
    CreateUser,
    Ended,
    GroupAnswer,
    PatchGroup,
    PatchUser,
    UserAnswer,
)
from schemas.answers import page_of
from schemas.flow import Page
from schemas.json import JsonObject

blueprint = Blueprint("people", __name__, url_prefix="/v1", description="Users, groups, audit")


@blueprint.post("/user")
@blueprint.arguments(CreateUser)
@blueprint.response(201, UserAnswer)
def create_user(body: JsonObject) -> Response:
    """Add a person to the workspace; without a password he signs in with tokens only."""
    user = services().engine.accounts.create_user(
        principal(),
        email=str(body["email"]),
        name=str(body["name"]),
        role=str(body["role"]),
        password=cast("str | None", body["password"]),
    )
    response = jsonify(user_view(user))
    response.status_code = 201
    return response


@blueprint.get("/user")
@blueprint.arguments(Page, location="query")
@blueprint.response(200, page_of(UserAnswer))
def users(page: JsonObject) -> Response:
    """Return the workspace's people."""
    accounts = services().engine.accounts
    return listed(
        page,
        lambda after, limit: accounts.users(principal(), after, limit),
        user_view,
        lambda user: user.user_id,
    )


@blueprint.get("/user/<string:user_id>")
@blueprint.response(200, UserAnswer)
def user(user_id: str) -> Response:
    """Return one person of the workspace."""
    return jsonify(user_view(services().engine.accounts.user(principal(), user_id)))


@blueprint.route("/user/<string:user_id>", methods=["PATCH"])
@blueprint.arguments(PatchUser)
@blueprint.response(200, UserAnswer)
def patch_user(body: JsonObject, user_id: str) -> Response:
    """Change an account: one's own name and password, or as an admin anybody's."""
    accounts = services().engine.accounts
    with ExitStack() as proofs:
        if "password" in body and user_id == principal().user_id:
            proofs.enter_context(signing.proving(accounts.user(principal(), user_id).email))
        changed = accounts.change_user(principal(), user_id, body)
    return jsonify(user_view(changed))


@blueprint.delete("/user/<string:user_id>")
@blueprint.response(200, Ended)
def delete_user(user_id: str) -> Response:
    """Disable an account; its tokens and the keys it made end, what else it made stays."""
    services().engine.accounts.change_user(principal(), user_id, {"disabled": True})
    return jsonify({"id": user_id, "deleted": True})


@blueprint.post("/group")
@blueprint.arguments(CreateGroup)
@blueprint.response(201, GroupAnswer)
def create_group(body: JsonObject) -> Response:
    """Make a group, to share flows with."""
    members = cast("list[str]", body["members"])
    group = services().engine.accounts.create_group(principal(), str(body["name"]), members)
    response = jsonify(_group_view(group))
    response.status_code = 201
    return response


@blueprint.get("/group")
@blueprint.arguments(Page, location="query")
@blueprint.response(200, page_of(GroupAnswer))
def groups(page: JsonObject) -> Response:
    """Return the workspace's groups."""
    accounts = services().engine.accounts
    return listed(
        page,
        lambda after, limit: accounts.groups(principal(), after, limit),
        _group_view,
        lambda group: group.group_id,
    )


@blueprint.get("/group/<string:group_id>")
@blueprint.response(200, GroupAnswer)
def group(group_id: str) -> Response:
    """Return one group of the workspace."""
    return jsonify(_group_view(services().engine.accounts.group(principal(), group_id)))


@blueprint.route("/group/<string:group_id>", methods=["PATCH"])
@blueprint.arguments(PatchGroup)
@blueprint.response(200, GroupAnswer)
def patch_group(body: JsonObject, group_id: str) -> Response:
    """Rename a group, or say anew who is in it."""
    changed = services().engine.accounts.change_group(
        principal(),
        group_id,
        cast("str | None", body.get("name")),
        cast("list[str] | None", body.get("members")),
    )
    return jsonify(_group_view(changed))


@blueprint.delete("/group/<string:group_id>")
@blueprint.response(200, Ended)
def delete_group(group_id: str) -> Response:
    """Delete a group; what was shared with it is no longer."""
    services().engine.accounts.remove_group(principal(), group_id)
    return jsonify({"id": group_id, "deleted": True})


@blueprint.get("/audit")
@blueprint.arguments(AuditPage, location="query")
@blueprint.response(200, page_of(AuditAnswer))
def audit(page: JsonObject) -> Response:
    """Return what was done in the workspace, the newest first."""
    audits, object_id = services().engine.audits, cast("str | None", page["objectId"])
    return listed(
        page,
        lambda before, limit: audits.list(principal(), object_id, before, limit),
        _audit_view,
        lambda entry: entry.audit_id,
    )


def user_view(user: User) -> JsonObject:
    """Return what others see of a person."""
    return {
        "id": user.user_id,
        "email": user.email,
        "name": user.name,
        "role": user.role,
        "groups": list(user.group_ids),
        "disabled": user.disabled_at is not None,
        "createdAt": clock.rfc3339(user.created_at),
    }


def _group_view(group: Group) -> JsonObject:
    members = services().engine.accounts.members(group)
    return {
        "id": group.group_id,
        "name": group.name,
        "members": list(members),
        "createdAt": clock.rfc3339(group.created_at),
    }


def _audit_view(entry: Audit) -> JsonObject:
    return {
        "id": entry.audit_id,
        "at": clock.rfc3339(entry.at),
        "principal": entry.principal,
        "action": entry.action,
        "objectId": entry.object_id,
        "detail": canonical.decode(entry.detail),
    }
