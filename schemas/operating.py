"""Answers about workers and queues."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import fields


class WorkedRun(ma.Schema):
    """The run that a worker advances."""

    appRunId = fields.String(required=True)
    flowId = fields.String(required=True)


class WorkerAnswer(ma.Schema):
    """A worker that is alive; `run` is null while it is idle, or works for another workspace."""

    name = fields.String(required=True)
    host = fields.String(required=True)
    pid = fields.Integer(required=True)
    queues = fields.List(fields.String(), required=True)
    state = fields.String(required=True)
    startedAt = fields.DateTime(required=True)
    seenAt = fields.DateTime(required=True)
    jobs = fields.Integer(required=True)
    since = fields.DateTime(required=True, allow_none=True)
    run = fields.Nested(WorkedRun, required=True, allow_none=True)


class QueueAnswer(ma.Schema):
    """A queue: hints that wait in Redis, and runs that wait for a worker."""

    name = fields.String(required=True)
    hints = fields.Integer(required=True)
    oldestHintAt = fields.DateTime(required=True, allow_none=True)
    queuedRuns = fields.Integer(required=True, allow_none=True)


class SchedulerAnswer(ma.Schema):
    """A scheduler, and when it last rescued what was to be; any number may work at once."""

    name = fields.String(required=True)
    lastPulseAt = fields.DateTime(required=True)


class StuckAnswer(ma.Schema):
    """Runs that rescue should have moved on 10 s ago: a lease or a wait is over."""

    lease = fields.Integer(required=True, allow_none=True)
    wait = fields.Integer(required=True, allow_none=True)


class QueuesAnswer(ma.Schema):
    """All queues, and what else waits or should not have to."""

    data = fields.List(fields.Nested(QueueAnswer), required=True)
    nextCursor = fields.String(required=True, allow_none=True)
    oldestQueuedAt = fields.DateTime(required=True, allow_none=True)
    runningRuns = fields.Integer(required=True, allow_none=True)
    timerLatenessSeconds = fields.Float(required=True)
    scheduleLatenessSeconds = fields.Float(required=True, allow_none=True)
    stuckRuns = fields.Nested(StuckAnswer, required=True)
    schedulers = fields.List(fields.Nested(SchedulerAnswer), required=True)
