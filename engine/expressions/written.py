"""Which expressions stand in an address as they are: their text is meant for it already."""

from __future__ import annotations

from collections.abc import Iterator

from engine.expressions.errors import wrong
from engine.expressions.nodes import (
    Body,
    Call,
    Chain,
    Choice,
    ListOf,
    Literal,
    Node,
    ObjectOf,
    Path,
    Unary,
)

_MEANT: frozenset[str] = frozenset({"raw", "urlencode"})
_JOINING: frozenset[str] = frozenset({"+", "??", "||"})


def is_written(node: Node) -> bool:
    """
    Tell whether the expression returns text that its author wrote, encoded, or called raw.

    Raises ExpressionError where `raw(…)` is a part of something else, which would be encoded.
    """
    if _is_written(node):
        return True
    for call in _calls(node):
        if call.function == "raw":
            message = "raw(…) must be the whole of what stands in the braces"
            raise wrong(message, call.position)
    return False


def _is_written(node: Node) -> bool:
    match node:
        case Literal():
            return isinstance(node.value, str)
        case Call():
            return node.function in _MEANT
        case Choice():
            return _is_written(node.then) and _is_written(node.otherwise)
        case Chain():
            joins = all(link.operator in _JOINING for link in node.links)
            return joins and all(map(_is_written, parts_of(node)))
        case _:
            return False


def _calls(node: Node) -> Iterator[Call]:
    if isinstance(node, Call):
        yield node
    for part in parts_of(node):
        yield from _calls(part)


def parts_of(node: Node) -> list[Node]:
    """Return the nodes that a node is made of."""
    if isinstance(node, (Chain, Choice)):
        return _operands(node)
    match node:
        case Path():
            return [node.base, *node.keys]
        case Unary():
            return [node.operand]
        case ListOf():
            return [*node.items]
        case ObjectOf():
            return [value for _, value in node.pairs]
        case Call():
            return [*node.arguments]
        case Body():
            return [node.node]
        case _:
            return []


def _operands(node: Chain | Choice) -> list[Node]:
    if isinstance(node, Choice):
        return [node.test, node.then, node.otherwise]
    return [node.first, *(link.operand for link in node.links)]
