from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.egress.errors import EgressError
from engine.egress.target import parse_target


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://Example.COM", "example.com", 443, "/"),
        ("http://example.com.:8080/a/b", "example.com", 8080, "/a/b"),
        ("http://my_service.internal/", "my_service.internal", 80, "/"),
        ("http://bücher.example/ü?q=ß d", "xn--bcher-kva.example", 80, "/%C3%BC?q=%C3%9F%20d"),
        ("http://a.example/%20?x=%41&y=1/2?#frag", "a.example", 80, "/%20?x=%41&y=1/2?"),
        ("http://a.example?x=C:\\y", "a.example", 80, "/?x=C:%5Cy"),
        ("http://[2606:4700:0::1]:81/", "2606:4700::1", 81, "/"),
        ("http://0x01010101/", "1.1.1.1", 80, "/"),
        ("http://a.example:/", "a.example", 80, "/"),
    ],
)
def test_a_url_has_one_reading(url, host, port, path):
    target = parse_target(url)
    assert (target.host, target.port, target.path) == (host, port, path)


def reading(url):
    try:
        return parse_target(url)
    except EgressError:
        return None


@given(st.text(max_size=40))
def test_any_text_is_a_target_with_one_spelling_or_a_refusal(text):
    for url in (text, f"http://{text}", f"https://a.example/{text}"):
        target = reading(url)
        if target is not None:
            assert target.path.isascii()
            assert target.path.isprintable()
            assert parse_target(target.url) == target
