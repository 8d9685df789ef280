"""What an execute or resume call answers with."""

from __future__ import annotations

import pytest

from engine import results
from engine.ports import Notice
from schemas.run import RunStatus
from tests.support.world import World, final, step

FLOWS = {
    "completed": [final("end", x=1)],
    "failed": [step("a", "fail", code="NO")],
    "approval": [step("a", "user-approval", message="?")],
    "tool": [step("a", "client-tool", toolName="t", parameters={"x": 1})],
    "delay": [step("a", "delay", seconds=60)],
}


@pytest.mark.parametrize("name", FLOWS)
def test_a_notice_tells_the_same_as_the_run(name):
    world = World()
    run = world.run(*FLOWS[name])
    assert results.of_notice(world.notices.given[-1]) == results.of_run(run)


@pytest.mark.parametrize(
    ("name", "is_final"),
    [("completed", True), ("failed", True), ("approval", True), ("tool", True), ("delay", False)],
)
def test_only_what_somebody_outside_must_resolve_ends_the_callers_wait(name, is_final):
    assert results.of_run(World().run(*FLOWS[name])).is_final is is_final


def test_a_queued_run_is_not_final():
    world = World()
    run = world.submit(world.plan(final("end")))
    assert results.of_run(run).is_final is False


@pytest.mark.parametrize("status", [RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.WAITING])
def test_a_notice_too_large_to_carry_its_part_tells_nothing(status):
    assert results.of_notice(Notice("r", 1, status)) is None


def test_a_client_tool_shows_what_the_client_is_to_do():
    world = World()
    run = world.run(*FLOWS["tool"])
    assert results.of_run(run).pending_action == {
        "executionId": run.wait.wait_id,
        "toolName": "t",
        "args": {"x": 1},
        "timestamp": "2026-01-01T00:00:00.000Z",
    }
