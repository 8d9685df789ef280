"""Counting in MongoDB, by the indexes of what is to be done: nothing that ended is in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from pymongo import ASCENDING, IndexModel
from pymongo.collection import Collection
from pymongo.errors import ExecutionTimeout

from engine.errors import Unavailable
from engine.store import mongo_listing
from engine.store import mongo_updates as updates
from engine.store.endings import TIMERS
from engine.store.mongo_codec import Document, known
from engine.store.mongo_faults import reaching
from engine.store.mongo_link import Collections, Link, server_time
from engine.store.queries import RunQuery
from engine.store.upkeep import MOST_COUNTED, Census, Spent, in_order
from schemas.run import RunStatus

Answer = TypeVar("Answer")
WAITS: Final = "waits"
COUNTED: Final = "counted"
UNHANDLED: Final = "unhandled"
SPENT: Final = "spent"
# The names that runs are queued under (engine.queue has them in Redis).
QUEUES: Final = ("high", "default", "low")
# Whoever asks has long given up: what takes longer must not go on taking it.
_MOST_MILLISECONDS: Final = 5000
_RUNNING: Final = {"status": RunStatus.RUNNING.value}
_QUEUED: Final = {"status": RunStatus.QUEUED.value}
_WAITING: Final = {"status": RunStatus.WAITING.value}
_DEAD: Final = {"deadLetter": True}
_ACTIVE: Final = {"nextFire": {"$exists": True}}
_COSTLY: Final = {"credits": {"$gt": 0}}
_GROUPS: Final = {
    "day": {"$dateToString": {"format": "%Y-%m-%d", "date": "$createdAt"}},
    "flow": "$flowId",
}


def indexes() -> list[IndexModel]:
    """
    Return the indexes that are counted in: they hold all that is asked for, no document is read.

    A run is put into COUNTED when it is queued, and taken out when it is claimed: a key each, so
    that a backlog can be counted at the worst time to read it. UNHANDLED holds what failed, SPENT
    what cost something, with all that sums are made of.
    """
    return [
        IndexModel(
            [("status", ASCENDING), ("wait.kind", ASCENDING)],
            name=WAITS,
            partialFilterExpression=_WAITING,
        ),
        IndexModel(
            [("status", ASCENDING), ("queue", ASCENDING), ("queuedAt", ASCENDING)],
            name=COUNTED,
            partialFilterExpression=_QUEUED,
        ),
        IndexModel([("deadLetter", ASCENDING)], name=UNHANDLED, partialFilterExpression=_DEAD),
        IndexModel(
            [
                ("workspaceId", ASCENDING),
                ("createdAt", ASCENDING),
                ("flowId", ASCENDING),
                ("principal", ASCENDING),
                ("credits", ASCENDING),
            ],
            name=SPENT,
            partialFilterExpression=_COSTLY,
        ),
    ]


class MongoCensus:
    """Satisfies `CensusStore`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def take(self, late_seconds: float) -> Census:
        """Ask each of the indexes once, and those of queued runs for the oldest of each queue."""
        opened = self._link()
        with reaching():
            at = server_time(opened)
            late = at - timedelta(seconds=late_seconds)
            queued = _grouped(opened.runs, _QUEUED, COUNTED, "$queue")
            due = _grouped(opened.schedules, _ACTIVE, "schedule", None, _min("$nextFire"))
            return Census(
                at=at,
                queued=_counts(queued),
                oldest_queued_at=None if queued is None else _oldest(opened.runs),
                running=_count(opened, _RUNNING, updates.LEASES),
                expired=_count(opened, {**_RUNNING, "lease.until": {"$lt": late}}, updates.LEASES),
                waiting=_counts(_grouped(opened.runs, _WAITING, WAITS, "$wait.kind")),
                overdue=_count(opened, {**_WAITING, "wakeAt": {"$lt": late}}, updates.WAKES),
                dead_letters=_count(opened, _DEAD, UNHANDLED),
                schedules=None if due is None else sum(row["n"] for row in due),
                next_fire=due[0]["least"] if due else None,
                next_timer=_earliest(opened.runs),
            )

    def spent(self, query: RunQuery, by: str) -> Sequence[Spent]:
        """Group the keys of an index: no run is read."""
        # Whose runs are meant is judged in the group: as a filter it would have every run read.
        wanted, is_meant = mongo_listing.wanted(replace(query, flow_ids=None)), _is_meant(query)
        group: Document = {
            "_id": _GROUPS[by],
            "credits": {"$sum": {"$cond": [is_meant, "$credits", 0]}},
            "runs": {"$sum": {"$cond": [is_meant, 1, 0]}},
        }
        stages: list[Document] = [{"$match": {**wanted, **_COSTLY}}, {"$group": group}]
        runs = self._link().runs
        with reaching():
            rows = _in_time(
                lambda: list(runs.aggregate(stages, hint=SPENT, maxTimeMS=_MOST_MILLISECONDS))
            )
        if rows is None:
            raise Unavailable("adding up what so many runs cost takes too long: ask for fewer days")
        sums = [Spent(str(row["_id"]), int(row["credits"]), int(row["runs"])) for row in rows]
        return in_order([one for one in sums if one.runs], by)


