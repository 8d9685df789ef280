"""Turns nodes into closures, once per source."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeGuard, assert_never

from engine.expressions.errors import ExpressionError
from engine.expressions.frame import Evaluate, Frame, exhausted
from engine.expressions.functions import bound
from engine.expressions.nodes import (
    Body,
    Call,
    Chain,
    Choice,
    ListOf,
    Literal,
    Name,
    Node,
    ObjectOf,
    Path,
    Unary,
)
from engine.expressions.operators import BINARY, signed
from engine.expressions.values import checked_number, is_number, key_of, member, truthy
from schemas.json import Json


def compiled(node: Node) -> Evaluate:  # noqa: C901, PLR0911 - one case per kind of node
    """Return the node as a closure. Raises ExpressionError for an unknown or misused function."""
    match node:
        case Literal():
            return _literal(node)
        case Name():
            return _variable(node.name)
        case Path():
            return _path(node)
        case Unary():
            return _unary(node)
        case Chain():
            return _chain(node)
        case Choice():
            return _choice(node)
        case ListOf():
            return _list(node)
        case ObjectOf():
            return _object(node)
        case Call():
            return _call(node)
        case Body():
            return _source(node)
        case _:
            assert_never(node)


def _is_text(node: Node) -> TypeGuard[Literal]:
    return isinstance(node, Literal) and isinstance(node.value, str)


def _body(node: Body) -> Evaluate:
    try:
        return compiled(node.node)
    except ExpressionError as error:
        error.position = node.position + 1 + (error.position or 0)
        raise


def is_plain(node: Node) -> bool:
    """Tell whether the node only points at what exists, so that its result needs no measuring."""
    if isinstance(node, Path):
        return isinstance(node.base, Name) and all(isinstance(key, Literal) for key in node.keys)
    return isinstance(node, (Name, Literal))


def _literal(node: Literal) -> Evaluate:
    value = node.value
    if is_number(value):
        try:
            checked_number(value)
        except ExpressionError as error:
            raise error.located(node.position) from None

    def literal(_frame: Frame) -> Json:
        return value

    return literal


def _variable(name: str) -> Evaluate:
    def variable(frame: Frame) -> Json:
        frame.steps -= 1
        if frame.steps < 0:
            raise exhausted()
        return frame.names.get(name)

    return variable


def _path(node: Path) -> Evaluate:
    if isinstance(node.base, Name) and is_plain(node):
        keys = [key.value for key in node.keys if isinstance(key, Literal)]
        return _constant_path(node.base.name, keys)
    base, parts = compiled(node.base), [compiled(key) for key in node.keys]

    def path(frame: Frame) -> Json:
        value = base(frame)
        for part in parts:
            frame.spend(1)
            value = member(value, part(frame))
        return value

    return path


def _constant_path(name: str, keys: list[bool | float | str | None]) -> Evaluate:
    cost = 1 + len(keys)
    # Objects, the common case, are asked directly; everything else goes through `member`.
    steps = [(key_of(key), key) for key in keys]

    def path(frame: Frame) -> Json:
        frame.steps -= cost
        if frame.steps < 0:
            raise exhausted()
        value = frame.names.get(name)
        for own_key, key in steps:
            if type(value) is dict and own_key is not None:
                value = value.get(own_key)
            else:
                value = member(value, key)
        return value

    return path


def _unary(node: Unary) -> Evaluate:
    operand, symbol, position = compiled(node.operand), node.operator, node.position

    def negate(frame: Frame) -> Json:
        frame.spend(1)
        return not truthy(operand(frame))

    def sign(frame: Frame) -> Json:
        frame.spend(1)
        value = operand(frame)
        try:
            return signed(symbol, value)
        except ExpressionError as error:
            raise error.located(position) from None

    return negate if symbol == "!" else sign


def _chain(node: Chain) -> Evaluate:
    decided = _DECIDED.get(node.links[0].operator)
    if decided is not None:
        return _short_circuit(node, decided)
    first = compiled(node.first)
    links = [(BINARY[x.operator], compiled(x.operand), x.position) for x in node.links]

    def chain(frame: Frame) -> Json:
        value = first(frame)
        for apply, operand, position in links:
            frame.spend(1)
            right = operand(frame)
            try:
                value = apply(frame, value, right)
            except ExpressionError as error:
                raise error.located(position) from None
        return value

    return chain


def _is_present(value: Json) -> bool:
    return value is not None


def _is_false(value: Json) -> bool:
    return not truthy(value)


# When the left side already is the result.
_DECIDED: dict[str, Callable[[Json], bool]] = {"&&": _is_false, "||": truthy, "??": _is_present}


def _short_circuit(node: Chain, decided: Callable[[Json], bool]) -> Evaluate:
    first, operands = compiled(node.first), [compiled(link.operand) for link in node.links]

    def short_circuit(frame: Frame) -> Json:
        value = first(frame)
        for operand in operands:
            frame.spend(1)
            if decided(value):
                return value
            value = operand(frame)
        return value

    return short_circuit


def _choice(node: Choice) -> Evaluate:
    test, then, otherwise = compiled(node.test), compiled(node.then), compiled(node.otherwise)

    def choice(frame: Frame) -> Json:
        frame.spend(1)
        return then(frame) if truthy(test(frame)) else otherwise(frame)

    return choice


def _list(node: ListOf) -> Evaluate:
    items = [compiled(item) for item in node.items]

    def list_of(frame: Frame) -> Json:
        frame.spend(1 + len(items))
        return [item(frame) for item in items]

    return list_of


def _object(node: ObjectOf) -> Evaluate:
    pairs = [(key, compiled(value)) for key, value in node.pairs]

    def object_of(frame: Frame) -> Json:
        frame.spend(1 + len(pairs))
        return {key: value(frame) for key, value in pairs}

    return object_of


def _source(node: Body) -> Evaluate:
    def source(_frame: Frame) -> Json:
        return node.source

    return source


def _call(node: Call) -> Evaluate:
    texts = [one.value if _is_text(one) else None for one in node.arguments]
    bodies = [_body(one) for one in node.arguments if isinstance(one, Body)]
    apply = bound(node.function, texts, node.position, bodies[0] if bodies else None)
    arguments, position = [compiled(argument) for argument in node.arguments], node.position

    def call(frame: Frame) -> Json:
        frame.spend(1)
        values = [argument(frame) for argument in arguments]
        try:
            return apply(frame, values)
        except ExpressionError as error:
            raise error.located(position) from None

    return call
