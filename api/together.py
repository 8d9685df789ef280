"""Calls that are made at the same time and waited for under one deadline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache
from typing import Final, TypeVar

from flask import copy_current_request_context

from engine.errors import EngineError

# A server that hangs holds as many threads as were asked of it: later calls count as late then.
_THREADS: Final = 24
Answer = TypeVar("Answer")


def answers(
    calls: Mapping[str, Callable[[], Answer]],
    seconds: float,
    expected: tuple[type[Exception], ...] = (EngineError,),
) -> dict[str, Answer | Exception]:
    """
    Return by name what each call returned, or which expected error it raised.

    TimeoutError stands for one that is late: it goes on by itself, bounded by its own time limit.
    Each runs in a thread with this request's context. Raises what was not expected.
    """
    made: dict[str, Future[Answer]] = {
        name: _pool().submit(copy_current_request_context(call)) for name, call in calls.items()
    }
    wait(made.values(), seconds)
    found: dict[str, Answer | Exception] = {}
    for name, future in made.items():
        answer = _answer_of(future, expected)
        found[name] = answer
    return found


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_THREADS, thread_name_prefix="together")


def _answer_of(future: Future[Answer], expected: tuple[type[Exception], ...]) -> Answer | Exception:
    if not future.done():
        future.cancel()
        return TimeoutError()
    try:
        return future.result()
    except expected as error:
        return error
