"""Secret texts, and every spelling in which one could come out again."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote

from schemas.json import Json

# A shorter text would hide half of every message it is in.
SHORTEST_MASKED: Final = 8
MASK: Final = "***"
# What people write where there is no secret yet: as ordinary words they stand in ordinary texts.
CUSTOMARY: Final = frozenset(
    {
        "12345678",
        "123456789",
        "1234567890",
        "abcdefgh",
        "anonymous",
        "changeit",
        "changeme",
        "changeme!",
        "change-me",
        "change_me",
        "disabled",
        "localhost",
        "not-needed",
        "notneeded",
        "password",
        "password1",
        "placeholder",
        "replaceme",
        "replace-me",
        "test1234",
        "undefined",
        "username",
        "your-api-key",
        "your-token",
        "your_api_key",
        "yourapikey",
    }
)


def is_masked(text: str) -> bool:
    """Tell whether a secret is masked where something is shown: not a short or customary one."""
    is_one_letter = len(set(text)) == 1
    return len(text) >= SHORTEST_MASKED and not is_one_letter and text.lower() not in CUSTOMARY


def spellings(text: str) -> list[str]:
    """
    Return a secret as it may be spelled, the longest first.

    As it is, in a URL, in JSON (once and within JSON), in HTML, in hexadecimal, within base64, and
    as Python shows texts and bytes; each also without the white space around the secret, which
    headers lose. None for a text that is not masked.
    """
    return _longest_first(
        one for part in _trimmed(text) if is_masked(part) for one in _spelled(part)
    )


def every_spelling(text: str) -> list[str]:
    """Return how a text may be spelled, the longest first, also of one that is not masked."""
    return _longest_first(one for part in _trimmed(text) for one in _spelled(part))


def _trimmed(text: str) -> set[str]:
    return {text, text.strip() or text}


def _longest_first(texts: Iterable[str]) -> list[str]:
    # A part of a text must not be hidden before the whole.
    return sorted(set(texts), key=lambda one: (-len(one), one))


@lru_cache(maxsize=1024)
def _spelled(text: str) -> frozenset[str]:
    raw = text.encode("utf-8", "surrogatepass")
    found = {text, repr(text)[1:-1], ascii(text)[1:-1], repr(raw)[2:-1]}
    found |= {html.escape(text), html.escape(text, quote=False)}
    for dumped in (json.dumps(text), json.dumps(text, ensure_ascii=False)):
        found |= {dumped[1:-1], json.dumps(dumped)[3:-3], dumped[1:-1].replace("/", "\\/")}
    for safe in ("", "/"):
        quoted = quote(raw, safe=safe)
        found |= {quoted, _lower_escapes(quoted), quoted.replace("%20", "+"), quote(quoted)}
    found |= {raw.hex(), raw.hex().upper(), *_within_base64(raw)}
    long_enough = {one for one in found if len(one) >= min(SHORTEST_MASKED, len(text))}
    return frozenset(long_enough | {text})


def _lower_escapes(quoted: str) -> str:
    return re.sub(r"%[0-9A-F]{2}", lambda found: found[0].lower(), quoted)


def _within_base64(raw: bytes) -> Iterator[str]:
    """Yield what base64 makes of a text at each of the three places where it may begin."""
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        for shift in range(3):
            encoded = encode(b"\0" * shift + raw).decode("ascii").rstrip("=")
            # What the neighbours have a part in is left out: it differs with them.
            core = encoded[(0, 2, 3)[shift] :]
            yield core if (len(raw) + shift) % 3 == 0 else core[:-1]


@dataclass(frozen=True, slots=True)
class Touched:
    """A secret that a run has used: its name, its text, and where it might go, at that time."""

    name: str
    text: str
    origins: tuple[str, ...] | None = None


def touched_from(raw: Iterable[Mapping[str, Any]]) -> tuple[Touched, ...]:
    """Return what `dataclasses.asdict` made of touched secrets."""
    found = []
    for one in raw:
        origins = one.get("origins")
        found.append(Touched(one["name"], one["text"], None if origins is None else tuple(origins)))
    return tuple(found)


def texts_of(touched: Iterable[Touched]) -> list[str]:
    """Return every spelling to mask of these secrets."""
    return [text for one in touched for text in spellings(one.text)]


def masked(value: Json, texts: Sequence[str]) -> Json:
    """Return a value with these texts masked wherever they stand, in names too."""
    match value:
        case str():
            for text in texts:
                value = value.replace(text, MASK)
            return value
        case int() | float() if _is_secret_number(value, texts):
            return MASK
        case list():
            return [masked(item, texts) for item in value]
        case dict():
            return {str(masked(name, texts)): masked(item, texts) for name, item in value.items()}
        case _:
            return value


def _is_secret_number(value: float, texts: Sequence[str]) -> bool:
    digits = str(value)
    return len(digits) >= SHORTEST_MASKED and any(text in digits for text in texts)


def cut(text: str, most: int, texts: Sequence[str]) -> str:
    """Return at most this many characters of a text, none of these texts cut in two."""
    edge, moved = most, True
    while moved:
        moved = False
        for one in texts:
            start = text.find(one, max(edge - len(one) + 1, 0), edge + len(one) - 1)
            if start >= 0:
                edge, moved = start, True
    return text[:edge]
