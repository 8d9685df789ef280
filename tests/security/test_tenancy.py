"""Who is another: of a workspace, of a flow, of a run, of a token."""

from __future__ import annotations

import copy
import json
import logging
import re

import pytest

from api import equip
from tests.security.routes import path_of, patient_members, require_documented
from tests.support.edge import Edge, approval, bearer
from tests.support.world import final, step
from tests.unit.api.test_auth import MADE_FOR, ids_for, rules, sent_to

# Opened by a token in the path, which is nobody's but whose it is; and the pages of the docs.
OPEN = ("links.", "docs.", "api-docs.", "approvals.show_link", "approvals.use_link")
# What a caller of another workspace is answered by his own workspace's object of that name.
BY_NAME = {"costs.price"}
PARTS = ("share_id", "hook_id", "conversation_id", "message_id")


@pytest.fixture(scope="module")
def members():
    return patient_members()


def endpoints_with(*names):
    found = {
        rule.endpoint
        for _, rule in rules(Edge().app)
        if rule.arguments and not rule.endpoint.startswith(OPEN) and rule.endpoint not in BY_NAME
        if not names or len(rule.arguments & set(names)) > 0
    }
    return sorted(found - {"webhooks.receive"})


def nowhere(ids):
    """Return ids that look like these and are nobody's."""
    return {
        name: re.sub(r"[0-9a-f]{32}\Z", "0" * 32, str(given)) if isinstance(given, str) else given
        for name, given in ids.items()
    }


@pytest.mark.parametrize("endpoint", endpoints_with())
def test_what_is_elsewhere_is_told_from_nothing_by_nothing(members, endpoint):
    stranger = members.headers["other workspace"]
    method, rule = next(found for found in rules(members.edge.app) if found[1].endpoint == endpoint)
    ids = ids_for(members, endpoint, rule)
    answers = []
    for used in (ids, nowhere(ids)):
        path = path_of(members, method, rule, used)
        given = sent_to(members, endpoint, ids)
        answers.append(members.edge.call(method, path, as_=stranger, **given))
    there, none = answers
    require_documented(there, endpoint)
    assert there.status_code == none.status_code
    assert there.status_code in (404, 422)
    assert same(there) == same(none)


def same(answer):
    """Return an answer without the ids that were asked for, and that of the request."""
    body = {name: value for name, value in answer.json.items() if name != "requestId"}
    return re.sub(r"[a-z]+_[0-9a-f]{32}", "ID", json.dumps(body))


WHOLES = ("conversation_id", "flow_id")


def nested():
    """Return what names a part and the whole that it belongs to."""
    found = [rule for _, rule in rules(Edge().app) if rule.arguments & set(PARTS)]
    return sorted({r.endpoint for r in found if len(r.arguments & {*PARTS, *WHOLES}) > 1})


@pytest.mark.parametrize("endpoint", nested())
def test_what_hangs_on_one_is_not_reached_through_another(members, endpoint):
    """A part of one flow or conversation, asked for under another of the same owner."""
    method, rule = next(found for found in rules(members.edge.app) if found[1].endpoint == endpoint)
    ids = ids_for(members, endpoint, rule)
    given = sent_to(members, endpoint, ids)
    flow = members.edge.post("/v1/flow", members.flow_body(), as_=members.member).json["id"]
    others = {"conversation_id": members.ids.get("conversation_id"), "flow_id": flow}
    whole = next(name for name in WHOLES if name in rule.arguments)
    assert others[whole] != ids[whole]
    path = path_of(members, method, rule, {**ids, whole: others[whole]})
    answer = members.edge.call(method, path, as_=members.member, **given)
    assert answer.status_code == 404, (path, answer.json)


def test_every_maker_of_things_is_used():
    """The rows above are about real things only while these are made for them."""
    assert {"tools.", "webhooks.", "subscriptions."} <= set(MADE_FOR)


