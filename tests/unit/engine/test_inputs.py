from __future__ import annotations

import pytest

from engine import inputs
from engine.errors import InvalidInput


def wrong(field, value):
    with pytest.raises(InvalidInput) as caught:
        inputs.checked([{"name": "a", **field}], {"a": value})
    return [(issue.path, issue.code) for issue in caught.value.issues]


@pytest.mark.parametrize(
    ("type_name", "good", "bad"),
    [
        ("string", "x", 1),
        ("number", 1.5, True),
        ("number", 1, "1"),
        ("integer", 5, 5.5),
        ("boolean", False, 0),
        ("object", {}, []),
        ("array", [], {}),
        ("file", "file_1", 1),
    ],
)
def test_a_value_has_its_fields_type(type_name, good, bad):
    assert inputs.checked([{"name": "a", "type": type_name}], {"a": good}) == {"a": good}
    assert wrong({"type": type_name}, bad) == [("/a", "invalid_type")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ({"type": "number", "min": 2}, 1),
        ({"type": "number", "max": 2}, 3),
        ({"minLength": 2}, "x"),
        ({"maxLength": 2}, "xxx"),
        ({"type": "array", "minLength": 1}, []),
        ({"options": ["x", {"value": "y", "label": "Y"}]}, "z"),
        ({"pattern": "^a"}, "b"),
    ],
)
def test_a_value_keeps_to_its_bounds(field, value):
    assert wrong(field, value) == [("/a", "invalid_value")]


def test_defaults_are_filled_in_and_required_ones_missed():
    fields = [
        {"name": "a", "default": 5, "type": "integer"},
        {"name": "b"},
        {"name": "c/d", "required": True},
    ]
    assert inputs.checked(fields, {"c/d": "x"}) == {"a": 5, "c/d": "x"}
    with pytest.raises(InvalidInput) as caught:
        inputs.checked(fields, {"c/d": None})
    assert [(issue.path, issue.code) for issue in caught.value.issues] == [("/c~1d", "required")]


def test_a_default_is_given_again_for_null():
    assert inputs.checked([{"name": "a", "default": 5, "type": "integer"}], {"a": None}) == {"a": 5}


def test_an_unknown_field_is_an_error():
    with pytest.raises(InvalidInput):
        inputs.checked([{"name": "a"}], {"b": 1})


def test_without_fields_anything_goes():
    assert inputs.checked(None, {"x": 1}) == inputs.checked([], {"x": 1}) == {"x": 1}


def test_options_may_be_objects():
    field = {"options": ["x", {"value": "y"}]}
    assert inputs.checked([{"name": "a", **field}], {"a": "y"}) == {"a": "y"}
