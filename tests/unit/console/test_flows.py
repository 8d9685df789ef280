from __future__ import annotations

import io
import json
import re

import pytest

from tests.support.console import Console, fields_of
from tests.support.world import final, step


def test_an_empty_installation_offers_a_sample_that_ends_when_it_is_decided(console):
    assert "Try the sample flow" in console.page("/console/flows")
    shown = console.submit("/console/sample")
    assert "Refund 42 € to Ada?" in shown.text
    run_id = shown.request.path.rsplit("/", 1)[1]
    done = console.submit(f"/console/inbox/{run_id}", {"decision": "approve"})
    assert done.status_code == 200
    output = console.get(f"/v1/flowrun/outputs/{run_id}").json
    assert output == {"summary": "Ada gets 42 € back", "decidedBy": "Grace"}


def test_the_list_shows_how_the_last_runs_went_and_when_the_next_comes(console):
    flow_id = console.flow(final("end", n="{{n}}"))
    console.execute(flow_id)
    console.post(f"/v1/flow/{flow_id}/schedule", {"cron": "0 9 * * 1"})
    page = console.page("/console/flows")
    assert 'class="dot completed"' in page
    assert "100 %" in page
    assert "09:00" in page


def test_flows_are_found_by_name(console):
    for name in ("Invoices", "Refunds"):
        console.post("/v1/flow", {"name": name, "definition": {"steps": []}})
    page = console.page("/console/flows?text=refu")
    assert "Refunds" in page
    assert "Invoices" not in page
    assert "No flow is called that" in console.page("/console/flows?text=zebra")


def test_a_new_flow_can_be_published_at_once(console):
    made = console.submit("/console/flows", {"name": "Mine"}, from_="/console/flows")
    flow_id = made.request.path.rsplit("/", 1)[1]
    assert "The flow is made." in made.text
    told = console.act("flow-publish", flow_id=flow_id, summary="First", back="/console/runs")
    assert "Version 1 is published." in told.text


def test_an_export_is_imported_again(console):
    flow_id = console.flow()
    file = console.http.get(f"/console/flows/{flow_id}/export")
    assert "attachment" in file.headers["Content-Disposition"]
    given = {"document": (io.BytesIO(file.data), "flow.json")}
    made = console.submit("/console/flows", given)
    assert made.request.path.startswith("/console/flows/flow_")
    given = {"document": (io.BytesIO(b"no"), "flow.json")}
    assert console.submit("/console/flows", given).status_code == 422


@pytest.mark.parametrize(
    ("tab", "shown"),
    [
        ("runs", "No runs yet"),
        ("versions", "The draft is what version 1 is."),
        ("triggers", "Start it by itself"),
        ("share", "Nobody has a link"),
        ("api", "requests.post("),
        ("settings", "Who may use it"),
        ("unknown", "No runs yet"),
    ],
)
def test_every_tab_says_what_there_is(console, tab, shown):
    assert shown in console.page(f"/console/flows/{console.flow()}?tab={tab}")


def test_versions_are_compared_and_restored(console):
    flow_id = console.flow(step("a", "set", "end", values={"x": "1"}), final("end"))
    other = [
        {"id": "start", "type": "api", "nextStepId": "end", "data": {}},
        final("end", n="{{n}}"),
    ]
    console.call("PATCH", f"/v1/flow/{flow_id}", {"definition": {"steps": other}})
    page = console.page(f"/console/flows/{flow_id}?tab=versions&from=1&to=draft")
    assert "From version 1 to draft" in page
    assert 'class="op removed"' in page
    told = console.act("flow-restore", flow_id=flow_id, number="1", back="/console/runs")
    assert "The draft is version 1 again." in told.text
    assert "No step differs." in console.page(f"/console/flows/{flow_id}?tab=versions&from=1")


def test_any_two_versions_are_compared(console):
    flow_id = console.flow(final("end"))
    for number in (2, 3):
        steps = [{"id": "start", "type": "api", "nextStepId": "end", "data": {}}]
        other = {"steps": [*steps, final("end", n=str(number))]}
        console.call("PATCH", f"/v1/flow/{flow_id}", {"definition": other})
        console.post(f"/v1/flow/{flow_id}/publish")
    where = f"/console/flows/{flow_id}?tab=versions"
    assert '<option value="3">version 3</option>' in console.page(where)
    page = console.page(f"{where}&from=1&to=3")
    assert "From version 1 to 3" in page
    assert re.search(r'<ins>\+ +"name": "n"', page)
    assert page.count(" selected>version") == 2


def test_a_refused_schedule_keeps_what_was_typed_and_says_what_is_wrong(console):
    flow_id = console.flow()
    given = {"flow_id": flow_id, "back": f"/console/flows/{flow_id}?tab=triggers", "again": "yes"}
    data = '{"n": "<b>"}'
    wrong = console.act("schedule-put", cron="never", overlap="queue", data=data, **given)
    assert wrong.status_code == 422
    assert 'value="never"' in wrong.text
    assert '<option value="queue" selected>' in wrong.text
    assert "&#34;&lt;b&gt;&#34;" in wrong.text
    assert 'id="f-schedule-put-cron-about"' in wrong.text
    odd = console.act("schedule-put", cron="0 9 * * 1", data="{oops", **given)
    assert odd.status_code == 422
    assert "{oops</textarea>" in odd.text
    assert console.get(f"/v1/flow/{flow_id}/schedule").status_code == 404


