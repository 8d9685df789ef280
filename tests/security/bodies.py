"""The hostile bodies: bytes that are no JSON of ours, and JSON that nobody asked for."""

from __future__ import annotations

import copy
import json

from tests.unit.api.test_door import HOSTILE as REFUSED


def _nested(levels, inner=1):
    for _ in range(levels):
        inner = {"a": inner}
    return inner


# More bytes that every route refuses before it looks at what they say, by status and code.
MORE = {
    "empty text": (b'""', 422, "invalid_body"),
    "zero": (b"0", 422, "invalid_body"),
    "false": (b"false", 422, "invalid_body"),
    "array of objects": (b'[{"a":1}]', 422, "invalid_body"),
    "fraction": (b"1.5", 422, "invalid_body"),
    "upper case null": (b"NULL", 400, "malformed_json"),
    "undefined": (b'{"a":undefined}', 400, "malformed_json"),
    "line comment": (b'{"a":1}//x', 400, "malformed_json"),
    "hash comment": (b'#x\n{"a":1}', 400, "malformed_json"),
    "backticks": (b'{"a":`x`}', 400, "malformed_json"),
    "octal": (b'{"a":0o7}', 400, "malformed_json"),
    "double minus": (b'{"a":--1}', 400, "malformed_json"),
    "two points": (b'{"a":1.2.3}', 400, "malformed_json"),
    "json with padding": (b'f({"a":1})', 400, "malformed_json"),
    "xssi prefix": (b")]}',\n{}", 400, "malformed_json"),
    "xml": (b'<?xml version="1.0"?><a/>', 400, "malformed_json"),
    "external entity": (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///x">]>', 400, "malformed_json"),
    "yaml": (b"a: !!python/object/apply:os.system [id]", 400, "malformed_json"),
    "pickle": (b"\x80\x04\x95.", 400, "malformed_json"),
    "gzip": (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", 400, "malformed_json"),
    "bson": (b"\x0c\x00\x00\x00\x10a\x00\x01\x00\x00\x00\x00", 400, "malformed_json"),
    "nan in a list": (b'{"a":[NaN]}', 400, "malformed_json"),
    "1e400 deep inside": (b'{"a":{"b":{"c":1e400}}}', 400, "malformed_json"),
    "surrogate in a nested key": (b'{"a":{"\\ud800":1}}', 400, "malformed_json"),
    "duplicate of an empty key": (b'{"":1,"":2}', 400, "duplicate_key"),
    "duplicate decision": (b'{"decision":"reject","decision":"approve"}', 400, "duplicate_key"),
    "duplicate proto": (b'{"__proto__":1,"__proto__":2}', 400, "duplicate_key"),
    "2^64 in a list": (b'{"a":[18446744073709551616]}', 422, "number_out_of_range"),
    "nul in a nested key": (b'{"a":{"b\\u0000":1}}', 422, "invalid_key"),
    "long nested key": (b'{"a":{"' + b"k" * 9000 + b'":1}}', 422, "limit_exceeded"),
    "unclosed depth": (b'{"a":' * 31, 400, "malformed_json"),
    "alternating depth": (b'{"a":[' * 20 + b"]}" * 20, 400, "too_deep"),
}
REFUSED_EVERYWHERE = {**REFUSED, **MORE}

# JSON that passes the door and means nothing anywhere, or what it must not mean.
STRANGE = {
    "operator": {"$ne": None},
    "where": {"$where": "sleep(5000)"},
    "regex": {"email": {"$regex": ".*"}, "password": {"$gt": ""}},
    "prototype": {"__proto__": {"isAdmin": True}, "constructor": {"prototype": {"x": 1}}},
    "empty key": {"": {"": {"": ""}}},
    "dotted": {"a.b": {"c.d": 1}, "steps.0.output": 1, "$set": {"role": "admin"}},
    "powers": {"role": "admin", "workspaceId": "other", "ownerId": "x", "_id": "1", "credits": -1},
    "engine words": {"status": "completed", "cursor": "end", "_resumeData": {}, "fence": {"n": 9}},
    "uploads": {"files": {"f": {"filepath": "/etc/passwd"}}},
    "deepest": _nested(31),
    "largest": {"a": 2**63 - 1, "b": -(2**63) + 1, "c": 1.7976931348623157e308, "d": 5e-324},
    "long text": {"name": "x" * 1_000_000},
    "nul in values": {"name": "a\x00b", "id": "\x00"},
    "control characters": {"name": "a\r\nSet-Cookie: x=1\r\n\x1b[31m"},
    "right to left": {"name": "\u202egpj.exe", "\u202e": "\u2066"},
    "noncharacters": {"name": "\uffff\ufffe\U0010ffff"},
    "emoji keys": {"🎉" * 100: "🎉" * 100},
    "templates": {"name": "{{secrets}}", "{{secrets.x}}": "${jndi:ldap://x}", "x": "{% raw %}"},
    "markup": {"name": "<script>alert(1)</script>", "x": "javascript:alert(1)"},
    "paths": {"id": "../../etc/passwd", "name": "..\\..\\x", "flowId": "a/b", "x": "%2e%2e%2f"},
    "every type": {"id": [], "type": {}, "name": 1, "definition": None, "inputs": True, "url": 1.5},
    "lists": {"id": ["x"], "name": [[]], "definition": [{}], "events": [[]], "content": [None]},
    "nulls": dict.fromkeys(["name", "id", "definition", "email", "content", "decision"]),
    "wide": {f"k{n}": n for n in range(500)},
    "times": {"expiresAt": "0001-01-01T00:00:00+23:59", "startAt": "9999-12-31T23:59:59-23:59"},
    "json rpc": {"jsonrpc": "2.0", "id": {"a": 1}, "method": "__init__", "params": [1]},
    "both resumes": {"decision": "approve", "toolResult": {}, "data": {}},
    "numbers as text": {"version": "0x1", "rev": "1e3", "limit": "\u0661", "maxRuns": "\u0661"},
}


def strange_bodies():
    return {name: json.dumps(body).encode() for name, body in STRANGE.items()}


# What stands, one at a time, where something else belongs.
VALUES = [
    *(None, True, 0, -1, 7, 2**63 - 1, -(2**63) + 1, 1.5, 1e308),
    *("", "x", "x" * 10_000, "a\x00b", "\u202e", "{{secrets}}", "../x", "* * * * *"),
    *("0001-01-01T00:00:00+23:59", "https://[::1", "http://😀", "{{"),
    *([], [None], [1], ["x"], [{}], [[]], [[[[]]]]),
    *({}, {"$ne": None}, {"": 1}, {"id": 1}, {"a.b": {"$gt": ""}}, _nested(25)),
    ["x"] * 300,
    {str(n): n for n in range(300)},
    [{"id": ["x"], "verify": "x", "name": {}}],
    {"type": [1], "steps": {}, "scheme": {}},
    {"steps": [1, None, "x", {"id": {}, "type": []}]},
]


def places(value, path=()):
    """Yield the path of a value and of everything within it."""
    yield path
    if isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, name))


def replaced(value, path, new):
    """Return a copy with another value at a place."""
    if not path:
        return new
    made = copy.deepcopy(value)
    at = made
    for part in path[:-1]:
        at = at[part]
    at[path[-1]] = new
    return made
