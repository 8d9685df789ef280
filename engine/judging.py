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
from engine.code_issues import code_issues
from engine.errors import Issue
from engine.sandbox.parsing import CodeReader
from engine.steps.base import StepType
from engine.store.documents import Flow
from engine.validation import Bounds
from schemas.json import Json, JsonObject

_REMEMBERED: Final = 16
_HOPELESS: Final = frozenset(
    {"invalid_json", "definition_too_large", "definition_too_costly", "too_many_steps"}
)


class Judge:
    """
    Validates definitions and parses their code, by `code` where there is one.

    Those of flows that carry no verdict are remembered for a while.
    """

    def __init__(
        self, bounds: Bounds, step_types: Mapping[str, StepType], code: CodeReader | None = None
    ) -> None:
        self._code = code
        self._bounds = bounds
        self._step_types = step_types
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._found)

    def validate(self, definition: Json) -> Sequence[Issue]:
        """Return what is wrong with a definition."""
        return validation.validate(definition, self._bounds, self._step_types)

    def verdict_on(self, definition: bytes) -> bytes:
        """Return what is wrong with a definition, as it is stored beside it."""
        found = self._remembered(definition)
        code = self.code_issues(canonical.decode(definition), found)
        kept: JsonObject = {"issues": _stored(found), "code": _stored(code)}
        return canonical.encode({"by": self._mark(definition), **kept})

    def code_issues(self, definition: Json, found: Sequence[Issue]) -> Sequence[Issue]:
        """Return what of its code cannot be read; nothing where `found` leaves no hope for it."""
        if self._code is None or is_hopeless(found):
            return ()
        return code_issues(definition, self._code)

    def issues_of(self, flow: Flow) -> Sequence[Issue]:
        """Return what is wrong with a flow's draft, its code aside."""
        kept = self._kept(flow)
        return self._remembered(flow.definition) if kept is None else kept[0]

    def all_issues_of(
        self, flow: Flow, definition: Json
    ) -> tuple[Sequence[Issue], Sequence[Issue]]:
        """Return what is wrong with a flow's draft, and what of its code cannot be read."""
        if (kept := self._kept(flow)) is not None:
            return kept
        found = self._remembered(flow.definition)
        return found, self.code_issues(definition, found)

    def _kept(self, flow: Flow) -> tuple[Sequence[Issue], Sequence[Issue]] | None:
        """Return the verdict that the flow carries, if that is to be believed."""
        if flow.verdict is None:
            return None
        kept = cast("JsonObject", canonical.decode(flow.verdict))
        if kept["by"] != self._mark(flow.definition):
            return None
        return _read(kept["issues"]), _read(kept["code"])

    def _found(self, definition: bytes) -> tuple[Issue, ...]:
        return tuple(self.validate(canonical.decode(definition)))

    def _mark(self, definition: bytes) -> str:
        runtime = self._code.runtime if self._code else None
        rules = f"{_code()} {self._bounds} {sorted(self._step_types)} {runtime}"
        return hashlib.sha256(rules.encode() + definition).hexdigest()


def is_hopeless(issues: Sequence[Issue]) -> bool:
    """Tell whether a definition cannot be read as steps, or is too large to be looked through."""
    return any(issue.code in _HOPELESS for issue in issues)


def _read(stored: Json) -> Sequence[Issue]:
    return [Issue(*issue) for issue in cast("list[list[str]]", stored)]


def _stored(issues: Sequence[Issue]) -> list[Json]:
    return [[issue.path, issue.code, issue.message, issue.severity] for issue in issues]


@cache
def _code() -> str:
    """Return a digest of the engine's sources, all of which may have a say in a verdict."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for source in sorted([*here.rglob("*.py"), *here.rglob("*.js")]):
        digest.update(source.read_bytes())
    return digest.hexdigest()
