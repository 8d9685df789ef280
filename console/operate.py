"""Pages for who keeps the installation going: lists with what can be done about each row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Final

from flask import Response, request

from api import together
from console import asking, charts, flows, lists, pages
from console.asking import Object, Refused, path_of
from console.filling import Form
from console.lists import Listing
from engine import clock

blueprint = pages.section("console_operate")
_CREDIT_DAYS = 14
_MOST_FLOWS = 12
_MOST_PEOPLE = 1000
_SHOWN_STATUSES = ("queued", "running", "waiting")
# The page is answered within this long, with what was read by then.
_DEADLINE_SECONDS = 2.0
_FORBIDDEN = 403
_UNAVAILABLE = 503
# A scheduler that is at work has a pulse every other second.
_SILENT_SECONDS = 30


NEW_PERSON: Final = Form(
    "user-create",
    "New person",
    "Make the account",
    (
        {"name": "name", "label": "Name", "required": True, "maxLength": 200},
        {"name": "email", "label": "E-mail", "required": True, "format": "email"},
        {
            "name": "password",
            "label": "First password",
            "required": True,
            "secret": True,
            "description": "At least 8 characters.",
        },
        {
            "name": "role",
            "label": "Role",
            "required": True,
            "options": ["member", "admin"],
            "default": "member",
        },
    ),
)
NEW_KEY: Final = Form(
    "key-create",
    "New key",
    "Make a key",
    (
        {
            "name": "name",
            "label": "Name",
            "required": True,
            "maxLength": 100,
            "placeholder": "Which program has it",
        },
        {
            "name": "flowIds",
            "label": "Flows it may start",
            "several": True,
            "required": True,
            # None chosen must be none: without the field a key is for all flows.
            "kind": "list?",
        },
        {"name": "ratePerMinute", "label": "Calls per minute", "type": "integer", "min": 1},
    ),
    is_for_all=True,
)
NEW_SUBSCRIPTION: Final = Form(
    "subscription-create",
    "Tell another",
    "Add",
    (
        {
            "name": "url",
            "label": "Address",
            "required": True,
            "format": "url",
            "maxLength": 2000,
            "placeholder": "https://",
        },
        {
            "name": "events",
            "label": "Of",
            "several": True,
            "required": True,
            "options": [
                {"value": "run.completed", "label": "runs that completed"},
                {"value": "run.failed", "label": "runs that failed"},
                {"value": "run.waiting", "label": "runs that wait for somebody"},
            ],
            "default": ["run.failed"],
        },
        {
            "name": "flowIds",
            "label": "Of these flows only",
            "several": True,
            "description": "Of all flows where none is chosen.",
        },
        {
            "name": "onlyWithErrors",
            "label": "Of those that completed only runs with errors",
            "type": "boolean",
        },
        {"name": "description", "label": "Description", "maxLength": 200},
    ),
)
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
        form=NEW_SUBSCRIPTION,
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
        form=NEW_KEY,
        is_searched=True,
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
        form=NEW_PERSON,
        is_searched=True,
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
    """Show whether everything is there, who works at what, what waits, and the schedules."""
    calls: dict[str, Callable[[], Object]] = {
        "ready": lambda: {"data": _ready()},
        "workers": lambda: asking.get("/v1/worker", limit=100),
        "queues": lambda: asking.get("/v1/queue"),
        "names": lambda: {"data": flows.names()},
        **{status: partial(_runs, status) for status in _SHOWN_STATUSES},
    }
    if "X-Live" not in request.headers:  # what keeps up by itself shows none of them
        calls["schedules"] = lambda: {"data": asking.all_of("/v1/schedule")}
    found = together.answers(calls, _DEADLINE_SECONDS, (Refused,))
    parts = {name: _part(answer) for name, answer in found.items()}
    names = parts["names"].get("data") or {}
    queued = parts["queued"].get("data") or []
    return pages.render(
        "operate.html",
        ready=parts["ready"].get("data") or {},
        counts={status: _count(parts[status]) for status in _SHOWN_STATUSES},
        oldest=min((one["createdAt"] for one in queued), default=None),
        schedules=_named(parts.get("schedules", {}), names),
        workers=parts["workers"],
        queues=parts["queues"],
        flow_names=names,
        silent_before=clock.rfc3339(clock.now() - timedelta(seconds=_SILENT_SECONDS)),
        read_at=clock.rfc3339(clock.now()),
    )


def _ready() -> Object:
    try:
        return asking.get("/readyz")
    except Refused as refused:
        return refused.body


def _runs(status: str) -> Object:
    return asking.get("/v1/flowrun", status=status, limit=100)


def _count(found: Object) -> str:
    if "data" not in found:
        return "?"
    return f"{len(found['data'])}{'+' if found['nextCursor'] else ''}"


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
    """Show what all runs of the last days cost, by day and by flow."""
    period = _days_of_chart()
    by_day = asking.get("/v1/credits", by="day", **period)
    by_flow = asking.get("/v1/credits", by="flow", limit=_MOST_FLOWS, **period)
    names = flows.names()
    ranked = [(names.get(one["flowId"], one["flowId"]), one["credits"]) for one in by_flow["data"]]
    return pages.render(
        "credits.html",
        days=charts.columns({one["day"]: one["credits"] for one in by_day["data"]}, _CREDIT_DAYS),
        flows=charts.rows(ranked),
        total=by_day["credits"],
        runs=by_day["runs"],
        budget=asking.find("/v1/budget"),
    )


def _days_of_chart() -> dict[str, str]:
    """Return the period that the columns cover: whole days in UTC, today's the last."""
    after = clock.now().date() + timedelta(days=1)
    first = after - timedelta(days=_CREDIT_DAYS)
    return {"from": f"{first}T00:00:00Z", "to": f"{after}T00:00:00Z"}


def _part(answer: Object | Exception) -> Object:
    """Return a part of a page; what cannot be read or is not for all says so at its place."""
    if isinstance(answer, Refused):
        if answer.status not in (_FORBIDDEN, _UNAVAILABLE):
            raise answer
        return {"said": answer.said, "is_forbidden": answer.status == _FORBIDDEN}
    if isinstance(answer, Exception):
        return {"said": "The server did not answer in time"}
    return answer


def _named(found: Object, names: Mapping[str, str]) -> Object:
    """Return schedules with the names of their flows."""
    rows = [
        {**schedule, "name": names.get(schedule["flowId"], schedule["flowId"])}
        for schedule in found.get("data", [])
    ]
    return {**found, "data": rows}


def _beside(name: str) -> Object:
    """Return what a list needs to be read: the names of what its rows name by id."""
    if name in ("keys", "dead-letters", "subscriptions"):
        names = flows.names()
        choices = [{"value": flow_id, "label": called} for flow_id, called in names.items()]
        return {"flow_names": names, "options": {"flowIds": choices}}
    if name == "users":
        groups = asking.find("/v1/group", limit=100) or {"data": []}
        # A group is changed as a whole: whoever is not offered would fall out of it.
        everybody = {one["id"]: one["name"] for one in asking.all_of("/v1/user", _MOST_PEOPLE)}
        return {"groups": {one["id"]: one for one in groups["data"]}, "everybody": everybody}
    if name == "audit":
        people = asking.find("/v1/user", limit=100) or {"data": []}
        return {"people": {f"user:{one['id']}": one["name"] for one in people["data"]}}
    return {}
