# ruff: noqa: SIM905  (a word list reads better than quotes)
from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.egress.addresses import is_public, parse_address

REFUSED = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1
127.255.255.254 168.63.129.16 169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8
192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1
224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:a9fe:a9fe ::ffff:0:7f00:1 64:ff9b::7f00:1 64:ff9b::808:808
64:ff9b:1::a9fe:a9fe 100::1 2001::1 2001:0:0:0:0:0:5601:5601 2001:20::1 2001:db8::1 2002:7f00:1::
2002:a9fe:a9fe:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 4000::1
""".split()
PUBLIC = (
    "1.1.1.1 8.8.8.8 172.32.0.1 100.128.0.1 2606:4700::1111 2a00:1450::1 ::ffff:1.1.1.1".split()
)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_on_the_public_network_is_refused(text):
    assert not is_public(parse_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_public_addresses_are_let_through(text):
    assert is_public(parse_address(text))


@given(st.ip_addresses())
def test_nothing_the_standard_library_calls_private_is_public(address):
    if address.is_private or address.is_multicast or address.is_loopback or address.is_link_local:
        assert not is_public(parse_address(str(address)))


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_its_ipv4_self(address):
    assert parse_address(f"::ffff:{address}") == address


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_in_any_other_disguise_is_refused(address):
    number = int(address)
    prefixes = ("::", "::ffff:0:0:0", "64:ff9b::", "64:ff9b:1::")
    for prefix in prefixes:
        assert not is_public(ipaddress.IPv6Address(int(ipaddress.ip_address(prefix)) + number))
    assert not is_public(ipaddress.IPv6Address((0x2002 << 112) + (number << 80)))
