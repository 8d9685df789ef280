"""Pages for who keeps the installation going: lists with what can be done about each row."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from flask import Response, request

from console import asking, charts, flows, lists, pages
from console.asking import Object, Refused, path_of
from console.lists import Listing
from console.words import since

blueprint = pages.section("console_operate")
_CREDIT_DAYS = 14
# How many runs the charts of credits add up at most; the page says so when there were more.
_CREDIT_RUNS = 1000


LISTS: Final = {
    "dead-letters": Listing(
        "Dead letters",
        "/v1/dead-letter",
        (
            ("Run", "appRunId", "run"),
            ("Flow", "flowId", "flow"),
            ("Error", "error", "error"),
            ("Ended", "endedAt", "time"),
        ),
        "No run failed that nobody has dealt with.",
        "dead_letters.html",
    ),
    "subscriptions": Listing(
        "Webhooks",
        "/v1/subscription",
        (
            ("Address", "url", "text"),
            ("Events", "events", "list"),
            ("Status", "status", "status"),
            ("Failures", "failures", "number"),
            ("Made", "createdAt", "time"),
        ),
        "Nobody is told of runs. Add an address below: it gets signed messages, retried for hours.",
        "subscriptions.html",
    ),
    "keys": Listing(
        "Client keys",
        "/v1/key",
        (
            ("Name", "name", "text"),
            ("Flows", "flowIds", "flows"),
            ("Per minute", "ratePerMinute", "number"),
            ("Made", "createdAt", "time"),
            ("Ends", "expiresAt", "time"),
        ),
        "No program may start flows yet. Make a key below and give it to one.",
        "keys.html",
    ),
    "users": Listing(
        "People",
        "/v1/user",
        (
            ("Name", "name", "text"),
            ("Address", "email", "text"),
            ("Role", "role", "text"),
            ("Groups", "groups", "groups"),
            ("Since", "createdAt", "time"),
        ),
        "Nobody has an account.",
        "users.html",
    ),
    "audit": Listing(
        "Audit",
        "/v1/audit",
        (
            ("When", "at", "time"),
            ("Who", "principal", "person"),
            ("Did", "action", "text"),
            ("To", "objectId", "text"),
            ("Detail", "detail", "json"),
        ),
        "Nothing was changed yet. Every change that somebody makes is listed here.",
    ),
}


@blueprint.get("/operate")
def overview() -> Response:
    """Show whether everything is there, what is queued, and which schedules there are."""
    try:
        ready = asking.get("/readyz")
    except Refused as refused:
        ready = refused.body
    runs = {
        status: asking.get("/v1/flowrun", status=status, limit=100)
        for status in ("queued", "running", "waiting")
    }
    counts = {
        status: f"{len(found['data'])}{'+' if found['nextCursor'] else ''}"
        for status, found in runs.items()
    }
    oldest = min((one["createdAt"] for one in runs["queued"]["data"]), default=None)
    return pages.render(
        "operate.html", ready=ready, counts=counts, oldest=oldest, schedules=_schedules()
    )


@blueprint.get("/operate/<any('dead-letters', subscriptions, keys, users, audit):name>")
def listing(name: str) -> Response:
    """Show one of the lists."""
    return lists.show(LISTS[name], **_beside(name))


@blueprint.get("/operate/subscriptions/<string:subscription_id>")
def deliveries(subscription_id: str) -> Response:
    """Show what was sent to a subscriber, and how each message fared."""
    path = path_of("subscription", subscription_id)
    found = asking.get(f"{path}/delivery", limit=50, cursor=request.args.get("cursor"))
    return pages.render(
        "deliveries.html",
        subscription=asking.get(path),
        rows=found["data"],
        following=found["nextCursor"],
    )


@blueprint.get("/operate/credits")
def spending() -> Response:
    """Show what runs cost by day and by flow."""
    by_day: defaultdict[str, int] = defaultdict(int)
    by_flow: defaultdict[str, int] = defaultdict(int)
    runs, is_whole = _recent()
    for run in runs:
        by_day[run["createdAt"][:10]] += run["credits"]
        by_flow[run["flowId"]] += run["credits"]
    names = flows.names()
    ranked = sorted(by_flow.items(), key=lambda one: -one[1])[:12]
    return pages.render(
        "credits.html",
        days=charts.columns(by_day, _CREDIT_DAYS),
        flows=charts.rows([(names.get(flow_id, flow_id), n) for flow_id, n in ranked if n]),
        total=sum(by_day.values()),
        runs=len(runs),
        is_whole=is_whole,
        budget=asking.find("/v1/budget"),
    )


def _recent() -> tuple[list[Object], bool]:
    found: list[Object] = []
    begin, cursor = since(24 * _CREDIT_DAYS), ""
    while len(found) < _CREDIT_RUNS:
        part = asking.get("/v1/flowrun", limit=100, cursor=cursor, **{"from": begin})
        found += part["data"]
        cursor = part["nextCursor"] or ""
        if not cursor:
            return found, True
    return found, False


def _schedules() -> list[Object]:
    rows: list[Object] = []
    for flow_id, name in flows.names().items():
        schedule = asking.find(path_of("flow", flow_id, "schedule"))
        if schedule is not None:
            rows.append({**schedule, "name": name})
    return rows


def _beside(name: str) -> Object:
    """Return what a list needs to be read: the names of what its rows name by id."""
    if name in ("keys", "dead-letters", "subscriptions"):
        return {"flow_names": flows.names()}
    if name == "users":
        groups = asking.find("/v1/group", limit=100) or {"data": []}
        return {"groups": {one["id"]: one for one in groups["data"]}}
    if name == "audit":
        people = asking.find("/v1/user", limit=100) or {"data": []}
        return {"people": {f"user:{one['id']}": one["name"] for one in people["data"]}}
    return {}
