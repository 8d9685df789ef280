"""The project's English: markers of unclear sentences and names only ever become fewer."""

from __future__ import annotations

import ast

import pytest

from tests.support import language
from tests.support.language import comments, compare, counts, in_prose, is_participle, stored_counts


@pytest.fixture(scope="module")
def compared():
    return compare(stored_counts(), counts())


def test_no_marker_of_unclear_english_becomes_more_frequent(compared):
    assert compared[0] == []


def test_counts_that_fell_are_stored(compared):
    """`make language` stores them."""
    assert compared[1] == []


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("Ask him first.", "pronouns"),
        ("Somebody took it.", "nobody"),
        ("What the run waits for.", "what"),
        ("A claim.\n\nWhat it found.", "what"),
        ("One beside the other.", "idioms"),
        ("It comes to be read.", "idioms"),
    ],
)
def test_each_marker_is_counted_once(text, marker):
    found = {name: number for name, number in in_prose([text]).items() if name != "words"}
    assert found == {name: int(name == marker) for name in found}


@pytest.mark.parametrize("text", ["What now? Ask.", "Tell what it is.", "The worker takes it."])
def test_plain_sentences_and_questions_are_not_counted(text):
    assert set(in_prose([text]).items()) >= {("what", 0), ("nobody", 0), ("idioms", 0)}


@pytest.mark.parametrize("name", ["checked", "_noted", "told", "made"])
def test_a_bare_participle_is_no_name_of_a_function(name):
    assert is_participle(name)


@pytest.mark.parametrize(
    "name", ["check", "read", "is_checked", "require_checked", "embed", "feed"]
)
def test_verbs_are_names_of_functions(name):
    assert not is_participle(name)


def test_comments_of_neighbouring_lines_are_one():
    assert list(comments("# One\n# sentence.\nx = 1\n# Another.\n")) == [
        "One sentence.",
        "Another.",
    ]


def test_properties_are_values_and_not_counted_as_functions():
    tree = ast.parse("class A:\n @property\n def kept(self): ...\n def told(self): ...\n")
    assert list(language.functions(tree)) == ["told"]


def test_risen_and_fallen_counts_are_said_with_their_part():
    stored = {"api": {"what": 100, "nobody": 100, "idioms": 100}}
    found = {"api": {"what": 101, "nobody": 99, "idioms": 97, "words": 5}}
    risen, fallen = compare(stored, found)
    assert risen == ["api, what: 101 instead of 100"]
    assert fallen == ["api, idioms: 97 instead of 100"]
