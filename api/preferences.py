"""How a caller wants to be answered: the Prefer header, and the Idempotency-Key beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Request

from api.problems import Rejected

_KEY = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?\Z")


@dataclass(frozen=True, slots=True)
class Preferences:
    """`wait_seconds` 0 means not to wait; `metadata` asks for the long form of the answer."""

    wait_seconds: float
    metadata: bool
    applied: str = ""


def preferences(request: Request, most_seconds: float, *, metadata: bool) -> Preferences:
    """Return what the Prefer header (RFC 7240) asks for; what it does not know it ignores."""
    applied: list[str] = []
    wait = most_seconds
    for token in request.headers.get("Prefer", "").split(","):
        name, _, value = token.strip().lower().partition("=")
        value = value.strip().strip('"')
        if name.strip() == "respond-async":
            wait, applied = 0.0, [*applied, "respond-async"]
        elif name.strip() == "wait" and value.isascii() and value.isdigit():
            wait, applied = min(wait, float(value[:9])), [*applied, f"wait={value}"]
        elif name.strip() == "return" and value == "representation":
            metadata, applied = True, [*applied, "return=representation"]
    return Preferences(wait, metadata, ", ".join(applied))


def idempotency_key(request: Request) -> str | None:
    """Return the caller's Idempotency-Key. Raises Rejected when it is not one."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not _KEY.match(key):
        detail = "an Idempotency-Key has 1 to 255 printable ASCII characters"
        raise Rejected(400, "invalid_idempotency_key", detail)
    return key
