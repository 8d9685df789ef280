"""The console in a real browser: it keeps up, keeps quiet, and keeps what is open."""

from __future__ import annotations

from tests.browser.samples import peer
from tests.support.edge import approval
from tests.support.world import final, step

NARROW = {"viewport": {"width": 390, "height": 844}}
NAMED = {"fields": [{"name": "who", "label": "Who", "required": True}]}


LONG = "a_name_without_a_place_to_break_it_that_is_as_long_as_names_may"


def kept_for_flows(millrace):
    """Keep one of everything, each with a long name, and return the tool's id."""
    model = {"name": LONG, "baseUrl": f"https://m.example/{LONG}/v1", "model": LONG}
    act = {"name": LONG, "api": {"method": "POST", "url": f"/{LONG}/{LONG}"}}
    about = {"name": LONG, "baseUrl": f"https://t.example/{LONG}", "actions": [act]}
    about["triggers"] = [{"id": LONG, "name": LONG, "verify": {"scheme": "hmac"}}]
    price = {"model": LONG, "input": "0.15", "output": "0.6"}
    for method, path, body in (
        ("POST", "/v1/secret", {"name": LONG, "value": "long enough"}),
        ("POST", "/v1/connection", model),
        ("PUT", "/v1/price", price),
        ("POST", "/v1/tool", about),
    ):
        answer = millrace.call(method, path, body=body)
        assert answer.status_code < 300, answer.text
    return answer.json()["id"]


def waiting_flow(millrace, **trigger):
    return millrace.publish(
        approval(next_id="end"), final("end", who="{{who}}"), final("no"), **trigger
    )


def test_the_list_of_runs_keeps_up_and_keeps_what_is_open(signed_in, millrace):
    flow_id = waiting_flow(millrace)
    first = millrace.start(flow_id, {"who": "Ada"})
    page = signed_in(f"/console/runs?flowId={flow_id}")
    page.wait_for_selector(f"[data-key={first}]")
    page.click("text=All of these…")
    second = millrace.start(flow_id, {"who": "Bob"})
    page.wait_for_selector(f"[data-key={second}]")
    assert page.is_visible("text=This takes the runs that the filters mean")
    page.keyboard.press("Escape")
    page.click("label:has-text('waiting')")
    page.wait_for_url("**status=waiting**")
    page.wait_for_selector(f"[data-key={second}]")


def test_a_run_that_is_over_leaves_the_list_of_those_that_wait(signed_in, millrace):
    flow_id = waiting_flow(millrace)
    older, newer = (millrace.start(flow_id, {"who": name}) for name in ("Ada", "Bob"))
    millrace.await_status(newer, "waiting")
    page = signed_in("/console/runs")
    page.goto(f"{millrace.up['url']}/console/runs?flowId={flow_id}&status=waiting")
    page.wait_for_selector(f"[data-key={older}]")
    assert millrace.call("POST", f"/v1/flowrun/cancel/{newer}", body={}).status_code == 200
    page.wait_for_selector(f"[data-key={newer}]", state="detached")
    assert page.is_visible(f"[data-key={older}]")


def test_a_run_is_watched_to_its_end_with_its_panel_open(signed_in, millrace):
    flow_id = millrace.publish(
        step("note", "set", "ask", values={"a": "needle in it"}),
        approval(next_id="end"),
        final("end"),
        final("no"),
    )
    run_id = millrace.start(flow_id)
    millrace.await_status(run_id, "waiting")
    page = signed_in(f"/console/runs/{run_id}")
    page.click("a[data-step] >> text=note")
    page.wait_for_selector("#step-output")
    page.fill("#step-output input", "needle")
    assert page.inner_text("#step-output mark") == "needle"
    page.click("#step-input summary")
    answer = millrace.call("POST", f"/v1/flowrun/resume/{run_id}", body={"decision": "approve"})
    assert answer.status_code == 200, answer.text
    page.wait_for_selector("#run-head .badge.completed")
    page.wait_for_selector(".bar >> text=end")
    assert page.is_visible("#step-output")


def test_a_long_run_is_followed_at_its_end(signed_in, millrace):
    pause = step("hold", "wait", "s100")
    before = [step(f"s{n}", "set", f"s{n + 1}", values={"n": n}) for n in range(99)]
    after = [step(f"s{n}", "set", f"s{n + 1}", values={"n": n}) for n in range(100, 160)]
    before[-1]["nextStepId"] = "hold"
    run_id = millrace.start(millrace.publish(*before, pause, *after, final("s160")))
    millrace.await_status(run_id, "waiting")
    page = signed_in(f"/console/runs/{run_id}?before=end")
    page.wait_for_selector(".bar >> text=hold")
    assert page.locator(".bar >> text=Queue").count() == 1
    answer = millrace.call("POST", f"/v1/flowrun/resume/{run_id}", body={"data": {}})
    assert answer.status_code == 200, answer.text
    page.wait_for_selector(".bar >> text=s160")
    page.wait_for_selector("#run-head .badge.completed")
    assert page.locator(".bar").count() == 100
    assert page.locator(".bar").last.locator(".what").inner_text().startswith("s160")
    page.click("text=Earlier 100 steps")
    page.wait_for_selector(".bar >> text=Queue")


