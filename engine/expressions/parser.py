"""
Turns tokens into nodes, by precedence climbing.

From loosest to tightest: `? :`, `??`, `||`, `&&`, `not`, equality, order and `in`, sums, products,
`! - +`, members. Everything of one level groups from the left; `? :` from the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from engine.expressions.errors import ExpressionError, wrong
from engine.expressions.frame import MAX_DEPTH, too_deep
from engine.expressions.nodes import (
    BODY_NAMES,
    WITH_BODY,
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
from engine.expressions.tokens import Token, tokenize
from engine.expressions.values import key_of

LEVELS: Final[dict[str, int]] = {
    operator: level
    for level, operators in enumerate(
        ("??", "||", "&&", "== != === !==", "< <= > >= in", "+ -", "* / %"), start=1
    )
    for operator in operators.split()
}
NOT_LEVEL: Final = LEVELS["=="]
MAX_SHOWN: Final = 40
UNARY_LEVEL: Final = LEVELS["*"] + 1
WORD_OPERATORS: Final = {"and": "&&", "or": "||", "in": "in"}
CONSTANTS: Final[dict[str, bool | None]] = {
    "true": True,
    "false": False,
    "null": None,
    "undefined": None,
}
RESERVED: Final = frozenset({*WORD_OPERATORS, *CONSTANTS, "not"})


class Parser:
    """Reads one expression; `names` are the variables it has met."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0
        self.names: set[str] = set()

    def parse(self) -> Node:
        """Return the whole expression. Raises ExpressionError with the position."""
        if self._token.kind == "end":
            raise wrong("an expression is missing", self._token.position)
        node = self._expression()
        if self._token.kind != "end":
            raise self._unexpected()
        return node

    @property
    def _token(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._token
        self._next += 1
        return token

    def _at(self, operator: str) -> bool:
        return self._token.kind == "operator" and self._token.text == operator

    def _accept(self, operator: str) -> bool:
        found = self._at(operator)
        self._next += found
        return found

    def _expect(self, operator: str) -> None:
        if not self._accept(operator):
            raise self._unexpected(f", {operator!r} is wanted")

    def _unexpected(self, wanted: str = "") -> ExpressionError:
        token = self._token
        ended = token.kind == "end"
        what = (
            "the expression ends too early" if ended else f"unexpected {token.text[:MAX_SHOWN]!a}"
        )
        return wrong(what + wanted, token.position)

    def _expression(self, level: int = 0) -> Node:
        self._depth += 1
        # The first level is the expression itself.
        if self._depth > MAX_DEPTH + 1:
            raise too_deep(self._token.position)
        node = self._chains(level)
        if level == 0 and self._accept("?"):
            then = self._expression()
            self._expect(":")
            node = Choice(node, then, self._expression())
        self._depth -= 1
        return node

    def _chains(self, level: int) -> Node:
        node = self._operand()
        while link_level := self._link_level(level):
            links = []
            while self._link_level(link_level) == link_level:
                operator = self._take()
                name = WORD_OPERATORS.get(operator.text, operator.text)
                links.append(Link(name, self._expression(link_level + 1), operator.position))
            node = Chain(node, tuple(links))
        return node

    def _link_level(self, least: int) -> int:
        token = self._token
        if token.kind == "operator":
            level = LEVELS.get(token.text, 0)
        elif token.kind == "name":
            level = LEVELS.get(WORD_OPERATORS.get(token.text, ""), 0)
        else:
            level = 0
        return level if level >= least else 0

    def _operand(self) -> Node:
        token = self._token
        if token.kind == "name" and token.text == "not":
            self._take()
            return Unary("!", self._expression(NOT_LEVEL), token.position)
        if token.kind == "operator" and token.text in "!-+":
            self._take()
            return _signed(token, self._expression(UNARY_LEVEL))
        return self._members(self._primary())

    def _primary(self) -> Node:
        token = self._token
        if token.kind in ("number", "string"):
            self._take()
            return Literal(token.value, token.position)
        if token.kind == "name":
            return self._word()
        if self._accept("("):
            node = self._expression()
            self._expect(")")
            return node
        if self._accept("["):
            return ListOf(tuple(self._until("]")))
        if self._accept("{"):
            return self._object()
        raise self._unexpected()

    def _word(self) -> Node:
        token = self._token
        if token.text in CONSTANTS:
            self._take()
            return Literal(CONSTANTS[token.text], token.position)
        if token.text in RESERVED:
            raise self._unexpected()
        self._take()
        if self._accept("("):
            arguments = self._until(")")
            if token.text in WITH_BODY and len(arguments) > 1:
                arguments[1] = self._body(token.text, arguments[1], token.position)
            return Call(token.text, tuple(arguments), token.position)
        self.names.add(token.text)
        return Name(token.text)

    def _body(self, function: str, written: Node, position: int) -> Node:
        """Return the expression that stands as a text in a call."""
        if not isinstance(written, Literal) or not isinstance(written.value, str):
            message = f"{function}: the expression must be written out as a text, such as 'x.name'"
            raise wrong(message, position)
        parser = Parser(tokenize(written.value, 0, braced=False)[0])
        parser._depth = self._depth
        try:
            node = parser.parse()
        except ExpressionError as error:
            # One further for the quote; a text with escapes is longer than what it says.
            place = written.position + 1 + (error.position or 0)
            raise ExpressionError(error.code, f"{function}: {error.message}", place) from None
        self.names |= parser.names - BODY_NAMES
        return Body(node, written.value, written.position)

    def _until(self, closing: str) -> list[Node]:
        items: list[Node] = []
        while not self._accept(closing):
            items.append(self._expression())
            if not self._at(closing):
                self._expect(",")
        return items

    def _object(self) -> Node:
        pairs: list[tuple[str, Node]] = []
        while not self._accept("}"):
            key = self._key()
            self._expect(":")
            pairs.append((key, self._expression()))
            if not self._at("}"):
                self._expect(",")
        return ObjectOf(tuple(pairs))

    def _key(self) -> str:
        token = self._token
        key = token.text if token.kind == "name" else key_of(token.value)
        if key is None:
            raise self._unexpected(", a key is wanted")
        self._take()
        return key

    def _members(self, base: Node) -> Node:
        keys: list[Node] = []
        while True:
            optional = self._accept("?.")
            if self._accept("["):
                keys.append(self._expression())
                self._expect("]")
            elif optional or self._accept("."):
                keys.append(self._member_name())
            else:
                break
        if self._at("("):
            raise wrong("only the listed functions can be called", self._token.position)
        return Path(base, tuple(keys)) if keys else base

    def _member_name(self) -> Node:
        token = self._token
        if token.kind != "name":
            raise self._unexpected(", a member's name is wanted")
        self._take()
        return Literal(token.text, token.position)


def _signed(operator: Token, operand: Node) -> Node:
    # Folded, since -2^63 is in range where 2^63 is not.
    if (
        operator.text == "-"
        and isinstance(operand, Literal)
        and type(operand.value) in (int, float)
    ):
        return Literal(-operand.value, operator.position)  # type: ignore[operator] # narrowed above
    return Unary(operator.text, operand, operator.position)
