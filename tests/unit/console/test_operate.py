from __future__ import annotations

import re
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from console import operate
from engine import clock
from engine.conditions import Condition
from engine.vitals import WorkerSigns
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


def test_a_refused_key_keeps_what_was_chosen(console):
    flow_id = console.flow()
    where = "/console/operate/keys"
    given = {"back": where, "again": "yes", "name": "shop", "flowIds": flow_id}
    shown = console.act("key-create", **given, ratePerMinute="0")
    assert shown.status_code == 422
    assert 'name="name" value="shop"' in shown.text
    assert f'name="flowIds" value="{flow_id}" checked>' in shown.text
    assert "ratePerMinute-about" in shown.text


def test_a_key_for_no_flow_is_not_one_for_all(console):
    before = console.get("/v1/key").json["data"]
    shown = console.act("key-create", back="/console/operate/keys", again="yes", name="shop")
    assert shown.status_code == 422
    assert "flowIds-about" in shown.text
    assert console.get("/v1/key").json["data"] == before


def test_a_key_that_a_member_may_not_make_keeps_what_was_chosen():
    console = Console()
    flow_id = console.flow()
    console.sign_in("Bob", "member")
    given = {"back": "/console/operate/keys", "again": "yes", "name": "shop", "flowIds": flow_id}
    shown = console.act("key-create", **given)
    assert shown.status_code == 403
    assert 'name="name" value="shop"' in shown.text
    assert "manage this flow" in shown.text
    given = {"back": "/console/operate/subscriptions", "again": "yes", "url": "https://x.example"}
    told = console.act("subscription-create", **given, events="run.failed")
    assert told.status_code == 200
    assert "Not done:" in told.text


def test_a_member_is_asked_for_a_key_and_not_for_a_webhook():
    console = Console()
    console.sign_in("Bob", "member")
    assert "Make a key" in console.page("/console/operate/keys")
    page = console.page("/console/operate/subscriptions")
    assert "Tell another" not in page
    assert "Admins" in page or "admins" in page


def test_a_refused_webhook_keeps_what_was_chosen(console):
    flow_id = console.flow()
    where = "/console/operate/subscriptions"
    given = {"back": where, "again": "yes", "events": ["run.waiting"], "flowIds": flow_id}
    shown = console.act("subscription-create", **given, url="gopher://x", description="the shop")
    assert shown.status_code == 422
    assert 'value="gopher://x"' in shown.text
    assert 'value="the shop"' in shown.text
    assert 'value="run.waiting" checked' in shown.text
    assert 'value="run.failed" checked' not in shown.text
    assert f'value="{flow_id}" checked' in shown.text
    gone = {**given, "flowIds": ["flow_gone"]}
    shown = console.act("subscription-create", **gone, url="gopher://x")
    assert 'name="flowIds" value="flow_gone" checked' in shown.text
    again = console.act("subscription-create", **given, url="https://shop.example")
    assert again.status_code == 200
    (made,) = console.get("/v1/subscription").json["data"]
    assert (made["events"], made["flowIds"]) == (["run.waiting"], [flow_id])


def test_an_admin_makes_people_and_groups(console):
    given = {"name": "Bob", "email": "bob@x.test", "password": "long enough", "role": "member"}
    assert "Bob has an account." in console.act("user-create", **given).text
    assert "Not done:" in console.act("user-create", **given).text
    assert "is made" in console.act("group-create", name="Finance").text
    page = console.page("/console/operate/users")
    assert "Finance" in page
    bob = next(one for one in console.get("/v1/user").json["data"] if one["name"] == "Bob")
    assert "Bob cannot sign in." in console.act("user-disable", user_id=bob["id"]).text


def test_a_group_keeps_who_is_not_on_the_page_and_can_be_emptied(console):
    people = [console.user(f"P{number}")[0] for number in range(55)]
    made = console.post("/v1/group", {"name": "All", "members": people}).json
    page = console.page("/console/operate/users")
    assert [f'<option value="{one}" selected>' in page for one in people] == [True] * 55
    console.act("group-members", group_id=made["id"])
    (group,) = console.get("/v1/group").json["data"]
    assert group["members"] == []


def test_flows_beyond_the_first_hundred_are_chosen_and_named(console):
    first = console.flow()
    console.post(f"/v1/flow/{first}/schedule", {"cron": "0 9 * * 1"})
    for number in range(100):
        console.post("/v1/flow", {"name": f"F{number}", "definition": {"steps": []}})
    assert f'name="flowIds" value="{first}">' in console.page("/console/operate/keys")
    assert f'<option value="{first}">' in console.page("/console/runs")
    assert f"/console/flows/{first}?tab=triggers" in console.page("/console/operate")


def test_people_and_keys_are_found_by_name(console):
    console.user("Bob")
    page = console.page("/console/operate/users?text=bo")
    assert re.search(r'class="value">\s*Bob', page)
    assert not re.search(r'class="value">\s*Grace', page)
    assert "Nothing is called that" in console.page("/console/operate/keys?text=zebra")


def test_a_refused_account_keeps_what_was_typed_but_for_the_password(console):
    given = {"name": "<b>Bob", "email": "no address", "password": "a canary of eight"}
    back = {"back": "/console/operate/users", "again": "yes"}
    wrong = console.act("user-create", role="admin", **given, **back)
    assert wrong.status_code == 422
    assert 'value="&lt;b&gt;Bob"' in wrong.text
    assert '<option value="admin" selected>' in wrong.text
    assert "a canary" not in wrong.text
    assert wrong.text.count("aria-invalid") == 1


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


