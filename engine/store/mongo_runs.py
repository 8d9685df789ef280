"""Runs and their journals in MongoDB, each method one command on one document."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from pymongo import ReturnDocument

from engine.store import mongo_listing
from engine.store import mongo_updates as updates
from engine.store.documents import (
    Claim,
    Due,
    Entry,
    Fence,
    Hint,
    OpenWait,
    Renewal,
    Run,
    Settlement,
    StoredDecision,
)
from engine.store.mongo_codec import Document, document_of, known, revive
from engine.store.mongo_faults import reaching, surely
from engine.store.mongo_inserts import insert_once
from engine.store.mongo_journal import append, entries, latest
from engine.store.mongo_link import Link, lasting
from engine.store.queries import InboxQuery, RunQuery
from schemas.run import TERMINAL, RunStatus

PEEK = {
    "inputs": 0,
    "snapshot": 0,
    "tail": 0,
    "output": 0,
    "decision.payload": 0,
    "decision.sealed": 0,
    "sealedInputs": 0,
    "sealedResult": 0,
}
_HINT = {"fence": 1, "queue": 1, "deadClaims": 1}
_AFTER = ReturnDocument.AFTER


class MongoRuns:
    """Satisfies `RunStore`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def insert(self, run: Run) -> bool:
        """Insert the document; an equal one after a lost reply is this one."""
        return insert_once(
            self._link().runs,
            document_of(run),
            lambda found: updates.is_same_submission(revive(Run, found), run),
        )

    def get(self, run_id: str) -> Run | None:
        """Find by id."""
        with reaching():
            return _run(self._link().runs.find_one({"_id": known(run_id)}))

    def peek(self, run_id: str) -> Run | None:
        """Find by id, without the payloads."""
        with reaching():
            return _run(self._link().runs.find_one({"_id": known(run_id)}, PEEK))

    def newest(self, query: RunQuery) -> list[Run]:
        """Scan an index in the order of the list; what comes of several is merged."""
        found: list[Document] = []
        for part, index in mongo_listing.parts(query):
            wanted = mongo_listing.wanted(part)
            found += self._find(wanted, PEEK, query.limit, sort=mongo_listing.ORDER, hint=index)
        found.sort(key=lambda document: (document["createdAt"], document["_id"]), reverse=True)
        return [revive(Run, document) for document in found[: max(query.limit, 0)]]

    def inbox(self, query: InboxQuery) -> list[Run]:
        """Scan the index of approvals in its order."""
        shown = {name: 0 for name in PEEK if name != "inputs"}
        wanted, order = mongo_listing.approvals(query), mongo_listing.APPROVALS_ORDER
        found = self._find(wanted, shown, query.limit, sort=order, hint=mongo_listing.APPROVALS)
        return [revive(Run, document) for document in found]

    def claim(self, run_id: str, worker: str, token: str, lease_seconds: float) -> Claim | None:
        """
        Find and modify by id, with the quick write concern.

        A claim that is rolled back is told apart by its token, and the next durable write of the
        claimant makes it last.
        """
        wanted = updates.claimable(known(run_id))
        update = updates.claim(worker, token, lease_seconds)

        def attempt() -> Claim | None:
            return _claim(
                self._link().quick_runs.find_one_and_update(wanted, update, return_document=_AFTER)
            )

        def landed() -> Claim | None:
            mine = {"_id": run_id, "status": RunStatus.RUNNING.value, "fence.token": token}
            return _claim(self._link().runs.find_one(mine))

        return surely(attempt, landed)

    def renew(self, run_id: str, fence: Fence, lease_seconds: float) -> Renewal:
        """Find and modify by id and fence, with the quick write concern."""
        held = updates.held(known(run_id), fence)
        update = updates.renewal(lease_seconds)

        def attempt() -> Renewal:
            found = self._link().quick_runs.find_one_and_update(
                held, update, projection={"cancel": 1}
            )
            if found is None:
                return Renewal.LOST
            return Renewal.CANCELED if "cancel" in found else Renewal.HELD

        return surely(attempt, attempt)

    def expire(self, run_id: str, fence: Fence) -> None:
        """Update by id and fence, with the quick write concern."""
        self._expire(run_id, fence, updates.GIVING_BACK)

    def expire_worker(self, worker: str) -> list[Hint]:
        """Look through the index of leases, then expire each claim by its fence."""
        wanted = {"status": RunStatus.RUNNING.value, "lease.worker": worker}
        with reaching():
            found = list(self._link().runs.find(wanted, _HINT, hint=updates.LEASES))
        for document in found:
            self._expire(document["_id"], revive(Fence, document["fence"]), updates.EXPIRY)
        return [_hint(document) for document in found]

    def _expire(self, run_id: str, fence: Fence, update: list[Document]) -> None:
        held = updates.held(known(run_id), fence)

        def attempt() -> bool:
            return self._link().quick_runs.update_one(held, update).matched_count > 0

        surely(attempt, attempt)

    def append(self, run_id: str, entries: Sequence[Entry]) -> Entry | None:
        """Insert in order; what an earlier attempt at the same call got in is passed over."""
        return append(self._link().steps, known(run_id), entries)

    def entries(self, run_id: str, after: int = -1, limit: int | None = None) -> list[Entry]:
        """Scan the range of ids."""
        with reaching():
            return entries(self._link().steps, known(run_id), after, limit)

    def latest(self, run_id: str, before: int, limit: int) -> list[Entry]:
        """Scan the range of ids from its end."""
        with reaching():
            return latest(self._link().steps, known(run_id), before, limit)

    def settle(self, run_id: str, fence: Fence, settlement: Settlement) -> bool:
        """Update by id and fence."""
        held = updates.held(known(run_id), fence)
        if settlement.status is not RunStatus.CANCELED and not settlement.despite_cancel:
            held["cancel"] = None
        update = updates.settlement(settlement)

        def attempt() -> bool:
            return self._link().runs.update_one(held, update).matched_count > 0

        def landed() -> bool:
            found = self._reread(run_id)
            return found is not None and _is_settled(found, fence, settlement)

        return surely(attempt, landed)

    def decide(
        self, run_id: str, decision: StoredDecision, wait_rev: int | None = None
    ) -> Run | None:
        """Find and modify by id, by the wait and its kind, and by its time."""
        wanted = updates.decidable(known(run_id), decision, wait_rev)
        update = updates.decision(decision)

        def attempt() -> Run | None:
            return _run(
                self._link().runs.find_one_and_update(
                    wanted, update, projection=PEEK, return_document=_AFTER
                )
            )

        def landed() -> Run | None:
            found = self._reread(run_id)
            is_mine = found is not None and updates.is_same_decision(found.decision, decision)
            return found if is_mine else None

        return surely(attempt, landed)

    def amend(self, run_id: str, wait: OpenWait) -> Run | None:
        """Find and modify by id, wait, revision and deadline."""
        wanted = updates.amendable(known(run_id), wait)
        update = {"$set": {"wait": document_of(wait)}, "$currentDate": {"updatedAt": True}}

        def attempt() -> Run | None:
            return _run(
                self._link().runs.find_one_and_update(
                    wanted, update, projection=PEEK, return_document=_AFTER
                )
            )

        def landed() -> Run | None:
            found = self._reread(run_id)
            return found if found is not None and found.wait == wait else None

        return surely(attempt, landed)

    def postpone(self, run_id: str, wait_id: str, seconds: float) -> bool:
        """Update by id, by the wait and its kind."""
        wanted, update = updates.looked_after(known(run_id), wait_id), updates.postponement(seconds)

        def attempt() -> bool:
            return self._link().runs.update_one(wanted, update).matched_count > 0

        return surely(attempt, attempt)

    def cancel(self, run_id: str, by: str, wait_id: str | None = None) -> Run | None:
        """Find and modify by id, and by the wait if given: to do it again changes nothing."""
        wanted: Document = {"_id": known(run_id)}
        if wait_id is not None:
            wanted = updates.open_wait(known(run_id), wait_id)
        update = updates.cancel(by)

        def attempt() -> Run | None:
            return _run(
                self._link().runs.find_one_and_update(
                    wanted, update, projection=PEEK, return_document=_AFTER
                )
            )

        def landed() -> Run | None:
            if wait_id is None:
                return attempt()
            found = self._reread(run_id)
            is_mine = found is not None and found.cancel is not None and found.cancel.by == by
            return found if is_mine else attempt()

        return surely(attempt, landed)

    def dismiss(self, run_id: str) -> None:
        """Update by id: to do it again changes nothing."""
        wanted = {"_id": known(run_id), "deadLetter": True}

        def attempt() -> None:
            self._link().runs.update_one(wanted, {"$unset": {"deadLetter": ""}})

        surely(attempt, attempt)

    def expired(self, limit: int) -> list[Hint]:
        """Scan the index of leases up to now."""
        wanted = {"status": RunStatus.RUNNING.value, **updates.past("lease.until", 0)}
        return [_hint(run) for run in self._find(wanted, _HINT, limit, hint=updates.LEASES)]

    def due(
        self, within_seconds: float, limit: int, kinds: Collection[str] | None = None
    ) -> list[Due]:
        """Scan the index of wake times, that of the kinds side by side."""
        wanted: Document = {
            "status": RunStatus.WAITING.value,
            "wait.id": {"$exists": True},
            **updates.past("wakeAt", within_seconds),
        }
        hint = updates.WAKES
        if kinds is not None:
            wanted["wait.kind"], hint = {"$in": sorted(kinds)}, updates.WAKES_BY_KIND
        shown = {"wait.id": 1, "wait.kind": 1, "wakeAt": 1, "group": 1, "deadline": 1}
        found = self._find(wanted, shown, limit, hint=hint, sort=[("wakeAt", 1)])
        return [_due(run) for run in found]

    def queued(self, older_than_seconds: float, limit: int, after: str = "") -> list[Hint]:
        """Scan the index of queued runs, whose keys tell the age."""
        wanted = {
            "status": RunStatus.QUEUED.value,
            "_id": {"$gt": known(after)},
            **updates.past("queuedAt", -older_than_seconds),
        }
        found = self._find(wanted, _HINT, limit, hint=updates.QUEUED, sort=[("_id", 1)])
        return [_hint(run) for run in found]

    def _find(
        self,
        wanted: Document,
        shown: Document,
        limit: int,
        **options: Any,  # noqa: ANN401 - as `find` has them
    ) -> list[Document]:
        """Return what matches; hinted, so that a missing index is an error and never a scan."""
        if limit < 1:  # which `find` takes for no limit
            return []
        with reaching():
            return list(self._link().runs.find(wanted, shown, limit=limit, **options))

    def _reread(self, run_id: str) -> Run | None:
        return _run(lasting(self._link().runs).find_one({"_id": run_id}, PEEK))


def _run(document: Document | None) -> Run | None:
    return None if document is None else revive(Run, document)


def _claim(document: Document | None) -> Claim | None:
    if document is None:
        return None
    run = revive(Run, document)
    return Claim(run, run.updated_at)


def _due(document: Document) -> Due:
    wait, group, deadline = document["wait"], document.get("group"), document.get("deadline")
    return Due(document["_id"], wait["id"], document["wakeAt"], wait["kind"], group, deadline)


def _hint(document: Document) -> Hint:
    deaths = document.get("deadClaims", 0)
    return Hint(document["_id"], document["fence"]["n"], document["queue"], deaths)


def _is_settled(run: Run, fence: Fence, settlement: Settlement) -> bool:
    """Tell whether this fence's settlement is in: only its holder takes a run out of running."""
    if run.fence != fence or run.status is RunStatus.RUNNING:
        return False
    return run.status is settlement.status or settlement.status not in TERMINAL
