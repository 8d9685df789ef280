"""The schedule that a published trigger asks for, and the routes that change it in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.schedules import Schedules
from tests.support.edge import Edge
from tests.support.world import final

WEEKLY = {"cron": "0 9 * * 1", "timezone": "Europe/Istanbul", "inputs": {"report": "weekly"}}
DAILY = {**WEEKLY, "cron": "@daily"}


@pytest.fixture
def edge():
    edge = Edge()
    world, served = edge.world, edge.app.extensions["millrace"]
    timed = Schedules(world.stores.schedules, world.flows, world.runs, world.time.now)
    edge.app.extensions["millrace"] = replace(served, schedules=timed)
    return edge


def definition(data=None, **output):
    kind = "api" if data is None else "schedule"
    trigger = {"id": "start", "type": kind, "nextStepId": "end", "data": data or {}}
    return {"steps": [trigger, final("end", **(output or {"n": "{{_trigger}}"}))]}


def made(edge, data=None):
    return edge.post("/v1/flow", {"name": "F", "definition": definition(data)}).json["id"]


def publish(edge, flow_id, data=..., **output):
    if data is not ...:
        body = {"definition": definition(data, **output)}
        assert edge.call("PATCH", f"/v1/flow/{flow_id}", body).status_code == 200
    return edge.post(f"/v1/flow/{flow_id}/publish")


def schedule(edge, flow_id):
    return edge.get(f"/v1/flow/{flow_id}/schedule")


def test_published_trigger_stands_as_a_schedule_and_publishing_says_when_it_fires(edge):
    flow_id = made(edge, WEEKLY)
    answer = publish(edge, flow_id)
    assert answer.status_code == 200
    stands = schedule(edge, flow_id).json
    assert answer.json["nextFires"] == stands["nextFires"]
    assert stands["nextFires"][0] == "2026-01-05T06:00:00.000Z"
    assert (stands["cron"], stands["timezone"]) == ("0 9 * * 1", "Europe/Istanbul")
    assert stands["data"] == {"inputs": {"report": "weekly"}}
    assert (stands["status"], stands["fromTrigger"]) == ("active", True)
    assert [one["flowId"] for one in edge.get("/v1/schedule").json["data"]] == [flow_id]


def test_schedule_changes_with_its_trigger_and_goes_with_it(edge):
    flow_id = made(edge, WEEKLY)
    publish(edge, flow_id)
    before = schedule(edge, flow_id).json
    publish(edge, flow_id, DAILY)
    changed = schedule(edge, flow_id).json
    assert (changed["id"], changed["cron"]) == (before["id"], "@daily")
    gone = publish(edge, flow_id, None)
    assert "nextFires" not in gone.json
    over = schedule(edge, flow_id).json
    assert (over["status"], over["nextFires"]) == ("canceled", [])
    assert "fromTrigger" not in over
    publish(edge, flow_id, WEEKLY)
    assert schedule(edge, flow_id).json["status"] == "active"


@pytest.mark.parametrize("action", ["schedule/pause", "schedule-cancel"])
def test_what_its_routes_did_stays_when_the_same_trigger_is_published_again(edge, action):
    flow_id = made(edge, WEEKLY)
    publish(edge, flow_id)
    done = edge.post(f"/v1/flow/{flow_id}/{action}").json
    assert "nextFires" not in publish(edge, flow_id, WEEKLY, other="output").json
    assert schedule(edge, flow_id).json == done


def test_schedule_that_its_route_set_stays_until_the_trigger_changes(edge):
    flow_id = made(edge, WEEKLY)
    publish(edge, flow_id)
    body = {"cron": "@hourly", "misfire": "all", "endAt": "2027-01-01T00:00:00Z"}
    by_route = edge.post(f"/v1/flow/{flow_id}/schedule", body).json
    publish(edge, flow_id, WEEKLY, other="output")
    assert schedule(edge, flow_id).json == by_route
    publish(edge, flow_id, DAILY)
    stands = schedule(edge, flow_id).json
    assert (stands["cron"], stands["misfire"]) == ("@daily", "all")
    assert stands["endAt"] == by_route["endAt"]


def test_paused_schedule_stays_paused_when_its_trigger_changes(edge):
    flow_id = made(edge, WEEKLY)
    publish(edge, flow_id)
    edge.post(f"/v1/flow/{flow_id}/schedule/pause")
    publish(edge, flow_id, DAILY)
    stands = schedule(edge, flow_id).json
    assert (stands["cron"], stands["status"], stands["nextFires"]) == ("@daily", "paused", [])


def test_schedule_of_a_route_is_left_to_it_by_flows_without_such_a_trigger(edge):
    flow_id = made(edge)
    publish(edge, flow_id)
    by_route = edge.post(f"/v1/flow/{flow_id}/schedule", {"cron": "@daily"}).json
    answer = publish(edge, flow_id, None, other="output")
    assert schedule(edge, flow_id).json == by_route
    assert answer.json["nextFires"] == by_route["nextFires"]


def test_trigger_without_a_cron_asks_for_no_schedule(edge):
    flow_id = made(edge, {})
    assert publish(edge, flow_id).status_code == 200
    assert schedule(edge, flow_id).status_code == 404


def test_trigger_says_what_becomes_of_missed_and_overlapping_fires(edge):
    flow_id = made(edge, {**WEEKLY, "misfire": "all", "overlap": "skip"})
    publish(edge, flow_id)
    stands = schedule(edge, flow_id).json
    assert (stands["misfire"], stands["overlap"]) == ("all", "skip")


def test_schedule_goes_along_with_an_exported_flow(edge):
    flow_id = made(edge, WEEKLY)
    document = edge.get(f"/v1/flow/{flow_id}/export").json
    copy = edge.post("/v1/flow/import", document).json["id"]
    assert publish(edge, copy).json["nextFires"]


def test_deleted_flow_has_no_schedule_that_fires(edge):
    flow_id = made(edge, WEEKLY)
    publish(edge, flow_id)
    assert edge.call("DELETE", f"/v1/flow/{flow_id}").status_code == 200
    assert edge.world.stores.schedules.active(10) == []


def test_earlier_version_that_is_published_again_brings_its_schedule_back(edge):
    flow_id = made(edge, WEEKLY)
    publish(edge, flow_id)
    publish(edge, flow_id, DAILY)
    edge.post(f"/v1/flow/{flow_id}/publish", {"fromVersion": 1})
    assert schedule(edge, flow_id).json["cron"] == WEEKLY["cron"]


# What is wrong with a trigger -> where it is found.
REFUSED = {
    "/steps/0/data/cron": {"cron": "61 2 * * *"},
    "/steps/0/data/timezone": {"cron": "@daily", "timezone": "Mars/Phobos"},
    "/steps/0/data/inputs": {"cron": "@daily", "inputs": []},
    "/steps/0/data/misfire": {"cron": "@daily", "misfire": "maybe"},
    "/steps/0/data/inputs/n": {
        "cron": "@daily",
        "inputs": {"n": "x"},
        "fields": [{"name": "n", "type": "integer"}],
    },
}


@pytest.mark.parametrize("pointer", REFUSED, ids=str)
def test_trigger_that_cannot_stand_is_refused_at_its_place(edge, pointer):
    flow_id = made(edge, REFUSED[pointer])
    answer = publish(edge, flow_id)
    assert answer.status_code == 422
    assert [issue["pointer"] for issue in answer.json["errors"]] == [f"/definition{pointer}"]
    assert schedule(edge, flow_id).status_code == 404


def test_inputs_without_a_cron_have_no_effect_and_are_refused(edge):
    flow_id = made(edge, {"inputs": {"n": 1}})
    issues = publish(edge, flow_id).json["errors"]
    assert [(one["pointer"], one["code"]) for one in issues] == [
        ("/definition/steps/0/data/cron", "required")
    ]


def test_publisher_who_died_before_the_schedule_stood_is_made_up_for(edge):
    flow_id = made(edge, WEEKLY)
    principal = edge.tokens.authenticate(edge.admin["Authorization"].removeprefix("Bearer "))
    edge.world.flows.publish(principal, flow_id, summary="", from_version=None)
    assert schedule(edge, flow_id).status_code == 404
    edge.engine.registrar.tick()
    assert schedule(edge, flow_id).json["status"] == "active"
    assert edge.world.stores.flows.unsynced(9) == []


def test_schedule_of_a_trigger_that_is_gone_does_not_fire_before_it_is_put_right(edge):
    flow_id = made(edge, WEEKLY)
    publish(edge, flow_id)
    stored = edge.world.stores.schedules.get(flow_id)
    edge.call("PATCH", f"/v1/flow/{flow_id}", {"definition": definition(DAILY)})
    principal = edge.tokens.authenticate(edge.admin["Authorization"].removeprefix("Bearer "))
    edge.world.flows.publish(principal, flow_id, summary="", from_version=None)
    edge.world.time.at = stored.next_fire
    fired = edge.app.extensions["millrace"].schedules.fire(stored.schedule_id, stored.next_fire)
    assert fired.hint is None
    assert fired.next_fire == edge.world.stores.schedules.get(flow_id).next_fire
    assert schedule(edge, flow_id).json["cron"] == "@daily"


def fires_of(edge, flow_id):
    """Fire what is due until nothing is; return the details of the runs, the first fire first."""
    service = edge.app.extensions["millrace"].schedules
    while (stored := edge.world.stores.schedules.get(flow_id)).next_fire <= edge.world.time.now():
        fired = service.fire(stored.schedule_id, stored.next_fire)
        edge.queue.push([fired.hint] if fired.hint else [])
    runs = edge.get(f"/v1/flowrun?flowId={flow_id}&trigger=schedule").json["data"]
    found = [edge.get(f"/v1/flowrun/details/{one['appRunId']}").json for one in runs]
    return sorted(found, key=lambda one: one["scheduledFor"])


@pytest.mark.parametrize("data", [None, {"cron": "* * * * *", "misfire": "all"}])
def test_runs_that_catch_up_know_their_times_and_list_as_the_schedules(edge, data):
    flow_id = made(edge, data)
    publish(edge, flow_id)
    if data is None:
        body = {"cron": "* * * * *", "misfire": "all"}
        assert edge.post(f"/v1/flow/{flow_id}/schedule", body).status_code == 200
    edge.world.time.at += timedelta(seconds=190)
    runs = fires_of(edge, flow_id)
    minutes = [f"2026-01-01T00:0{minute}:00.000Z" for minute in range(4)]
    assert [one["scheduledFor"] for one in runs] == minutes[1:]
    assert [one["previousFor"] for one in runs] == minutes[:3]
    edge.world.drain()
    outputs = [edge.get(f"/v1/flowrun/outputs/{one['appRunId']}").json["n"] for one in runs]
    assert [one["scheduledFor"] for one in outputs] == minutes[1:]
    assert [one["previousFor"] for one in outputs] == minutes[:3]
    assert {one["type"] for one in outputs} == {"schedule"}


def test_fire_after_missed_ones_knows_the_last_that_started_a_run(edge):
    flow_id = made(edge, {"cron": "* * * * *"})
    publish(edge, flow_id)
    edge.world.time.at += timedelta(seconds=190)
    fires_of(edge, flow_id)
    edge.world.time.at += timedelta(seconds=60)
    runs = fires_of(edge, flow_id)
    assert [(one["previousFor"][11:16], one["scheduledFor"][11:16]) for one in runs] == [
        ("00:00", "00:01"),
        ("00:01", "00:04"),
    ]


def test_run_of_a_fire_is_started_again_with_its_times(edge):
    flow_id = made(edge, None)
    publish(edge, flow_id)
    edge.post(f"/v1/flow/{flow_id}/schedule", {"cron": "* * * * *"})
    edge.world.time.at += timedelta(seconds=60)
    (run,) = fires_of(edge, flow_id)
    again = edge.post(f"/v1/flowrun/rerun/{run['appRunId']}?returnExecutionMetadata=true").json
    details = edge.get(f"/v1/flowrun/details/{again['appRunId']}").json
    assert details["trigger"] == "schedule"
    assert details["scheduledFor"] == run["scheduledFor"]


def test_run_out_of_turn_lists_as_the_schedules_without_a_time(edge):
    flow_id = made(edge, None)
    publish(edge, flow_id)
    edge.post(f"/v1/flow/{flow_id}/schedule", {"cron": "@daily"})
    run_id = edge.post(f"/v1/flow/{flow_id}/schedule/run-now").json["appRunId"]
    details = edge.get(f"/v1/flowrun/details/{run_id}").json
    assert (details["trigger"], "scheduledFor" in details) == ("schedule", False)
