"""Sealed parts in MongoDB: read in bounded pages by id, replaced by what was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bson.max_key import MaxKey

from engine.store.documents import INPUTS_SEQ
from engine.store.mongo_codec import Document, known
from engine.store.mongo_faults import reaching, surely
from engine.store.mongo_journal import key
from engine.store.mongo_link import Link, lasting
from engine.store.sealed import Parts

_PATHS: Final = {
    "inputs": "sealedInputs",
    "result": "sealedResult",
    "secrets": "sealedSecrets",
    "snapshot": "snapshot",
}
_DECISION: Final = "decision.sealed"
_SHOWN: Final = {"workspaceId": 1, _DECISION: 1, "tail.x": 1, **dict.fromkeys(_PATHS.values(), 1)}
# The body of a record alone that common states are kept in; others' are large, and never sealed.
_RECORD: Final = {"x": 1, "b": {"$cond": [{"$lt": ["$_id.s", INPUTS_SEQ]}, "$b", "$$REMOVE"]}}


class MongoSealed:
    """Satisfies `SealedStore`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def of_runs(self, after: str, limit: int) -> list[Parts]:
        """Walk the runs by id."""
        wanted = {"_id": {"$gt": known(after)}}
        with reaching():
            found = self._link().runs.find(wanted, _SHOWN, sort=[("_id", 1)], limit=limit)
            return [_of_run(document) for document in found]

    def of_records(self, after: tuple[str, int | None], last: str, limit: int) -> list[Parts]:
        """Walk the journal by id; what is not sealed stays at the server."""
        run_id, seq = after
        begin = key(known(run_id), MaxKey() if seq is None else seq)
        wanted = {"_id": {"$gt": begin, "$lt": key(known(last), MaxKey())}}
        pipeline: list[Document] = [
            {"$match": wanted},
            {"$sort": {"_id": 1}},
            {"$limit": limit},
            {"$project": _RECORD},
        ]
        with reaching():
            return [_of_record(document) for document in self._link().steps.aggregate(pipeline)]

    def replace(self, held: Parts, fresh: Mapping[str, str | bytes]) -> bool:
        """Update by id and by every part that is replaced."""
        opened = self._link()
        collection = opened.runs if held.seq is None else opened.steps
        at: Any = known(held.run_id) if held.seq is None else key(held.run_id, held.seq)
        wanted = {"_id": at, **{_path(held, place): held.parts[place] for place in fresh}}
        changes = {_path(held, place): value for place, value in fresh.items()}

        def attempt() -> bool:
            return collection.update_one(wanted, {"$set": changes}).matched_count > 0

        def landed() -> bool:
            return lasting(collection).find_one({"_id": at, **changes}, {"_id": 1}) is not None

        return surely(attempt, landed)


def _path(held: Parts, place: str) -> str:
    if held.seq is not None:
        return {"sealed": "x", "begun": "b"}[place]
    if place.startswith("tail."):
        return f"{place}.x"
    return _DECISION if place == "decision" else _PATHS[place]


def _of_run(document: Document) -> Parts:
    parts = {place: document.get(path) for place, path in _PATHS.items()}
    parts["decision"] = document.get("decision", {}).get("sealed")
    for number, entry in enumerate(document.get("tail", ())):
        parts[f"tail.{number}"] = entry.get("x")
    return Parts(document["_id"], _given(parts), workspace_id=document["workspaceId"])


def _of_record(document: Document) -> Parts:
    parts = {"sealed": document.get("x"), "begun": document.get("b")}
    return Parts(document["_id"]["r"], _given(parts), seq=document["_id"]["s"])


def _given(parts: Mapping[str, Any]) -> dict[str, str | bytes]:
    return {place: value for place, value in parts.items() if value is not None}
