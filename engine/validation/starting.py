"""A trigger step: what it may say, and what starts a flow by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine import inputs, standing
from engine.errors import InvalidInput, Issue
from engine.forms import field_issues
from engine.triggers import TRIGGER_FIELDS
from engine.validation import unknown
from engine.validation.data import type_issues
from engine.validation.graph import Node
from schemas.json import JsonObject


def trigger_issues(node: Node, data: JsonObject) -> Iterator[Issue]:
    """Yield what is wrong with a trigger step; the data of a webhook is its tool's to judge."""
    yield from unknown.step_issues(node.raw, node.path, None)
    path, name = f"{node.path}/data", str(node.raw.get("type"))
    fields = TRIGGER_FIELDS.get(name)
    if fields is None:
        yield from field_issues(data.get("fields"), f"{path}/fields")
        return
    yield from unknown.data_issues(fields, data, f"data of the {name} trigger", path)
    yield from type_issues([one for one in fields if one.name != "fields"], data, path)
    yield from field_issues(data.get("fields"), f"{path}/fields")
    if name == "schedule":
        yield from _schedule_issues(data, path)


def _schedule_issues(data: JsonObject, path: str) -> Iterator[Issue]:
    """Yield what keeps a schedule from standing: its times, and inputs that its fields refuse."""
    for issue in standing.issues_of(data):
        yield replace(issue, path=path + issue.path)
    fields, given = data.get("fields"), data.get("inputs") or {}
    if any(field_issues(fields, "")) or not isinstance(given, dict) or not data.get("cron"):
        return
    try:
        inputs.checked(fields, given)
    except InvalidInput as error:
        for issue in error.issues:
            yield replace(issue, path=f"{path}/inputs{issue.path}")
