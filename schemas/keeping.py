"""Bodies and answers of secrets and model connections."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import fields, validate

from schemas.fields import Strict
from schemas.talk import Connection


class PutSecret(Strict):
    """A secret by name."""

    name = fields.String(required=True, validate=validate.Length(1, 64))
    value = fields.String(required=True, validate=validate.Length(1, 16 * 1024))


class SecretAnswer(ma.Schema):
    """A secret without its value."""

    id = fields.String(required=True)
    name = fields.String(required=True)
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
