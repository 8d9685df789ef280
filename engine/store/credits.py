"""The documents of what runs cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Price:
    """
    What a model costs from a time on: USD for a million tokens, as decimal text.

    Rows never change, so that what was charged can be explained for ever; the newest one of a model
    holds. `workspace_id` is empty for those that came with the installation.
    """

    price_id: str
    workspace_id: str
    model: str
    input: str
    output: str
    source: str
    created_at: datetime
    cached: str | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """
    How many credits a flow, or a whole workspace, may spend.

    `limit` is for a `period` (day, month, total), `per_run` for each run. `spent` counts within the
    `window` (the day or month it is of); `held` is JSON of what calls on their way may cost at
    most: `{charge: [credits, epoch seconds]}`.
    """

    budget_id: str
    workspace_id: str
    flow_id: str | None
    period: str
    created_by: str
    created_at: datetime
    updated_at: datetime
    limit: int | None = None
    per_run: int | None = None
    window: str = ""
    spent: int = 0
    held: bytes = b"{}"
    rev: int = 1
