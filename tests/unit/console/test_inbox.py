from __future__ import annotations

import re

import pytest

from engine.errors import Unavailable
from tests.support.console import CSRF, Console
from tests.support.edge import approval
from tests.support.world import final

FIELDS = [{"name": "amount", "type": "integer", "required": True, "label": "How much"}]


def asked(console, **data):
    flow_id = console.flow(approval(next_id="end", **data), final("end"), final("no"))
    return console.execute(flow_id).json["appRunId"]


def link_of(console, run_id):
    return f"/console/approval/{console.engine.links.token(run_id)}"


def status_of(console, run_id):
    return console.get(f"/v1/flowrun/poll/{run_id}").json["status"]


def test_an_empty_inbox_says_what_would_be_in_it(console):
    assert "Nothing waits for you" in console.page("/console/inbox")


def test_what_waits_is_decided_in_the_inbox(console):
    run_id = asked(console, fields=FIELDS)
    page = console.page("/console/inbox")
    assert "ok?" in page
    assert "How much" in page
    wait_id = re.search(r'name="waitId" value="(\w+)"', page)[1]
    given = {"decision": "approve", "waitId": wait_id, "in.amount": "x"}
    refused = console.submit(f"/console/inbox/{run_id}", given)
    assert refused.status_code == 422
    assert 'aria-invalid="true"' in refused.text
    assert 'value="x"' in refused.text
    assert "data-live" not in refused.text
    done = console.submit(f"/console/inbox/{run_id}", {**given, "in.amount": "5"})
    assert "Approved." in done.text
    assert status_of(console, run_id) == "completed"


def test_a_rejection_needs_no_fields(console):
    run_id = asked(console, fields=FIELDS)
    console.submit(f"/console/inbox/{run_id}", {"decision": "reject", "comment": "no"})
    assert status_of(console, run_id) == "completed"
    context = console.get(f"/v1/flowrun/context/{run_id}").json
    assert context["approval"]["decision"] == "reject"


def test_a_link_is_looked_at_and_decides_nothing_by_that():
    console = Console()
    run_id = asked(console)
    page = console.page(link_of(console, run_id))
    assert "ok?" in page
    assert "<script" not in page
    assert status_of(console, run_id) == "waiting"


def test_a_link_decides_without_an_account():
    console = Console()
    run_id = asked(console, fields=FIELDS)
    link = link_of(console, run_id)
    refused = console.http.post(link, data={"decision": "approve", "in.amount": "many"})
    assert refused.status_code == 422
    assert "aria-invalid" in refused.text
    done = console.http.post(link, data={"decision": "approve", "in.amount": "3"})
    assert "Approved. Thank you." in done.text
    assert status_of(console, run_id) == "completed"
    assert "Already decided" in console.page(link)


def test_who_is_signed_in_decides_by_the_link_as_himself(console):
    run_id = asked(console, approvers={"users": ["grace@x.test"]}, allowLink=True)
    link = link_of(console, run_id)
    token = CSRF.search(console.http.get(link).text)[1]
    done = console.http.post(link, data={"decision": "approve", "csrfToken": token})
    assert "Approved." in done.text
    context = console.get(f"/v1/flowrun/context/{run_id}").json
    assert context["approval"]["decidedBy"] == "Grace"


def test_a_link_that_is_none_is_a_page_for_people():
    answer = Console().http.get("/console/approval/nothing")
    assert answer.status_code == 404
    assert "This link is not valid" in answer.text


@pytest.mark.parametrize(("accept", "status"), [("text/html,*/*", 302), ("*/*", 200)])
def test_a_browser_is_led_from_the_api_to_the_page(accept, status):
    console = Console()
    token = console.engine.links.token(asked(console))
    answer = console.http.get(f"/v1/approval/link/{token}", headers={"Accept": accept})
    assert answer.status_code == status
    if status == 302:
        assert answer.headers["Location"] == f"/console/approval/{token}"


def test_a_refused_decision_is_asked_again_where_it_was_sent_from(console):
    first, second = asked(console, fields=FIELDS), asked(console, fields=FIELDS)
    page = console.page("/console/inbox")
    wait_id = re.search(rf'inbox/{first}".*?name="waitId" value="(\w+)"', page, re.DOTALL)[1]
    given = {"decision": "approve", "waitId": wait_id, "in.amount": "<b>", "comment": '"so"'}
    for back in ("/console/inbox", f"/console/runs/{first}"):
        refused = console.submit(f"/console/inbox/{first}", {**given, "back": back})
        assert refused.status_code == 422
        assert refused.text.count("aria-invalid") == 1
        assert 'value="&lt;b&gt;"' in refused.text
        assert "&#34;so&#34;" in refused.text
    assert status_of(console, first) == status_of(console, second) == "waiting"


def test_what_somebody_else_decided_meanwhile_is_said(console):
    run_id = asked(console)
    page = console.page("/console/inbox")
    wait_id = re.search(r'name="waitId" value="(\w+)"', page)[1]
    console.post(f"/v1/flowrun/resume/{run_id}", {"decision": "approve"})
    late = console.submit(f"/console/inbox/{run_id}", {"decision": "reject", "waitId": wait_id})
    assert late.status_code == 200
    assert "Not done:" in late.text


def test_a_renewed_link_is_shown_as_the_page_that_decides(console):
    run_id = asked(console)
    shown = console.act("approval-link-renew", run_id=run_id, back="/console/inbox")
    assert shown.status_code == 200
    link = re.search(r"http://localhost(/console/approval/[^<\s]+)", shown.text)[1]
    assert "kept only as a hash" not in shown.text
    assert "Approved." in console.http.post(link, data={"decision": "approve"}).text
    assert status_of(console, run_id) == "completed"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_is_not_called_invalid_while_the_store_is_down(monkeypatch, method):
    console = Console()
    link = link_of(console, asked(console))

    def unreachable(*_):
        raise Unavailable("MongoDB is out of reach (ServerSelectionTimeoutError)")

    monkeypatch.setattr(type(console.world.stores.runs), "peek", unreachable)
    answer = getattr(console.http, method)(link)
    assert answer.status_code == 503
    assert "Not available at the moment" in answer.text
    assert "not valid" not in answer.text
    assert "MongoDB" not in answer.text
    assert ("Refresh" in answer.headers) == (method == "get")
    assert ("Nothing was sent" in answer.text) == (method == "post")
