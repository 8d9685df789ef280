from __future__ import annotations

import pytest
from flask import request

from console import asking
from tests.support.console import Console

RENAMED = {"description": "", "back": "/console/runs"}


def settings(flow_id):
    return f"/console/flows/{flow_id}?tab=settings"


def shared(console, flow_id):
    flow = console.get(f"/v1/flow/{flow_id}").json
    return flow["visibility"], flow["sharedUsers"], flow["sharedGroups"]


def give(console, flow_id, who, permission="run"):
    given = {"who": who, "permission": permission}
    return console.submit(f"/console/flows/{flow_id}/grants", given)


def take(console, flow_id, who):
    return console.submit(f"/console/flows/{flow_id}/grants/remove", {"who": who})


def see(console, flow_id, visibility):
    return console.submit(f"/console/flows/{flow_id}/visibility", {"visibility": visibility})


def owned(console, name):
    """Return a flow that somebody makes in the console, who stays signed in."""
    console.sign_in(name, role="member")
    return console.submit("/console/flows", {"name": "Hers"}).request.path.rsplit("/", 1)[1]


def test_a_person_and_a_group_are_given_rights_changed_and_taken_away(console):
    flow_id = console.flow()
    bob, _ = console.user("Bob")
    group = console.post("/v1/group", {"name": "Finance", "members": []}).json["id"]
    see(console, flow_id, "shared")
    assert "The right is given." in give(console, flow_id, f"user:{bob}").text
    give(console, flow_id, f"user:{bob}", "edit")
    give(console, flow_id, f"group:{group}", "view")
    users = [{"userId": bob, "permission": "edit"}]
    groups = [{"groupId": group, "permission": "view"}]
    assert shared(console, flow_id) == ("shared", users, groups)
    page = console.page(settings(flow_id))
    assert "Right of Bob" in page
    assert "Right of Finance" in page
    assert "The right is taken away." in take(console, flow_id, f"user:{bob}").text
    assert "The right is taken away." in take(console, flow_id, f"user:{bob}").text
    assert shared(console, flow_id) == ("shared", [], groups)


def test_to_share_a_private_flow_lets_others_see_it(console):
    flow_id = console.flow()
    bob, _ = console.user("Bob")
    see(console, flow_id, "private")
    give(console, flow_id, f"user:{bob}", "view")
    assert shared(console, flow_id)[0] == "shared"


def test_a_right_that_does_not_count_yet_is_said_to(console):
    flow_id = console.flow()
    bob, _ = console.user("Bob")
    give(console, flow_id, f"user:{bob}", "view")
    assert shared(console, flow_id)[0] == "workspace"
    assert "What is given below counts as soon as" in console.page(settings(flow_id))


@pytest.mark.parametrize("who", ["", "user:", "user:usr_none", "group:grp_none", "key:x", "<b>"])
def test_whom_nobody_knows_is_given_nothing(console, who):
    flow_id = console.flow()
    assert "Not done:" in give(console, flow_id, who).text
    assert shared(console, flow_id)[1:] == ([], [])


def test_a_right_or_a_visibility_that_is_none_is_refused(console):
    flow_id = console.flow()
    bob, _ = console.user("Bob")
    assert "Not done:" in give(console, flow_id, f"user:{bob}", "own").text
    assert "Not done:" in see(console, flow_id, "<script>").text
    assert shared(console, flow_id) == ("workspace", [], [])


def test_the_owner_is_named_and_names_are_text():
    console = Console()
    flow_id = owned(console, "<i>Ada</i>")
    raw = console.http.get(settings(flow_id)).text
    assert "Its owner is &lt;i&gt;Ada&lt;/i&gt;." in raw
    assert "<i>Ada" not in raw


def test_who_may_not_manage_reads_the_rights_and_is_told_why_he_changes_none():
    console = Console()
    flow_id = owned(console, "Ada")
    bob = console.sign_in("Bob", role="member")
    page = console.page(settings(flow_id))
    assert "Only who manages a flow may change this" in page
    assert "Share it with" not in page
    told = give(console, flow_id, f"user:{bob}", "manage")
    assert "Not done: you lack the right to manage this flow: ask its owner for it" in told.text
    assert "Not done: you lack the right to manage" in see(console, flow_id, "private").text
    assert shared(console, flow_id) == ("workspace", [], [])


