"""User JSON as bytes: the only form in which it is stored or compared."""

from __future__ import annotations

import hashlib
import json
from typing import cast

from schemas.json import Json


def encode(value: Json) -> bytes:
    """Return compact UTF-8 JSON in key order. Raises ValueError on NaN or a lone surrogate."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def decode(data: bytes) -> Json:
    """Return the value that `encode` was given."""
    return cast("Json", json.loads(data))


def digest(value: Json) -> str:
    """Return a SHA-256 that is the same for equal values, whatever the order of their keys."""
    text = json.dumps(value, allow_nan=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
