from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.expressions import ExpressionError
from engine.expressions.errors import wrong
from engine.expressions.programs import ENTRY_WEIGHT, TEMPLATES, Program, ProgramCache

EMPTY = Program((), frozenset(), None, plain=False)


def test_a_source_is_compiled_once():
    compiled = []
    cache = ProgramCache(lambda source: compiled.append(source) or EMPTY, 1000)

    assert cache.get("a") is cache.get("a")
    assert compiled == ["a"]


def test_the_cache_forgets_the_oldest_beyond_its_size():
    compiled = []
    cache = ProgramCache(lambda source: compiled.append(source) or EMPTY, 2 * (ENTRY_WEIGHT + 1))
    for source in "abcba":
        cache.get(source)

    assert compiled == ["a", "b", "c", "a"]


def test_an_error_is_not_kept():
    attempts = []

    def fail(source: str) -> Program:
        attempts.append(source)
        raise wrong("never")

    cache = ProgramCache(fail, 1000)
    for _ in range(2):
        with pytest.raises(ExpressionError):
            cache.get("a")

    assert attempts == ["a", "a"]


def test_threads_share_the_cache_without_losing_room():
    cache = ProgramCache(lambda _source: EMPTY, 50 * (ENTRY_WEIGHT + 2))
    with ThreadPoolExecutor(4) as pool:
        sources = [f"{number % 80:02}" for number in range(2000)]
        assert all(program is EMPTY for program in pool.map(cache.get, sources))

    assert len(cache._programs) * (ENTRY_WEIGHT + 2) + cache._room == 50 * (ENTRY_WEIGHT + 2)


def test_the_shared_cache_returns_the_same_program():
    assert TEMPLATES.get("{{ some.path }}") is TEMPLATES.get("{{ some.path }}")
