"""What the steps that start runs have in common: going on once their children have come to it."""

from __future__ import annotations

from collections.abc import Sequence

from engine import rounds, tolerated
from engine.outcome import EVERY, Failed, Outcome, StepFailure, Wait, Waiting
from engine.steps.base import Child, ChildResult, StepContext
from engine.tolerated import Counts
from schemas.json import JsonObject
from schemas.run import TERMINAL, RunStatus


def start(
    ctx: StepContext, children: Sequence[Child], join: str, window: int | None = None
) -> Outcome:
    """Start the children and wait for them."""
    ctx.children.start(children, join, window)
    return wait_for(join, len(children), window)


def too_large(size: int, ctx: StepContext) -> Failed | None:
    """Return the failure of a loop whose result is to hold `size` bytes, if that is too much."""
    if size <= ctx.room.result_bytes:
        return None
    message = (
        f"the loop's result would be {size} bytes of JSON and more, "
        f"the limit is {ctx.room.result_bytes}; {rounds.REMEDY}"
    )
    return Failed(StepFailure("STEP_RESULT_TOO_LARGE", message, retryable=False))


def wait_for(join: str, count: int, window: int | None = None) -> Outcome:
    """Wait until a group has come to where the step goes on."""
    terms: JsonObject = {"join": join, "window": window}
    return Waiting(Wait("children", view={"children": count}, terms=terms))


def unfinished(ctx: StepContext, results: Sequence[ChildResult]) -> Outcome | None:
    """Cancel those that have not ended, if there are any, and wait until all have."""
    if all(result.status in TERMINAL for result in results):
        return None
    ctx.children.cancel()
    return wait_for(EVERY, len(results))


def tolerated_in(results: Sequence[ChildResult]) -> Counts:
    """Return what children that completed went on with."""
    completed = (one for one in results if one.status is RunStatus.COMPLETED)
    return tolerated.plus(*(one.tolerated for one in completed))


def first_lost(results: Sequence[ChildResult]) -> ChildResult | None:
    """Return the child to blame: the first that failed, else the first that was canceled."""
    for status in (RunStatus.FAILED, RunStatus.CANCELED):
        for result in results:
            if result.status is status:
                return result
    return None


def failure_of(lost: ChildResult, what: str) -> Failed:
    """Return the failure of a step because of a child."""
    error: JsonObject = lost.error or {"code": "RUN_CANCELED", "message": "the run was canceled"}
    details: JsonObject = {"appRunId": lost.run_id, "name": lost.name or None, "error": error}
    code = "CHILD_CANCELED" if lost.status is RunStatus.CANCELED else "CHILD_FAILED"
    message = f"{what} did not complete: {error.get('code')}: {error.get('message')}"
    return Failed(StepFailure(code, message, details=details))
