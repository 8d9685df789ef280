"""Bodies, queries and answers of approvals."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import fields, validate

from schemas.fields import Optional, Strict
from schemas.flow import Page
from schemas.runs import MAX_ID, ResumeDecision


class InboxQuery(Page):
    """Which page of the inbox."""

    cursor = fields.String(load_default="", validate=validate.Length(0, 300))


class Decide(ResumeDecision):
    """A decision about an open approval."""


class Delegate(Strict):
    """Whom to hand an approval on to: a user's id or e-mail address."""

    to = fields.String(required=True, validate=validate.Length(1, 254))
    waitId = fields.String(load_default=None, validate=validate.Length(1, MAX_ID))


class Remind(Optional):
    """Which approval is meant, where the run may have gone on."""

    waitId = fields.String(load_default=None, validate=validate.Length(1, MAX_ID))


class WaitingFlow(ma.Schema):
    """The flow that asks."""

    id = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True, allow_none=True)


class ApprovalAnswer(ma.Schema):
    """An open approval; `payload` are the inputs of its run, null where they are large."""

    waitId = fields.String(required=True)
    appRunId = fields.String(required=True)
    rootRunId = fields.String(required=True)
    flow = fields.Nested(WaitingFlow, required=True)
    stepId = fields.String(required=True)
    stepName = fields.String(required=True)
    message = fields.Raw(required=True, allow_none=True)
    fields_ = fields.List(fields.Dict(), required=True, data_key="fields")
    approvers = fields.Dict(required=True, allow_none=True)
    requiredApprovals = fields.Integer(required=True)
    approvals = fields.Integer(required=True)
    hasVoted = fields.Boolean(required=True)
    createdAt = fields.DateTime(required=True)
    ageSeconds = fields.Integer(required=True)
    expiresAt = fields.DateTime(required=True, allow_none=True)
    remindedAt = fields.DateTime(required=True, allow_none=True)
    payload = fields.Dict(required=True, allow_none=True)


class DecidedAnswer(ma.Schema):
    """What a decision came to: `decided`, or `open` while more approvals are needed."""

    appRunId = fields.String(required=True)
    waitId = fields.String(required=True)
    status = fields.String(required=True)
    decision = fields.String(required=True)
    approvals = fields.Integer(required=True)
    requiredApprovals = fields.Integer(required=True)


class LinkedAnswer(ma.Schema):
    """What the holder of an approval link sees; without `waitId` nothing waits any more."""

    status = fields.String(required=True)
    flow = fields.String(required=True, allow_none=True)
    waitId = fields.String(required=True, allow_none=True)
    stepName = fields.String(required=True, allow_none=True)
    message = fields.Raw(required=True, allow_none=True)
    fields_ = fields.List(fields.Dict(), required=True, data_key="fields")
    createdAt = fields.DateTime(required=True, allow_none=True)
    expiresAt = fields.DateTime(required=True, allow_none=True)


class RenewedLink(ma.Schema):
    """Another link that decides an open approval, shown this once."""

    waitId = fields.String(required=True)
    url = fields.Url(required=True, require_tld=False)


class RevokedLink(ma.Schema):
    """That no link decides an open approval any more."""

    waitId = fields.String(required=True)
    revoked = fields.Boolean(required=True)
