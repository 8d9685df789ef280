"""The page of functions names each of them, and what it shows is so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.expressions import Scope, evaluate
from engine.expressions.functions import FUNCTIONS
from engine.expressions.reference import SECTIONS, reference
from tests.unit.engine.expressions.conftest import NOW

PAGE = Path(__file__).parents[3] / "docs" / "functions.md"
ENTRIES = {name: entry for section in SECTIONS.values() for name, entry in section.items()}


def test_the_page_ends_with_the_reference_that_the_code_makes():
    assert PAGE.read_text().endswith("\n" + reference())


def test_every_function_is_in_the_reference_once():
    assert sum(map(len, SECTIONS.values())) == len(ENTRIES)
    assert set(ENTRIES) == set(FUNCTIONS)


@pytest.mark.parametrize("name", ENTRIES)
def test_an_example_of_the_reference_is_so(name):
    entry = ENTRIES[name]
    scope = Scope({}, NOW, lambda: "id-0")
    assert f"{name}(" in entry.example
    assert evaluate(entry.example, scope) == json.loads(entry.result)


@pytest.mark.parametrize("name", ENTRIES)
def test_the_arguments_of_the_reference_are_those_of_the_function(name):
    function = FUNCTIONS[name]
    named = [one for one in ENTRIES[name].arguments.split(", ") if one]
    repeats = named[-1:] == ["…"]
    named = named[:-1] if repeats else named
    needed = [one for one in named if not one.startswith("[")]
    least = len(function.takes) if function.least is None else function.least
    assert (len(named), len(needed), repeats) == (len(function.takes), least, function.repeats)
