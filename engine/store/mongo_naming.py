"""Which files open runs name, written down for those that an older version has stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bson.max_key import MaxKey
from bson.min_key import MinKey

from engine import ids
from engine.store import mongo_updates as updates
from engine.store.mongo_census import WAITS
from engine.store.mongo_codec import Document
from engine.store.mongo_journal import key
from engine.store.mongo_link import Collections
from schemas.run import TERMINAL, RunStatus

_PAGE: Final = 50
_READ: Final = {"inputs": 1, "tail": 1, "decision.payload": 1, "files": 1}
_OPEN: Final = [status.value for status in RunStatus if status not in TERMINAL]
EVERY: Final = (({"status": {"$in": _OPEN}}, None),)
# The same, by the index of each: they are there once a store was migrated.
INDEXED: Final = (
    ({"status": RunStatus.QUEUED.value}, updates.QUEUED),
    ({"status": RunStatus.RUNNING.value}, updates.LEASES),
    ({"status": RunStatus.WAITING.value}, WAITS),
)


def name_files(
    opened: Collections, wanted: Sequence[tuple[Document, str | None]]
) -> Iterator[None]:
    """Write down what open runs name in inputs and decisions, a page at a time."""
    for which, index in wanted:
        runs = opened.runs.find(which, _READ, hint=index, batch_size=_PAGE)
        for looked_at, found in enumerate(runs, 1):
            _name(opened, found)
            if looked_at % _PAGE == 0:
                yield


def _name(opened: Collections, run: Document) -> None:
    own = {"_id": {"$gt": key(run["_id"], MinKey()), "$lt": key(run["_id"], MaxKey())}}
    bodies = [run.get("inputs") or b"", (run.get("decision") or {}).get("payload") or b""]
    bodies += [entry["b"] for entry in run.get("tail") or []]
    bodies += [entry["b"] for entry in opened.steps.find(own, {"b": 1})]
    if missing := set(ids.files_in(*bodies)) - set(run.get("files") or []):
        changed = {"$addToSet": {"files": {"$each": sorted(missing)}}}
        opened.runs.update_one({"_id": run["_id"], "status": {"$in": _OPEN}}, changed)
