"""
Random small flows, valid by construction.

A flow is a list of nodes (tuples); `definition` writes it in the flow language, `reference` (in
reference.py) says what it must lead to. Every node has an id; `acc` is a number that nodes change
and effects send.
"""

from __future__ import annotations

import random
from itertools import count

KINDS = ("eff", "add", "approve", "tool", "wait", "delay", "if", "each", "while", "back", "fail")
WEIGHTS = (8, 3, 3, 2, 1, 2, 2, 3, 2, 1, 0.3)
# What a call does: works at once, works after failures that are retried, or never works.
CALLS = ("ok", "flaky", "flaky", "broken")


def random_flow(rng: random.Random) -> list[tuple]:
    ids = count(1)
    if rng.random() < 0.03:
        return [("add", f"n{next(ids)}", 1), ("poison", f"n{next(ids)}")]
    return nodes(rng, ids, depth=0, most=4)


def nodes(rng: random.Random, ids, depth: int, most: int) -> list[tuple]:
    kinds, weights = (KINDS, WEIGHTS) if depth < 2 else (KINDS[:6], WEIGHTS[:6])
    return [
        node(rng, ids, rng.choices(kinds, weights)[0], depth) for _ in range(rng.randint(1, most))
    ]


def node(rng: random.Random, ids, kind: str, depth: int) -> tuple:  # noqa: C901, PLR0911, a case a kind
    name = f"n{next(ids)}"
    match kind:
        case "eff":
            handled = rng.choice(("", "", "next", "continue"))
            return (kind, name, rng.choice(CALLS), handled, rng.random() < 0.15)
        case "add":
            return (kind, name, rng.randint(1, 5))
        case "approve" | "tool" | "wait":
            return (kind, name, rng.random() < 0.25)
        case "delay":
            return (kind, name, rng.choice((0, 3, 60)))
        case "if":
            limit = rng.randint(0, 12)
            return (kind, name, limit, nodes(rng, ids, depth + 1, 2), nodes(rng, ids, depth + 1, 2))
        case "each":
            items = [rng.randint(0, 3) for _ in range(rng.randint(0, 3))]
            return (kind, name, items, rng.random() < 0.5, nodes(rng, ids, depth + 1, 2))
        case "while":
            return (kind, name, rng.randint(0, 2), nodes(rng, ids, depth + 1, 2))
        case "back":
            return (kind, name, rng.randint(1, 2))
        case _:
            return (kind, name)


def definition(flow: list[tuple]) -> dict:
    steps = written(flow, "end")
    trigger = {"id": "start", "type": "api", "nextStepId": steps[0]["id"]}
    outputs = [{"name": "acc", "output": "{{acc}}"}, {"name": "error", "output": "{{error.code}}"}]
    end = {"id": "end", "type": "final", "data": {"outputs": outputs}}
    rejected = {"id": "rejected", "type": "final", "data": {"outputs": []}}
    return {"steps": [trigger, *steps, end, rejected]}


def written(flow: list[tuple], after: str | None, *, is_top: bool = True) -> list[dict]:
    """Write nodes in order; the last one leads to `after`."""
    steps: list[dict] = []
    heads = [one[1] for one in flow]
    for place, one in enumerate(flow):
        following = heads[place + 1] if place + 1 < len(flow) else after
        steps += WRITERS[one[0]](one, following, heads[place - 1] if place else one[1], is_top)
    return steps


def made(step_id, type_name, following, data, **more) -> dict:
    step = {"id": step_id, "type": type_name, "nextStepId": following, "data": data, **more}
    return {name: value for name, value in step.items() if value is not None}


def added(step_id, following, value) -> dict:
    return made(step_id, "set", following, {"values": {"acc": f"{{{{(acc ?? 0) + {value}}}}}"}})


