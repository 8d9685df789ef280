"""Bodies and answers of prices and budgets."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import fields, validate

from schemas.fields import Strict

_PERIODS = ("day", "month", "total")
_MOST = 10**12


class PutPrice(Strict):
    """What a model costs from now on: USD for a million tokens, as decimal text."""

    model = fields.String(required=True, validate=validate.Length(1, 200))
    input = fields.String(required=True, validate=validate.Length(1, 40))
    output = fields.String(required=True, validate=validate.Length(1, 40))
    cachedInput = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 40))


class PriceAnswer(ma.Schema):
    """A row of the price table: USD for a million tokens."""

    id = fields.String(required=True)
    model = fields.String(required=True)
    input = fields.String(required=True)
    cachedInput = fields.String(required=True, allow_none=True)
    output = fields.String(required=True)
    source = fields.String(required=True)
    createdAt = fields.DateTime(required=True)


class PutBudget(Strict):
    """How many credits may be spent in a period, and by each run."""

    limit = fields.Integer(
        strict=True, load_default=None, allow_none=True, validate=validate.Range(0, _MOST)
    )
    period = fields.String(load_default="month", validate=validate.OneOf(_PERIODS))
    perRun = fields.Integer(
        strict=True, load_default=None, allow_none=True, validate=validate.Range(0, _MOST)
    )


class BudgetAnswer(ma.Schema):
    """A budget, and what of it was spent or is set apart for calls on their way."""

    flowId = fields.String(required=True, allow_none=True)
    limit = fields.Integer(required=True, allow_none=True)
    period = fields.String(required=True)
    perRun = fields.Integer(required=True, allow_none=True)
    spent = fields.Integer(required=True)
    held = fields.Integer(required=True)
    remaining = fields.Integer(required=True, allow_none=True)
    updatedAt = fields.DateTime(required=True)
