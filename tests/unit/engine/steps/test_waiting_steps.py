"""Steps that park the run: what they show, what they take, where they lead."""

from __future__ import annotations

import pytest

from schemas.run import RunStatus
from tests.support.world import World, error_of, final, output_of, step


def shown(run):
    from engine import results  # noqa: PLC0415 - next to its only use

    return results.of_run(run).wait_state


def answered(world, run, kind, payload):
    world.resume(run, kind, payload)
    world.drain()
    return world.read(run.run_id)


WAYS = [final("yes", way="yes"), final("no", way="no")]


@pytest.mark.parametrize(
    ("decision", "reject_to", "way"),
    [("approve", "no", "yes"), ("reject", "no", "no"), ("reject", None, "yes")],
)
def test_a_decision_leads_its_way_and_on_where_there_is_no_other(decision, reject_to, way):
    world = World()
    ask = {**step("a", "user-approval", "yes", message="?"), "rejectNextStepId": reject_to}
    run = answered(world, world.run(ask, *WAYS), "decision", {"decision": decision})
    assert output_of(run) == {"way": way}


def test_an_approval_says_who_when_and_why():
    world = World()
    ask = {**step("a", "user-approval", "end", message="Mail {{who}}?"), "output": "said"}
    run = world.run(
        ask, final("end", said="{{said}}", approval="{{approval}}"), inputs={"who": "Bo"}
    )
    assert shown(run)["message"] == "Mail Bo?"
    world.time.sleep(5)
    output = output_of(answered(world, run, "decision", {"decision": "reject", "comment": "no"}))
    assert (
        output["said"]
        == output["approval"]
        == {
            "decision": "reject",
            "decidedAt": "2026-01-01T00:00:05.000Z",
            "decidedBy": "Ada",
            "message": "Mail Bo?",
            "comment": "no",
            "fields": None,
        }
    )


def test_a_wait_shows_its_event_and_when_it_expires():
    run = World().run(
        step("w", "wait", None, event="paid {{n}}", expiresInSeconds=60), inputs={"n": 1}
    )
    state = shown(run)
    assert (state["type"], state["event"]) == ("wait", "paid 1")
    assert state["expiresAt"] == "2026-01-01T00:01:00.000Z"
    assert state["createdAt"] == "2026-01-01T00:00:00.000Z"


def test_a_delay_shows_when_it_is_due():
    state = shown(World().run(step("d", "delay", None, seconds=60)))
    assert state["dueAt"] == "2026-01-01T00:01:00.000Z"
    assert "expiresAt" not in state


def test_a_delay_tells_when_it_went_on():
    world = World()
    world.run({**step("d", "delay", "end", seconds=60), "output": "d"}, final("end", d="{{d}}"))
    world.wake(60)
    [run] = world.stores.runs._runs.values()
    assert output_of(run) == {"d": {"resumedAt": "2026-01-01T00:01:00.000Z"}}


@pytest.mark.parametrize("until", ["0001-01-01T00:00:00+10:00", "9999-12-31T23:59:59-10:00", 5, ""])
def test_a_delay_until_what_is_no_time_fails(until):
    run = World().run(step("d", "delay", None, until="{{until}}"), inputs={"until": until})
    assert error_of(run)["code"] == "INVALID_DELAY"


def test_a_delay_until_the_past_goes_on_at_once():
    world = World()
    run = world.run(step("d", "delay", "end", until="2020-01-01T00:00:00Z"), final("end"))
    world.wake(0)
    assert world.read(run.run_id).status is RunStatus.COMPLETED


def tool(next_id="end", **policies):
    made = step("t", "client-tool", next_id, toolName="scan", parameters={"x": 1})
    return {**made, "output": "scanned", **policies}


def test_a_client_tools_output_is_the_steps():
    world = World()
    run = world.run(tool(), final("end", got="{{scanned.n}}"))
    result = {"executionId": run.wait.wait_id, "success": True, "output": {"n": 5}}
    assert output_of(answered(world, run, "toolResult", result)) == {"got": 5}


def test_a_client_tool_that_failed_says_why():
    world = World()
    run = answered(world, world.run(tool()), "toolResult", {"success": False, "error": "no paper"})
    error = error_of(run)
    assert error["code"] == "CLIENT_TOOL_FAILED"
    assert "no paper" in error["message"]
    assert error["details"] == {"output": None, "error": "no paper"}


def test_a_client_tool_that_failed_is_asked_again_under_a_new_id():
    world = World()
    first = world.run(tool(retry={"maxAttempts": 2}), final("end", got="{{scanned}}"))
    parked = answered(world, first, "toolResult", {"success": False})
    assert parked.wait.kind == "retry"
    world.wake(61)
    again = world.read(first.run_id)
    assert again.wait.kind == "client-tool"
    assert again.wait.wait_id != first.wait.wait_id
    done = answered(world, again, "toolResult", {"success": True, "output": 1})
    assert output_of(done) == {"got": 1}


NO_JSON = ["NaN", "1e999", '"\\ud800"']


@pytest.mark.parametrize("value", NO_JSON)
@pytest.mark.parametrize("parameters", ["{{v}}", None])
def test_parameters_that_are_no_json_fail_the_step(value, parameters):
    text = f'{{"x": {value}}}'
    made = step("t", "client-tool", None, toolName="t", parameters=parameters or text)
    run = World().run(made, inputs={"v": text})
    assert error_of(run)["code"] == "INVALID_PARAMETERS"


@pytest.mark.parametrize("value", NO_JSON)
def test_items_that_are_no_json_fail_the_loop(value):
    loop = step("l", "each", None, items=f"[{value}]")
    run = World().run({**loop, "steps": [step("x", "set", None, values={})]})
    assert error_of(run)["code"] == "NOT_AN_ARRAY"


def test_an_expiry_that_is_no_number_fails_the_step_with_its_place():
    run = World().run(step("w", "wait", None, expiresInSeconds="{{n}}"), inputs={"n": "soon"})
    error = error_of(run)
    assert error["code"] == "INVALID_STEP_DATA"
    assert error["message"] == (
        "/data/expiresInSeconds: expiresInSeconds is a number from 1 to 31622400; "
        'got the text "soon"'
    )


def test_a_case_that_leads_nowhere_ends_the_path():
    cases = [{"value": 1, "nextStepId": ""}]
    run = World().run(step("s", "switch", "end", value=1, cases=cases), final("end", x=1))
    assert output_of(run) == {}
