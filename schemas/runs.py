"""Bodies and queries of executions and runs."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import fields, validate

from schemas.fields import (
    Object,
    Optional,
    QueryInteger,
    Several,
    Strict,
    StrictBoolean,
    StrictInteger,
)
from schemas.flow import IN_REACH, Page
from schemas.run import RunStatus

MAX_ID = 200
_VERSION = validate.Regexp(r"(latest|v?[1-9][0-9]{0,8})\Z", error="Not a number or latest.")


class Inputs(ma.Schema):
    """A body that is the inputs object itself."""

    class Meta:
        """Keep every key: they are data."""

        unknown = ma.INCLUDE

    @ma.post_load(pass_original=True)
    def keep_order(self, data: object, original: object, **kwargs: object) -> object:
        """Return the body as it came: marshmallow gathers unknown keys in no order."""
        del data, kwargs
        return original


class VersionOf(fields.Field):  # type: ignore[type-arg]  # generic only for type checkers
    """A published version's number, `latest` or `draft`."""

    default_error_messages = {"invalid": "Not a number, latest or draft."}  # noqa: RUF012

    def _deserialize(self, value: object, attr: object, data: object, **kwargs: object) -> object:
        del attr, data, kwargs
        is_number = isinstance(value, int) and not isinstance(value, bool) and value > 0
        if not is_number and value not in ("latest", "draft"):
            raise self.make_error("invalid")
        return value


class ExecuteFlow(Strict):
    """A run from the dashboard."""

    inputs = Object(load_default=dict)
    returnExecutionMetadata = StrictBoolean(load_default=False)
    version = VersionOf(load_default="draft")


class TestStep(Strict):
    """Which step of a draft to execute, what it sees, and results of the steps before it."""

    stepId = fields.String(required=True, validate=validate.Length(1, MAX_ID))
    inputs = Object(load_default=dict)
    pins = Object(load_default=dict)


class ExecuteQuery(Strict):
    """Which version a client executes, and whether it wants metadata."""

    version = fields.String(load_default="latest", validate=_VERSION)
    returnExecutionMetadata = fields.String(
        load_default="false", validate=validate.OneOf(("true", "false"))
    )


class MetadataQuery(Strict):
    """Whether the caller wants metadata."""

    returnExecutionMetadata = fields.String(
        load_default="false", validate=validate.OneOf(("true", "false"))
    )


class PollQuery(Strict):
    """How many seconds to wait for a change."""

    wait = QueryInteger(load_default=0, validate=validate.Range(0, 60))


class ToolResult(Strict):
    """What a client's tool returned."""

    executionId = fields.String(required=True, validate=validate.Length(1, MAX_ID))
    success = StrictBoolean(required=True)
    output = fields.Raw(load_default=None, allow_none=True)
    error = fields.Raw(load_default=None, allow_none=True)


class ResumeDecision(Strict):
    """A person's decision."""

    decision = fields.String(required=True, validate=validate.OneOf(("approve", "reject")))
    comment = fields.String(load_default=None, allow_none=True, validate=validate.Length(0, 4000))
    fields_ = Object(data_key="fields", load_default=None, allow_none=True)
    waitId = fields.String(load_default=None, validate=validate.Length(1, MAX_ID))


class ResumeTool(Strict):
    """A client tool's result."""

    toolResult = fields.Nested(ToolResult, required=True)
    waitId = fields.String(load_default=None, validate=validate.Length(1, MAX_ID))


class ResumeData(Strict):
    """Data for a generic wait."""

    data = Object(required=True)
    waitId = fields.String(load_default=None, validate=validate.Length(1, MAX_ID))


STATUSES = tuple(status.value for status in RunStatus)
_STATUSES = validate.Regexp(
    rf"(?:|(?:{'|'.join(STATUSES)})(?:,(?:{'|'.join(STATUSES)}))*)\Z",
    error=f"Not some of {', '.join(STATUSES)}.",
)


class RunsQuery(Page):
    """Which runs of a flow; `status` names one or several, with commas between them."""

    cursor = fields.String(load_default="", validate=validate.Length(0, 300))
    status = fields.String(load_default="", validate=_STATUSES)
    trigger = fields.String(load_default=None, validate=validate.Length(1, 100))
    version = QueryInteger(load_default=None, validate=validate.Range(1))
    from_ = fields.AwareDateTime(data_key="from", load_default=None, validate=IN_REACH)
    to = fields.AwareDateTime(load_default=None, validate=IN_REACH)
    text = fields.String(load_default="", validate=validate.Length(0, MAX_ID))
    hasErrors = fields.Boolean(truthy={"true"}, falsy={"false"}, load_default=None)


