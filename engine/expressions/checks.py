"""What the validator can know about a template without running it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from engine.expressions.errors import ExpressionError
from engine.expressions.frame import MAX_DEPTH, too_deep
from engine.expressions.programs import EXPRESSIONS, TEMPLATES, Program
from engine.expressions.secret_uses import NONE, SecretUses
from schemas.json import Json


@dataclass(frozen=True, slots=True)
class Problem:
    """
    A template that cannot work.

    `pointer` is the JSON pointer to its string ("" for the value itself), `position` the character
    offset in that string.
    """

    pointer: str
    position: int
    message: str


def problems(value: Json, *, bare: bool = False, keys: bool = False) -> list[Problem]:
    """
    Return what is wrong with the templates in the value: syntax, functions, argument counts.

    With `bare` every string is an expression without braces; with `keys` templates stand in the
    keys of objects too.
    """
    found = list(_problems(value, "", 0, bare=bare))
    return [*found, *_problems_of_keys(value)] if keys and not found else found


def _problems_of_keys(value: Json) -> Iterator[Problem]:
    if isinstance(value, list):
        for item in value:
            yield from _problems_of_keys(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if "{{" in key:
                yield from _problems_of_text(key, "", bare=False)
            yield from _problems_of_keys(item)


def names_used(source: str, *, bare: bool = False) -> frozenset[str]:
    """
    Return the variables a template reads, by root name; with `bare`, an expression's.

    A source that does not compile reads nothing: `problems` says why.
    """
    try:
        return _program(source, bare=bare).names
    except ExpressionError:
        return frozenset()


def _program(source: str, *, bare: bool) -> Program:
    try:
        return (EXPRESSIONS if bare else TEMPLATES).get(source)
    except RecursionError:
        raise too_deep() from None


def _problems(value: Json, pointer: str, depth: int, *, bare: bool) -> Iterator[Problem]:
    if isinstance(value, str):
        if bare or "{{" in value:
            yield from _problems_of_text(value, pointer, bare=bare)
    elif isinstance(value, (dict, list)):
        if depth >= MAX_DEPTH:
            yield Problem(pointer, 0, too_deep().message)
            return
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            escaped = str(key).replace("~", "~0").replace("/", "~1")
            yield from _problems(item, f"{pointer}/{escaped}", depth + 1, bare=bare)


def _problems_of_text(source: str, pointer: str, *, bare: bool) -> Iterator[Problem]:
    try:
        _program(source, bare=bare)
    except ExpressionError as error:
        yield Problem(pointer, error.position or 0, error.message)


def uses_secrets(value: Json, *, bare: bool = False) -> bool:
    """Tell whether a template in the value names `secrets`."""
    if isinstance(value, dict):
        return any(uses_secrets(item) for pair in value.items() for item in pair)
    if isinstance(value, list):
        return any(uses_secrets(item) for item in value)
    return (
        isinstance(value, str) and "secrets" in value and "secrets" in names_used(value, bare=bare)
    )


def secrets_of(value: Json) -> SecretUses:
    """Return the secrets that the templates in a value use, and whether each is used as a whole."""
    if isinstance(value, dict | list):
        # Keys too: those of JSON that is given as text are rendered.
        items = [*value, *value.values()] if isinstance(value, dict) else value
        return reduce(or_, map(secrets_of, items), NONE)
    if not isinstance(value, str) or "secrets" not in value:
        return NONE
    try:
        return _program(value, bare=False).secrets
    except ExpressionError:
        return NONE
