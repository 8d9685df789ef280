"""Counting in MongoDB, by the indexes of what is to be done: nothing that ended is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from pymongo import ASCENDING, IndexModel
from pymongo.collection import Collection

from engine.store import mongo_listing
from engine.store import mongo_updates as updates
from engine.store.mongo_codec import Document
from engine.store.mongo_faults import reaching
from engine.store.mongo_link import Collections, Link, server_time
from engine.store.upkeep import MOST_COUNTED, Census
from schemas.run import RunStatus

WAITS: Final = "waits"
# Whoever asks has long given up: what takes longer must not go on taking it.
_MOST_MILLISECONDS: Final = 5000
_RUNNING: Final = {"status": RunStatus.RUNNING.value}
_QUEUED: Final = {"status": RunStatus.QUEUED.value}
_WAITING: Final = {"status": RunStatus.WAITING.value}
_ACTIVE: Final = {"nextFire": {"$exists": True}}


def indexes() -> list[IndexModel]:
    """Return the index of open waits, which nothing else holds whatever they wait for."""
    return [
        IndexModel(
            [("status", ASCENDING), ("wait.kind", ASCENDING)],
            name=WAITS,
            partialFilterExpression=_WAITING,
        )
    ]


class MongoCensus:
    """Satisfies `CensusStore`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def take(self, late_seconds: float) -> Census:
        """Ask each of the indexes once."""
        opened = self._link()
        with reaching():
            at = server_time(opened)
            late = at - timedelta(seconds=late_seconds)
            queued = _grouped(opened.runs, _QUEUED, updates.QUEUED, "$queue", _min("$queuedAt"))
            waiting = _grouped(opened.runs, _WAITING, WAITS, "$wait.kind")
            oldest = [row["least"] for row in queued]
            due = _grouped(opened.schedules, _ACTIVE, "schedule", None, _min("$nextFire"))
            return Census(
                at=at,
                queued=_counts(queued),
                oldest_queued_at=min(oldest, default=None),
                running=_count(opened, _RUNNING, updates.LEASES),
                expired=_count(opened, {**_RUNNING, "lease.until": {"$lt": late}}, updates.LEASES),
                waiting=_counts(waiting),
                overdue=_count(opened, {**_WAITING, "wakeAt": {"$lt": late}}, updates.WAKES),
                dead_letters=_count(opened, {"deadLetter": True}, mongo_listing.DEAD),
                schedules=sum(row["n"] for row in due),
                next_fire=due[0]["least"] if due else None,
            )


def _min(field: str) -> Document:
    return {"least": {"$min": field}}


def _grouped(
    collection: Collection[Document],
    wanted: Document,
    index: str,
    by: str | None,
    more: Document | None = None,
) -> Sequence[Mapping[str, Any]]:
    stages: list[Document] = [
        {"$match": wanted},
        {"$limit": MOST_COUNTED},
        {"$group": {"_id": by, "n": {"$sum": 1}, **(more or {})}},
    ]
    return list(collection.aggregate(stages, hint=index, maxTimeMS=_MOST_MILLISECONDS))


def _counts(rows: Sequence[Mapping[str, Any]]) -> Mapping[str, int]:
    return {str(row["_id"]): int(row["n"]) for row in rows}


def _count(opened: Collections, wanted: Document, index: str) -> int:
    return opened.runs.count_documents(
        wanted, hint=index, limit=MOST_COUNTED, maxTimeMS=_MOST_MILLISECONDS
    )
