"""Routes of a flow's schedule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from flask import Response, jsonify, request

from api import outcomes
from api.context import principal, services
from api.edge import Blueprint, listed
from api.preferences import Preferences, idempotency_key
from api.problems import Rejected
from engine import canonical, clock, cron, standing
from engine.errors import Issue
from engine.results import of_run
from engine.schedules import Wanted
from engine.store.schedules import Schedule
from schemas.answers import page_of
from schemas.fields import Nothing
from schemas.flow import Page, PutSchedule
from schemas.flow_answers import ScheduleAnswer
from schemas.json import Json, JsonObject
from schemas.run_answers import OutcomeAnswer, UnfinishedAnswer

blueprint = Blueprint("schedules", __name__, url_prefix="/v1/flow", description="Schedules")
of_workspace = Blueprint(
    "all_schedules", __name__, url_prefix="/v1/schedule", description="Schedules"
)


@of_workspace.get("")
@of_workspace.arguments(Page, location="query")
@of_workspace.response(200, page_of(ScheduleAnswer))
def listing(page: JsonObject) -> Response:
    """Return the schedules of all flows that the caller may see."""

    def fetch(cursor: str, limit: int) -> Sequence[Schedule]:
        return services().schedules.list(principal(), cursor, limit)

    return listed(page, fetch, _view, lambda schedule: schedule.flow_id)


@blueprint.get("/<string:flow_id>/schedule")
@blueprint.response(200, ScheduleAnswer)
def read(flow_id: str) -> Response:
    """Return the flow's schedule with its next five fires."""
    return jsonify(_view(services().schedules.get(principal(), flow_id)))


@blueprint.post("/<string:flow_id>/schedule")
@blueprint.arguments(PutSchedule)
@blueprint.response(200, ScheduleAnswer)
def put(body: JsonObject, flow_id: str) -> Response:
    """Give the flow its schedule, in place of the one it has."""
    wanted = Wanted(
        cron=str(body["cron"]),
        timezone=str(body["timezone"]),
        inputs=_inputs(cast("JsonObject", body["data"])),
        misfire=str(body["misfire"]),
        overlap=str(body["overlap"]),
        start_at=cast("datetime | None", body["startAt"]),
        end_at=cast("datetime | None", body["endAt"]),
    )
    return jsonify(_view(services().schedules.put(principal(), flow_id, wanted)))


@blueprint.post("/<string:flow_id>/schedule-cancel")
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, ScheduleAnswer)
def cancel(_: JsonObject, flow_id: str) -> Response:
    """Turn the schedule off."""
    return jsonify(_view(services().schedules.cancel(principal(), flow_id)))


@blueprint.post("/<string:flow_id>/schedule/pause")
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, ScheduleAnswer)
def pause(_: JsonObject, flow_id: str) -> Response:
    """Stop firing until the schedule is resumed."""
    return jsonify(_view(services().schedules.pause(principal(), flow_id)))


@blueprint.post("/<string:flow_id>/schedule/resume")
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, ScheduleAnswer)
def resume(_: JsonObject, flow_id: str) -> Response:
    """Fire again from now on."""
    return jsonify(_view(services().schedules.resume(principal(), flow_id)))


@blueprint.post("/<string:flow_id>/schedule/run-now")
@blueprint.arguments(Nothing, required=False)
@blueprint.response(202, UnfinishedAnswer)
@blueprint.alt_response(200, schema=OutcomeAnswer, description="a repeated call, and it completed")
def run_now(_: JsonObject, flow_id: str) -> Response:
    """Start one run out of turn with the schedule's inputs."""
    started = services().schedules.run_now(principal(), flow_id, idempotency_key(request))
    return outcomes.answer(of_run(started.run), Preferences(0, metadata=False))


def _inputs(data: JsonObject) -> JsonObject:
    inputs = data.get("inputs", {})
    unknown = [name for name in data if name != "inputs"]
    if unknown:
        found = [Issue(f"/data/{name}", "unknown_field", "Unknown field.") for name in unknown]
        raise Rejected(422, "invalid_request", "data holds inputs and nothing else", found)
    if not isinstance(inputs, dict):
        found = [Issue("/data/inputs", "invalid_type", "inputs is an object")]
        raise Rejected(422, "invalid_request", "inputs is an object", found)
    return inputs


def _view(schedule: Schedule) -> JsonObject:
    now = services().schedules.now()
    fires: list[Json] = []
    if schedule.next_fire is not None:
        coming = standing.shown_fires(schedule, now)
        fires = [clock.rfc3339(at) for at in coming]
    return {
        "id": schedule.schedule_id,
        "flowId": schedule.flow_id,
        "cron": schedule.cron,
        "timezone": schedule.timezone,
        "data": canonical.decode(schedule.data),
        "misfire": schedule.misfire,
        "overlap": schedule.overlap,
        "startAt": _time(schedule.start_at),
        "endAt": _time(schedule.end_at),
        "description": cron.describe(schedule.cron),
        "status": schedule.status,
        "nextFires": fires,
        "lastFire": _time(schedule.last_fire),
        "lastRunId": schedule.last_run_id,
        **({"fromTrigger": True} if schedule.asked is not None else {}),
    }


def _time(at: datetime | None) -> str | None:
    return None if at is None else clock.rfc3339(at)
