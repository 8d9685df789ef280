from __future__ import annotations

import contextlib
import io
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder, run_wsgi_app

from api import door
from api.problems import Rejected
from engine import canonical
from tests.support.edge import Edge

JSON = "application/json"
DEEP = 40

# Body -> (status, code); every POST route must answer it so.
HOSTILE = {
    "cut off": (b'{"a":', 400, "malformed_json"),
    "blank": (b"  ", 400, "malformed_json"),
    "not json": (b"hello", 400, "malformed_json"),
    "trailing": (b"{} {}", 400, "malformed_json"),
    "trailing comma": (b'{"a":1,}', 400, "malformed_json"),
    "single quotes": (b"{'a':1}", 400, "malformed_json"),
    "comment": (b"{/**/}", 400, "malformed_json"),
    "unclosed text": (b'{"a":"b', 400, "malformed_json"),
    "raw newline": (b'{"a":"\n"}', 400, "malformed_json"),
    "bad escape": (b'{"a":"\\x"}', 400, "malformed_json"),
    "leading zero": (b'{"a":01}', 400, "malformed_json"),
    "plus": (b'{"a":+1}', 400, "malformed_json"),
    "hex": (b'{"a":0x1}', 400, "malformed_json"),
    "bare key": (b"{a:1}", 400, "malformed_json"),
    "number as a key": (b"{1:1}", 400, "malformed_json"),
    "no value": (b'{"a":}', 400, "malformed_json"),
    "no colon": (b'{"a" 1}', 400, "malformed_json"),
    "two commas": (b'{"a":1,,"b":2}', 400, "malformed_json"),
    "mismatched": (b'{"a":[1}', 400, "malformed_json"),
    "only a close": (b"}", 400, "malformed_json"),
    "lines": (b'{"a":1}\n{"a":2}', 400, "malformed_json"),
    "a form": (b"a=1&b=2", 400, "malformed_json"),
    "python's true": (b'{"a":True}', 400, "malformed_json"),
    "lone minus": (b'{"a":-}', 400, "malformed_json"),
    "no whole part": (b'{"a":.5}', 400, "malformed_json"),
    "no fraction": (b'{"a":1.}', 400, "malformed_json"),
    "no exponent": (b'{"a":1e}', 400, "malformed_json"),
    "underscored": (b'{"a":1_000}', 400, "malformed_json"),
    "foreign digits": ('{"a":\u0661}'.encode(), 400, "malformed_json"),
    "short escape": (b'{"a":"\\u12"}', 400, "malformed_json"),
    "raw tab": (b'{"a":"\t"}', 400, "malformed_json"),
    "raw nul": (b'{"a":"\x00"}', 400, "malformed_json"),
    "nul before": (b"\x00{}", 400, "malformed_json"),
    "nul after": (b"{}\x00", 400, "malformed_json"),
    "foreign space": ("\u00a0{}".encode(), 400, "malformed_json"),
    "encoded surrogate": (b'{"a":"\xed\xa0\x80"}', 400, "malformed_json"),
    "cut utf-8": (b'{"a":"\xf0\x9f\x8e"}', 400, "malformed_json"),
    "nan": (b'{"a":NaN}', 400, "malformed_json"),
    "infinity": (b'{"a":Infinity}', 400, "malformed_json"),
    "minus infinity": (b'{"a":-Infinity}', 400, "malformed_json"),
    "1e999": (b'{"a":1e999}', 400, "malformed_json"),
    "-1e999": (b'{"a":[-1e999]}', 400, "malformed_json"),
    "bad utf-8": (b'{"a":"\xff"}', 400, "malformed_json"),
    "overlong utf-8": (b'{"a":"\xc0\x80"}', 400, "malformed_json"),
    "utf-16": ('{"a":1}'.encode("utf-16"), 400, "malformed_json"),
    "utf-16 le": ('{"a":1}'.encode("utf-16-le"), 400, "malformed_json"),
    "utf-32": ('{"a":1}'.encode("utf-32"), 400, "malformed_json"),
    "bom": (b'\xef\xbb\xbf{"a":1}', 400, "malformed_json"),
    "lone surrogate": (b'{"a":"\\ud800"}', 400, "malformed_json"),
    "lone surrogate in a key": (b'{"\\udfff":1}', 400, "malformed_json"),
    "reversed surrogates": (b'{"a":"\\udc00\\ud800"}', 400, "malformed_json"),
    "duplicate key": (b'{"a":1,"a":2}', 400, "duplicate_key"),
    "inner duplicate": (b'{"x":[{"a":1,"a":1}]}', 400, "duplicate_key"),
    "escaped duplicate": (b'{"a":1,"\\u0061":2}', 400, "duplicate_key"),
    "deep arrays": (b'{"a":' + b"[" * DEEP + b"]" * DEEP + b"}", 400, "too_deep"),
    "deep objects": (b'{"a":' * DEEP + b"1" + b"}" * DEEP, 400, "too_deep"),
    "very deep": (b"[" * 5000, 400, "too_deep"),
    "absurdly deep": (b'{"a":' * 100_000, 400, "too_deep"),
    "array": (b"[1]", 422, "invalid_body"),
    "text": (b'"x"', 422, "invalid_body"),
    "null": (b"null", 422, "invalid_body"),
    "number": (b"1", 422, "invalid_body"),
    "true": (b"true", 422, "invalid_body"),
    "-2^63": (b'{"a":-9223372036854775808}', 422, "number_out_of_range"),
    "2^63": (b'{"a":9223372036854775808}', 422, "number_out_of_range"),
    "-2^63-1": (b'{"a":-9223372036854775809}', 422, "number_out_of_range"),
    "4000 digits": (b'{"a":' + b"1" * 4000 + b"}", 422, "number_out_of_range"),
    "5000 digits": (b'{"a":' + b"1" * 5000 + b"}", 422, "number_out_of_range"),
    "nul in a key": (b'{"a\\u0000":1}', 422, "invalid_key"),
    "long key": (b'{"' + b"k" * 10_000 + b'":1}', 422, "limit_exceeded"),
    "many values": (b'{"a":[' + b"1," * 100_000 + b"1]}", 422, "limit_exceeded"),
    "one byte too large": (b'{"a":"' + b"x" * (1024 * 1024 - 7) + b'"}', 413, "payload_too_large"),
}
TYPES = {
    "text": "text/plain",
    "form": "application/x-www-form-urlencoded",
    "multipart": "multipart/form-data; boundary=x",
    "none": None,
    "charset": "application/json; charset=utf-7",
    "vendor": "application/vnd.x+json",
}


