"""Runs as children of others, in MongoDB: every query by the index of groups or of ancestors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pymongo import ASCENDING, IndexModel
from pymongo.errors import BulkWriteError

from engine.store import mongo_updates as updates
from engine.store.documents import Run, Tally
from engine.store.endings import TURN
from engine.store.mongo_codec import Document, bson_of, document_of, known, revive
from engine.store.mongo_faults import is_indeterminate, reaching, surely
from engine.store.mongo_link import Link
from engine.store.mongo_runs import PEEK
from schemas.run import TERMINAL, RunStatus

STANDING = "standing"
_DUPLICATE = 11000
_OPEN = [status.value for status in RunStatus if status not in TERMINAL]
_LOST = (RunStatus.FAILED, RunStatus.CANCELED)
# So many runs of a group may have begun in the same millisecond, but for those passed over.
_TIES = 16
_RESULT = {
    "inputs": 0,
    "snapshot": 0,
    "tail": 0,
    "decision.payload": 0,
    "decision.sealed": 0,
    "sealedInputs": 0,
}
_IN_TURN = {"status": RunStatus.WAITING.value, "wait.kind": TURN}


def indexes() -> list[IndexModel]:
    """Return the indexes that hold child runs only."""
    return [
        IndexModel(
            [("group", ASCENDING), ("status", ASCENDING), ("childIndex", ASCENDING)],
            name="groups",
            partialFilterExpression={"group": {"$exists": True}},
        ),
        IndexModel(
            [
                ("group", ASCENDING),
                ("status", ASCENDING),
                ("wait.kind", ASCENDING),
                ("childIndex", ASCENDING),
            ],
            name=STANDING,
            partialFilterExpression={"group": {"$exists": True}},
        ),
        IndexModel(
            [("ancestors", ASCENDING), ("status", ASCENDING)],
            name="ancestors",
            partialFilterExpression={"ancestors": {"$exists": True}},
        ),
    ]


@dataclass(frozen=True, slots=True)
class _Added:
    taken: Sequence[str]


class MongoFamily:
    """Satisfies `FamilyStore`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def add(self, members: Sequence[Run]) -> Sequence[str]:
        """Insert in one command, whatever is there; after a lost reply all of them again."""
        documents = [document_of(run) for run in members]
        return surely(lambda: self._added(documents), lambda: self._added(documents)).taken

    def _added(self, documents: list[Document]) -> _Added:
        try:
            self._link().runs.insert_many(documents, ordered=False)
        except BulkWriteError as error:
            failed = error.details["writeErrors"]
            if is_indeterminate(error) or any(one["code"] != _DUPLICATE for one in failed):
                raise
            return _Added([documents[one["index"]]["_id"] for one in failed])
        return _Added([])

    def count_below(self, run_id: str, limit: int) -> int:
        """Count keys of the index of ancestors."""
        with reaching():
            wanted = {"ancestors": known(run_id)}
            return self._link().runs.count_documents(wanted, limit=limit, hint="ancestors")

    def go_on(self, run_ids: Sequence[str]) -> bool:
        """Count by id those that go on."""
        wanted: Document = {
            "_id": {"$in": [known(run_id) for run_id in run_ids]},
            "status": {"$in": [*_OPEN]},
            "cancel": {"$exists": False},
        }
        with reaching():
            return self._link().runs.count_documents(wanted) == len(set(run_ids))

    def is_any(self, group: str) -> bool:
        """Look for one."""
        with reaching():
            found = self._link().runs.find_one({"group": known(group)}, {"_id": 1}, hint=STANDING)
        return found is not None

    def tally(self, group: str) -> Tally:
        """Count keys of the index of groups: no run is read for it."""
        stands = {"status": "$status", "inTurn": {"$eq": ["$wait.kind", TURN]}}
        shown = {"_id": 0, "status": 1, "wait.kind": 1}
        with reaching():
            rows = list(
                self._link().runs.aggregate(
                    [
                        {"$match": {"group": known(group)}},
                        {"$project": shown},
                        {"$group": {"_id": stands, "n": {"$sum": 1}}},
                    ],
                    hint=STANDING,
                )
            )
        counts = {(row["_id"]["status"], bool(row["_id"]["inTurn"])): row["n"] for row in rows}
        return Tally(
            open=sum(n for (status, _), n in counts.items() if status in _OPEN),
            in_turn=counts.get((RunStatus.WAITING.value, True), 0),
            completed=counts.get((RunStatus.COMPLETED.value, False), 0),
            lost=sum(counts.get((status.value, False), 0) for status in _LOST),
        )

    def is_any_open(self, group: str) -> bool:
        """Look for one."""
        with reaching():
            wanted = {"group": known(group), "status": {"$in": _OPEN}}
            return self._link().runs.find_one(wanted, {"_id": 1}) is not None

    def next_in_turn(self, group: str) -> Run | None:
        """Walk the index of the group in the order of its places."""
        with reaching():
            found = self._link().runs.find_one(
                {"group": known(group), **_IN_TURN}, PEEK, sort=[("childIndex", ASCENDING)]
            )
        return None if found is None else revive(Run, found)

    def postpone(self, group: str, seconds: float) -> None:
        """Update by the index of groups, however many there are."""
        wanted: Document = {
            "group": known(group),
            **_IN_TURN,
            **updates.past("wakeAt", 0),
            "$or": [
                {"deadline": {"$exists": False}},
                {"$expr": {"$gt": ["$deadline", "$$NOW"]}},
            ],
        }
        update = updates.group_postponement(seconds)

        def attempt() -> bool:
            return self._link().runs.update_many(wanted, update, hint=STANDING).acknowledged

        surely(attempt, attempt)

    def first_after(self, run: Run, unless_canceled_by: str) -> Run | None:
        """Walk the index of the group from the run's place on, the statuses side by side."""
        place = run.child_index or 0
        wanted: Document = {
            "group": known(str(run.group)),
            "status": {"$in": [status.value for status in RunStatus]},
            "childIndex": {"$gte": place},
            "cancel.by": {"$ne": unless_canceled_by},
        }
        order = [("childIndex", ASCENDING)]
        with reaching():
            found = self._link().runs.find(wanted, PEEK, sort=order, hint="groups", limit=_TIES)
            # The index does not know which of those at the same place is first.
            later = [one for one in found if (one["childIndex"], one["_id"]) > (place, run.run_id)]
        first = min(later, key=lambda one: (one["childIndex"], one["_id"]), default=None)
        return None if first is None else revive(Run, first)

    def members(self, group: str, *, only_open: bool = False) -> Sequence[Run]:
        """Read a whole group, which is bounded; put it in order here."""
        wanted: Document = {"group": known(group)}
        if only_open:
            wanted["status"] = {"$in": _OPEN}
        found = self._find(wanted, _RESULT, 0)
        return sorted(found, key=lambda run: run.child_index or 0)

    def children(self, parent_id: str, limit: int) -> Sequence[Run]:
        """Find those among the descendants whose parent this is."""
        return self._find({"ancestors": known(parent_id), "parentId": parent_id}, PEEK, limit)

    def waiting_below(
        self, run_id: str, kinds: Sequence[str], limit: int, meant: str | None = None
    ) -> Sequence[Run]:
        """Find among the descendants."""
        wanted: Document = {
            "ancestors": known(run_id),
            "status": RunStatus.WAITING.value,
            "wait.kind": {"$in": list(kinds)},
        }
        if meant is not None:
            wanted["$or"] = [{"_id": known(meant)}, {"wait.id": known(meant)}]
        return self._find(wanted, PEEK, limit)

    def decided_below(
        self, run_id: str, *, wait_id: str | None = None, key: str | None = None
    ) -> Run | None:
        """Find among the descendants."""
        wanted: Document = {"ancestors": known(run_id)}
        if wait_id is not None:
            wanted["decision.waitId"] = known(wait_id)
        if key is not None:
            wanted["decision.key"] = known(key)
        return next(iter(self._find(wanted, PEEK, 1)), None)

    def is_approved_below(self, run_id: str, after: datetime | None = None) -> bool:
        """Look for one among the descendants."""
        decided: Document = {"$exists": True} if after is None else {"$gt": bson_of(after)}
        wanted = {"ancestors": known(run_id), "approvedAt": decided}
        with reaching():
            return self._link().runs.find_one(wanted, {"_id": 1}, hint="ancestors") is not None

    def _find(self, wanted: Document, shown: Document, limit: int) -> list[Run]:
        with reaching():
            return [
                revive(Run, document)
                for document in self._link().runs.find(wanted, shown, limit=limit)
            ]
