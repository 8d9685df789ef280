from __future__ import annotations

import html
import json
import re

import pytest

from tests.support.edge import approval
from tests.support.talks import answering
from tests.support.world import final, step


def waiting(console, **data):
    flow_id = console.flow(
        step("note", "set", "ask", values={"a": "1"}),
        approval(next_id="end", **data),
        final("end", n="{{n}}"),
        final("no"),
        fields=[{"name": "n", "type": "integer"}],
    )
    return flow_id, console.execute(flow_id, {"n": 7}).json["appRunId"]


def test_a_run_that_waits_is_decided_on_its_page(console):
    _, run_id = waiting(console)
    page = console.page(f"/console/runs/{run_id}")
    assert "ok?" in page
    assert 'data-live="1"' in page
    wait_id = re.search(r'name="waitId" value="(\w+)"', page)[1]
    given = {"decision": "approve", "waitId": wait_id, "back": f"/console/runs/{run_id}"}
    answer = console.submit(f"/console/inbox/{run_id}", given)
    assert "Approved." in answer.text
    page = console.page(f"/console/runs/{run_id}")
    assert "data-live=" not in page
    assert '"n": 7' in page


def test_a_step_shows_what_it_took_and_gave(console):
    _, run_id = waiting(console)
    steps = console.get(f"/v1/flowrun/steps/{run_id}").json["data"]
    part = console.page(f"/console/runs/{run_id}/steps/{steps[0]['seq']}")
    assert "<html" not in part
    assert '"a": "1"' in part
    assert "note" in console.page(f"/console/runs/{run_id}?step={steps[0]['seq']}")
    console.page(f"/console/runs/{run_id}/steps/999", status=404)


def test_a_run_is_started_again_as_it_was_and_from_a_step(console):
    _, run_id = waiting(console)
    console.act("run-cancel", run_id=run_id)
    again = console.act("run-rerun", run_id=run_id)
    assert again.request.path.startswith("/console/runs/run_")
    assert run_id not in again.request.path
    there = console.act("run-rerun-from", run_id=run_id, fromStepId="ask")
    assert "This run goes on from that step." in there.text


def test_a_button_that_is_pressed_twice_starts_one_run(console):
    _, run_id = waiting(console)
    first = console.act("run-rerun", run_id=run_id, key="k1")
    second = console.act("run-rerun", run_id=run_id, key="k1")
    assert first.request.path == second.request.path


def test_what_failed_says_why_and_offers_to_go_on_from_there(console):
    flow_id = console.flow(step("no", "fail", code="NO_STOCK", message="nothing <left>"))
    run_id = console.execute(flow_id).json["appRunId"]
    page = console.http.get(f"/console/runs/{run_id}").text
    assert "NO_STOCK" in page
    assert "nothing &lt;left&gt;" in page
    assert "Run again from here" in page


def test_a_long_run_is_shown_in_pages(console):
    steps = [step(f"s{n}", "set", f"s{n + 1}", values={"n": str(n)}) for n in range(120)]
    run_id = console.execute(console.flow(*steps, final("s120"))).headers["X-App-Run-Id"]
    page = console.page(f"/console/runs/{run_id}")
    assert page.count("data-step=") == 100
    following = re.search(r'href="([^"]+)">Next 100 steps', page)[1]
    second = console.page(following)
    assert second.count("data-step=") == 21
    earlier = re.search(r'href="([^"]+)">Earlier 100 steps', second)[1]
    assert steps_of(console.page(earlier)) == steps_of(page)


def steps_of(page):
    return re.findall(r'data-step="[^"]+/steps/(\d+)"', page)


def test_a_long_run_is_watched_at_its_end_and_read_backwards(console):
    steps = [step(f"s{n}", "set", f"s{n + 1}", values={"n": str(n)}) for n in range(250)]
    steps.append(step("s250", "wait", "end"))
    run_id = console.execute(console.flow(*steps, final("end"))).json["appRunId"]
    page = console.page(f"/console/runs/{run_id}")
    last = console.page(re.search(r'href="([^"]+)">Last steps', page)[1])
    assert 'data-live="1"' in last
    assert "Last steps" not in last
    assert steps_of(last) == [str(n) for n in range(151, 251)]
    before = console.page(re.search(r'href="([^"]+)">Earlier 100 steps', last)[1])
    assert steps_of(before) == [str(n) for n in range(51, 151)]
    after = console.page(re.search(r'href="([^"]+)">Next 100 steps', before)[1])
    assert steps_of(after) == steps_of(last)
    first = console.page(re.search(r'href="([^"]+)">Earlier 100 steps', before)[1])
    assert steps_of(first) == [str(n) for n in range(51)]
    assert "Earlier" not in first


