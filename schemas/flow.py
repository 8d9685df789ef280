"""Bodies and answers of flows, versions and schedules."""

from __future__ import annotations

from datetime import UTC, datetime

import marshmallow as ma
from marshmallow import fields, validate

from schemas.fields import Object, Optional, QueryInteger, Several, Strict, StrictInteger

MAX_NAME = 200
MAX_TEXT = 4000
# Times whose neighbours, in any zone and years of cron later, are still times.
IN_REACH = validate.Range(datetime(2000, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC))
VISIBILITIES = ("private", "shared", "workspace")


class Issue(ma.Schema):
    """One finding about a definition."""

    path = fields.String()
    code = fields.String()
    message = fields.String()
    severity = fields.String()


RIGHTS = ("view", "run", "edit", "manage")
MAX_GRANTS = 200


class UserGrant(Strict):
    """A right given to a person."""

    userId = fields.String(required=True, validate=validate.Length(1, 200))
    permission = fields.String(required=True, validate=validate.OneOf(RIGHTS))


class GroupGrant(Strict):
    """A right given to a group."""

    groupId = fields.String(required=True, validate=validate.Length(1, 200))
    permission = fields.String(required=True, validate=validate.OneOf(RIGHTS))


class CreateFlow(Strict):
    """A new flow."""

    name = fields.String(required=True, validate=validate.Length(1, MAX_NAME))
    description = fields.String(load_default="", validate=validate.Length(0, MAX_TEXT))
    definition = Object(required=True)
    visibility = fields.String(load_default="workspace", validate=validate.OneOf(VISIBILITIES))
    sharedUsers = Several(fields.Nested(UserGrant), validate=validate.Length(0, MAX_GRANTS))
    sharedGroups = Several(fields.Nested(GroupGrant), validate=validate.Length(0, MAX_GRANTS))


class PatchFlow(Strict):
    """Changes of a flow; what is not given stays."""

    name = fields.String(validate=validate.Length(1, MAX_NAME))
    description = fields.String(validate=validate.Length(0, MAX_TEXT))
    definition = Object()
    visibility = fields.String(validate=validate.OneOf(VISIBILITIES))
    sharedUsers = Several(fields.Nested(UserGrant), validate=validate.Length(0, MAX_GRANTS))
    sharedGroups = Several(fields.Nested(GroupGrant), validate=validate.Length(0, MAX_GRANTS))
    rev = StrictInteger(validate=validate.Range(1))


class AutosaveFlow(Strict):
    """A draft on its way: `rev` is the revision it was edited from."""

    definition = Object(required=True)
    rev = StrictInteger(validate=validate.Range(1))


class ValidateFlow(Strict):
    """A definition to be looked at, as the next version of a flow where one is given."""

    definition = Object(required=True)
    flowId = fields.String(
        validate=validate.Length(1, 100),
        metadata={"description": "the flow; without it what depends on the flow is a doubt"},
    )


class PublishFlow(Optional):
    """What becomes the next version: the draft, or an earlier version."""

    summary = fields.String(load_default="", validate=validate.Length(0, MAX_TEXT))
    fromVersion = StrictInteger(load_default=None, validate=validate.Range(1))


class PutSchedule(Strict):
    """When a flow starts by itself."""

    cron = fields.String(required=True, validate=validate.Length(1, 200))
    timezone = fields.String(load_default="UTC", validate=validate.Length(1, 100))
    data = Object(load_default=dict)
    misfire = fields.String(load_default="once", validate=validate.OneOf(("skip", "once", "all")))
    overlap = fields.String(
        load_default="allow", validate=validate.OneOf(("allow", "skip", "queue"))
    )
    startAt = fields.AwareDateTime(load_default=None, validate=IN_REACH)
    endAt = fields.AwareDateTime(load_default=None, validate=IN_REACH)


class Page(Strict):
    """Which part of a list."""

    limit = QueryInteger(load_default=50, validate=validate.Range(1, 100))
    cursor = fields.String(load_default="", validate=validate.Length(0, 200))


class NumberedPage(Page):
    """Which part of a list that is ordered by a number."""

    cursor = fields.String(
        load_default="", validate=validate.Regexp(r"[0-9]{0,9}\Z", error="Not a page's nextCursor.")
    )


class StepsPage(NumberedPage):
    """Which part of a run's steps, and whether from their beginning or from their end."""

    order = fields.String(load_default="asc", validate=validate.OneOf(("asc", "desc")))


class VersionsPage(NumberedPage):
    """Which part of a flow's versions; only published ones have a number to be listed by."""

    status = fields.String(load_default="published", validate=validate.OneOf(("published",)))


class CloneFlow(Optional):
    """The name of a copy; without one it is `Copy of …`."""

    name = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, MAX_NAME))


class ImportFlow(Strict):
    """A document that export returned, or a name and a definition."""

    format = fields.String(load_default=None)
    formatVersion = StrictInteger(load_default=None)
    name = fields.String(required=True, validate=validate.Length(1, MAX_NAME))
    description = fields.String(load_default="", validate=validate.Length(0, MAX_TEXT))
    definition = Object(required=True)


class ExportAnswer(ma.Schema):
    """A flow that any installation can import."""

    format = fields.String(required=True)
    formatVersion = fields.Integer(required=True)
    name = fields.String(required=True)
    description = fields.String(required=True)
    definition = fields.Dict(required=True)


class DiffAnswer(ma.Schema):
    """Which steps were added, removed or changed; `to` is a number or `draft`."""

    from_ = fields.Integer(required=True, data_key="from")
    to = fields.Raw(required=True)
    changes = fields.List(fields.Dict(), required=True)


class StepFieldItems(Strict):
    """A field of a step that is being edited, in the definition as it is so far."""

    type = fields.String(required=True, validate=validate.Length(1, 100))
    field = fields.String(required=True, validate=validate.Length(1, 100))
    stepId = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 200))
    definition = Object(load_default=dict)
