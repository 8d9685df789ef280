"""Bodies and answers of subscriptions."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import fields, validate

from schemas.fields import Several, Strict, StrictBoolean

_EVENTS = ("run.completed", "run.failed", "run.waiting")
_URL = [
    validate.Length(1, 2000),
    validate.Regexp(r"https?://[^\s/]\S*+\Z", error="Not an http or https URL."),
]
_EVENT = validate.OneOf(_EVENTS)
_SOME = validate.Length(1, len(_EVENTS))
_FLOWS = validate.Length(0, 100)


class CreateSubscription(Strict):
    """Who wants to be told of runs."""

    url = fields.String(required=True, validate=_URL)
    events = Several(fields.String(validate=_EVENT), required=True, validate=_SOME)
    flowIds = Several(fields.String(), load_default=list, validate=_FLOWS)
    onlyWithErrors = StrictBoolean(load_default=False)
    description = fields.String(load_default="", validate=validate.Length(0, 1000))


class PatchSubscription(Strict):
    """What is to change of a subscription; `active` enables one that was disabled."""

    url = fields.String(validate=_URL)
    events = Several(fields.String(validate=_EVENT), validate=_SOME)
    flowIds = Several(fields.String(), validate=_FLOWS)
    onlyWithErrors = StrictBoolean()
    description = fields.String(validate=validate.Length(0, 1000))
    status = fields.String(validate=validate.OneOf(("active", "disabled")))


class SubscriptionAnswer(ma.Schema):
    """A subscription; `reason` says why it was disabled, `failures` how many in a row failed."""

    id = fields.String(required=True)
    url = fields.String(required=True)
    events = fields.List(fields.String(), required=True)
    flowIds = fields.List(fields.String(), required=True)
    onlyWithErrors = fields.Boolean(
        required=True, metadata={"description": "of runs that completed only those with errors"}
    )
    description = fields.String(required=True)
    status = fields.String(required=True)
    reason = fields.String(required=True, allow_none=True)
    failures = fields.Integer(required=True)
    createdAt = fields.DateTime(required=True)
    updatedAt = fields.DateTime(required=True)


class NewSubscriptionAnswer(SubscriptionAnswer):
    """A subscription with the secret that signs its deliveries, shown this once."""

    secret = fields.String(required=True)


class DeliveryAnswer(ma.Schema):
    """
    One message to a subscriber.

    `status` is pending, retrying, delivered, failed or dropped (what it told of did not come to be,
    or nobody listened any more).
    """

    id = fields.String(required=True)
    messageId = fields.String(required=True)
    event = fields.String(required=True)
    appRunId = fields.String(required=True, allow_none=True)
    status = fields.String(required=True)
    attempts = fields.Integer(required=True)
    nextAttemptAt = fields.DateTime(required=True, allow_none=True)
    lastError = fields.Dict(required=True, allow_none=True)
    createdAt = fields.DateTime(required=True)
    endedAt = fields.DateTime(required=True, allow_none=True)


class WholeDeliveryAnswer(DeliveryAnswer):
    """A delivery with what was sent and every attempt at it."""

    message = fields.Dict(required=True)
    log = fields.List(fields.Dict(), required=True)
