"""What loops have in common: how they end when a round of them failed."""

from __future__ import annotations

from engine.outcome import Completed, Failed, Outcome, StepFailure
from engine.steps.base import StepContext
from engine.tolerated import NONE, Counts
from schemas.json import JsonObject


def ended(
    ctx: StepContext,
    result: JsonObject,
    broken: JsonObject | None,
    index: int,
    counts: Counts = NONE,
) -> Outcome:
    """
    Go on with a loop's result, or fail because round `index` did, with the error `broken`.

    A loop that says nothing of errors, by an error path, retries or `onError`, only tells them in
    its result. `counts` are of what failed within it.
    """
    if broken is None or not ctx.is_guarded:
        return Completed(output=result, tolerated=counts)
    message = f"round {index} failed: {broken.get('code')}: {broken.get('message')}"
    details: JsonObject = {"index": index, "error": broken}
    failure = StepFailure("LOOP_FAILED", message, details=details)
    return Failed(failure, partial=result, tolerated=counts)
