from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest

from engine import clock
from engine.errors import Unavailable
from engine.shares import Shares
from tests.support.console import Console
from tests.support.edge import approval
from tests.support.world import final, step

FIELDS = [
    {"name": "who", "label": "Your name", "required": True, "description": "As on the card"},
    {"name": "count", "type": "integer", "min": 1},
    {"name": "size", "options": ["small", {"value": "l", "label": "Large"}]},
    {"name": "loud", "type": "boolean"},
]


@pytest.fixture
def console():
    return Console()


def shared(console, *steps, fields=FIELDS, **terms):
    flow_id = console.flow(*(steps or (final("end", hello="{{who}}"),)), fields=fields)
    made = console.post(f"/v1/flow/{flow_id}/share", terms).json
    return flow_id, made, f"/console/share/{made['token']}"


def test_the_form_asks_for_what_the_trigger_asks(console):
    _, _, link = shared(console)
    page = console.page(link)
    for shown in ("Your name", "As on the card", "Large", 'type="number"', 'type="checkbox"'):
        assert shown in page
    assert "<script" not in page
    assert "steps" not in page


def test_what_is_sent_runs_and_its_result_is_shown(console):
    _, _, link = shared(console)
    answer = console.http.post(link, data={"in.who": "Ada", "in.count": "2"}, follow_redirects=True)
    assert answer.request.path.startswith(f"{link}/run_")
    assert "Done" in answer.text
    assert "Ada" in answer.text
    assert "Refresh" not in answer.headers


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(console):
    _, _, link = shared(console)
    answer = console.http.post(link, data={"in.who": "Ada", "in.count": "0"})
    assert answer.status_code == 422
    assert 'id="f-count-about"' in answer.text
    assert 'value="Ada"' in answer.text


def test_a_form_that_is_sent_twice_starts_one_run(console):
    _, _, link = shared(console)
    key = re.search(r'name="key" value="([^"]+)"', console.page(link))[1]
    given = {"in.who": "Ada", "key": key}
    places = {console.http.post(link, data=given).headers["Location"] for _ in range(2)}
    assert len(places) == 1


def test_a_run_on_its_way_is_looked_at_again_by_itself(console):
    ask = approval(next_id="end", allowSelf=False, approvers={"users": ["a@x.test"]})
    _, _, link = shared(console, ask, final("end"), final("no"), fields=[])
    answer = console.http.post(link, follow_redirects=True)
    assert answer.headers["Refresh"] == "10"
    assert "Waiting for an approval." in answer.text


def test_a_run_that_fails_says_why(console):
    _, _, link = shared(console, step("no", "fail", code="NO", message="sold out"), fields=[])
    answer = console.http.post(link)
    assert "<h1>Failed</h1>" in answer.text
    assert "sold out" in answer.text


def test_a_file_is_uploaded_with_the_form(console):
    fields = [{"name": "photo", "type": "file", "required": True}]
    _, _, link = shared(console, final("end", photo="{{photo}}"), fields=fields)
    data = {"in.photo": (io.BytesIO(b"p" * 2_000_000), "my photo.png")}
    answer = console.http.post(link, data=data, follow_redirects=True)
    assert "Done" in answer.text
    assert "file_" in answer.text


def test_a_password_is_asked_for_and_kept_for_the_link(console):
    _, _, link = shared(console, password="sesame")
    assert "This link has a password" in console.page(link, status=401)
    wrong = console.http.post(link, data={"password": "no"}, follow_redirects=True)
    assert "Wrong password." in wrong.text
    right = console.http.post(link, data={"password": "sesame"}, follow_redirects=True)
    assert "Your name" in right.text
    done = console.http.post(link, data={"in.who": "Ada"}, follow_redirects=True)
    assert "Done" in done.text


def test_links_that_are_over_or_none_have_pages(console):
    flow_id, made, link = shared(console)
    console.call("DELETE", f"/v1/flow/{flow_id}/share/{made['id']}")
    assert "This link is over" in console.page(link, status=410)
    assert "This link is not valid" in console.page("/console/share/share_none", status=404)
    soon = clock.rfc3339(console.world.time.now() + timedelta(days=400))
    _, _, link = shared(console, expiresAt=soon)
    assert "Your name" in console.page(link)
    console.world.time.sleep(401 * 86_400)
    assert "This link is over" in console.page(link, status=410)


def test_a_link_that_was_used_up_says_so_and_still_shows_what_came_of_it(console):
    _, _, link = shared(console, maxRuns=1)
    key = re.search(r'name="key" value="([^"]+)"', console.page(link))[1]
    given = {"in.who": "Ada", "key": key}
    done = console.http.post(link, data=given).headers["Location"]
    assert "This link was used" in console.page(link, status=410)
    late = console.http.post(link, data={"in.who": "Bob"})
    assert late.status_code == 410
    assert "This link was used" in late.text
    assert console.http.post(link, data=given).headers["Location"] == done
    assert "Ada" in console.page(done)


def test_a_run_of_another_link_is_not_shown(console):
    _, _, link = shared(console)
    _, _, other = shared(console)
    run = console.http.post(link, data={"in.who": "Ada"}).headers["Location"].rsplit("/", 1)[1]
    assert console.http.get(f"{other}/{run}").status_code == 404


def test_a_browser_is_led_from_the_api_to_the_form(console):
    _, made, link = shared(console)
    api = f"/v1/flow/share/{made['token']}"
    assert console.http.get(api, headers={"Accept": "text/html"}).headers["Location"] == link
    assert console.http.get(api).json["fields"] == FIELDS


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_the_store_a_visitor_is_told_to_try_again_later(console, monkeypatch, method):
    _, _, link = shared(console)

    def unreachable(*_):
        raise Unavailable("MongoDB is out of reach (ServerSelectionTimeoutError)")

    monkeypatch.setattr(Shares, "find", unreachable)
    answer = getattr(console.http, method)(link)
    assert answer.status_code == 503
    assert "Not available at the moment" in answer.text
    assert "MongoDB" not in answer.text
    assert ("Refresh" in answer.headers) == (method == "get")
    assert ("Nothing was sent" in answer.text) == (method == "post")
