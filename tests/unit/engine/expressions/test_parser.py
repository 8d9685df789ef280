from __future__ import annotations

import pytest

from engine.expressions import ExpressionError, evaluate, render


@pytest.mark.parametrize(
    ("source", "position", "message"),
    [
        ("", 0, "an expression is missing"),
        ("  ", 2, "an expression is missing"),
        ("{{ }}", 3, "an expression is missing"),
        ("1 2", 2, "unexpected '2'"),
        ("1 +", 3, "the expression ends too early"),
        ("(1", 2, "the expression ends too early, ')' is wanted"),
        ("[1 2]", 3, "unexpected '2', ',' is wanted"),
        ("[,]", 1, "unexpected ','"),
        ("{a}", 2, "unexpected '}', ':' is wanted"),
        ("{[a]: 1}", 1, "unexpected '[', a key is wanted"),
        ("{1.5: 1}", 1, "unexpected '1.5', a key is wanted"),
        ("a.", 2, "the expression ends too early, a member's name is wanted"),
        ("a.0", 2, "unexpected '0', a member's name is wanted"),
        ("a ? b", 5, "the expression ends too early, ':' is wanted"),
        ("a = 1", 2, "unexpected character '='"),
        ("a | b", 2, "unexpected character '|'"),
        ("`a`", 0, "unexpected character '`'"),
        ("'a", 0, "a text is never closed by its quote"),
        ("'\\u12'", 0, "the escape \\u is incomplete"),
        ("'\\u{110000}'", 0, "an escape is beyond Unicode"),
        ("'\\ud800'", 0, "text: the text holds an unpaired surrogate"),
        ("a in", 4, "the expression ends too early"),
        ("in", 0, "unexpected 'in'"),
        ("1 + and", 4, "unexpected 'and'"),
        ("foo(1)", 0, "there is no function 'foo'"),
        ("1 + now(1)", 4, "now: takes 0 arguments, not 1"),
        ("len()", 0, "len: takes 1 argument, not 0"),
        ("slice('a')", 0, "slice: takes 2 to 3 arguments, not 1"),
        ("min()", 0, "min: takes 1 or more arguments, not 0"),
        ("a.b(1)", 3, "only the listed functions can be called"),
        ("len('a')(1)", 8, "only the listed functions can be called"),
        ("{{ a }} {{ b }}", None, "one expression is wanted"),
        ("{{ a }} b", None, "one expression is wanted"),
        ("{{ a", 0, "'{{' is never closed by '}}'"),
    ],
)
def test_a_syntax_error_names_its_place(scope, source, position, message):
    with pytest.raises(ExpressionError) as caught:
        evaluate(source, scope())

    assert caught.value.code == "EXPRESSION_ERROR"
    assert message in caught.value.message
    assert caught.value.position == position


def test_a_position_counts_from_the_start_of_the_template(scope):
    with pytest.raises(ExpressionError) as caught:
        render("Hello {{ 1 + }}", scope())

    assert caught.value.position == 13


@pytest.mark.parametrize("opening", ["(", "[", "-", "!", "1+(", "a ? 1 : ", "str(", "{a:"])
def test_nesting_beyond_the_limit_is_refused(scope, opening):
    with pytest.raises(ExpressionError) as caught:
        evaluate(opening * 70 + "1", scope())

    assert caught.value.code == "EXPRESSION_LIMIT"


def test_sixty_four_levels_are_allowed(scope):
    assert evaluate("(" * 64 + "1" + ")" * 64, scope()) == 1


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1" + "+1" * 4999, 5000),
        ("a" + ".a" * 4999, None),
        ("0" + "||0" * 3000 + "||7", 7),
    ],
)
def test_a_long_flat_expression_is_no_nesting(scope, source, expected):
    assert evaluate(source, scope()) == expected


def test_a_number_of_absurd_length_is_refused(scope):
    with pytest.raises(ExpressionError) as caught:
        evaluate("1" * 5000, scope())

    assert caught.value.code == "EXPRESSION_LIMIT"


def test_a_text_that_is_no_text_is_refused(scope):
    with pytest.raises(ExpressionError, match="an expression must be text"):
        evaluate(True, scope())
