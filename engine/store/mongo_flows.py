"""Flows and their versions in MongoDB."""

from __future__ import annotations

from collections.abc import Sequence

from engine.rights import readers_of
from engine.store.documents import Flow, Version
from engine.store.mongo_codec import Document, document_of, known, revive
from engine.store.mongo_faults import reaching, surely
from engine.store.mongo_inserts import insert_once
from engine.store.mongo_link import Link, lasting


class MongoFlows:
    """Satisfies `FlowStore`. A deleted flow has a `deletedAt`, and its id stays taken."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def insert(self, flow: Flow) -> bool:
        """Insert the document."""
        return insert_once(self._link().flows, _document(flow))

    def get(self, flow_id: str) -> Flow | None:
        """Find by id."""
        with reaching():
            found = self._link().flows.find_one({"_id": known(flow_id), "deletedAt": None})
        return None if found is None else revive(Flow, found)

    def latest_version(self, flow_id: str) -> int:
        """Find by id, whether it is deleted or not."""
        with reaching():
            found = self._link().flows.find_one({"_id": known(flow_id)}, {"latestVersion": 1})
        return 0 if found is None else int(found["latestVersion"])

    def replace(self, flow: Flow, expected_rev: int) -> bool:
        """Replace by id and revision."""
        wanted = {"_id": known(flow.flow_id), "rev": expected_rev, "deletedAt": None}
        document = _document(flow)

        def attempt() -> bool:
            return self._link().flows.replace_one(wanted, document).matched_count > 0

        def landed() -> bool:
            return lasting(self._link().flows).find_one({"_id": flow.flow_id}) == document

        return surely(attempt, landed)

    def delete(self, flow_id: str) -> bool:
        """Set `deletedAt`, and `unsynced` with it."""
        wanted = {"_id": known(flow_id), "deletedAt": None}

        def attempt() -> bool:
            update = {"$currentDate": {"deletedAt": True}, "$set": {"unsynced": True}}
            return self._link().flows.update_one(wanted, update).matched_count > 0

        def landed() -> bool:
            deleted = {"_id": flow_id, "deletedAt": {"$ne": None}}
            return lasting(self._link().flows).find_one(deleted) is not None

        return surely(attempt, landed)

    def unsynced(self, limit: int, after: str = "") -> list[str]:
        """Scan the index of those that are."""
        if limit < 1:
            return []
        wanted = {"unsynced": True, "_id": {"$gt": known(after)}}
        with reaching():
            found = self._link().flows.find(wanted, {"_id": 1}, sort=[("_id", 1)], limit=limit)
            return [document["_id"] for document in found]

    def mark_synced(self, flow_id: str, version: int | None) -> bool:
        """Unset `unsynced`."""
        state: Document = {"latestVersion": version, "deletedAt": None}
        wanted = {
            "_id": known(flow_id),
            **({"deletedAt": {"$ne": None}} if version is None else state),
        }

        def attempt() -> bool:
            update = {"$unset": {"unsynced": True}}
            return self._link().flows.update_one(wanted, update).matched_count > 0

        def landed() -> bool:
            return lasting(self._link().flows).find_one({**wanted, "unsynced": None}) is not None

        return surely(attempt, landed)

    def insert_version(self, version: Version) -> bool:
        """Insert the document."""
        return insert_once(self._link().versions, document_of(version))

    def get_version(self, version_id: str) -> Version | None:
        """Find by id."""
        with reaching():
            found = self._link().versions.find_one({"_id": known(version_id)})
        return None if found is None else revive(Version, found)

    def list_versions(self, flow_id: str, below: int | None, limit: int) -> list[Version]:
        """Scan the index of numbers downwards."""
        if limit < 1:
            return []
        number = {"$exists": True} if below is None else {"$exists": True, "$lt": below}
        wanted = {"flowId": known(flow_id), "number": number}
        with reaching():
            found = self._link().versions.find(wanted, sort=[("number", -1)], limit=limit)
            return [revive(Version, document) for document in found]

    def list(
        self, workspace_id: str, after: str, limit: int, readers: Sequence[str] | None = None
    ) -> list[Flow]:
        """Scan the index of a workspace's ids, or merge those of each mark."""
        if limit < 1:
            return []
        wanted = {"_id": {"$gt": known(after)}, **_seen(workspace_id, readers)}
        with reaching():
            found = self._link().flows.find(wanted, sort=[("_id", 1)], limit=limit)
            return [revive(Flow, document) for document in found]

    def visible(
        self, workspace_id: str, flow_ids: Sequence[str], readers: Sequence[str] | None
    ) -> frozenset[str]:
        """Find their ids alone."""
        ids = [known(flow_id) for flow_id in flow_ids]
        wanted = {"_id": {"$in": ids}, **_seen(workspace_id, readers)}
        with reaching():
            return frozenset(found["_id"] for found in self._link().flows.find(wanted, {"_id": 1}))


def _seen(workspace_id: str, readers: Sequence[str] | None) -> Document:
    """Return what flows of a workspace that bear one of these marks are found by."""
    found: Document = {"workspaceId": known(workspace_id), "deletedAt": None}
    if readers is not None:
        found["readers"] = {"$in": [known(mark) for mark in readers]}
    return found


def _document(flow: Flow) -> Document:
    return document_of(flow) | {"readers": list(readers_of(flow))}
