"""Steps as the checks walk them: each with its place and its siblings, and what can be reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from engine.errors import Issue
from schemas.json import Json, JsonObject


@dataclass(slots=True)
class Node:
    """One step of a definition: `path` is its JSON pointer, `depth` counts the loops around it."""

    raw: JsonObject
    path: str
    depth: int
    scope: Mapping[str, Node] = field(repr=False)
    body: Sequence[Node] = ()
    branches: Sequence[Sequence[Node]] = ()

    @property
    def bodies(self) -> Sequence[Sequence[Node]]:
        """Return the lists of steps within: a loop's body, or the branches."""
        return [self.body, *self.branches] if self.body else self.branches

    @property
    def step_id(self) -> str | None:
        """Return the step's id, where it has a usable one."""
        value = self.raw.get("id")
        return value if isinstance(value, str) and value else None

    def links(self) -> Iterator[tuple[str, Json]]:
        """Yield every pointer to another step with its place: branch fields, then switch cases."""
        for name, value in self.raw.items():
            if name.endswith("StepId") and value not in (None, ""):
                yield f"{self.path}/{name}", value
        data = self.raw.get("data")
        cases = data.get("cases") if isinstance(data, dict) else None
        if self.raw.get("type") == "switch" and isinstance(cases, list):
            for index, case in enumerate(cases):
                if isinstance(case, dict) and case.get("nextStepId") not in (None, ""):
                    yield f"{self.path}/data/cases/{index}/nextStepId", case["nextStepId"]


def nodes_of(steps: list[Json], path: str, depth: int, issues: list[Issue]) -> list[Node]:
    """Return the nodes of a `steps` array, its nested ones within; note what is not an object."""
    scope: dict[str, Node] = {}
    nodes = []
    for index, raw in enumerate(steps):
        here = f"{path}/{index}"
        if not isinstance(raw, dict):
            issues.append(Issue(here, "invalid_step", "a step is an object"))
            continue
        node = Node(raw, here, depth, scope)
        node.body = _body(raw, here, depth, issues)
        node.branches = _branches(raw, here, depth, issues)
        nodes.append(node)
        if node.step_id is not None:
            scope.setdefault(node.step_id, node)
    return nodes


def _body(raw: JsonObject, path: str, depth: int, issues: list[Issue]) -> list[Node]:
    body = raw.get("steps")
    if body is None:
        return []
    if not isinstance(body, list):
        issues.append(Issue(f"{path}/steps", "invalid_type", "steps is an array"))
        return []
    return nodes_of(body, f"{path}/steps", depth + 1, issues)


def _branches(raw: JsonObject, path: str, depth: int, issues: list[Issue]) -> list[list[Node]]:
    data = raw.get("data")
    branches = data.get("branches") if isinstance(data, dict) else None
    if raw.get("type") != "parallel" or not isinstance(branches, list):
        return []
    found = []
    for index, branch in enumerate(branches):
        here = f"{path}/data/branches/{index}"
        steps = branch.get("steps") if isinstance(branch, dict) else None
        if not isinstance(steps, list) or not steps:
            message = "a branch is an object with a name and at least one step in steps"
            issues.append(Issue(f"{here}/steps", "required", message))
            continue
        found.append(nodes_of(steps, f"{here}/steps", depth + 1, issues))
    return found


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield every node, each before its body."""
    for node in nodes:
        yield node
        for body in node.bodies:
            yield from walk(body)


def unreachable(nodes: Sequence[Node], roots: Sequence[Node]) -> Iterator[Node]:
    """Yield nodes that no path from the roots leads to; a body starts at its first step."""
    seen = _reached(roots)
    for node in nodes:
        if id(node) not in seen:
            yield node
        else:
            for body in node.bodies:
                yield from unreachable(body, body[:1])


def _reached(roots: Sequence[Node]) -> set[int]:
    seen: set[int] = set()
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        targets = (node.scope.get(target) for _, target in node.links() if isinstance(target, str))
        waiting += [target for target in targets if target is not None]
    return seen
