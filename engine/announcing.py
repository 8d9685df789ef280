"""
Telling subscribers of how a claim ends: written down before the run is settled, sent after it.

A crash between the two leaves a delivery that finds out by itself whether the event came to be
(`engine.subscriptions.standing`), so none is lost and none tells of what never was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

from engine import canonical, clock, tolerated
from engine.plan import Plan
from engine.store.documents import Hint, Run, Settlement
from engine.subscriptions import Subscriptions, events_of
from schemas.json import JsonObject
from schemas.run import RunStatus

# A larger output is read by whoever is told of the run.
MOST_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Announcer:
    """Writes down and sends what subscribers are told."""

    subscriptions: Subscriptions

    def written_down(self, run: Run, plan: Plan | None, settlement: Settlement) -> Sequence[Hint]:
        """Return the deliveries of what a settlement will bring about, stored but not sent."""
        wait = settlement.wait
        event = events_of(run, settlement.status, wait.kind if wait else None)
        if event is None:
            return ()
        has_errors = settlement.status is RunStatus.COMPLETED and settlement.tolerated is not None
        ask = self.subscriptions.wanting
        wanting = ask(run.workspace_id, run.flow_id, event, has_errors=has_errors)
        if not wanting:
            return ()
        at = clock.rfc3339(self.subscriptions.now())
        told: JsonObject = {
            "type": event,
            "at": at,
            "runId": run.run_id,
            "fence": run.fence.n,
            "waitId": wait.wait_id if wait else None,
        }
        data = _data(run, plan, settlement, at)
        stored = [self.subscriptions.written_down(one, told, data) for one in wanting]
        return [Hint(one.run_id, one.fence.n, one.queue) for one in stored]

    def send(self, hints: Sequence[Hint]) -> None:
        """Have what was written down delivered; rescue does it when Redis is out of reach."""
        for hint in hints:
            self.subscriptions.runs.deliver(hint)


def _errors(settlement: Settlement) -> JsonObject:
    counts = canonical.decode(settlement.tolerated) if settlement.tolerated is not None else {}
    is_completed = settlement.status is RunStatus.COMPLETED
    return {
        "hasErrors": is_completed and bool(counts),
        "errorCounts": {**tolerated.shown(cast("tolerated.Counts", counts))},
    }


def _data(run: Run, plan: Plan | None, settlement: Settlement, at: str) -> JsonObject:
    """Return what an event says of its run."""
    data: JsonObject = {
        "appRunId": run.run_id,
        "rootRunId": run.ancestors[0] if run.ancestors else run.run_id,
        "flowId": run.flow_id,
        "flowName": plan.name if plan else None,
        "version": run.version,
        "trigger": run.trigger,
        "status": settlement.status.value,
        "createdAt": clock.rfc3339(run.created_at),
        "steps": settlement.steps,
        "credits": settlement.credits,
        **_errors(settlement),
    }
    if settlement.status is RunStatus.WAITING and settlement.wait is not None:
        is_small = len(settlement.wait.view) <= MOST_BYTES
        view = canonical.decode(settlement.wait.view) if is_small else None
        return {**data, **cast("JsonObject", view or {}), "isTruncated": not is_small}
    data["endedAt"] = at
    body = settlement.output if settlement.status is RunStatus.COMPLETED else settlement.error
    name = "output" if settlement.status is RunStatus.COMPLETED else "error"
    is_small = len(body or b"") <= MOST_BYTES
    data[name] = canonical.decode(body) if body and is_small else None
    data["isTruncated"] = not is_small
    return data