@pytest.fixture(scope="module")
def edge():
    return Edge()


@pytest.fixture(scope="module")
def routes(edge):
    flow_id = edge.flow()
    run_id = edge.execute(flow_id, {"n": 1}).headers["X-App-Run-Id"]
    return [
        "/v1/flow",
        "/v1/flow/validate",
        f"/v1/flow/{flow_id}/autosave",
        f"/v1/flow/{flow_id}/schedule",
        f"/v1/flow/execute/{flow_id}",
        f"/v1/client/flow/{flow_id}/execute",
        f"/v1/flowrun/resume/{run_id}",
        f"/v1/flow/{flow_id}/publish",
        f"/v1/flow/{flow_id}/schedule-cancel",
        f"/v1/flowrun/cancel/{run_id}",
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_every_route_refuses_a_hostile_body_by_its_name(edge, routes, name):
    body, status, code = HOSTILE[name]
    for route in routes:
        answer = edge.http.post(route, data=body, content_type=JSON, headers=edge.admin)
        assert (answer.status_code, answer.json["code"]) == (status, code), route
        assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("name", TYPES)
def test_every_route_takes_json_only(edge, routes, name):
    for route in routes:
        answer = edge.http.post(route, data=b"{}", content_type=TYPES[name], headers=edge.admin)
        assert (answer.status_code, answer.json["code"]) == (415, "unsupported_media_type"), route


def test_a_packed_body_is_refused(edge, routes):
    headers = {**edge.admin, "Content-Encoding": "gzip"}
    for route in routes:
        answer = edge.http.post(route, data=b"{}", content_type=JSON, headers=headers)
        assert answer.status_code == 415


def test_odd_keys_are_data_and_come_back_as_they_were(edge):
    inputs = {
        "$where": "1",
        "a.b": 1,
        "": 2,
        "__proto__": {"x": 1},
        "constructor": None,
        "self": "flow_id",
        "ключ": "значение 🎉",
        "big": 2**63 - 1,
        "small": -(2**63) + 1,
        "nul": "a\u0000b",
        "brackets": "[[[[" * 50,
    }
    run_id = edge.execute(edge.flow(), inputs).headers["X-App-Run-Id"]
    assert edge.get(f"/v1/flowrun/inputs/{run_id}").json == inputs


def test_the_deepest_body_that_is_allowed_is_taken(edge):
    body = b'{"a":' + b"[" * 31 + b"]" * 31 + b"}"
    answer = edge.http.post(
        f"/v1/client/flow/{edge.flow()}/execute",
        data=body,
        content_type=f"{JSON}; charset=UTF-8",
        headers=edge.admin,
    )
    assert answer.status_code == 200
    assert json.loads(body)["a"] is not None


def test_an_empty_body_is_none_where_none_is_needed_and_no_json_elsewhere(edge, routes):
    for route in routes:
        answer = edge.http.post(route, data=b"", content_type=JSON, headers=edge.admin)
        needs_none = route.endswith(("/publish", "/schedule-cancel")) or "/cancel/" in route
        assert (answer.status_code == 400) is not needs_none, route
        assert answer.status_code < 500


def test_a_body_of_unknown_length_is_held_to_the_same_size(edge):
    body = io.BytesIO(b'{"name":"' + b"x" * 1024 * 1024 + b'"}')
    builder = EnvironBuilder("/v1/flow", method="POST", content_type=JSON, headers=edge.admin)
    environ = {**builder.get_environ(), "wsgi.input": body, "wsgi.input_terminated": True}
    environ.pop("CONTENT_LENGTH", None)
    chunks, status, _ = run_wsgi_app(edge.app, environ)
    assert status.startswith("413")
    assert json.loads(b"".join(chunks))["code"] == "payload_too_large"


BOMBS = {
    "escaped quotes": b'{"a":"' + b'\\"' * 400_000,
    "quotes": b'"' * 1_000_000,
    "a late duplicate": b"{" + b"".join(b'"%d":1,' % n for n in range(90_000)) + b'"89999":1}',
    "slashes in keys": b'{"' + b"~" * 8000 + b'":[' + b"[1]," * 40_000 + b"1]}",
    "digits": b'{"a":' + b"1" * 1_000_000 + b"}",
    "fraction": b'{"a":0.' + b"1" * 1_000_000 + b"}",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_body_costs_no_more_than_its_size(name):
    """A quadratic scan of these takes minutes; a linear one is far below the generous bound."""
    began = time.process_time()
    with contextlib.suppress(Rejected):
        door.parse(BOMBS[name], 32)
    assert time.process_time() - began < 5


def nested(values):
    return st.lists(values, max_size=4) | st.dictionaries(st.text(max_size=5), values, max_size=4)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), nested))
def test_what_passes_the_door_can_be_stored(value):
    with contextlib.suppress(Rejected):
        parsed = door.parse(json.dumps(value).encode(), 32)
        assert canonical.decode(canonical.encode(parsed)) == value


@given(st.binary(max_size=40) | st.text(alphabet='{}[]":,\\u0d8e1.-', max_size=40).map(str.encode))
def test_bytes_pass_the_door_or_are_refused(data):
    with contextlib.suppress(Rejected):
        door.parse(data, 32)


def test_inputs_keep_their_order(edge):
    inputs = dict.fromkeys("zyxwvutsrqponmlkjihgfedcba", 1)
    run_id = edge.execute(edge.flow(), inputs).headers["X-App-Run-Id"]
    assert list(edge.get(f"/v1/flowrun/inputs/{run_id}").json) == list(inputs)
