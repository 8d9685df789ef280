"""Schemas that users give: the verdicts are those of the standard, nothing is fetched."""

from __future__ import annotations

import urllib.request
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from engine import json_schema

PLACES = st.sampled_from(["#", "#/$defs/a", "#/$defs/b"])
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 2)
    | st.sampled_from([0.0, 1.0, 1.5])
    | st.text("ab", max_size=2),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=6,
)


def shapes(inner):
    some = st.lists(inner, min_size=1, max_size=2)
    named = st.dictionaries(st.sampled_from("abc"), inner, max_size=2)
    return st.fixed_dictionaries(
        {},
        optional={
            "$ref": st.sampled_from(["#/$defs/a", "#/$defs/b"]),
            "type": st.sampled_from(["object", "array", "string", "integer", "number"]),
            "enum": st.lists(VALUES, min_size=1, max_size=3),
            "const": VALUES,
            "properties": named,
            "patternProperties": st.dictionaries(st.sampled_from(["^a", "b$"]), inner, max_size=2),
            "additionalProperties": inner,
            "propertyNames": inner,
            "required": st.just(["a"]),
            "dependentRequired": st.just({"a": ["b"]}),
            "dependentSchemas": named,
            "items": inner,
            "prefixItems": some,
            "contains": inner,
            "uniqueItems": st.booleans(),
            "pattern": st.sampled_from(["^a", "b"]),
            "multipleOf": st.sampled_from([1, 0.5]),
            "minimum": st.just(1),
            "allOf": some,
            "anyOf": some,
            "oneOf": some,
            "not": inner,
            "if": inner,
            "then": inner,
            "else": inner,
            "unevaluatedProperties": inner,
            "unevaluatedItems": inner,
        },
    )


SCHEMAS = st.recursive(st.booleans() | shapes(st.booleans()), shapes, max_leaves=4)


@settings(max_examples=60, deadline=None)
@given(schema=shapes(SCHEMAS), a=SCHEMAS, value=VALUES)
def test_a_value_fits_exactly_when_the_reference_implementation_says_so(schema, a, value):
    whole = {**schema, "$defs": {"a": a if a is not None else True, "b": {"type": "integer"}}}
    try:
        expected = Draft202012Validator(whole).is_valid(value)
    except RecursionError:
        expected = False
    assert (json_schema.issues(whole, value, "") == []) == expected


@pytest.mark.parametrize(
    "scheme", ["http://127.0.0.1:9/x", "https://x.test/s", "file:///etc/hosts"]
)
@pytest.mark.parametrize("place", [{"$ref": ...}, {"properties": {"a": {"$dynamicRef": ...}}}])
def test_a_reference_elsewhere_is_never_fetched(monkeypatch, scheme, place):
    asked = []
    monkeypatch.setattr(urllib.request, "urlopen", lambda *given, **_: asked.append(given))
    text = {"$ref": scheme} if "$ref" in place else {"properties": {"a": {"$dynamicRef": scheme}}}
    with warnings.catch_warnings(record=True) as warned:
        found = json_schema.issues(text, {"a": 1}, "/data")
    assert asked == []
    assert warned == []
    assert found[0].code == "invalid_schema"
    assert scheme in found[0].message


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        ({"$ref": "#"}, "refers to itself without end"),
        ({"unevaluatedProperties": False, "$ref": "#"}, "without end"),
        ({"$ref": "#/a", "a": 5}, "no schema"),
        ({"$ref": "#/a", "a": {"type": 5}}, "not valid"),
        ({"$ref": "#/a", "a": {"$schema": 5}}, "not of type"),
        ({"$ref": "#/allOf/x", "allOf": [True]}, "does not hold"),
        ({"$ref": "#/a/b/c", "a": {"b": 1}}, "does not hold"),
        ({"$id": "http://[", "$ref": "x"}, "$id"),
        ({"$ref": "#nowhere"}, "does not hold"),
        ({"type": "strin"}, "'strin'"),
        ({"properties": {"a": {"pattern": "("}}}, "RE2"),
        ({"patternProperties": {"(": True}}, "RE2"),
        ([], "an object"),
    ],
)
def test_a_schema_that_makes_no_sense_is_told_and_refuses_values(schema, told):
    assert told in json_schema.schema_problem(schema)
    if isinstance(schema, dict):
        (issue,) = json_schema.issues(schema, {"a": 1}, "/data")
        assert (issue.path, issue.code) == ("/data", "invalid_schema")


def test_a_schema_of_an_older_draft_inside_is_judged_by_the_same_rules():
    old = "http://json-schema.org/draft-07/schema#"
    schema = {"$schema": old, "properties": {"a": {"$ref": "#"}, "b": {"pattern": "^(a+)+$"}}}
    (issue,) = json_schema.issues(schema, {"a": {"a": {"b": "a" * 40 + "b"}}}, "")
    assert issue.path == "/a/a/b"


def test_a_schema_may_refer_to_the_standards_own():
    schema = {"$ref": "https://json-schema.org/draft/2020-12/schema"}
    assert json_schema.issues(schema, {"type": "string"}, "") == []
    assert [one.path for one in json_schema.issues(schema, {"type": "strin"}, "")] == ["/type"]


def test_the_place_of_an_issue_is_a_pointer_below_the_given_one():
    schema = {
        "$defs": {"n": {"type": "integer"}},
        "properties": {"a/b": {"items": {"$ref": "#/$defs/n"}}},
    }
    found = json_schema.issues(schema, {"a/b": [1, "x", "y"]}, "/data")
    assert [issue.path for issue in found] == ["/data/a~1b/1", "/data/a~1b/2"]


def test_numbers_are_equal_by_value_and_never_to_booleans():
    assert json_schema.issues({"enum": [1.0]}, 1, "") == []
    assert json_schema.issues({"const": [1]}, [1.0], "") == []
    assert json_schema.issues({"enum": [1]}, True, "")
    assert json_schema.issues({"uniqueItems": True}, [1, True, "1", [1], [True]], "") == []
    assert json_schema.issues({"uniqueItems": True}, [{"a": 1, "b": 2}, {"b": 2.0, "a": 1}], "")


def test_a_number_beyond_every_float_is_judged():
    assert json_schema.issues({"multipleOf": 0.5}, 10**400, "") == []
    assert json_schema.issues({"multipleOf": 3.5}, 10**400 + 1, "")
