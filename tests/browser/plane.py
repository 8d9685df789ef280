"""The graph editor by mouse and keyboard, as its tests handle it."""

from __future__ import annotations

from playwright.sync_api import expect

EXPRESSION = "amount > 100"


def made(millrace, *steps, name="A flow"):
    body = {"name": name, "definition": {"steps": list(steps)}}
    return millrace.call("POST", "/v1/flow", body=body).json()["id"]


def draft(millrace, flow_id):
    return millrace.call("GET", f"/v1/flow/{flow_id}").json()["definition"]


def node(page, step_id):
    return page.locator(f'[data-step="{step_id}"]')


def choose(page, name):
    page.get_by_label("Step types").get_by_role("button", name=name, exact=True).click()


def field(page, name):
    return page.locator(f'[data-field="{name}"]')


def saved(page):
    expect(page.locator(".mr-saved")).to_have_text("Saved")


def drag(page, start, end):
    for place, act in ((start, page.mouse.down), (end, page.mouse.up)):
        box = place.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=12)
        act()


def port(page, step_id, name):
    return node(page, step_id).locator(f'.react-flow__handle[data-handleid="{name}"]')


def into(page, step_id):
    return node(page, step_id).locator(".react-flow__handle.target")


def build(page):
    """Build a flow that asks a person above a limit, by the mouse."""
    choose(page, "API")
    field(page, "fields").get_by_role("button", name="Add to fields").click()
    page.get_by_label("fields 1, name").fill("amount")
    field(page, "fields").locator("select").select_option("number")
    choose(page, "Condition")
    page.get_by_label("expression").fill(EXPRESSION)
    choose(page, "User approval")
    page.get_by_label("message required").fill("Pay {{amount}}?")
    choose(page, "Final")
    field(page, "outputs").get_by_role("button", name="Add to outputs").click()
    page.get_by_label("outputs 1, name").fill("paid")
    page.get_by_label("outputs 1, output").fill("{{amount}}")
    node(page, "user-approval").click()
    choose(page, "Fail")
    page.get_by_role("button", name="Tidy up").click()


def forget(watch, status):
    """Forget what a browser says of every refusal: that is no fault of the page."""
    assert [one for one in watch.seen if str(status) not in one] == []
    assert watch.seen
    watch.seen.clear()
