"""Compiled templates and expressions, cached per source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Final

from engine.expressions.compiler import compiled, is_plain
from engine.expressions.errors import over_budget, wrong
from engine.expressions.frame import MAX_SOURCE, Evaluate
from engine.expressions.parser import Parser
from engine.expressions.secret_uses import NONE, SECRETS, SecretUses, secret_uses
from engine.expressions.tokens import tokenize
from engine.expressions.written import is_written

CACHED_CHARACTERS: Final = 500_000
# What an entry weighs beside its source, so that many tiny ones are bounded too.
ENTRY_WEIGHT: Final = 100


@dataclass(frozen=True, slots=True)
class Program:
    """
    A compiled source: literal text and closures in order.

    `only` is the closure of a source that is one expression, `plain` says that it just points at
    a value; `names` are the variables the source reads. `written` tells for each part whether it
    stands in an address as it is. `secrets` are those that it uses.
    """

    parts: tuple[str | Evaluate, ...]
    names: frozenset[str]
    only: Evaluate | None
    plain: bool
    written: tuple[bool, ...] = (False,)
    secrets: SecretUses = NONE


class ProgramCache:
    """
    The compiled form of every source used lately, bounded by the sources' total length.

    Reading takes no lock; the oldest entries leave first.
    """

    def __init__(self, compile_source: Callable[[str], Program], characters: int) -> None:
        self._compile = compile_source
        self._room = characters
        self._programs: dict[str, Program] = {}
        self._lock = Lock()

    def get(self, source: str) -> Program:
        """Return the program of `source`. Raises ExpressionError, which is not cached."""
        program = self._programs.get(source)
        return self._add(source) if program is None else program

    def _add(self, source: str) -> Program:
        if len(source) > MAX_SOURCE:
            raise over_budget(f"the source is longer than {MAX_SOURCE} characters")
        program = self._compile(source)
        with self._lock:
            if source not in self._programs:
                self._programs[source] = program
                self._room -= len(source) + ENTRY_WEIGHT
            while self._room < 0:
                oldest = next(iter(self._programs))
                del self._programs[oldest]
                self._room += len(oldest) + ENTRY_WEIGHT
        return program


def _template(source: str) -> Program:
    parts: list[str | Evaluate] = []
    names: set[str] = set()
    written: list[bool] = []
    secrets = NONE
    position, plain = 0, False
    while (opening := source.find("{{", position)) >= 0:
        if opening > position:
            parts.append(source[position:opening])
            written.append(True)
        tokens, position = tokenize(source, opening + 2, braced=True)
        parser = Parser(tokens)
        node = parser.parse()
        names |= parser.names
        if SECRETS in parser.names:
            secrets |= secret_uses(node)
        plain = is_plain(node)
        parts.append(compiled(node))
        written.append(is_written(node))
    if position < len(source):
        parts.append(source[position:])
        written.append(True)
    only = parts[0] if len(parts) == 1 and not isinstance(parts[0], str) else None
    return Program(tuple(parts), frozenset(names), only, plain, tuple(written), secrets)


def _expression(source: str) -> Program:
    bare = source.strip()
    # No expression begins with two braces: an object cannot be a key.
    if bare.startswith("{{"):
        program = _template(bare)
        if program.only is None:
            raise wrong("one expression is wanted, with nothing around its braces")
        return program
    tokens, _ = tokenize(source, 0, braced=False)
    parser = Parser(tokens)
    node = parser.parse()
    closure = compiled(node)
    secrets = secret_uses(node) if SECRETS in parser.names else NONE
    return Program((closure,), frozenset(parser.names), closure, is_plain(node), secrets=secrets)


TEMPLATES: Final = ProgramCache(_template, CACHED_CHARACTERS)
EXPRESSIONS: Final = ProgramCache(_expression, CACHED_CHARACTERS)
