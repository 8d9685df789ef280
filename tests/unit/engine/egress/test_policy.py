from __future__ import annotations

import pytest

from engine.egress.addresses import parse_address
from engine.egress.policy import Policy
from engine.egress.target import parse_target


def allowed(entry, url, address):
    return Policy([entry]).allows(parse_target(url), parse_address(address))


@pytest.mark.parametrize(
    ("entry", "url", "address"),
    [
        ("localhost", "http://LOCALHOST.:99/", "127.0.0.1"),
        ("10.1.2.3", "http://10.1.2.3/", "10.1.2.3"),
        ("10.0.0.0/8", "http://crm.internal/", "10.200.1.1"),
        ("crm.internal", "https://crm.internal/", "192.168.1.1"),
        ("CRM.internal:443", "https://crm.internal/", "192.168.1.1"),
        ("127.0.0.1:8080", "http://127.1:8080/", "127.0.0.1"),
        ("10.0.0.0/8:80", "http://10.1.1.1/", "10.1.1.1"),
        ("fd00::/8", "http://[fd00::1]/", "fd00::1"),
        ("[fd00::1]:81", "http://[fd00::1]:81/", "fd00::1"),
        ("::1", "http://[::1]/", "::1"),
    ],
)
def test_an_entry_opens_what_it_names(entry, url, address):
    assert allowed(entry, url, address)


@pytest.mark.parametrize(
    ("entry", "url", "address"),
    [
        ("localhost", "http://127.0.0.1/", "127.0.0.1"),
        ("10.0.0.0/8", "http://crm.internal/", "192.168.1.1"),
        ("crm.internal", "http://evil.crm.internal/", "10.0.0.1"),
        ("crm.internal:443", "http://crm.internal/", "10.0.0.1"),
        ("127.0.0.1:8080", "http://127.0.0.1:8081/", "127.0.0.1"),
    ],
)
def test_an_entry_opens_nothing_else(entry, url, address):
    assert not allowed(entry, url, address)


@pytest.mark.parametrize("entry", ["a b", "host:", "host:0", "host:70000", "host:x", "10.0.0.0/99"])
def test_an_entry_that_names_nothing_is_refused_at_the_start(entry):
    with pytest.raises(ValueError, match="no"):
        Policy([entry])


def test_blank_entries_are_skipped():
    assert not Policy(["", " "]).allows(parse_target("http://[::1]/"), parse_address("::1"))


def test_a_metadata_name_can_be_opened_by_naming_it():
    target = parse_target("http://metadata.google.internal/")
    assert Policy().refuses_name(target)
    assert not Policy(["metadata.google.internal"]).refuses_name(target)
