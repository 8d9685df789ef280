"""Everybody can use every screen: axe finds nothing serious, light or dark, at desk or phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.conftest import PASSWORD, PATIENCE_MS
from tests.support.edge import approval
from tests.support.world import final, step

GRAVE = ("serious", "critical")
SIZES = {
    "desk": {"viewport": {"width": 1280, "height": 860}},
    "phone": {"viewport": {"width": 390, "height": 844}},
}
TABS = ("runs", "versions", "triggers", "share", "api", "settings")
LISTS = ("dead-letters", "subscriptions", "keys", "users", "audit", "credits")
FIELDS = [
    {"name": "who", "label": "Who", "required": True},
    {"name": "why", "label": "Why", "options": ["late", "lost"]},
    {"name": "more", "label": "More", "type": "object"},
    {"name": "sure", "label": "Sure", "type": "boolean"},
    {"name": "proof", "label": "Proof", "type": "file"},
]


@pytest.fixture(scope="module")
def places(millrace):
    """Return the paths of all screens, with something to see on each, by who may open them."""
    asks = approval(next_id="end", fields=FIELDS[:2])
    asks["data"]["message"] = "Really? {{approval.links.page}}"
    flow_id = millrace.publish(asks, final("end", who="{{who}}"), final("no"), fields=FIELDS)
    millrace.call("POST", f"/v1/flow/{flow_id}/publish", body={"summary": "Again"})
    millrace.call("POST", f"/v1/flow/{flow_id}/schedule", body={"cron": "0 9 * * 1"})
    waits = millrace.start(flow_id, {"who": "Ada", "why": "late"})
    link = millrace.await_status(waits, "waiting")["waitState"]["message"].partition(" ")[2]
    check = {**step("if", "condition", "end", expression="false"), "elseNextStepId": "gone"}
    gone = step("gone", "fail", code="GONE", message="sold out")
    fails = millrace.publish(check, gone, final("end"))
    failed = millrace.start(fails)
    millrace.await_status(failed, "failed")
    links = [share(millrace, flow_id, **given) for given in ({}, {"password": PASSWORD})]
    given = {"url": "https://hooks.example/x", "events": ["run.failed"]}
    subscription = millrace.call("POST", "/v1/subscription", body=given).json()["id"]
    millrace.call("POST", f"/v1/subscription/{subscription}/test", body={})
    millrace.call("POST", "/v1/key", body={"name": "shop", "flowIds": [flow_id]})
    inside = [
        "flows",
        f"flows/{flow_id}/run",
        f"flows/{flow_id}?tab=versions&from=1&to=2",
        "runs",
        "runs?status=failed",
        f"runs/{waits}",
        f"runs/{failed}?step=0",
        "inbox",
        "talks",
        f"talks/{conversation(millrace)}",
        "operate",
        f"operate/subscriptions/{subscription}",
        "runs/run_none",
        *(f"flows/{flow_id}?tab={tab}" for tab in TABS),
        *(f"operate/{name}" for name in LISTS),
    ]
    begun = millrace.call("POST", f"/v1/flow/share/execute/{links[0]}", body={"who": "Bob"})
    progress = f"share/{links[0]}/{begun.headers['X-App-Run-Id']}"
    shared = [*(f"share/{one}" for one in links), progress, table(millrace), "share/none"]
    outside = ["sign-in", "welcome", link.partition("/console/")[2], "approval/none", *shared]
    return {"inside": inside, "outside": outside, "editor": [f"flows/{flow_id}/edit"]}


def share(millrace, flow_id, **given):
    return millrace.call("POST", f"/v1/flow/{flow_id}/share", body=given).json()["token"]


def table(millrace):
    """Return the page of a result that is a table wider than a phone."""
    row = {f"a long heading {n}": "a long text in its cell" for n in range(6)}
    made = step("make", "set", "end", values={"rows": [row, row]})
    flow_id = millrace.publish(made, final("end", rows="{{rows}}"))
    token = share(millrace, flow_id)
    run = millrace.call("POST", f"/v1/flow/share/execute/{token}", body={})
    return f"share/{token}/{run.headers['X-App-Run-Id']}"


def conversation(millrace):
    """Begin a talk with a Peer whose flow asks for approval."""
    peer = millrace.call("POST", "/v1/peer", body={"name": "Clerk"}).json()["id"]
    start = {"id": "start", "type": "peer.message", "nextStepId": "ask"}
    steps = [start, approval(next_id="end"), final("end"), final("no")]
    body = {"name": "Answers", "definition": {"steps": steps}}
    flow_id = millrace.call("POST", "/v1/flow", body=body).json()["id"]
    millrace.call("POST", f"/v1/flow/{flow_id}/publish", body={})
    attached = {"flowId": flow_id, "trigger": "peer.message"}
    millrace.call("POST", f"/v1/peer/{peer}/flow", body=attached)
    begun = millrace.call("POST", "/v1/client/conversation", body={"peerId": peer}).json()
    made = begun["conversationId"]
    millrace.call("POST", f"/v1/client/conversation/{made}/message", body={"content": "hello"})
    return made


@pytest.fixture(params=SIZES)
def size(request):
    return SIZES[request.param]


@pytest.fixture(params=["light", "dark"])
def page(request, browser, millrace, size):
    """Return a page in a browser of its own: answers that are errors are looked at too."""
    context = browser.new_context(color_scheme=request.param, reduced_motion="reduce", **size)
    made = context.new_page()
    made.set_default_timeout(PATIENCE_MS)
    yield made
    context.close()


def sign_in(page, millrace):
    page.goto(f"{millrace.up['url']}/console/sign-in")
    page.fill("#email", "ada@x.test")
    page.fill("#password", PASSWORD)
    page.click("button.primary")
    page.wait_for_url("**/console/flows")


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
def test_everybody_can_use_every_page(page, millrace, places, who):
    if who == "inside":
        sign_in(page, millrace)
    found = [fault for path in places[who] for fault in faults(page, millrace, path)]
    assert found == [], "\n".join(found)


def test_everybody_can_use_the_editor(page, millrace, places):
    sign_in(page, millrace)
    (path,) = places["editor"]
    found = faults(page, millrace, path, ".react-flow__node")
    assert found == [], "\n".join(found)


def test_axe_sees_what_is_wrong(page, millrace):
    page.goto(f"{millrace.up['url']}/console/sign-in")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run()")["violations"]
    assert "html-has-lang" in [one["id"] for one in found if one["impact"] in GRAVE]
