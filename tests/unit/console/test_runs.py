from __future__ import annotations

from tests.support.console import Console
from tests.support.edge import approval
from tests.support.world import each, final, step


def test_an_empty_list_names_the_next_step(console):
    assert "No runs yet" in console.page("/console/runs")
    assert "No run is like that" in console.page("/console/runs?status=failed")


def test_the_address_holds_the_filters(console):
    flow_id = console.flow()
    done = console.execute(flow_id, {"n": 1}).headers["X-App-Run-Id"]
    waiting_flow = console.flow(approval(next_id="end"), final("end"), final("no"))
    waits = console.execute(waiting_flow).headers["X-App-Run-Id"]
    page = console.page("/console/runs?status=completed&status=failed")
    assert done in page
    assert waits not in page
    assert f"{waits}" in console.page(f"/console/runs?flowId={waiting_flow}&status=waiting")
    assert waits in console.page(f"/console/runs?text={waits[:12]}&within=")
    assert done not in console.page("/console/runs?trigger=schedule")
    assert done not in console.page("/console/runs?version=2")
    since = console.page("/console/runs?from=2001-01-01T00:00:00Z")
    assert done in since
    assert 'name="from" size="22" value="2001-01-01T00:00:00Z"' in since


def test_runs_that_completed_with_errors_are_marked_and_found(console):
    half = step("x", "set", None, values={"x": "{{range('x')}}"})
    loop = each("l", [1, 2], half, continueOnError=True)
    broken = console.execute(console.flow(loop, final("end"))).headers["X-App-Run-Id"]
    clean = console.execute(console.flow(final("end"))).headers["X-App-Run-Id"]
    mark = '<span class="badge with-errors" title="2 items failed">with errors</span>'
    page = console.page("/console/runs?hasErrors=true")
    assert broken in page
    assert clean not in page
    assert page.count(mark) == 1
    assert "Run again those with errors" in page
    assert "runs-cancel" not in page, "they have ended"
    assert console.page("/console/runs").count(mark) == 1
    assert mark in console.page(f"/console/runs/{broken}")
    assert "Failed on the way</dt><dd>2 items</dd>" in console.page(f"/console/runs/{broken}")
    assert "with-errors" not in console.page(f"/console/runs/{clean}")
    said = console.submit("/console/do/runs-rerun", {"hasErrors": "yes", "back": "/console/runs"})
    assert "Started again: 1." in said.text


def test_a_filter_that_is_none_is_said_to_be(console):
    assert "version" in console.page("/console/runs?version=x", status=422)


def test_more_is_loaded_from_where_the_page_ended(console):
    flow_id = console.flow()
    made = {console.execute(flow_id, {"n": n}).headers["X-App-Run-Id"] for n in range(52)}
    first = console.page("/console/runs")
    second = console.page(first.split('data-more href="')[1].split('"')[0])
    on_first = {run_id for run_id in made if f'data-key="{run_id}"' in first}
    on_second = {run_id for run_id in made if f'data-key="{run_id}"' in second}
    assert (len(on_first), on_second) == (50, made - on_first)
    assert "data-more" not in second


def test_what_the_filters_mean_is_canceled_at_once(console):
    flow_id = console.flow(approval(next_id="end"), final("end"), final("no"))
    runs = [console.execute(flow_id).headers["X-App-Run-Id"] for _ in range(2)]
    answer = console.act("runs-cancel", flowId=flow_id, back="/console/runs")
    assert "Asked to stop: 2." in answer.text
    found = [console.get(f"/v1/flowrun/poll/{run}").json["status"] for run in runs]
    assert found == ["canceled", "canceled"]


def test_runs_that_failed_are_started_again(console):
    flow_id = console.flow(step("no", "fail", code="NO", message="never"))
    run_id = console.execute(flow_id).json["appRunId"]
    answer = console.act("runs-rerun", status="failed", back="/console/runs")
    assert "Started again: 1." in answer.text
    listed = console.get("/v1/flowrun").json["data"]
    assert len(listed) == 2
    assert run_id in {run["appRunId"] for run in listed}


def test_what_somebody_may_not_see_is_not_shown():
    console = Console()
    _, ada = console.user("Ada")
    body = {"name": "Hers", "visibility": "private", "definition": {"steps": []}}
    flow_id = console.post("/v1/flow", body, as_=ada).json["id"]
    console.sign_in("Bob", role="member")
    assert "Hers" not in console.page("/console/flows")
    assert "Forbidden" in console.page(f"/console/flows/{flow_id}", status=403)
