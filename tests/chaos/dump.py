"""What a trial leaves behind, written to files that can be checked again at any time."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path

from engine import canonical, loading
from engine.clock import rfc3339
from engine.record import Record, from_entry
from engine.store.documents import Entry, Run
from schemas.json import JsonObject
from tests.chaos.cluster import Cluster

CLEAN_SECONDS = 120.0


def runs(cluster: Cluster, flow_ids: list[str], path: Path) -> None:
    """Write every run of these flows, with its records, as one JSON line each."""
    store = cluster.engine.stores.runs
    found = cluster.engine.mongo.link().runs.find({"flowId": {"$in": flow_ids}}, {"_id": 1})
    with path.open("w") as file:
        for run_id in [document["_id"] for document in found]:
            run = store.get(run_id)
            entries = loading.entries_of(store, run)
            file.write(json.dumps(shown(run, entries, inputs_of(store, run))) + "\n")


def inputs_of(store, run: Run) -> object:
    return loading.inputs_of(store, run)


def shown(run: Run, entries: list[Entry], inputs: object) -> dict:
    return {
        "run": run.run_id,
        "flow": run.flow_id,
        "parent": run.parent_id,
        "status": run.status.value,
        "trigger": run.trigger,
        "inputs": inputs,
        "fence": run.fence.n,
        "createdAt": rfc3339(run.created_at),
        "queuedAt": run.queued_at.timestamp(),
        "output": None if run.output is None else canonical.decode(run.output),
        "error": None if run.error is None else canonical.decode(run.error),
        "wait": None if run.wait is None else run.wait.kind,
        "leaseUntil": None if run.lease is None else run.lease.until.timestamp(),
        "wakeAt": None if run.wake_at is None else run.wake_at.timestamp(),
        "records": [record_shown(entry, from_entry(entry)) for entry in entries],
    }


def record_shown(entry: Entry, record: Record) -> dict:
    return {
        "seq": entry.seq,
        "fence": entry.fence.n,
        "kind": record.kind.value,
        "key": record.key,
        "attempt": record.attempt,
        "startedAt": record.started_at.timestamp(),
        "endedAt": record.ended_at.timestamp(),
        "hash": hashlib.sha256(entry.body).hexdigest(),
        "waitId": record.decision["waitId"] if record.decision else None,
        "decidedBy": record.decision["principal"] if record.decision else None,
        "decision": record.decision["kind"] if record.decision else None,
        "wait": _wait_shown(record.wait),
    }


def _wait_shown(wait: JsonObject | None) -> JsonObject | None:
    return None if wait is None else {"id": wait["id"], "kind": wait["kind"]}


def redis_leftovers(cluster: Cluster) -> dict[str, int]:
    """Return what should be gone: queued jobs, and started ones that expired long ago."""
    client = cluster.engine.queue.client
    left: dict[str, int] = {}
    for queue in ("high", "default", "low"):
        left[f"queue:{queue}"] = client.llen(f"rq:queue:{queue}")
        # What a killed worker had started is cleaned up by RQ a while after it expired.
        left[f"wip:{queue}"] = client.zcount(f"rq:wip:{queue}", 0, time.time() - CLEAN_SECONDS)
    return {name: count for name, count in left.items() if count}
