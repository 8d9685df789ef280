"""Bodies and answers of prices and budgets."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import fields, validate

from schemas.fields import QueryInteger, Strict
from schemas.flow import IN_REACH

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


class CreditsQuery(Strict):
    """Runs made when, added up by what; `limit` is of the rows, not of what is added up."""

    from_ = fields.AwareDateTime(data_key="from", load_default=None, validate=IN_REACH)
    to = fields.AwareDateTime(load_default=None, validate=IN_REACH)
    by = fields.String(load_default="day", validate=validate.OneOf(("day", "flow")))
    limit = QueryInteger(load_default=400, validate=validate.Range(1, 1000))


class CreditsRow(ma.Schema):
    """What the runs of a day (in UTC) or of a flow cost, and how many cost anything."""

    day = fields.String()
    flowId = fields.String()
    credits = fields.Integer(required=True)
    runs = fields.Integer(required=True)


class CreditsAnswer(ma.Schema):
    """What runs made from a time up to another cost; rows without cost are left out."""

    from_ = fields.DateTime(data_key="from", required=True)
    to = fields.DateTime(required=True)
    by = fields.String(required=True)
    credits = fields.Integer(required=True)
    runs = fields.Integer(required=True)
    data = fields.List(fields.Nested(CreditsRow), required=True)
