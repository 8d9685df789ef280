"""Renders templates and evaluates expressions, each call within one budget."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from engine.expressions import comparing
from engine.expressions.errors import ExpressionError, wrong
from engine.expressions.frame import MAX_DEPTH, Frame, Scope, too_deep
from engine.expressions.json_text import read_json_text
from engine.expressions.programs import EXPRESSIONS, TEMPLATES, Program
from engine.expressions.values import checked_json, keys_size, measure, to_text
from schemas.json import Json

_NOTHING: Final = Scope({}, datetime.min.replace(tzinfo=UTC), str)


def render(value: Json, scope: Scope, *, keys: bool = False) -> Json:
    """
    Return the value with every template in it rendered; in object keys only where `keys` is set.

    A string that is one expression becomes that expression's value, any other stays text. What a
    template brings in is data and is not rendered again. Raises ExpressionError.
    """
    if type(value) is str and "{{" not in value:
        return value
    try:
        frame = Frame(scope, renders_keys=keys)
        if type(value) is str:
            return _rendered_text(frame, TEMPLATES.get(value), measured=False)
        return _rendered(frame, value, 0)
    except RecursionError:
        raise too_deep() from None


def render_json(value: Json, scope: Scope) -> Json:
    """
    Return the value with its templates rendered; a text that is JSON is read before that.

    Raises ExpressionError.
    """
    if type(value) is not str:
        return render(value, scope)
    try:
        shape = read_json_text(value)
    except ExpressionError:
        return render(value, scope)
    return render(shape, scope, keys=True)


def evaluate(source: str, scope: Scope) -> Json:
    """
    Return the value of a bare expression; `{{ }}` around the whole of it is accepted.

    What does not exist is None. Raises ExpressionError.
    """
    if not isinstance(source, str):
        raise wrong("an expression must be text")
    try:
        return _rendered_text(Frame(scope), EXPRESSIONS.get(source), measured=False)
    except RecursionError:
        raise too_deep() from None


def lookup(path: str, scope: Scope) -> Json:
    """
    Return what a path such as `order.lines[0]` or `{{ order.lines }}` points at.

    Any other expression is evaluated too; what does not exist is None. Raises ExpressionError.
    """
    return evaluate(path, scope)


def is_same(left: Json, right: Json) -> bool:
    """Tell whether two values are equal, a number and a text of that number included."""
    return comparing.is_same(Frame(_NOTHING), left, right)


def _rendered(frame: Frame, value: Json, depth: int) -> Json:
    if type(value) is str:
        if "{{" in value:
            return _rendered_text(frame, TEMPLATES.get(value), measured=True)
        frame.keep(len(value))
        return value
    if type(value) is list or type(value) is dict:
        if depth >= MAX_DEPTH:
            raise too_deep()
        return _rendered_container(frame, value, depth + 1)
    frame.keep(1)
    return checked_json(value)


def _rendered_container(frame: Frame, value: list[Json] | dict[str, Json], depth: int) -> Json:
    frame.walk(len(value))
    frame.keep(2 + len(value))
    if isinstance(value, list):
        return [_rendered(frame, item, depth) for item in value]
    frame.keep(keys_size(value))
    if frame.renders_keys:
        return {_key(frame, key): _rendered(frame, item, depth) for key, item in value.items()}
    return {key: _rendered(frame, item, depth) for key, item in value.items()}


def _key(frame: Frame, key: str) -> str:
    return _joined(frame, TEMPLATES.get(key)) if "{{" in key else key


def _rendered_text(frame: Frame, program: Program, *, measured: bool) -> Json:
    if program.only is None:
        return _joined(frame, program)
    value = checked_json(program.only(frame))
    # A lone path makes nothing; anything else may multiply what it points at.
    if measured or not program.plain:
        frame.keep(measure(value))
    return value


def _joined(frame: Frame, program: Program) -> str:
    texts = []
    for part in program.parts:
        text = part if isinstance(part, str) else to_text(frame, part(frame))
        frame.keep(len(text))
        texts.append(text)
    return "".join(texts)
