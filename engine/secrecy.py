"""Secret texts, and every spelling in which one could come out again."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote, quote_plus

from engine.outcome import Completed, Failed, Finished, Outcome, Waiting
from schemas.json import Json, JsonObject

_NAMED = re.compile(
    r"""secrets\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*(?:'|\\")([A-Za-z_]\w*)(?:'|\\")\s*\])"""
)
# A shorter text would hide half of every message it is in.
SHORTEST = 6
MASK = "***"


def spellings(text: str) -> list[str]:
    """Return a secret as it may be spelled: as it is, in a URL, in JSON, within base64."""
    found = {text, quote(text, safe=""), quote(text), quote_plus(text)}
    found |= {json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        for shift in range(3):
            encoded = encode(b"\0" * shift + text.encode()).decode("ascii").rstrip("=")
            # What the neighbours have a part in is left out: it differs with them.
            core = encoded[(0, 2, 3)[shift] :]
            core = core if (len(text.encode()) + shift) % 3 == 0 else core[:-1]
            if len(core) >= SHORTEST:
                found.add(core)
    # The longest first: a part of it must not be hidden before the whole.
    return sorted(found, key=len, reverse=True)


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
