from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.egress.decode import decode_body, strict_json

JSON_HEADERS = {"content-type": "application/problem+json; charset=utf-8"}
HOSTILE = [
    b"NaN",
    b"[Infinity]",
    b"-Infinity",
    b"1e999",
    b"9223372036854775808",
    b"-9223372036854775809",
    b"1" * 5000,
    b'"\\ud800"',
    b'{"\\uDFFF": 1}',
    b"[" * 100 + b"]" * 100,
    b"[" * 100_000,
    b"{",
    b"\xff",
]


@pytest.mark.parametrize("body", HOSTILE)
def test_json_that_cannot_be_kept_is_refused(body):
    with pytest.raises(ValueError, match=r"."):
        decode_body(body, JSON_HEADERS, "json")


@pytest.mark.parametrize("body", HOSTILE)
def test_auto_takes_it_as_text(body):
    assert decode_body(body, JSON_HEADERS, "auto") == body.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("body", "headers", "kind", "expected"),
    [
        (b'{"a": 1}', JSON_HEADERS, "auto", {"a": 1}),
        (b'{"a": 1}', {"content-type": "text/plain"}, "auto", '{"a": 1}'),
        (b'{"a": 1}', {}, "json", {"a": 1}),
        (b'\xef\xbb\xbf"x"', {}, "json", "x"),
        (b'"\\ud83d\\ude00"', {}, "json", "😀"),
        (b"9223372036854775807", {}, "json", 2**63 - 1),
        (b"1", JSON_HEADERS, "text", "1"),
        (b"", JSON_HEADERS, "auto", None),
        (b"", {}, "auto", ""),
        (b"\xfc", {"content-type": 'text/plain; charset="ISO-8859-1"'}, "text", "ü"),
        (b"a", {"content-type": "text/plain; charset=punycode"}, "text", "a"),
        (b"a", {"content-type": "text/plain; charset=iso-8859-12"}, "text", "a"),
        (b"\xef\xbb\xbfa", {}, "text", "a"),
        (b"\0\xff", {}, "bytes", "AP8="),
    ],
)
def test_bodies_as_values(body, headers, kind, expected):
    assert decode_body(body, headers, kind) == expected


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**63), 2**63 - 1)
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(st.characters(codec="utf-8")),
        lambda inner: st.lists(inner) | st.dictionaries(st.text("ab"), inner),
    )
)
def test_honest_json_survives(value):
    assert strict_json(json.dumps(value).encode()) == value


@given(st.binary(max_size=60), st.sampled_from(["utf-8", "utf-16", "latin1", "gb18030", "big5"]))
def test_any_bytes_become_text_without_surrogates(body, charset):
    decoded = decode_body(body, {"content-type": f"text/plain; charset={charset}"}, "text")
    decoded.encode()
