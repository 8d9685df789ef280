"""The flows, and the page of one: its runs, versions, schedule, links, API and settings."""

from __future__ import annotations

import json
import shlex
from http import HTTPStatus

from flask import Response, request, url_for

from api.context import services
from console import asking, drafts, filling, flow_forms, forms, grants, lists, pages, prices, sample
from console.asking import Object, path_of

blueprint = pages.section("console_flows")
TABS = ("runs", "versions", "triggers", "share", "api", "settings")
_PAGE = 20
_DOTS = 10


@blueprint.get("/flows")
def listing() -> Response:
    """Show the flows: how their last runs went, and when they start by themselves next."""
    text, cursor = request.args.get("text", "").strip(), request.args.get("cursor", "")
    if text:
        found: Object = {"data": lists.named("/v1/flow", text)[:_PAGE], "nextCursor": None}
    else:
        found = asking.get("/v1/flow", limit=_PAGE, cursor=cursor)
    rows = [_row(flow) for flow in found["data"]]
    return pages.render(
        "flows.html", rows=rows, following=found["nextCursor"], text=text, is_first=not cursor
    )


@blueprint.post("/flows")
def create() -> Response:
    """Make a flow with a trigger and an end, ready to be edited, or of an exported file."""
    document = request.files.get("document")
    if document is not None and document.filename:
        made = asking.send("POST", "/v1/flow/import", _imported(document.read())).body
    else:
        name = request.form.get("name", "").strip() or "New flow"
        made = asking.send("POST", "/v1/flow", {"name": name, "definition": sample.BLANK}).body
    return pages.back(url_for("console_flows.page", flow_id=made["id"]), "The flow is made.")


@blueprint.post("/sample")
def try_sample() -> Response:
    """Make the sample flow, publish it and run it: a newcomer sees a run at once."""
    made = asking.send("POST", "/v1/flow", {"name": sample.NAME, **sample.FLOW}).body
    asking.send("POST", path_of("flow", made["id"], "publish"), {"summary": "The sample"})
    body = {"inputs": sample.INPUTS, "version": "latest"}
    run = asking.send("POST", path_of("flow", "execute", made["id"]), body)
    return pages.back(url_for("console_run.page", run_id=str(run.run_id)), "The sample flow runs.")


@blueprint.get("/flows/<string:flow_id>")
def page(flow_id: str) -> Response:
    """Show a flow, one tab of it."""
    flow = asking.get(path_of("flow", flow_id))
    wanted = request.args.get("tab", TABS[0])
    tab = wanted if wanted in TABS else TABS[0]
    more = _TABS[tab](flow_id, flow)
    return pages.render("flow.html", flow=flow, tab=tab, tabs=TABS, **more)


@blueprint.get("/flows/<string:flow_id>/export")
def export(flow_id: str) -> Response:
    """Hand out the flow as a file that import takes anywhere."""
    document = asking.get(path_of("flow", flow_id, "export"))
    response = Response(json.dumps(document, indent=2), mimetype="application/json")
    response.headers["Content-Disposition"] = "attachment; filename=flow.json"
    return response


def names() -> dict[str, str]:
    """Return the names of flows by id, as far as somebody would look through them."""
    return {one["id"]: one["name"] for one in asking.all_of("/v1/flow")}


def _row(flow: Object) -> Object:
    last = asking.get(path_of("flow", flow["id"], "logs"), limit=_DOTS)["data"]
    ended = [run for run in last if run["status"] in ("completed", "failed")]
    worked = sum(1 for run in ended if run["status"] == "completed")
    schedule = asking.find(path_of("flow", flow["id"], "schedule")) or {}
    return {
        **flow,
        "last": last,
        "rate": round(100 * worked / len(ended)) if ended else None,
        "schedule": schedule,
        "nextFire": (schedule.get("nextFires") or [None])[0],
    }


def _imported(data: bytes) -> Object:
    try:
        found = forms.json_of(data)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        body = {"detail": "this file is no flow: choose one that export gave you"}
        raise asking.Refused(HTTPStatus.UNPROCESSABLE_ENTITY, body)
    return found


def _runs(flow_id: str, flow: Object) -> Object:
    del flow
    cursor = request.args.get("cursor", "")
    found = asking.get(path_of("flow", flow_id, "logs"), limit=25, cursor=cursor)
    return {"rows": found["data"], "following": found["nextCursor"]}


def _versions(flow_id: str, flow: Object) -> Object:
    cursor = request.args.get("cursor", "")
    found = asking.get(path_of("flow", flow_id, "versions"), limit=25, cursor=cursor)
    old, new = request.args.get("from", ""), request.args.get("to", "draft")
    compared = None
    if forms.whole(old) is not None:
        compared = asking.get(path_of("flow", flow_id, "versions", old, "diff", new))
    waiting = []
    if flow["latestVersion"]:
        latest = str(flow["latestVersion"])
        path = path_of("flow", flow_id, "versions", latest, "diff", "draft")
        waiting = asking.get(path)["changes"]
    errors = [issue for issue in flow["issues"] if issue.get("severity") == "error"]
    return {
        "versions": found["data"],
        "following": found["nextCursor"],
        "compared": compared,
        "from": old,
        "to": new,
        "unpublished": waiting,
        "errors": errors,
    }


def _triggers(flow_id: str, flow: Object) -> Object:
    steps = drafts.steps_of(flow["definition"])
    first = [step for step in steps if _is_trigger(str(step.get("type")))]
    hooks = asking.find(path_of("flow", flow_id, "webhook")) or {"data": []}
    schedule = asking.find(path_of("flow", flow_id, "schedule"))
    return {
        "triggers": first,
        "hooks": hooks["data"],
        "schedule": schedule,
        "form": flow_forms.schedule(schedule),
    }


def _is_trigger(kind: str) -> bool:
    return kind in ("api", "form", "schedule") or kind.startswith(("peer.", "webhook"))


def _share(flow_id: str, flow: Object) -> Object:
    del flow
    found = asking.find(path_of("flow", flow_id, "share"), limit=100)
    return {
        "links": None if found is None else found["data"],
        "form": filling.laid(flow_forms.SHARE),
    }


def _api(flow_id: str, flow: Object) -> Object:
    base = services().engine.settings.public_url or request.host_url
    example = {one["name"]: _example(one) for one in drafts.inputs_of(flow["definition"])}
    url = f"{base.rstrip('/')}/v1/client/flow/{flow_id}/execute"
    written = json.dumps(example, indent=2, ensure_ascii=False)
    return {"url": url, "example": example, "body": shlex.quote(written)}


def _example(field: Object) -> object:
    if field.get("default") is not None:
        return field["default"]
    kinds = {"number": 1.5, "integer": 1, "boolean": True, "object": {}, "array": []}
    return kinds.get(str(field.get("type")), f"some {field['name']}")


def _settings(flow_id: str, flow: Object) -> Object:
    budget = asking.find(path_of("flow", flow_id, "budget"))
    form = filling.laid(prices.FLOW_BUDGET, budget)
    return {"budget": budget, "budget_form": form, **grants.shown(flow)}


_TABS = {
    "runs": _runs,
    "versions": _versions,
    "triggers": _triggers,
    "share": _share,
    "api": _api,
    "settings": _settings,
}
