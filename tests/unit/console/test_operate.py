from __future__ import annotations

import re

import pytest

from engine import clock
from tests.support.console import Console
from tests.support.world import final, step


def failed(console):
    flow_id = console.flow(step("no", "fail", code="NO", message="sold out"), final("end"))
    return console.execute(flow_id).json["appRunId"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("dead-letters", "No run failed that nobody has dealt with."),
        ("subscriptions", "Nobody is told of runs."),
        ("keys", "New key"),
        ("users", "Grace"),
        ("audit", "Audit"),
    ],
)
def test_every_list_says_what_there_is(console, name, shown):
    assert shown in console.page(f"/console/operate/{name}")


def test_a_list_that_is_none_is_not_found(console):
    assert console.http.get("/console/operate/secrets").status_code == 404


def test_dead_letters_are_run_again_or_dismissed(console):
    first, second = failed(console), failed(console)
    page = console.page("/console/operate/dead-letters")
    assert "sold out" in page
    assert first in page
    console.act("letters-dismiss", runIds=first, back="/console/operate/dead-letters")
    console.act("letters-rerun", runIds=second, back="/console/operate/dead-letters")
    page = console.page("/console/operate/dead-letters")
    assert first not in page
    assert second not in page


def test_a_key_is_shown_once_and_works(console):
    flow_id = console.flow()
    once = console.act("key-create", name="shop", flowIds=flow_id)
    key = re.search(r"key_[\w-]+", once.text)[0]
    assert console.execute(flow_id, as_={"Authorization": f"Bearer {key}"}).status_code == 200
    page = console.page("/console/operate/keys")
    assert "shop" in page
    assert key not in page
    token_id = re.search(r'name="token_id" value="(\w+)"', page.split("shop")[1])[1]
    console.act("key-revoke", token_id=token_id)
    assert console.execute(flow_id, as_={"Authorization": f"Bearer {key}"}).status_code == 401


def test_an_admin_makes_people_and_groups(console):
    given = {"name": "Bob", "email": "bob@x.test", "password": "long enough", "role": "member"}
    assert "Bob has an account." in console.act("user-create", **given).text
    assert "Not done:" in console.act("user-create", **given).text
    assert "is made" in console.act("group-create", name="Finance").text
    page = console.page("/console/operate/users")
    assert "Finance" in page
    bob = next(one for one in console.get("/v1/user").json["data"] if one["name"] == "Bob")
    assert "Bob cannot sign in." in console.act("user-disable", user_id=bob["id"]).text


def test_what_was_done_here_is_audited_as_by_the_api(console):
    console.act("group-create", name="Finance")
    page = console.page("/console/operate/audit")
    assert "people.create_group" in page
    assert "Grace" in page


def test_a_member_is_shown_no_way_to_make_people():
    console = Console()
    console.sign_in("Bob", role="member")
    page = console.page("/console/operate/users")
    assert "New person" not in page
    told = console.act("user-create", name="x", email="x@x.test", password="long enough")
    assert "Not done: only an admin" in told.text
    assert "This is for admins" in console.page("/console/operate/audit")


def test_subscribers_are_made_tested_and_their_deliveries_shown(console):
    given = {"url": "https://hooks.example/x", "events": "run.failed"}
    once = console.act("subscription-create", **given)
    assert "whsec_" in once.text
    page = console.page("/console/operate/subscriptions")
    subscription_id = re.search(r'name="subscription_id" value="(\w+)"', page)[1]
    console.act("subscription-test", subscription_id=subscription_id)
    page = console.page(f"/console/operate/subscriptions/{subscription_id}")
    assert "subscription.test" in page


def test_the_overview_says_what_is_missing(console):
    assert "Nothing starts by itself" in console.page("/console/operate")
    console.queue.live_workers = 0
    assert "No worker is there" in console.page("/console/operate")


def test_the_overview_lists_schedules_in_words(console):
    flow_id = console.flow()
    console.post(f"/v1/flow/{flow_id}/schedule", {"cron": "0 9 * * 1"})
    assert "09:00" in console.page("/console/operate")


def test_credits_are_summed_by_day_and_flow():
    console = Console(step_credits=("http-request=7",))
    console.world.time.at = clock.now()
    console.sign_in()
    assert "Nothing was spent" in console.page("/console/operate/credits")
    call = step("a", "http-request", "end", method="GET", url="https://x.example/")
    console.execute(console.flow(call, final("end")))
    page = console.page("/console/operate/credits")
    assert "7 credits in the last 14 days, by 1 run." in page
    assert f"{clock.now().date().isoformat()}: 7" in page


def test_an_action_that_is_none_is_not_found(console):
    assert console.submit("/console/do/everything").status_code == 404
    assert "Not done: the form does not say which" in console.act("run-cancel").text
