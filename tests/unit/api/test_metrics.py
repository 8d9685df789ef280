"""What /metrics shows, to whom, and when servers are out of reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from engine.errors import Unavailable
from tests.support.edge import Edge, bearer
from tests.support.world import final, step

TOKEN = "m" * 32


@pytest.fixture
def edge():
    return Edge(metrics_token=TOKEN)


def scrape(edge):
    answer = edge.get("/metrics", as_=bearer(TOKEN))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    families = text_string_to_metric_families(answer.text)
    return {
        (one.name, *sorted(one.labels.items())): one.value
        for family in families
        for one in family.samples
    }


def value(edge, name, **labels):
    return scrape(edge).get((f"millrace_{name}", *sorted(labels.items())))


def test_it_opens_to_the_token_of_the_settings_and_to_the_installations_own(edge):
    assert edge.get("/metrics", as_=bearer(TOKEN)).status_code == 200
    assert edge.get("/metrics", as_=edge.admin).status_code == 200


@pytest.mark.parametrize("text", ["", "x", TOKEN[:-1], TOKEN + "m"])
def test_another_token_is_nobodys(edge, text):
    assert edge.get("/metrics", as_=bearer(text)).status_code == 401


def test_without_the_setting_no_token_stands_for_it():
    edge = Edge()
    for text in ("", "None", TOKEN):
        assert edge.get("/metrics", as_=bearer(text)).status_code == 401


def test_it_shows_how_runs_stand(edge):
    waits = edge.flow(step("w", "wait", "end"), final("end"))
    edge.execute(waits)
    failing = edge.flow(step("f", "fail", None, message="no"))
    edge.execute(failing)
    edge.queue.is_idle = True
    edge.execute(waits)
    edge.world.time.sleep(30)
    assert value(edge, "open_waits", kind="wait") == 1
    assert value(edge, "dead_letters") == 1
    assert value(edge, "queued_runs", queue="high") == 1
    assert value(edge, "queue_jobs", queue="high") == 1
    assert value(edge, "oldest_queued_seconds") == 30
    assert value(edge, "running_runs") == 0


def test_it_shows_runs_that_are_stuck(edge):
    flow_id = edge.flow(step("d", "delay", "end", seconds=5), final("end"))
    edge.execute(flow_id)
    edge.queue.is_idle = True
    edge.execute(flow_id)
    edge.world.stores.runs.claim(edge.queue.hints[0].run_id, "w", "t", 5)
    edge.world.time.sleep(14)
    assert value(edge, "stuck_runs", what="lease") == value(edge, "stuck_runs", what="wait") == 0
    edge.world.time.sleep(2)
    assert value(edge, "stuck_runs", what="lease") == value(edge, "stuck_runs", what="wait") == 1
    assert value(edge, "running_runs") == 1


def test_it_shows_a_schedule_that_is_late(edge):
    flow_id = edge.flow(final("end"))
    edge.post(f"/v1/flow/{flow_id}/schedule", {"cron": "* * * * *"})
    assert value(edge, "schedules") == 1
    assert value(edge, "schedule_lateness_seconds") == 0
    edge.world.time.at = edge.world.stores.schedules.get(flow_id).next_fire + timedelta(seconds=40)
    assert value(edge, "schedule_lateness_seconds") == 40


def test_it_shows_workers_schedulers_and_what_workers_did(edge):
    edge.queue.live_workers, edge.queue.ticks = 3, {"a": 5.5, "b": 7.5}
    edge.queue.sums = {
        "run|completed|count": 4,
        "run|completed|seconds": 2.5,
        "runWithErrors|count": 3,
        "step|http-request|failed|count": 2,
    }
    assert value(edge, "workers") == 3
    assert value(edge, "scheduler_last_tick_timestamp_seconds") == 7.5
    assert value(edge, "runs_ended_total", status="completed") == 4
    assert value(edge, "run_seconds_total", status="completed") == 2.5
    assert value(edge, "runs_completed_with_errors_total") == 3
    assert value(edge, "step_attempts_total", type="http-request", outcome="failed") == 2


def test_requests_are_counted_by_route_and_never_by_path(edge):
    route = {"method": "GET", "route": "/v1/flow/<string:flow_id>", "status": "404"}
    before = value(edge, "http_requests_total", **route) or 0
    for flow_id in ("flow_a", "flow_b"):
        edge.get(f"/v1/flow/{flow_id}")
    assert value(edge, "http_requests_total", **route) == before + 2
    assert not any("flow_a" in str(key) for key in scrape(edge))


def test_what_is_no_route_and_no_method_is_counted_together(edge):
    labels = {"method": "other", "route": "unmatched", "status": "404"}
    before = value(edge, "http_requests_total", **labels) or 0
    for path in ("/a", "/b"):
        edge.http.open(path, method="BREW")
    assert value(edge, "http_requests_total", **labels) == before + 2


def test_without_redis_the_rest_is_shown(edge):
    edge.queue.is_down = True
    shown = scrape(edge)
    assert (shown[("millrace_redis_up",)], shown[("millrace_mongo_up",)]) == (0, 1)
    assert ("millrace_workers",) not in shown
    assert ("millrace_running_runs",) in shown


def test_without_mongodb_the_rest_is_shown(edge, monkeypatch):
    def refuse(_late_seconds):
        raise Unavailable("down")

    monkeypatch.setattr(edge.world.stores.census, "take", refuse)
    shown = scrape(edge)
    assert (shown[("millrace_redis_up",)], shown[("millrace_mongo_up",)]) == (1, 0)
    assert ("millrace_running_runs",) not in shown
    assert shown[("millrace_workers",)] == 1


def test_what_was_not_counted_is_left_out_and_mongodb_is_up_all_the_same(edge, monkeypatch):
    taken = edge.world.stores.census.take
    names = ("queued", "running", "expired", "waiting", "overdue", "dead_letters", "schedules")
    nothing = dict.fromkeys(names)

    for name in names:
        found = replace(taken(10), **{**nothing, name: getattr(taken(10), name)})
        monkeypatch.setattr(edge.world.stores.census, "take", lambda _late, found=found: found)
        shown = {key[0] for key in scrape(edge)}
        told = shown & {
            f"millrace_{one}"
            for one in ("queued_runs", "running_runs", "stuck_runs", "dead_letters", "schedules")
        }
        gauge = {"queued": "queued_runs", "running": "running_runs"}.get(name, name)
        gauge = "stuck_runs" if name in ("expired", "overdue") else gauge
        assert told == ({f"millrace_{gauge}"} if name != "waiting" else set())
        assert scrape(edge)[("millrace_mongo_up",)] == 1
