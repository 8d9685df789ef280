"""The journal: one document per executed step, inserted once and never updated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bson.max_key import MaxKey
from pymongo.collection import Collection
from pymongo.errors import BulkWriteError, DuplicateKeyError

from engine.store.documents import Entry
from engine.store.mongo_codec import Document, document_of, revive
from engine.store.mongo_faults import is_indeterminate, surely
from engine.store.mongo_link import lasting

_DUPLICATE_KEY = 11000


def append(steps: Collection[Document], run_id: str, entries: Sequence[Entry]) -> Entry | None:
    """Insert entries in order; return the one that was there already, if any."""
    call = _Append(steps, run_id, list(entries))
    return surely(call.attempt, call.resume).taken


def entries(steps: Collection[Document], run_id: str, after: int, limit: int | None) -> list[Entry]:
    """Return the entries with seq > `after`, in order."""
    if limit == 0:
        return []
    wanted = {"_id": {"$gt": key(run_id, after), "$lt": key(run_id, MaxKey())}}
    return [_entry(found) for found in steps.find(wanted, sort=[("_id", 1)], limit=limit or 0)]


def latest(steps: Collection[Document], run_id: str, before: int, limit: int) -> list[Entry]:
    """Return the last entries with 0 <= seq < `before`, the last first."""
    wanted = {"_id": {"$gte": key(run_id, 0), "$lt": key(run_id, before)}}
    return [_entry(found) for found in steps.find(wanted, sort=[("_id", -1)], limit=limit)]


@dataclass(frozen=True, slots=True)
class _Appended:
    taken: Entry | None


@dataclass(slots=True)
class _Append:
    """One call of `append`, with what is left of it after a lost reply."""

    steps: Collection[Document]
    run_id: str
    left: list[Entry]

    def attempt(self) -> _Appended:
        """Insert what is left."""
        if not self.left:
            return _Appended(None)
        try:
            self._insert()
        except DuplicateKeyError:
            return _Appended(self._there(self.left[0]))
        except BulkWriteError as error:
            if is_indeterminate(error) or not _is_duplicate(error):
                raise
            index = error.details["writeErrors"][0]["index"]
            return _Appended(self._there(self.left[index]))
        return _Appended(None)

    def _insert(self) -> None:
        documents = [_document(self.run_id, entry) for entry in self.left]
        if len(documents) == 1:
            # What an effect costs: a bulk write of one takes a third longer.
            self.steps.insert_one(documents[0])
        else:
            self.steps.insert_many(documents)

    def resume(self) -> _Appended:
        """Pass over what an earlier attempt got in, and insert the rest."""
        while self.left and self._there(self.left[0]) == self.left[0]:
            self.left.pop(0)
        return self.attempt()

    def _there(self, entry: Entry) -> Entry | None:
        found = lasting(self.steps).find_one({"_id": key(self.run_id, entry.seq)})
        return None if found is None else _entry(found)


def _is_duplicate(error: BulkWriteError) -> bool:
    return bool(error.details["writeErrors"][0]["code"] == _DUPLICATE_KEY)


def key(run_id: str, seq: Any) -> Document:  # noqa: ANN401 - a number, or MaxKey as a bound
    """Return a record's id, which is compared as bytes: the order of its fields is part of it."""
    return {"r": run_id, "s": seq}


def _document(run_id: str, entry: Entry) -> Document:
    document = {"_id": key(run_id, entry.seq), "f": document_of(entry.fence), "b": entry.body}
    return document if entry.sealed is None else {**document, "x": entry.sealed}


def _entry(document: Document) -> Entry:
    return revive(Entry, document | {"s": document["_id"]["s"]})
