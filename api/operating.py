"""Routes for who keeps the installation going: workers, queues, schedulers, what is stuck."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

from flask import Response, jsonify

from api.context import principal, services
from api.edge import Blueprint
from engine import clock
from engine.queue import QUEUES
from engine.store.documents import Run
from engine.vitals import Vitals, WorkerSigns
from schemas.answers import page_of
from schemas.flow import Page
from schemas.json import Json, JsonObject
from schemas.operating import QueuesAnswer, WorkerAnswer

blueprint = Blueprint("operating", __name__, url_prefix="/v1", description="Workers and queues")


@blueprint.get("/worker")
@blueprint.arguments(Page, location="query")
@blueprint.response(200, page_of(WorkerAnswer))
def workers(page: JsonObject) -> Response:
    """Return the workers that are alive, for an admin; runs of other workspaces are not named."""
    limit = int(cast("int", page["limit"]))
    crew = services().engine.operating.crew(principal(), str(page["cursor"]), limit + 1)
    shown = crew.workers[:limit]
    following = shown[-1].name if len(crew.workers) > limit else None
    data = [_worker_view(one, crew.runs.get(one.run_id or "")) for one in shown]
    return jsonify({"data": data, "nextCursor": following})


@blueprint.get("/queue")
@blueprint.response(200, QueuesAnswer)
def queues() -> Response:
    """
    Return the queues in the order they are served in, schedulers and stuck runs, for an admin.

    They are the whole installation's. Null is what took too long to count. How late the first timer
    (a delay, retry or expiry) and the next schedule are says whether the schedulers keep up.
    """
    signs, census = services().engine.operating.backlog(principal())
    vitals = Vitals(census, signs)
    data: list[Json] = [
        {
            "name": name,
            "hints": signs.jobs.get(name, 0),
            "oldestHintAt": _time(signs.oldest.get(name)),
            "queuedRuns": None if census.queued is None else census.queued.get(name, 0),
        }
        for name in QUEUES
    ]
    oldest = census.oldest_queued_at
    return jsonify(
        {
            "data": data,
            "nextCursor": None,
            "oldestQueuedAt": None if oldest is None else clock.rfc3339(oldest),
            "runningRuns": census.running,
            "timerLatenessSeconds": vitals.timer_lateness_seconds,
            "scheduleLatenessSeconds": (
                None if census.schedules is None else vitals.lateness_seconds
            ),
            "stuckRuns": {"lease": census.expired, "wait": census.overdue},
            "schedulers": [
                {"name": name, "lastPulseAt": _time(at)}
                for name, at in sorted(signs.ticks.items(), key=lambda one: -one[1])
            ],
        }
    )


def _worker_view(worker: WorkerSigns, run: Run | None) -> JsonObject:
    return {
        "name": worker.name,
        "host": worker.host,
        "pid": worker.pid,
        "queues": list(worker.queues),
        "state": worker.state,
        "startedAt": _time(worker.started),
        "seenAt": _time(worker.seen),
        "jobs": worker.jobs,
        "since": _time(worker.since),
        "run": None if run is None else {"appRunId": run.run_id, "flowId": run.flow_id},
    }


def _time(epoch: float | None) -> str | None:
    return None if epoch is None else clock.rfc3339(datetime.fromtimestamp(epoch, UTC))
