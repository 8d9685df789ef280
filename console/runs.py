"""The list of runs: its filters are its address, so that a view can be kept and passed on."""

from __future__ import annotations

from typing import Final

from flask import Response, request
from werkzeug.datastructures import MultiDict

from console import asking, flows, pages, words
from console.asking import Object

blueprint = pages.section("console_runs")
PRESETS: Final = {"1h": 1, "24h": 24, "7d": 7 * 24, "30d": 30 * 24}
TRIGGERS: Final = ("api", "form", "schedule", "share", "peer.message", "peer.action", "run-flow")
_SIMPLE: Final = ("flowId", "trigger", "version", "text", "from", "to")
_PAGE = 50


@blueprint.get("/runs")
def listing() -> Response:
    """Show the runs that the address's filters mean, the newest first."""
    wanted = filters(request.args)
    cursor = request.args.get("cursor")
    found = asking.get("/v1/flowrun", limit=_PAGE, cursor=cursor, **_as_asked(wanted))
    return pages.render(
        "runs.html",
        rows=found["data"],
        following=found["nextCursor"],
        names=flows.names(),
        wanted=wanted,
        asked=_as_asked(wanted),
        presets=PRESETS,
        triggers=TRIGGERS,
        is_first=not cursor,
        kept={name: value for name, value in wanted.items() if value},
    )


def filters(args: MultiDict[str, str]) -> Object:
    """Return the filters of an address."""
    chosen = [one for text in args.getlist("status") for one in text.split(",")]
    wanted: Object = {name: args.get(name, "").strip() for name in _SIMPLE}
    wanted["status"] = [status for status in words.STATUSES if status in chosen]
    wanted["hasErrors"] = "true" if args.get("hasErrors") == "true" else ""
    wanted["within"] = args.get("within", "") if args.get("within") in PRESETS else ""
    return wanted


def _as_asked(wanted: Object) -> Object:
    """Return the filters as the API takes them."""
    asked = {name: wanted[name] for name in _SIMPLE if wanted[name]}
    if wanted["status"]:
        asked["status"] = ",".join(wanted["status"])
    if wanted["hasErrors"]:
        asked["hasErrors"] = "true"
    if wanted["within"]:
        asked["from"] = words.since(PRESETS[wanted["within"]])
    return asked
