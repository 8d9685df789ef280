"""Bodies and answers of tools and webhooks."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import fields, validate

from schemas.fields import Object, Several, Strict, StrictInteger

_NAME = validate.Length(1, 100)
_URL = validate.Regexp(r"(?:https?://\S+)?\Z", error="Not an http or https URL.")


class CreateTool(Strict):
    """Another service: what can be done with it, and what it tells of."""

    name = fields.String(required=True, validate=_NAME)
    label = fields.String(load_default=None, allow_none=True, validate=_NAME)
    baseUrl = fields.String(load_default="", validate=[validate.Length(0, 2000), _URL])
    auth = Object(load_default=None, allow_none=True)
    actions = Several(Object(), load_default=list, validate=validate.Length(0, 200))
    triggers = Several(Object(), load_default=list, validate=validate.Length(0, 50))


class PatchTool(Strict):
    """What is to change of a tool; with `rev` only of that revision."""

    name = fields.String(validate=_NAME)
    label = fields.String(allow_none=True, validate=_NAME)
    baseUrl = fields.String(validate=[validate.Length(0, 2000), _URL])
    auth = Object(allow_none=True)
    actions = Several(Object(), validate=validate.Length(0, 200))
    triggers = Several(Object(), validate=validate.Length(0, 50))
    rev = StrictInteger(validate=validate.Range(1))


class ToolAnswer(ma.Schema):
    """A tool without its secrets."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    label = fields.String(required=True, allow_none=True)
    baseUrl = fields.String(required=True)
    auth = fields.Dict(required=True, allow_none=True)
    actions = fields.List(fields.Dict(), required=True)
    triggers = fields.List(fields.Dict(), required=True)
    rev = fields.Integer(required=True)
    createdAt = fields.DateTime(required=True)
    updatedAt = fields.DateTime(required=True)


class ImportTool(Strict):
    """An OpenAPI 3 document to make a tool of, and what it does not say: what opens it."""

    document = Object(required=True)
    name = fields.String(load_default=None, allow_none=True, validate=_NAME)
    baseUrl = fields.String(
        load_default=None, allow_none=True, validate=[validate.Length(1, 2000), _URL]
    )
    auth = Object(load_default=None, allow_none=True)
    operations = Several(fields.String(), load_default=list, validate=validate.Length(0, 200))


class ImportedToolAnswer(ToolAnswer):
    """A tool without its secrets, and the operations that could not become actions, with why."""

    skipped = fields.List(fields.Dict(), required=True)


class HookAnswer(ma.Schema):
    """The address at which a trigger starts a flow; `status` pending, active, removing, removed."""

    id = fields.String(required=True)
    triggerId = fields.String(required=True)
    toolId = fields.String(required=True)
    url = fields.String(required=True)
    status = fields.String(required=True)
    tries = fields.Integer(required=True)
    lastError = fields.String(required=True, allow_none=True)
    nextTry = fields.DateTime(required=True, allow_none=True)
    createdAt = fields.DateTime(required=True)


class SecretHookAnswer(HookAnswer):
    """A webhook with its new secret, which is shown this once."""

    secret = fields.String(required=True)


class HooksAnswer(ma.Schema):
    """A flow's webhooks."""

    data = fields.List(fields.Nested(HookAnswer), required=True)


class ReceivedAnswer(ma.Schema):
    """A delivery that was taken; `duplicate` where it had come before."""

    appRunId = fields.String(required=True)
    duplicate = fields.Boolean(required=True)
