"""What a template rendered, held against the fields of its step."""

from __future__ import annotations

import pytest

from engine.outcome import Failed
from engine.step_data import fitted
from engine.steps import BY_NAME
from engine.steps.base import DataField, StepType
from tests.support.world import World, call, each, error_of, final, output_of, step


def failure(type_name, value, name, texts=()):
    rendered = fitted(BY_NAME[type_name], {name: "{{v}}"}, {name: value}, texts)
    return rendered.failure if isinstance(rendered, Failed) else rendered


@pytest.mark.parametrize(
    ("value", "got"),
    [
        ("ten", 'the text "ten"'),
        (-1, "the number -1"),
        (0, "the number 0"),
        (1.5, "the number 1.5"),
        ("1.5", 'the text "1.5"'),
        (True, "true"),
        ([1], "a list"),
        ({}, "an object"),
        ("x" * 100, f'the text "{"x" * 40}…"'),
        ("NaN", 'the text "NaN"'),
        ("9" * 5000, f'the text "{"9" * 40}…"'),
    ],
)
def test_wrong_number_of_items_is_told_with_place_and_what_is_allowed(value, got):
    found = failure("each", value, "maxItems")
    assert (found.code, found.retryable) == ("INVALID_STEP_DATA", False)
    allowed = "maxItems is a whole number, at least 1"
    assert found.message == f"/data/maxItems: {allowed}; got {got}"
    assert found.details == {"pointer": "/data/maxItems", "allowed": allowed, "got": got}


@pytest.mark.parametrize(
    ("type_name", "name", "value", "expected"),
    [
        ("each", "maxItems", "10", 10),
        ("each", "maxItems", " 10 ", 10),
        ("each", "maxItems", "1e1", 10),
        ("each", "maxItems", 10.0, 10),
        ("each", "maxItems", None, ...),
        ("each", "maxItems", "", ...),
        ("each", "continueOnError", "false", False),
        ("each", "continueOnError", "True", True),
        ("each", "continueOnError", 0, False),
        ("each", "continueOnError", "", ...),
        ("each", "outputs", None, ...),
        ("wait", "expiresInSeconds", "1.5", 1.5),
        ("wait", "schema", None, ...),
        ("tool", "parameters", [], []),
        ("set", "values", None, None),
        ("switch", "value", None, None),
        ("wait", "event", {"a": 1}, {"a": 1}),
        ("run-flow", "flowId", 5, 5),
    ],
)
def test_usable_value_is_what_its_field_wants(type_name, name, value, expected):
    whole = {} if expected is ... else {name: expected}
    assert failure(type_name, value, name) == whole


@pytest.mark.parametrize(
    ("type_name", "name", "value", "code", "place"),
    [
        ("each", "concurrency", 101, "INVALID_STEP_DATA", "/concurrency"),
        ("each", "continueOnError", "yes", "INVALID_STEP_DATA", "/continueOnError"),
        ("each", "continueOnError", [], "INVALID_STEP_DATA", "/continueOnError"),
        ("each", "outputs", "some", "INVALID_STEP_DATA", "/outputs"),
        ("while", "maxIterations", 2001, "INVALID_STEP_DATA", "/maxIterations"),
        ("condition", "match", ["all"], "INVALID_STEP_DATA", "/match"),
        ("condition", "conditions", "x", "INVALID_STEP_DATA", "/conditions"),
        ("condition", "conditions", None, "INVALID_STEP_DATA", "/conditions"),
        ("condition", "conditions", ["x"], "INVALID_STEP_DATA", "/conditions/0"),
        ("condition", "conditions", [{}], "INVALID_STEP_DATA", "/conditions/0/operator"),
        (
            "condition",
            "conditions",
            [{"operator": ["equals"]}],
            "INVALID_STEP_DATA",
            "/conditions/0/operator",
        ),
        ("switch", "cases", 5, "INVALID_STEP_DATA", "/cases"),
        ("switch", "cases", [1], "INVALID_STEP_DATA", "/cases/0"),
        ("set", "values", "x", "INVALID_STEP_DATA", "/values"),
        ("set", "values", [{"name": [1]}], "INVALID_STEP_DATA", "/values/0/name"),
        ("final", "outputs", [{"output": 1}], "INVALID_STEP_DATA", "/outputs/0/name"),
        ("wait", "schema", [1], "INVALID_STEP_DATA", "/schema"),
        ("wait", "schema", {"type": 5}, "INVALID_STEP_DATA", "/schema"),
        ("wait", "schema", {"pattern": "("}, "INVALID_STEP_DATA", "/schema"),
        ("show-form", "fields", [{"name": 5}], "INVALID_STEP_DATA", "/fields/0"),
        ("show-form", "fields", {"a": 1}, "INVALID_STEP_DATA", "/fields"),
        (
            "user-approval",
            "fields",
            [{"name": "a", "type": "tpye"}],
            "INVALID_STEP_DATA",
            "/fields/0/type",
        ),
        ("user-approval", "approvers", 5, "INVALID_APPROVAL", "/approvers"),
        ("user-approval", "requiredApprovals", 101, "INVALID_APPROVAL", "/requiredApprovals"),
        ("user-approval", "onExpire", "aprove", "INVALID_STEP_DATA", "/onExpire"),
        ("client-tool", "toolName", None, "INVALID_STEP_DATA", "/toolName"),
        ("client-tool", "toolName", " ", "INVALID_STEP_DATA", "/toolName"),
        ("ask-llm", "responseSchema", "text", "INVALID_STEP_DATA", "/responseSchema"),
        ("ask-llm", "responseSchema", {"type": 5}, "INVALID_STEP_DATA", "/responseSchema"),
        ("ask-llm", "messages", ["x"], "INVALID_MESSAGES", "/messages/0"),
        ("ask-llm", "temperature", "warm", "INVALID_STEP_DATA", "/temperature"),
        ("ask-llm", "model", {"a": 1}, "INVALID_STEP_DATA", "/model"),
        ("extract-data", "schema", "text", "INVALID_SCHEMA", "/schema"),
        ("tool", "parameters", "text", "INVALID_PARAMETERS", "/parameters"),
        ("tool", "toolId", ["a"], "INVALID_STEP_DATA", "/toolId"),
        ("run-flow", "inputs", [1], "INVALID_INPUTS", "/inputs"),
        ("delay", "seconds", "soon", "INVALID_DELAY", "/seconds"),
        ("http-request", "headers", [1], "INVALID_STEP_DATA", "/headers"),
        ("http-request", "maxBytes", "lots", "INVALID_STEP_DATA", "/maxBytes"),
        ("code", "timeoutSeconds", 61, "INVALID_STEP_DATA", "/timeoutSeconds"),
    ],
)
def test_unusable_value_is_refused_with_the_code_and_place_of_its_field(
    type_name, name, value, code, place
):
    found = failure(type_name, value, name)
    assert (found.code, found.details["pointer"]) == (code, f"/data{place}")


