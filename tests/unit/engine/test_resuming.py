"""Ending a wait from outside: which call ends which wait, and what a second call gets."""

from __future__ import annotations

import pytest

from engine.errors import Conflict, Gone, InvalidInput, NotFound
from engine.steps.base import HttpResponse
from engine.store.documents import Hint
from schemas.run import RunStatus
from tests.support.world import BOB, EVE, World, call, final, output_of, step

BODIES = {
    "decision": {"decision": "approve"},
    "toolResult": {"success": True, "output": 1},
    "data": {"x": 1},
}
WANTED = {"user-approval": "decision", "client-tool": "toolResult", "wait": "data"}
DATA = {"user-approval": {"message": "?"}, "client-tool": {"toolName": "t"}, "wait": {}}


def waiting(world, kind="wait", **given):
    return world.run({**step("w", kind, "end", **DATA[kind], **given)}, final("end", ok=1))


def code_of(error_type, world, *given, **named):
    with pytest.raises(error_type) as caught:
        world.resume(*given, **named)
    return caught.value.code


@pytest.mark.parametrize("kind", WANTED)
@pytest.mark.parametrize("body", BODIES)
def test_each_kind_of_wait_takes_its_own_body_and_no_other(kind, body):
    world = World()
    run = waiting(world, kind)
    if WANTED[kind] == body:
        assert world.resume(run, body, BODIES[body]).is_new
        world.drain()
        assert output_of(world.read(run.run_id)) == {"ok": 1}
    else:
        assert code_of(InvalidInput, world, run, body, BODIES[body]) == "wait_kind_mismatch"
        assert world.read(run.run_id) == run


def test_a_mismatch_points_at_the_part_of_the_body():
    world = World()
    run = waiting(world)
    with pytest.raises(InvalidInput) as caught:
        world.resume(run, "decision", {})
    assert [issue.path for issue in caught.value.issues] == ["/decision"]


def test_a_resumed_run_goes_before_runs_nobody_waits_for():
    world = World()
    run = waiting(world)
    world.resume(run, "data", {})
    assert world.queue.hints == [Hint(run.run_id, 1, "high")]


@pytest.mark.parametrize("pin", ["its own wait", "the run's id", "nothing"])
def test_a_call_that_means_the_open_wait_ends_it(pin):
    world = World()
    run = waiting(world)
    wait_id = {"its own wait": run.wait.wait_id, "the run's id": run.run_id, "nothing": None}[pin]
    assert world.resume(run, "data", {}, wait_id=wait_id).run.status is RunStatus.QUEUED


def test_a_call_that_means_another_wait_ends_nothing():
    world = World()
    run = waiting(world)
    assert code_of(Conflict, world, run, "data", {}, wait_id="wait_other") == "wait_not_open"


def test_a_call_for_an_earlier_wait_never_decides_the_next():
    world = World()
    run = world.run(step("v", "wait", "w"), step("w", "wait", "end"), final("end"))
    first = run.wait.wait_id
    world.resume(run, "data", {"n": 1}, wait_id=first)
    world.drain()
    assert not world.resume(run, "data", {"n": 1}, wait_id=first).is_new
    assert code_of(Conflict, world, run, "data", {"n": 2}, wait_id=first) == "wait_decided"
    assert world.read(run.run_id).wait.step_id == "w"


def test_a_repeat_under_its_key_never_decides_the_next():
    world = World()
    run = world.run(step("v", "wait", "w"), step("w", "wait", "end"), final("end"))
    world.resume(run, "data", {"n": 1}, idempotency_key="k")
    world.drain()
    assert not world.resume(run, "data", {"n": 1}, idempotency_key="k").is_new
    reused = code_of(InvalidInput, world, run, "data", {"n": 2}, idempotency_key="k")
    assert reused == "idempotency_key_reused"
    assert world.read(run.run_id).wait.step_id == "w"


def test_a_key_of_another_caller_is_another_key():
    world = World()
    run = world.run(step("v", "wait", "w"), step("w", "wait", "end"), final("end"))
    world.resume(run, "data", {"n": 1}, idempotency_key="k")
    world.drain()
    assert world.resume(run, "data", {"n": 2}, principal=BOB, idempotency_key="k").is_new


@pytest.mark.parametrize("moment", ["queued", "over"])
def test_the_same_pinned_call_is_answered_like_the_first(moment):
    world = World()
    run = waiting(world)
    first = world.resume(run, "data", {"a": 1, "b": 2}, wait_id=run.wait.wait_id)
    if moment == "over":
        world.drain()
    again = world.resume(run, "data", {"b": 2, "a": 1}, wait_id=run.wait.wait_id)
    assert (first.is_new, again.is_new, again.is_delivered) == (True, False, True)