def test_an_address_that_means_no_steps_is_said_to(console):
    _, run_id = waiting(console)
    for query in ("before=x", "before=-1", "cursor=x"):
        console.page(f"/console/runs/{run_id}?{query}", status=422)
    assert steps_of(console.page(f"/console/runs/{run_id}?before=0")) == []


@pytest.mark.parametrize("odd", ["\u00b2", "9" * 5000, "9" * 12, "x", "-1"])
def test_a_step_that_is_no_number_is_not_there(console, odd):
    _, run_id = waiting(console)
    assert "Choose a step" in console.page(f"/console/runs/{run_id}?step={odd}")


def test_the_steps_of_children_stand_below_them(console):
    child = console.flow(step("inner", "set", "end", values={"a": "1"}), final("end"))
    data = {"flowId": child, "inputs": {}}
    parent = console.flow(step("call", "run-flow", "end", **data), final("end"))
    answer = console.execute(parent)
    run_id = answer.headers["X-App-Run-Id"]
    children = console.get(f"/v1/flowrun/details/{run_id}").json["children"]
    page = console.page(f"/console/runs/{run_id}")
    assert [one["appRunId"] in page for one in children] == [True]
    assert "inner" in page


def test_children_that_are_not_drawn_are_named(console):
    child = console.flow(final("end"))
    each = step("all", "each", "end", items=list(range(14)), concurrency=14)
    call = step("call", "run-flow", None, flowId=child, inputs={})
    parent = console.flow(each | {"steps": [call]}, final("end"))
    run_id = console.execute(parent).headers["X-App-Run-Id"]
    children = console.get(f"/v1/flowrun/details/{run_id}").json["children"]
    page = console.page(f"/console/runs/{run_id}")
    assert len(children) == 14
    assert "2 more runs that it started" in page
    assert [one["appRunId"] in page for one in children] == [True] * 14


def test_the_call_for_a_terminal_starts_such_a_run(console):
    flow_id, run_id = waiting(console)
    page = console.page(f"/console/runs/{run_id}")
    assert f"/v1/client/flow/{flow_id}/execute?version=1" in page
    assert """-d '{"n": 7}'""" in page


def test_secrets_stay_masked(console):
    secret = "hunter2-hunter2"
    console.post("/v1/secret", {"name": "crm", "value": secret})
    data = {"method": "GET", "url": "https://x.example/?k={{secrets.crm}}"}
    flow_id = console.flow(step("call", "http-request", "end", **data), final("end"))
    run_id = console.execute(flow_id).headers["X-App-Run-Id"]
    (sent,) = console.world.sink.calls
    assert secret in sent.url
    for path in ("", "?step=0", "/steps/0"):
        page = console.page(f"/console/runs/{run_id}{path}")
        assert secret not in page
        assert "***" in page or path == ""


def asking_for(console, **data):
    flow_id = console.flow(step("w", "wait", "end", **data), final("end", got="{{_resumeData}}"))
    run_id = console.execute(flow_id).json["appRunId"]
    page = console.page(f"/console/runs/{run_id}")
    return run_id, page, {"waitId": re.search(r'name="waitId" value="(\w+)"', page)[1]}


def status_of(console, run_id):
    return console.get(f"/v1/flowrun/poll/{run_id}").json["status"]


def test_a_generic_wait_takes_data(console):
    run_id, page, given = asking_for(console)
    assert "Data, a JSON object" in page
    answer = console.submit(f"/console/runs/{run_id}/answer", {**given, "json": '{"a": 1}'})
    assert "The run goes on." in answer.text
    assert status_of(console, run_id) == "completed"


