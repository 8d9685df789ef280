from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.steps import BUILTIN
from engine.validation import errors_in, validate
from tests.support.world import final, step

START = {"id": "start", "type": "api", "nextStepId": "a"}
CALL = step("a", "http-request", "end", url="https://service.example")


def flow(first, **trigger):
    return {"steps": [{**START, **trigger}, first, final("end")]}


def said(definition):
    return {issue.path: issue.message for issue in errors_in(validate(definition))}


def with_data(**data):
    return {**CALL, "data": {**CALL["data"], **data}}


# Where a field that nothing reads stands -> the name that was meant, or what the remedy is.
MISSPELT = {
    "/steps/1/timeoutSecond": (flow({**CALL, "timeoutSecond": 3}), "did you mean timeoutSeconds?"),
    "/steps/1/timeout": (flow({**CALL, "timeout": 3}), "did you mean timeoutSeconds?"),
    "/steps/1/onerror": (flow({**CALL, "onerror": "continue"}), "did you mean onError?"),
    "/steps/1/error_next_step_id": (
        flow({**CALL, "error_next_step_id": "end"}),
        "did you mean errorNextStepId?",
    ),
    "/steps/1/retry/maxAttempt": (
        flow({**CALL, "retry": {"maxAttempt": 3}}),
        "did you mean maxAttempts?",
    ),
    "/steps/1/elseNextStepId": (flow({**CALL, "elseNextStepId": "end"}), "type http-request"),
    "/steps/1/data/heders": (flow(with_data(heders={})), "did you mean headers?"),
    "/steps/1/data/bodytype": (flow(with_data(bodytype="form")), "did you mean bodyType?"),
    "/steps/1/data/a~1b": (flow(with_data(**{"a/b": 1})), "known are auth, body"),
    "/steps/1/data/auth/tokn": (
        flow(with_data(auth={"type": "bearer", "tokn": "t"})),
        "did you mean token?",
    ),
    "/steps/1/data/top_p": (
        flow(step("a", "ask-llm", "end", connection="c", prompt="p", top_p=1)),
        "known are connection, maxTokens",
    ),
    "/steps/1/data/conditions/0/rigth": (
        flow(
            step(
                "a",
                "condition",
                "end",
                conditions=[{"left": 1, "operator": "equals", "rigth": 1}],
            )
        ),
        "did you mean right?",
    ),
    "/steps/1/data/cases/0/nextStep": (
        flow(step("a", "switch", "end", value=1, cases=[{"value": 1, "nextStep": "end"}])),
        "did you mean nextStepId?",
    ),
    "/steps/1/data/approvers/group": (
        flow(step("a", "user-approval", "end", message="m", approvers={"group": ["g"]})),
        "did you mean groups?",
    ),
    "/steps/1/data/branches/0/nmae": (
        flow(
            step(
                "a",
                "parallel",
                "end",
                branches=[{"name": "b", "nmae": "c", "steps": [step("s", "set", None, values={})]}],
            )
        ),
        "did you mean name?",
    ),
    "/steps/1/data/fields/0/requird": (
        flow(
            step(
                "a",
                "user-approval",
                "end",
                message="m",
                fields=[{"name": "reason", "requird": True}],
            )
        ),
        "did you mean required?",
    ),
    "/steps/0/data/feilds": (flow(CALL, data={"feilds": []}), "did you mean fields?"),
    "/steps/0/data/fields/0/defualt": (
        flow(CALL, data={"fields": [{"name": "x", "defualt": 1}]}),
        "did you mean default?",
    ),
    "/steps/0/retry": (flow(CALL, retry={"maxAttempts": 2}), "a trigger has no retry"),
    "/steps/0/nextStep": (flow(CALL, nextStep="a"), "did you mean nextStepId?"),
    "/contrl": ({**flow(CALL), "contrl": {}}, "did you mean control?"),
    "/control/concurency": (
        {**flow(CALL), "control": {"concurency": {"limit": 1}}},
        "did you mean concurrency?",
    ),
    "/control/concurrency/limits": (
        {**flow(CALL), "control": {"concurrency": {"limit": 1, "limits": 2}}},
        "did you mean limit?",
    ),
}


@pytest.mark.parametrize("path", MISSPELT, ids=str)
def test_unknown_field_is_refused_with_the_name_that_was_meant(path):
    definition, remedy = MISSPELT[path]
    assert remedy in said(definition)[path]


