from __future__ import annotations

from email import message_from_bytes
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.egress.encode import encode_body, with_query


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        ({"a": "ü"}, None, ('{"a":"ü"}'.encode(), "application/json")),
        ("hi", None, (b"hi", "text/plain; charset=utf-8")),
        ("hi", "json", (b'"hi"', "application/json")),
        (None, "json", (b"null", "application/json")),
        (None, None, (None, None)),
        (None, "text", (b"", "text/plain; charset=utf-8")),
        (7, "text", (b"7", "text/plain; charset=utf-8")),
        (
            {"a b": [1, True, None], "c": None, "d": "ü&"},
            "form",
            (b"a+b=1&a+b=true&d=%C3%BC%26", "application/x-www-form-urlencoded"),
        ),
    ],
)
def test_bodies_on_the_wire(body, kind, expected):
    assert encode_body(body, kind, "seed") == expected


def test_multipart_holds_fields_and_files():
    body = {
        "note": "hello",
        "file": {"filename": 'a"b\r\n.txt', "contentType": "text/csv", "content": "1,2"},
        "raw": {"base64": "AAEC"},
    }
    data, content_type = encode_body(body, "multipart", "seed")
    message = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + data)
    parts = message.get_payload()
    assert [part.get_payload(decode=True) for part in parts] == [b"hello", b"1,2", b"\0\1\2"]
    assert [part.get_filename() for part in parts] == [None, "a%22b%0D%0A.txt", "raw"]
    assert parts[1].get_content_type() == "text/csv"


def test_a_repeated_attempt_sends_the_same_multipart_bytes():
    body = {"a": "1"}
    assert encode_body(body, "multipart", "s") == encode_body(body, "multipart", "s")
    assert encode_body(body, "multipart", "s") != encode_body(body, "multipart", "t")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ([1], "form"),
        ("x", "multipart"),
        ({"f": {"contentType": "a\r\nX: y"}}, "multipart"),
        ({"f": {"base64": "?"}}, "multipart"),
        ("\ud800", "text"),
        (float("nan"), "json"),
    ],
)
def test_a_body_that_cannot_be_sent_is_refused(body, kind):
    with pytest.raises((ValueError, TypeError)):
        encode_body(body, kind, "seed")


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1), st.text("aü &=#\n")))
def test_query_values_come_out_as_they_went_in(query):
    url = with_query("http://a.example/p?z=1#frag", query)
    pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    assert pairs == [("z", "1"), *query.items()]


def test_a_query_does_not_wash_a_bad_url():
    assert "\n" in with_query("http://a\n.example/", {"x": 1})


def test_no_query_leaves_the_url_alone():
    assert with_query("http://a.example/#x", {}) == "http://a.example/#x"
