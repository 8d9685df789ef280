"""What is stored of a schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Schedule:
    """
    When a flow starts by itself. `next_fire` is the truth; None when it is off.

    `data` is JSON (`{"inputs": {…}}`); `misfire` is skip, once or all; `overlap` is allow, skip or
    queue. `asked` is the digest of what the flow's trigger asked for when it last set the schedule,
    None where no trigger did. `rev` counts the changes, fires apart.
    """

    schedule_id: str
    flow_id: str
    workspace_id: str
    cron: str
    timezone: str
    data: bytes
    created_by: str
    created_at: datetime
    updated_at: datetime
    status: str = "active"
    misfire: str = "once"
    overlap: str = "allow"
    start_at: datetime | None = None
    end_at: datetime | None = None
    next_fire: datetime | None = None
    last_fire: datetime | None = None
    last_run_id: str | None = None
    asked: str | None = None
    rev: int = 0
