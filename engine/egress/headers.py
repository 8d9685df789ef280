"""Which request headers a flow may set, and what comes back of a response's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from engine.egress.errors import EgressError

# They decide where a message goes and where it ends, which is the connection's business.
_OURS: Final = frozenset(
    {
        "connection",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
_DEFAULTS: Final = {
    "accept": "*/*",
    "accept-encoding": "gzip, deflate",
    "user-agent": "millrace",
}
# All that may follow a redirect to another origin; everything else might be a credential.
CROSS_ORIGIN: Final = frozenset(
    {
        "accept",
        "accept-encoding",
        "accept-language",
        "content-type",
        "user-agent",
    }
)
_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_PER_CONNECTION_AUTH: Final = ("ntlm", "negotiate")


def request_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers to send, names in lower case. Raises EgressError (INVALID_HEADER)."""
    chosen: dict[str, str] = {}
    for name, value in headers.items():
        key = name.lower()
        if not _TOKEN.fullmatch(name):
            raise _invalid("a header name holds a character that is not allowed")
        if key in _OURS or key.startswith("proxy-"):
            raise _invalid(f"the header {key} cannot be set")
        if key in chosen:
            raise _invalid(f"the header {key} is given twice")
        chosen[key] = _checked(key, value)
    return _DEFAULTS | chosen


def _checked(key: str, value: str) -> str:
    text = value.strip(" \t")
    if _CONTROL.search(text):
        raise _invalid(f"the header {key} holds a line break or control character")
    try:
        # The library sends Latin-1; this is how the UTF-8 bytes get through it.
        return text.encode().decode("latin-1")
    except UnicodeEncodeError:
        raise _invalid(f"the header {key} holds text that cannot be encoded") from None


def binds_connection(headers: Mapping[str, str]) -> bool:
    """Tell whether the server will take the connection itself for the caller's."""
    return headers.get("authorization", "").lower().startswith(_PER_CONNECTION_AUTH)


def joined(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return response headers by lower-case name, repeated ones joined by ", "."""
    result: dict[str, str] = {}
    for name, value in headers:
        key = name.lower()
        result[key] = f"{result[key]}, {value}" if key in result else value
    return result


def _invalid(message: str) -> EgressError:
    return EgressError("INVALID_HEADER", message)
