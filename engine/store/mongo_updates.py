"""
The filters and updates of runs: what decides a race, written down as data.

Times are the server's: `$$NOW` in filters and pipelines, `$currentDate` elsewhere. Text from
outside is in a pipeline only as `$literal`, else a leading `$` would name a field.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from engine import ids
from engine.store import endings
from engine.store.documents import Fence, OpenWait, Run, Settlement, StoredDecision
from engine.store.mongo_codec import Document, bson_of, document_of, key_of
from schemas.run import TERMINAL, RunStatus

# Partial indexes, so that a run that nobody has to find costs nothing.
LEASES = "leases"
WAKES = "wakes"
WAKES_BY_KIND = "wakesByKind"
QUEUED = "queued"
EXPIRY: list[Document] = [{"$set": {"lease.until": "$$NOW"}}]
# By who still lives: the claims that died before his are no matter any more.
GIVING_BACK: list[Document] = [
    {"$set": {"lease.until": "$$NOW", "deadClaims": 0, "deadSince": "$$REMOVE"}}
]

_NEVER = datetime(9999, 12, 31, tzinfo=UTC)
_BEFORE: Document = {"$gt": [{"$ifNull": ["$wakeAt", _NEVER]}, "$$NOW"]}
# Of the run, of the step that waits, or of a loop around it; those that are missing count nothing.
_DEADLINE: Document = {"$min": ["$deadline", "$wait.deadline"]}
# On which side of a time a decision counts, by its kind; one that is not listed: before it.
_SIDES: dict[str, Document] = {
    endings.DUE: {"$lte": [{"$ifNull": ["$wakeAt", _NEVER]}, "$$NOW"]},
    endings.DEADLINE: {"$lte": [{"$ifNull": [_DEADLINE, _NEVER]}, "$$NOW"]},
    endings.CHILDREN: {},
    endings.TURN: {},
}
_OPEN = [RunStatus.QUEUED.value, RunStatus.WAITING.value]
# The snapshot and `journaled` are kept when a settlement brings none.
_SETTLED = (
    "tail",
    "wait",
    "wake_at",
    "current_id",
    "current_name",
    "steps",
    "credits",
    "output",
    "error",
    "dead_letter",
    "tolerated",
    "sealed_result",
    "sealed_secrets",
    "status",
)


def past(field: str, ahead_seconds: float) -> Document:
    """Match times up to now + `ahead_seconds`; the index on the field serves it."""
    horizon = {"$add": ["$$NOW", _milliseconds(ahead_seconds)]}
    return {field: {"$exists": True}, "$expr": {"$lte": [f"${field}", horizon]}}


def claimable(run_id: str) -> Document:
    """Match a run that is queued, or running with a lease that is over."""
    return {
        "_id": run_id,
        "$or": [
            {"status": RunStatus.QUEUED.value},
            {"status": RunStatus.RUNNING.value, **past("lease.until", 0)},
        ],
    }


def claim(worker: str, token: str, lease_seconds: float) -> list[Document]:
    """Take the run under the next fence."""
    running = RunStatus.RUNNING.value
    is_taken_over: Document = {"$eq": ["$status", running]}
    dead_before: Document = {"$ifNull": ["$deadClaims", 0]}
    return [
        {
            "$set": {
                "status": running,
                "fence": {"n": {"$add": ["$fence.n", 1]}, "token": {"$literal": token}},
                "lease": {"worker": {"$literal": worker}, "until": _ahead(lease_seconds)},
                "takenOver": is_taken_over,
                "deadClaims": {"$cond": [is_taken_over, {"$add": [dead_before, 1]}, 0]},
                "deadSince": {
                    "$cond": [is_taken_over, {"$ifNull": ["$deadSince", "$$NOW"]}, "$$REMOVE"]
                },
                "startedAt": {"$ifNull": ["$startedAt", "$$NOW"]},
                "updatedAt": "$$NOW",
            }
        }
    ]


def held(run_id: str, fence: Fence) -> Document:
    """Match the run while the claim with this fence runs it."""
    return {
        "_id": run_id,
        "status": RunStatus.RUNNING.value,
        "fence.n": fence.n,
        "fence.token": fence.token,
    }


def renewal(lease_seconds: float) -> list[Document]:
    """Move the lease on."""
    return [{"$set": {"lease.until": _ahead(lease_seconds)}}]


def settlement(settled: Settlement) -> Document:
    """Write what the claimant leaves, and nothing that it does not own."""
    written: Document = {"takenOver": settled.taken_over}
    removed: Document = {"lease": "", "deadClaims": "", "deadSince": ""}
    for name in _SETTLED:
        value = getattr(settled, name)
        if value is None or value is False:
            removed[key_of(Run, name)] = ""
        else:
            written[key_of(Run, name)] = bson_of(value)
    if settled.snapshot is not None:
        written["snapshot"] = settled.snapshot
    if settled.journaled:
        written["journaled"] = True
    now = {"updatedAt": True}
    if settled.status is RunStatus.QUEUED:
        now["queuedAt"] = True
    if settled.status in TERMINAL:
        now["endedAt"] = True
    return {"$set": written, "$unset": removed, "$currentDate": now}


def decidable(run_id: str, decision: StoredDecision, wait_rev: int | None) -> Document:
    """
    Match the run while its open wait may end by this decision.

    That is the wait with this id, of a kind that the decision's kind may end, and on the side of
    its time, by the server's clock, on which such a decision counts.
    """
    found = open_wait(run_id, decision.wait_id)
    found["wait.kind"] = {"$in": sorted(endings.ended_by(decision.kind))}
    if wait_rev is not None:
        found["wait.rev"] = revision(wait_rev)
    if sides := _SIDES.get(decision.kind, _BEFORE):
        found["$expr"] = sides
    return found


def amendable(run_id: str, wait: OpenWait) -> Document:
    """Match the run while this wait is open at the revision before, and its deadline ahead."""
    found = open_wait(run_id, wait.wait_id)
    return found | {"wait.rev": revision(wait.rev - 1), "$expr": _BEFORE}


def open_wait(run_id: str, wait_id: str) -> Document:
    """Match the run while it waits for this."""
    return {"_id": run_id, "status": RunStatus.WAITING.value, "wait.id": wait_id}


def revision(rev: int) -> int | None:
    """Return what a wait's revision is in BSON: the first one is not written."""
    return rev or None


