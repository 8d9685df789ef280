from __future__ import annotations

import pytest

from engine.validation import validate
from tests.support.world import final, step

START = {"id": "start", "type": "api", "nextStepId": "a"}


def set_(step_id, next_id):
    return step(step_id, "set", next_id, values={})


def found(*steps, start=START):
    issues = validate({"steps": [start, *steps]})
    codes = ("endless_circle", "no_next_step", "no_else_path")
    return [(one.path, one.code, one.severity) for one in issues if one.code in codes]


CONDITION = {**step("a", "condition", "b", expression="x"), "elseNextStepId": "b"}
CASES = [{"value": 1, "nextStepId": "a"}]

# Steps that lead round without an end -> where that is said.
ENDLESS = {
    "two steps": ([set_("a", "b"), set_("b", "a")], "/steps/1"),
    "one step": ([set_("a", "a")], "/steps/1"),
    "behind other steps": ([set_("a", "b"), set_("b", "c"), set_("c", "b")], "/steps/2"),
    "both ways of a condition": ([CONDITION, set_("b", "a")], "/steps/1"),
    "every case of a switch": ([step("a", "switch", "a", value=1, cases=CASES)], "/steps/1"),
    "an error path": ([{**set_("a", "b"), "errorNextStepId": "b"}, set_("b", "a")], "/steps/1"),
    "within a loop": (
        [{**step("a", "each", None, items=[1]), "steps": [set_("b", "c"), set_("c", "b")]}],
        "/steps/1/steps/0",
    ),
    "within a branch": (
        [step("a", "parallel", None, branches=[{"name": "n", "steps": [set_("b", "b")]}])],
        "/steps/1/data/branches/0/steps/0",
    ),
}


@pytest.mark.parametrize("what", ENDLESS)
def test_circle_without_a_way_out_is_refused_where_it_begins(what):
    steps, place = ENDLESS[what]
    assert found(*steps) == [(f"{place}/nextStepId", "endless_circle", "error")]


# Steps that lead round and out.
ENDING = {
    "a condition that ends": [{**CONDITION, "elseNextStepId": "end"}, set_("b", "a"), final("end")],
    "an error path": [{**set_("a", "a"), "errorNextStepId": "end"}, final("end")],
    "the default of a switch": [step("a", "switch", "end", value=1, cases=CASES), final("end")],
    "a case that leads nowhere": [step("a", "switch", "a", value=1, cases=[*CASES, {"value": 2}])],
    "a rejection": [
        {**step("a", "user-approval", "a", message="m"), "rejectNextStepId": "end"},
        final("end"),
    ],
    "a link to nowhere": [set_("a", "x")],
}


@pytest.mark.parametrize("what", ENDING)
def test_circle_with_a_way_out_is_let_pass(what):
    assert found(*ENDING[what]) == []


def test_endless_circle_of_a_step_that_waits_is_a_doubt():
    assert found(step("a", "delay", "b", seconds=60), set_("b", "a")) == [
        ("/steps/1/nextStepId", "endless_circle", "warning")
    ]


def test_two_circles_are_two_issues_however_many_ways_lead_into_them():
    steps = [
        set_("a", "b"),
        set_("b", "b"),
        set_("c", "c"),
        set_("d", "b"),
        set_("e", "d"),
    ]
    places = [path for path, *_ in found(*steps, set_("f", "c"))]
    assert places == ["/steps/2/nextStepId", "/steps/3/nextStepId"]


def test_trigger_that_leads_nowhere_and_condition_without_an_else_are_doubts():
    start = {"id": "start", "type": "api"}
    assert found(final("a"), start=start) == [("/steps/0/nextStepId", "no_next_step", "warning")]
    condition = step("a", "condition", "end", expression="x")
    assert found(condition, final("end")) == [
        ("/steps/1/elseNextStepId", "no_else_path", "warning")
    ]
