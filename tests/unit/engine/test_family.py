"""Runs that start runs: children are started once, in turn, and joined once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine import canonical
from engine.limits import Limits
from engine.principal import Principal
from engine.rights import PRIVATE, WORKSPACE
from schemas.run import TERMINAL
from tests.support.world import ADA, World, call, each, error_of, final, output_of, step

OWNER = Principal("user:usr_ada", "pat", "ws", "Ada", role="admin", user_id="usr_ada")


def branch(name, *steps):
    return {"name": name, "steps": list(steps)}


def parallel(*branches, next_id="end", **data):
    made = step("all", "parallel", next_id, branches=list(branches), **data)
    return {**made, "output": "all"}


def say(step_id, value, **changes):
    return {**step(step_id, "set", None, values={"said": value}), "output": step_id, **changes}


def children_of(world, run):
    return world.stores.family.children(run.run_id, 1000)


def statuses(world, run):
    return [
        str(child.status) for child in sorted(children_of(world, run), key=lambda c: c.child_index)
    ]


@pytest.fixture
def world():
    return World()


def test_branches_run_as_runs_of_their_own_and_are_joined_by_name(world):
    run = world.run(
        parallel(
            branch("left", call("l1", "l2"), call("l2")),
            branch("right", call("r1")),
        ),
        final("end", got="{{all.branches}}"),
    )
    got = output_of(run)["got"]
    assert set(got) == {"left", "right"}
    assert set(got["left"]) == {"l1", "l2"}
    assert got["right"]["r1"]["status"] == 200
    assert statuses(world, run) == ["completed"] * 2
    assert len(set(world.sink.keys)) == 3


def test_a_branch_knows_what_the_run_knew_and_keeps_to_itself_what_it_learns(world):
    run = world.run(
        {**step("a", "set", "all", values={"x": "{{n + 1}}"})},
        parallel(
            branch("one", {**step("b1", "set", "b2", values={"x": 100})}, say("b2", "{{x}} {{n}}")),
            branch("two", {**step("c1", "set", None, values={"y": "{{x}}"}), "output": "c"}),
        ),
        final("end", x="{{x}}", branches="{{all.branches}}"),
        inputs={"n": 1},
    )
    assert output_of(run)["x"] == 2
    child = children_of(world, run)[1]
    context = world.read(child.run_id)
    assert context.branch == "two"
    assert output_of(context)["c"]["y"] == 2


def test_the_first_branch_that_fails_cancels_the_others(world):
    run = world.run(
        parallel(
            branch("waits", step("w", "wait", None)),
            branch("fails", step("boom", "fail", message="no")),
            branch("works", call("c")),
        ),
        final("end"),
    )
    error = error_of(run)
    assert (error["code"], error["details"]["name"]) == ("CHILD_FAILED", "fails")
    assert error["details"]["error"]["message"] == "no"
    assert statuses(world, run) == ["canceled", "failed", "completed"]


def test_a_failed_branch_takes_the_error_path(world):
    made = {
        **parallel(branch("fails", step("boom", "fail", message="no"))),
        "errorNextStepId": "end",
    }
    run = world.run(made, final("end", code="{{error.code}}"))
    assert output_of(run) == {"code": "CHILD_FAILED"}


def test_any_goes_on_with_the_first_that_completes(world):
    run = world.run(
        parallel(
            branch("waits", step("w", "wait", None)),
            branch("fails", step("boom", "fail", message="no")),
            branch("works", call("c")),
            waitFor="any",
        ),
        final("end", names="{{keys(all.branches)}}"),
    )
    assert output_of(run) == {"names": ["works"]}
    assert statuses(world, run) == ["canceled", "failed", "completed"]


def test_any_fails_once_all_have(world):
    boom = step("boom", "fail", message="no")
    run = world.run(
        parallel(branch("a", boom), branch("b", {**boom, "id": "boom2"}), waitFor="any"),
        final("end"),
    )
    assert error_of(run)["details"]["name"] == "a"


def test_a_failed_branch_may_be_tried_again_with_new_children(world):
    tries = []

    def answer(request):
        tries.append(request)
        body = canonical.encode({"n": len(tries)})
        from engine.steps.base import HttpResponse  # noqa: PLC0415

        return HttpResponse(500 if len(tries) == 1 else 200, {}, body, 1)

    world.sink.answer = answer
    made = parallel(branch("a", call("c")))
    made["retry"] = {"maxAttempts": 2, "backoffSeconds": 1}
    run = world.run(made, final("end", ok="{{all.branches.a.c.status}}"))
    world.wake(5)
    assert output_of(world.read(run.run_id)) == {"ok": 200}
    assert sorted(statuses(world, run)) == ["completed", "failed"]


def test_items_are_handled_at_most_so_many_at_once(world):
    waits = step("w", "wait", None)
    run = world.run(
        each("loop", "{{range(5)}}", waits, concurrency=2), final("end", loop="{{loop}}")
    )
    assert statuses(world, run) == ["waiting"] * 5
    turns = 0
    while world.read(run.run_id).status not in TERMINAL:
        open_ = world.stores.family.waiting_below(run.run_id, ["wait"], 100)
        assert 0 < len(open_) <= 2
        child = open_[0]
        world.resume(child, "data", {"turn": turns})
        world.drain()
        turns += 1
    assert turns == 5
    loop = output_of(world.read(run.run_id))["loop"]
    assert loop["processedItems"] == loop["successfulItems"] == loop["totalItems"] == 5
    assert [row["item"] for row in loop["results"]] == [0, 1, 2, 3, 4]
    assert loop["results"][0]["outputs"] == {"w": {"turn": 0}}


def test_items_have_their_loop_variables(world):
    body = {
        **step("b", "set", None, values={"v": "{{item}}/{{index}}/{{_each.total}}"}),
        "output": "b",
    }
    run = world.run(
        each("loop", '{{["a", "b"]}}', body, concurrency=10),
        final("end", got="{{loop.results[1].outputs.b.v}}", item="{{item ?? 'none'}}"),
    )
    assert output_of(run) == {"got": "b/1/2", "item": "none"}


def test_a_failing_item_stops_the_others_unless_told_otherwise(world):
    body = [
        {**step("c", "condition", "boom", expression="item == 1"), "elseNextStepId": "w"},
        step("boom", "fail", message="no"),
        step("w", "wait", None),
    ]
    stopped = world.run(
        each("loop", "{{range(4)}}", *body, concurrency=2), final("end", n="{{loop.failedItems}}")
    )
    assert statuses(world, stopped) == ["canceled", "failed", "canceled", "canceled"]
    assert output_of(stopped)["n"] == 4
    goes_on = world.run(
        each(
            "loop",
            "{{range(4)}}",
            body[0],
            body[1],
            step("w", "delay", None, seconds=1),
            concurrency=2,
            continueOnError=True,
        ),
        final("end", n="{{loop.failedItems}}"),
    )
    for _ in range(3):
        world.wake(2)
    assert output_of(world.read(goes_on.run_id)) == {"n": 1}


def test_too_many_children_are_refused(world):
    world = World(limits=Limits(max_children=3))
    run = world.run(each("loop", "{{range(4)}}", call("c"), concurrency=2), final("end"))
    assert error_of(run)["code"] == "CHILD_LIMIT"
    assert children_of(world, run) == []


def test_a_cancel_reaches_the_children_and_ends_after_them(world):
    run = world.run(
        parallel(
            branch("a", step("w", "wait", None)),
            branch(
                "b", {**parallel(branch("c", step("w2", "wait", None)), next_id=None), "id": "in"}
            ),
        ),
        final("end"),
    )
    assert run.status == "waiting"
    world.runs.cancel(ADA, run.run_id)
    world.drain()
    assert world.read(run.run_id).status == "canceled"
    every = world.stores.runs.every()
    assert len(every) == 4
    assert {str(one.status) for one in every} == {"canceled"}


def test_a_cancel_of_a_child_fails_its_parent(world):
    run = world.run(parallel(branch("a", step("w", "wait", None))), final("end"))
    (child,) = children_of(world, run)
    world.runs.cancel(ADA, child.run_id)
    world.drain()
    assert error_of(world.read(run.run_id))["code"] == "CHILD_CANCELED"


def test_a_child_whose_parent_is_gone_ends_by_itself(world):
    plan = world.plan(parallel(branch("a", call("c"))), final("end"))
    run = world.submit(plan)
    hint = world.queue.hints.pop(0)
    world.runner().advance(hint.run_id)
    parent = world.read(run.run_id)
    world.stores.runs._runs[run.run_id] = replace(parent, status="canceled")
    world.drain()
    assert statuses(world, run) == ["canceled"]
    assert world.sink.calls == []


def test_what_a_death_left_undone_rescue_does(world):
    """Every hint and every word between the runs is lost: the store alone leads to the end."""
    run = world.submit(
        world.plan(
            each("loop", "{{range(6)}}", call("c"), concurrency=2),
            final("end", n="{{loop.successfulItems}}"),
        )
    )
    for _ in range(40):
        hints, world.queue.hints = world.queue.hints, []
        for hint in hints[:1]:
            world.runner().advance(hint.run_id)
            world.queue.hints.clear()
        world.time.sleep(6)
        world.rescue.tick()
        if world.read(run.run_id).status in TERMINAL:
            break
    assert output_of(world.read(run.run_id)) == {"n": 6}
    assert len(set(world.sink.keys)) == len(world.sink.keys) == 6


# Other flows -----------------------------------------------------------------------------------


def published(world, *steps, owner=OWNER, visibility=PRIVATE, **trigger):
    first = {"id": "start", "type": "api", "nextStepId": steps[0]["id"], "data": trigger}
    view = world.flows.create(
        owner,
        name="F",
        description="",
        definition={"steps": [first, *steps]},
        visibility=visibility,
    )
    world.flows.publish(owner, view.flow.flow_id, summary="", from_version=None)
    return view.flow.flow_id


def run_flow(flow_id, next_id="end", **data):
    return {**step("sub", "run-flow", next_id, flowId=flow_id, **data), "output": "sub"}


def started(world, flow_id, inputs=None, principal=OWNER):
    from engine.runs import Start  # noqa: PLC0415

    plan = world.flows.resolve(principal, flow_id, "latest")
    start = Start(plan, plan.triggers[0], "ws", principal, inputs or {})
    run = world.runs.submit(world.runs.prepare(start)).run
    world.drain()
    return world.read(run.run_id)


def test_a_flow_runs_another_and_goes_on_with_its_output(world):
    fields = [{"name": "n", "type": "number", "required": True}]
    inner = published(world, final("e", doubled="{{n * 2}}"), fields=fields)
    outer = published(
        world, run_flow(inner, inputs={"n": "{{n}}"}), final("end", got="{{sub.doubled}}")
    )
    run = started(world, outer, {"n": 4})
    assert output_of(run) == {"got": 8}
    (child,) = children_of(world, run)
    assert (child.flow_id, child.version, child.ancestors) == (inner, 1, (run.run_id,))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"inputs": {"n": "x"}}, "INVALID_INPUTS"),
        ({"inputs": {"n": 1}, "version": 7}, "VERSION_NOT_FOUND"),
        ({"inputs": {"n": 1}, "version": "odd"}, "VERSION_NOT_FOUND"),
        ({"inputs": "{{'text'}}"}, "INVALID_INPUTS"),
        ({"flowId": "flow_nope"}, "FLOW_NOT_FOUND"),
    ],
)
def test_a_flow_that_cannot_be_run_fails_the_step(world, data, code):
    fields = [{"name": "n", "type": "number", "required": True}]
    inner = published(world, final("e"), fields=fields)
    outer = published(
        world,
        run_flow(**{"flow_id": inner, **{k: v for k, v in data.items() if k != "flowId"}})
        if "flowId" not in data
        else run_flow(data["flowId"]),
        final("end"),
    )
    assert error_of(started(world, outer))["code"] == code


def test_the_authors_rights_decide_what_a_flow_may_run(world):
    bob = Principal("user:usr_bob", "pat", "ws", "Bob", user_id="usr_bob")
    hidden = published(world, final("e"), owner=bob)
    open_ = published(world, final("e", ok=1), owner=bob, visibility=WORKSPACE)
    elsewhere = Principal("user:usr_eve", "pat", "other", "Eve", user_id="usr_eve")
    foreign = published(world, final("e"), owner=elsewhere, visibility=WORKSPACE)
    codes = [
        (error_of(started(world, published(world, run_flow(flow_id), final("end")))) or {}).get(
            "code"
        )
        for flow_id in (hidden, open_, foreign)
    ]
    assert codes == ["FLOW_FORBIDDEN", None, "FLOW_NOT_FOUND"]


def test_a_flow_that_calls_itself_is_stopped(world):
    flow_id = published(world, final("e"))
    steps = [
        {"id": "start", "type": "api", "nextStepId": "sub"},
        run_flow(flow_id, None),
    ]
    world.flows.change(OWNER, flow_id, {"definition": {"steps": steps}}, None)
    world.flows.publish(OWNER, flow_id, summary="", from_version=None)
    run = started(world, flow_id)
    assert run.status == "failed"
    assert "CHILD_DEPTH" in str(error_of(run))
    assert len(world.stores.runs.every()) == 9


def test_large_inputs_reach_a_branch(world):
    run = world.run(
        parallel(branch("a", say("s", "{{len(text)}}"))),
        final("end", n="{{all.branches.a.s.said}}"),
        inputs={"text": "x" * 100_000},
    )
    assert output_of(run) == {"n": 100_000}


@pytest.mark.parametrize("by", ["wait", "run"])
def test_every_one_of_very_many_waits_is_resumed_through_the_parent(by):
    world = World()
    loop = each("loop", "{{items}}", step("w", "wait"), concurrency=100)
    run = world.run(loop, final("end", n="{{loop.successfulItems}}"), inputs={"items": [0] * 55})
    for child in world.stores.family.waiting_below(run.run_id, ["wait"], 100)[::-1]:
        meant = child.wait.wait_id if by == "wait" else child.run_id
        assert world.resume(world.read(run.run_id), "data", {}, wait_id=meant).is_new
    world.drain()
    assert output_of(world.read(run.run_id)) == {"n": 55}