def busy(console):
    """Return a run that a worker has just been told to look at, beside one that is idle."""
    console.queue.is_idle = True
    flow_id = console.flow(step("w", "wait", "end"), final("end"))
    run_id = console.execute(flow_id).headers["X-App-Run-Id"]
    console.world.stores.runs.claim(run_id, "one", "t", 30)
    at, place = clock.now().timestamp(), ("box", 7, ("high", "low"))
    console.queue.known_workers = [
        WorkerSigns("one", *place, "busy", at - 90, at, 4, run_id, at - 70),
        WorkerSigns("<b>two", *place, "idle", at - 90, at, 0),
    ]
    return run_id


def test_the_overview_says_who_works_at_what_since_when(console):
    run_id = busy(console)
    page = console.http.get("/console/operate").text
    assert f'href="/console/runs/{run_id}"' in page
    assert "1 min ago" in page
    assert "&lt;b&gt;two" in page
    assert "high, low" in page
    assert "No worker is there" not in page


def test_the_overview_says_what_waits_and_who_rescues_it(console):
    now = clock.now().timestamp()
    console.queue.ticks = {"quick-1": now, "slow-2": now - 600}
    console.queue.oldest = {"high": now - 120}
    page = console.page("/console/operate")
    assert "2 min ago" in page
    assert page.index("active", page.index("quick-1")) < page.index("slow-2")
    assert "silent" in page.split("slow-2")[1]
    console.queue.ticks = {}
    assert "millrace scheduler" in console.page("/console/operate")


def test_stuck_runs_are_said_to_be_stuck(console):
    busy(console)
    assert " stuck:" not in console.page("/console/operate")
    console.world.time.at += timedelta(seconds=45)
    assert "1 stuck:" in console.page("/console/operate")


def test_timers_that_are_late_are_said_to_be_late(console):
    edge = console
    flow_id = edge.flow(step("d", "delay", "end", seconds=60), final("end"))
    edge.execute(flow_id)
    assert "late" not in console.page("/console/operate").split('id="late"')[1].split("</div>")[0]
    edge.world.time.at += timedelta(seconds=67)
    said = console.page("/console/operate").split('id="late"')[1].split("</div>")[0]
    assert "Timers are 7 s late" in said


def test_an_empty_crew_is_told_how_to_start_one(console):
    assert "millrace worker" in console.page("/console/operate")


def test_without_redis_the_rest_of_the_overview_is_there(console):
    flow_id = console.flow()
    console.post(f"/v1/flow/{flow_id}/schedule", {"cron": "0 9 * * 1"})
    console.queue.is_down = True
    page = console.page("/console/operate")
    assert page.count("mend MILLRACE_REDIS_URL") == 2
    assert "09:00" in page


def test_a_member_is_told_how_many_work_and_not_who():
    console = Console()
    console.sign_in("Bob", role="member")
    busy(console)
    page = console.page("/console/operate")
    assert "1 at work. Who they are is for admins." in page
    assert "pid 7" not in page


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


def test_credits_of_more_runs_than_a_list_holds_are_summed_whole(console):
    run_id = console.execute(console.flow()).headers["X-App-Run-Id"]
    run = replace(console.world.stores.runs.get(run_id), credits=2, created_at=clock.now())
    for number in range(1200):
        console.world.stores.runs.insert(replace(run, run_id=f"run_{number}"))
    page = console.page("/console/operate/credits")
    assert "2400 credits in the last 14 days, by 1200 runs." in page


def test_the_days_of_the_chart_are_all_that_is_summed(console):
    flow_id = console.flow()
    run_id = console.execute(flow_id).headers["X-App-Run-Id"]
    run = console.world.stores.runs.get(run_id)
    for back in (0, 13, 14):
        at = clock.now() - timedelta(days=back)
        made = replace(run, run_id=f"run_{back}", credits=1, created_at=at)
        console.world.stores.runs.insert(made)
    assert "2 credits in the last 14 days" in console.page("/console/operate/credits")


def test_an_action_that_is_none_is_not_found(console):
    assert console.submit("/console/do/everything").status_code == 404
    assert "Not done: the form does not say which" in console.act("run-cancel").text


def test_schedules_are_asked_for_once_and_never_by_what_keeps_up_by_itself(console, asked):
    for _ in range(3):
        console.flow()
    assert console.http.get("/console/operate").status_code == 200
    assert sum(path.startswith("/v1/schedule") for path in asked) == 1
    asked.clear()
    live = console.http.get("/console/operate", headers={"X-Live": "1"})
    assert 'id="workers"' in live.text
    assert not [path for path in asked if path.startswith("/v1/schedule")]


def test_what_does_not_answer_in_time_says_so_and_the_rest_is_shown(console, monkeypatch):
    release = threading.Event()
    monkeypatch.setattr(operate, "_DEADLINE_SECONDS", 3.0)
    monkeypatch.setattr(console.queue, "crew", lambda: release.wait(60))
    try:
        page = console.page("/console/operate")
    finally:
        release.set()
    assert "The server did not answer in time." in page
    assert "MongoDB" in page
    assert "Nothing starts by itself" in page


def test_operate_shows_warnings_and_when_it_was_read(console):
    console.conditions = (Condition("redis_evicts", "Redis drops keys."),)
    page = console.page("/console/operate")
    assert "Redis drops keys." in page
    assert "As of" in page


@pytest.mark.parametrize("role", ["admin", "member"])
def test_without_redis_the_number_of_workers_is_unknown_and_not_none(role):
    console = Console()
    console.sign_in("Bob", role=role)
    console.queue.is_down = True
    page = console.page("/console/operate")
    tile = page.split("<span>Workers</span>")[1].split("</div>")[0]
    assert "unknown" in tile
    assert "No worker is there" not in page
