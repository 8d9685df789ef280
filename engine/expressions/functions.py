"""The functions of the language: this table is all that can be called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from engine.expressions.errors import wrong
from engine.expressions.frame import Evaluate, Frame
from engine.expressions.item_functions import ITEM_FUNCTIONS
from engine.expressions.list_functions import LIST_FUNCTIONS
from engine.expressions.nodes import WITH_BODY
from engine.expressions.number_functions import NUMBER_FUNCTIONS
from engine.expressions.signatures import Function
from engine.expressions.text_functions import TEXT_FUNCTIONS
from engine.expressions.time_functions import TIME_FUNCTIONS
from schemas.json import Json

FUNCTIONS: Final[dict[str, Function]] = {
    **TEXT_FUNCTIONS,
    **LIST_FUNCTIONS,
    **NUMBER_FUNCTIONS,
    **TIME_FUNCTIONS,
    **ITEM_FUNCTIONS,
}

Apply: TypeAlias = Callable[[Frame, Sequence[Json]], Json]


def bound(name: str, texts: Sequence[Json], position: int, body: Evaluate | None = None) -> Apply:
    """
    Return the function, ready for as many arguments as there are texts, None for one not written.

    `body` is the expression that it evaluates for each element. Raises ExpressionError.
    """
    function = FUNCTIONS.get(name)
    if function is None:
        raise wrong(f"there is no function {name!a}", position)
    problem = function.count_problem(len(texts)) or function.check(texts)
    if problem is not None:
        raise wrong(f"{name}: {problem}", position)
    if name in WITH_BODY:
        function = replace(function, apply=partial(function.apply, body))
    return partial(function.call, name)
