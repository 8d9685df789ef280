from __future__ import annotations

import pytest

from engine.expressions import Problem, names_used, problems


def test_a_sound_value_has_no_problems():
    assert problems({"a": ["{{ b.c }}", 1, None, "text }}", "{% x %}"]}) == []


def test_each_problem_names_its_place():
    found = problems({"a/b": ["ok", "x {{ 1 + }}"], "m~n": "{{ nope(1) }}", "k": "{{ x"})

    assert found == [
        Problem("/a~1b/1", 9, "the expression ends too early"),
        Problem("/m~0n", 3, "there is no function 'nope'"),
        Problem("/k", 0, "'{{' is never closed by '}}'"),
    ]


def test_a_string_alone_is_at_the_empty_pointer():
    assert problems("{{ a. }}")[0].pointer == ""


def test_a_bare_expression_is_checked_without_braces():
    assert problems("a >", bare=True) == [Problem("", 3, "the expression ends too early")]
    assert problems("a > 1", bare=True) == []
    assert problems("{{ a > 1 }}", bare=True) == []
    assert problems("a >") == []


def test_a_source_too_long_is_a_problem():
    assert "longer than" in problems("{{ a }}" + " " * 10_000)[0].message


def test_a_value_nested_too_deep_is_a_problem():
    value: list = ["{{"]
    for _ in range(64):
        value = [value]

    assert [problem.message for problem in problems(value)] == ["nested more than 64 levels deep"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("no names", set()),
        ("secrets", set()),
        ("{{ a.b[c].d }} {{ e ?? f }}", {"a", "c", "e", "f"}),
        ("{{ len(secrets.k) }}", {"secrets"}),
        ("{{ {secrets: inputs['secrets'].secrets} }}", {"inputs"}),
        ("{{ true ? null : 'secrets' }}", set()),
        ("{{ broken", set()),
    ],
)
def test_the_names_a_template_reads_are_known(source, expected):
    assert names_used(source) == expected


def test_the_names_a_bare_expression_reads_are_known():
    assert names_used("secrets.k && a", bare=True) == {"secrets", "a"}
    assert names_used("{{ secrets.k }}", bare=True) == {"secrets"}
