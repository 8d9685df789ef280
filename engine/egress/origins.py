"""Where a tool's secret may be sent: to addresses that who made the tool wrote down."""

from __future__ import annotations

import re
from typing import Final

from engine.egress.target import parse_target

# An origin that is written out: no template can lengthen it.
_WRITTEN: Final = re.compile(r"https?://[^/?#{}\\]+(?=[/?#]|$)")


def require_own(url: str, source: str, base_url: str) -> None:
    """
    Raise ValueError for an address with an origin that the tool's maker did not write.

    `source` is the template that `url` came of: flows only fill in what follows its origin, or the
    tool's base URL. Raises EgressError for what is no URL.
    """
    own = written(source) or base_url
    if not own or parse_target(url).origin != parse_target(own).origin:
        raise ValueError("the address is not one of the tool: its secret is not sent there")


def written(source: str) -> str | None:
    """Return the origin that a template of an address begins with, None where it is not written."""
    found = _WRITTEN.match(source)
    return found[0] if found else None
