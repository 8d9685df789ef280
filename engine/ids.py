"""Ids that cannot be guessed."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import datetime
from typing import Final

# Nothing need stand before it: a line break in JSON ends in a letter.
_FILE: Final = re.compile(rb"file_[0-9a-f]{32}\b")
# A run document stays small: of more, some could not be kept for the run.
MOST_FILES: Final = 1000


def new(prefix: str) -> str:
    """Return `<prefix>_` and 128 random bits; only letters, digits and `_`."""
    return f"{prefix}_{secrets.token_hex(16)}"


def timed(prefix: str, at: datetime) -> str:
    """Return an id that begins with its time, so that lists by id are in the order of time."""
    return f"{prefix}_{round(at.timestamp() * 1000):012x}{secrets.token_hex(10)}"


def hourly(prefix: str, hour: datetime, *parts: str) -> str:
    """Return the id that these parts always lead to within an hour, in the order of time."""
    digest = hashlib.sha256("\x00".join(parts).encode()).hexdigest()
    return f"{prefix}_{round(hour.timestamp() * 1000):012x}{digest[:20]}"


def derived(prefix: str, secret: str, *parts: str) -> str:
    """Return the id that these parts always lead to, unguessable without the secret."""
    text = "\x00".join(parts).encode()
    return f"{prefix}_{hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()[:32]}"


def files_in(*bodies: bytes) -> tuple[str, ...]:
    """Return the ids of files that JSON names, wherever in it, each once."""
    found = (one.decode() for body in bodies for one in _FILE.findall(body))
    return tuple(dict.fromkeys(found))
