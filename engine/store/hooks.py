"""The documents of tools, and of webhooks in both directions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Tool:
    """
    Another service that flows use: what can be done with it, and what it tells of.

    `details` is JSON: label, baseUrl, actions, triggers; `trigger_ids` are those of its triggers,
    which flows name as `webhook.<id>`; `sealed` is JSON of its secrets, each sealed.
    """

    tool_id: str
    workspace_id: str
    name: str
    details: bytes
    created_by: str
    created_at: datetime
    updated_at: datetime
    trigger_ids: tuple[str, ...] = ()
    sealed: bytes = b"{}"
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Hook:
    """
    The address at which one trigger of a tool starts one flow.

    `status` is pending (to be registered), active, removing or removed; `sealed` the secret that
    deliveries are proved by; `outside` is JSON of what the service answered when it was registered;
    `tries` and `last_error` tell of what did not work yet, `next_try` when it is tried again.
    """

    hook_id: str
    workspace_id: str
    flow_id: str
    tool_id: str
    trigger_id: str
    status: str
    created_at: datetime
    updated_at: datetime
    due: str = ""
    sealed: str | None = None
    outside: bytes = b"null"
    tries: int = 0
    next_try: datetime | None = None
    last_error: str | None = None
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Subscription:
    """
    Who wants to be told of runs: at `url`, of these `events`, of these flows or of all.

    With `only_with_errors` a run that completed is told of only where a part of it failed.

    `sealed` is the secret that signs; `status` is active or disabled, with the `reason`; `failures`
    counts deliveries in a row that were given up.
    """

    subscription_id: str
    workspace_id: str
    url: str
    events: tuple[str, ...]
    created_by: str
    created_at: datetime
    updated_at: datetime
    sealed: str
    flow_ids: tuple[str, ...] = ()
    description: str = ""
    status: str = "active"
    reason: str | None = None
    failures: int = 0
    rev: int = 1
    only_with_errors: bool = False
