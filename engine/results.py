"""What became of a run, as an execute or resume call answers it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import cast

from engine import canonical, tolerated, waits
from engine.ports import Notice
from engine.store.documents import Run
from engine.tolerated import Counts
from schemas.json import JsonObject
from schemas.run import TERMINAL, RunStatus

_HIDDEN = "you have no right to the flow of this run: its message is not shown"


@dataclass(frozen=True, slots=True)
class Result:
    """
    A run's outcome so far.

    `output` is there when it completed, `error` {code, message, stepId, …} when it failed,
    `wait_state` (and `pending_action` for a client tool) when it waits. `counts` are of the errors
    that it went on with so far.
    """

    run_id: str
    status: RunStatus
    fence_n: int
    output: JsonObject | None = None
    error: JsonObject | None = None
    wait_state: JsonObject | None = None
    pending_action: JsonObject | None = None
    counts: Counts = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        """Tell whether the run completed although a part of it failed."""
        return self.status is RunStatus.COMPLETED and bool(self.counts)

    def errors(self) -> JsonObject:
        """Return what callers see of the errors that the run went on with."""
        if not self.has_errors:
            return {}
        return {"hasErrors": True, "errorCounts": {**tolerated.shown(self.counts)}}

    @property
    def is_final(self) -> bool:
        """Tell whether nothing more comes by itself: ended, or for somebody outside to resolve."""
        if self.status in TERMINAL:
            return True
        if self.status is not RunStatus.WAITING or self.wait_state is None:
            return False
        # A wait for children is for somebody to resolve when what they wait for is shown in it.
        is_internal = self.wait_state["type"] in waits.INTERNAL_KINDS
        return not is_internal or bool(self.wait_state.get("waits"))

    def of_a_part(self) -> Result:
        """Return the result without what the run gave: for a caller without a right to its flow."""
        error: JsonObject | None = None
        if self.error is not None:
            error = {"code": self.error.get("code"), "message": _HIDDEN}
        return replace(self, output=None, error=error)


def of_run(run: Run) -> Result:
    """Return the result that a whole run document tells of."""
    wait = run.wait.view if run.wait else None
    result = _result(run.run_id, run.status, run.fence.n, run.output, run.error, wait)
    return replace(result, counts=_counts(run.tolerated))


def of_notice(notice: Notice) -> Result | None:
    """Return the result that a notice tells of, None when it was too large to carry it."""
    is_complete = {
        RunStatus.COMPLETED: notice.output is not None,
        RunStatus.FAILED: notice.error is not None,
        RunStatus.WAITING: notice.wait is not None,
    }.get(notice.status, True)
    if not is_complete:
        return None
    result = _result(
        notice.run_id, notice.status, notice.fence_n, notice.output, notice.error, notice.wait
    )
    return replace(result, counts=_counts(notice.tolerated))


def _result(
    run_id: str,
    status: RunStatus,
    fence_n: int,
    output: bytes | None,
    error: bytes | None,
    wait: bytes | None,
) -> Result:
    view = _object(wait) or {}
    return Result(
        run_id=run_id,
        status=status,
        fence_n=fence_n,
        output=_object(output),
        error=_object(error),
        wait_state=cast("JsonObject | None", view.get("waitState")),
        pending_action=cast("JsonObject | None", view.get("pendingAction")),
    )


def _counts(data: bytes | None) -> Counts:
    return cast("Counts", _object(data) or tolerated.NONE)


def _object(data: bytes | None) -> JsonObject | None:
    return None if data is None else cast("JsonObject", canonical.decode(data))
