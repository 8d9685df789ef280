"""The graph editor as a person uses it: by mouse and keyboard, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.plane import (
    build,
    choose,
    draft,
    drag,
    field,
    forget,
    into,
    made,
    node,
    port,
    saved,
)


@pytest.fixture
def flow_id(millrace):
    return made(millrace)


def test_a_flow_is_built_published_run_and_seen_to_go(in_editor, millrace, flow_id):
    page = in_editor(flow_id)
    build(page)
    page.wait_for_timeout(400)  # until the plane has come to rest
    drag(page, port(page, "condition", "elseNextStepId"), into(page, "final"))
    saved(page)
    steps = {step["id"]: step for step in draft(millrace, flow_id)["steps"]}
    assert steps["api"]["data"]["fields"] == [{"name": "amount", "type": "number"}]
    assert steps["condition"]["nextStepId"] == "user-approval"
    assert steps["condition"]["elseNextStepId"] == "final"
    assert steps["user-approval"]["rejectNextStepId"] == "fail"
    assert steps["final"]["data"]["outputs"] == [{"name": "paid", "output": "{{amount}}"}]

    page.get_by_role("button", name="Publish").click()
    page.get_by_label("What changed").fill("Asks above 100")
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(page.locator(".mr-version")).to_have_text("v1 published")
    version = millrace.call("GET", f"/v1/flow/{flow_id}/versions/1").json()
    assert version["summary"] == "Asks above 100"

    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("dialog").get_by_label("amount").fill("250")
    page.get_by_role("dialog").get_by_role("button", name="Run").click()
    expect(node(page, "user-approval")).to_have_attribute("data-state", "waiting")
    expect(node(page, "condition")).to_have_attribute("data-state", "completed")
    run = page.get_by_role("region", name="Run", exact=True)
    expect(run).to_contain_text("Pay 250?")
    run.get_by_role("button", name="Approve").click()
    expect(node(page, "final")).to_have_attribute("data-state", "completed")
    expect(run).to_have_attribute("data-status", "completed")
    run.get_by_role("link", name="Open the run").click()
    page.wait_for_url(re.compile(r"/console/runs/[^/]+$"))


def test_issues_stand_at_their_step_and_in_a_list(in_editor, flow_id):
    page = in_editor(flow_id)
    choose(page, "API")
    choose(page, "HTTP request")
    saved(page)
    expect(node(page, "http-request").locator(".mr-mark-error")).to_contain_text("1")
    expect(field(page, "url")).to_contain_text("http-request needs url")
    page.get_by_role("tab", name="Issues").click()
    page.get_by_role("button", name="http-request needs url").click()
    page.get_by_label("url required").fill("https://a.example")
    expect(page.locator(".mr-step.has-error")).to_have_count(0)


def test_loops_and_branches_hold_steps(in_editor, millrace, flow_id):
    page = in_editor(flow_id)
    choose(page, "API")
    choose(page, "Each")
    node(page, "each").get_by_role("button", name="Add the first step").click()
    choose(page, "Set")
    node(page, "each").click(position={"x": 90, "y": 20})
    choose(page, "Parallel")
    page.get_by_role("button", name="Tidy up").click()
    page.wait_for_timeout(400)  # until all is in sight: the plane scrolls back what is scrolled
    page.get_by_role("button", name="Add the first step in second").click()
    choose(page, "Delay")
    saved(page)
    api, each, parallel = draft(millrace, flow_id)["steps"]
    assert (api["nextStepId"], each["nextStepId"]) == ("each", "parallel")
    assert [step["type"] for step in each["steps"]] == ["set"]
    inside = [[step["id"] for step in one["steps"]] for one in parallel["data"]["branches"]]
    assert inside == [[], ["delay"]]


def test_the_keyboard_undoes_redoes_deletes_and_leaves(in_editor, millrace, flow_id):
    page = in_editor(flow_id)
    choose(page, "API")
    choose(page, "Set")
    node(page, "set").click()
    page.keyboard.press("Delete")
    expect(node(page, "set")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(node(page, "set")).to_be_visible()
    page.keyboard.press("Control+y")
    expect(node(page, "set")).to_have_count(0)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+s")
    saved(page)
    assert [step["id"] for step in draft(millrace, flow_id)["steps"]] == ["api", "set"]
    node(page, "set").click()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Select a step")).to_be_visible()


def test_json_and_graph_are_one(in_editor, millrace, flow_id):
    page = in_editor(flow_id)
    choose(page, "API")
    page.get_by_role("tab", name="JSON").click()
    text = page.get_by_label("The definition as JSON")
    expect(text).to_have_value(re.compile('"type": "api"'))
    text.fill('{"steps": [{"id": "x", "type": "final", "odd": [1]}], "mine": true')
    expect(page.get_by_text("Not taken over yet")).to_be_visible()
    text.press_sequentially("}")
    expect(node(page, "x")).to_be_visible()
    saved(page)
    assert draft(millrace, flow_id) == {
        "steps": [{"id": "x", "type": "final", "odd": [1]}],
        "mine": True,
    }


def test_nobodys_draft_is_overwritten_unasked(in_editor, millrace, watch, flow_id):
    page = in_editor(flow_id)
    theirs = {"steps": [{"id": "theirs", "type": "api"}]}
    for decision, wanted in (("Keep mine", "api"), ("Reload theirs", "theirs")):
        body = {"definition": theirs}
        millrace.call("POST", f"/v1/flow/{flow_id}/autosave", body=body)
        choose(page, "API" if decision == "Keep mine" else "Set")
        notice = page.get_by_role("alert")
        expect(notice).to_contain_text("Somebody else saved this draft")
        assert draft(millrace, flow_id) == theirs
        notice.get_by_role("button", name=decision).click()
        saved(page)
        expect(node(page, wanted)).to_be_visible()
        assert [step["id"] for step in draft(millrace, flow_id)["steps"]] == [wanted]
    forget(watch, 412)


def test_one_step_is_tried_and_its_result_pinned(in_editor, millrace):
    start = {"id": "start", "type": "api", "nextStepId": "sum"}
    step = {"id": "sum", "type": "set", "output": "sum", "data": {"values": {"x": "{{a + 1}}"}}}
    flow_id = made(millrace, start, step)
    page = in_editor(flow_id)
    node(page, "sum").click()
    page.get_by_text("Test this step").click()
    page.get_by_label("What its templates see").fill('{"a": 41}')
    page.get_by_role("button", name="Test step").click()
    expect(page.locator(".mr-outcome")).to_contain_text("42")
    page.get_by_role("button", name="Pin this result").click()
    expect(node(page, "sum")).to_contain_text("pinned")
    saved(page)
    assert draft(millrace, flow_id)["pins"] == {"sum": {"x": 42}}


def test_a_run_takes_inputs_of_every_kind(in_editor, millrace, watch):
    fields = [
        {"name": "list", "type": "array", "required": True},
        {"name": "count", "type": "integer", "default": 2},
        {"name": "sure", "type": "boolean"},
    ]
    start = {"id": "start", "type": "api", "nextStepId": "end", "data": {"fields": fields}}
    outputs = [{"name": one["name"], "output": f"{{{{{one['name']}}}}}"} for one in fields]
    end = {"id": "end", "type": "final", "data": {"outputs": outputs}}
    page = in_editor(made(millrace, start, end))
    page.get_by_role("button", name="Run", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Run").click()
    expect(dialog.get_by_role("alert")).to_contain_text("list")
    expect(field(dialog, "list")).to_contain_text("'list' is required")
    forget(watch, 422)
    dialog.get_by_label("sure").select_option("true")
    dialog.get_by_label("list").fill('[{"a": 1}, "b"]')
    dialog.get_by_role("button", name="Run").click()
    expect(node(page, "end")).to_have_attribute("data-state", "completed")
    run_id = page.get_by_role("link", name="Open the run").get_attribute("href").split("/")[-1]
    outputs = millrace.read("outputs", run_id)
    assert outputs == {"list": [{"a": 1}, "b"], "count": 2, "sure": True}


def test_a_new_step_comes_into_sight_wherever_it_is_put(in_editor, flow_id):
    page = in_editor(flow_id)
    choose(page, "API")
    for number in range(2, 9):
        choose(page, "Set")
        last = node(page, f"set-{number - 1}" if number > 2 else "set")
        expect(last).to_be_in_viewport(ratio=0.99)
    expect(node(page, "api")).not_to_be_in_viewport(ratio=0.99)
    page.keyboard.press("Escape")
    node(page, "set-7").click()
    page.keyboard.press("Control+d")
    expect(node(page, "set-8")).to_be_in_viewport(ratio=0.99)
