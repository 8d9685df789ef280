from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.showing import shaped

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


def text(value):
    return {"kind": "text", "text": value}


def test_names_and_values_stand_in_the_order_of_the_schema_under_its_titles():
    schema = {"properties": {"total": {"title": "Total"}, "paid": {}}}
    shown = shaped({"extra": 1, "paid": True, "total": 12.5}, schema)
    rows = [("Total", text("12.5")), ("paid", text("yes")), ("extra", text("1"))]
    assert shown == {"kind": "facts", "rows": rows, "more": 0}


def test_a_list_of_objects_is_a_table_of_all_their_names():
    schema = {"items": {"properties": {"n": {"title": "Number"}}}}
    shown = shaped([{"who": "Ada"}, {"n": 1}], schema)
    assert shown["columns"] == ["Number", "who"]
    assert shown["rows"] == [[{"kind": "nothing"}, text("Ada")], [text("1"), {"kind": "nothing"}]]


def test_a_list_of_anything_else_is_a_list_and_a_long_one_says_how_much_is_left_out():
    shown = shaped([*range(130)])
    assert (shown["kind"], len(shown["items"]), shown["more"]) == ("list", 100, 30)
    assert shaped(["a", {"b": 1}])["kind"] == "list"


@pytest.mark.parametrize(
    ("value", "wanted", "kind"),
    [
        ("https://x.example/a", "uri", "link"),
        ("javascript:alert(1)", "uri", "text"),
        ("https://x.example/a", None, "text"),
        ("2026-01-02T03:04:05Z", "date-time", "time"),
        ("2026-01-02T03:04:05", "date-time", "text"),
        ("0001-01-01T00:00:00+23:59", "date-time", "text"),
        ("9999-12-31T23:59:59-23:59", "date-time", "text"),
        ("tomorrow", "date-time", "text"),
        ("x", {"not": "hashable"}, "text"),
    ],
)
def test_a_format_is_believed_as_far_as_it_fits(value, wanted, kind):
    assert shaped(value, {"format": wanted}) == {"kind": kind, "text": value}


@pytest.mark.parametrize("value", [None, "", [], {}])
def test_nothing_is_said_to_be_nothing(value):
    assert shaped(value) == {"kind": "nothing"}


def test_what_lies_deep_is_told_in_one_line():
    deep = shaped({"a": {"b": {"c": {"d": 1}}}})
    assert "'text': '{\"d\": 1}'" in str(deep)


@given(value=JSON, schema=JSON)
def test_any_value_and_any_schema_are_drawn(value, schema):
    assert shaped(value, schema)["kind"] in {"facts", "table", "list", "text", "nothing"}


@given(value=JSON, inner=JSON)
def test_a_schema_that_is_odd_inside_is_passed_over(value, inner):
    for schema in ({"properties": inner, "items": inner}, {"properties": {"": inner}}):
        assert shaped({"": value}, schema)["kind"] == "facts"
