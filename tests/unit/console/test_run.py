from __future__ import annotations

import re

import pytest

from tests.support.edge import approval
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


def test_a_generic_wait_takes_data(console):
    flow_id = console.flow(step("w", "wait", "end"), final("end", got="{{w}}"))
    run_id = console.execute(flow_id).json["appRunId"]
    assert "Data, a JSON object" in console.page(f"/console/runs/{run_id}")
    answer = console.act("run-resume", run_id=run_id, data='{"a": 1}', back="/console/runs")
    assert "The run goes on." in answer.text
    assert console.get(f"/v1/flowrun/poll/{run_id}").json["status"] == "completed"


def test_data_that_is_none_is_refused_in_words(console):
    flow_id = console.flow(step("w", "wait", "end"), final("end"))
    run_id = console.execute(flow_id).json["appRunId"]
    answer = console.act("run-resume", run_id=run_id, data="[1]", back="/console/runs")
    assert "Not done: data: Not an object." in answer.text


def test_an_unknown_run_is_a_page_that_says_so(console):
    assert "Not Found" in console.page("/console/runs/run_none", status=404)