# Approvals -------------------------------------------------------------------------------------


def asked(edge, owner, **data):
    """Return the id of the owner's flow that asks, and of a run of it that she started."""
    start = {"id": "s", "type": "api", "nextStepId": "ask"}
    steps = [start, approval(**data), final("end", ok=1), final("no")]
    body = {"name": "F", "definition": {"steps": steps}}
    flow_id = edge.post("/v1/flow", body, as_=owner).json["id"]
    edge.post(f"/v1/flow/{flow_id}/publish", as_=owner)
    return flow_id, edge.execute(flow_id, as_=owner).json["appRunId"]


def test_nobody_becomes_an_approver_by_editing_the_flow_while_it_waits():
    edge = Edge()
    (ada, as_ada), (bob, as_bob) = edge.user("ada"), edge.user("bob")
    flow_id, run_id = asked(edge, as_ada, approvers={"users": [bob]})
    start = {"id": "s", "type": "api", "nextStepId": "ask"}
    mine = approval(approvers={"users": [ada]}, allowSelf=True)
    steps = {"steps": [start, mine, final("end", ok=1), final("no")]}
    assert edge.call("PATCH", f"/v1/flow/{flow_id}", {"definition": steps}, as_=as_ada)
    assert edge.post(f"/v1/flow/{flow_id}/publish", as_=as_ada).json["version"] == 2
    path = f"/v1/flowrun/resume/{run_id}"
    refused = edge.post(path, {"decision": "approve"}, as_=as_ada)
    assert (refused.status_code, refused.json["code"]) == (403, "not_approver")
    assert edge.post(path, {"decision": "approve"}, as_=as_bob).json == {"ok": 1}


def test_who_started_a_run_does_not_decide_it_by_being_handed_it_or_by_a_key_of_his():
    edge = Edge()
    (ada, as_ada), (bob, as_bob) = edge.user("ada"), edge.user("bob")
    flow_id, run_id = asked(edge, as_ada, approvers={"users": [bob]})
    handed = edge.post(f"/v1/approval/{run_id}/delegate", {"to": ada}, as_=as_bob)
    assert handed.status_code == 200  # and yet it is no decision of hers
    path, decision = f"/v1/flowrun/resume/{run_id}", {"decision": "approve"}
    assert edge.post(path, decision, as_=as_ada).status_code == 403
    key = edge.post("/v1/key", {"name": "k", "flowIds": [flow_id]}, as_=as_ada).json["token"]
    assert edge.post(path, decision, as_=bearer(key)).status_code == 403
    another = edge.post("/v1/token", {"name": "t"}, as_=as_ada).json["token"]
    assert edge.post(path, decision, as_=bearer(another)).status_code == 403
    poll = edge.get(f"/v1/flowrun/poll/{run_id}", as_=as_ada)
    assert poll.json["status"] == "waiting"


def test_a_group_that_its_starter_joins_makes_him_no_approver_of_his_own_run():
    edge = Edge()
    (ada, as_ada), (bob, _) = edge.user("ada"), edge.user("bob")
    group = edge.post("/v1/group", {"name": "G", "members": [bob]}).json["id"]
    _, run_id = asked(edge, as_ada, approvers={"groups": [group]})
    edge.call("PATCH", f"/v1/group/{group}", {"members": [ada, bob]})
    refused = edge.post(f"/v1/flowrun/resume/{run_id}", {"decision": "approve"}, as_=as_ada)
    assert (refused.status_code, refused.json["code"]) == (403, "self_approval_forbidden")


# Tokens ----------------------------------------------------------------------------------------


