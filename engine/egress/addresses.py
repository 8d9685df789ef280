"""Which addresses are out on the public network, and which are ours or nobody's."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final, TypeAlias

from requests_hardened.ip_filter import EXTRA_BLOCKED_NET_RANGES

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

# `is_global` differs between Python versions, so what it must refuse is spelled out here; the
# library's own list comes on top, to profit from its updates.
_REFUSED: Final[tuple[Network, ...]] = (
    *EXTRA_BLOCKED_NET_RANGES,
    ip_network("0.0.0.0/8"),
    ip_network("100.64.0.0/10"),
    ip_network("168.63.129.16/32"),  # Azure's platform endpoint, public only by its number
    ip_network("192.0.0.0/24"),
    ip_network("192.88.99.0/24"),
    ip_network("198.18.0.0/15"),
    ip_network("224.0.0.0/3"),
    ip_network("2001::/23"),  # Teredo, ORCHID, benchmarking: tunnels and non-destinations
    ip_network("2001:db8::/32"),
    ip_network("2002::/16"),
    ip_network("3fff::/20"),
)
# All else in IPv6 (mapped, compatible, translated, unique local, site-local, multicast, …) is
# either not routed or a disguise of an IPv4 address.
_GLOBAL_UNICAST: Final = ip_network("2000::/3")


def parse_address(text: str) -> Address:
    """Return the address as it will be dialled: an IPv4-mapped one is its IPv4 self."""
    address = ip_address(text)
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def is_public(address: Address) -> bool:
    """Tell whether anybody may be called there."""
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    return not any(address in network for network in _REFUSED)
