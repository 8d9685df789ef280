"""Secret texts, and every spelling in which one could come out again."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from engine.outcome import Completed, Failed, Finished, Outcome, Waiting
from schemas.json import Json, JsonObject

_NAMED = re.compile(
    r"""secrets\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*(?:'|\\")([A-Za-z_]\w*)(?:'|\\")\s*\])"""
)
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
    as Python shows texts and bytes. None for a text that is not masked.
    """
    return list(_spellings(text)) if is_masked(text) else []


@lru_cache(maxsize=1024)
def _spellings(text: str) -> tuple[str, ...]:
    raw = text.encode("utf-8", "surrogatepass")
    found = {text, repr(text)[1:-1], ascii(text)[1:-1], repr(raw)[2:-1]}
    found |= {html.escape(text), html.escape(text, quote=False)}
    for dumped in (json.dumps(text), json.dumps(text, ensure_ascii=False)):
        found |= {dumped[1:-1], json.dumps(dumped)[3:-3], dumped[1:-1].replace("/", "\\/")}
    for safe in ("", "/"):
        quoted = quote(raw, safe=safe)
        found |= {quoted, _lower_escapes(quoted), quoted.replace("%20", "+"), quote(quoted)}
    found |= {raw.hex(), raw.hex().upper(), *_within_base64(raw)}
    long_enough = {one for one in found if len(one) >= SHORTEST_MASKED}
    # The longest first: a part of it must not be hidden before the whole.
    return tuple(sorted(long_enough | {text}, key=lambda one: (-len(one), one)))


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


def named_in(source: Json, secrets: Mapping[str, str]) -> list[str]:
    """
    Return the secrets that a field's templates may have put into what came of them.

    Those it names; all of them where it reaches for them in any other way. What a template made of
    one, such as its base64, need not hold the text itself: only the source tells.
    """
    text = json.dumps(source, ensure_ascii=False)
    named = [found[1] or found[2] for found in _NAMED.finditer(text)]
    if len(named) != text.count("secrets"):
        return list(secrets.values())
    return [secrets[name] for name in dict.fromkeys(named) if name in secrets]


def without(outcome: Outcome, secrets: Iterable[str]) -> Outcome:
    """Return an outcome in which no spelling of these secrets stands."""
    texts = [text for secret in secrets for text in spellings(secret)]
    if not texts:
        return outcome
    match outcome:
        case Completed(output=output, variables=variables):
            clean: Mapping[str, Json] = {
                name: hidden_in(value, texts) for name, value in variables.items()
            }
            logs = tuple(_object(hidden_in(line, texts)) for line in outcome.logs)
            return replace(outcome, output=hidden_in(output, texts), variables=clean, logs=logs)
        case Finished(output=output):
            return Finished(_object(hidden_in(output, texts)))
        case Failed(failure=failure):
            message = str(hidden_in(failure.message, texts))
            details = hidden_in(failure.details, texts)
            return replace(outcome, failure=replace(failure, message=message, details=details))
        case Waiting(wait=wait):
            return Waiting(replace(wait, view=_object(hidden_in(wait.view, texts))))
        case _:
            return outcome


def hidden_in(value: Json, texts: Sequence[str]) -> Json:
    """Return a value with these texts hidden wherever they stand, in names too."""
    match value:
        case str():
            for text in texts:
                value = value.replace(text, MASK)
            return value
        case list():
            return [hidden_in(item, texts) for item in value]
        case dict():
            return {
                str(hidden_in(name, texts)): hidden_in(item, texts) for name, item in value.items()
            }
        case _:
            return value


def _object(value: Json) -> JsonObject:
    return value if isinstance(value, dict) else {}
