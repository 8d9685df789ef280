"""Whether what a delivery tells of has come to be, by how its run stands."""

from __future__ import annotations

import pytest

from engine.post import Standing
from engine.store.documents import Fence, StoredDecision
from engine.store.memory import MemoryRuns
from engine.subscriptions import COMPLETED, FAILED, TEST, WAITING, standing
from schemas.run import RunStatus
from tests.contract.samples import AT, run_of, wait_of

TRUE, FALSE, OPEN = Standing.TRUE, Standing.FALSE, Standing.OPEN
DECIDED = StoredDecision("wait-1", "data", b"1", "Ada", "user:a", "h", None, AT)


def told(type_, **changes):
    event = {"type": type_, "runId": "run-1", "fence": 3, "waitId": "wait-1"}
    runs = MemoryRuns(lambda: AT)
    runs.insert(run_of("run-1", **changes))
    return standing(runs, event)


@pytest.mark.parametrize(
    ("type_", "status", "stands"),
    [
        (COMPLETED, RunStatus.COMPLETED, TRUE),
        (COMPLETED, RunStatus.FAILED, FALSE),
        (COMPLETED, RunStatus.CANCELED, FALSE),
        (COMPLETED, RunStatus.RUNNING, OPEN),
        (COMPLETED, RunStatus.QUEUED, OPEN),
        (COMPLETED, RunStatus.WAITING, OPEN),
        (FAILED, RunStatus.FAILED, TRUE),
        (FAILED, RunStatus.COMPLETED, FALSE),
        (FAILED, RunStatus.RUNNING, OPEN),
        (TEST, RunStatus.RUNNING, TRUE),
        (WAITING, RunStatus.RUNNING, OPEN),
        (WAITING, RunStatus.CANCELED, FALSE),
    ],
)
def test_an_end_has_come_to_be_once_the_run_stands_so(type_, status, stands):
    assert told(type_, status=status, fence=Fence(3, "t")) is stands


@pytest.mark.parametrize(
    ("changes", "stands"),
    [
        ({"status": RunStatus.WAITING, "wait": wait_of()}, TRUE),
        ({"status": RunStatus.QUEUED, "decision": DECIDED}, TRUE),
        ({"status": RunStatus.CANCELED, "decision": DECIDED}, TRUE),
        ({"status": RunStatus.QUEUED, "fence": Fence(3, "t")}, OPEN),
        ({"status": RunStatus.COMPLETED, "fence": Fence(5, "t")}, TRUE),
    ],
)
def test_a_wait_has_come_to_be_once_it_was_open_or_passed(changes, stands):
    assert told(WAITING, **changes) is stands


def test_of_a_run_that_is_gone_nothing_is_told():
    event = {"type": COMPLETED, "runId": "run-1", "fence": 3}
    assert standing(MemoryRuns(lambda: AT), event) is FALSE
