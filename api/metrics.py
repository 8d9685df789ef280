"""`/metrics` for Prometheus: how the installation stands, and what this process has answered."""

from __future__ import annotations

import importlib.metadata
import platform
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from flask import Flask, Response, current_app, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from api.auth import require_operator
from api.context import services
from api.edge import Blueprint
from engine import vitals
from engine.meter import COUNT, RUN, SECONDS, STEP, WITH_ERRORS
from engine.queue import QUEUES
from engine.vitals import Vitals

blueprint = Blueprint("metrics", __name__, description="Metrics")
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
Values = Mapping[tuple[str, ...], float]
# A caller waits for an outcome for up to a minute: the last buckets are for those.
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Traffic:
    """What one process has answered, by route: a path holds ids, which would be endless labels."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "millrace_http_requests",
            "Requests that this process answered.",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "millrace_http_request_seconds",
            "Time until an answer began, waits for outcomes included.",
            ["method", "route"],
            buckets=_BUCKETS,
            registry=self.registry,
        )
        ProcessCollector(registry=self.registry)

    def count(self, response: Response) -> Response:
        """Count the request that is being answered."""
        method = request.method if request.method in _METHODS else "other"
        route = request.url_rule.rule if request.url_rule else "unmatched"
        self.requests.labels(method, route, str(response.status_code)).inc()
        self.seconds.labels(method, route).observe(time.perf_counter() - g.began_at)
        return response


def register(app: Flask) -> None:
    """Count every request of the app: to be called first, so that it sees what others refuse."""
    traffic = app.extensions["traffic"] = Traffic()
    app.before_request(_begin)
    app.after_request(traffic.count)


def _begin() -> None:
    g.began_at = time.perf_counter()


@blueprint.get("/metrics")
@blueprint.response(200, {"type": "string"}, content_type="text/plain")
def show() -> Response:
    """Show the metrics to an operator; what is out of reach is said to be and left out."""
    require_operator()
    engine, traffic = services().engine, current_app.extensions["traffic"]
    taken = CollectorRegistry(auto_describe=False)
    taken.register(_Taken(vitals.take(engine.stores.census, engine.queue)))
    body = generate_latest(taken) + generate_latest(traffic.registry)
    return Response(body, content_type=CONTENT_TYPE_LATEST)


class _Taken(Collector):
    """Metrics of what was read for one scrape."""

    def __init__(self, taken: Vitals) -> None:
        self._taken = taken

    def collect(self) -> Iterable[Metric]:
        """Yield them."""
        version = importlib.metadata.version("millrace")
        build = {"version": version, "python": platform.python_version()}
        yield _gauge("build_info", "Which Millrace this is.", {tuple(build.values()): 1}, *build)
        yield _gauge("mongo_up", "Whether MongoDB answers.", self._taken.census is not None)
        yield _gauge("redis_up", "Whether Redis answers.", self._taken.signs is not None)
        yield from self._of_mongo()
        yield from self._of_redis()

    def _of_mongo(self) -> Iterator[Metric]:
        taken = self._taken.census
        if taken is None:
            return
        if taken.queued is not None:
            by_queue: Values = {(name,): taken.queued.get(name, 0) for name in QUEUES}
            yield _gauge("queued_runs", "Runs that wait for a worker.", by_queue, "queue")
            yield _gauge(
                "oldest_queued_seconds",
                "How long the oldest of them has waited.",
                self._taken.oldest_queued_seconds,
            )
        if taken.waiting is not None:
            kinds: Values = {(kind,): n for kind, n in taken.waiting.items()}
            yield _gauge("open_waits", "Runs that wait, by what they wait for.", kinds, "kind")
        late = {("lease",): taken.expired, ("wait",): taken.overdue}
        yield _gauge(
            "stuck_runs",
            "Runs that rescue should have moved on 10 s ago: a lease or a wait is over.",
            {what: n for what, n in late.items() if n is not None},
            "what",
        )
        for name, doc, number in (
            ("running_runs", "Runs that a worker advances.", taken.running),
            ("dead_letters", "Failed runs nobody has dealt with.", taken.dead_letters),
            ("schedules", "Schedules that are active.", taken.schedules),
        ):
            if number is not None:
                yield _gauge(name, doc, number)
        yield _gauge(
            "timer_lateness_seconds",
            "How long the first delay, retry or expiry has been due.",
            self._taken.timer_lateness_seconds,
        )
        if taken.schedules is not None:
            yield _gauge(
                "schedule_lateness_seconds",
                "How long ago the next schedule should have fired.",
                self._taken.lateness_seconds,
            )

    def _of_redis(self) -> Iterator[Metric]:
        taken = self._taken.signs
        if taken is None:
            return
        jobs: Values = {(name,): n for name, n in taken.jobs.items()}
        yield _gauge("queue_jobs", "Hints that wait in Redis.", jobs, "queue")
        yield _gauge("workers", "Workers that are alive.", taken.workers)
        yield _gauge(
            "scheduler_last_tick_timestamp_seconds",
            "When a scheduler last rescued what was to be.",
            max(self._taken.ticks, default=0.0),
        )
        yield from _sums(taken.sums)


def _gauge(name: str, doc: str, value: float | Values, *labels: str) -> Metric:
    family = GaugeMetricFamily(f"millrace_{name}", doc, labels=labels)
    values = value if isinstance(value, Mapping) else {(): value}
    for given, number in values.items():
        family.add_metric(given, float(number))
    return family


def _sums(sums: Mapping[str, float]) -> Iterator[Metric]:
    found: dict[tuple[str, str], dict[tuple[str, ...], float]] = defaultdict(dict)
    for name, number in sums.items():
        kind, *labels, what = name.split("|")
        found[kind, what][tuple(labels)] = number
    for kind, what, metric, doc, *labels in (
        (RUN, COUNT, "runs_ended", "Runs that workers brought to an end.", "status"),
        (RUN, SECONDS, "run_seconds", "Seconds from their making to their end.", "status"),
        (
            WITH_ERRORS,
            COUNT,
            "runs_completed_with_errors",
            "Runs that completed although a part of them failed.",
        ),
        (STEP, COUNT, "step_attempts", "Attempts at steps.", "type", "outcome"),
        (STEP, SECONDS, "step_seconds", "Seconds that they took.", "type", "outcome"),
    ):
        family = CounterMetricFamily(f"millrace_{metric}", doc, labels=labels)
        for given, number in found[kind, what].items():
            family.add_metric(given, number)
        yield family