def write_eff(one, following, _before, _is_top) -> list[dict]:
    _, name, mode, handled, once = one
    body = {"acc": "{{acc ?? 0}}", "u": "{{uuid()}}", "t": "{{now()}}"}
    data = {"method": "POST", "url": f"https://sink.example/{mode}/{name}", "body": body}
    more = {"output": f"{name}_out", "retry": {"maxAttempts": 3, "backoffSeconds": 1}}
    if once:
        more |= {"onCrash": "fail"}
    if handled == "continue":
        more |= {"onError": "continue"}
    if handled == "next":
        more |= {"errorNextStepId": f"{name}_err"}
    steps = [
        made(name, "http-request", f"{name}_add", data, **more),
        added(f"{name}_add", following, f"({name}_out.data.n ?? 0)"),
    ]
    return [*steps, added(f"{name}_err", following, 100)] if handled == "next" else steps


def write_poison(one, following, _before, _is_top) -> list[dict]:
    data = {"method": "POST", "url": f"https://sink.example/poison/{one[1]}"}
    return [made(one[1], "http-request", following, data)]


def write_add(one, following, _before, _is_top) -> list[dict]:
    return [added(one[1], following, one[2])]


def write_approve(one, following, _before, is_top) -> list[dict]:
    _, name, expires = one
    data = {"message": "{{acc}}?"} | ({"expiresInSeconds": 40} if expires else {})
    reject = "rejected" if is_top else None
    return [made(name, "user-approval", following, data, rejectNextStepId=reject)]


def write_tool(one, following, _before, _is_top) -> list[dict]:
    _, name, expires = one
    data = {"toolName": "t", "parameters": {"acc": "{{acc}}"}}
    data |= {"expiresInSeconds": 40} if expires else {}
    return [
        made(name, "client-tool", f"{name}_add", data, output=f"{name}_out"),
        added(f"{name}_add", following, f"{name}_out.n"),
    ]


def write_wait(one, following, _before, _is_top) -> list[dict]:
    return [
        made(one[1], "wait", f"{one[1]}_add", {"event": "e"}),
        added(f"{one[1]}_add", following, "_resumeData.n"),
    ]


def write_delay(one, following, _before, _is_top) -> list[dict]:
    return [made(one[1], "delay", following, {"seconds": one[2]})]


def write_if(one, following, _before, is_top) -> list[dict]:
    _, name, limit, then, otherwise = one
    question = f"(acc ?? 0) >= {limit}"
    if limit % 3:
        data = {"expression": question}
        step = made(name, "condition", then[0][1], data, elseNextStepId=otherwise[0][1])
    else:
        cases = [{"value": True, "nextStepId": then[0][1]}]
        data = {"value": f"{{{{{question}}}}}", "cases": cases}
        step = made(name, "switch", otherwise[0][1], data)
    branches = (then, otherwise)
    return [step, *(s for b in branches for s in written(b, following, is_top=is_top))]


def write_each(one, following, _before, _is_top) -> list[dict]:
    _, name, items, goes_on, body = one
    data = {"items": items, "continueOnError": goes_on}
    return [made(name, "each", following, data, steps=written(body, None, is_top=False))]


def write_while(one, following, _before, _is_top) -> list[dict]:
    _, name, times, body = one
    tick = {"values": {f"{name}_i": f"{{{{({name}_i ?? 0) + 1}}}}"}}
    first = made(f"{name}_tick", "set", body[0][1], tick)
    data = {"condition": f"({name}_i ?? 0) < {times}"}
    inside = [first, *written(body, None, is_top=False)]
    return [made(name, "while", following, data, steps=inside)]


def write_back(one, following, before, _is_top) -> list[dict]:
    _, name, times = one
    tick = {"values": {f"{name}_i": f"{{{{({name}_i ?? 0) + 1}}}}"}}
    back = before if before != name else following
    condition = made(
        f"{name}_if",
        "condition",
        back,
        {"expression": f"{name}_i <= {times}"},
        elseNextStepId=following,
    )
    return [made(name, "set", f"{name}_if", tick), condition]


def write_fail(one, _following, _before, _is_top) -> list[dict]:
    return [made(one[1], "fail", None, {"code": "NO", "message": "no"})]


WRITERS = {
    "eff": write_eff,
    "poison": write_poison,
    "add": write_add,
    "approve": write_approve,
    "tool": write_tool,
    "wait": write_wait,
    "delay": write_delay,
    "if": write_if,
    "each": write_each,
    "while": write_while,
    "back": write_back,
    "fail": write_fail,
}
