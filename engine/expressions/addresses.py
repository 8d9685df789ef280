"""
Addresses made of templates: a value stays in the part of the URL that its template stands in.

A value is percent-encoded for its place. What `raw(…)` or `urlencode(…)` returns, and texts written
in an expression, are taken as they are; so is a URL that is one expression. Servers and proxies
resolve `.` and `..` after decoding a path, so no segment may be one of them in any spelling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from unicodedata import normalize
from urllib.parse import quote, unquote

from engine.expressions.errors import ExpressionError
from engine.expressions.frame import Evaluate, Frame, Scope, too_deep
from engine.expressions.programs import TEMPLATES, Program
from engine.expressions.values import encoded, to_text

UNSAFE: Final = "URL_UNSAFE"
# A server or proxy decodes once, rarely twice: more rounds than this are no server's.
_MOST_DECODINGS: Final = 8
# The door (`engine.egress.target`) sends no longer one.
MAX_ADDRESS: Final = 8192
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_ORIGIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(//)?")
_AUTHORITY_TEXT: Final = re.compile(r"[\w.:\[\]-]*")
_LABEL: Final = re.compile(r"[A-Za-z0-9-]*")
_WHOLE_ORIGIN: Final = re.compile(r"(?:https?://)?[\w.:\[\]-]*", re.IGNORECASE)
# A text after a value at the very beginning that can only go on with the host.
_REST_OF_HOST: Final = re.compile(r"[^/?#]*[.:@\]]")
_PATH: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?([^?#]*)")
# Spellings of `.`, `/` and `\` that lenient decoders of UTF-8 take for the short ones.
_OVERLONG: Final = (
    (re.compile("%c0%ae", re.IGNORECASE), "."),
    (re.compile("%c0%af|%c1%9c", re.IGNORECASE), "/"),
)


class AddressMoved(ExpressionError):
    """A value would change which host is called."""

    def __init__(self) -> None:
        message = (
            "a value would change the host of the URL: put a '/' before its template, or write"
            " raw(…) around what may be any text"
        )
        super().__init__(UNSAFE, message)


def render_address(template: str, scope: Scope, base: str = "") -> str:
    """
    Return a URL, each value percent-encoded for its place; `base` is what stands before it.

    Raises ExpressionError: URL_UNSAFE for a value that would change the host, and for a path with
    a segment `.` or `..` in any spelling.
    """
    try:
        program = TEMPLATES.get(template)
        frame = Frame(scope)
        if program.only is not None:
            address = to_text(frame, program.only(frame))
            frame.keep(len(address))
        else:
            address = _Address(base).rendered(frame, program)[len(base) :]
    except RecursionError:
        raise too_deep() from None
    require_safe_path(_joined(base, address))
    return address


def require_safe_path(url: str) -> None:
    """Raise ExpressionError (URL_UNSAFE) when a segment of the path is `.` or `..`."""
    if has_dot_segment(url):
        raise ExpressionError(UNSAFE, "the path of the URL has a segment '.' or '..'")


def has_dot_segment(url: str) -> bool:
    """
    Tell whether a segment of the path is `.` or `..`, however it is encoded.

    What is longer than any URL that is sent is not looked at.
    """
    if len(url) > MAX_ADDRESS:
        return False
    found = _PATH.match(url)
    path = _decoded(found[1] if found else url)
    segments = re.split(r"[/\\]", path)
    return any(segment.partition(";")[0].strip(" \t\r\n\0") in (".", "..") for segment in segments)


def _decoded(path: str) -> str:
    for _ in range(_MOST_DECODINGS):
        once = path
        for long, short in _OVERLONG:
            once = long.sub(short, once)
        once = normalize("NFKC", unquote(once))
        if once == path:
            break
        path = once
    return path


def _joined(base: str, address: str) -> str:
    return address if address.startswith(("http://", "https://")) else base + address


@dataclass(slots=True)
class _Address:
    """A URL as far as it is put together; `is_open` while a value may go on with the host."""

    text: str
    is_open: bool = False

    def rendered(self, frame: Frame, program: Program) -> str:
        start = self.text
        parts = [*zip(program.parts, program.written, strict=True), ("", True)]
        for (part, is_written), (following, _) in pairwise(parts):
            before = self.text
            self.text += self._piece(frame, part, following, is_written=is_written)
            frame.keep(len(self.text) - len(before))
            # After the first value the host is as written: only one value after another goes on.
            self.is_open = not isinstance(part, str) and not is_written and before != start
        return self.text

    def _piece(
        self, frame: Frame, part: str | Evaluate, following: str | Evaluate, *, is_written: bool
    ) -> str:
        if isinstance(part, str):
            return part
        value = to_text(frame, part(frame))
        if is_written:
            return value
        if not self.text:
            return _beginning(value, following)
        return self._encoded(value, following)

    def _encoded(self, value: str, following: str | Evaluate) -> str:
        origin = _ORIGIN.match(self.text)
        rest = self.text[origin.end() :] if origin else self.text
        if "?" in rest or "#" in rest:
            return quote(encoded(value, "URL"), safe="")
        if "/" in rest and (origin is None or origin[1]):
            return _segment(value)
        if origin is None:
            # No scheme yet, and no slash: nothing that a value can be a part of.
            raise AddressMoved
        return self._in_authority(value, rest, following)

    def _in_authority(self, value: str, host: str, following: str | Evaluate) -> str:
        is_last = following == "" or (isinstance(following, str) and following[0] in "/?#")
        is_host = host[-1:].isalnum() or host.endswith("]")
        if is_last and is_host and value.startswith("/"):
            return _segment(value, kept="/")
        if not value or self.is_open or not (is_last and is_host):
            return _matching(_AUTHORITY_TEXT, value)
        if "." in host or ":" in host:
            raise AddressMoved
        return _matching(_LABEL, value)


def _beginning(value: str, following: str | Evaluate) -> str:
    """Return a value that the URL begins with: its scheme, its origin, or more of it."""
    if not isinstance(following, str):
        return value
    if following.startswith("://"):
        return _matching(_SCHEME, value)
    if following and following[0] not in "/?#" and _REST_OF_HOST.match(following):
        return _matching(_WHOLE_ORIGIN, value)
    return value


def _matching(allowed: re.Pattern[str], value: str) -> str:
    if not allowed.fullmatch(value):
        raise AddressMoved
    return value


def _segment(value: str, kept: str = "") -> str:
    if _CONTROL.search(value):
        raise ExpressionError("INVALID_URL", "a value in the URL's path has a control character")
    return quote(encoded(value, "URL"), safe=kept)