def test_tokens_of_every_kind_cannot_be_guessed_and_are_stored_as_none(members):
    edge = members.edge
    share = edge.post(f"/v1/flow/{members.ids['flow_id']}/share", {}, as_=members.member).json
    texts = [
        share["token"],
        edge.post("/v1/token", {"name": "t"}, as_=members.member).json["token"],
        edge.post("/v1/key", {"name": "k"}, as_=members.headers["admin"]).json["token"],
    ]
    held = repr([vars(edge.world.stores.shelves.shares), vars(edge.world.stores.tokens)])
    assert share["id"] in held
    for text in texts:
        secret = text.partition("_")[2]
        assert len(secret) >= 43  # 32 random bytes
        assert secret not in held


def test_a_links_token_is_in_no_line_of_the_log_and_in_nothing_that_is_read_of_its_runs(caplog):
    caplog.set_level(logging.DEBUG)
    edge = Edge()
    flow_id = edge.flow()
    token = edge.post(f"/v1/flow/{flow_id}/share", {}).json["token"]
    run_id = edge.http.post(f"/v1/flow/share/execute/{token}", json={"n": 1}).headers[
        "X-App-Run-Id"
    ]
    edge.http.post(f"/v1/flow/share/execute/{token}x", json={})
    seen = [
        edge.get(f"/v1/flowrun/{what}/{run_id}").text for what in ("details", "steps", "context")
    ]
    seen += [edge.get(path).text for path in ("/v1/audit", f"/v1/flow/{flow_id}/logs")]
    assert not [text for text in (*seen, caplog.text) if token in text]


def test_an_unknown_link_is_not_said_back(members):
    for path in ("/v1/flow/share/share_WHATWASASKED", "/v1/flow/share/run/share_WHATWASASKED/x"):
        assert "WHATWASASKED" not in members.edge.http.get(path).text


def test_a_call_with_its_key_is_one_call_in_every_process(members):
    """Another process of the API, made anew over the same store: after a restart, say."""
    edge = Edge()
    flow_id, headers = edge.flow(), {**edge.admin, "Idempotency-Key": "once"}
    path = f"/v1/client/flow/{flow_id}/execute"
    first = edge.http.post(path, json={"n": 1}, headers=headers)
    other = copy.copy(edge.app)
    other.extensions = dict(edge.app.extensions)
    restarted = equip(other, edge.engine, edge.waiters).test_client()
    again = restarted.post(path, json={"n": 1}, headers=headers)
    assert again.headers["X-App-Run-Id"] == first.headers["X-App-Run-Id"]
    reused = restarted.post(path, json={"n": 2}, headers=headers)
    assert (reused.status_code, reused.json["code"]) == (422, "idempotency_key_reused")
    # The key is its caller's, its workspace's and its route's.
    elsewhere = edge.http.post(path, json={"n": 2}, headers={**headers, **edge.key})
    assert elsewhere.status_code == 200


def test_an_approver_without_a_right_to_the_flow_learns_no_output():
    """The answer to a decision holds no more than the run's own routes show the approver."""
    edge = Edge()
    _, as_ada = edge.user("owner")
    bob, as_bob = edge.user("approver")
    ask = {**step("ask", "user-approval", "end", message="ok?"), "rejectNextStepId": "end"}
    ask["data"]["approvers"] = {"users": [bob]}
    steps = [{"id": "s", "type": "api", "nextStepId": "ask"}, ask, final("end", n="private")]
    body = {"name": "F", "visibility": "private", "definition": {"steps": steps}}
    flow_id = edge.post("/v1/flow", body, as_=as_ada).json["id"]
    assert edge.post(f"/v1/flow/{flow_id}/publish", as_=as_ada).status_code == 200
    run_id = edge.execute(flow_id, as_=as_ada).json["appRunId"]
    path = f"/v1/flowrun/resume/{run_id}"
    answer = edge.post(path, {"decision": "approve"}, as_=as_bob)
    assert (answer.status_code, answer.json) == (200, {})
    assert edge.get(f"/v1/flowrun/outputs/{run_id}", as_=as_bob).status_code == 403
    assert edge.get(f"/v1/flowrun/outputs/{run_id}", as_=as_ada).json == {"n": "private"}