def test_a_repeat_pushes_again_what_redis_may_have_lost():
    world = World()
    run = waiting(world)
    world.queue.is_down = True
    lost = world.resume(run, "data", {}, wait_id=run.wait.wait_id)
    world.queue.is_down = False
    world.resume(run, "data", {}, wait_id=run.wait.wait_id)
    assert lost.is_delivered is False
    assert [hint.run_id for hint in world.queue.hints] == [run.run_id]


@pytest.mark.parametrize("pinned", [True, False])
def test_another_decision_after_the_first_is_a_conflict(pinned):
    world = World()
    run = waiting(world, "user-approval")
    wait_id = run.wait.wait_id if pinned else None
    world.resume(run, "decision", {"decision": "approve"}, wait_id=wait_id)
    other = {"decision": "reject"}
    code = code_of(Conflict, world, run, "decision", other, wait_id=wait_id)
    assert code == ("wait_decided" if pinned else "run_not_waiting")


def test_the_same_decision_by_somebody_else_is_a_conflict():
    world = World()
    run = waiting(world)
    world.resume(run, "data", {}, wait_id=run.wait.wait_id)
    given = {"principal": BOB, "wait_id": run.wait.wait_id}
    assert code_of(Conflict, world, run, "data", {}, **given) == "wait_decided"


def test_a_bare_repeat_is_no_repeat():
    world = World()
    run = waiting(world)
    world.resume(run, "data", {})
    assert code_of(Conflict, world, run, "data", {}) == "run_not_waiting"


def test_one_of_two_calls_at_once_wins_and_the_other_learns_so(monkeypatch):
    world = World()
    run = waiting(world, "user-approval")
    decide = world.stores.runs.decide

    def overtaken(run_id, decision):
        monkeypatch.setattr(world.stores.runs, "decide", decide)
        world.resume(run, "decision", {"decision": "reject"}, principal=BOB)
        return decide(run_id, decision)

    monkeypatch.setattr(world.stores.runs, "decide", overtaken)
    code = code_of(
        Conflict, world, run, "decision", {"decision": "approve"}, wait_id=run.wait.wait_id
    )
    assert code == "wait_decided"
    world.drain()
    assert [record.decision and record.decision["by"] for record in world.records(run)][1] == "Bob"


def test_a_wait_that_expired_is_not_resumed():
    world = World()
    run = waiting(world, expiresInSeconds=60)
    world.time.sleep(60)
    assert code_of(Gone, world, run, "data", {}) == "wait_expired"


def test_nobody_ends_a_delay_from_outside():
    world = World()
    run = world.run(step("d", "delay", "end", seconds=60), final("end"))
    assert code_of(Conflict, world, run, "data", {}) == "run_not_waiting"
    pinned = code_of(Conflict, world, run, "data", {}, wait_id=run.wait.wait_id)
    assert pinned == "run_not_waiting"


def test_nobody_ends_a_retry_from_outside():
    world = World()
    world.sink.answer = lambda _: HttpResponse(503, {}, b"", 1)
    run = world.run(call("a", None, retry={"maxAttempts": 2}))
    assert code_of(Conflict, world, run, "data", {}) == "run_not_waiting"


def test_a_run_that_ended_waits_for_nothing():
    world = World()
    run = world.run(final("end"))
    assert code_of(Conflict, world, run, "data", {}) == "run_not_waiting"


def test_another_workspaces_run_is_not_there():
    world = World()
    run = waiting(world)
    assert code_of(NotFound, world, run, "data", {}, principal=EVE) == "run_not_found"


def test_the_journal_keeps_who_decided_and_under_which_key():
    world = World()
    run = waiting(world)
    world.resume(run, "data", {"x": 1}, idempotency_key="k")
    world.drain()
    decision = world.records(run)[1].decision
    assert decision["waitId"] == run.wait.wait_id
    assert (decision["by"], decision["principal"]) == ("Ada", "pat:ada")
    assert (decision["kind"], decision["key"]) == ("data", "k")


@pytest.mark.parametrize("needed", [1, 3])
@pytest.mark.parametrize("payload", [{"decision": "deny"}, {"decision": None}, {}, "approve", None])
def test_what_is_neither_approval_nor_rejection_decides_nothing(payload, needed):
    world = World()
    run = waiting(world, "user-approval", requiredApprovals=needed)
    assert code_of(InvalidInput, world, run, "decision", payload) == "invalid_decision"
    assert world.read(run.run_id) == run