def test_who_may_edit_renames_a_flow_that_he_does_not_manage():
    console = Console()
    flow_id = owned(console, "Ada")
    console.sign_in("Bob", role="member")
    told = console.act("flow-settings", flow_id=flow_id, name="New name", **RENAMED)
    assert "Saved." in told.text


def test_who_takes_away_his_own_right_is_led_to_what_he_still_sees():
    console = Console()
    bob, _ = console.user("Bob", password="correct horse battery")
    flow_id = owned(console, "Ada")
    give(console, flow_id, f"user:{bob}", "manage")
    see(console, flow_id, "shared")
    given = {"email": "Bob@x.test", "password": "correct horse battery"}
    console.http.post("/console/sign-in", data=given)
    assert "Not done" not in see(console, flow_id, "shared").text
    told = take(console, flow_id, f"user:{bob}")
    assert told.request.path == "/console/flows"
    assert "The right is taken away." in told.text


def test_who_is_gone_keeps_nobody_from_being_given_a_right(console):
    flow_id = console.flow()
    group = console.post("/v1/group", {"name": "Finance", "members": []}).json["id"]
    see(console, flow_id, "shared")
    give(console, flow_id, f"group:{group}")
    console.call("DELETE", f"/v1/group/{group}")
    assert "no longer there" in console.page(settings(flow_id))
    other = console.post("/v1/group", {"name": "Sales", "members": []}).json["id"]
    assert "The right is given." in give(console, flow_id, f"group:{other}").text
    assert shared(console, flow_id)[2] == [{"groupId": other, "permission": "run"}]


def meddle(console, flow_id, rights, times):
    """Let others change the rights just before whoever is about to, so many times."""
    dispatch, left = console.app.full_dispatch_request, [*range(times)]

    def meddled():
        if request.method == "PATCH" and "Authorization" not in request.headers and left:
            left.pop()
            console.call("PATCH", f"/v1/flow/{flow_id}", {"sharedUsers": rights})
        return dispatch()

    console.app.full_dispatch_request = meddled


@pytest.mark.parametrize("times", [1, 9])
def test_what_somebody_else_gives_at_the_same_time_is_not_lost(console, times):
    flow_id = console.flow()
    bob, _ = console.user("Bob")
    eve, _ = console.user("Eve")
    theirs = {"userId": eve, "permission": "view"}
    mine = {"userId": bob, "permission": "run"}
    meddle(console, flow_id, [theirs], times)
    told = give(console, flow_id, f"user:{bob}").text
    is_given = times == 1
    assert ("The right is given." if is_given else "Not done:") in told
    assert shared(console, flow_id)[1] == ([theirs, mine] if is_given else [theirs])


def test_a_flow_that_is_gone_is_shared_with_nobody(console):
    told = give(console, "flow_none", "user:usr_x")
    assert "Not done: there is no such flow" in told.text


def test_a_right_is_given_by_a_handful_of_calls_however_many_have_one(console, asked):
    flow_id = console.flow()
    people = [console.user(f"P{number}")[0] for number in range(12)]
    grants = [{"userId": one, "permission": "view"} for one in people]
    console.call("PATCH", f"/v1/flow/{flow_id}", {"sharedUsers": grants, "visibility": "shared"})
    asked.clear()
    given = {"who": f"user:{people[0]}", "permission": "edit"}
    console.submit(f"/console/flows/{flow_id}/grants", given, follow=False)
    assert {"userId": people[0], "permission": "edit"} in shared(console, flow_id)[1]
    assert len(shared(console, flow_id)[1]) == len(people)
    assert len(asked) < 8


def test_who_is_beyond_the_names_that_are_offered_keeps_his_name_and_his_right(
    console, monkeypatch
):
    flow_id = console.flow()
    ann, _ = console.user("Ann")
    give(console, flow_id, f"user:{ann}")
    monkeypatch.setattr(asking, "all_of", lambda *_: [])
    assert "<td>Ann</td>" in console.page(settings(flow_id))
    bob, _ = console.user("Bob")
    give(console, flow_id, f"user:{bob}")
    assert {one["userId"] for one in shared(console, flow_id)[1]} == {ann, bob}
