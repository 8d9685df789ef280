"""The ways through a definition: circles that nothing leads out of, and forgotten ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from engine.errors import Issue
from engine.plan import is_trigger
from engine.validation.graph import Node

# A circle through one of them does not burn its steps at once, and its run may be canceled.
_WAITING: Final = ("wait", "delay", "user-approval", "client-tool", "show-form")
_SHOWN: Final = 5


def way_issues(nodes: Sequence[Node]) -> Iterator[Issue]:
    """Yield what is wrong with the ways among siblings, and within loops and branches."""
    yield from _circle_issues(nodes)
    for node in nodes:
        yield from _end_issues(node)
        for body in node.bodies:
            yield from way_issues(body)


def _circle_issues(nodes: Sequence[Node]) -> Iterator[Issue]:
    """Yield one issue for each circle, at the step in it that comes first."""
    caught = _without_end(nodes)
    told: set[int] = set()
    for node in nodes:
        circle = _circle(node, told) if id(node) in caught else []
        if circle:
            first = min(circle, key=lambda one: _place(one.path))
            waits = any(one.raw.get("type") in _WAITING for one in circle)
            names = ", ".join(str(one.step_id) for one in circle[:_SHOWN])
            message = f"no way leads out of this circle of steps ({names}): its runs never end"
            severity = "warning" if waits else "error"
            yield Issue(f"{first.path}/nextStepId", "endless_circle", message, severity)


def _circle(node: Node, told: set[int]) -> list[Node]:
    """Return the circle that a caught node leads into, none where that was told of before."""
    walked: dict[int, Node] = {}
    while id(node) not in walked:
        if id(node) in told:
            return []
        walked[id(node)] = node
        # Nothing that is caught leads out: one way is as good as another.
        node = (_following(node) or [node])[0]
    told.update(walked)
    return list(walked.values())[list(walked).index(id(node)) :]


def _place(path: str) -> int:
    return int(path.rpartition("/")[2])


def _without_end(nodes: Sequence[Node]) -> set[int]:
    """Return the nodes from which no way leads to an end."""
    before: dict[int, list[Node]] = {}
    ending = []
    for node in nodes:
        following = _following(node)
        if following is None:
            ending.append(node)
        for target in following or ():
            before.setdefault(id(target), []).append(node)
    caught = {id(node) for node in nodes}
    while ending:
        node = ending.pop()
        if id(node) in caught:
            caught.discard(id(node))
            ending += before.get(id(node), ())
    return caught


def _following(node: Node) -> list[Node] | None:
    """Return where a step leads; None where its path may end there as well."""
    links = dict(node.links())
    ways = [node.scope[to] for to in links.values() if isinstance(to, str) and to in node.scope]
    wanted = {f"{node.path}/{name}" for name in _ways_of(node)}
    is_whole = len(ways) == len(links) and wanted <= links.keys()
    return ways if is_whole and node.raw.get("type") not in ("final", "fail") else None


def _ways_of(node: Node) -> list[str]:
    """Return what a step needs to lead on in every case."""
    kind, data = node.raw.get("type"), node.raw.get("data")
    if kind == "condition":
        return ["nextStepId", "elseNextStepId"]
    cases = data.get("cases") if kind == "switch" and isinstance(data, dict) else None
    count = len(cases) if isinstance(cases, list) else 0
    return ["nextStepId", *(f"data/cases/{index}/nextStepId" for index in range(count))]


def _end_issues(node: Node) -> Iterator[Issue]:
    kind = node.raw.get("type")
    if is_trigger(kind) and not node.raw.get("nextStepId"):
        message = "nothing comes after this trigger: what it starts ends at once, without output"
        yield Issue(f"{node.path}/nextStepId", "no_next_step", message, "warning")
    if kind == "condition" and not node.raw.get("elseNextStepId"):
        message = "without elseNextStepId the path ends here when the condition does not hold"
        yield Issue(f"{node.path}/elseNextStepId", "no_else_path", message, "warning")
