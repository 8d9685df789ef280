"""Secret texts, and every spelling in which one could come out again."""

from __future__ import annotations

import base64
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
# A piece of a path that is no readable name: a number, a mix of digits or of cases with
# letters, or a long run of letters.
_HARD_TO_GUESS: Final = re.compile(
    r"\d{6,}|(?=.*\d)(?=.*[a-z])(?=.*[A-Z]).{6,}|(?=.*\d)(?=.*[A-Za-z]).{8,}"
    r"|(?=.*[a-z])(?=.*[A-Z]).{8,}|[A-Za-z]{20,}"
)
_ADDRESS: Final = re.compile(
    r"https?://[^/?#\s]*(?P<path>/[^?#]*)?(\?(?P<query>[^#]*))?(#.*)?", re.IGNORECASE | re.DOTALL
)
# What quoting leaves as it is: Python's two ways, JavaScript's two, and that of forms.
_LEFT_IN_URLS: Final = ("", "/", "!*'()", ";,/?:@&=+$!*'()#", "*")


def _table(**names: str) -> dict[int, str]:
    marks = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "plus": "+"}
    marks |= {"slash": "/", "equals": "=", "grave": "`"}
    return {ord(marks[name]): written for name, written in names.items()}


_HTML: Final = {"amp": "&amp;", "lt": "&lt;", "gt": "&gt;"}
_MARKUP: Final = (
    _table(**_HTML),
    _table(**_HTML, quot="&quot;", apos="&#x27;"),
    _table(**_HTML, quot="&quot;"),
    _table(**_HTML, quot="&quot;", apos="&#39;"),
    _table(**_HTML, quot="&quot;", apos="&#039;"),
    _table(**_HTML, quot="&quot;", apos="&apos;"),
    _table(**_HTML, quot="&#34;", apos="&#39;"),
    _table(**_HTML, quot="&#34;", apos="&#39;", plus="&#43;"),
    _table(**_HTML, quot="&quot;", apos="&#39;", slash="&#x2F;", grave="&#x60;", equals="&#x3D;"),
)
_JSON_MARKUP: Final = _table(amp="\\u0026", lt="\\u003c", gt="\\u003e")
_JSON_QUOTES: Final = {**_JSON_MARKUP, **_table(apos="\\u0027", plus="\\u002b", grave="\\u0060")}


def is_masked(text: str) -> bool:
    """Tell whether a secret is masked where something is shown: not a short or customary one."""
    is_one_letter = len(set(text)) == 1
    return len(text) >= SHORTEST_MASKED and not is_one_letter and text.lower() not in CUSTOMARY


def spellings(text: str) -> list[str]:
    """
    Return a secret as it may be spelled, the longest first.

    As it is, in a URL, in JSON (once and within JSON), in HTML, in hexadecimal, within base64, and
    as Python shows texts and bytes; each also without the white space around the secret, which
    headers lose. Of an address also what stands behind its host, which another host may be given.
    None for a text that is not masked.
    """
    return _longest_first(
        one for part in _parts_of(text) if is_masked(part) for one in _spelled(part)
    )


def every_spelling(text: str) -> list[str]:
    """Return how a text may be spelled, the longest first, also of one that is not masked."""
    whole = {text, text.strip() or text}
    parts = {part for part in _parts_of(text) if is_masked(part)}
    return _longest_first(one for part in whole | parts for one in _spelled(part))


def _parts_of(text: str) -> set[str]:
    trimmed = text.strip() or text
    found = _ADDRESS.fullmatch(trimmed)
    if found is None:
        return {text, trimmed}
    path, query = (found["path"] or "").strip("/"), found["query"] or ""
    held = {f"{path}?{query}", query} if query else set()
    return {text, trimmed, *held, *([path] if _gives_access(path) else [])}


def _gives_access(path: str) -> bool:
    """Tell whether a path holds what was made to be hard to guess: `chat/completions` does not."""
    return any(_HARD_TO_GUESS.fullmatch(piece) for piece in path.split("/"))


def _longest_first(texts: Iterable[str]) -> list[str]:
    # A part of a text must not be hidden before the whole.
    return sorted(set(texts), key=lambda one: (-len(one), one))


