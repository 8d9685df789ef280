"""The graph editor beside runs: files as inputs, steps that keep their place, runs looked at."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.plane import choose, draft, field, made, node, saved

START = {"id": "start", "type": "api", "nextStepId": "sum"}
SUM = {
    "id": "sum",
    "type": "set",
    "name": "Sum",
    "output": "sum",
    "nextStepId": "end",
    "data": {"values": {"x": "{{n + 1}}"}},
}
END = {"id": "end", "type": "final", "data": {"outputs": [{"name": "x", "output": "{{sum.x}}"}]}}


def asking(*fields):
    return {**START, "data": {"fields": list(fields)}}


NUMBER = asking({"name": "n", "type": "integer", "required": True})


def run_bar(page):
    return page.get_by_role("region", name="Run", exact=True)


def test_a_file_is_uploaded_before_the_run_and_one_too_large_is_refused_at_its_place(
    in_editor, millrace, tmp_path
):
    most = millrace.call("GET", "/v1/flow/preferences").json()["limits"]["fileBytes"]
    report, huge = tmp_path / "report.csv", tmp_path / "huge.bin"
    report.write_text("a;b\n")
    with huge.open("wb") as sparse:
        sparse.truncate(most + 1)
    file = {"name": "report", "type": "file", "required": True}
    end = {
        "id": "sum",
        "type": "final",
        "data": {"outputs": [{"name": "f", "output": "{{report}}"}]},
    }
    page = in_editor(made(millrace, asking(file), end))
    page.get_by_role("button", name="Run", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(field(dialog, "report")).to_contain_text("At most 16 MiB.")
    dialog.get_by_label("report").set_input_files(huge)
    expect(field(dialog, "report").get_by_role("alert")).to_contain_text("at most 16 MiB")
    dialog.get_by_label("report").set_input_files(report)
    expect(field(dialog, "report")).to_contain_text("report.csv is uploaded, 4 bytes.")
    expect(field(dialog, "report").get_by_role("alert")).to_have_count(0)
    dialog.get_by_role("button", name="Run").click()
    expect(run_bar(page)).to_have_attribute("data-status", "completed")
    run_id = page.get_by_role("link", name="Open the run").get_attribute("href").split("/")[-1]
    file_id = millrace.read("outputs", run_id)["f"]
    assert re.fullmatch(r"file_\w+", file_id)
    assert millrace.call("GET", f"/v1/flow/file/{file_id}").text == "a;b\n"


def test_the_trigger_is_done_as_soon_as_a_run_is_there(in_editor, millrace):
    wait = {"id": "sum", "type": "wait", "data": {"event": "later"}}
    page = in_editor(made(millrace, START, wait))
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Run").click()
    expect(node(page, "start")).to_have_attribute("data-state", "completed")
    expect(node(page, "sum")).to_have_attribute("data-state", "waiting")
    run_bar(page).get_by_role("button", name="Cancel run").click()
    expect(run_bar(page)).to_have_attribute("data-status", "canceled")
    expect(node(page, "start")).to_have_attribute("data-state", "completed")


def placed(page, step_id):
    """Return how far right of the trigger a step stands, in widths of a step."""
    page.wait_for_timeout(400)  # until the plane has come to rest
    box, start = node(page, step_id).bounding_box(), node(page, "start").bounding_box()
    return (box["x"] - start["x"]) / start["width"]


def push(page, step_id):
    """Drag a step to the right by most of its width."""
    box = node(page, step_id).bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 15)
    page.mouse.down()
    page.mouse.move(box["x"] + 60 + box["width"], box["y"] + 35, steps=8)
    page.mouse.up()


@pytest.fixture
def pushed(in_editor, millrace):
    """Return a flow's id and its editor, in which a step was put elsewhere."""
    flow_id = made(millrace, NUMBER, SUM, END)
    page = in_editor(flow_id)
    assert abs(placed(page, "sum")) < 0.1
    push(page, "sum")
    assert placed(page, "sum") > 0.8
    return flow_id, page


def test_a_step_stays_where_it_was_put_whatever_it_is_called(pushed, millrace):
    flow_id, page = pushed
    assert draft(millrace, flow_id)["steps"] == [NUMBER, SUM, END]
    page.reload()
    assert placed(page, "sum") > 0.8
    node(page, "sum").click()
    page.get_by_label("Id", exact=True).fill("total")
    page.get_by_label("Id", exact=True).press("Enter")
    assert placed(page, "total") > 0.8
    saved(page)
    page.reload()
    assert placed(page, "total") > 0.8


def test_what_is_tidied_stays_so_and_moves_are_no_change_of_the_flow(pushed, millrace):
    flow_id, page = pushed
    page.get_by_role("button", name="Tidy up").click()
    assert abs(placed(page, "sum")) < 0.1
    page.reload()
    assert abs(placed(page, "sum")) < 0.1
    push(page, "end")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    assert millrace.call("GET", f"/v1/flow/{flow_id}").json()["rev"] == 1


def test_a_step_is_duplicated_by_key_and_by_button(in_editor, millrace):
    flow_id = made(millrace, NUMBER, SUM, END)
    page = in_editor(flow_id)
    node(page, "sum").click()
    page.keyboard.press("Control+d")
    expect(node(page, "sum-2")).to_contain_text("Sum 2")
    page.get_by_role("button", name="Duplicate this step").click()
    expect(node(page, "sum-3")).to_contain_text("Sum 3")
    saved(page)
    steps = draft(millrace, flow_id)["steps"]
    assert [step["id"] for step in steps] == ["start", "sum", "sum-2", "sum-3", "end"]
    assert {step["nextStepId"] for step in steps[1:4]} == {"end"}
    page.keyboard.press("Control+z")
    expect(node(page, "sum-3")).to_have_count(0)


