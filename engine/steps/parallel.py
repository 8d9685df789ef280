"""`parallel`: runs its branches at once, each as a run of its own, spread over all workers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from engine import tolerated
from engine.errors import Issue
from engine.outcome import ALL, ANY, Completed, Decision, Outcome
from engine.steps import joining
from engine.steps.base import Child, ChildResult, DataField, StepContext, StepType
from engine.tolerated import BRANCHES
from schemas.json import Json, JsonObject
from schemas.run import RunStatus


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Start every branch with what the run knows now."""
    branches = cast("list[JsonObject]", data["branches"])
    children = [Child(str(one["name"]), body_id=str(one["bodyId"])) for one in branches]
    return joining.start(ctx, children, _join(data))


def resume(data: JsonObject, decision: Decision, ctx: StepContext) -> Outcome:
    """
    Go on with the branches' results by name.

    For all: the first that fails cancels the others. For any: the first that completes does.
    """
    del decision
    results = ctx.children.results()
    is_any = _join(data) == ANY
    lost = joining.first_lost(results)
    completed = [one for one in results if one.status is RunStatus.COMPLETED]
    is_decided = bool(completed) if is_any else lost is not None
    if not is_decided and len(completed) < len(results) and not _all_lost(results):
        return joining.wait_for(_join(data), len(results))
    if waiting := joining.unfinished(ctx, results):
        return waiting
    failed = sum(1 for one in results if one.status is RunStatus.FAILED)
    counts = tolerated.plus({BRANCHES: failed}, joining.tolerated_in(results))
    if lost is not None and not (is_any and completed):
        return replace(joining.failure_of(lost, f"branch {lost.name!r}"), tolerated=counts)
    branches: JsonObject = {one.name: one.output for one in completed}
    return Completed(output={"branches": branches}, tolerated=counts)


def _all_lost(results: Sequence[ChildResult]) -> bool:
    return all(one.status in (RunStatus.FAILED, RunStatus.CANCELED) for one in results)


def _join(data: JsonObject) -> str:
    return ANY if data.get("waitFor") == "any" else ALL


def check(data: JsonObject) -> list[Issue]:
    """Find branches without a name, two of one name, and a step without branches."""
    branches: Json = data.get("branches")
    if not isinstance(branches, list) or not branches:
        return [Issue("/branches", "required", "parallel needs at least one branch")]
    issues: list[Issue] = []
    seen: set[str] = set()
    for index, branch in enumerate(branches):
        name = branch.get("name") if isinstance(branch, dict) else None
        if not isinstance(name, str) or not name:
            issues.append(Issue(f"/branches/{index}/name", "required", "a branch has a name"))
        elif name in seen:
            message = f"the branch {name!r} is given twice"
            issues.append(Issue(f"/branches/{index}/name", "duplicate_name", message))
        else:
            seen.add(name)
    return issues


STEP = StepType(
    "parallel",
    run,
    fields=(
        DataField(
            "branches",
            "branches",
            required=True,
            description="[{name, steps}]",
            parts=("name", "steps"),
        ),
        DataField("waitFor", "string", options=("all", "any"), description="all if missing"),
    ),
    effectful=True,
    has_branches=True,
    raw=frozenset({"branches"}),
    check=check,
    resume=resume,
    description="Runs its branches at once",
)
