"""`run-flow`: runs another flow and goes on with what it came to."""

from __future__ import annotations

from engine.outcome import ALL, Completed, Decision, Failed, Outcome, StepFailure
from engine.steps import joining
from engine.steps.base import Child, DataField, StepContext, StepType
from schemas.json import JsonObject
from schemas.run import TERMINAL


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Start the other flow's run and wait for it."""
    inputs = data.get("inputs")
    if inputs is not None and not isinstance(inputs, dict):
        return Failed(StepFailure("INVALID_INPUTS", "inputs is an object", retryable=False))
    child = Child("", str(data.get("flowId")), data.get("version"), inputs or {})
    return joining.start(ctx, [child], ALL)


def resume(data: JsonObject, decision: Decision, ctx: StepContext) -> Outcome:
    """Go on with the other flow's output, or fail as it failed."""
    del decision
    (result,) = ctx.children.results()
    if result.status not in TERMINAL:
        return joining.wait_for(ALL, 1)
    if joining.first_lost([result]):
        return joining.failure_of(result, f"flow {data.get('flowId')!r}")
    return Completed(output=result.output, tolerated=result.tolerated)


STEP = StepType(
    "run-flow",
    run,
    fields=(
        DataField(
            "flowId",
            "reference",
            required=True,
            description="a flow of this workspace",
            chosen_from="flows",
        ),
        DataField(
            "version",
            description="a number or latest; latest where it is missing",
            chosen_from="versions",
        ),
        DataField("inputs", "object", refusal="INVALID_INPUTS"),
    ),
    effectful=True,
    resume=resume,
    description="Runs another flow and goes on with its output",
)
