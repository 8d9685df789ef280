"""What starts a flow: the fields that each kind of trigger may have in its `data`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from engine.steps.base import DataField

_FIELDS: Final = DataField("fields", "array", description="what to ask; without any all passes")

# The `data` of a webhook is its tool's own.
TRIGGER_FIELDS: Final[Mapping[str, Sequence[DataField]]] = {
    "api": (_FIELDS,),
    "form": (_FIELDS, DataField("title", "template"), DataField("submitLabel", "template")),
    "schedule": (
        DataField("cron", "template", description="five fields, such as 0 9 * * 1, or @daily"),
        DataField("timezone", "template", description="an IANA zone; UTC if missing"),
        DataField("inputs", "object", description="what each run starts with"),
        DataField(
            "misfire",
            "string",
            options=("skip", "once", "all"),
            description="what becomes of missed fires; once if missing",
        ),
        DataField(
            "overlap",
            "string",
            options=("allow", "skip", "queue"),
            description="what becomes of a fire whose last run has not ended; allow if missing",
        ),
        _FIELDS,
    ),
    "peer.message": (),
    "peer.action": (
        DataField("name", "template", description="what the model calls it by"),
        DataField("description", "template", description="what the model is told of it"),
        _FIELDS,
        DataField("requiresApproval", "boolean", description="ask before each call"),
        DataField("approvalMessage", "template", description="over the arguments of the call"),
    ),
}
