"""Answers about runs."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import fields

from schemas.credits import BudgetAnswer


class UnfinishedAnswer(ma.Schema):
    """A run that is still going on, or waits for somebody."""

    status = fields.String(required=True)
    appRunId = fields.String(required=True)
    waitState = fields.Dict()
    pendingAction = fields.Dict()


class CanceledAnswer(ma.Schema):
    """A run that was asked to stop."""

    appRunId = fields.String(required=True)
    status = fields.String(required=True)
    cancelRequested = fields.Boolean(required=True)


class BulkItemAnswer(ma.Schema):
    """What became of one run of many; `newRunId` is its rerun, `error` why nothing was done."""

    appRunId = fields.String(required=True)
    status = fields.String(required=True)
    newRunId = fields.String()
    error = fields.Dict()


class BulkAnswer(ma.Schema):
    """What became of each run of a page, and how many of them it worked out for."""

    data = fields.List(fields.Nested(BulkItemAnswer), required=True)
    done = fields.Integer(required=True)
    nextCursor = fields.String(required=True, allow_none=True)


class CurrentStep(ma.Schema):
    """The step a run is at."""

    id = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)


class Progress(ma.Schema):
    """How many steps a run has executed."""

    steps = fields.Integer(required=True)


class ErrorCounts(ma.Schema):
    """How many errors a run went on with; those of its child runs are among them."""

    steps = fields.Integer(required=True)
    items = fields.Integer(required=True)
    branches = fields.Integer(required=True)


class PollAnswer(ma.Schema):
    """Where a run is; `hasErrors` says that it completed although a part of it failed."""

    appRunId = fields.String(required=True)
    status = fields.String(required=True)
    currentStep = fields.Nested(CurrentStep, required=True, allow_none=True)
    progress = fields.Nested(Progress, required=True)
    updatedAt = fields.DateTime(required=True)
    hasErrors = fields.Boolean(required=True)
    errorCounts = fields.Nested(ErrorCounts, required=True)
    waitState = fields.Dict()
    pendingAction = fields.Dict()


class DetailsAnswer(PollAnswer):
    """Everything about a run but its payloads; `version` is null for a draft's run."""

    flowId = fields.String(required=True)
    flow = fields.Dict(required=True)
    version = fields.Integer(required=True, allow_none=True)
    trigger = fields.String(required=True)
    triggerStepId = fields.String(required=True)
    scheduledFor = fields.DateTime(metadata={"description": "of a schedule's fire: its own time"})
    previousFor = fields.DateTime(
        allow_none=True, metadata={"description": "that of the fire before"}
    )
    principal = fields.String(required=True)
    queue = fields.String(required=True)
    createdAt = fields.DateTime(required=True)
    queuedAt = fields.DateTime(required=True)
    startedAt = fields.DateTime(required=True, allow_none=True)
    endedAt = fields.DateTime(required=True, allow_none=True)
    durationMs = fields.Integer(required=True, allow_none=True)
    counts = fields.Dict(required=True)
    credits = fields.Integer(required=True)
    deadLetter = fields.Boolean(required=True)
    parentId = fields.String(required=True, allow_none=True)
    children = fields.List(fields.Dict(), required=True)
    error = fields.Dict(required=True, allow_none=True)


class ChangesAnswer(ma.Schema):
    """What differs from a run's version, null for a draft's run, to the draft as it is now."""

    version = fields.Integer(required=True, allow_none=True)
    changes = fields.List(fields.Dict(), required=True)


class StepAnswer(ma.Schema):
    """One executed step, or one attempt at it that is retried."""

    seq = fields.Integer(required=True)
    path = fields.String(required=True)
    stepId = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)
    type = fields.String(required=True)
    iteration = fields.List(fields.Integer(), required=True)
    attempt = fields.Integer(required=True)
    status = fields.String(required=True)
    startedAt = fields.DateTime(required=True)
    endedAt = fields.DateTime(required=True)
    durationMs = fields.Integer(required=True)
    input = fields.Raw(required=True, allow_none=True)
    output = fields.Raw(required=True, allow_none=True)
    error = fields.Raw(required=True, allow_none=True)
    logs = fields.List(fields.Dict(), required=True)
    credits = fields.Integer(required=True)


class TrialAnswer(ma.Schema):
    """How one step of a draft went; `step` is its row of the journal, null before it has any."""

    appRunId = fields.String(required=True)
    status = fields.String(required=True)
    step = fields.Nested(StepAnswer, required=True, allow_none=True)
    error = fields.Dict(required=True, allow_none=True)
    waitState = fields.Dict(required=True, allow_none=True)


class ErrorAnswer(ma.Schema):
    """A run's error, null without one, and the steps before it."""

    error = fields.Dict(required=True, allow_none=True)
    lastSteps = fields.List(fields.Nested(StepAnswer), required=True)


class CostAnswer(ma.Schema):
    """What a run cost."""

    total = fields.Integer(required=True)
    cost = fields.String(required=True)
    currency = fields.String(required=True)
    byStep = fields.List(fields.Dict(), required=True)
    warnings = fields.List(fields.String(), required=True)
    budgets = fields.List(fields.Nested(BudgetAnswer), required=True)


class RunAnswer(ma.Schema):
    """A run's line in a list."""

    appRunId = fields.String(required=True)
    flowId = fields.String(required=True)
    version = fields.Integer(required=True, allow_none=True)
    status = fields.String(required=True)
    trigger = fields.String(required=True)
    scheduledFor = fields.DateTime()
    previousFor = fields.DateTime(allow_none=True)
    principal = fields.String(required=True)
    currentStep = fields.Nested(CurrentStep, required=True, allow_none=True)
    createdAt = fields.DateTime(required=True)
    startedAt = fields.DateTime(required=True, allow_none=True)
    endedAt = fields.DateTime(required=True, allow_none=True)
    durationMs = fields.Integer(required=True, allow_none=True)
    steps = fields.Integer(required=True)
    credits = fields.Integer(required=True)
    hasErrors = fields.Boolean(required=True)
    errorCounts = fields.Nested(ErrorCounts, required=True)
    deadLetter = fields.Boolean(required=True)
    error = fields.Dict(required=True, allow_none=True)


class OutcomeAnswer(ma.Schema):
    """A completed run's output object itself, or with metadata its long form."""

    class Meta:
        """The fields are the flow's own."""

        unknown = ma.INCLUDE
