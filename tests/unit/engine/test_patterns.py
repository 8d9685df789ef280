from __future__ import annotations

import pytest

from engine import patterns


@pytest.mark.parametrize("pattern", [r"\s*\s*\s*x", "^(a+)+$", "(a|a)*b", "(.*)*(.*)*y"])
def test_no_pattern_takes_longer_than_its_text(pattern):
    assert patterns.problem(pattern) is None
    # A backtracking engine would not see the end of any of these.
    assert not patterns.is_found(pattern, " " * 200_000 + "a" * 30 + "!")


def test_a_pattern_is_found_anywhere():
    assert patterns.is_found("b+", "abbc")
    assert patterns.is_found("^é$", "é")
    assert not patterns.is_found("^b", "ab")


@pytest.mark.parametrize("pattern", ["(", "(?=a)", r"(a)\1", "a{9999}", "[", "\ud800"])
def test_what_is_no_pattern_says_why(pattern):
    assert patterns.problem(pattern)
