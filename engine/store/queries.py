"""What lists of runs are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RunQuery:
    """
    Which runs a list holds: those that satisfy everything that is given.

    `flow_ids` None means every flow; otherwise those flows' runs and what `or_principal` started.
    `before` is the creation time and id of the last run of the page before; `prefix` begins ids.
    `has_errors` tells runs that completed although a part of them failed from all others.
    """

    workspace_id: str
    limit: int
    before: tuple[datetime, str] | None = None
    flow_id: str | None = None
    flow_ids: tuple[str, ...] | None = None
    or_principal: str | None = None
    statuses: tuple[str, ...] = ()
    trigger: str | None = None
    version: int | None = None
    created_from: datetime | None = None
    created_to: datetime | None = None
    prefix: str = ""
    only_dead_letters: bool = False
    has_errors: bool | None = None


@dataclass(frozen=True, slots=True)
class InboxQuery:
    """
    Which open approvals a list holds: of these assignees, or of no assignee, in a flow.

    `flow_ids` None means every flow. `after` is the creation time and run of the last one of the
    page before.
    """

    workspace_id: str
    limit: int
    marks: tuple[str, ...] = ()
    flow_ids: tuple[str, ...] | None = None
    not_started_by: str | None = None
    after: tuple[datetime, str] | None = None
