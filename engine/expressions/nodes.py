"""What an expression is made of once parsed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the source."""

    value: bool | float | str | None
    position: int = 0


@dataclass(frozen=True, slots=True)
class Name:
    """A variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Path:
    """Members of members: `base` with every key applied in turn."""

    base: Node
    keys: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Unary:
    """`!x`, `-x` or `+x`."""

    operator: str
    operand: Node
    position: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """One operator of a chain with what stands to its right."""

    operator: str
    operand: Node
    position: int = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """
    Operators of one precedence applied from left to right.

    Kept flat, so that a long sum is a loop and not a deep tree.
    """

    first: Node
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """`test ? then : otherwise`."""

    test: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class ListOf:
    """An array literal."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ObjectOf:
    """An object literal."""

    pairs: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A call of one of the listed functions."""

    function: str
    arguments: tuple[Node, ...]
    position: int = 0


@dataclass(frozen=True, slots=True)
class Body:
    """An expression that a function evaluates for each element, and the text it was read from."""

    node: Node
    source: str
    position: int = 0


# The functions whose second argument is an expression, and the names that it sees beside others.
WITH_BODY: Final = frozenset({"filter", "map", "find", "groupBy", "sortBy", "unique"})
BODY_NAMES: Final = frozenset({"x", "i"})

Node: TypeAlias = "Literal | Name | Path | Unary | Chain | Choice | ListOf | ObjectOf | Call | Body"
