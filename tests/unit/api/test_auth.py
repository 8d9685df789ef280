"""Every route against every kind of caller: a new route without a row fails here."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.allowed import ALLOWED
from tests.support.edge import Edge
from tests.support.members import CALLERS, Members

FILE = "a file"
THE_FLOW = "the flow"
THE_PEER = "the peer"
TALKS = ("client.", "sdk.", "contacts.", "peers.")


def row(*statuses):
    """Return a function from the status of success to a row, where 0 stands for it."""
    return lambda success: tuple(status or success for status in statuses)


# Statuses in the order of CALLERS; 0 stands for success.
OPEN = row(0, 0, 0, 0, 0, 0, 0, 0, 0)
OWNER = row(401, 0, 403, 0, 404, 403, 403, 403, 401)
OWNER_AND_KEY = row(401, 0, 403, 0, 404, 0, 403, 403, 401)
PEOPLE = row(401, 0, 0, 0, 0, 403, 403, 403, 401)
PEOPLE_AND_KEYS = row(401, 0, 0, 0, 0, 0, 0, 403, 401)
WORKSPACE = row(401, 0, 0, 0, 404, 403, 403, 403, 401)
TALKERS = row(401, 0, 0, 0, 404, 0, 403, 403, 401)
# A key with a scope knows its own contacts alone.
CONTACTS = row(401, 0, 0, 0, 404, 404, 404, 403, 401)
ADMINS = row(401, 403, 403, 0, 0, 403, 403, 403, 401)
ADMIN_OF_IT = row(401, 403, 403, 0, 404, 403, 403, 403, 401)
# Nobody of a workspace, admins included: it is for whoever runs the installation.
OPERATORS = row(401, 403, 403, 403, 403, 403, 403, 403, 401)
OPENAPI = {
    "openapi": "3.1.0",
    "info": {"title": "T", "version": "1"},
    "servers": [{"url": "https://t.example"}],
    "paths": {"/a": {"get": {"operationId": "a"}}},
}
# For each route: what is sent, and what each of CALLERS gets.
TABLE = {
    "account.create_key": ({"name": "n", "flowIds": [THE_FLOW]}, OWNER(201)),
    "account.create_token": ({"name": "n"}, PEOPLE(201)),
    "account.keys": (None, PEOPLE(200)),
    "account.login": ({"email": "nobody@x.test", "password": "wrong"}, (401,) * 9),
    "account.logout": ({}, PEOPLE(200)),
    "account.me": (None, PEOPLE_AND_KEYS(200)),
    "account.revoke_key": (None, OWNER(200)),
    "account.revoke_token": (None, OWNER(200)),
    "account.tokens": (None, PEOPLE(200)),
    "approvals.decide": ({"decision": "approve"}, OWNER(200)),
    "approvals.delegate": ({"to": "ada@x.test"}, OWNER(200)),
    "approvals.inbox": (None, PEOPLE(200)),
    "approvals.remind": ({}, OWNER(200)),
    "approvals.renew_link": ({}, OWNER(200)),
    "approvals.revoke_link": (None, OWNER(200)),
    "approvals.show_link": (None, OPEN(200)),
    "approvals.use_link": ({"decision": "approve"}, OPEN(200)),
    "bulk.cancel": ({"status": "waiting"}, PEOPLE_AND_KEYS(200)),
    "bulk.rerun": ({"status": "failed"}, PEOPLE_AND_KEYS(200)),
    "api-docs.openapi_json": (None, OPEN(200)),
    "catalogue.preferences": (None, PEOPLE(200)),
    "catalogue.step_field_items": ({"type": "set", "field": "values"}, PEOPLE(200)),
    "client.chat": ({"messages": [{"content": "hello"}]}, TALKERS(200)),
    "client.competition": ({"content": "hello"}, TALKERS(200)),
    "client.create": ({"peerId": THE_PEER}, TALKERS(200)),
    "client.listing": (None, PEOPLE_AND_KEYS(200)),
    "client.messages": (None, OWNER(200)),
    "client.peer": (None, TALKERS(200)),
    "client.peers": ({}, PEOPLE_AND_KEYS(200)),
    "client.read": (None, OWNER(200)),
    "client.resume": ({"decision": "approve"}, OWNER(200)),
    "client.send": ({"content": "hello"}, OWNER(200)),
    "contacts.create": ({"email": "new@x.test"}, PEOPLE_AND_KEYS(200)),
    "contacts.listing": ({}, PEOPLE(200)),
    "contacts.patch": ({"email": "known@x.test", "name": "N"}, CONTACTS(200)),
    "contacts.read": (None, CONTACTS(200)),
    "copies.clone": ({}, OWNER(201)),
    "copies.diff": (None, OWNER(200)),
    "copies.diff_draft": (None, OWNER(200)),
    "copies.export": (None, OWNER(200)),
    "copies.import_": ({"name": "N", "definition": {"steps": []}}, PEOPLE(201)),
    "copies.restore": ({}, OWNER(200)),
    "docs.page": (None, OPEN(200)),
    "docs.part": (None, OPEN(200)),
    "events.stream": (None, OWNER_AND_KEY(200)),
    "execute.app": ({}, OWNER_AND_KEY(202)),
    "execute.client": ({}, OWNER_AND_KEY(202)),
    "execute.dashboard": ({}, OWNER(202)),
    "execute.rerun": ({}, OWNER_AND_KEY(202)),
    "execute.sdk": ({}, OWNER_AND_KEY(202)),
    "files.download": (None, OWNER(200)),
    "files.upload": (FILE, PEOPLE_AND_KEYS(201)),
    "flows.autosave": ({"definition": {"steps": []}}, OWNER(200)),
    "flows.create": ({"name": "N", "definition": {"steps": []}}, PEOPLE(201)),
    "flows.delete": (None, OWNER(200)),
    "flows.listing": (None, PEOPLE(200)),
    "flows.patch": ({"name": "N"}, OWNER(200)),
    "flows.publish": ({}, OWNER(200)),
    "flows.read": (None, OWNER(200)),
    "flows.validate": ({"definition": {"steps": []}}, PEOPLE(200)),
    "flows.version": (None, OWNER(200)),
    "flows.versions": (None, OWNER(200)),
    "health.healthz": (None, OPEN(200)),
    "health.readyz": (None, OPEN(200)),
    "links.execute": ({}, OPEN(202)),
    "links.poll": (None, OPEN(200)),
    "links.resume": ({"decision": "approve"}, OPEN(200)),
    "links.show": (None, OPEN(200)),
    "links.upload": (FILE, OPEN(201)),
    "listings.logs": (None, OWNER(200)),
    "metrics.show": (None, OPERATORS(200)),
    "listings.runs": (None, PEOPLE_AND_KEYS(200)),
    "peers.attach": ({"flowId": THE_FLOW, "trigger": "peer.message"}, OWNER(200)),
    "peers.create": ({"name": "N"}, PEOPLE(201)),
    "peers.create_widget": ({"name": "N"}, PEOPLE(201)),
    "peers.delete": (None, OWNER(200)),
    "peers.delete_widget": (None, ADMIN_OF_IT(200)),
    "peers.detach": (None, OWNER(200)),
    "peers.listing": (None, PEOPLE(200)),
    "peers.patch": ({"name": "N"}, OWNER(200)),
    "peers.read": (None, WORKSPACE(200)),
    "peers.widget": (None, WORKSPACE(200)),
    "peers.widgets": (None, PEOPLE(200)),
    "keeping.connections": (None, PEOPLE(200)),
    "keeping.delete_connection": (None, ADMIN_OF_IT(200)),
    "keeping.delete_secret": (None, ADMIN_OF_IT(200)),
    "keeping.put_connection": (
        {"name": "n", "baseUrl": "https://m.example", "model": "m"},
        ADMINS(200),
    ),
    "keeping.put_secret": ({"name": "n", "value": "long enough"}, ADMINS(200)),
    "keeping.secrets": (None, PEOPLE(200)),
    "costs.budget": (None, WORKSPACE(200)),
    "costs.credits_": (None, PEOPLE(200)),
    "costs.delete_budget": (None, ADMIN_OF_IT(200)),
    "costs.delete_flow_budget": (None, OWNER(200)),
    "costs.flow_budget": (None, OWNER(200)),
    "costs.price": (None, WORKSPACE(200)),
    "costs.prices": (None, PEOPLE(200)),
    "costs.put_budget": ({"limit": 5}, ADMINS(200)),
    "costs.put_flow_budget": ({"limit": 5}, OWNER(200)),
    "costs.put_price": ({"model": "m", "input": "1", "output": "1"}, ADMINS(200)),
    "subscriptions.create": (
        {"url": "https://a.example", "events": ["run.failed"]},
        ADMINS(201),
    ),
    "subscriptions.all_": (None, ADMINS(200)),
    "subscriptions.read": (None, ADMIN_OF_IT(200)),
    "subscriptions.patch": ({"description": "D"}, ADMIN_OF_IT(200)),
    "subscriptions.delete": (None, ADMIN_OF_IT(200)),
    "subscriptions.new_secret": ({}, ADMIN_OF_IT(200)),
    "subscriptions.test": ({}, ADMIN_OF_IT(202)),
    "subscriptions.deliveries": (None, ADMIN_OF_IT(200)),
    "subscriptions.delivery": (None, ADMIN_OF_IT(200)),
    "subscriptions.redeliver": ({}, ADMIN_OF_IT(202)),
    "dead_letters.all_": (None, PEOPLE(200)),
    "dead_letters.rerun": ({"all": True}, PEOPLE(200)),
    "dead_letters.dismiss": ({"all": True}, PEOPLE(200)),
    "trials.test_step": ({"stepId": "end"}, OWNER(200)),
    "tools.import_": ({"document": OPENAPI}, ADMINS(201)),
    "mcp.call": ({"jsonrpc": "2.0", "id": 1, "method": "ping"}, PEOPLE_AND_KEYS(200)),
    "operating.queues": (None, ADMINS(200)),
    "operating.workers": (None, ADMINS(200)),
    "people.audit": (None, ADMINS(200)),
    "people.create_group": ({"name": "N"}, ADMINS(201)),
    "people.create_user": ({"email": "n@x.test", "name": "N"}, ADMINS(201)),
    "people.delete_group": (None, ADMIN_OF_IT(200)),
    "people.delete_user": (None, ADMIN_OF_IT(200)),
    "people.group": (None, WORKSPACE(200)),
    "people.groups": (None, PEOPLE(200)),
    "people.patch_group": ({"name": "N"}, ADMIN_OF_IT(200)),
    "people.patch_user": ({"name": "N"}, OWNER(200)),
    "people.user": (None, WORKSPACE(200)),
    "people.users": (None, PEOPLE(200)),
    "runs.cancel": ({}, OWNER_AND_KEY(200)),
    "runs.changes": (None, OWNER(200)),
    "runs.context": (None, OWNER_AND_KEY(200)),
    "runs.credit_details": (None, OWNER_AND_KEY(200)),
    "runs.details": (None, OWNER_AND_KEY(200)),
    "runs.error_details": (None, OWNER_AND_KEY(200)),
    "runs.inputs": (None, OWNER_AND_KEY(200)),
    "runs.outputs": (None, OWNER_AND_KEY(200)),
    "runs.poll": (None, OWNER_AND_KEY(200)),
    "runs.resume": ({"decision": "approve"}, OWNER_AND_KEY(200)),
    "runs.steps": (None, OWNER_AND_KEY(200)),
    "all_schedules.listing": (None, PEOPLE(200)),
    "schedules.cancel": ({}, OWNER(200)),
    "schedules.pause": ({}, OWNER(200)),
    "schedules.put": ({"cron": "0 9 * * 1"}, OWNER(200)),
    "schedules.read": (None, OWNER(200)),
    "schedules.resume": ({}, OWNER(200)),
    "schedules.run_now": ({}, OWNER(202)),
    "sdk.sdk_channel": (None, TALKERS(200)),
    "sdk.sdk_create": ({}, TALKERS(200)),
    "sdk.sdk_list": ({}, PEOPLE_AND_KEYS(200)),
    "sdk.sdk_messages": (None, OWNER(200)),
    "sdk.sdk_peer": (None, TALKERS(200)),
    "sdk.sdk_read": (None, OWNER(200)),
    "sdk.sdk_resume": ({"decision": "approve"}, OWNER(200)),
    "sdk.sdk_send": ({"content": "hello"}, OWNER(200)),
    "sdk.sdk_user": (None, PEOPLE_AND_KEYS(200)),
    "shares.create": ({}, OWNER(201)),
    "shares.listing": (None, OWNER(200)),
    "shares.revoke": (None, OWNER(200)),
    "tools.create": ({"name": "t"}, ADMINS(201)),
    "tools.delete": (None, ADMIN_OF_IT(200)),
    "tools.listing": (None, PEOPLE(200)),
    "tools.patch": ({"label": "T"}, ADMIN_OF_IT(200)),
    "tools.read": (None, WORKSPACE(200)),
    "webhooks.listing": (None, WORKSPACE(200)),
    "webhooks.new_secret": ({}, OWNER(200)),
    "webhooks.receive": ({}, (401,) * 9),
}


def rules(app):
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield method, rule


# What some routes are about, made when they are called.
MADE_FOR = {
    "tools.": Members.hook,
    "webhooks.": Members.hook,
    "keeping.delete": Members.keep,
    "costs.": Members.spend,
    "subscriptions.": Members.subscribe,
}


def ids_for(members, endpoint, rule):
    """Return the parts of the path: what the route is about, in the state that it wants."""
    if endpoint.startswith(TALKS) and "peer_id" not in members.ids:
        members.begin_talks()
    ids = dict(members.ids)
    if endpoint.endswith("resume") and "message_id" in rule.arguments:
        ids["conversation_id"] = ids["waiting_id"]
    if endpoint.startswith("links."):
        ids["run_id"] = members.linked_run_id
    if endpoint.startswith("approvals.") and "token" in rule.arguments:
        ids["token"] = members.edge.engine.links.token(ids["run_id"])
    for prefix, make in MADE_FOR.items():
        if endpoint.startswith(prefix):
            ids |= make(members)
    if endpoint == "account.revoke_key":
        ids["token_id"] = ids["key_id"]
    return ids


def sent_to(members, endpoint, ids):
    """Return what is sent beside the path and the caller's token."""
    body, _ = TABLE[endpoint]
    if body is FILE:
        return members.upload()
    given = {}
    if isinstance(body, dict):
        stand_ins = {THE_FLOW: ids["flow_id"], THE_PEER: ids.get("peer_id")}
        body = {name: stand_ins.get(str(value), value) for name, value in body.items()}
        given["body"] = {**body, "flowIds": [ids["flow_id"]]} if "flowIds" in body else body
    if endpoint.startswith("sdk."):
        given["headers"] = {"X-Hook-Id": ids["hook_id"]}
    if endpoint == "contacts.read":
        given["query_string"] = {"email": "known@x.test"}
    return given


