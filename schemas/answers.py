"""Shapes of answers that several resources share."""

from __future__ import annotations

from functools import cache

import marshmallow as ma
from marshmallow import fields


@cache
def page_of(item: type[ma.Schema]) -> type[ma.Schema]:
    """Return the schema of a page of these: `data`, and the `nextCursor` of the page after it."""
    name = item.__name__.removesuffix("Answer") + "Page"
    return ma.Schema.from_dict(
        {
            "data": fields.List(fields.Nested(item), required=True),
            "nextCursor": fields.String(required=True, allow_none=True),
        },
        name=name,
    )


class HealthAnswer(ma.Schema):
    """The process answers."""

    status = fields.String(required=True)


class WarningAnswer(ma.Schema):
    """What will fail later, with the remedy."""

    code = fields.String(required=True)
    message = fields.String(required=True)


class ReadyAnswer(HealthAnswer):
    """What a process needs, and whether it is there; `workers` counts those that live."""

    mongo = fields.Boolean(required=True)
    redis = fields.Boolean(required=True)
    workers = fields.Integer(required=True)
    warnings = fields.List(fields.Nested(WarningAnswer), required=True)
    downSince = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
