"""Which runs a list or an inbox of the store in memory holds, and in which order."""

from __future__ import annotations

from datetime import datetime

from engine.store.documents import Run
from engine.store.queries import InboxQuery, RunQuery
from schemas.run import RunStatus


def is_listed(run: Run, query: RunQuery) -> bool:
    """Tell whether a list holds a run."""
    is_of = query.flow_ids is None or run.flow_id in query.flow_ids
    bounds = (
        query.before is None or place(run) < query.before,
        query.created_from is None or run.created_at >= query.created_from,
        query.created_to is None or run.created_at < query.created_to,
        is_of or (run.principal == query.or_principal and run.parent_id is None),
        not query.statuses or run.status.value in query.statuses,
        run.run_id.startswith(query.prefix),
        run.dead_letter or not query.only_dead_letters,
        query.has_errors is None or run.has_errors is query.has_errors,
    )
    equal = (
        (query.flow_id, run.flow_id),
        (query.trigger, run.trigger),
        (query.version, run.version),
    )
    is_equal = all(wanted is None or wanted == held for wanted, held in equal)
    return run.workspace_id == query.workspace_id and is_equal and all(bounds)


def place(run: Run) -> tuple[datetime, str]:
    """Return where a run stands in lists, the newest last."""
    return run.created_at, run.run_id


def is_in(run: Run, query: InboxQuery) -> bool:
    """Tell whether an inbox holds a run."""
    wait = run.wait
    is_open = run.status is RunStatus.WAITING and run.workspace_id == query.workspace_id
    if not is_open or wait is None or wait.kind != "user-approval":
        return False
    is_mine = bool(set(wait.assignees) & set(query.marks))
    is_of_flow = query.flow_ids is None or run.flow_id in query.flow_ids
    is_own = query.not_started_by is not None and run.on_behalf == query.not_started_by
    if query.after is not None and since(run) <= query.after:
        return False
    return (is_mine or (not wait.assignees and is_of_flow)) and (wait.allows_self or not is_own)


def since(run: Run) -> tuple[datetime, str]:
    """Return where a run stands in an inbox, the oldest first."""
    return (run.wait.created_at if run.wait else run.created_at), run.run_id
