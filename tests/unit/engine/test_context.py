"""What a template sees, and what hides what."""

from __future__ import annotations

import pytest

from engine import history, loading
from engine.context import LOOP_NAMES, SYSTEM_NAMES, Context
from engine.validation import validate
from tests.support.world import ADA, World, final, output_of, step

SHOWN = SYSTEM_NAMES - {"secrets"}
UNSET = {"approval", "error", "_resumeData"}


@pytest.mark.parametrize("name", sorted(SYSTEM_NAMES))
def test_a_system_name_wins_over_an_input_of_that_name(name):
    output = output_of(
        World().run(
            final("end", plain=f"{{{{{name}}}}}", inner=f"{{{{inputs.{name}}}}}"),
            inputs={name: "mine"},
        )
    )
    assert output["inner"] == "mine"
    assert output["plain"] != "mine"


@pytest.mark.parametrize("name", sorted(SYSTEM_NAMES | LOOP_NAMES))
def test_a_step_may_not_give_its_output_such_a_name(name):
    steps = [
        {"id": "t", "type": "api", "nextStepId": "a"},
        {"id": "a", "type": "set", "data": {"values": {}}, "output": name},
    ]
    codes = [(issue.path, issue.code) for issue in validate({"steps": steps})]
    assert codes == [("/steps/1/output", "reserved_name")]


def test_an_output_hides_an_input_which_stays_under_inputs():
    made = {**step("a", "set", "end", values={"y": 1}), "output": "x"}
    run = World().run(made, final("end", x="{{x}}", given="{{inputs.x}}"), inputs={"x": "mine"})
    assert output_of(run) == {"x": {"y": 1}, "given": "mine"}


def test_flow_and_step_name_where_the_run_is():
    world = World()
    named = {**step("a", "set", "b", values={"f": "{{flow}}", "s": "{{step}}"}), "name": "First"}
    run = world.run(
        named,
        {**step("b", "set", "end", values={}), "name": "Second"},
        final("end", f="{{f}}", s="{{s}}"),
    )
    output = output_of(run)
    assert output["f"] == {
        "id": "f",
        "name": "Flow",
        "version": 1,
        "executionId": run.run_id,
        "currentStepName": "First",
        "nextStepName": "Second",
        "triggerType": "api",
    }
    assert output["s"] == {
        "currentId": "a",
        "currentName": "First",
        "previousName": "start",
        "nextName": "Second",
    }


def test_what_somebody_decided_and_sent_is_in_the_context():
    world = World()
    run = world.run(
        step("ask", "user-approval", "w", message="Go?"),
        step("w", "wait", "end"),
        final(
            "end",
            by="{{approval.decidedBy}}",
            comment="{{approval.comment}}",
            sent="{{_resumeData.x}}",
        ),
    )
    world.resume(run, "decision", {"decision": "approve", "comment": "fine"})
    world.drain()
    world.resume(run, "data", {"x": 5})
    world.drain()
    assert output_of(world.read(run.run_id)) == {"by": "Ada", "comment": "fine", "sent": 5}


def test_the_current_date_stays_that_of_the_start():
    world = World()
    run = world.run(
        step("d", "delay", "end", seconds=86_400),
        final("end", date="{{currentDate}}", now="{{now()}}"),
    )
    world.wake(86_400)
    output = output_of(world.read(run.run_id))
    assert output["date"] == "2026-01-01T00:00:00.000Z"
    assert output["now"].startswith("2026-01-02")


def test_the_current_user_is_who_started_the_run():
    run = World().run(final("end", user="{{currentUser}}"))
    assert output_of(run) == {"user": ADA.user}


def test_a_context_counts_the_names_that_have_a_value():
    world = World()
    plan = world.plan(step("w", "wait"))
    run = world.submit(plan, {"who": "Ada", "flow": "hidden"})
    info, state, _ = loading.load(world.stores.runs, run, plan)
    context = Context(info, plan, state, None)
    assert set(context) == {"who", *SHOWN} - UNSET
    assert len(context) == len(set(context))


def test_the_context_of_an_ended_run_is_still_whole():
    world = World()
    plan = world.plan(step("a", "set", "end", values={"x": 1}), final("end"))
    run = world.submit(plan, {"who": "Ada"})
    world.drain()
    shown = history.context(world.stores.runs, world.read(run.run_id), plan)
    assert (shown["x"], shown["who"], shown["step"]["currentId"]) == (1, "Ada", None)
    assert shown["flow"]["nextStepName"] is None
