from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.plan import compile_plan
from engine.validation import Bounds, errors_in, validate
from tests.support.world import call, final, step

START = {"id": "start", "type": "api", "nextStepId": "end"}


def flow(*steps, **trigger):
    first = {**START, **trigger}
    if steps:
        first["nextStepId"] = steps[0].get("id")
    return {"steps": [first, *steps, final("end")]}


def found(definition, **given):
    return {(issue.path, issue.code) for issue in validate(definition, **given)}


def test_a_finished_definition_has_no_issues():
    assert validate(flow(step("a", "set", "end", values={"x": "{{y + 1}}"}))) == []


# What is wrong -> where it is found and under which code.
WRONG = {
    "not an object": ({"steps": [START, 5, final("end")]}, "/steps/1", "invalid_step"),
    "no steps": ({}, "/steps", "required"),
    "steps not an array": ({"steps": {}}, "/steps", "required"),
    "no trigger": ({"steps": [final("end")]}, "/steps", "no_trigger"),
    "no id": (flow({"type": "final"}), "/steps/1/id", "invalid_id"),
    "long id": (flow(final("x" * 129)), "/steps/1/id", "invalid_id"),
    "id with a slash": (flow(final("a/b")), "/steps/1/id", "invalid_id"),
    "doubled id": (flow(final("end")), "/steps/2/id", "duplicate_id"),
    "unknown type": (flow({"id": "a", "type": "nope"}), "/steps/1/type", "unknown_step_type"),
    "type not a text": (flow({"id": "a", "type": 1}), "/steps/1/type", "unknown_step_type"),
    "dangling link": (
        flow(step("a", "set", "x", values={})),
        "/steps/1/nextStepId",
        "dangling_step",
    ),
    "link not a text": (
        flow(step("a", "set", 5, values={})),
        "/steps/1/nextStepId",
        "invalid_type",
    ),
    "link to a trigger": (
        flow(step("a", "set", "start", values={})),
        "/steps/1/nextStepId",
        "invalid_target",
    ),
    "data not an object": (
        flow({"id": "a", "type": "set", "data": []}),
        "/steps/1/data",
        "invalid_type",
    ),
    "name not a text": (flow({**final("a"), "name": 1}), "/steps/1/name", "invalid_type"),
    "two api triggers": (
        {"steps": [START, {**START, "id": "b"}, final("end")]},
        "/steps/1/type",
        "duplicate_trigger",
    ),
    "trigger in a loop": (
        flow({**step("l", "each", "end", items=[1]), "steps": [{"id": "t", "type": "api"}]}),
        "/steps/1/steps/0/type",
        "invalid_value",
    ),
    "loop without a body": (
        flow(step("l", "each", "end", items=[1])),
        "/steps/1/steps",
        "required",
    ),
    "body of no loop": (
        flow({**step("a", "set", "end", values={}), "steps": [final("b")]}),
        "/steps/1/steps",
        "invalid_value",
    ),
    "body not an array": (
        flow({**step("l", "each", "end"), "steps": {}}),
        "/steps/1/steps",
        "invalid_type",
    ),
    "jump out of a loop": (
        flow(
            {**step("l", "each", "end", items=[1]), "steps": [step("b", "set", "end", values={})]}
        ),
        "/steps/1/steps/0/nextStepId",
        "dangling_step",
    ),
    "switch case to nowhere": (
        flow(step("s", "switch", "end", value=1, cases=[{"value": 1, "nextStepId": "x"}])),
        "/steps/1/data/cases/0/nextStepId",
        "dangling_step",
    ),
    "unreachable": ({"steps": [START, final("end"), final("b")]}, "/steps/2", "unreachable_step"),
    "rejection like approval": (
        flow(step("a", "user-approval", "end", message="m")),
        "/steps/1/rejectNextStepId",
        "no_reject_path",
    ),
    "required data": (flow(step("a", "user-approval", "end")), "/steps/1/data/message", "required"),
    "data of another type": (
        flow(step("a", "http-request", "end", url=5)),
        "/steps/1/data/url",
        "invalid_type",
    ),
    "bool for a number": (
        flow(step("a", "delay", "end", seconds=True)),
        "/steps/1/data/seconds",
        "invalid_type",
    ),
    "too small": (
        flow(step("a", "delay", "end", seconds=-1)),
        "/steps/1/data/seconds",
        "invalid_value",
    ),
    "too large": (
        flow(
            {**step("w", "while", "end", condition="1", maxIterations=2001), "steps": [final("b")]}
        ),
        "/steps/1/data/maxIterations",
        "invalid_value",
    ),
    "not an option": (
        flow(step("c", "condition", "end", match="some", conditions=[{"operator": "isTrue"}])),
        "/steps/1/data/match",
        "invalid_value",
    ),
    "bad template": (
        flow(step("a", "set", "end", values=[{"name": "x", "value": "{{ 1 + }}"}])),
        "/steps/1/data/values/0/value",
        "invalid_template",
    ),
    "bad expression": (
        flow(step("c", "condition", "end", expression="a &&")),
        "/steps/1/data/expression",
        "invalid_template",
    ),
    "a secret out of place": (
        flow(step("a", "set", "end", values={"x": ["{{secrets.key}}"]})),
        "/steps/1/data/values",
        "secret_not_allowed",
    ),
    "reserved name": (
        flow(step("a", "set", "end", values={"steps": 1})),
        "/steps/1/data/values",
        "reserved_name",
    ),
    "doubled name": (
        flow(step("a", "set", "end", values=[{"name": "x"}, {"name": "x"}])),
        "/steps/1/data/values/1/name",
        "duplicate_name",
    ),
    "output without a name": (
        flow({"id": "a", "type": "final", "data": {"outputs": [5]}}),
        "/steps/1/data/outputs/0",
        "invalid_value",
    ),
    "delay without a time": (flow(step("a", "delay", "end")), "/steps/1/data", "invalid_value"),
    "each without a source": (
        flow({**step("l", "each", "end"), "steps": [final("b")]}),
        "/steps/1/data",
        "invalid_value",
    ),
    "concurrency": (
        flow({**step("l", "each", "end", items=[], concurrency=0), "steps": [final("b")]}),
        "/steps/1/data/concurrency",
        "invalid_value",
    ),
    "no branches": (
        flow(step("p", "parallel", "end", branches=[])),
        "/steps/1/data/branches",
        "required",
    ),
    "branch without a name": (
        flow(step("p", "parallel", "end", branches=[{"steps": [final("b")]}])),
        "/steps/1/data/branches/0/name",
        "required",
    ),
    "branch without steps": (
        flow(step("p", "parallel", "end", branches=[{"name": "a", "steps": []}])),
        "/steps/1/data/branches/0/steps",
        "required",
    ),
    "two branches of one name": (
        flow(
            step(
                "p",
                "parallel",
                "end",
                branches=[
                    {"name": "a", "steps": [final("b")]},
                    {"name": "a", "steps": [final("c")]},
                ],
            )
        ),
        "/steps/1/data/branches/1/name",
        "duplicate_name",
    ),
    "out of a branch": (
        flow(
            step(
                "p",
                "parallel",
                "end",
                branches=[{"name": "a", "steps": [step("b", "set", "end", values={"x": 1})]}],
            )
        ),
        "/steps/1/data/branches/0/steps/0/nextStepId",
        "dangling_step",
    ),
    "template in a branch": (
        flow(
            step(
                "p",
                "parallel",
                "end",
                branches=[{"name": "a", "steps": [step("b", "set", None, values={"x": "{{"})]}],
            )
        ),
        "/steps/1/data/branches/0/steps/0/data/values/x",
        "invalid_template",
    ),
    "a flow that is not named": (
        flow(step("r", "run-flow", "end")),
        "/steps/1/data/flowId",
        "required",
    ),
    "condition that says nothing": (
        flow(step("c", "condition", "end")),
        "/steps/1/data",
        "invalid_value",
    ),
    "no conditions": (
        flow(step("c", "condition", "end", conditions=[])),
        "/steps/1/data/conditions",
        "required",
    ),
    "unknown operator": (
        flow(step("c", "condition", "end", conditions=[{"operator": "like"}])),
        "/steps/1/data/conditions/0/operator",
        "invalid_value",
    ),
    "odd case": (
        flow(step("s", "switch", "end", value=1, cases=[1])),
        "/steps/1/data/cases/0",
        "invalid_value",
    ),
    "onError": (flow({**final("a"), "onError": "ignore"}), "/steps/1/onError", "invalid_value"),
    "onCrash": (flow({**final("a"), "onCrash": "x"}), "/steps/1/onCrash", "invalid_value"),
    "no timeout": (
        flow({**final("a"), "timeoutSeconds": 0}),
        "/steps/1/timeoutSeconds",
        "invalid_value",
    ),
    "output name": (flow({**final("a"), "output": "a b"}), "/steps/1/output", "invalid_value"),
    "reserved output": (flow({**final("a"), "output": "flow"}), "/steps/1/output", "reserved_name"),
    "loop output": (flow({**final("a"), "output": "item"}), "/steps/1/output", "reserved_name"),
    "retry not an object": (flow(call("a", "end", retry=3)), "/steps/1/retry", "invalid_type"),
    "retry unknown": (
        flow(call("a", "end", retry={"times": 3})),
        "/steps/1/retry/times",
        "unknown_field",
    ),
    "half an attempt": (
        flow(call("a", "end", retry={"maxAttempts": 1.5})),
        "/steps/1/retry/maxAttempts",
        "invalid_value",
    ),
    "factor below one": (
        flow(call("a", "end", retry={"factor": 0.5})),
        "/steps/1/retry/factor",
        "invalid_value",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_found_in_its_place(name):
    definition, path, code = WRONG[name]
    assert (path, code) in found(definition)


# A field of a trigger -> where and what is wrong with it.
FIELDS = {
    "no name": ({}, "", "invalid_value"),
    "not an object": (5, "", "invalid_value"),
    "type": ({"name": "a", "type": "date"}, "/type", "invalid_value"),
    "required": ({"name": "a", "required": "yes"}, "/required", "invalid_type"),
    "bound": ({"name": "a", "type": "number", "min": "1"}, "/min", "invalid_type"),
    "options": ({"name": "a", "options": "x"}, "/options", "invalid_type"),
    "long pattern": ({"name": "a", "pattern": "x" * 201}, "/pattern", "invalid_value"),
    "no pattern": ({"name": "a", "pattern": "("}, "/pattern", "invalid_value"),
    "look-ahead": ({"name": "a", "pattern": "(?=a)"}, "/pattern", "invalid_value"),
    "default": ({"name": "a", "type": "integer", "default": "x"}, "/default", "invalid_type"),
}


@pytest.mark.parametrize("name", FIELDS)
def test_what_is_wrong_with_a_field_is_found(name):
    field, path, code = FIELDS[name]
    definition = flow(data={"fields": [field]})
    assert (f"/steps/0/data/fields/0{path}", code) in found(definition)


def test_fields_are_an_array_of_different_names():
    assert ("/steps/0/data/fields", "invalid_type") in found(flow(data={"fields": {}}))
    twice = flow(data={"fields": [{"name": "a"}, {"name": "a"}]})
    assert ("/steps/0/data/fields/1/name", "duplicate_name") in found(twice)


def test_a_good_field_is_fine():
    field = {"name": "a", "type": "string", "pattern": "^[a-z]+$", "default": "x", "options": ["x"]}
    assert validate(flow(data={"fields": [field]})) == []


def test_a_definition_has_bounds():
    many = {"steps": [START, *(final(f"s{n}") for n in range(10)), final("end")]}
    assert ("/steps", "too_many_steps") in found(many, bounds=Bounds(max_steps=5))
    assert found(many, bounds=Bounds(max_bytes=50)) == {("", "definition_too_large")}
    inner = [final("b")]
    for n in range(9):
        inner = [{**step(f"l{n}", "each", None, items=[1]), "steps": inner}]
    assert "too_deep" in {code for _, code in found({"steps": [START, *inner, final("end")]})}


def test_an_address_that_cannot_be_called_is_told_at_once():
    assert any(
        "url" in path for path, _ in found(flow(step("a", "http-request", "end", url="ftp://x")))
    )


def test_templates_are_typed_only_when_rendered():
    assert validate(flow(step("a", "delay", "end", seconds="{{n}}"))) == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["id", "type", "steps", "data", "nextStepId", "cases", "fields", "retry", "x"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(json_values)
def test_any_json_is_looked_at_without_a_crash(value):
    for definition in (
        value,
        {"steps": value},
        {"steps": [value]},
        flow(value if isinstance(value, dict) else {}),
    ):
        issues = validate(definition)
        if not errors_in(issues):
            compile_plan(definition, version_id="v", flow_id="f", name="n", version=1)
