"""Bodies and answers of secrets and model connections."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import fields, validate

from schemas.fields import Several, Strict
from schemas.talk import Connection


class PutSecret(Strict):
    """A secret by name; what is left out of `origins`, `flows` and `groups` stays as it was."""

    name = fields.String(required=True, validate=validate.Length(1, 64))
    value = fields.String(required=True, validate=validate.Length(1, 16 * 1024))
    origins = Several(
        fields.String(validate=validate.Length(1, 300)),
        allow_none=True,
        metadata={"description": "where it may go; null: anywhere"},
    )
    flows = Several(
        fields.String(validate=validate.Length(1, 100)),
        validate=validate.Length(max=200),
        metadata={"description": "the flows that may use it, beside those of `groups`"},
    )
    groups = Several(
        fields.String(validate=validate.Length(1, 100)),
        validate=validate.Length(max=200),
        metadata={"description": "whose members publish flows that may use it"},
    )


class Doubt(ma.Schema):
    """What an accepted change may not have meant."""

    code = fields.String(required=True)
    message = fields.String(required=True)


class SecretAnswer(ma.Schema):
    """A secret without its value."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    origins = fields.List(fields.String(), required=True, allow_none=True)
    flows = fields.List(fields.String(), required=True)
    groups = fields.List(fields.String(), required=True)
    warnings = fields.List(fields.Nested(Doubt), required=True)
    createdAt = fields.DateTime(required=True)
    updatedAt = fields.DateTime(required=True)


class PutConnection(Connection):
    """A model endpoint by name."""

    name = fields.String(required=True, validate=validate.Length(1, 100))


class ConnectionAnswer(ma.Schema):
    """A model endpoint without its key."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    baseUrl = fields.String(required=True)
    model = fields.String(required=True)
    hasKey = fields.Boolean(required=True)
    createdAt = fields.DateTime(required=True)
    updatedAt = fields.DateTime(required=True)
