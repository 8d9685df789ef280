"""The flows of the HTTP machine, and what each must lead to: said without any engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.edge import approval
from tests.support.world import call, each, final, step

EXPIRED = "due"


@dataclass(frozen=True)
class Flow:
    """
    `steps` of a version's number; `leads_to(n, decided)` is (status, output or error code, calls).

    `decided` are the payloads of what was decided, by step; `EXPIRED` stands for the deadline.
    """

    steps: Callable[[int], tuple[dict, ...]]
    leads_to: Callable[[int, dict], tuple]
    control: dict = field(default_factory=dict)


def summing(number):
    tick = step("tick", "set", "c", values={"acc": "{{(acc ?? 0) + item}}"})
    loop = each("each", "{{[n, n + 1, 7]}}", tick, call("c", None), next_id="if")
    once_more = step("if", "condition", "round", expression="(rounds ?? 0) < 1")
    back = step("round", "set", "each", values={"rounds": "{{(rounds ?? 0) + 1}}"})
    return loop, {**once_more, "elseNextStepId": "end"}, back, final("end", acc="{{acc}}", v=number)


def asking(number):
    ask = approval("ask", "two", expiresInSeconds=60, onExpire="reject")
    ends = final("end", ok=True, v=number), final("no", ok=False, v=number)
    return call("one", "ask"), ask, call("two", "end"), *ends


def talking(number):
    tool = step("tool", "client-tool", "wait", toolName="t", expiresInSeconds=60)
    wait = step("wait", "wait", "end", event="e")
    return {**tool, "output": "t"}, wait, final("end", t="{{t.r}}", r="{{_resumeData.r}}", v=number)


def branching(number):
    agree = step("agree", "user-approval", None, message="ok?")
    branches = [{"name": "l", "steps": [call("left")]}, {"name": "r", "steps": [agree]}]
    both = {**step("both", "parallel", "many", branches=branches), "output": "both"}
    many = each("many", "{{[1, 2]}}", call("part"), concurrency=2)
    said = "{{both.branches.r.agree.decision ?? both.branches.r.approval.decision}}"
    return both, many, final("end", done="{{many.successfulItems}}", said=said, v=number)


def waiting_long(number):
    retry = {"maxAttempts": 4, "backoffSeconds": 1}
    pause = step("pause", "delay", "flaky", seconds=30)
    return pause, call("flaky", "end", retry=retry), final("end", v=number)


def in_turn(number):
    return call("one", "wait"), step("wait", "wait", "end"), final("end", n="{{n}}", v=number)


def failing(_number):
    return call("one", "no"), step("no", "fail", code="NO", message="no")


def asked(_n, decided):
    said = decided["ask"]
    is_approved = said != EXPIRED and said["decision"] == "approve"
    return "completed", {"ok": is_approved}, 2 if is_approved else 1


def talked(_n, decided):
    tool = decided["tool"]
    if tool == EXPIRED:
        return "failed", "WAIT_EXPIRED", 0
    if not tool["toolResult"]["success"]:
        return "failed", "CLIENT_TOOL_FAILED", 0
    data = decided["wait"]["data"]
    return "completed", {"t": tool["toolResult"]["output"]["r"], "r": data["r"]}, 0


FLOWS = {
    "summing": Flow(summing, lambda n, _: ("completed", {"acc": 2 * (2 * n + 8)}, 6)),
    "asking": Flow(asking, asked),
    "talking": Flow(talking, talked),
    "branching": Flow(
        branching,
        lambda _, decided: ("completed", {"done": 2, "said": decided["agree"]["decision"]}, 3),
    ),
    "waiting": Flow(waiting_long, lambda *_: ("completed", {}, 1)),
    "in turn": Flow(
        in_turn, lambda n, _: ("completed", {"n": n}, 1), {"concurrency": {"limit": 1}}
    ),
    "failing": Flow(failing, lambda *_: ("failed", "NO", 1)),
}
