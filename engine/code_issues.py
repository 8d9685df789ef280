"""What of a definition's code cannot be read, and what of it was not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from engine.errors import Issue
from engine.sandbox.parsing import CodeReader, Problem, Unread
from engine.spelling import shown
from engine.validation.graph import Node, nodes_of, walk
from schemas.json import Json

_MOST_STEPS: Final = 500
_TYPES: Final = ("code", "nodejs")


def code_issues(definition: Json, reader: CodeReader) -> list[Issue]:
    """Return an error for each code that cannot be read, a warning for each that was not."""
    steps = definition.get("steps") if isinstance(definition, dict) else None
    nodes = nodes_of(steps, "/steps", 1, []) if isinstance(steps, list) else []
    found = list(_codes(islice(walk(nodes), _MOST_STEPS)))
    problems = reader.problems([code for _, _, code in found]) if found else []
    told = zip(found, problems, strict=True)
    return [issue for (path, name, _), one in told for issue in _issues(path, name, one)]


def _codes(nodes: Iterator[Node]) -> Iterator[tuple[str, str, str]]:
    """Yield of each code where it stands, the step that it is of, and the code itself."""
    for node in nodes:
        data = node.raw.get("data")
        code = data.get("code") if isinstance(data, dict) else None
        if node.raw.get("type") in _TYPES and isinstance(code, str):
            yield f"{node.path}/data/code", shown(str(node.step_id)), code


def _issues(path: str, name: str, problem: Problem) -> Iterator[Issue]:
    if isinstance(problem, Unread):
        message = f"whether the code of {name} can be read is not known: {problem.reason}"
        yield Issue(path, "code_not_read", message, "warning")
    elif problem is not None:
        known = problem.line is not None
        place = f"line {problem.line}, column {problem.column}: " if known else ""
        yield Issue(path, "invalid_code", f"{place}{problem.message}")