def test_a_step_is_copied_into_another_flow_and_cut_out(in_editor, millrace):
    flow_id, other = made(millrace, NUMBER, SUM, END), made(millrace, START)
    page = in_editor(flow_id)
    node(page, "sum").click()
    page.keyboard.press("Control+c")
    page.goto(page.url.replace(flow_id, other))
    node(page, "start").click()
    page.keyboard.press("Control+v")
    expect(node(page, "sum")).to_contain_text("Sum")
    saved(page)
    pasted = draft(millrace, other)["steps"][-1]
    assert pasted["id"] == "sum"
    assert "nextStepId" not in pasted
    node(page, "sum").click()
    page.keyboard.press("Control+x")
    expect(node(page, "sum")).to_have_count(0)
    page.keyboard.press("Control+v")
    expect(node(page, "sum")).to_have_count(1)
    name = page.get_by_label("Name", exact=True)
    name.fill("no step")
    name.press("Control+a")
    name.press("Control+c")
    node(page, "start").click()
    page.keyboard.press("Control+v")
    expect(page.get_by_role("alert")).to_contain_text("What was pasted is no step.")


def offered(page, name):
    options = field(page, name).locator("datalist option")
    return options.evaluate_all("all => all.map(one => one.value)")


def test_fields_offer_what_the_workspace_has_and_take_any_text(in_editor, millrace):
    other = made(millrace, NUMBER, SUM, END, name="The other <b>")
    assert millrace.call("POST", f"/v1/flow/{other}/publish", body={}).status_code == 200
    millrace.call("POST", "/v1/secret", body={"name": "crm", "value": "CANARY-12345"})
    flow_id = made(millrace, START)
    page = in_editor(flow_id)
    choose(page, "Run flow")
    expect(field(page, "flowId").locator(f'option[value="{other}"]')).to_have_count(1)
    page.get_by_label("flowId required").fill(other)
    expect(field(page, "flowId")).to_contain_text("The other <b>")
    page.get_by_label("version").focus()
    expect(field(page, "version").locator("option")).to_have_count(2)
    assert offered(page, "version") == ["latest", "1"]
    page.get_by_label("version").fill("1")
    saved(page)
    assert draft(millrace, flow_id)["steps"][1]["data"] == {"flowId": other, "version": 1}
    page.get_by_label("flowId required").fill("{{chosen}}")
    page.get_by_label("version").focus()
    expect(field(page, "version").locator("option")).to_have_count(0)
    choose(page, "HTTP request")
    field(page, "headers").get_by_role("button", name="Add to headers").click()
    expect(field(page, "headers").locator("option")).to_have_count(1)
    assert offered(page, "headers") == ["{{secrets.crm}}"]
    saved(page)
    assert draft(millrace, flow_id)["steps"][1]["data"]["flowId"] == "{{chosen}}"


@pytest.fixture
def ran(millrace):
    """Return a published flow and a run of its first version."""
    flow_id = made(millrace, NUMBER, SUM, END)
    assert millrace.call("POST", f"/v1/flow/{flow_id}/publish", body={}).status_code == 200
    body = {"inputs": {"n": 41}, "version": 1, "returnExecutionMetadata": True}
    answer = millrace.call("POST", f"/v1/flow/execute/{flow_id}", body=body)
    return flow_id, answer.headers["X-App-Run-Id"]


def test_a_run_is_opened_in_the_editor_with_its_data(in_editor, signed_in, millrace, ran):
    flow_id, run_id = ran
    page = signed_in(f"/console/runs/{run_id}")
    page.get_by_role("link", name="Open in editor with this data").click()
    page.wait_for_url(f"**/console/flows/{flow_id}/edit?run={run_id}")
    for step_id in ("start", "sum", "end"):
        expect(node(page, step_id)).to_have_attribute("data-state", "completed")
    expect(run_bar(page)).to_contain_text("A run of version 1, which the draft still is.")
    node(page, "sum").click()
    expect(page.locator(".mr-given")).to_contain_text('"x": 42')
    page.get_by_role("button", name="Pin what the run gave").click()
    expect(node(page, "sum")).to_contain_text("pinned")
    page.get_by_text("Test this step").click()
    expect(page.get_by_label("What its templates see")).to_have_value(re.compile('"n": 41'))
    saved(page)
    assert draft(millrace, flow_id)["pins"] == {"sum": {"x": 42}}
    node(page, "end").click()
    expect(page.get_by_role("button", name="Pin what the run gave")).to_have_count(0)
    page.get_by_role("button", name="Delete this step").click()
    saved(page)
    page.reload()
    expect(run_bar(page)).to_contain_text("The draft differs from it; changed: sum; removed: end.")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("dialog").get_by_label("n required")).to_have_value("41")
    page.get_by_role("dialog").get_by_role("button", name="Run").click()
    expect(run_bar(page)).not_to_contain_text("A run of")
    page.get_by_role("button", name="Put the run away").click()
    expect(run_bar(page)).to_have_count(0)
    assert "run=" not in page.url


def test_a_run_that_is_not_there_or_of_another_flow_is_said(in_editor, millrace, watch, ran):
    _, run_id = ran
    other = made(millrace, START)
    page = in_editor(other, f"?run={run_id}")
    expect(page.get_by_role("alert")).to_contain_text("That is a run of another flow.")
    page.get_by_role("button", name="Go on without it").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert page.url.endswith("/edit")
    page.goto(f"{page.url}?run=%22%3E%3Cb%3Ex")
    expect(page.get_by_role("alert")).to_contain_text("The run cannot be shown")
    assert [one for one in watch.seen if "404" not in one] == []
    watch.seen.clear()