def test_a_view_of_the_runs_is_named_found_again_and_deleted(signed_in, millrace):
    page = signed_in("/console/runs?status=failed")
    page.click("text=Saved views")
    page.fill("[data-views-form] input", "<b>What broke</b>")
    page.click("[data-views-form] button")
    assert page.locator(".view a").inner_text() == "<b>What broke</b>"
    page.goto(f"{millrace.up['url']}/console/runs")
    page.click("text=Saved views")
    page.click(".view a")
    page.wait_for_url("**status=failed**")
    page.click("text=Saved views")
    page.fill("[data-views-form] input", "Other")
    page.click("[data-views-form] button")
    page.click(".view:has-text('What broke') button")
    assert page.locator(".view a").all_inner_texts() == ["Other"]
    page.reload()
    page.click("text=Saved views")
    assert page.locator(".view a").all_inner_texts() == ["Other"]


def test_views_that_the_browser_holds_are_read_with_care(signed_in):
    page = signed_in("/console/runs")
    odd = '[{"name": "a", "query": "javascript:alert(1)"}, 7, {"name": 1}, null]'
    key = "`millrace-views-${document.querySelector('[data-views]').dataset.views}`"
    for text, names in ((odd, ["a"]), ("{oops", []), ('{"name": "a"}', [])):
        page.evaluate(f"(text) => localStorage.setItem({key}, text)", text)
        page.reload()
        page.click("text=Saved views")
        assert page.locator(".view a").all_inner_texts() == names
        for link in page.locator(".view a").all():
            assert "/console/runs?javascript" in link.evaluate("one => one.href")


def test_without_script_no_views_are_offered(signed_in):
    page = signed_in("/console/runs", java_script_enabled=False)
    assert not page.is_visible("text=Saved views")


def talk_with_a_widget(millrace):
    """Return a Peer and a conversation with it in which a wide widget is shown."""
    widget = millrace.call("POST", "/v1/widget", body={"name": "Basket"}).json()
    rows = [{f"column {n}": "word " * 5 for n in range(8)}]
    data = {"widgetId": widget["id"], "initialState": {"rows": rows, "total": 12}}
    shown = step("w", "add-widget-to-message", "end", **data)
    return peer(millrace, shown, final("end", content="See"))


def test_a_peers_widget_is_read_in_a_conversation_on_a_phone(signed_in, millrace):
    peer_id = talk_with_a_widget(millrace)
    page = signed_in(f"/console/peers/{peer_id}", **NARROW)
    page.click("text=New conversation")
    page.fill("input[name=content]", "please")
    page.click("text=Send")
    page.wait_for_selector(".widget dt >> text=total")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def keys_of_every_list(page, millrace):
    waiting = millrace.start(waiting_flow(millrace), {"who": "Ada"})
    millrace.await_status(waiting, "waiting")
    kept_for_flows(millrace)
    page.goto(f"{millrace.up['url']}/console/inbox")
    page.keyboard.press("j")
    assert page.locator("article.here a:focus").count() == 1
    for path in ("operate", "operate/users", "operate/audit", "workspace/secrets"):
        page.goto(f"{millrace.up['url']}/console/{path}")
        page.keyboard.press("j")
        page.keyboard.press("k")
        assert page.locator("tr.here").count() == 1, path
        assert page.locator("tr.here:focus, tr.here a:focus").count() == 1, path
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "text"
    page.goto(f"{millrace.up['url']}/console/runs/{waiting}")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"


def test_the_keys_find_move_and_leave(signed_in, millrace):
    millrace.start(waiting_flow(millrace), {"who": "Ada"})
    page = signed_in("/console/runs")
    page.keyboard.press("j")
    assert page.locator("tr.here").count() == 1
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "text"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") is None
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#fall")
    keys_of_every_list(page, millrace)


def test_what_is_deleted_is_asked_about_by_script_and_without(signed_in, millrace):
    gone = []
    for scripted in (True, False):
        flow_id = waiting_flow(millrace)
        page = signed_in(f"/console/flows/{flow_id}?tab=settings", java_script_enabled=scripted)
        delete = page.get_by_role("button", name="Delete the flow")
        if scripted:
            page.once("dialog", lambda dialog: dialog.dismiss())
            delete.click()
            page.once("dialog", lambda dialog: dialog.accept())
            assert millrace.call("GET", f"/v1/flow/{flow_id}").status_code == 200
            delete.click()
        else:
            delete.click()
            page.get_by_role("link", name="No", exact=True).click()
            assert millrace.call("GET", f"/v1/flow/{flow_id}").status_code == 200
            page.get_by_role("button", name="Delete the flow").click()
            page.get_by_role("button", name="Yes, do it").click()
        page.wait_for_url("**/console/flows")
        gone.append(millrace.call("GET", f"/v1/flow/{flow_id}").status_code)
    assert gone == [404, 404]


