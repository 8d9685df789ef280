"""A definition made ready to run."""

from __future__ import annotations

import pytest

from engine.plan import Retry, compile_plan, is_trigger


def plan_of(*steps):
    return compile_plan({"steps": list(steps)}, version_id="v", flow_id="f", name="F", version=1)


@pytest.mark.parametrize(
    ("type_name", "expected"),
    [("api", True), ("webhook.stripe", True), ("webhook", False), ("set", False), (None, False)],
)
def test_what_a_trigger_is(type_name, expected):
    assert is_trigger(type_name) is expected


def test_the_first_trigger_of_the_first_type_that_has_one_is_taken():
    plan = plan_of(
        {"id": "a", "type": "api"},
        {"id": "w1", "type": "webhook.x"},
        {"id": "w2", "type": "webhook.x"},
    )
    assert plan.trigger("schedule", "webhook.x", "api").step_id == "w1"
    assert plan.trigger("schedule") is None
    assert [step.step_id for step in plan.triggers] == ["a", "w1", "w2"]


def test_a_body_begins_at_its_first_step_and_knows_its_loop():
    inner = {"id": "i", "type": "set"}
    plan = plan_of({"id": "l", "type": "each", "steps": [inner, {"id": "j", "type": "set"}]})
    assert plan.steps["l"].body_id == "i"
    assert plan.steps["j"].parent_id == "l"
    assert plan.steps["l"].parent_id is None


def test_a_step_without_a_name_goes_by_its_id():
    plan = plan_of(
        {"id": "a", "type": "set", "name": ""}, {"id": "b", "type": "set", "name": "B c"}
    )
    assert (plan.name_of("a"), plan.name_of("b"), plan.name_of(None)) == ("a", "B c", None)
    assert plan.steps["b"].key == "B_c"


def test_empty_links_lead_nowhere():
    step = plan_of({"id": "a", "type": "set", "nextStepId": "", "elseNextStepId": None}).steps["a"]
    assert (step.next_id, dict(step.links)) == (None, {})


def test_policies_have_defaults():
    step = plan_of({"id": "a", "type": "set", "retry": {"maxAttempts": 3}}).steps["a"]
    assert step.retry == Retry(max_attempts=3)
    assert (step.on_error, step.on_crash, step.timeout_seconds) == ("fail", "retry", None)
    assert (
        plan_of({"id": "a", "type": "set", "timeoutSeconds": 5}).steps["a"].timeout_seconds == 5.0
    )