def _is_meant(query: RunQuery) -> Any:  # noqa: ANN401, an expression of MongoDB's
    """Return the expression that tells a run of the flows, or the principal, of a query."""
    if query.flow_ids is None:
        return True
    flows = {"$in": ["$flowId", {"$literal": list(map(known, query.flow_ids))}]}
    is_his = {"$eq": ["$principal", {"$literal": known(query.or_principal or "")}]}
    return {"$or": [flows, is_his]}


def _oldest(runs: Collection[Document]) -> datetime | None:
    """Return since when the oldest queued run of any queue has been so: a seek for each."""
    found = [
        runs.find_one(
            {**_QUEUED, "queue": name},
            {"_id": 0, "queuedAt": 1},
            sort=[("queuedAt", ASCENDING)],
            hint=COUNTED,
        )
        for name in QUEUES
    ]
    return min((one["queuedAt"] for one in found if one is not None), default=None)


def _min(field: str) -> Document:
    return {"least": {"$min": field}}


def _earliest(runs: Collection[Document]) -> datetime | None:
    """Return when the first timer is due: the first keys of its kinds in one index."""
    wanted = {**_WAITING, "wait.kind": {"$in": sorted(TIMERS)}, "wakeAt": {"$exists": True}}
    found = runs.find_one(wanted, {"wakeAt": 1}, sort=[("wakeAt", 1)], hint=updates.WAKES_BY_KIND)
    return None if found is None else found["wakeAt"]


def _grouped(
    collection: Collection[Document],
    wanted: Document,
    index: str,
    by: str | None,
    more: Document | None = None,
) -> Sequence[Mapping[str, Any]] | None:
    stages: list[Document] = [
        {"$match": wanted},
        {"$limit": MOST_COUNTED},
        {"$group": {"_id": by, "n": {"$sum": 1}, **(more or {})}},
    ]
    return _in_time(
        lambda: list(collection.aggregate(stages, hint=index, maxTimeMS=_MOST_MILLISECONDS))
    )


def _counts(rows: Sequence[Mapping[str, Any]] | None) -> Mapping[str, int] | None:
    return None if rows is None else {str(row["_id"]): int(row["n"]) for row in rows}


def _count(opened: Collections, wanted: Document, index: str) -> int | None:
    return _in_time(
        lambda: opened.runs.count_documents(
            wanted, hint=index, limit=MOST_COUNTED, maxTimeMS=_MOST_MILLISECONDS
        )
    )


def _in_time(count: Callable[[], Answer]) -> Answer | None:
    """Return what was counted; None for what took too long, which says nothing of the rest."""
    try:
        return count()
    except ExecutionTimeout:
        return None
