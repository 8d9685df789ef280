"""Bodies and answers of accounts: signing in, tokens, keys, users, groups, the audit log."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import fields, validate

from schemas.fields import Several, Strict, StrictBoolean, StrictInteger
from schemas.flow import IN_REACH, Page

MAX_LABEL = 200
MAX_MEMBERS = 1000
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
ROLES = ("admin", "member")
_LABEL = validate.Length(1, MAX_LABEL)
_ID = validate.Length(1, 200)
_PASSWORD = validate.Length(SHORTEST_PASSWORD, LONGEST_PASSWORD)


class Login(Strict):
    """An address and its password."""

    email = fields.String(required=True, validate=validate.Length(1, 254))
    password = fields.String(required=True, validate=validate.Length(1, LONGEST_PASSWORD))


class CreateToken(Strict):
    """A personal token."""

    name = fields.String(required=True, validate=_LABEL)
    expiresAt = fields.AwareDateTime(load_default=None, allow_none=True, validate=IN_REACH)


class CreateKey(CreateToken):
    """A client's key; without `flowIds` it may use every flow of the workspace."""

    flowIds = Several(
        fields.String(validate=_ID),
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, 200),
    )
    ratePerMinute = StrictInteger(
        load_default=None, allow_none=True, validate=validate.Range(1, 10_000_000)
    )


class CreateUser(Strict):
    """A person of the workspace."""

    email = fields.Email(required=True, validate=validate.Length(3, 254))
    name = fields.String(required=True, validate=_LABEL)
    role = fields.String(load_default="member", validate=validate.OneOf(ROLES))
    password = fields.String(load_default=None, allow_none=True, validate=_PASSWORD)


class PatchUser(Strict):
    """Changes of a person's account; what is not given stays."""

    name = fields.String(validate=_LABEL)
    role = fields.String(validate=validate.OneOf(ROLES))
    disabled = StrictBoolean()
    password = fields.String(validate=_PASSWORD)
    currentPassword = fields.String(validate=validate.Length(1, LONGEST_PASSWORD))


class CreateGroup(Strict):
    """People who are given rights together."""

    name = fields.String(required=True, validate=_LABEL)
    members = Several(
        fields.String(validate=_ID), load_default=list, validate=validate.Length(0, MAX_MEMBERS)
    )


class PatchGroup(Strict):
    """Changes of a group; `members` is the whole list."""

    name = fields.String(validate=_LABEL)
    members = Several(fields.String(validate=_ID), validate=validate.Length(0, MAX_MEMBERS))


class AuditPage(Page):
    """Which part of the audit log."""

    objectId = fields.String(load_default=None, validate=_ID)


class UserAnswer(ma.Schema):
    """A person; `groups` are ids."""

    id = fields.String(required=True)
    email = fields.String(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True)
    groups = fields.List(fields.String(), required=True)
    disabled = fields.Boolean(required=True)
    createdAt = fields.DateTime(required=True)


class MeAnswer(ma.Schema):
    """Who is asking: `user` is null for a token of the installation or a client's key."""

    kind = fields.String(required=True)
    principal = fields.String(required=True)
    name = fields.String(required=True)
    workspaceId = fields.String(required=True)
    role = fields.String(required=True, allow_none=True)
    user = fields.Nested(UserAnswer, required=True, allow_none=True)


class LoginAnswer(ma.Schema):
    """A new session: its cookie is in the header, `csrfToken` goes into X-CSRF-Token."""

    user = fields.Nested(UserAnswer, required=True)
    csrfToken = fields.String(required=True)
    expiresAt = fields.DateTime(required=True)


class LoggedOut(ma.Schema):
    """The session is over."""

    loggedOut = fields.Boolean(required=True)


class TokenAnswer(ma.Schema):
    """A token without its text."""

    id = fields.String(required=True)
    kind = fields.String(required=True)
    name = fields.String(required=True)
    createdAt = fields.DateTime(required=True)
    expiresAt = fields.DateTime(required=True, allow_none=True)
    flowIds = fields.List(fields.String(), required=True, allow_none=True)
    otherFlows = fields.Integer()
    ratePerMinute = fields.Integer(required=True, allow_none=True)
    createdByUser = fields.String(required=True, allow_none=True)


class NewTokenAnswer(TokenAnswer):
    """A new token; `token` is shown this once."""

    token = fields.String(required=True)


class GroupAnswer(ma.Schema):
    """A group and the ids of who is in it."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    members = fields.List(fields.String(), required=True)
    createdAt = fields.DateTime(required=True)


class AuditAnswer(ma.Schema):
    """One thing that somebody did."""

    id = fields.String(required=True)
    at = fields.DateTime(required=True)
    principal = fields.String(required=True)
    action = fields.String(required=True)
    objectId = fields.String(required=True)
    detail = fields.Dict(required=True)


class Ended(ma.Schema):
    """Something that is no more."""

    id = fields.String(required=True)
    deleted = fields.Boolean(required=True)
