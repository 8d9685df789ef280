"""
The store in MongoDB.

Durable writes are majority and journaled, each on one document and safe to repeat; there are no
transactions. `stores` is what the engine sees; the rest is for whoever starts and stops a process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.monitoring import CommandListener

from engine.store import mongo_listing
from engine.store import mongo_updates as updates
from engine.store.base import Stores
from engine.store.mongo_access import MongoSchedules, MongoTokens
from engine.store.mongo_faults import reaching
from engine.store.mongo_flows import MongoFlows
from engine.store.mongo_link import Link
from engine.store.mongo_runs import MongoRuns
from engine.store.mongo_shelf import KINDS, MongoFiles, mongo_shelves
from schemas.run import RunStatus


@dataclass(frozen=True, slots=True)
class MongoStores:
    """The stores of one database, and its upkeep. Every method raises `Unavailable`."""

    link: Link
    stores: Stores

    def ping(self) -> None:
        """Ask the primary for an answer."""
        with reaching():
            self.link().database.command("ping")

    def ensure_indexes(self) -> None:
        """Create the indexes that are missing: before first use, and as often as one likes."""
        opened = self.link()
        with reaching():
            opened.runs.create_indexes([*_run_indexes(), *mongo_listing.indexes()])
            opened.flows.create_indexes(
                [
                    IndexModel([("workspaceId", ASCENDING), ("_id", ASCENDING)], name="workspace"),
                    IndexModel(
                        [("workspaceId", ASCENDING), ("readers", ASCENDING), ("_id", ASCENDING)],
                        name="readers",
                    ),
                ]
            )
            opened.tokens.create_indexes(_token_indexes())
            for kind in KINDS:
                if indexes := kind.indexes():
                    opened.database[kind.collection].create_indexes(indexes)
            opened.versions.create_indexes([_version_index()])
            opened.schedules.create_indexes(
                [IndexModel([("scheduleId", ASCENDING), ("nextFire", ASCENDING)], name="schedule")]
            )

    def close(self) -> None:
        """Close this process's connections; the next use opens them again."""
        self.link.close()


def open_stores(
    url: str,
    database: str,
    *,
    server_timeout_seconds: float = 2.0,
    socket_timeout_seconds: float = 10.0,
    listeners: Sequence[CommandListener] = (),
) -> MongoStores:
    """Return the stores of a database; nothing connects before the first use, or across a fork."""
    link = Link(
        url,
        database,
        server_timeout_seconds=server_timeout_seconds,
        socket_timeout_seconds=socket_timeout_seconds,
        listeners=listeners,
    )
    stores = Stores(
        runs=MongoRuns(link),
        flows=MongoFlows(link),
        tokens=MongoTokens(link),
        schedules=MongoSchedules(link),
        shelves=mongo_shelves(link),
        blobs=MongoFiles(link),
    )
    return MongoStores(link, stores)


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
    ]


def _version_index() -> IndexModel:
    """Return the index of published versions: drafts' copies have no number."""
    return IndexModel(
        [("flowId", ASCENDING), ("number", DESCENDING)],
        name="published",
        partialFilterExpression={"number": {"$exists": True}},
    )
