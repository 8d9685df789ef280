"""
What is wrong with a draft, worked out once for each revision and kept with it.

A verdict names the definition that it is about and the code that gave it: one of other code, or of
an older process that wrote the flow, is not believed but given again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, cast

from engine import canonical, validation
from engine.errors import Issue
from engine.steps.base import StepType
from engine.store.documents import Flow
from engine.validation import Bounds
from schemas.json import Json, JsonObject

_REMEMBERED: Final = 16


class Judge:
    """Validates definitions; those of flows that carry no verdict are remembered for a while."""

    def __init__(self, bounds: Bounds, step_types: Mapping[str, StepType]) -> None:
        self._bounds = bounds
        self._step_types = step_types
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._found)

    def validate(self, definition: Json) -> Sequence[Issue]:
        """Return what is wrong with a definition."""
        return validation.validate(definition, self._bounds, self._step_types)

    def verdict_on(self, definition: bytes) -> bytes:
        """Return what is wrong with a definition, as it is stored beside it."""
        found = self._remembered(definition)
        issues: list[Json] = [
            [issue.path, issue.code, issue.message, issue.severity] for issue in found
        ]
        return canonical.encode({"by": self._mark(definition), "issues": issues})

    def issues_of(self, flow: Flow) -> Sequence[Issue]:
        """Return what is wrong with a flow's draft."""
        if flow.verdict is not None:
            kept = cast("JsonObject", canonical.decode(flow.verdict))
            if kept["by"] == self._mark(flow.definition):
                return [Issue(*issue) for issue in cast("list[list[str]]", kept["issues"])]
        return self._remembered(flow.definition)

    def _found(self, definition: bytes) -> tuple[Issue, ...]:
        return tuple(self.validate(canonical.decode(definition)))

    def _mark(self, definition: bytes) -> str:
        rules = f"{_code()} {self._bounds} {sorted(self._step_types)}"
        return hashlib.sha256(rules.encode() + definition).hexdigest()


@cache
def _code() -> str:
    """Return a digest of the engine's sources, all of which may have a say in a verdict."""
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()
