"""The flows whose runs are kept: between them every step type and every policy."""

from __future__ import annotations

from tests.support.edge import approval
from tests.support.world import call, each, final, step


def branch(name, *steps):
    return {"name": name, "steps": list(steps)}


def loops():
    """Every pure step, and calls within loops within loops; 20 records and a snapshot or more."""
    tick = {"i": "{{(i ?? 0) + 1}}"}
    counting = {**step("again", "while", "pick", condition="(i ?? 0) < 2"), "output": "again"}
    counting["steps"] = [step("tick", "set", "poke", values=tick), call("poke")]
    pick = step("pick", "switch", "other", value="{{i}}")
    pick["data"]["cases"] = [{"value": 2, "nextStepId": "each"}]
    inner = each("inner", "{{[item, item + 1]}}", call("ring"), next_id=None)
    outer = each("each", "{{numbers}}", inner, next_id="back")
    back = step("back", "condition", "again2", expression="(rounds ?? 0) < 1")
    once_more = step("again2", "set", "each", values={"rounds": "{{(rounds ?? 0) + 1}}"})
    return (
        counting,
        pick,
        outer,
        {**back, "elseNextStepId": "end"},
        once_more,
        step("other", "fail", code="OTHER", message="not two"),
        final("end", i="{{i}}", done="{{each.processedItems}}", last="{{ring.data.n}}"),
    )


def calls(**policies):
    """A call that may be tried again, and one after it."""
    return call("one", "two", **policies), call("two", "end"), final("end", n="{{two.data.n}}")


def asking(**data):
    """Two approvals in a row with a call between, and one way out for a no."""
    first = approval("ask", "between", **data)
    second = approval("again", "end", **data)
    no = final("no", why="{{approval.comment ?? approval.decision}}")
    return first, call("between", "again"), second, final("end", n="{{between.data.n}}"), no


def talking():
    """A client's tool, and data from outside that must fit a schema."""
    tool = {**step("tool", "client-tool", "wait", toolName="t", parameters={"x": 1}), "output": "t"}
    schema = {"type": "object", "properties": {"r": {"type": "string"}}, "required": ["r"]}
    wait = step("wait", "wait", "end", event="e", schema=schema)
    return tool, wait, final("end", tool="{{t.n}}", sent="{{_resumeData.r}}")


def patient():
    return step("pause", "delay", "call", seconds=3600), *calls(), call("call", "one")


def families():
    """Branches of which one asks, and items that are handled two at a time."""
    ask = approval("agree", "said")
    ask.pop("rejectNextStepId")
    left = branch("left", call("left"))
    right = branch(
        "right", ask, step("said", "set", None, values={"said": "{{approval.decision}}"})
    )
    both = {**step("both", "parallel", "many", branches=[left, right]), "output": "both"}
    many = each("many", "{{[1, 2, 3]}}", call("part"), concurrency=2, next_id="end")
    return both, many, final("end", done="{{many.processedItems}}", left="{{both.branches.left}}")


def racing():
    slow = approval("never", None)
    slow.pop("rejectNextStepId")
    fast = branch("fast", step("won", "set", None, values={"won": True}))
    first = step("race", "parallel", "end", branches=[fast, branch("slow", slow)], waitFor="any")
    return {**first, "output": "race"}, final("end", who="{{keys(race.branches)}}")


def running(flow_id):
    child = {**step("child", "run-flow", "end", flowId=flow_id, inputs={"n": "{{n}}"})}
    return {**child, "output": "child"}, final("end", child="{{child}}")


def spending():
    """A model, an extraction, code and a tool are what may cost something."""
    ask = {**step("ask", "ask-llm", "find", prompt="How much?"), "output": "answer"}
    schema = {"type": "object", "properties": {"total": {"type": "number"}}}
    find = step("find", "extract-data", "count", text="{{answer.response}}", schema=schema)
    code = {**step("count", "code", "js", code="return inputs.n + 1"), "output": "one"}
    code["data"]["inputs"] = {"n": "{{found.data.total}}"}
    alias = {**step("js", "nodejs", "tell", code="return context.one * 2"), "output": "two"}
    return ask, {**find, "output": "found"}, code, alias


def chatting(widget_id):
    """What only a conversation has: a form, a widget, an end."""
    fields = [{"name": "r", "type": "string", "required": True}]
    form = {**step("form", "show-form", "show", title="T", fields=fields), "output": "form"}
    show = step("show", "add-widget-to-message", "over", widgetId=widget_id)
    show["data"]["initialState"] = {"r": "{{form.r}}"}
    over = step("over", "end-session", "end", reason="done")
    return form, show, over, final("end", content="{{form.r}}")