def looked_after(run_id: str, wait_id: str) -> Document:
    """Match the run while it waits for this, and that is a wait whose time may be moved."""
    return {**open_wait(run_id, wait_id), "wait.kind": {"$in": sorted(endings.LOOKED_AFTER)}}


def postponement(seconds: float) -> list[Document]:
    """Move the time at which a wait is due by itself."""
    return [{"$set": {"wakeAt": _ahead(seconds)}}]


def group_postponement(seconds: float) -> list[Document]:
    """Move the time at which runs in turn are asked about, to their deadlines at most."""
    latest = {"$ifNull": ["$deadline", _NEVER]}
    return [{"$set": {"wakeAt": {"$min": [_ahead(seconds), latest]}}}]


def decision(decided: StoredDecision) -> Document:
    """End the wait and queue the run."""
    named = ids.files_in(decided.payload)
    files: Document = {"$addToSet": {"files": {"$each": list(named)}}} if named else {}
    is_approval = endings.decides_approval(decided.kind)
    approved: Document = {"approvedAt": bson_of(decided.at)} if is_approval else {}
    ended: Document = {"status": RunStatus.QUEUED.value, "decision": document_of(decided)}
    return {
        **files,
        "$set": {**ended, **approved},
        "$unset": {"wait": "", "wakeAt": ""},
        "$currentDate": {"queuedAt": True, "updatedAt": True},
    }


def cancel(by: str) -> list[Document]:
    """End a run that nobody advances, flag one that somebody does, leave the rest."""
    # Left open by a cancel: such a run ends after its children, or its worker cancels them.
    is_parent = _all(_is(RunStatus.WAITING), {"$eq": ["$wait.kind", endings.CHILDREN]})
    is_woken = {"$in": ["$decision.kind", sorted(endings.LEAVING_CHILDREN)]}
    is_left = _all(_is(RunStatus.QUEUED), {"$or": [is_woken, {"$eq": ["$takenOver", True]}]})
    has_children = {"$or": [is_parent, is_left]}
    is_open = _all({"$in": ["$status", _OPEN]}, {"$not": [has_children]})
    is_flagged = _all(
        {"$or": [_is(RunStatus.RUNNING), has_children]},
        {"$eq": [{"$type": "$cancel"}, "missing"]},
    )
    changes = {"$or": [is_open, is_flagged]}
    return [
        {
            "$set": {
                "status": _when(is_open, RunStatus.CANCELED.value, "$status"),
                "cancel": _when(changes, {"at": "$$NOW", "by": {"$literal": by}}, "$cancel"),
                "wait": _when(is_open, "$$REMOVE", "$wait"),
                "wakeAt": _when(is_open, "$$REMOVE", _when(is_parent, "$$NOW", "$wakeAt")),
                "endedAt": _when(is_open, "$$NOW", "$endedAt"),
                "updatedAt": _when(changes, "$$NOW", "$updatedAt"),
            }
        }
    ]


def is_same_submission(found: Run, run: Run) -> bool:
    """Tell whether a stored run is the one that was to be inserted."""
    return document_of(found)["createdAt"] == bson_of(run.created_at) and (
        found.workspace_id,
        found.version_id,
        found.principal,
        found.request_hash,
    ) == (run.workspace_id, run.version_id, run.principal, run.request_hash)


def is_same_decision(found: StoredDecision | None, decided: StoredDecision) -> bool:
    """Tell whether a stored decision, as `peek` shows it, is the one that was to be made."""
    if found is None:
        return False
    return document_of(found) == document_of(replace(decided, payload=b"", sealed=None))


def _is(status: RunStatus) -> Document:
    return {"$eq": ["$status", status.value]}


def _all(*conditions: Document) -> Document:
    return {"$and": list(conditions)}


def _when(condition: Document, then: Any, otherwise: Any) -> Document:  # noqa: ANN401 - expressions
    return {"$cond": [condition, then, otherwise]}


def _ahead(seconds: float) -> Document:
    return {"$add": ["$$NOW", _milliseconds(seconds)]}


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
