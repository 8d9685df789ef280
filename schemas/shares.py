"""Bodies and answers of share links and files."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import fields, validate

from schemas.fields import Optional, StrictInteger
from schemas.flow import IN_REACH


class CreateShare(Optional):
    """The bounds of a new link; what is not given has none."""

    expiresAt = fields.AwareDateTime(load_default=None, allow_none=True, validate=IN_REACH)
    maxRuns = StrictInteger(
        load_default=None, allow_none=True, validate=validate.Range(1, 1_000_000_000)
    )
    ratePerMinute = StrictInteger(
        load_default=None, allow_none=True, validate=validate.Range(1, 1_000_000)
    )
    password = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 200))


class ShareAnswer(ma.Schema):
    """A link without its token."""

    id = fields.String(required=True)
    flowId = fields.String(required=True)
    createdAt = fields.DateTime(required=True)
    createdByUser = fields.String(required=True)
    expiresAt = fields.DateTime(required=True, allow_none=True)
    revokedAt = fields.DateTime(required=True, allow_none=True)
    maxRuns = fields.Integer(required=True, allow_none=True)
    ratePerMinute = fields.Integer(required=True, allow_none=True)
    hasPassword = fields.Boolean(required=True)
    runs = fields.Integer(required=True)


class NewShareAnswer(ShareAnswer):
    """A new link; `token` and `url` are shown this once."""

    token = fields.String(required=True)
    url = fields.String(required=True)


class LinkAnswer(ma.Schema):
    """What somebody who has the link may know of the flow."""

    name = fields.String(required=True)
    description = fields.String(required=True)
    title = fields.String(required=True)
    submitLabel = fields.String(required=True)
    fields_ = fields.List(fields.Dict(), required=True, data_key="fields")
    usedUp = fields.Boolean(required=True)


class FileAnswer(ma.Schema):
    """An uploaded file; inputs of type `file` take its `fileId`."""

    fileId = fields.String(required=True)
    name = fields.String(required=True)
    size = fields.Integer(required=True)
    contentType = fields.String(required=True)
    sha256 = fields.String(required=True)
