"""Answers of flows, versions and schedules."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import fields

from schemas.flow import GroupGrant, Issue, UserGrant


class FlowSummaryAnswer(ma.Schema):
    """A flow without its definition; `latestVersion` is null until it was published."""

    id = fields.String(required=True)
    _id = fields.String(required=True)
    name = fields.String(required=True)
    description = fields.String(required=True)
    visibility = fields.String(required=True)
    sharedUsers = fields.List(fields.Nested(UserGrant), required=True)
    sharedGroups = fields.List(fields.Nested(GroupGrant), required=True)
    rev = fields.Integer(required=True)
    latestVersion = fields.Integer(required=True, allow_none=True)
    createdByUser = fields.String(required=True)
    createdAt = fields.DateTime(required=True)
    updatedAt = fields.DateTime(required=True)


class FlowAnswer(FlowSummaryAnswer):
    """A flow with its draft and what is wrong with that."""

    definition = fields.Dict(required=True)
    issues = fields.List(fields.Nested(Issue), required=True)


class ValidationAnswer(ma.Schema):
    """What is wrong with a definition; `valid` when nothing of it is an error."""

    valid = fields.Boolean(required=True)
    issues = fields.List(fields.Nested(Issue), required=True)


class PublishedAnswer(ma.Schema):
    """
    The number of the version that stands, and when the flow starts by itself, if it does.

    `issues` are the warnings that it was published with.
    """

    version = fields.Integer(required=True)
    nextFires = fields.List(fields.DateTime())
    issues = fields.List(fields.Nested(Issue))


class VersionSummaryAnswer(ma.Schema):
    """A published version without its definition."""

    version = fields.Integer(required=True)
    name = fields.String(required=True)
    summary = fields.String(required=True)
    visibility = fields.String(required=True)
    sharedUsers = fields.List(fields.Nested(UserGrant), required=True)
    sharedGroups = fields.List(fields.Nested(GroupGrant), required=True)
    createdByUser = fields.String(required=True)
    publishedAt = fields.DateTime(required=True)


class VersionAnswer(VersionSummaryAnswer):
    """A published version."""

    definition = fields.Dict(required=True)


class ScheduleAnswer(ma.Schema):
    """A schedule; `description` is the cron expression in words."""

    id = fields.String(required=True)
    flowId = fields.String(required=True)
    cron = fields.String(required=True)
    timezone = fields.String(required=True)
    data = fields.Dict(required=True)
    misfire = fields.String(required=True)
    overlap = fields.String(required=True)
    startAt = fields.DateTime(required=True, allow_none=True)
    endAt = fields.DateTime(required=True, allow_none=True)
    description = fields.String(required=True)
    status = fields.String(required=True)
    nextFires = fields.List(fields.DateTime(), required=True)
    lastFire = fields.DateTime(required=True, allow_none=True)
    lastRunId = fields.String(required=True, allow_none=True)
    fromTrigger = fields.Boolean(metadata={"description": "true where a published trigger set it"})


class FlowInputs(ma.Schema):
    """A published flow and the JSON Schema of its inputs."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    inputSchema = fields.Dict(required=True)


class LimitsAnswer(ma.Schema):
    """What the installation allows; `fileBytes` is the size of an uploaded file."""

    fileBytes = fields.Integer(required=True)


class PreferencesAnswer(ma.Schema):
    """
    What flows can be made of; each `schema` is the JSON Schema of a step's `data`.

    `x-chosenFrom` of a property says that `step-field-items` has choices for it.
    """

    steps = fields.List(fields.Dict(), required=True)
    triggers = fields.List(fields.Dict(), required=True)
    flows = fields.List(fields.Nested(FlowInputs), required=True)
    limits = fields.Nested(LimitsAnswer, required=True)


class Item(ma.Schema):
    """Something that may be chosen."""

    value = fields.Raw(required=True)
    label = fields.String(required=True)


class ItemsAnswer(ma.Schema):
    """What may be chosen for a field; empty where anything may be written."""

    items = fields.List(fields.Nested(Item), required=True)
