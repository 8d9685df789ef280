"""The form that starts a run of a flow."""

from __future__ import annotations

from flask import Response, request, url_for

from console import answering, asking, drafts, forms, pages
from console.asking import Object, Refused, path_of

blueprint = pages.section("console_starting")
forms.takes_files(blueprint, "console_starting.start")


@blueprint.get("/flows/<string:flow_id>/run")
def form(flow_id: str) -> Response:
    """Ask for the inputs of a run; those of an earlier one are filled in."""
    earlier = request.args.get("from")
    values = asking.find(path_of("flowrun", "inputs", earlier)) if earlier else None
    return _page(flow_id, values or {}, {}, "")


@blueprint.post("/flows/<string:flow_id>/run")
def start(flow_id: str) -> Response:
    """Start the run and show it."""
    try:
        fields = _fields(asking.get(path_of("flow", flow_id)), request.form.get("version", ""))
        inputs = forms.given(fields, answering.UPLOADS, {})
        body = {"inputs": inputs, "version": _version(request.form.get("version", ""))}
        path = path_of("flow", "execute", flow_id)
        started = asking.send("POST", path, body, {"Idempotency-Key": forms.key()})
    except Refused as refused:
        wrong = forms.problems_of(refused)
        return _page(flow_id, {}, wrong, refused.said, refused.status)
    return pages.back(url_for("console_run.page", run_id=str(started.run_id)))


def _page(
    flow_id: str, values: Object, problems: dict[str, str], failed: str, status: int = 200
) -> Response:
    flow = asking.get(path_of("flow", flow_id))
    version = request.values.get("version") or ("latest" if flow["latestVersion"] else "draft")
    fields = _fields(flow, version)
    return pages.render(
        "run_form.html",
        status,
        flow=flow,
        version=version,
        shown=forms.shown(fields, values),
        problems=problems,
        failed=failed,
        values=values,
        key="" if problems or failed else forms.key(),
    )


def _version(text: str) -> int | str:
    number = forms.whole(text)
    return (text or "latest") if number is None else number


def _fields(flow: Object, version: str) -> list[Object]:
    """Return what the trigger of this version asks for: published, it may ask otherwise."""
    definition = flow["definition"]
    if version == "latest" and flow["latestVersion"]:
        version = str(flow["latestVersion"])
    if forms.whole(version) is not None:
        definition = asking.get(path_of("flow", flow["id"], "versions", version))["definition"]
    return drafts.inputs_of(definition)