# Where a field of something near by stands -> what it belongs to.
MISPLACED = {
    "/steps/1/maxAttempts": (flow({**CALL, "maxAttempts": 3}), "belongs to retry"),
    "/steps/1/headers": (flow({**CALL, "headers": {}}), "belongs to data"),
    "/steps/1/data/timeoutSeconds": (flow(with_data(timeoutSeconds=3)), "belongs to the step"),
    "/deadlineSeconds": ({**flow(CALL), "deadlineSeconds": 60}, "belongs to control"),
}


@pytest.mark.parametrize("path", MISPLACED, ids=str)
def test_field_that_belongs_elsewhere_is_refused_with_its_place(path):
    definition, place = MISPLACED[path]
    assert place in said(definition)[path]


def test_name_that_is_like_no_other_is_a_doubt_beside_data_and_refused_within_it():
    definition = {**flow({**CALL, "zoom": 1, "data": {**CALL["data"], "zoom": 1}}), "zoom": 1}
    found = {one.path: one.severity for one in validate(definition)}
    assert found == {
        "/zoom": "warning",
        "/steps/1/zoom": "warning",
        "/steps/1/data/zoom": "error",
    }


def test_unknown_field_within_a_loop_and_a_branch_is_found_where_it_stands():
    inner = {**step("i", "set", None, values={}), "onErorr": "fail"}
    loop = {**step("a", "each", "end", items=[1]), "steps": [inner]}
    branches = [{"name": "b", "steps": [{**inner, "id": "j"}]}]
    assert "/steps/1/steps/0/onErorr" in said(flow(loop))
    fanned = flow(step("a", "parallel", "end", branches=branches))
    assert "/steps/1/data/branches/0/steps/0/onErorr" in said(fanned)


def test_notes_of_people_and_editors_count_nowhere_and_are_let_pass():
    notes = {"notes": "why", "position": {"x": 1}, "x-owner": "sales", "_id": "5", "color": "red"}
    definition = {**flow({**CALL, **notes}), **notes, "description": "d", "places": {}}
    definition["steps"][0] |= notes
    assert validate(definition) == []


def test_what_other_products_keep_at_a_definition_has_no_effect_and_is_said():
    issues = validate({**flow(CALL), "inputs": [], "outputs": []})
    assert {(one.path, one.severity) for one in issues} == {
        ("/inputs", "warning"),
        ("/outputs", "warning"),
    }


def test_fields_that_an_editor_cleared_are_let_pass():
    cleared = {"rejectNextStepId": None, "elseNextStepId": "", "widgetId": None}
    assert validate(flow({**CALL, **cleared})) == []


def test_a_thousand_unknown_fields_are_named_by_the_first_and_counted():
    issues = validate(flow({**CALL, **{f"odd{number}": 1 for number in range(1000)}}))
    assert len(issues) == 21
    assert errors_in(issues) == []
    assert "980 more" in issues[-1].message


def test_rows_of_one_field_are_told_of_twenty_times_at_most():
    rows = [{"left": 1, "operator": "equals", f"odd{number}": 1} for number in range(100)]
    issues = validate(flow(step("a", "condition", "end", conditions=rows)))
    assert sum(one.code == "unknown_field" for one in issues) == 20


def test_rows_that_are_no_objects_and_data_of_a_webhook_are_not_looked_into():
    hook = {"id": "h", "type": "webhook.orders", "nextStepId": "a", "data": {"event": ["paid"]}}
    set_ = step("a", "set", "end", values={"anything": 1})
    assert validate({"steps": [hook, set_, final("end")]}) == []


@given(st.sampled_from(BUILTIN), st.text(max_size=80), st.text(max_size=80))
def test_any_name_that_a_type_does_not_have_is_an_issue_and_never_an_error(step_type, one, two):
    raw = {"id": "a", "type": step_type.name, one: 1, "data": {two: 1}}
    found = {issue.path for issue in validate(flow(raw)) if issue.code == "unknown_field"}
    is_known = two in {field.name for field in step_type.fields} or two.startswith(("x-", "_"))
    pointer = two.replace("~", "~0").replace("/", "~1")
    if one != "data":
        assert (f"/steps/1/data/{pointer}" in found) is not is_known