def test_data_that_is_none_is_refused_at_its_place_and_kept(console):
    run_id, _, given = asking_for(console)
    for text in ("[1]", "{oops <b>"):
        answer = console.submit(f"/console/runs/{run_id}/answer", {**given, "json": text})
        assert answer.status_code == 422
        assert "this is no JSON object" in answer.text
        assert answer.text.count("aria-invalid") == 1
        assert f">{html.escape(text)}</textarea>" in answer.text
        assert "data-live=" not in answer.text
    assert status_of(console, run_id) == "waiting"


SCHEMA = {
    "type": "object",
    "properties": {
        "amount": {"type": "number", "title": "How much"},
        "kind": {"enum": ["new", "used"]},
        "sure": {"type": "boolean"},
    },
    "required": ["amount"],
}


def test_a_wait_asks_for_what_its_schema_names(console):
    run_id, page, given = asking_for(console, schema=SCHEMA)
    assert "How much" in page
    assert '<option value="used">' in page
    where = f"/console/runs/{run_id}/answer"
    wrong = console.submit(where, {**given, "in.amount": "lots", "in.kind": "used"})
    assert wrong.status_code == 422
    assert 'value="lots"' in wrong.text
    assert '<option value="used" selected>' in wrong.text
    console.submit(where, {**given, "in.amount": "4.5", "in.kind": "used", "in.sure": "true"})
    output = console.get(f"/v1/flowrun/outputs/{run_id}").json
    assert output == {"got": {"amount": 4.5, "kind": "used", "sure": True}}


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"a": {"$ref": "#/$defs/b"}}, "$defs": {"b": {"type": ["string", "null"]}}},
        {"properties": {"a": {"type": ["string", "null"]}}},
        {"properties": {"a": True}},
        {"required": ["a"]},
    ],
)
def test_a_schema_that_is_no_form_is_answered_in_json(console, schema):
    run_id, page, given = asking_for(console, schema=schema)
    assert "Data" in page
    console.submit(f"/console/runs/{run_id}/answer", {**given, "json": '{"a": "x"}'})
    assert console.get(f"/v1/flowrun/outputs/{run_id}").json == {"got": {"a": "x"}}


def test_the_form_of_a_conversation_is_filled_in_on_its_runs_page(console):
    fields = [{"name": "size", "label": "Which size", "required": True}]
    form = step("form", "show-form", "end", fields=fields, title="About it") | {"output": "given"}
    made = answering(console, form, final("end", content="Size {{given.size}}"))
    where = console.submit("/console/talks", {"peerId": made["id"]}).request.path
    console.submit(where, {"content": "please"})
    run_id = console.get("/v1/flowrun").json["data"][0]["appRunId"]
    page = console.page(f"/console/runs/{run_id}")
    assert "About it" in page
    assert "Which size" in page
    given = {"waitId": re.search(r'name="waitId" value="(\w+)"', page)[1]}
    missing = console.submit(f"/console/runs/{run_id}/answer", {**given, "in.size": ""})
    assert missing.status_code == 422
    console.submit(f"/console/runs/{run_id}/answer", {**given, "in.size": "L"})
    assert "Size L" in console.page(where)


def test_an_answer_that_comes_too_late_is_said_to(console):
    run_id, _, given = asking_for(console)
    for said in ("The run goes on.", "Not done:"):
        given |= {"key": said, "json": json.dumps({"a": said})}
        assert said in console.submit(f"/console/runs/{run_id}/answer", given).text


def test_an_unknown_run_is_a_page_that_says_so(console):
    assert "Not Found" in console.page("/console/runs/run_none", status=404)


def until(console, word, run_id):
    """Return the time behind a word on a run's page, and when its wait is due."""
    state = console.get(f"/v1/flowrun/poll/{run_id}").json["waitState"]
    shown = re.search(rf'{word} <time datetime="([^"]+)"', console.page(f"/console/runs/{run_id}"))
    return shown[1], state


def test_a_delay_says_until_when_it_lasts(console):
    flow_id = console.flow(step("d", "delay", "end", seconds=7200), final("end"))
    shown, state = until(console, "Continues", console.execute(flow_id).json["appRunId"])
    assert shown == state["dueAt"]


def test_an_approval_on_a_run_page_says_when_it_expires(console):
    _, run_id = waiting(console, expiresInSeconds=7200)
    shown, state = until(console, "Expires", run_id)
    assert shown == state["expiresAt"]
