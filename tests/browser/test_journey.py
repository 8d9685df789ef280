"""The whole way of a flow through the console: built, shared, asked about, watched to its end."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARGS, CHROMIUM, DESK, sign_in
from tests.browser.plane import build, drag, into, node, port, saved


@pytest.fixture
def visitor(browser, watch):
    """Return a page of a second browser, in which nobody signed in."""
    second = browser.browser_type.launch(executable_path=CHROMIUM, args=ARGS)
    yield watch.over(second.new_page())
    second.close()


def test_a_flow_is_built_shared_decided_and_watched_to_its_end(opened, visitor):
    page = opened("/console/", viewport=DESK)
    sign_in(page)
    make_a_flow(page)
    publish_it(page)
    visitor.goto(share_it(page))
    run_id = ask(visitor)

    watcher = page.context.new_page()
    watcher.goto(re.sub(r"/console/.*", f"/console/runs/{run_id}", page.url))
    expect(watcher.locator("#run-head .badge")).to_have_text("waiting")
    expect(watcher.locator("#fall")).to_contain_text("Condition")
    decide(page, run_id)

    # Nobody touches the two pages that look on.
    expect(watcher.locator("#run-head .badge")).to_have_text("completed")
    expect(watcher.locator("#fall .bar:has(rect.completed) .kind")).to_have_text(
        ["condition", "user-approval", "final"]
    )
    expect(watcher.locator("#run-output")).to_contain_text("250")
    expect(visitor.locator("h1")).to_have_text("Done")
    expect(visitor.locator("main")).to_contain_text("250")


def make_a_flow(page):
    page.get_by_text("New flow").click()
    page.fill("#new-name", "Payments")
    page.get_by_role("button", name="Make it").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    expect(page.get_by_role("button", name="Publish")).to_be_visible()


def publish_it(page):
    # What a new flow begins with makes room for what is built by hand.
    for step_id in ("end", "start"):
        node(page, step_id).click()
        page.keyboard.press("Delete")
        expect(node(page, step_id)).to_have_count(0)
    build(page)
    page.wait_for_timeout(400)  # until the plane has come to rest
    drag(page, port(page, "condition", "elseNextStepId"), into(page, "final"))
    saved(page)
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(page.locator(".mr-version")).to_have_text("v1 published")


def share_it(page):
    page.goto(page.url.removesuffix("/edit") + "?tab=share")
    page.get_by_role("button", name="Make a link").click()
    return page.inner_text("[data-copied]")


def ask(visitor):
    visitor.get_by_label("amount").fill("250")
    visitor.locator("button.primary").click()
    visitor.wait_for_selector("text=Waiting for an approval.")
    return visitor.url.rsplit("/", 1)[1]


def decide(page, run_id):
    page.goto(re.sub(r"/console/.*", "/console/inbox", page.url))
    asked = page.locator(f"article:has(a[href$='{run_id}'])")
    expect(asked).to_contain_text("Pay 250?")
    asked.get_by_role("button", name="Approve").click()
    page.wait_for_selector("text=Approved.")
