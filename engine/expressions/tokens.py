"""Cuts the source of an expression into tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from engine.expressions.errors import ExpressionError, over_budget, wrong
from engine.expressions.values import checked_number, unpaired_surrogate

# No integer in range and no float that differs from its neighbour needs more.
MAX_NUMBER_LENGTH: Final = 40

_TOKEN: Final = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
  | (?P<string>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')
  | (?P<name>(?:[^\W\d]|\$)[\w$]*)
  | (?P<operator>===|!==|==|!=|<=|>=|&&|\|\||\?\?|\?\.(?![0-9])|[-+*/%<>!?:.,()\[\]{}])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(
    r"\\(?:u\{(?P<point>[0-9a-fA-F]{1,6})\}|u(?P<unit>[0-9a-fA-F]{4})|x(?P<byte>[0-9a-fA-F]{2})"
    r"|(?P<letter>.))",
    re.DOTALL,
)
_LETTERS: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of source: `kind` is number, string, name, operator or end."""

    kind: str
    text: str
    position: int
    value: int | float | str | None = None


def tokenize(source: str, start: int, *, braced: bool) -> tuple[list[Token], int]:
    """
    Return the tokens from `start`, an end token last, and the offset after them.

    A `braced` expression ends at its `}}`, any other at the end of the source.
    """
    tokens: list[Token] = []
    position, open_braces = start, 0
    while position < len(source):
        if braced and not open_braces and source.startswith("}}", position):
            return [*tokens, Token("end", "", position)], position + 2
        found = _TOKEN.match(source, position)
        if found is None:
            raise _unexpected(source, position)
        if found.lastgroup != "space":
            tokens.append(_token(found))
            open_braces += {"{": 1, "}": -1}.get(found.group(), 0)
        position = found.end()
    if braced:
        raise wrong("'{{' is never closed by '}}'", max(start - 2, 0))
    return [*tokens, Token("end", "", position)], position


def _unexpected(source: str, position: int) -> ExpressionError:
    if source[position] in "\"'":
        return wrong("a text is never closed by its quote", position)
    return wrong(f"unexpected character {source[position]!a}", position)


def _token(found: re.Match[str]) -> Token:
    kind, text, position = str(found.lastgroup), found.group(), found.start()
    if kind == "number":
        return Token(kind, text, position, _number(text, position))
    if kind == "string":
        return Token(kind, text, position, _unescaped(text[1:-1], position))
    return Token(kind, text, position)


def _number(text: str, position: int) -> int | float:
    if len(text) > MAX_NUMBER_LENGTH:
        raise over_budget(f"a number has more than {MAX_NUMBER_LENGTH} characters", position)
    # An integer's range is checked later, when its sign is known.
    if text.isdigit():
        return int(text)
    try:
        return checked_number(float(text))
    except ExpressionError as error:
        raise error.located(position) from None


def _unescaped(text: str, position: int) -> str:
    if "\\" not in text:
        return text
    plain = _ESCAPE.sub(lambda found: _character(found, position), text)
    try:
        # Two escaped surrogates become the one character they stand for.
        return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        raise unpaired_surrogate("text", position) from None


def _character(found: re.Match[str], position: int) -> str:
    letter = found["letter"]
    if letter is None:
        point = int(found["point"] or found["unit"] or found["byte"], 16)
        if point > 0x10FFFF:  # noqa: PLR2004 - the last code point of Unicode
            raise wrong("an escape is beyond Unicode", position)
        return chr(point)
    if letter in "ux":
        raise wrong(f"the escape \\{letter} is incomplete", position)
    return _LETTERS.get(letter, letter)
