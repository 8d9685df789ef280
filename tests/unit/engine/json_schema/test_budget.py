"""What a schema may cost: linear in schema and value, and bounded by one budget."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from engine import inputs, json_schema, patterns
from engine.errors import InvalidInput
from engine.json_schema import evaluation


@pytest.fixture
def spent(monkeypatch):
    """Return what each validation took of its budget."""
    found = []

    @contextmanager
    def watched():
        with evaluation.begin() as begun:
            try:
                yield begun
            finally:
                found.append(evaluation.MOST_KEYWORDS - begun.left)

    monkeypatch.setattr(json_schema, "begin", watched)
    json_schema._judged.cache_clear()
    return found


def doubled(keyword, depth, last):
    """Return definitions of which each holds the next one twice."""
    made = {f"d{n}": {keyword: [{"$ref": f"#/$defs/d{n + 1}"}] * 2} for n in range(depth)}
    return {**made, f"d{depth}": last}


def chained(depth, last):
    def one(n):
        return {"$ref": f"#/$defs/d{n}"}

    made = {
        f"d{n}": {"not": one(n + 1), "if": one(n + 1), "then": one(n + 1), "contains": one(n + 1)}
        for n in range(depth)
    }
    return {**made, f"d{depth}": last}


FANS = {
    "anyOf": doubled("anyOf", 60, False),
    "oneOf": doubled("oneOf", 60, False),
    "allOf that fails": doubled("allOf", 60, False),
    "allOf that fits": doubled("allOf", 60, True),
    "not and if": chained(60, False),
}


@pytest.mark.parametrize("name", FANS)
@pytest.mark.parametrize(
    "more", [{}, {"unevaluatedProperties": False}, {"unevaluatedItems": False}]
)
def test_references_that_fan_out_cost_what_they_hold(spent, name, more):
    schema = {"properties": {"a": {"$ref": "#/$defs/d0", **more}}, "$defs": FANS[name]}
    assert json_schema.schema_problem(schema) is None
    for value in ({"x": 1}, ["x"]):
        found = json_schema.issues(schema, {"a": value}, "/data")
        assert "schema_too_costly" not in {issue.code for issue in found}
    assert max(spent) < 10_000


def test_the_root_may_fan_out_as_well(spent):
    schema = {"$ref": "#/$defs/d0", "$defs": doubled("anyOf", 60, False)}
    assert json_schema.schema_problem(schema) is None
    assert [issue.path for issue in json_schema.issues(schema, {}, "/data")] == ["/data"]
    assert max(spent) < 10_000


LINEAR = {
    "uniqueItems": lambda n: ({"uniqueItems": True}, [{"a": i} for i in range(n)] + [1]),
    "enum": lambda n: (
        {"items": {"enum": [{"a": i} for i in range(n)]}},
        [{"a": i} for i in range(n)],
    ),
    "const": lambda n: ({"items": {"const": [1] * n}}, [[1] * n] * 3),
}


@pytest.mark.parametrize("name", LINEAR)
def test_comparisons_cost_what_is_compared(spent, name):
    costs = []
    for size in (500, 2_000):
        schema, value = LINEAR[name](size)
        spent.clear()
        assert json_schema.issues(schema, value, "") == []
        costs.append(spent[-1])
    assert costs[1] <= 5 * costs[0] + 50


COSTLY = {
    "wide times long": (
        {"items": {"not": {"required": [f"r{n}" for n in range(900)]}}},
        [{}] * 2000,
    ),
    "properties": ({"items": {"properties": {f"p{n}": {} for n in range(900)}}}, [{}] * 2000),
    "dependents": (
        {"items": {"not": {"dependentRequired": {"a": [f"r{n}" for n in range(900)]}}}},
        [{"a": 1}] * 2000,
    ),
    "empty schemas": ({"items": {"anyOf": [{"type": "null"}] * 900}}, [1] * 2000),
    "pattern": ({"pattern": "[ab]*a[ab]{900}c"}, "ab" * 500_000),
    "patterns": ({"items": {"pattern": "[ab]*a[ab]{900}c"}}, ["ab" * 5000] * 100),
    "covers": (
        {"items": {"allOf": [{"properties": {}}] * 300, "unevaluatedProperties": True}},
        [{f"p{n}": 1 for n in range(300)}] * 300,
    ),
    "patterns times names": (
        {"patternProperties": {f"z{n}": {} for n in range(300)}},
        {f"n{n}": 1 for n in range(300)},
    ),
    "patterns times names that are extra": (
        {"patternProperties": {f"z{n}": {} for n in range(150)}, "additionalProperties": True},
        {f"n{n}": 1 for n in range(150)},
    ),
    "patterns times names that are not judged": (
        {
            "patternProperties": {f"z{n}": {} for n in range(150)},
            "unevaluatedProperties": True,
        },
        {f"n{n}": 1 for n in range(150)},
    ),
    "long references": (
        {"items": {"$ref": "#/$defs/" + "a" * 30_000}, "$defs": {"a" * 30_000: {"type": "null"}}},
        list(range(2000)),
    ),
}


@pytest.mark.parametrize("name", COSTLY)
def test_what_takes_more_work_than_the_budget_is_an_issue_with_its_place(name):
    schema, value = COSTLY[name]
    assert json_schema.schema_problem(schema) is None
    (issue,) = json_schema.issues(schema, value, "/data")
    assert (issue.path, issue.code) == ("/data", "schema_too_costly")
    assert str(evaluation.MOST_KEYWORDS) in issue.message


def test_a_schema_too_large_to_be_checked_is_told():
    schema = {"properties": {f"p{n}": {"anyOf": [False, True]} for n in range(2000)}}
    assert "more work" in json_schema.schema_problem(schema)


def test_a_schema_nested_too_deep_is_told():
    schema = {}
    for _ in range(2000):
        schema = {"not": schema}
    assert "too deep" in json_schema.schema_problem(schema)


def test_a_value_nested_too_deep_is_an_issue():
    value = []
    for _ in range(2000):
        value = [value]
    (issue,) = json_schema.issues({"items": {"$ref": "#"}}, value, "/data")
    assert "too deep" in issue.message


@pytest.mark.parametrize(
    "value", ["x" * 100_000, [["x" * 900] * 900] * 9, {"k" * 900: {"a": {"b": 1}}}]
)
def test_messages_are_short_whatever_the_value(value):
    schema = {"anyOf": [False, {"type": "null"}, {"enum": [["y" * 1000] * 9]}]}
    for issue in json_schema.issues(schema, value, ""):
        assert len(issue.message) <= 500


def test_a_schema_is_checked_once_however_many_values_it_judges(spent):
    schema = {"properties": {f"p{n}": {"type": "integer"} for n in range(50)}}
    for _ in range(5):
        json_schema.issues(schema, {"p1": 1}, "")
    assert len([units for units in spent if units > 100]) <= 1 + 5
    assert spent[0] > spent[1] == spent[-1]


def test_backtracking_patterns_are_found_in_linear_time_wherever_they_stand(spent):
    name = "a" * 5_000 + "b"
    for more in ({"additionalProperties": False}, {"unevaluatedProperties": False}):
        found = json_schema.issues({"patternProperties": {"^(a+)+$": {}}, **more}, {name: 1}, "")
        assert [issue.path for issue in found] == [""]
    assert max(spent) < 1_000


def test_patterns_cost_as_often_as_they_are_searched_for_however_short_the_names(spent):
    for rules, names in ((10, 50), (50, 50), (50, 250)):
        schema = {"patternProperties": {f"z{n}": {} for n in range(rules)}}
        assert json_schema.issues(schema, {f"n{n}": 1 for n in range(names)}, "") == []
        assert rules * names <= spent[-1] <= 2 * rules * names


def test_patterns_of_properties_judge_an_object_of_a_common_size(spent):
    rules = {f"^x{n}-": {"type": "integer"} for n in range(20)}
    schema = {"patternProperties": rules, "additionalProperties": False}
    assert json_schema.issues(schema, {f"x{n % 20}-{n}": n for n in range(500)}, "") == []


def test_fields_whose_patterns_cost_too_much_are_refused_by_name():
    fields = [{"name": "a", "pattern": "[ab]*a[ab]{900}c"}, {"name": "b", "pattern": "^b"}]
    with pytest.raises(InvalidInput) as refused:
        inputs.checked(fields, {"a": "ab" * 100_000, "b": "b"})
    (issue,) = refused.value.issues
    assert issue.path == "/a"
    assert "too long" in issue.message


def test_many_fields_share_one_budget():
    fields = [{"name": f"f{n}", "pattern": "[ab]*a[ab]{300}c"} for n in range(200)]
    text = "ab" * 1000
    one = patterns.cost_of("[ab]*a[ab]{300}c", text)
    assert one < inputs.MOST_PATTERN_WORK < 200 * one
    with pytest.raises(InvalidInput) as refused:
        inputs.checked(fields, {f"f{n}": text for n in range(200)})
    assert "too long" in refused.value.issues[-1].message
