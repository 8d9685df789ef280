"""Every page against every kind of caller: a new page without a row fails here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import console
from api.allowed import ALLOWED, PUBLIC
from console.access import ROWS, SIGNED_IN
from tests.support.console import Console

TEMPLATES = Path(console.__file__).parent / "templates"
IDS = {
    "flow_id": "flow_x",
    "run_id": "run_x",
    "seq": 0,
    "token": "share_x",
    "filename": "console.css",
    "subscription_id": "sub_x",
    "conversation_id": "conv_x",
    "message_id": "msg_x",
    "tool_id": "tool_x",
    "kind": "actions",
    "peer_id": "peer_x",
}


def routes():
    app = Console().app
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("console"):
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield app, method, rule


def path_of(app, method, rule):
    values = {name: IDS.get(name, "keys") for name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, values, method=method)


def test_every_page_has_a_row_and_every_row_a_page():
    assert {rule.endpoint for _, _, rule in routes()} == set(ROWS)
    assert not set(ROWS) & set(ALLOWED)


@pytest.mark.parametrize("endpoint", [name for name, kinds in ROWS.items() if kinds == SIGNED_IN])
def test_a_page_for_people_leads_everybody_else_to_the_door(endpoint):
    made = Console()
    for app, method, rule in routes():
        if rule.endpoint == endpoint:
            answer = made.http.open(path_of(app, method, rule), method=method)
            assert answer.status_code == 303
            assert answer.headers["Location"].startswith("/console/sign-in")


@pytest.mark.parametrize("endpoint", [name for name, kinds in ROWS.items() if kinds == SIGNED_IN])
def test_no_token_opens_a_page(endpoint):
    made = Console()
    for app, method, rule in routes():
        if rule.endpoint == endpoint:
            for token in (made.admin, made.key):
                path = path_of(app, method, rule)
                assert made.http.open(path, method=method, headers=token).status_code == 403


def test_a_public_page_needs_nobody():
    assert ROWS["console_sharing.form"] == ROWS["console_inbox.link"] == PUBLIC
    assert Console().http.get("/console/approval/nothing").status_code == 404


def test_a_page_without_a_row_is_open_to_nobody():
    made = Console()
    made.app.extensions["allowed_beside"] = {}
    assert made.http.get("/console/sign-in").status_code == 403


def test_a_form_without_its_csrf_token_changes_nothing(console):
    answer = console.http.post("/console/sample")
    assert answer.status_code == 403
    assert console.get("/v1/flow").json["data"] == []
    assert console.http.post("/console/sample", data={"csrfToken": "0" * 64}).status_code == 403


def test_a_csrf_field_opens_no_route_of_the_api(console):
    page = console.page("/console/runs")
    token = re.search(r'name="csrfToken" value="([0-9a-f]+)"', page)[1]
    given = {"csrfToken": token}
    assert console.http.post("/v1/flow", data=given).json["code"] == "csrf_token_wrong"


@pytest.mark.parametrize("path", ["/console/sign-in", "/console/welcome", "/console/share/none"])
def test_a_form_of_another_site_is_refused(path):
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = Console().http.post(path, headers=headers)
    assert answer.status_code == 403
    assert "this form came from another site" in answer.text


@pytest.mark.parametrize("path", ["/console/sign-in", "/console/flows", "/console/share/none"])
def test_every_page_has_the_strict_policy(console, path):
    headers = console.http.get(path, follow_redirects=True).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; "
        "form-action 'self'"
    )
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.html")), ids=lambda one: one.name)
def test_no_template_has_what_the_policy_forbids(template):
    text = template.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|https?://(?!\")", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
