"""Every index of the store: a query that none of them serves is a defect."""

from __future__ import annotations

from pymongo import ASCENDING, DESCENDING, IndexModel

from engine.store import mongo_census, mongo_family, mongo_listing, mongo_sweep
from engine.store import mongo_updates as updates
from engine.store.mongo_link import Collections
from engine.store.mongo_shelf import KINDS
from schemas.run import RunStatus

_SESSION_LINGERS_SECONDS = 86_400


def ensure(opened: Collections) -> None:
    """Create the indexes that are missing: before first use, and as often as one likes."""
    others = (mongo_listing, mongo_family, mongo_sweep, mongo_census)
    found = [index for module in others for index in module.indexes()]
    opened.runs.create_indexes([*_run_indexes(), *found])
    opened.flows.create_indexes(_flow_indexes())
    opened.tokens.create_indexes(_token_indexes())
    for kind in KINDS:
        if indexes := kind.indexes():
            opened.database[kind.collection].create_indexes(indexes)
    opened.versions.create_indexes([_version_index()])
    opened.schedules.create_indexes(
        [
            IndexModel([("scheduleId", ASCENDING), ("nextFire", ASCENDING)], name="schedule"),
            IndexModel([("workspaceId", ASCENDING), ("_id", ASCENDING)], name="workspace"),
        ]
    )


def _flow_indexes() -> list[IndexModel]:
    workspace = ("workspaceId", ASCENDING)
    return [
        IndexModel([workspace, ("_id", ASCENDING)], name="workspace"),
        IndexModel([workspace, ("readers", ASCENDING), ("_id", ASCENDING)], name="readers"),
        IndexModel(
            [("unsynced", ASCENDING), ("_id", ASCENDING)],
            name="unsynced",
            partialFilterExpression={"unsynced": True},
        ),
    ]


def _run_indexes() -> list[IndexModel]:
    """Return the partial indexes of what is to be done: a finished run is in none of them."""
    return [
        IndexModel(
            [("lease.until", ASCENDING)],
            name=updates.LEASES,
            partialFilterExpression={"status": RunStatus.RUNNING.value},
        ),
        IndexModel(
            [("wakeAt", ASCENDING)],
            name=updates.WAKES,
            partialFilterExpression={
                "status": RunStatus.WAITING.value,
                "wakeAt": {"$exists": True},
            },
        ),
        IndexModel(
            [("wait.kind", ASCENDING), ("wakeAt", ASCENDING)],
            name=updates.WAKES_BY_KIND,
            partialFilterExpression={
                "status": RunStatus.WAITING.value,
                "wakeAt": {"$exists": True},
            },
        ),
        IndexModel(
            [("_id", ASCENDING), ("queuedAt", ASCENDING)],
            name=updates.QUEUED,
            partialFilterExpression={"status": RunStatus.QUEUED.value},
        ),
    ]


def _token_indexes() -> list[IndexModel]:
    """Return the indexes of tokens beside their hash: lists show only those that stand."""
    listed = [("workspaceId", ASCENDING), ("kind", ASCENDING)]
    return [
        IndexModel([("tokenId", ASCENDING)], name="token"),
        IndexModel([*listed, ("tokenId", ASCENDING)], name="listed"),
        IndexModel([*listed, ("userId", ASCENDING), ("tokenId", ASCENDING)], name="users"),
        IndexModel([("userId", ASCENDING), ("revokedAt", ASCENDING)], name="owner"),
        # The one thing that MongoDB deletes by itself: nobody lists sessions that are over.
        IndexModel(
            [("expiresAt", ASCENDING)],
            name="sessions",
            expireAfterSeconds=_SESSION_LINGERS_SECONDS,
            partialFilterExpression={"kind": "ses"},
        ),
        IndexModel([("createdBy", ASCENDING), ("revokedAt", ASCENDING)], name="maker"),
    ]


def _version_index() -> IndexModel:
    """Return the index of published versions: drafts' copies have no number."""
    return IndexModel(
        [("flowId", ASCENDING), ("number", DESCENDING)],
        name="published",
        partialFilterExpression={"number": {"$exists": True}},
    )
