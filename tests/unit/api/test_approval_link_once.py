"""A link decides one approval: a spent or revoked one decides nothing, whatever it names."""

from __future__ import annotations

import pytest

from tests.support.asking import DONE, decide, inbox, with_people
from tests.support.world import step


@pytest.fixture
def edge():
    return with_people()


def last_link(edge):
    sent = edge.world.sink.calls[-1].body.decode()
    return sent.partition("https://flows.example")[2].rstrip('"}')


MAIL = {"method": "POST", "url": "https://m.example", "body": {"t": "{{approval.links.page}}"}}
APPROVE = {"decision": "approve"}


def mail(step_id, next_id):
    return step(step_id, "http-request", next_id, **MAIL)


def asking(step_id, next_id="end"):
    return {**step(step_id, "user-approval", next_id, message=step_id), "rejectNextStepId": "no"}


def both(*names):
    """Return a step that asks once in each of its branches."""
    asked = {name: step(f"ask-{name}", "user-approval", None, message=name) for name in names}
    branches = [{"name": name, "steps": [one]} for name, one in asked.items()]
    return step("both", "parallel", "end", branches=branches)


def waits(edge):
    """Return the open approvals by what they ask: their run and their wait."""
    return {row["message"]: (row["appRunId"], row["waitId"]) for row in inbox(edge)}


def use(edge, path, **more):
    edge.world.time.sleep(5)
    return edge.http.post(path, json={**APPROVE, **more})


def test_revoked_link_of_a_root_decides_no_approval_below_it_that_is_named(edge):
    edge.execute(edge.flow(mail("mail", "both"), both("a", "b"), *DONE))
    path, open_ = last_link(edge), waits(edge)
    for run_id, _ in open_.values():
        assert edge.call("DELETE", f"/v1/approval/{run_id}/link").status_code == 200
    for run_id, wait_id in open_.values():
        assert [use(edge, path, waitId=one).status_code for one in (wait_id, run_id)] == [409, 409]
    assert (edge.http.get(path).json["status"], waits(edge)) == ("closed", open_)


def test_revoked_link_decides_nothing_by_the_name_of_its_run(edge):
    run_id = edge.execute(edge.flow(mail("mail", "ask"), asking("ask"), *DONE)).json["appRunId"]
    path = last_link(edge)
    edge.call("DELETE", f"/v1/approval/{run_id}/link")
    assert use(edge, path, waitId=run_id).status_code == 409
    assert edge.get(f"/v1/flowrun/poll/{run_id}").json["status"] == "waiting"


def test_link_decides_the_first_of_several_below_its_root_and_no_other(edge):
    edge.execute(edge.flow(mail("mail", "both"), both("a", "b", "c"), *DONE))
    path, open_ = last_link(edge), waits(edge)
    shown = edge.http.get(path).json
    assert shown["status"] == "open"
    others = {name: ids for name, ids in open_.items() if name != shown["message"]}
    for run_id, wait_id in others.values():
        assert [use(edge, path, waitId=one).status_code for one in (wait_id, run_id)] == [409, 409]
    assert use(edge, path, waitId=shown["waitId"]).status_code == 200
    assert edge.http.get(path).json["status"] == "closed"
    assert use(edge, path).status_code == 409
    for _, wait_id in others.values():
        assert use(edge, path, waitId=wait_id).status_code == 409
    assert waits(edge) == others
    decide(edge, *next(iter(others.values()))[:1])
    assert use(edge, path).status_code == 409


def test_link_that_was_used_at_its_root_decides_nothing_below_it(edge):
    edge.execute(edge.flow(mail("mail", "ask"), asking("ask", "both"), both("a", "b"), *DONE))
    path = last_link(edge)
    assert use(edge, path).status_code == 200
    open_ = waits(edge)
    assert len(open_) == 2
    assert edge.http.get(path).json["status"] == "closed"
    assert [use(edge, path, waitId=one).status_code for _, one in open_.values()] == [409, 409]
    decide(edge, open_["a"][0])
    assert (use(edge, path).status_code, list(waits(edge))) == (409, ["b"])


def test_link_that_was_used_below_its_root_decides_nothing_at_it(edge):
    child = edge.flow(asking("inner"), *DONE)
    sub = step("sub", "run-flow", "outer", flowId=child)
    edge.execute(edge.flow(mail("mail", "sub"), sub, asking("outer"), *DONE))
    path = last_link(edge)
    assert use(edge, path).status_code == 200
    (wait_id,) = [wait_id for _, wait_id in waits(edge).values()]
    assert edge.http.get(path).json["status"] == "closed"
    assert [use(edge, path, **more).status_code for more in ({}, {"waitId": wait_id})] == [409, 409]


@pytest.mark.parametrize("by", ["the link", "a person"])
def test_link_decides_one_of_two_flows_in_turn_and_the_next_mail_has_another(edge, by):
    child = edge.flow(asking("inner", "pause"), step("pause", "delay", "end", seconds=1), *DONE)
    subs = [step(name, "run-flow", to, flowId=child) for name, to in (("s", "mail2"), ("t", "end"))]
    edge.execute(edge.flow(mail("mail", "s"), subs[0], mail("mail2", "t"), subs[1], *DONE))
    first = last_link(edge)
    edge.world.time.sleep(5)
    if by == "the link":
        assert use(edge, first).status_code == 200
    else:
        decide(edge, waits(edge)["inner"][0])
    edge.world.wake(60)
    second, (_, wait_id) = last_link(edge), waits(edge)["inner"]
    assert [edge.http.get(one).json["status"] for one in (first, second)] == ["closed", "open"]
    assert [use(edge, first, **more).status_code for more in ({}, {"waitId": wait_id})] == [409] * 2
    assert use(edge, second).status_code == 200
    assert not waits(edge)


def test_same_decision_by_a_link_below_its_root_is_answered_alike(edge):
    edge.execute(edge.flow(mail("mail", "both"), both("a", "b"), *DONE))
    path = last_link(edge)
    wait_id = edge.http.get(path).json["waitId"]
    assert [use(edge, path, waitId=wait_id).status_code for _ in range(2)] == [200, 200]
    assert use(edge, path, waitId=wait_id, decision="reject").status_code == 409


def test_caller_signed_in_decides_by_a_spent_link_what_they_may_decide_without_it(edge):
    flow_id = edge.flow(mail("mail", "both"), both("a", "b"), *DONE)
    edge.execute(flow_id)
    edge.call("PATCH", f"/v1/flow/{flow_id}", {"visibility": "private"})
    path, open_ = last_link(edge), waits(edge)
    for run_id, _ in open_.values():
        edge.call("DELETE", f"/v1/approval/{run_id}/link")
    body = {**APPROVE, "waitId": open_["b"][1]}
    assert edge.post(path, body, as_=edge.people["eve"]).status_code == 409
    assert edge.post(path, body).status_code == 200
    assert list(waits(edge)) == ["a"]
