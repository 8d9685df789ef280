from __future__ import annotations

import gc
import html
import re

import pytest

from console.pages import place
from engine.errors import Unavailable
from tests.support.console import fields_of

HOME = "/console/flows"
ODD = [
    None,
    "",
    "//evil.example",
    "https://evil.example/console/",
    "/console/\\evil.example",
    "/console/\r\nSet-Cookie: a=b",
    "/console/runs\0",
    "/console/\t/evil.example",
    "/console/runs\x7f",
]


@pytest.mark.parametrize("written", ODD)
def test_a_place_that_is_none_of_the_console_is_passed_over(written):
    assert place(written, HOME) == HOME


@pytest.mark.parametrize(
    "path",
    ["do/flow-delete", "flows/{flow_id}/grants/remove", "workspace/tools/{flow_id}/actions/drop"],
)
def test_a_form_that_asks_is_asked_about_wherever_it_goes(console, path):
    flow_id = console.flow()
    fields = {"flow_id": flow_id, "sure": "Really?", "who": "user:u", "was": "x"}
    asked = console.submit(f"/console/{path.format(flow_id=flow_id)}", fields)
    assert (asked.status_code, "Really?" in asked.text) == (200, True)
    assert 'name="sure" value="yes"' in asked.text


def test_without_script_a_page_asks_what_a_script_would_have(console):
    flow_id = console.flow()
    where = f"/console/flows/{flow_id}?tab=settings"
    form = next(
        one
        for one in re.findall(r"(?s)<form.*?</form>", console.page(where))
        if "flow-delete" in one
    )
    fields = fields_of(form)
    asked = console.http.post("/console/do/flow-delete", data=fields)
    assert asked.status_code == 200
    assert "Are you sure?" in asked.text
    assert html.escape(fields["sure"], quote=False) in asked.text
    assert console.get(f"/v1/flow/{flow_id}").status_code == 200
    again = fields_of(asked.text.split("Are you sure")[-1])
    assert again == {**fields, "sure": "yes"}
    assert console.http.post("/console/do/flow-delete", data=again).status_code == 303
    assert console.get(f"/v1/flow/{flow_id}").status_code == 404


def test_a_place_of_the_console_is_gone_to_whatever_its_letters():
    where = "/console/workspace/tools?text=caf\u00e9#form"
    assert place(where, HOME) == where


@pytest.mark.parametrize("written", ODD[1:])
def test_a_form_with_an_odd_way_back_does_its_thing_and_goes_on_within_the_console(
    console, written
):
    answer = console.submit("/console/do/budget-delete", {"back": written}, follow=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, HOME)
    given = {"again": "yes", "model": "", "back": written}
    answer = console.submit("/console/do/price-put", given, follow=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, HOME)


@pytest.mark.parametrize(
    "where", ["/console/static/console.css", "/console/sign-out", "/console/x"]
)
def test_a_form_whose_way_back_is_no_page_with_it_is_refused_there(console, where):
    given = {"again": "yes", "model": "", "back": where}
    answer = console.submit("/console/do/price-put", given, follow=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, where)
    gc.collect()


@pytest.mark.parametrize("path", ["/console/operate", "/console/flows", "/console/runs"])
def test_without_the_store_a_full_page_says_what_is_down_and_what_to_do(console, monkeypatch, path):
    def unreachable(*_):
        raise Unavailable("MongoDB is out of reach")

    monkeypatch.setattr(type(console.tokens), "authenticate", unreachable)
    console.mongo_is_down = True
    page = console.page(path, 503)
    assert "Millrace cannot work at the moment" in page
    assert "MILLRACE_MONGO_URL" in page
    assert "data-live" in page
    assert re.search(r"MongoDB.*?down.*?<time", page, re.DOTALL)


def test_a_page_that_keeps_up_is_told_that_its_session_is_over(console):
    live = {"X-Live": "1"}
    assert console.http.get("/console/operate", headers=live).status_code == 200
    for cookie in list(console.http._cookies.values()):
        console.http.delete_cookie(cookie.key, domain=cookie.domain, path=cookie.path)
    assert console.http.get("/console/operate", headers=live).status_code == 401
    assert console.http.get("/console/operate").status_code == 303


def test_the_root_leads_a_browser_to_the_console_and_tells_a_program_that_nothing_is_there(console):
    browser = console.http.get("/", headers={"Accept": "text/html,*/*"})
    assert browser.status_code == 302
    assert browser.headers["Location"] == "/console/"
    program = console.http.get("/")
    assert program.status_code == 404
    assert program.mimetype == "application/problem+json"
