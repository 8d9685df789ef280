"""A delivery as people see it: its run, read as what it is."""

from __future__ import annotations

from typing import cast

from engine import canonical, clock, history
from engine.store.base import RunStore
from engine.store.documents import Run
from engine.subscriptions import inputs_of
from schemas.json import Json, JsonObject
from schemas.run import RunStatus

_MOST_ATTEMPTS_SHOWN = 100


def row(store: RunStore, run: Run) -> JsonObject:
    """Return a delivery's line in the log."""
    sent, attempts = inputs_of(run), _attempts(store, run)
    event = cast("JsonObject", sent["event"])
    last = attempts[-1] if attempts else None
    return {
        "id": run.run_id,
        "messageId": sent["messageId"],
        "event": event["type"],
        "appRunId": event.get("runId"),
        "status": _status(run, attempts),
        "attempts": len(attempts),
        "nextAttemptAt": clock.rfc3339(run.wake_at) if run.wake_at else None,
        "lastError": last["error"] if last else None,
        "createdAt": clock.rfc3339(run.created_at),
        "endedAt": clock.rfc3339(run.ended_at) if run.ended_at else None,
    }


def whole(store: RunStore, run: Run) -> JsonObject:
    """Return a delivery with what was sent and every attempt at it."""
    log = [
        {name: one[name] for name in ("attempt", "startedAt", "durationMs", "output", "error")}
        for one in _attempts(store, run)
    ]
    shown = row(store, run)
    return {**shown, "message": inputs_of(run)["message"], "log": cast("list[Json]", log)}


def _attempts(store: RunStore, run: Run) -> list[JsonObject]:
    rows, _ = history.steps(store, run, -1, _MOST_ATTEMPTS_SHOWN)
    return [one for one in rows if one["stepId"] == "deliver" and one["status"] != "waiting"]


def _status(run: Run, attempts: list[JsonObject]) -> str:
    if run.status is RunStatus.COMPLETED:
        output = cast("JsonObject", canonical.decode(run.output or b"{}"))
        delivery = output.get("delivery")
        is_sent = isinstance(delivery, dict) and delivery.get("sent") is True
        return "delivered" if is_sent else "dropped"
    if run.status in (RunStatus.FAILED, RunStatus.CANCELED):
        return "failed"
    return "retrying" if attempts else "pending"
