"""What the policies of a step do when it fails: the same for every type of step."""

from __future__ import annotations

import pytest

from engine import canonical
from engine.steps import BY_NAME
from schemas.run import RunStatus
from tests.support.world import World, error_of, final, output_of, step

# One ends the run on purpose, past every policy.
TYPES = sorted(set(BY_NAME) - {"fail"})
BROKEN = "{{range('x')}}"
SET = step("in", "set", None, values={"x": BROKEN})
BRANCHES = [{"name": "a", "steps": [SET]}]
# Where a type renders nothing of its own that could fail, what fails is within it.
DATA = {
    "parallel": {"branches": BRANCHES},
    "each": {"items": BROKEN},
    "while": {"condition": "range('x')"},
    "condition": {
        "groups": [{"conditions": [{"left": BROKEN, "operator": "equals", "right": "1"}]}]
    },
    "switch": {"value": BROKEN, "cases": []},
    "final": {"outputs": [{"name": "x", "output": BROKEN}]},
}
WAYS = final("end", way="next"), final("er", way="error", code="{{error.code}}")


def failing(kind, **policies):
    made = {"id": "s", "type": kind, "nextStepId": "end", "data": DATA.get(kind, {"x": BROKEN})}
    within = {"steps": [SET]} if kind in ("each", "while") else {}
    return {**made, **within, **policies}


def came_to(kind, **policies):
    return World(talks=lambda _info: object()).run(failing(kind, **policies), *WAYS)


# A loop that names no policy tells of the errors of its rounds in its result.
@pytest.mark.parametrize("kind", [one for one in TYPES if one != "while"])
def test_a_step_that_fails_fails_the_run(kind):
    run = came_to(kind)
    assert (run.status, error_of(run)["stepId"]) == (RunStatus.FAILED, "s")


@pytest.mark.parametrize("kind", TYPES)
def test_a_step_that_fails_takes_its_error_path(kind):
    run = came_to(kind, errorNextStepId="er")
    assert output_of(run)["way"] == "error"
    assert output_of(run)["code"]
    assert run.tolerated is None


@pytest.mark.parametrize("kind", TYPES)
def test_a_step_that_fails_and_is_to_be_continued_is_counted(kind):
    run = came_to(kind, onError="continue")
    assert run.status is RunStatus.COMPLETED, error_of(run)
    assert canonical.decode(run.tolerated)["steps"] == 1
