"""Every policy on every step type works, or is refused when the flow is published."""

from __future__ import annotations

import pytest

from engine.steps import BY_NAME
from engine.validation import validate
from tests.support.world import World, error_of, final, output_of, step

POLICIES = {
    "timeoutSeconds": 5,
    "retry": {"maxAttempts": 2, "backoffSeconds": 1},
    "onError": "continue",
    "errorNextStepId": "sorry",
}
WRONG = "{{range('x')}}"
# Of each type data that publishing lets pass and whose templates fail when it is run.
FAILING = {
    "add-widget-to-message": {"widgetId": WRONG},
    "ask-llm": {"prompt": WRONG},
    "client-tool": {"toolName": WRONG},
    "code": {"code": "return 1", "inputs": WRONG},
    "condition": {"conditions": [{"left": WRONG, "operator": "isTrue"}]},
    "delay": {"seconds": WRONG},
    "each": {"items": WRONG},
    "end-session": {"reason": WRONG},
    "extract-data": {"text": WRONG, "schema": {}},
    "fail": {"message": WRONG},
    "final": {"outputs": [{"name": "x", "output": WRONG}]},
    "http-request": {"url": "https://a.example/{{range('x')}}"},
    "nodejs": {"code": "return 1", "inputs": WRONG},
    "run-flow": {"flowId": WRONG},
    "set": {"values": {"x": WRONG}},
    "show-form": {"title": WRONG},
    "switch": {"value": WRONG, "cases": []},
    "tool": {"toolId": WRONG, "action": "a"},
    "user-approval": {"message": WRONG},
    "wait": {"event": WRONG},
    "while": {"condition": "range('x')"},
    "parallel": {
        "branches": [{"name": "b", "steps": [step("in", "set", None, values={"x": WRONG})]}]
    },
}
LOOPS = ("each", "while")
ENDS = ("fail", "final")


def steps_of(type_name, **policies):
    made = {"id": "s", "type": type_name, "data": FAILING[type_name], **policies}
    made |= {} if type_name in ENDS else {"nextStepId": "end"}
    made |= {"rejectNextStepId": "end"} if type_name == "user-approval" else {}
    made |= {"steps": [step("in", "set", None, values={"x": 1})]} if type_name in LOOPS else {}
    return [made, final("end", way="next"), final("sorry", way="error", code="{{error.code}}")]


def refused(type_name, name, value):
    trigger = {"id": "start", "type": "api", "nextStepId": "s"}
    issues = validate({"steps": [trigger, *steps_of(type_name, **{name: value})]})
    errors = [one for one in issues if one.severity == "error"]
    assert {one.path for one in errors} <= {f"/steps/1/{name}"}
    return errors


def ended(type_name, **policies):
    world = World()
    run = world.run(*steps_of(type_name, **policies))
    for _ in range(5):
        world.wake(3600)
    return world.read(run.run_id), world.records(run)


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("type_name", BY_NAME)
def test_policy_works_on_a_step_type_or_is_refused(type_name, name):
    value = POLICIES[name]
    issues = refused(type_name, name, value)
    if issues:
        (issue,) = issues
        assert (type_name, issue.code) == ("fail", "no_effect")
        assert name in issue.message
        return
    run, records = ended(type_name, **{name: value})
    if name == "errorNextStepId":
        assert output_of(run)["way"] == "error"
    elif name == "onError":
        assert error_of(run) is None
        assert run.has_errors
    else:
        failed = [one for one in records if one.step_id == "s" and one.kind.value == "failed"]
        assert error_of(run) is not None or type_name in LOOPS
        # Another attempt would render the same, so only what children did is tried again.
        assert len(failed) <= (2 if name == "retry" else 1)


def test_fail_says_why_each_of_its_policies_is_refused():
    for name, value in POLICIES.items():
        (issue,) = refused("fail", name, value)
        assert issue.message == (
            f"fail ends the run past every policy, so {name} has no effect: leave it out"
        )
    assert refused("fail", "onError", "fail") == []


def test_every_step_type_is_among_those_tried():
    assert FAILING.keys() == BY_NAME.keys()
