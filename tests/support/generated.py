"""Flows of every shape that validation lets pass, and somebody who answers whatever they ask."""

from __future__ import annotations

from hypothesis import strategies as st

from engine.waits import INTERNAL_KINDS
from schemas.run import TERMINAL
from tests.support.world import World

DEEPEST = 2
ANSWERS = {
    "user-approval": ("decision", [{"decision": "approve"}, {"decision": "reject"}]),
    "client-tool": ("toolResult", [{"success": True, "output": 1}, {"success": False}]),
    "wait": ("data", [{"x": 1}, {}]),
}
DATA = {
    "set": [
        {"values": {"n": "{{(n ?? 0) + 1}}"}},
        {"values": [{"name": "u", "value": "{{uuid()}}"}]},
    ],
    "condition": [
        {"expression": "n % 2 == 0"},
        {"conditions": [{"left": "{{index}}", "operator": "lessThan", "right": 1}]},
    ],
    "switch": [{"value": "{{n}}", "cases": [{"value": 1}, {"value": 2}]}],
    "each": [{"items": [1, 2]}, {"items": "{{ [item, now()] }}", "continueOnError": True}],
    "while": [{"condition": "(n ?? 0) % 3 != 0", "maxIterations": 3}, {"condition": "range('x')"}],
    "delay": [{"seconds": 5}],
    "wait": [{}, {"event": "{{n}}", "expiresInSeconds": 60}],
    "user-approval": [{"message": "{{n}}?"}],
    "client-tool": [{"toolName": "t", "parameters": {"n": "{{n}}"}}],
    "http-request": [{"method": "POST", "url": "https://sink.example/{{n}}"}],
    "final": [{"outputs": [{"name": "n", "output": "{{n}}"}]}],
    "fail": [{"code": "NO", "message": "{{n}}"}],
}
LOOPS = ("each", "while")


@st.composite
def definitions(draw) -> dict:
    """A definition without errors."""
    first, *others = draw(_bodies(0, iter(range(10_000))))
    trigger = {"id": "start", "type": "api", "nextStepId": first["id"]}
    return {"steps": [trigger, first, *others]}


@st.composite
def _bodies(draw, depth, numbers):
    ids = [f"s{next(numbers)}" for _ in range(draw(st.integers(1, 4)))]
    return [draw(_steps(own, ids, depth, numbers)) for own in ids]


@st.composite
def _steps(draw, step_id, beside, depth, numbers):
    types = [name for name in DATA if depth < DEEPEST or name not in LOOPS]
    type_name = draw(st.sampled_from(types))
    data = draw(st.sampled_from(DATA[type_name]))
    following = beside[beside.index(step_id) + 1 :]
    # Mostly onwards: jumping back is for the step limit to end.
    target = st.sampled_from([None, *following, *following, *following, *beside[:1]])
    made = {"id": step_id, "type": type_name, "data": data, "nextStepId": draw(target)}
    made |= draw(st.fixed_dictionaries({}, optional=_policies(target)))
    if type_name == "switch":
        cases = [{**case, "nextStepId": draw(target)} for case in data["cases"]]
        made["data"] = {**data, "cases": cases}
    if type_name in LOOPS:
        made["steps"] = draw(_bodies(depth + 1, numbers))
    return made


def _policies(target):
    return {
        "output": st.sampled_from(["a", "b"]),
        "onError": st.sampled_from(["fail", "continue"]),
        "onCrash": st.sampled_from(["retry", "fail"]),
        "errorNextStepId": target,
        "elseNextStepId": target,
        "rejectNextStepId": target,
        "retry": st.just({"maxAttempts": 2, "backoffSeconds": 1}),
    }


def finish(world: World, run, answers) -> int:
    """Answer every wait with what `answers` (a list of 0 and 1) says until the run ends."""
    for rounds in range(1000):
        run = world.read(run.run_id)
        if run.status in TERMINAL:
            return rounds
        assert run.wait is not None, run
        if run.wait.kind in INTERNAL_KINDS:
            world.wake(3600)
            continue
        kind, payloads = ANSWERS[run.wait.kind]
        world.resume(run, kind, payloads[answers[rounds % len(answers)]])
        world.drain()
    raise AssertionError("the run never ends")
