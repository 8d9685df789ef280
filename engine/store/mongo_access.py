"""Bearer tokens and schedules in MongoDB."""

from __future__ import annotations

from datetime import datetime

from engine.store.documents import Token
from engine.store.mongo_codec import Document, bson_of, document_of, known, revive
from engine.store.mongo_faults import reaching, surely
from engine.store.mongo_inserts import insert_once
from engine.store.mongo_link import Link, lasting
from engine.store.schedules import Schedule

_OPTIONAL = ("nextFire", "startAt", "endAt", "asked", "rev")
# What firing moves on; the rest of a schedule is its owner's.
_FIRING = frozenset({"nextFire", "lastFire", "lastRunId"})


class MongoTokens:
    """Satisfies `TokenStore`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def insert(self, token: Token) -> bool:
        """Insert the document."""
        return insert_once(self._link().tokens, document_of(token))

    def get(self, token_hash: str) -> Token | None:
        """Find by id."""
        with reaching():
            found = self._link().tokens.find_one({"_id": known(token_hash)})
        return None if found is None else revive(Token, found)

    def find(self, token_id: str) -> Token | None:
        """Find by the index of public ids."""
        with reaching():
            found = self._link().tokens.find_one({"tokenId": known(token_id)})
        return None if found is None else revive(Token, found)

    def list(
        self, workspace_id: str, kind: str, user_id: str | None, after: str, limit: int
    ) -> list[Token]:
        """Scan the index of those that stand."""
        if limit < 1:
            return []
        wanted: Document = {
            "workspaceId": known(workspace_id),
            "kind": known(kind),
            "tokenId": {"$gt": known(after)},
            "revokedAt": None,
        }
        if user_id is not None:
            wanted["userId"] = known(user_id)
        with reaching():
            found = self._link().tokens.find(wanted, sort=[("tokenId", 1)], limit=limit)
            return [revive(Token, document) for document in found]

    def revoke_user(self, user_id: str, at: datetime) -> None:
        """Set `revokedAt` wherever it is not."""
        self._revoke_all({"userId": known(user_id)}, at)

    def revoke_made_by(self, created_by: str, at: datetime) -> None:
        """Set `revokedAt` wherever it is not."""
        self._revoke_all({"createdBy": known(created_by)}, at)

    def _revoke_all(self, those: Document, at: datetime) -> None:
        wanted = {**those, "revokedAt": None}

        def attempt() -> bool:
            self._link().tokens.update_many(wanted, {"$set": {"revokedAt": bson_of(at)}})
            return True

        def landed() -> bool:
            return lasting(self._link().tokens).find_one(wanted) is None

        surely(attempt, landed)

    def revoke(self, token_hash: str, at: datetime) -> bool:
        """Set `revokedAt`, once."""
        wanted = {"_id": known(token_hash), "revokedAt": None}
        revoked = {"revokedAt": bson_of(at)}

        def attempt() -> bool:
            return self._link().tokens.update_one(wanted, {"$set": revoked}).matched_count > 0

        def landed() -> bool:
            mine = {"_id": token_hash, **revoked}
            return lasting(self._link().tokens).find_one(mine) is not None

        return surely(attempt, landed)


class MongoSchedules:
    """Satisfies `ScheduleStore`: the flow's id is the document's, so a flow has one at most."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def put(self, schedule: Schedule) -> None:
        """Replace by flow, or insert."""
        wanted = {"_id": known(schedule.flow_id)}
        document = document_of(schedule)

        def attempt() -> bool:
            self._link().schedules.replace_one(wanted, document, upsert=True)
            return True

        def landed() -> bool:
            # It may have fired since: putting it again would take the next fire back.
            found = lasting(self._link().schedules).find_one(wanted)
            return found is not None and _owned(found) == _owned(document)

        surely(attempt, landed)

    def change(self, schedule: Schedule, rev: int | None) -> bool:
        """Insert, or set and unset fields by flow and revision."""
        known(schedule.flow_id)
        document = document_of(schedule)
        if rev is None:
            return insert_once(self._link().schedules, document)
        wanted = {"_id": schedule.flow_id, "rev": rev or None}
        update = _changed(document)

        def attempt() -> bool:
            return self._link().schedules.update_one(wanted, update).matched_count > 0

        def landed() -> bool:
            found = lasting(self._link().schedules).find_one({"_id": schedule.flow_id})
            return found is not None and _owned(found) == _owned(document)

        return surely(attempt, landed)

    def get(self, flow_id: str) -> Schedule | None:
        """Find by id."""
        return self._one({"_id": known(flow_id)})

    def find(self, schedule_id: str) -> Schedule | None:
        """Find by the index of schedule ids."""
        return self._one({"scheduleId": known(schedule_id)})

    def of_workspace(self, workspace_id: str, after: str, limit: int) -> list[Schedule]:
        """Scan the index of workspaces."""
        if limit < 1:
            return []
        wanted = {"workspaceId": known(workspace_id), "_id": {"$gt": known(after)}}
        with reaching():
            found = self._link().schedules.find(wanted, sort=[("_id", 1)], limit=limit)
            return [revive(Schedule, document) for document in found]

    def active(self, limit: int, after: str = "") -> list[Schedule]:
        """Scan the index of schedule ids, whose keys tell the next fire."""
        if limit < 1:
            return []
        wanted = {"scheduleId": {"$gt": known(after)}, "nextFire": {"$exists": True}}
        with reaching():
            found = self._link().schedules.find(wanted, sort=[("scheduleId", 1)], limit=limit)
            return [revive(Schedule, document) for document in found]

    def advance(
        self,
        schedule_id: str,
        fired: datetime,
        next_fire: datetime | None,
        run_id: str | None,
    ) -> bool:
        """Update by schedule id and the fire that is over."""
        wanted = {"scheduleId": known(schedule_id), "nextFire": bson_of(fired)}
        update = _advanced(fired, next_fire, run_id)

        def attempt() -> bool:
            return self._link().schedules.update_one(wanted, update).matched_count > 0

        def landed() -> bool:
            mine = {
                "scheduleId": schedule_id,
                "nextFire": None if next_fire is None else bson_of(next_fire),
                "lastFire": bson_of(fired),
            }
            return lasting(self._link().schedules).find_one(mine) is not None

        return surely(attempt, landed)

    def _one(self, wanted: Document) -> Schedule | None:
        with reaching():
            found = self._link().schedules.find_one(wanted)
        return None if found is None else revive(Schedule, found)


def _changed(document: Document) -> Document:
    """Return the update to a schedule's document; what its fires noted is theirs."""
    mine = {key: value for key, value in document.items() if key not in ("lastFire", "lastRunId")}
    absent = [key for key in _OPTIONAL if key not in mine]
    return {"$set": mine, **({"$unset": dict.fromkeys(absent, "")} if absent else {})}


def _advanced(fired: datetime, next_fire: datetime | None, run_id: str | None) -> Document:
    written: Document = {"lastFire": bson_of(fired)}
    if run_id is not None:
        written["lastRunId"] = run_id
    if next_fire is None:
        return {"$set": written, "$unset": {"nextFire": ""}}
    return {"$set": written | {"nextFire": bson_of(next_fire)}}


def _owned(document: Document) -> Document:
    return {key: value for key, value in document.items() if key not in _FIRING}