def test_more_approvals_than_people_are_named_are_not_waited_for():
    data = {"approvers": {"users": ["ada"]}, "requiredApprovals": 2}
    found = fitted(BY_NAME["user-approval"], {}, data)
    assert found.failure.code == "INVALID_APPROVAL"


def test_secret_is_masked_and_a_field_of_secrets_shows_no_value():
    found = failure("each", "x" * 38 + "canary-secret", "maxItems", ["canary-secret"])
    assert "can" not in found.message
    assert found.message.endswith('x**…"')
    header = failure("http-request", "Bearer abc", "headers")
    assert header.message == "/data/headers: headers is an object; got text"


def test_bounds_hold_for_what_is_rendered_and_not_for_what_an_old_version_says():
    each_ = BY_NAME["each"]
    assert fitted(each_, {"concurrency": 150}, {"concurrency": 150}) == {"concurrency": 150}
    assert isinstance(fitted(each_, {"concurrency": "{{n}}"}, {"concurrency": 150}), Failed)


def test_kind_that_nothing_is_known_of_takes_anything():
    made = StepType("x", lambda *_: None, fields=(DataField("a", "template"),))
    assert fitted(made, {}, {"a": [1], "b": 2}) == {"a": [1], "b": 2}


POLICIES = [
    ({"onError": "continue"}, {"got": "INVALID_STEP_DATA"}),
    ({"errorNextStepId": "sorry"}, {"code": "INVALID_STEP_DATA"}),
]


@pytest.mark.parametrize(("policy", "expected"), POLICIES)
def test_refused_data_is_a_failure_as_any_other(policy, expected):
    wait = {**step("w", "wait", "end", schema="{{v}}"), "output": "w", **policy}
    run = World().run(
        wait,
        final("end", got="{{w.error.code}}"),
        final("sorry", code="{{error.code}}"),
        inputs={"v": [1]},
    )
    assert output_of(run) == expected


def test_what_is_wrong_is_told_before_the_first_effect():
    world = World()
    run = world.run(
        each("l", [1, 2, 3], call("c"), maxItems="{{v}}", errorNextStepId="end"),
        final("end"),
        inputs={"v": "ten"},
    )
    assert error_of(run)["message"].startswith("/data/maxItems: ")
    assert world.sink.calls == []


def test_number_that_a_template_renders_as_text_counts_as_the_number():
    loop = each("l", [1, 2, 3], step("b", "set", None, values={}), maxItems="{{v}}")
    run = World().run(loop, final("end", n="{{l.processedItems}}"), inputs={"v": "2"})
    assert output_of(run) == {"n": 2}


def test_number_of_too_many_digits_is_told_without_them():
    found = failure("while", 10**5000, "maxIterations")
    assert found.message.endswith("got a number of too many digits")