class AllRunsQuery(RunsQuery):
    """Which runs of the workspace; `text` begins the ids of those that are wanted."""

    flowId = fields.String(load_default=None, validate=validate.Length(1, MAX_ID))


class _Bulk(Strict):
    """Which runs, at least one filter of them: nobody means every run by an empty body."""

    flowId = fields.String(load_default=None, validate=validate.Length(1, MAX_ID))
    trigger = fields.String(load_default=None, validate=validate.Length(1, 100))
    version = StrictInteger(load_default=None, validate=validate.Range(1, 2**31))
    from_ = fields.AwareDateTime(data_key="from", load_default=None, validate=IN_REACH)
    to = fields.AwareDateTime(load_default=None, validate=IN_REACH)
    text = fields.String(load_default="", validate=validate.Length(0, MAX_ID))
    cursor = fields.String(load_default="", validate=validate.Length(0, 300))
    limit = StrictInteger(load_default=100, validate=validate.Range(1, 100))

    @ma.validates_schema(pass_original=True)
    def _is_narrowed(self, data: object, original: dict[str, object], **kwargs: object) -> None:
        del data, kwargs
        if not set(original) - {"cursor", "limit"}:
            raise ma.ValidationError("Give at least one filter: flowId, status, from, ...")


def _statuses(default: str) -> fields.String:
    return fields.String(load_default=default, validate=_STATUSES)


class BulkCancel(_Bulk):
    """Which runs to stop; `status` names one or several, with commas between them."""

    status = _statuses("queued,running,waiting")


class BulkRerun(_Bulk):
    """
    Which runs to start again; `status` names one or several, with commas between them.

    With `hasErrors` those that completed although a part of them failed, or all others.
    """

    status = _statuses("failed")
    hasErrors = StrictBoolean(load_default=None, allow_none=False)

    @ma.post_load(pass_original=True)
    def _are_completed(
        self, data: dict[str, object], original: dict[str, object], **kwargs: object
    ) -> dict[str, object]:
        """Mean completed runs where their errors are asked for: no other run has any."""
        del kwargs
        is_asked = data["hasErrors"] is True and "status" not in original
        return {**data, "status": "completed"} if is_asked else data


class DeadLettersQuery(Page):
    """Which dead letters: of one flow, or of all."""

    cursor = fields.String(load_default="", validate=validate.Length(0, 300))
    flowId = fields.String(load_default=None, validate=validate.Length(1, MAX_ID))


class DeadLetters(Strict):
    """Which dead letters: those named, those of a flow, or `all` of them."""

    runIds = Several(fields.String(), load_default=list, validate=validate.Length(0, 100))
    flowId = fields.String(load_default=None, validate=validate.Length(1, MAX_ID))
    all_ = StrictBoolean(data_key="all", load_default=False)
    cursor = fields.String(load_default="", validate=validate.Length(0, 300))
    limit = StrictInteger(load_default=100, validate=validate.Range(1, 100))

    @ma.validates_schema
    def _is_meant(self, data: dict[str, object], **kwargs: object) -> None:
        del kwargs
        if sum(bool(data[name]) for name in ("runIds", "flowId", "all_")) != 1:
            raise ma.ValidationError("Give one of runIds, flowId and all.")


class RerunRun(Optional):
    """
    What is to be different: without `inputs` those of the run, without `version` its own.

    `fromStepId` goes on from where the run came to that step, and so excludes the other two.
    """

    inputs = Object(load_default=None)
    version = VersionOf(load_default=None)
    fromStepId = fields.String(load_default=None, validate=validate.Length(1, MAX_ID))

    @ma.validates_schema
    def _is_one_past(self, data: dict[str, object], **kwargs: object) -> None:
        del kwargs
        if data["fromStepId"] is None:
            return
        for name in ("inputs", "version"):
            if data[name] is not None:
                raise ma.ValidationError(
                    "Not together with fromStepId: the past has its own.", name
                )
