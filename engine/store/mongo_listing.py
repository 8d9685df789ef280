"""Lists of runs as MongoDB's queries, each served in its order by an index."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from engine.store import mongo_updates as updates
from engine.store.mongo_codec import Document, known
from engine.store.queries import InboxQuery, RunQuery
from schemas.run import RunStatus

RARE = (RunStatus.FAILED, RunStatus.CANCELED, RunStatus.WAITING)
_OPEN = ((RunStatus.QUEUED, updates.QUEUED), (RunStatus.RUNNING, updates.LEASES))
APPROVALS = "approvals"
APPROVALS_ORDER = [("wait.createdAt", ASCENDING), ("_id", ASCENDING)]
_AN_APPROVAL = {"status": RunStatus.WAITING.value, "wait.kind": "user-approval"}
DEAD = "deadLetters"
WITH_ERRORS = "withErrors"
_WITH_ERRORS: Document = {"tolerated": {"$exists": True}}
ORDER = [("createdAt", DESCENDING), ("_id", DESCENDING)]


def indexes() -> list[IndexModel]:
    """
    Return the indexes of lists: by workspace, by flow, and by the statuses that are rare.

    A run that goes from queued to completed never enters the third: those statuses are found
    fast enough where most runs have them, or are among the newest.
    """
    workspace = ("workspaceId", ASCENDING)
    return [
        IndexModel([workspace, *ORDER], name="listed"),
        IndexModel(
            [workspace, ("status", ASCENDING), *ORDER],
            name="listedByStatus",
            partialFilterExpression={"status": {"$in": [status.value for status in RARE]}},
        ),
        IndexModel([("flowId", ASCENDING), *ORDER], name="listedByFlow"),
        IndexModel([workspace, *ORDER], name=DEAD, partialFilterExpression={"deadLetter": True}),
        IndexModel([workspace, *ORDER], name=WITH_ERRORS, partialFilterExpression=_WITH_ERRORS),
        IndexModel(
            [workspace, *APPROVALS_ORDER], name=APPROVALS, partialFilterExpression=_AN_APPROVAL
        ),
    ]


def wanted(query: RunQuery) -> Document:
    """Return the filter of a query."""
    found: Document = {"workspaceId": known(query.workspace_id)}
    if query.flow_id is not None:
        found["flowId"] = known(query.flow_id)
    if query.statuses:
        first, *others = query.statuses
        found["status"] = {"$in": [first, *others]} if others else str(first)
    if query.trigger is not None:
        found["trigger"] = known(query.trigger)
    if query.version is not None:
        found["version"] = query.version
    if query.only_dead_letters:
        found["deadLetter"] = True
    if query.prefix:
        found["_id"] = {"$gte": known(query.prefix), "$lt": known(query.prefix + "\U0010ffff")}
    return found | _created(query) | _alternatives(query)


def approvals(query: InboxQuery) -> Document:
    """Return the filter of an inbox."""
    of_nobody: Document = {"wait.assignees": None}
    if query.flow_ids is not None:
        of_nobody["flowId"] = {"$in": [known(flow_id) for flow_id in query.flow_ids]}
    mine: Document = {"wait.assignees": {"$in": [known(mark) for mark in query.marks]}}
    every: list[Document] = [{"$or": [mine, of_nobody]}]
    if query.not_started_by is not None:
        starter = known(query.not_started_by)
        every.append({"$or": [{"wait.allowsSelf": {"$ne": False}}, {"onBehalf": {"$ne": starter}}]})
    if query.after is not None:
        at, run_id = query.after
        every.append({"wait.createdAt": {"$gte": at}})
        every.append({"$or": [{"wait.createdAt": {"$gt": at}}, {"_id": {"$gt": known(run_id)}}]})
    return {"workspaceId": known(query.workspace_id), **_AN_APPROVAL, "$and": every}


def parts(query: RunQuery) -> list[tuple[RunQuery, str | None]]:
    """
    Return the queries that together find what `query` wants, each with the index it is served by.

    Queued and running runs are a few among all: they are gathered by the index of what is to be
    done and then sorted, where a scan in the order of the list would pass over every ended run.
    """
    if query.only_dead_letters:
        return [(query, DEAD)]
    if query.has_errors:
        return [(query, WITH_ERRORS)]
    wanted = set(query.statuses)
    if not wanted or RunStatus.COMPLETED in wanted:
        return [(query, _ordered(query))]
    found: list[tuple[RunQuery, str | None]] = []
    if rare := tuple(status for status in RARE if status in wanted):
        found.append((replace(query, statuses=rare), _ordered(query)))
    for status, index in _OPEN:
        if status in wanted:
            found.append((replace(query, statuses=(status,)), index))
    return found


def _ordered(query: RunQuery) -> str | None:
    """Return the index to use where the planner might gather runs by id and then sort them all."""
    if not query.prefix:
        return None
    return "listed" if query.flow_id is None else "listedByFlow"


def _created(query: RunQuery) -> Document:
    bounds: dict[str, Any] = {}
    if query.created_from is not None:
        bounds["$gte"] = query.created_from
    if query.created_to is not None:
        bounds["$lt"] = query.created_to
    return {"createdAt": bounds} if bounds else {}


def _alternatives(query: RunQuery) -> Document:
    """Return where the page begins, and whose runs it holds."""
    every: list[Document] = []
    if query.has_errors is not None:
        completed = {"status": RunStatus.COMPLETED.value, **_WITH_ERRORS}
        every.append(completed if query.has_errors else {"$nor": [completed]})
    if query.before is not None:
        at, run_id = query.before
        # The first bound is what the index scans by; the second leaves out the page before.
        every.append({"createdAt": {"$lte": at}})
        every.append({"$or": [{"createdAt": {"$lt": at}}, {"_id": {"$lt": known(run_id)}}]})
    if query.flow_ids is not None:
        flows = {"flowId": {"$in": [known(flow_id) for flow_id in query.flow_ids]}}
        own = {"principal": known(query.or_principal or ""), "parentId": None}
        every.append({"$or": [flows, own]})
    return {"$and": every} if every else {}
