"""`code`: runs JavaScript that the flow brings, where it can reach nothing."""

from __future__ import annotations

from engine.outcome import Completed, Failed, Outcome, StepFailure
from engine.steps.base import DataField, StepContext, StepType
from schemas.json import JsonObject

MOST_SECONDS = 60
DEFAULT_SECONDS = 10


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Run the code on the inputs and the context; its result is what it returns."""
    given = data.get("timeoutSeconds")
    wanted = given if isinstance(given, (int, float)) else DEFAULT_SECONDS
    seconds = max(0.1, float(min(wanted, ctx.timeout_seconds, MOST_SECONDS)))
    inputs = data.get("inputs")
    result = ctx.run_code(str(data.get("code")), {} if inputs is None else inputs, seconds)
    if result.error_code is None:
        return Completed(output=result.value, logs=result.logs)
    # The same code on the same inputs does the same: only a cut-off may have been bad luck.
    is_cut_off = result.error_code in ("CODE_TIMEOUT", "STEP_KILLED")
    failure = StepFailure(result.error_code, result.message, retryable=is_cut_off)
    return Failed(failure, logs=result.logs)


def _named(name: str) -> StepType:
    return StepType(
        name,
        run,
        fields=(
            DataField(
                "code",
                "source",
                required=True,
                description="the body of an async function of inputs and context",
            ),
            DataField("inputs", description="what the code finds as inputs"),
            DataField("timeoutSeconds", "number", minimum=0.1, maximum=MOST_SECONDS),
        ),
        effectful=True,
        raw=frozenset({"code"}),
        description="Runs JavaScript that the flow brings, where it can reach nothing",
    )


STEP = _named("code")
# What flows of this family call the same step.
ALIAS = _named("nodejs")
