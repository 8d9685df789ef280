"""Everybody can use every screen: axe finds nothing serious, light or dark, at desk or phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.conftest import PASSWORD, PATIENCE_MS
from tests.browser.samples import made, seed
from tests.support.edge import approval
from tests.support.world import final, step

GRAVE = ("serious", "critical")
SIZES = {
    "desk": {"viewport": {"width": 1280, "height": 860}},
    "phone": {"viewport": {"width": 390, "height": 844}},
}
# A field of each kind.
FIELDS = [
    {"name": "who", "label": "Who", "required": True},
    {"name": "why", "label": "Why", "options": ["late", "lost"]},
    {"name": "more", "label": "More", "type": "object"},
    {"name": "sure", "label": "Sure", "type": "boolean"},
    {"name": "proof", "label": "Proof", "type": "file"},
]
OUTSIDE = ("share", "approval")


@pytest.fixture(scope="module")
def places(millrace):
    """Return the paths of all screens, with something to see on each, by who may open them."""
    screens = seed(millrace)
    asks = approval(next_id="end", fields=FIELDS[:2])
    flow_id = millrace.publish(asks, final("end", who="{{who}}"), final("no"), fields=FIELDS)
    waits = millrace.start(flow_id, {"who": "Ada", "why": "late"})
    millrace.await_status(waits, "waiting")
    schema = {"properties": {"n": {"type": "integer"}}, "required": ["n"]}
    data = millrace.start(millrace.publish(step("w", "wait", "end", schema=schema), final("end")))
    millrace.await_status(data, "waiting")
    links = [share(millrace, flow_id, **given) for given in ({}, {"password": PASSWORD})]
    begun = millrace.call("POST", f"/v1/flow/share/execute/{links[0]}", body={"who": "Bob"})
    progress = f"share/{links[0]}/{begun.headers['X-App-Run-Id']}"
    outside = [screens.pop(name) for name in OUTSIDE]
    return {
        "editor": [screens.pop("editor")],
        "inside": [
            *screens.values(),
            *(f"flows/{flow_id}/run", f"runs/{waits}", f"runs/{data}", "runs/run_none"),
        ],
        "outside": [
            *(*outside, "approval/none", "sign-in", "welcome"),
            *(*(f"share/{one}" for one in links), progress, table(millrace), "share/none"),
        ],
    }


def share(millrace, flow_id, **given):
    return made(millrace, f"flow/{flow_id}/share", given)["token"]


def table(millrace):
    """Return the page of a result that is a table wider than a phone."""
    row = {f"a long heading {n}": "a long text in its cell" for n in range(6)}
    rows = step("make", "set", "end", values={"rows": [row, row]})
    token = share(millrace, millrace.publish(rows, final("end", rows="{{rows}}")))
    run = millrace.call("POST", f"/v1/flow/share/execute/{token}", body={})
    return f"share/{token}/{run.headers['X-App-Run-Id']}"


@pytest.fixture(params=SIZES)
def size(request):
    return SIZES[request.param]


@pytest.fixture(params=["light", "dark"])
def page(request, browser, millrace, size):
    """Return a page in a browser of its own: answers that are errors are looked at too."""
    context = browser.new_context(color_scheme=request.param, reduced_motion="reduce", **size)
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE_MS)
    yield opened
    context.close()


def faults(page, millrace, path, landmark="h1"):
    """Return what axe finds wrong with a page, by rule and place."""
    page.goto(f"{millrace.up['url']}/console/{path}")
    page.wait_for_selector(landmark)
    # Evaluated from outside the page, where its Content-Security-Policy has no say.
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{path}: {one['id']} at {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("who", ["inside", "outside"])
def test_everybody_can_use_every_page(page, millrace, session, places, who):
    if who == "inside":
        page.context.add_cookies(session["cookies"])
    found = [fault for path in places[who] for fault in faults(page, millrace, path)]
    assert found == [], "\n".join(found)


def test_everybody_can_use_the_editor(page, millrace, session, places):
    page.context.add_cookies(session["cookies"])
    (path,) = places["editor"]
    found = faults(page, millrace, path, ".react-flow__node")
    assert found == [], "\n".join(found)


def test_axe_sees_what_is_wrong(page, millrace):
    page.goto(f"{millrace.up['url']}/console/sign-in")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run()")["violations"]
    assert "html-has-lang" in [one["id"] for one in found if one["impact"] in GRAVE]