@lru_cache(maxsize=1024)
def _spelled(text: str) -> frozenset[str]:
    raw = text.encode("utf-8", "surrogatepass")
    found = {text, repr(text)[1:-1], ascii(text)[1:-1], repr(raw)[2:-1]}
    found |= {*_within_json(text), *_within_markup(text), *_within_urls(raw)}
    found |= {raw.hex(), raw.hex().upper(), *_within_base64(raw)}
    long_enough = {one for one in found if len(one) >= min(SHORTEST_MASKED, len(text))}
    return frozenset(long_enough | {text})


def _within_json(text: str) -> Iterator[str]:
    for dumped in (json.dumps(text), json.dumps(text, ensure_ascii=False)):
        plain = dumped[1:-1]
        yield from (plain, json.dumps(dumped)[3:-3], plain.replace("/", "\\/"))
        # As Go and Rails write it, and as .NET does.
        yield plain.translate(_JSON_MARKUP)
        yield plain.replace('\\"', "\\u0022").translate(_JSON_QUOTES)


def _within_markup(text: str) -> Iterator[str]:
    for named in _MARKUP:
        escaped = text.translate(named)
        yield escaped
        yield escaped.encode("ascii", "xmlcharrefreplace").decode()


def _within_urls(raw: bytes) -> Iterator[str]:
    for safe in _LEFT_IN_URLS:
        quoted = quote(raw, safe=safe)
        form = quoted.replace("%20", "+")
        yield from (quoted, _lower_escapes(quoted), form, form.replace("~", "%7E"), quote(quoted))


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


def fold(text: str) -> str:
    """Return a text in lower case, each character at its place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    # A few letters become two: they stay, so that what is found is found at the same place.
    return "".join(one if len(one.lower()) > 1 else one.lower() for one in text)


def hidden(text: str, needles: Sequence[str]) -> str:
    """Return a text with `needles_of` secrets masked, in time linear in it for each of them."""
    folded = fold(text)
    for needle in needles:
        if len(needle) < SHORTEST_MASKED:
            if needle and needle in text:
                text = text.replace(needle, MASK)
                folded = fold(text)
        elif needle in folded:
            text = MASK.join(_pieces(text, folded, needle))
            folded = folded.replace(needle, MASK)
    return text


def _pieces(text: str, folded: str, needle: str) -> Iterator[str]:
    """Yield what of a text stands around a needle."""
    start, at = 0, folded.find(needle)
    while at >= 0:
        yield text[start:at]
        start = at + len(needle)
        at = folded.find(needle, start)
    yield text[start:]


def needles_of(texts: Sequence[str]) -> tuple[str, ...]:
    """Return what is looked for of these texts: in any case, but for short ones, as they are."""
    return _needles_of(tuple(texts))


@lru_cache(maxsize=64)
def _needles_of(texts: tuple[str, ...]) -> tuple[str, ...]:
    # Services fold the case of what they say back: of header names, hosts, addresses of mail.
    return tuple(dict.fromkeys(fold(one) if len(one) >= SHORTEST_MASKED else one for one in texts))


def masked(value: Json, texts: Sequence[str]) -> Json:
    """Return a value with these texts masked wherever they stand, in names too, in any case."""
    if not texts:
        return value
    needles = needles_of(texts)
    return _masked(value, needles, min(map(len, needles)))


def _masked(value: Json, needles: tuple[str, ...], least: int) -> Json:
    match value:
        case str():
            # Most values are too short to hold anything.
            return value if len(value) < least else hidden(value, needles)
        case int() | float() if _is_secret_number(value, needles):
            return MASK
        case list():
            return [_masked(item, needles, least) for item in value]
        case dict():
            return {
                str(_masked(name, needles, least)): _masked(item, needles, least)
                for name, item in value.items()
            }
        case _:
            return value


def _is_secret_number(value: float, texts: Sequence[str]) -> bool:
    digits = str(value)
    return len(digits) >= SHORTEST_MASKED and any(text in digits for text in texts)


def cut(text: str, most: int, texts: Sequence[str]) -> str:
    """Return at most this many characters of a text, none of these texts cut in two."""
    needles, folded, edge, moved = needles_of(texts), fold(text), most, True
    while moved:
        moved = False
        for one in needles:
            said = text if len(one) < SHORTEST_MASKED else folded
            start = said.find(one, max(edge - len(one) + 1, 0), edge + len(one) - 1)
            if start >= 0:
                edge, moved = start, True
    return text[:edge]