def call(members, endpoint, method, rule, caller):
    ids = ids_for(members, endpoint, rule)
    values = {name: ids[name] for name in rule.arguments}
    path = members.edge.app.url_map.bind("localhost").build(endpoint, values, method=method)
    given = sent_to(members, endpoint, ids)
    return members.edge.call(method, path, as_=members.headers[caller], **given)


def test_every_route_has_a_row_and_every_row_a_route():
    endpoints = {rule.endpoint for _, rule in rules(Edge().app)}
    assert endpoints == set(ALLOWED)
    assert endpoints == set(TABLE)


@pytest.mark.parametrize("endpoint", TABLE)
def test_every_caller_gets_what_the_row_of_the_route_says(endpoint):
    members, got = Members(), {}
    method, rule = next(found for found in rules(members.edge.app) if found[1].endpoint == endpoint)
    for caller in CALLERS:
        got[caller] = call(members, endpoint, method, rule, caller).status_code
        if method != "GET" and got[caller] < 400:
            members = Members()  # the next caller finds what this one did not change
    assert got == dict(zip(CALLERS, TABLE[endpoint][1], strict=True))


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic abc",
        "Bearer x",
        "Bearer pat_",
        "Bearer pat_käse",
        "Bearer ses_",
        "pat_x",
    ],
)
def test_a_header_that_is_no_token_is_challenged(header):
    answer = Edge().get("/v1/flow", as_={"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_an_expired_token_is_challenged():
    edge = Edge()
    past = edge.world.time.now() - timedelta(seconds=1)
    assert edge.get("/v1/flow", as_=edge.token("pat", expires_at=past)).status_code == 401


def test_a_route_without_a_row_is_open_to_nobody(monkeypatch):
    monkeypatch.delitem(ALLOWED, "health.healthz")
    assert Edge().get("/healthz").status_code == 403


def test_a_share_token_reads_and_resumes_the_run_it_made_and_no_other():
    members = Members()
    link, own, others = members.headers["share token"], members.linked_run_id, members.ids["run_id"]
    assert members.edge.get(f"/v1/flowrun/poll/{own}", as_=link).status_code == 200
    assert members.edge.get(f"/v1/flowrun/poll/{others}", as_=link).status_code == 403
    resume = {"decision": "approve"}
    assert members.edge.post(f"/v1/flowrun/resume/{others}", resume, as_=link).status_code == 403
    assert members.edge.post(f"/v1/flowrun/resume/{own}", resume, as_=link).json == {"ok": "yes"}
    assert members.edge.get(f"/v1/flowrun/outputs/{own}", as_=link).json == {"ok": "yes"}
