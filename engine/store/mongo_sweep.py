"""Deleting in MongoDB: every command is bounded, by an index, and safe to repeat."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

import pymongo
from bson.max_key import MaxKey
from bson.min_key import MinKey
from pymongo import ASCENDING, IndexModel

from engine.store import mongo_listing, mongo_naming
from engine.store.documents import GRAVE, Run
from engine.store.mongo_codec import Document, bson_of, known, revive
from engine.store.mongo_faults import reaching, surely
from engine.store.mongo_journal import key
from engine.store.mongo_link import Link, lasting, server_time
from engine.store.mongo_runs import PEEK
from schemas.run import TERMINAL, RunStatus

FILES: Final = "files"
# How long a run that was seen buried may be taken to be so.
STANDS_SECONDS: Final = 60.0
# Less than a socket waits: what nobody hears the end of has ended.
_DELETE_SECONDS: Final = 5.0
_ENDED = [status.value for status in RunStatus if status in TERMINAL]
_OPEN = [status.value for status in RunStatus if status not in TERMINAL]
_OLDEST: Final = [("createdAt", ASCENDING), ("_id", ASCENDING)]
_BURIAL: Final = {
    "$set": {"workspaceId": GRAVE, "flowId": GRAVE},
    "$unset": {"deadLetter": ""},
    "$currentDate": {"updatedAt": True},
}


def indexes() -> list[IndexModel]:
    """Return the index of files that runs name; a run without files is not in it."""
    return [
        IndexModel(
            [(FILES, ASCENDING)], name=FILES, partialFilterExpression={FILES: {"$exists": True}}
        )
    ]


class MongoSweep:
    """Satisfies `SweepStore`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def now(self) -> datetime:
        """Ask the primary for its time."""
        with reaching():
            return server_time(self._link())

    def next_flow(self, after: str) -> str | None:
        """Seek in the index of lists by flow."""
        with reaching():
            found = self._link().runs.find_one(
                {"flowId": {"$gt": known(after)}},
                {"flowId": 1},
                sort=[("flowId", ASCENDING), *mongo_listing.ORDER],
                hint="listedByFlow",
            )
        return None if found is None else str(found["flowId"])

    def made_before(
        self, flow_id: str, at: datetime, after: tuple[datetime, str] | None, limit: int
    ) -> Sequence[Run]:
        """Walk the index of lists by flow from its old end."""
        return self._oldest({"flowId": known(flow_id), "createdAt": {"$lt": at}}, after, limit)

    def is_any_open_below(self, run_id: str) -> bool:
        """Look for one in the index of ancestors."""
        wanted = {"ancestors": known(run_id), "status": {"$in": _OPEN}}
        with reaching():
            return self._link().runs.find_one(wanted, {"_id": 1}) is not None

    def below(self, run_id: str, limit: int) -> Sequence[str]:
        """Walk the index of ancestors."""
        return self._ids({"ancestors": known(run_id)}, limit, "ancestors")

    def bury(self, run_id: str, ended_before: datetime) -> bool:
        """Update by id, if it has ended."""
        wanted: Document = {
            "_id": known(run_id),
            "status": {"$in": _ENDED},
            "endedAt": {"$lt": bson_of(ended_before)},
            "workspaceId": {"$ne": GRAVE},
        }

        def attempt() -> bool:
            return self._link().runs.update_one(wanted, _BURIAL).matched_count > 0

        def landed() -> bool:
            mine = {"_id": run_id, "workspaceId": GRAVE}
            return lasting(self._link().runs).find_one(mine, {"_id": 1}) is not None

        return surely(attempt, landed)

    def buried(
        self, before: datetime, after: tuple[datetime, str] | None, limit: int
    ) -> Sequence[Run]:
        """Walk the index of lists by flow, where they are one flow's, from its old end."""
        return self._oldest({"flowId": GRAVE, "updatedAt": {"$lt": before}}, after, limit)

    def remove_records(self, run_id: str, limit: int) -> bool:
        """
        Find a page of ids, then delete from its first to its last.

        The id may be a new run's once this one is gone: whoever was held up looks again whether it
        is still buried, and a delete that is late is not carried out.
        """
        wanted = {"_id": {"$gt": key(known(run_id), MinKey()), "$lt": key(run_id, MaxKey())}}
        buried, opened = {"_id": run_id, "workspaceId": GRAVE}, self._link()

        def attempt() -> bool:
            seen_at = time.monotonic()
            if opened.runs.find_one(buried, {"_id": 1}) is None:
                return False
            found = list(opened.steps.find(wanted, {"_id": 1}, sort=[("_id", 1)], limit=limit))
            if found and time.monotonic() - seen_at < STANDS_SECONDS:
                page = {"_id": {"$gte": found[0]["_id"], "$lte": found[-1]["_id"]}}
                with pymongo.timeout(_DELETE_SECONDS):
                    opened.steps.delete_many(page)
            return bool(found)

        return surely(attempt, attempt)

    def remove_run(self, run_id: str) -> None:
        """Delete by id, if it was buried."""
        wanted = {"_id": known(run_id), "workspaceId": GRAVE}

        def attempt() -> bool:
            return self._link().runs.delete_one(wanted).acknowledged

        surely(attempt, attempt)

    def adrift(self, after: str, limit: int) -> tuple[Sequence[str], str]:
        """Walk the ids of the journal, then look for their runs: neither reads a document."""
        wanted = {"_id": {"$gt": key(known(after), MaxKey())}}
        opened = self._link()
        with reaching():
            found = opened.steps.find(wanted, {"_id": 1}, sort=[("_id", 1)], limit=limit)
            owners = list(dict.fromkeys(str(one["_id"]["r"]) for one in found))
            if not owners:
                return [], ""
            there = {one["_id"] for one in opened.runs.find({"_id": {"$in": owners}}, {"_id": 1})}
        return [one for one in owners if one not in there], owners[-1]

    def name_files(self) -> Iterator[None]:
        """Walk the indexes of what is to be done."""
        with reaching():
            yield from mongo_naming.name_files(self._link(), mongo_naming.INDEXED)

    def is_file_named(self, file_id: str) -> bool:
        """Look for one in the index of files."""
        with reaching():
            found = self._link().runs.find_one({FILES: known(file_id)}, {"_id": 1}, hint=FILES)
        return found is not None

    def _oldest(
        self, wanted: Document, after: tuple[datetime, str] | None, limit: int
    ) -> Sequence[Run]:
        if after is not None:
            wanted["createdAt"] = {**wanted.get("createdAt", {}), "$gte": after[0]}
            wanted["$or"] = [{"createdAt": {"$gt": after[0]}}, {"_id": {"$gt": known(after[1])}}]
        with reaching():
            found = self._link().runs.find(
                wanted, PEEK, sort=_OLDEST, limit=limit, hint="listedByFlow"
            )
            return [revive(Run, document) for document in found]

    def _ids(self, wanted: Document, limit: int, index: str) -> Sequence[str]:
        with reaching():
            found = self._link().runs.find(wanted, {"_id": 1}, limit=limit, hint=index)
            return [str(document["_id"]) for document in found]
