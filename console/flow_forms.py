"""The forms of a flow's page: when it starts by itself, and links to its own form."""

from __future__ import annotations

from typing import Final

from console import filling
from console.asking import Object
from console.filling import Form

SCHEDULE: Final = Form(
    "schedule-put",
    "Schedule",
    "Save the schedule",
    (
        {
            "name": "cron",
            "label": "When",
            "required": True,
            "placeholder": "0 9 * * 1-5",
            "description": "A cron expression: minute, hour, day, month, weekday.",
        },
        {
            "name": "timezone",
            "label": "Time zone",
            "placeholder": "UTC",
            "description": "As in Europe/Berlin; UTC if it is left empty.",
        },
        {
            "name": "misfire",
            "label": "What was missed",
            "required": True,
            "default": "once",
            "options": [
                {"value": "once", "label": "is made up for once"},
                {"value": "skip", "label": "is left out"},
                {"value": "all", "label": "is made up for each time"},
            ],
        },
        {
            "name": "overlap",
            "label": "While the last run goes on",
            "required": True,
            "default": "allow",
            "options": [
                {"value": "allow", "label": "start another"},
                {"value": "skip", "label": "leave it out"},
                {"value": "queue", "label": "start after it"},
            ],
        },
        {
            "name": "data",
            "label": "Inputs as JSON",
            "type": "object",
            "kind": "inputs",
            "default": {},
        },
    ),
)
SHARE: Final = Form(
    "share-create",
    "New link",
    "Make a link",
    (
        {
            "name": "expiresAt",
            "label": "Ends",
            "kind": "time",
            "format": "datetime-local",
            "description": "In UTC; never if it is left empty.",
        },
        {"name": "maxRuns", "label": "Most runs", "type": "integer", "min": 1},
        {"name": "ratePerMinute", "label": "Runs per minute", "type": "integer", "min": 1},
        {"name": "password", "label": "Password", "secret": True},
    ),
)


def schedule(known: Object | None) -> Object:
    """Return the form of a schedule, filled in from the one that there is."""
    if known is None:
        return filling.laid(SCHEDULE)
    return filling.laid(SCHEDULE, {**known, "data": (known.get("data") or {}).get("inputs") or {}})
