from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.egress.errors import EgressError
from engine.egress.headers import binds_connection, joined, request_headers


@pytest.mark.parametrize(
    "name",
    ["Host", "Content-Length", "transfer-encoding", "Connection", "Proxy-Authorization", "Upgrade"],
)
def test_what_frames_a_message_cannot_be_set(name):
    with pytest.raises(EgressError, match="cannot be set"):
        request_headers({name: "x"})


@pytest.mark.parametrize(
    "headers",
    [
        {"X-A": "1\r\nX-B: 2"},
        {"X-A": "1\nX-B: 2"},
        {"X-A": "a\0b"},
        {"X-A\r\nX-B": "1"},
        {"X A": "1"},
        {"X-A:": "1"},
        {"": "1"},
        {"X-A": "1", "x-a": "2"},
        {"X-A": "\ud800"},
        {"Hóst": "x"},
    ],
)
def test_a_header_that_could_become_two_is_refused(headers):
    with pytest.raises(EgressError) as caught:
        request_headers(headers)
    assert (caught.value.code, caught.value.retryable) == ("INVALID_HEADER", False)


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4))
def test_no_text_gets_a_line_break_through(headers):
    try:
        sent = request_headers(headers)
    except EgressError:
        return
    assert not any(set("\r\n\0") & set(name + value) for name, value in sent.items())


def test_user_headers_win_over_the_defaults():
    assert request_headers({"User-Agent": "mine"})["user-agent"] == "mine"


def test_a_value_goes_out_as_utf_8():
    assert request_headers({"X-Name": "Çağla"})["x-name"].encode("latin-1") == "Çağla".encode()


def test_repeated_response_headers_are_joined():
    headers = [("A", "1"), ("b", "2"), ("a", "3")]
    assert joined(headers) == {"a": "1, 3", "b": "2"}


def test_only_logins_that_stick_to_a_connection_bind_it():
    assert binds_connection({"authorization": "NTLM abc"})
    assert not binds_connection({"authorization": "Bearer abc"})
