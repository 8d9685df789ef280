"""A whole definition has one budget: what is beyond it is an issue, found before it is read."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime

import pytest

from engine import allowance, cron, patterns, validation
from engine.errors import Issue
from engine.expressions import programs
from engine.json_schema import schema_problem
from engine.steps import BY_NAME
from engine.validation.cost import MOST_EXPRESSIONS, MOST_ISSUES, cost_issues, told

TRIGGER = {"id": "s", "type": "api", "nextStepId": "a0"}
WILD = "(a{0,1000}|b{0,1000}|[ab]{0,1000})*d"


def definition(*datas, type_="set"):
    steps = [{"id": f"a{n}", "type": type_, "data": data} for n, data in enumerate(datas)]
    for step, after in itertools.pairwise(steps):
        step["nextStepId"] = after["id"]
    return {"steps": [TRIGGER, *steps]}


def errors(found):
    return [issue for issue in found if issue.severity == "error"]


def test_expressions_beyond_the_budget_are_an_issue_of_their_step_and_are_not_read(monkeypatch):
    read = []
    monkeypatch.setattr(programs, "tokenize", lambda *given, **_: read.append(given))
    half = {"values": {f"v{n}": "{{ " + "a+" * 500 + "1 }}" for n in range(66)}}
    found = validation.validate(definition(half, half))
    assert [(issue.path, issue.code) for issue in errors(found)] == [
        ("/steps/2", "definition_too_costly")
    ]
    assert str(MOST_EXPRESSIONS) in found[-1].message
    assert read == []


@pytest.mark.parametrize(
    ("data", "type_", "is_costly"),
    [
        ({"values": {"v": "plain " * 100_000 + "{{ name }}"}}, "set", False),
        ({"values": {"v": "{{" + "a" * MOST_EXPRESSIONS}}, "set", True),
        ({"values": {"{{" + "a" * MOST_EXPRESSIONS: 1}}, "set", True),
        ({"values": [{"v": ["{{ a }}" * (MOST_EXPRESSIONS // 7 + 1)]}]}, "set", True),
        ({"code": "{{" * MOST_EXPRESSIONS}, "code", False),
        ({"expression": "a" * (MOST_EXPRESSIONS + 1)}, "condition", True),
        ({"expression": "a" * MOST_EXPRESSIONS}, "condition", False),
    ],
)
def test_only_what_is_an_expression_counts(data, type_, is_costly):
    found = validation.validate(definition(data, type_=type_))
    assert ("definition_too_costly" in {issue.code for issue in found}) is is_costly


def test_fields_share_one_allowance_for_patterns():
    fields = [{"name": f"f{n}", "pattern": f"{WILD}{n}"} for n in range(60)]
    found = validation.validate({"steps": [{**TRIGGER, "data": {"fields": fields}}]})
    costly = [issue for issue in found if allowance.SPENT in issue.message]
    assert 0 < len(costly) < 60
    assert costly[-1].path == "/steps/0/data/fields/59/pattern"


def test_schemas_share_one_allowance_however_often_they_were_checked():
    def schema(title):
        inner = {f"p{n}": {"type": "string", "minLength": 1} for n in range(150)}
        return {"title": title, "properties": inner}

    asked = definition(*({"schema": schema(str(n))} for n in range(60)), type_="wait")
    first, again = errors(validation.validate(asked)), errors(validation.validate(asked))
    assert first == again
    assert {issue.code for issue in first} == {"invalid_schema"}
    assert first[-1].path == "/steps/60/data/schema"
    assert all(allowance.SPENT in issue.message for issue in first)
    assert schema_problem(schema("1")) is None


def test_patterns_within_schemas_are_paid_for():
    properties = {f"p{n}": {"pattern": f"{WILD}{n}"} for n in range(60)}
    assert allowance.SPENT in schema_problem({"properties": properties})


def test_a_pattern_that_is_too_large_is_paid_for_too():
    with allowance.allowance() as given:
        assert "too large" in patterns.problem(r"(\pL{0,1000}|\pL{0,1000})x")
    assert given.left < allowance.MOST_UNITS


def test_outside_of_a_definition_nothing_is_shared():
    allowance.charge(10 * allowance.MOST_UNITS)
    assert not allowance.is_spent()


@pytest.mark.parametrize("last", ["error", "warning"])
def test_more_issues_than_are_told_are_summed_up_and_no_error_is_lost(last):
    many = [Issue(f"/{n}", "x", "x", "warning") for n in range(MOST_ISSUES)]
    kept = told([*many, Issue("/last", "x", "x", last)])
    assert len(kept) == MOST_ISSUES
    assert (kept[-1].code, kept[-1].severity) == ("too_many_issues", last)
    assert told(many) == many


def test_the_cost_of_the_largest_ordinary_flow_is_within_the_budget():
    text = json.dumps({"a": "{{ upper(customer.name) }} wrote {{ message.text }}"})
    nodes = validation.definition.nodes_of(definition(*[{"v": text}] * 500)["steps"], "", 1, [])
    assert list(cost_issues(nodes, BY_NAME)) == []


def test_crons_share_the_allowance_however_often_they_were_checked():
    def trigger(n):
        # A fifth Monday that is the first or the 31st: looked for in 50 years of days.
        return {
            "id": f"s{n}",
            "type": "schedule",
            "nextStepId": "a0",
            "data": {"cron": f"{n % 60} {n // 60} */31 * 1#5"},
        }

    asked = {"steps": [*map(trigger, range(60)), *definition({})["steps"]]}
    first, again = errors(validation.validate(asked)), errors(validation.validate(asked))
    assert first == again
    crons = [issue for issue in first if issue.path.endswith("/cron")]
    assert crons[0].message == "never fires"
    assert crons[-1].message == allowance.SPENT
    assert 10 < sum(issue.message == "never fires" for issue in crons) < 40


def test_a_cron_that_fires_soon_costs_next_to_nothing():
    with allowance.allowance() as given:
        assert list(cron.problems("0 9 * * MON-FRI", "UTC", datetime(2026, 1, 1, tzinfo=UTC))) == []
    assert allowance.MOST_UNITS - given.left < 5
