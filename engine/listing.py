"""Lists of runs, the newest first: what a caller may see of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from engine import clock
from engine.errors import InvalidInput, Issue
from engine.flows import Flows
from engine.principal import Principal
from engine.rights import Right
from engine.store.base import RunStore
from engine.store.documents import Run
from engine.store.queries import RunQuery


@dataclass(frozen=True, slots=True)
class Listing:
    """The use cases of lists of runs."""

    store: RunStore
    flows: Flows

    def of_caller(self, principal: Principal, query: RunQuery) -> Sequence[Run]:
        """Return runs of flows that the caller may see, and those he started himself."""
        return self.store.newest(self.within_sight(principal, query))

    def within_sight(self, principal: Principal, query: RunQuery) -> RunQuery:
        """Return the query for no more than the caller may see. Raises NotFound, Forbidden."""
        if query.flow_id is not None:
            self.flows.require(principal, query.flow_id, _least(principal))
        else:
            visible = self.flows.visible_ids(principal)
            flow_ids = None if visible is None else tuple(sorted(visible))
            query = replace(query, flow_ids=flow_ids, or_principal=principal.principal_id)
        return replace(query, workspace_id=principal.workspace_id)


def cursor_of(run: Run) -> str:
    """Return where the page after this run begins."""
    return f"{clock.rfc3339(run.created_at)}~{run.run_id}"


def position(cursor: str) -> tuple[datetime, str] | None:
    """Return the place that a cursor means, None for an empty one. Raises InvalidInput."""
    if not cursor:
        return None
    at, _, run_id = cursor.partition("~")
    try:
        parsed = clock.parse(at)
    except (ValueError, OverflowError):  # beyond the first or last year, once it is in UTC
        parsed = None
    if parsed is None or not run_id:
        found = [Issue("/cursor", "invalid_value", "is not a page's nextCursor")]
        raise InvalidInput("invalid_request", "cursor is not a page's nextCursor", found)
    return parsed, run_id


def _least(principal: Principal) -> Right:
    return Right.VIEW if principal.is_person else Right.RUN