def test_a_refused_link_keeps_what_was_typed_but_for_its_password(console):
    flow_id = console.flow()
    given = {"flow_id": flow_id, "back": f"/console/flows/{flow_id}?tab=share", "again": "yes"}
    wrong = console.act("share-create", maxRuns="-3", password="a canary", **given)
    assert wrong.status_code == 422
    assert 'value="-3"' in wrong.text
    assert "a canary" not in wrong.text
    assert "Nobody has a link" in wrong.text


def test_a_schedule_is_set_paused_resumed_and_run(console):
    flow_id = console.flow()
    where = f"/console/flows/{flow_id}?tab=triggers"
    given = {"flow_id": flow_id, "back": where}
    data = '{"n": 4}'
    told = console.act("schedule-put", cron="0 9 * * 1", misfire="skip", data=data, **given)
    assert "The schedule stands." in told.text
    assert "paused" in console.act("schedule-pause", **given).text
    assert "It fires again." in console.act("schedule-resume", **given).text
    run = console.act("schedule-run", **given)
    assert '"n": 4' in console.page(run.request.path)
    assert "Not done:" in console.act("schedule-put", cron="never", **given).text


def test_a_link_is_shown_once_and_opens_the_form(console):
    flow_id = console.flow(fields=[{"name": "n", "label": "Number"}])
    once = console.act("share-create", flow_id=flow_id, maxRuns="3")
    link = once.text.split("<code data-copied>")[1].split("</code>")[0]
    assert "Number" in Console.page(console, link.removeprefix("http://localhost"))
    assert "of 3" in console.page(f"/console/flows/{flow_id}?tab=share")


def test_the_run_form_asks_runs_and_keeps_what_was_wrong(console):
    flow_id = console.flow(fields=[{"name": "n", "type": "integer", "required": True}])
    path = f"/console/flows/{flow_id}/run"
    wrong = console.submit(path, {"in.n": "x"}, from_=path)
    assert wrong.status_code == 422
    assert 'id="f-n-about"' in wrong.text
    done = console.submit(path, {"in.n": "3"}, from_=path)
    assert '"n": 3' in console.page(done.request.path)
    run_id = done.request.path.rsplit("/", 1)[1]
    assert 'value="3"' in console.page(f"{path}?from={run_id}")


@pytest.mark.parametrize("version", ["\u00b2", "9" * 5000, "x"])
def test_a_version_that_is_no_number_is_refused_in_words(console, version):
    flow_id = console.flow()
    assert "F" in console.page(f"/console/flows/{flow_id}?tab=versions&from={version}")
    where = f"/console/flows/{flow_id}/run"
    assert console.http.get(f"{where}?version={version}").status_code < 500
    refused = console.submit(where, {"version": version, "in.n": "1"})
    assert refused.status_code in (400, 404, 422)


def test_inputs_may_be_written_as_json(console):
    flow_id = console.flow()
    path = f"/console/flows/{flow_id}/run"
    done = console.submit(path, {"json": '{"n": {"deep": [1]}}'}, from_=path)
    assert done.request.path.startswith("/console/runs/")
    assert "no JSON object" in console.submit(path, {"json": "[1]"}, from_=path).text
    assert "no JSON object" in console.submit(path, {"json": "{"}, from_=path).text


def test_inputs_that_no_field_asks_for_are_there_to_be_run_again(console):
    flow_id = console.flow()
    path = f"/console/flows/{flow_id}/run"
    done = console.submit(path, {"json": '{"n": "<b>"}'}, from_=path)
    again = console.http.get(f"{path}?from={done.request.path.rsplit('/', 1)[1]}").text
    assert "&#34;n&#34;: &#34;&lt;b&gt;&#34;" in again
    assert "<details open>" in again


def test_the_run_form_takes_files(console):
    fields = [{"name": "photo", "type": "file"}]
    flow_id = console.flow(final("end", photo="{{photo}}"), fields=fields)
    path = f"/console/flows/{flow_id}/run"
    given = {"in.photo": (io.BytesIO(b"p" * 2_000_000), "p.png")}
    done = console.submit(path, given, from_=path, content_type="multipart/form-data")
    assert "file_" in done.text


def test_settings_are_saved_unless_somebody_else_did(console):
    flow_id = console.flow()
    rev = console.get(f"/v1/flow/{flow_id}").json["rev"]
    given = {"flow_id": flow_id, "name": "Renamed", "description": "", "rev": str(rev)}
    assert "Saved." in console.act("flow-settings", **given, back="/console/runs").text
    assert "Not done:" in console.act("flow-settings", **given, back="/console/runs").text


def test_who_deletes_a_flow_is_led_to_those_that_are_left(console):
    flow_id = console.flow()
    page = console.page(f"/console/flows/{flow_id}?tab=settings")
    form = page.split("/console/do/flow-delete")[1].split("</form>")[0]
    told = console.act("flow-delete", **{**fields_of(form), "sure": "yes"})
    assert told.request.path == "/console/flows"
    assert "The flow is deleted." in told.text


def test_the_calls_of_the_api_tab_are_whole(console):
    fields = [{"name": "who", "default": "O'Hara"}, {"name": "n", "type": "integer"}]
    page = console.page(f"/console/flows/{console.flow(fields=fields)}?tab=api")
    body = page.split("-d '")[1].split("'</pre>")[0].replace("'\"'\"'", "'")
    assert json.loads(body) == {"who": "O'Hara", "n": 1}
