"""`validate` never raises, whatever JSON it is given, and what it passes can be compiled."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.plan import compile_plan
from engine.steps import BUILTIN
from engine.validation import errors_in, validate
from tests.support.world import final, step

START = {"id": "start", "type": "api", "nextStepId": "end"}
STEP_FIELDS = [
    "nextStepId", "elseNextStepId", "rejectNextStepId", "errorNextStepId", "name", "output",
    "retry", "timeoutSeconds", "onError", "onCrash", "steps",
]  # fmt: skip
TRIGGER_FIELDS = [
    "name", "type", "required", "default", "options", "min", "max", "minLength", "maxLength",
    "pattern",
]  # fmt: skip

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(10**300, 10**301)
    | st.floats()
    | st.text(st.characters(codec=None), max_size=6)
    | st.sampled_from(["start", "end", "{{x}}", "{{", "set", "integer", "a{99999999999999999999}"])
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "value", "operator", "nextStepId"]), inner)
    ),
    max_leaves=6,
)


@st.composite
def nearly_steps(draw):
    """A step of a known type with its own fields, every one of them perhaps nonsense."""
    step_type = draw(st.sampled_from(BUILTIN))
    data = {field.name: anything for field in step_type.fields}
    optional = {
        "data": st.fixed_dictionaries({}, optional=data),
        **dict.fromkeys(STEP_FIELDS, anything),
    }
    made = draw(st.fixed_dictionaries({}, optional=optional))
    return {"id": draw(st.sampled_from(["a", "b"])), "type": step_type.name, **made}


def codes(*steps):
    return [
        (issue.path, issue.code) for issue in validate({"steps": [START, *steps, final("end")]})
    ]


@given(st.lists(nearly_steps(), max_size=3))
@settings(max_examples=80)
def test_nonsense_in_the_fields_of_real_steps_is_looked_at_without_a_crash(steps):
    definition = {"steps": [START, *steps, final("end")]}
    if not errors_in(validate(definition)):
        compile_plan(definition, version_id="v", flow_id="f", name="n", version=1)


@pytest.mark.filterwarnings("ignore::FutureWarning")  # of patterns that Python will read otherwise
@given(
    st.lists(
        st.fixed_dictionaries({}, optional=dict.fromkeys(TRIGGER_FIELDS, anything)), max_size=3
    )
)
@settings(max_examples=60)
def test_nonsense_in_the_fields_of_a_trigger_is_looked_at_without_a_crash(fields):
    validate({"steps": [{**START, "data": {"fields": fields}}, final("end")]})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", {"\udfff": 1}], ids=repr)
def test_what_json_cannot_hold_is_an_issue_of_the_whole(value):
    assert codes(step("a", "set", "end", values={"x": value})) == [("", "invalid_json")]


@pytest.mark.parametrize("depth", [100, 300, 600, 900, 5000])
def test_any_depth_of_data_is_an_issue(depth):
    value = "{{x}}"
    for _ in range(depth):
        value = [value]
    assert {code for _, code in codes(step("a", "set", "end", values={"x": value}))} & {
        "invalid_template",
        "invalid_json",
    }


@pytest.mark.parametrize("depth", [20, 200, 400, 450, 480, 2000])
def test_any_depth_of_loops_is_an_issue(depth):
    nested = step("x", "set", None, values={})
    for number in range(depth):
        nested = {**step(f"l{number}", "each", None, items=[1]), "steps": [nested]}
    assert {code for _, code in codes(nested)} & {"too_deep", "invalid_json"}


@pytest.mark.parametrize("values", ["text", 5, True])
def test_values_of_set_that_are_no_values_are_an_issue(values):
    assert ("/steps/1/data/values", "invalid_type") in codes(step("a", "set", "end", values=values))


def test_values_of_set_may_be_known_once_rendered():
    found = validate(
        {"steps": [{**START, "nextStepId": "a"}, step("a", "set", None, values="{{x}}")]}
    )
    assert found == []


def test_a_pattern_that_repeats_too_often_is_an_issue():
    fields = [{"name": "a", "pattern": "a{9999}"}]
    found = validate({"steps": [{**START, "data": {"fields": fields}}, final("end")]})
    assert [issue.path for issue in found] == ["/steps/0/data/fields/0/pattern"]


def test_a_bad_template_does_not_hide_a_secret_out_of_place_elsewhere():
    found = codes(
        step("a", "set", "end", values={"x": "{{secrets.k}}"}), step("b", "delay", None, until="{{")
    )
    assert {code for _, code in found} >= {"secret_not_allowed", "invalid_template"}


@pytest.mark.parametrize("reject", [None, ""])
def test_an_empty_reject_path_is_none(reject):
    ask = {**step("a", "user-approval", "end", message="?"), "rejectNextStepId": reject}
    assert ("/steps/1/rejectNextStepId", "no_reject_path") in codes(ask)


@pytest.mark.parametrize("type_name", ["form", "schedule", "peer.message"])
def test_two_triggers_of_such_a_kind_are_one_too_many(type_name):
    twice = [{"id": name, "type": type_name, "nextStepId": "end"} for name in "ab"]
    assert ("/steps/2/type", "duplicate_trigger") in codes(*twice)


def test_several_webhooks_and_actions_are_fine():
    extra = [
        {"id": f"{type_name}{number}", "type": type_name, "nextStepId": "end"}
        for type_name in ("webhook.x", "peer.action")
        for number in range(2)
    ]
    extra = [{**trigger, "id": f"t{index}"} for index, trigger in enumerate(extra)]
    assert codes(*extra) == []


def test_what_is_wrong_in_a_body_is_found_there():
    body = [step("x", "set", None, values={"a": "{{ 1 +"}), step("y", "nope")]
    found = codes({**step("l", "each", "end", items=[1]), "steps": body})
    assert ("/steps/1/steps/0/data/values/a", "invalid_template") in found
    assert ("/steps/1/steps/1/type", "unknown_step_type") in found
    assert ("/steps/1/steps/1", "unreachable_step") not in found  # its loop is not reached at all


def test_a_step_of_a_body_that_nothing_leads_to_is_found():
    body = [step("x", "set", None, values={}), step("y", "set", None, values={})]
    loop = {**step("l", "each", None, items=[1]), "steps": body}
    found = validate({"steps": [{**START, "nextStepId": "l"}, loop]})
    assert [(issue.path, issue.code) for issue in found] == [
        ("/steps/1/steps/1", "unreachable_step")
    ]


def test_a_name_with_a_slash_is_escaped_in_its_path():
    assert ("/steps/1/data/a~1b~0c", "invalid_template") in codes(
        {"id": "a", "type": "set", "data": {"values": {}, "a/b~c": "{{"}}
    )
