"""What a definition's templates cost to check, known before any of them is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from engine.errors import Issue
from engine.steps.base import DataField, StepType
from engine.validation.graph import Node
from schemas.json import Json

# Characters inside of braces, and of fields that are expressions: about a second's work at worst.
MOST_EXPRESSIONS: Final = 128 * 1024
MOST_ISSUES: Final = 1_000
_BRACES: Final = re.compile(r"\{\{.*?(?:\}\}|\Z)", re.DOTALL)
_BARE: Final = ("expression", "path")


def cost_issues(nodes: Sequence[Node], types: Mapping[str, StepType]) -> Iterator[Issue]:
    """Yield the issue of the step from which on the expressions are more than are checked."""
    total = 0
    for node in nodes:
        total += sum(_parts(node, types))
        if total > MOST_EXPRESSIONS:
            message = (
                f"the expressions up to here have {total} characters, "
                f"the limit for a definition is {MOST_EXPRESSIONS}: split the flow"
            )
            yield Issue(node.path, "definition_too_costly", message)
            return


def told(issues: Sequence[Issue]) -> list[Issue]:
    """Return as many issues as are told, the last of them standing for those left out."""
    if len(issues) <= MOST_ISSUES:
        return list(issues)
    kept, rest = issues[: MOST_ISSUES - 1], issues[MOST_ISSUES - 1 :]
    severity = "error" if any(issue.severity == "error" for issue in rest) else "warning"
    return [*kept, Issue("", "too_many_issues", f"{len(rest)} more issues are not told", severity)]


def _parts(node: Node, types: Mapping[str, StepType]) -> Iterator[int]:
    data, step_type = node.raw.get("data"), types.get(str(node.raw.get("type")))
    fields = {field.name: field for field in step_type.fields} if step_type else {}
    for name, value in data.items() if isinstance(data, dict) else ():
        field = fields.get(name, DataField(name))
        if field.kind in _BARE and isinstance(value, str):
            yield len(value)
        elif field.kind not in ("branches", "source"):
            yield from _in_braces(value)


def _in_braces(value: Json) -> Iterator[int]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str) and "{{" in one:
            yield sum(len(found[0]) for found in _BRACES.finditer(one))
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]
