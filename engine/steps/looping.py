"""What loops have in common: how they end when a round of them failed."""

from __future__ import annotations

from engine.outcome import Completed, Failed, Outcome, StepFailure
from engine.steps.base import StepContext
from schemas.json import JsonObject


def ended(ctx: StepContext, result: JsonObject, broken: JsonObject | None, index: int) -> Outcome:
    """
    Go on with a loop's result, or fail because round `index` did, with the error `broken`.

    A loop that says nothing of errors, by an error path, retries or `onError`, only tells them in
    its result.
    """
    if broken is None or not ctx.is_guarded:
        return Completed(output=result)
    message = f"round {index} failed: {broken.get('code')}: {broken.get('message')}"
    details: JsonObject = {"index": index, "error": broken}
    return Failed(StepFailure("LOOP_FAILED", message, details=details), partial=result)
