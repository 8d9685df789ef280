"""
JSON that is given as text with templates in it: read first, rendered afterwards.

What a template brings in is a value of the JSON or a part of one of its texts, whatever it holds:
no quote in it ends a text, no brace opens an object.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Final

from engine.expressions.errors import ExpressionError, wrong
from engine.expressions.frame import MAX_DEPTH, too_deep
from engine.expressions.nodes import Call
from engine.expressions.parser import Parser
from engine.expressions.tokens import tokenize
from engine.expressions.values import INTEGER_BOUND
from schemas.json import Json

# A private-use character: where a text holds it, more of them stand for one.
_MARK: Final = "\ue000"
_SURROGATE_ESCAPE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_QUOTE: Final = re.compile(r'\\.|"', re.DOTALL)


def _refuse_constant(name: str) -> Json:
    raise ValueError(f"{name} is not JSON")


def _read_integer(digits: str) -> int:
    number = int(digits)
    if not -INTEGER_BOUND <= number < INTEGER_BOUND:
        raise ValueError("an integer is outside ±2^63")
    return number


def _read_fraction(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number is infinite")
    return number


_DECODER: Final = json.JSONDecoder(
    parse_int=_read_integer, parse_float=_read_fraction, parse_constant=_refuse_constant
)


def read_json_text(source: str) -> Json:
    """
    Return the JSON that the text is, its templates in the texts of it.

    A template outside a text stands for a whole value, one within a text or a key for a part of
    it. Raises ExpressionError, with the position, for a template that does not compile and for
    what is no JSON.
    """
    try:
        return _decoded(source)
    except ValueError as error:
        if "{{" not in source:
            raise _no_json(error) from None
    mark = _MARK
    while mark in source:
        mark += _MARK
    pieces: list[str] = []
    try:
        shape = _decoded("".join(_marked(source, mark, pieces)))
    except RecursionError:
        raise too_deep() from None
    except ValueError as error:
        raise _no_json(error) from None
    return _restored(shape, re.compile(f"{mark}([0-9]{{1,5}});"), pieces)


def _decoded(text: str) -> Json:
    try:
        value: Json = _DECODER.decode(text)
        _require_shallow(value)
        if _SURROGATE_ESCAPE.search(text):
            json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("nested too deep") from None
    except UnicodeEncodeError:
        raise ValueError("a text holds an unpaired surrogate") from None
    return value


def _require_shallow(value: Json) -> None:
    """Raise RecursionError for what later walks could not follow."""
    level: list[Json] = [value]
    for _ in range(MAX_DEPTH + 1):
        below: list[Json] = []
        for item in level:
            if isinstance(item, (list, dict)):
                below.extend(item.values() if isinstance(item, dict) else item)
        if not below:
            return
        level = below
    raise RecursionError


def _marked(source: str, mark: str, pieces: list[str]) -> Iterator[str]:
    """Yield the source with a mark for each template, and put the templates into `pieces`."""
    position, is_inside = 0, False
    while (opening := source.find("{{", position)) >= 0:
        literal = source[position:opening]
        is_inside ^= sum(found[0] == '"' for found in _QUOTE.finditer(literal)) % 2 == 1
        tokens, position = tokenize(source, opening + 2, braced=True)
        node = Parser(tokens).parse()
        template = source[opening:position]
        if not is_inside and isinstance(node, Call) and node.function == "json":
            # JSON of a value, put where a value stands, is that value.
            template = f"{{{{parse({template[2:-2]})}}}}"
        placeholder = f"{mark}{len(pieces)};"
        pieces.append(template)
        yield literal
        yield placeholder if is_inside else f'"{placeholder}"'
    yield source[position:]


def _restored(value: Json, marked: re.Pattern[str], pieces: list[str]) -> Json:
    if isinstance(value, str):
        # A text can hold the mark as an escape: what stands for no template is left as it is.
        return marked.sub(lambda found: "".join(pieces[int(found[1]) :][:1]) or found[0], value)
    if isinstance(value, list):
        return [_restored(item, marked, pieces) for item in value]
    if isinstance(value, dict):
        return {
            str(_restored(key, marked, pieces)): _restored(item, marked, pieces)
            for key, item in value.items()
        }
    return value


def _no_json(error: ValueError) -> ExpressionError:
    reason = str(error)
    if isinstance(error, json.JSONDecodeError):
        reason = f"{error.msg} in line {error.lineno}"
    return wrong(f"the text is not JSON: {reason}")
