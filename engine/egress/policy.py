"""What the operator lets flows reach beside the public network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Final

from engine.egress.addresses import Address, Network, is_public
from engine.egress.target import MAX_PORT, Target, canonical_host

# Answers with credentials inside a cloud, and does not resolve outside of one.
_METADATA_NAMES: Final = frozenset({"metadata.google.internal", "metadata.goog"})
# Names of this machine, wherever its resolver would have them lead (RFC 6761).
_OWN_NAME: Final = "localhost"


@dataclass(frozen=True, slots=True)
class _Entry:
    place: str | Network
    port: int | None

    def covers(self, target: Target, address: Address | None) -> bool:
        if self.port is not None and self.port != target.port:
            return False
        if isinstance(self.place, str):
            return self.place == target.host
        return address is not None and address in self.place


class Policy:
    """
    Decides on destinations; `allow` holds hosts, addresses and CIDRs, each with an optional port.

    `crm.internal`, `10.1.2.3:8080`, `10.0.0.0/8`, `[fd00::1]:443`. A host entry matches that very
    name, wherever it points; `localhost` does not cover `127.0.0.1`. Raises ValueError for an
    entry that is none of these.
    """

    def __init__(self, allow: Sequence[str] = ()) -> None:
        self._entries = [_parse(entry.strip()) for entry in allow if entry.strip()]

    def refuses_name(self, target: Target) -> bool:
        """Tell whether a name is refused without asking where it points."""
        is_own = target.host == _OWN_NAME or target.host.endswith(f".{_OWN_NAME}")
        return (is_own or target.host in _METADATA_NAMES) and not self._listed(target, None)

    def allows(self, target: Target, address: Address) -> bool:
        """Tell whether `target` may be called at `address`."""
        return is_public(address) or self._listed(target, address)

    def _listed(self, target: Target, address: Address | None) -> bool:
        return any(entry.covers(target, address) for entry in self._entries)


def _parse(entry: str) -> _Entry:
    network = _network(entry)
    if network is not None:
        return _Entry(network, None)
    place, colon, port_text = entry.rpartition(":")
    if not colon:
        return _Entry(canonical_host(entry), None)
    if not (port_text.isascii() and port_text.isdigit() and 0 < int(port_text) <= MAX_PORT):
        raise ValueError(f"{entry!r} is no host, address or CIDR with an optional port")
    return _Entry(_network(place.strip("[]")) or canonical_host(place), int(port_text))


def _network(text: str) -> Network | None:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None
