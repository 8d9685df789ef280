"""Which values a source reads: each variable with the members that are written out after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.expressions.errors import ExpressionError
from engine.expressions.frame import MAX_SOURCE
from engine.expressions.nodes import (
    BODY_NAMES,
    Body,
    Call,
    Chain,
    Choice,
    Link,
    ListOf,
    Literal,
    Name,
    Node,
    ObjectOf,
    Path,
    Unary,
)
from engine.expressions.parser import Parser
from engine.expressions.tokens import tokenize


def paths_read(source: str, *, bare: bool = False) -> list[tuple[str, ...]]:
    """
    Return the paths that a template reads, with `bare` an expression: `a.b['c'][i]` is (a, b, c).

    A source that does not compile reads nothing: `problems` says why.
    """
    if len(source) > MAX_SOURCE:
        return []
    try:
        return list(dict.fromkeys(path for node in _nodes(source, bare=bare) for path in _of(node)))
    except (ExpressionError, RecursionError):
        return []


def _nodes(source: str, *, bare: bool) -> Iterator[Node]:
    if bare and not source.strip().startswith("{{"):
        yield Parser(tokenize(source, 0, braced=False)[0]).parse()
        return
    position = 0
    while (opening := source.find("{{", position)) >= 0:
        tokens, position = tokenize(source, opening + 2, braced=True)
        yield Parser(tokens).parse()


def _of(node: Node | Link) -> Iterator[tuple[str, ...]]:
    if isinstance(node, Name):
        yield (node.name,)
    elif isinstance(node, Path):
        yield from _of_path(node)
    elif isinstance(node, Body):
        yield from (path for path in _of(node.node) if path[0] not in BODY_NAMES)
    else:
        for part in _parts(node):
            yield from _of(part)


def _of_path(path: Path) -> Iterator[tuple[str, ...]]:
    written: list[str] = []
    for key in path.keys:
        if not isinstance(key, Literal) or not isinstance(key.value, str):
            break
        written.append(key.value)
    if isinstance(path.base, Name):
        yield (path.base.name, *written)
    else:
        yield from _of(path.base)
    for key in path.keys:
        yield from _of(key)


def _parts(node: Node | Link) -> Sequence[Node | Link]:
    """Return the nodes within one that is neither a name nor a path."""
    match node:
        case Unary(operand=operand) | Link(operand=operand):
            return (operand,)
        case Chain(first=first, links=links):
            return (first, *links)
        case Choice(test=test, then=then, otherwise=otherwise):
            return (test, then, otherwise)
        case ListOf(items=items) | Call(arguments=items):
            return items
        case ObjectOf(pairs=pairs):
            return [value for _, value in pairs]
        case _:
            return ()
