"""Every route that takes a body, as an administrator calls it, with all that it may be sent."""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.edge import Edge
from tests.support.members import Members
from tests.unit.api.test_auth import OPENAPI, TABLE, ids_for, rules, sent_to

WRITES = ("POST", "PUT", "PATCH")
DESCRIPTION = {
    "name": "t",
    "label": "T",
    "baseUrl": "https://a.example",
    "auth": {"type": "basic", "username": "u", "password": "long enough"},
    "actions": [
        {
            "name": "a",
            "api": {"method": "POST", "url": "/x/{{n}}", "headers": {"a": "b"}, "body": {"n": 1}},
            "parameters": {"type": "object", "properties": {"n": {"required": True}}},
        }
    ],
    "triggers": [
        {
            "name": "t",
            "register": {"method": "POST", "url": "https://a.example", "headers": {"a": "b"}},
            "unregister": {"method": "DELETE", "url": "https://a.example"},
            "verify": {"scheme": "hmac", "secret": "long enough", "header": "X-A"},
            "payloadSchema": {"type": "object"},
        }
    ],
}
STEPS = [
    {"id": "s", "type": "api", "nextStepId": "h", "data": {"fields": [{"name": "n"}]}},
    {
        "id": "h",
        "type": "http-request",
        "nextStepId": "end",
        "data": {"url": "https://a.example/{{n}}", "headers": {"a": "b"}, "method": "GET"},
        "retry": {"maxAttempts": 2, "backoffSeconds": 1},
        "onError": "continue",
    },
    {"id": "end", "type": "final", "data": {"outputs": [{"name": "n", "output": "{{n}}"}]}},
]
DEFINITION = {
    "steps": STEPS,
    "control": {
        "concurrency": {"limit": 1, "key": "{{inputs.n}}"},
        "rate": {"limit": 9, "perSeconds": 60},
        "priority": "low",
        "deadlineSeconds": 500,
    },
    "pins": {"h": {"status": 200}},
}
TALK = {
    "content": "hello",
    "clientTools": [{"name": "t", "description": "d", "parameters": {"type": "object"}}],
    "response_format": "json",
    "response_schema": {"type": "object"},
    "additionalContext": {"a": 1},
}
MANY = {"flowId": "x", "trigger": "api", "version": 1, "text": "x", "limit": 5}
PERIOD = {"from": "2026-01-01T00:00:00Z", "to": "2027-01-01T00:00:00Z"}
# Bodies that say all they may: what a random object never gets as far as.
WHOLE = {
    "approvals.decide": {"decision": "approve", "comment": "c", "fields": {"a": 1}, "waitId": "w"},
    "bulk.cancel": {**MANY, **PERIOD, "status": "waiting"},
    "bulk.rerun": {**MANY, **PERIOD, "status": "failed"},
    "client.chat": {**TALK, "messages": [{"role": "user", "content": "hello"}]},
    "client.send": TALK,
    "contacts.create": {"email": "new@x.test", "name": "N", "properties": {"a": 1}},
    "dead_letters.rerun": {"runIds": ["x"]},
    "execute.dashboard": {"inputs": {"a": 1}, "returnExecutionMetadata": True, "version": 1},
    "execute.rerun": {"fromStepId": "ask", "version": 1},
    "flows.create": {
        "name": "N",
        "description": "d",
        "visibility": "shared",
        "sharedUsers": [{"userId": "x", "permission": "view"}],
        "definition": DEFINITION,
    },
    "mcp.call": {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "x", "arguments": {"a": 1}, "_meta": {"x": 1}},
    },
    "peers.create": {
        "name": "P",
        "instructions": "be kind",
        "connection": {"baseUrl": "https://m.example/v1", "model": "m", "apiKey": "long enough"},
    },
    "peers.create_widget": {"name": "W", "tags": ["x"], "schema": {"type": "object"}},
    "people.create_user": {"email": "n@x.test", "name": "N", "password": "a long password"},
    "runs.resume": {"toolResult": {"executionId": "x", "success": True, "output": {"a": [1]}}},
    "schedules.put": {
        "cron": "0 9 * * 1",
        "timezone": "UTC",
        "data": {"inputs": {"a": 1}},
        "misfire": "once",
        "overlap": "allow",
        "startAt": "2030-01-01T00:00:00Z",
        "endAt": "2031-01-01T00:00:00Z",
    },
    "sdk.sdk_create": {**TALK, "messages": [{"role": "user", "content": "x"}], "filter": {"a": 1}},
    "shares.create": {"expiresAt": "2030-01-01T00:00:00Z", "maxRuns": 9, "ratePerMinute": 9},
    "subscriptions.create": {
        "url": "https://a.example",
        "events": ["run.failed"],
        "flowIds": ["x"],
        "description": "d",
    },
    "tools.create": DESCRIPTION,
    "tools.import_": {"document": OPENAPI, "operations": ["a"], "auth": {"token": "long enough"}},
    "trials.test_step": {"stepId": "end", "inputs": {"a": 1}, "pins": {"ask": {"a": 1}}},
}


@dataclass(frozen=True)
class Route:
    """How to call one route; `bodies` are good ones, none where it takes a form."""

    method: str
    endpoint: str
    path: str
    headers: dict[str, str]
    bodies: tuple[dict, ...]


def patient_members() -> Members:
    """Return members of an installation where nobody is ever told to slow down."""
    often = 10_000_000
    return Members(
        Edge(
            sync_timeout_seconds=0.01,
            login_rate_per_minute=often,
            share_rate_per_minute=often,
            key_rate_per_minute=often,
        )
    )


def path_of(members, method, rule, ids):
    values = {name: ids[name] for name in rule.arguments}
    return members.edge.app.url_map.bind("localhost").build(rule.endpoint, values, method=method)


def writing_routes(members) -> list[Route]:
    """Return every route of the app that takes a body."""
    return [
        _route(members, method, rule)
        for method, rule in rules(members.edge.app)
        if method in WRITES
    ]


def _route(members, method, rule):
    ids = ids_for(members, rule.endpoint, rule)
    headers = dict(members.headers["admin"])
    body = None
    if isinstance(TABLE[rule.endpoint][0], dict):
        given = sent_to(members, rule.endpoint, ids)
        body = given.get("body")
        headers |= given.get("headers", {})
    bodies = [one for one in (body, WHOLE.get(rule.endpoint)) if isinstance(one, dict)]
    path = path_of(members, method, rule, ids)
    return Route(method, rule.endpoint, path, headers, tuple(bodies))


def require_documented(answer, endpoint):
    """Fail unless an answer is a success, or a problem of the one shape with a code."""
    assert answer.status_code < 500, (endpoint, answer.get_data(as_text=True))
    if answer.status_code < 400:
        return
    body = answer.get_json(silent=True)
    if endpoint == "mcp.call" and "jsonrpc" in (body or {}):
        assert set(body["error"]) >= {"code", "message"}
        return
    assert answer.mimetype == "application/problem+json", (endpoint, answer.status_code)
    status = answer.status_code
    assert body["status"] == body["statusCode"] == body["error"]["status"] == status
    assert body["code"]
    assert body["error"]["code"]
    assert body["type"]
    assert body["title"]
    assert body["message"] == body["detail"]
    assert body["requestId"] == answer.headers["X-Request-Id"]
