"""Who works and what waits, as admins are shown it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.store.documents import Hint
from engine.vitals import WorkerSigns
from tests.support.edge import Edge
from tests.support.world import final, step


@pytest.fixture
def edge():
    return Edge()


def worker(name, run_id=None, **changes):
    told = {"host": "box", "pid": 7, "queues": ("high", "low"), "state": "idle", "jobs": 2}
    told |= {"started": 1_767_225_600.0, "seen": 1_767_225_609.5}
    if run_id:
        told |= {"state": "busy", "run_id": run_id, "since": 1_767_225_605.0}
    return WorkerSigns(name, **(told | changes))


def running(edge, workspace="ws"):
    """Return a run that a worker has claimed."""
    edge.queue.is_idle = True
    flow_id = edge.flow(step("w", "wait", "end"), final("end"))
    run_id = edge.execute(flow_id).headers["X-App-Run-Id"]
    edge.world.stores.runs.claim(run_id, "a", "t", 30)
    return flow_id, run_id


def test_a_worker_is_shown_with_the_run_it_advances(edge):
    flow_id, run_id = running(edge)
    edge.queue.known_workers = [worker("a", run_id), worker("b")]
    shown = edge.get("/v1/worker").json
    assert shown["nextCursor"] is None
    busy, idle = shown["data"]
    assert busy == {
        "name": "a",
        "host": "box",
        "pid": 7,
        "queues": ["high", "low"],
        "state": "busy",
        "startedAt": "2026-01-01T00:00:00.000Z",
        "seenAt": "2026-01-01T00:00:09.500Z",
        "jobs": 2,
        "since": "2026-01-01T00:00:05.000Z",
        "run": {"appRunId": run_id, "flowId": flow_id},
    }
    assert (idle["state"], idle["since"], idle["run"]) == ("idle", None, None)


def test_another_workspaces_run_is_not_named(edge):
    _, run_id = running(edge)
    edge.queue.known_workers = [worker("a", run_id)]
    _, stranger = edge.user("Niklaus", "admin", "elsewhere")
    answer = edge.get("/v1/worker", as_=stranger)
    assert run_id not in answer.text
    assert [(one["state"], one["run"]) for one in answer.json["data"]] == [("busy", None)]


def test_a_run_that_has_ended_meanwhile_is_not_named(edge):
    run_id = edge.execute(edge.flow(final("end"))).headers["X-App-Run-Id"]
    edge.queue.known_workers = [worker("a", run_id)]
    assert edge.get("/v1/worker").json["data"][0]["run"] is None


def test_workers_come_in_pages(edge):
    edge.queue.known_workers = [worker(name) for name in "abcde"]
    found, cursor = [], ""
    while cursor is not None:
        page = edge.get(f"/v1/worker?limit=2&cursor={cursor}").json
        found += [one["name"] for one in page["data"]]
        cursor = page["nextCursor"]
    assert found == list("abcde")
    assert edge.get("/v1/worker?limit=0").status_code == 422


def test_queues_are_shown_in_the_order_they_are_served(edge):
    edge.queue.is_idle = True
    edge.execute(edge.flow(final("end")))
    edge.queue.hints.append(Hint("run_x", 0, "low"))
    edge.queue.oldest = {"high": 1_767_225_600.0}
    edge.queue.ticks = {"old": 1_767_225_600.0, "new": 1_767_225_660.0}
    shown = edge.get("/v1/queue").json
    assert shown["data"] == [
        {
            "name": "high",
            "hints": 1,
            "oldestHintAt": "2026-01-01T00:00:00.000Z",
            "queuedRuns": 1,
        },
        {"name": "default", "hints": 0, "oldestHintAt": None, "queuedRuns": 0},
        {"name": "low", "hints": 1, "oldestHintAt": None, "queuedRuns": 0},
    ]
    assert shown["nextCursor"] is None
    assert shown["oldestQueuedAt"] == "2026-01-01T00:00:00.000Z"
    assert shown["schedulers"] == [
        {"name": "new", "lastPulseAt": "2026-01-01T00:01:00.000Z"},
        {"name": "old", "lastPulseAt": "2026-01-01T00:00:00.000Z"},
    ]


def test_stuck_runs_are_counted(edge):
    running(edge)
    assert edge.get("/v1/queue").json["stuckRuns"] == {"lease": 0, "wait": 0}
    edge.world.time.at += timedelta(seconds=41)
    shown = edge.get("/v1/queue").json
    assert (shown["stuckRuns"], shown["runningRuns"]) == ({"lease": 1, "wait": 0}, 1)


def test_timers_that_are_due_are_said_to_be_late(edge):
    edge.execute(edge.flow(step("d", "delay", "end", seconds=60), final("end")))
    shown = edge.get("/v1/queue").json
    assert (shown["timerLatenessSeconds"], shown["scheduleLatenessSeconds"]) == (0, 0)
    edge.world.time.at += timedelta(seconds=67.5)
    assert edge.get("/v1/queue").json["timerLatenessSeconds"] == 7.5


@pytest.mark.parametrize("path", ["/v1/worker", "/v1/queue"])
def test_only_an_admin_is_told(edge, path):
    _, ada = edge.user("Ada")
    assert edge.get(path, as_=ada).status_code == 403
    assert edge.get(path, as_=edge.key).status_code == 403


@pytest.mark.parametrize("path", ["/v1/worker", "/v1/queue"])
def test_without_redis_it_is_said_what_to_do(edge, path):
    edge.queue.is_down = True
    answer = edge.get(path)
    assert (answer.status_code, answer.json["code"]) == (503, "queue_unavailable")
    assert "MILLRACE_REDIS_URL" in answer.json["detail"]
    assert answer.headers["Retry-After"]
