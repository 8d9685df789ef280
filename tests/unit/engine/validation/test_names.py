from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions.reading import paths_read
from engine.validation import validate
from tests.support.world import final, step

FIELDS = [{"name": "customer", "type": "object"}, {"name": "topic"}]


def flow(template, *, fields=FIELDS, kind="api", **more):
    trigger = {"id": "start", "type": kind, "nextStepId": "look", "data": {"fields": fields}}
    look = {**step("look", "set", "end", values={"kept": 1}), "name": "look up", "output": "found"}
    last = {**final("end"), "data": {"outputs": [{"name": "n", "output": template}]}}
    return {"steps": [trigger, look, last], **more}


def said(definition):
    issues = validate(definition)
    return {one.path: (one.message, one.severity) for one in issues if one.code == "unknown_name"}


HERE = "/steps/2/data/outputs/0/output"

# What nothing has -> what was meant.
MISSPELT = {
    "{{steps.lookk_up.data}}": "did you mean look_up?",
    "{{steps['look_upp']}}": "did you mean look_up?",
    "{{custmer.name}}": "did you mean customer?",
    "{{inputs.nope}}": "known are customer, topic",
    "{{inputs.topics}}": "did you mean topic?",
    "{{ len(founds) }}": "did you mean found?",
    "{{ topic == 1 ? kep : 2 }}": "did you mean kept?",
    "{{ [1, {a: topik}] }}": "did you mean topic?",
    "{{flow.nmae}}": "did you mean name?",
    "{{step.currentNme}}": "did you mean currentName?",
    "{{_trigger.scheduledfor}}": "did you mean scheduledFor?",
}


@pytest.mark.parametrize("template", MISSPELT)
def test_name_that_nothing_has_is_a_warning_where_it_stands(template):
    message, severity = said(flow(template))[HERE]
    assert severity == "warning"
    assert MISSPELT[template] in message


@pytest.mark.parametrize(
    "template",
    [
        "{{customer.name}} {{inputs.topic}} {{found.kept}} {{kept}} {{steps.look_up.kept}}",
        "{{steps}} {{inputs}} {{steps[topic]}} {{item}} {{error.code}} {{approval.comment}}",
        "{{flow.id}} {{currentUser.email}} {{currentDate}} {{_trigger.data.x}} {{_resumeData.a}}",
        "{{ 1 + }} {{custmer}}",
        "no template",
    ],
)
def test_name_that_there_may_be_is_let_pass(template):
    assert said(flow(template)) == {}


@pytest.mark.parametrize(
    ("kind", "fields"), [("api", None), ("peer.action", FIELDS), ("webhook.orders", FIELDS)]
)
def test_where_any_name_may_come_only_steps_and_the_system_are_looked_at(kind, fields):
    assert said(flow("{{anything}} {{inputs.anything}}", kind=kind, fields=fields)) == {}
    assert HERE in said(flow("{{steps.lookk_up}}", kind=kind, fields=fields))


def test_names_in_expressions_paths_loops_and_branches_are_looked_at():
    inner = step("i", "set", None, values={"x": "{{topik}}"})
    loop = {**step("look", "each", "end", arrayVariable="custmer.orders"), "steps": [inner]}
    definition = flow("{{topic}}")
    definition["steps"][1] = loop
    assert set(said(definition)) == {
        "/steps/1/data/arrayVariable",
        "/steps/1/steps/0/data/values/x",
    }
    branch = {"name": "b", "steps": [{**inner, "id": "j"}]}
    definition["steps"][1] = step("look", "parallel", "end", branches=[branch])
    assert set(said(definition)) == {"/steps/1/data/branches/0/steps/0/data/values/x"}


def test_a_hundred_unknown_names_are_told_of_and_no_more():
    many = {f"v{number}": f"{{{{nope{number}}}}}" for number in range(300)}
    definition = flow("{{topic}}")
    definition["steps"][1] = step("look", "set", "end", values=many)
    assert len(said(definition)) == 100


def doubled(template):
    definition = flow(template)
    definition["steps"].insert(2, {**step("again", "set", "end", values={}), "name": "look_up"})
    definition["steps"][1]["nextStepId"] = "again"
    issues = validate(definition)
    return [(one.path, one.severity) for one in issues if one.code == "duplicate_name"]


def test_two_steps_of_one_name_are_a_doubt_and_refused_where_the_name_is_read():
    assert doubled("{{topic}}") == [("/steps/2/name", "warning")]
    assert doubled("{{steps.look_up.kept}}") == [("/steps/2/name", "error")]


def test_two_ends_of_one_name_hide_nothing():
    definition = flow("{{topic}}")
    definition["steps"][2]["name"] = "End"
    definition["steps"].append({**final("other"), "name": "End"})
    assert "duplicate_name" not in {one.code for one in validate(definition)}


@given(st.text(max_size=60))
def test_no_source_is_too_odd_to_be_read(text):
    assert isinstance(paths_read(text), list)
    assert isinstance(paths_read(text, bare=True), list)
    assert isinstance(paths_read("{{" + text + "}}"), list)


def test_paths_are_read_as_far_as_they_are_written_out():
    source = "a.b['c'][i.j].d + first(x)[0]"
    assert paths_read(source, bare=True) == [("a", "b", "c"), ("i", "j"), ("x",)]
    assert paths_read("{{ {k: !m.n} }}") == [("m", "n")]