def test_the_theme_is_kept(signed_in):
    page = signed_in("/console/flows")
    page.click("[data-theme-switch]")
    chosen = page.evaluate("document.documentElement.dataset.theme")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == chosen == "dark"


def test_every_page_is_quiet_and_fits_a_phone(signed_in, millrace):
    flow_id = waiting_flow(millrace, **NAMED)
    run_id = millrace.start(flow_id, {"who": "Ada"})
    tool_id = kept_for_flows(millrace)
    peer_id = talk_with_a_widget(millrace)
    group = millrace.call("POST", "/v1/group", body={"name": "Finance department", "members": []})
    grants = [{"groupId": group.json()["id"], "permission": "manage"}]
    millrace.call("PATCH", f"/v1/flow/{flow_id}", body={"sharedGroups": grants})
    page = signed_in("/console/flows", **NARROW)
    tabs = ("runs", "versions", "triggers", "share", "api", "settings")
    lists = ("dead-letters", "subscriptions", "keys", "users", "audit", "credits")
    for path in (
        "flows",
        f"flows/{flow_id}/run",
        "runs",
        f"runs/{run_id}",
        f"runs/{run_id}?before=end",
        "inbox",
        "talks",
        "peers",
        f"peers/{peer_id}",
        "widgets",
        "operate",
        *(f"flows/{flow_id}?tab={tab}" for tab in tabs),
        *(f"operate/{name}" for name in lists),
        *(f"workspace/{name}" for name in ("secrets", "connections", "tools", "prices")),
        f"workspace/secrets?edit={LONG}",
        f"workspace/tools/{tool_id}?actions={LONG}",
        "workspace/tools?text=nobody",
        "workspace/prices?model=nobodys",
    ):
        page.goto(f"{millrace.up['url']}/console/{path}")
        page.wait_for_selector("h1")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_a_refused_form_is_at_its_wrong_field_and_keeps_the_rest_without_script(signed_in, watch):
    where = "/console/workspace/connections"
    page = signed_in(where, **NARROW, java_script_enabled=False)
    for name, text in (("name", "mine"), ("baseUrl", "http://127.0.0.1/v1"), ("model", "m-1")):
        page.fill(f"#f-connection-put-{name}", text)
    page.fill("#f-connection-put-apiKey", "canary of a key")
    page.click("text=Save connection")
    page.wait_for_selector("#f-connection-put-baseUrl:focus")
    # A browser notes that the answer was no success.
    assert [" 422 " in one for one in watch.seen] == [True]
    watch.seen.clear()
    assert page.input_value("#f-connection-put-model") == "m-1"
    assert page.input_value("#f-connection-put-apiKey") == ""
    page.fill("#f-connection-put-baseUrl", "https://m.example/v1")
    page.click("text=Save connection")
    page.wait_for_selector("text=Connection mine saved.")
    assert page.url.removesuffix("?").endswith(where)


def test_an_approval_link_is_decided_on_a_phone_without_script(opened, millrace):
    ask = approval(next_id="end")
    run_id = millrace.start(millrace.publish(ask, final("end"), final("no")))
    millrace.await_status(run_id, "waiting")
    link = millrace.call("POST", f"/v1/approval/{run_id}/link", body={}).json()["url"]
    page = opened(link.removeprefix(millrace.up["url"]), **NARROW, java_script_enabled=False)
    assert "/console/approval/" in page.url
    assert millrace.poll(run_id)["status"] == "waiting"
    page.fill("#comment", "from the train")
    page.click("text=Approve")
    page.wait_for_selector("text=Approved. Thank you.")
    millrace.await_status(run_id, "completed")


def test_a_shared_form_works_without_script_and_is_approved_in_the_inbox(
    opened, signed_in, millrace
):
    flow_id = waiting_flow(millrace, **NAMED)
    made = millrace.call("POST", f"/v1/flow/{flow_id}/share", body={}).json()
    visitor = opened(f"/console/share/{made['token']}", **NARROW, java_script_enabled=False)
    visitor.fill("#f-who", "Grace")
    visitor.click("button.primary")
    visitor.wait_for_selector("text=Waiting for an approval.")
    run_id = visitor.url.rsplit("/", 1)[1]
    page = signed_in("/console/inbox")
    page.click(f"article:has(a[href$='{run_id}']) button:has-text('Approve')")
    page.wait_for_selector("text=Approved.")
    visitor.wait_for_selector("h1:has-text('Done')")
    assert "Grace" in visitor.inner_text("main")
