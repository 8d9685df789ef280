"""What pages show while the servers, the session or the connection are gone."""

from __future__ import annotations

import os
import re
import signal
from contextlib import contextmanager

from playwright.sync_api import expect

from tests.browser.plane import choose, draft, field, made, saved
from tests.support.installation import eventually
from tests.support.world import final


@contextmanager
def stopped(pid):
    """Let a process stand still, as one that hangs does."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def failing(page, pattern, status=503):
    """Have the server's answers to some requests replaced until `page.unroute`."""
    page.route(pattern, lambda route: route.fulfill(status=status, body="no"))


def rows(page):
    return page.locator("[data-rows] > [data-key]")


def test_a_page_left_open_says_since_when_it_is_out_of_date(signed_in, watch):
    page = signed_in("/console/operate")
    expect(page.locator("#read-at")).to_contain_text("As of")
    failing(page, "**/console/operate")
    expect(page.locator("#stale")).to_contain_text("Not up to date since")
    expect(page.locator("body")).to_have_class(re.compile("is-stale"))
    page.unroute("**/console/operate")
    expect(page.locator("#stale")).to_have_count(0)
    watch.seen.clear()  # a browser reports every failed request


def test_a_session_that_ends_is_said_with_a_way_to_sign_in(signed_in, watch):
    page = signed_in("/console/runs")
    page.context.clear_cookies()
    expect(page.locator("#stale")).to_contain_text("Signed out")
    page.locator("#stale").get_by_role("link", name="Sign in").click()
    page.wait_for_url("**/console/sign-in?next=%2Fconsole%2Fruns*")
    watch.seen.clear()


def test_without_the_store_a_page_says_what_is_down_and_comes_back_by_itself(
    signed_in, millrace, watch
):
    page = signed_in("/console/flows")
    with stopped(millrace.up["pids"]["mongo"]):
        page.goto(f"{millrace.up['url']}/console/operate")
        expect(page.get_by_role("heading", name="cannot work at the moment")).to_be_visible()
        expect(page.locator("#outage-state")).to_contain_text(re.compile(r"MongoDB\s*down"))
        assert page.locator("main").bounding_box()["width"] > 400
    expect(page.get_by_role("heading", name="Workers and schedules")).to_be_visible()
    watch.seen.clear()


def test_a_redis_that_hangs_is_shown_while_the_rest_of_the_page_is_there(
    signed_in, millrace, watch
):
    page = signed_in("/console/flows")
    with stopped(millrace.up["pids"]["redis"]):
        page.goto(f"{millrace.up['url']}/console/operate")
        tiles = page.locator("#tiles .tile")
        expect(tiles.filter(has_text="Redis")).to_contain_text("down")
        expect(tiles.filter(has_text="MongoDB")).to_contain_text("up")
        expect(page.locator("#read-at")).to_contain_text("Redis has not answered since")
    eventually(lambda: millrace.call("GET", "/readyz").status_code == 200)
    watch.seen.clear()


def test_a_list_left_open_keeps_its_length_and_what_was_loaded(signed_in, millrace):
    flow_id = millrace.publish(final("end"))
    for _ in range(60):
        millrace.start(flow_id)
    page = signed_in(f"/console/runs?flowId={flow_id}")
    expect(rows(page)).to_have_count(50)
    for _ in range(5):
        newest = millrace.start(flow_id)
        expect(page.locator(f'[data-key="{newest}"]')).to_have_count(1)
    expect(rows(page)).to_have_count(50)
    page.get_by_role("link", name="Load more").click()
    expect(rows(page)).to_have_count(65)
    newest = millrace.start(flow_id)
    expect(page.locator(f'[data-key="{newest}"]')).to_have_count(1)
    expect(rows(page)).to_have_count(65)
    expect(page.locator("[data-gap]")).to_contain_text("reload the page")


def test_a_draft_that_could_not_be_saved_is_saved_later_or_restored(in_editor, millrace, watch):
    flow_id = made(millrace)
    page = in_editor(flow_id)
    failing(page, "**/autosave")
    choose(page, "API")
    mark = page.locator(".mr-saved")
    expect(mark).to_contain_text("kept in this browser")
    page.unroute("**/autosave")
    saved(page)
    assert [step["type"] for step in draft(millrace, flow_id)["steps"]] == ["api"]

    failing(page, "**/autosave")
    choose(page, "Final")
    expect(mark).to_contain_text("kept in this browser")
    page.unroute("**/autosave")
    page.on("dialog", lambda dialog: dialog.accept())
    failing(page, "**/autosave")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("were never saved")
    page.unroute("**/autosave")
    page.get_by_role("button", name="Restore my changes").click()
    saved(page)
    assert [step["type"] for step in draft(millrace, flow_id)["steps"]] == ["api", "final"]
    watch.seen.clear()


def test_rows_keep_what_is_typed(in_editor, millrace):
    flow_id = made(millrace)
    page = in_editor(flow_id)
    choose(page, "API")
    choose(page, "HTTP request")
    headers = field(page, "headers")
    for _ in range(2):
        headers.get_by_role("button", name="Add to headers").click()
    names = [page.get_by_label(f"headers {place}, name") for place in (1, 2)]
    for name, typed in zip(names, ("Accept", "Accept-Language"), strict=True):
        name.fill("")
        name.press_sequentially(typed)
    page.get_by_label("headers 1, value").press_sequentially("5")
    page.get_by_label("headers 2, value").press_sequentially("de")
    saved(page)
    (request,) = [s for s in draft(millrace, flow_id)["steps"] if s["type"] == "http-request"]
    assert request["data"]["headers"] == {"Accept": 5, "Accept-Language": "de"}


def test_the_root_leads_to_the_console(signed_in):
    page = signed_in("/")
    page.wait_for_url("**/console/flows")
