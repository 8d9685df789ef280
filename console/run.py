"""The page of one run: what it does now, its steps in time, and each step's contents."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, request, url_for

from api.context import services
from console import answering, asking, filling, forms, pages, waterfall
from console.asking import Object, Refused, path_of
from console.waterfall import Bar, Scale
from engine import clock

blueprint = pages.section("console_run")
forms.takes_files(blueprint, "console_run.answer")
_STEPS = 100
_CHILDREN = 12
_CHILD_STEPS = 30
# No run has as many, and the API takes no longer number for one.
_MOST_STEPS = 999_999_999
# What an address says, instead of the step that it stops before, for a run's last steps.
_END = "end"
_Looked = Sequence[tuple[Object, Object | None]]
_OVER = ("completed", "failed", "canceled")


@blueprint.get("/runs/<string:run_id>")
def page(run_id: str) -> Response:
    """Show a run, some steps of it; while it goes on the page keeps up by itself."""
    run = asking.get(path_of("flowrun", "details", run_id))
    part = _part(run_id)
    opened = request.args.get("step", "")
    wait, children = _asked(run), _looked_at(run)
    return pages.render(
        "run.html",
        run=run,
        bars=_bars(run, part, children),
        part=part,
        per_page=_STEPS,
        unseen=_undrawn(run, children),
        is_over=run["status"] in _OVER,
        wait=wait,
        is_again=filling.is_again(),
        step=_step(run_id, opened),
        inputs=asking.find(path_of("flowrun", "inputs", run_id)),
        output=asking.find(path_of("flowrun", "outputs", run_id)),
        curl=_curl(run),
        key=forms.key(),
    )


@blueprint.get("/runs/<string:run_id>/steps/<int:seq>")
def step(run_id: str, seq: int) -> Response:
    """Show what one attempt at a step took and gave, to be put into the page."""
    found = _step(run_id, str(seq))
    if found is None:
        raise asking.Refused(404, {"detail": "this run has no such step"})
    run = asking.get(path_of("flowrun", "details", run_id))
    return pages.render("step.html", step=found, run=run)


@blueprint.post("/runs/<string:run_id>/answer")
def answer(run_id: str) -> Response:
    """Give a run the data that it waits for; refused, its page asks again."""
    where = url_for("console_run.page", run_id=run_id)
    wait_id = request.form.get("waitId", "")
    try:
        body: Object = {"data": answering.given(answering.meant(run_id)), "waitId": wait_id}
        path = path_of("flowrun", "resume", run_id)
        asking.send("POST", path, body, {"Idempotency-Key": forms.key()})
    except Refused as refused:
        return answering.again(where, wait_id, refused)
    return pages.back(where, "The run goes on.")


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of a run's steps, and where those before and after them are; empty for none."""

    steps: list[Object]
    earlier: str
    later: str


def _part(run_id: str) -> _Part:
    """Return the steps that the address means: after one, before one, or the last of them."""
    path = path_of("flowrun", "steps", run_id)
    cursor, before = request.args.get("cursor", ""), request.args.get("before", "")
    if not before:
        found = asking.get(path, limit=_STEPS, cursor=cursor)
        steps = found["data"]
        earlier = str(steps[0]["seq"]) if cursor and steps else ""
        return _Part(steps, earlier, found["nextCursor"] or "")
    is_end = before == _END
    found = asking.get(path, limit=_STEPS, order="desc", cursor="" if is_end else before)
    steps = found["data"][::-1]
    later = str(steps[-1]["seq"]) if steps and not is_end else ""
    return _Part(steps, found["nextCursor"] or "", later)


def _step(run_id: str, seq: str) -> Object | None:
    number = forms.whole(seq)
    if number is None or number > _MOST_STEPS:
        return None
    cursor = str(number - 1) if number else ""
    found = asking.get(path_of("flowrun", "steps", run_id), limit=1, cursor=cursor)["data"]
    return found[0] if found and found[0]["seq"] == number else None


def _asked(run: Object) -> Object | None:
    """Return what the run waits for that a person may answer here."""
    state = run.get("waitState")
    if not state:
        return None
    shown = [answering.laid(one, str(one.get("id", ""))) for one in answering.waits(run)]
    return {**state, "waits": shown}


def _bars(run: Object, part: _Part, children: _Looked) -> list[Bar]:
    scale = waterfall.scale_of(run, clock.now())
    if part.earlier:
        # A hundred of two thousand steps would be slivers in the time of the whole run.
        scale = waterfall.narrowed(scale, part.steps, is_to_its_end=not part.later)
    drawn = [] if part.earlier else [waterfall.queued(run, scale)]
    drawn += waterfall.bars(part.steps, scale, run["appRunId"])
    if not part.later:
        drawn += _children(children, scale)
        now = waterfall.open_bar(run, part.steps, scale)
        drawn += [now] if now else []
    return drawn


def _children(children: _Looked, scale: Scale) -> list[Bar]:
    """Return the bars of the runs that a run started, each below its own heading."""
    drawn: list[Bar] = []
    for child, one in children:
        if one is None:
            continue
        own = waterfall.scale_of(one, clock.now())
        x, width = scale.place(own.begin, own.end)
        label = child["name"] or (one.get("flow") or {}).get("name") or "Child run"
        spent = round((own.end - own.begin).total_seconds() * 1000)
        status, run_id = child["status"], child["appRunId"]
        drawn.append(Bar(label, "child run", status, x, width, spent, 1, None, run_id))
        path = path_of("flowrun", "steps", run_id)
        steps = asking.get(path, limit=_CHILD_STEPS)["data"]
        drawn += waterfall.bars(steps, scale, run_id, 2)
    return drawn


def _looked_at(run: Object) -> list[tuple[Object, Object | None]]:
    """Return the first children, each with its details where the caller may see them."""
    return [
        (child, asking.find(path_of("flowrun", "details", child["appRunId"])))
        for child in run["children"][:_CHILDREN]
    ]


def _undrawn(run: Object, children: _Looked) -> list[Object]:
    """Return the children without bars; `isOpen` tells whether their page may be opened."""
    closed = [{**child, "isOpen": False} for child, details in children if details is None]
    return [*closed, *({**child, "isOpen": True} for child in run["children"][_CHILDREN:])]


def _curl(run: Object) -> str:
    """Return the call that starts such a run again, for a terminal."""
    base = services().engine.settings.public_url or request.host_url
    inputs = asking.find(path_of("flowrun", "inputs", run["appRunId"])) or {}
    version = f"?version={run['version']}" if run["version"] else ""
    path = f"v1/client/flow/{run['flowId']}/execute{version}"
    url, body = f"{base.rstrip('/')}/{path}", json.dumps(inputs, ensure_ascii=False)
    return (
        f'curl -s {shlex.quote(url)} \\\n  -H "Authorization: Bearer $KEY" \\\n'
        f"  -H 'Content-Type: application/json' \\\n  -d {shlex.quote(body)}"
    )
