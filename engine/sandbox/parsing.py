"""Whether JavaScript can be read at all: parsed by Deno, never run."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from engine.sandbox.process import MIB, Bounds, run

_FLAGS: Final = ("lint", "--json", "--no-config", "--quiet", "--ext=js", "--rules-include=no-empty")
_BOUNDS: Final = Bounds(3.0, 3, 700 * MIB, 2 * MIB)
# The body stands in a function, as it does when it is run: it may return and await.
_BEFORE: Final = 'async function code(inputs, context) { "use strict";\n'
_AFTER: Final = "\n}\n"
_PLACE: Final = re.compile(r":([0-9]+):([0-9]+)\s*$")
_MOST_KEPT: Final = 500
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Where code cannot be read: line and column, from 1."""

    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class CodeReader:
    """Parses code; `runtime` is None where there is nothing to parse it by."""

    runtime: Path | None
    _kept: dict[str, Unreadable | None] = field(default_factory=dict)

    def problem(self, code: str) -> Unreadable | None:
        """Return what keeps code from being read; None where nothing does or it cannot be told."""
        if self.runtime is None:
            return None
        if code not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[code] = self._parsed(code)
        return self._kept[code]

    def _parsed(self, code: str) -> Unreadable | None:
        source = f"{_BEFORE}{code}{_AFTER}".encode(errors="replace")
        ended = run([str(self.runtime), *_FLAGS, "-"], source, _BOUNDS)
        try:
            errors = json.loads(ended.output)["errors"]
            message = str(errors[0]["message"]) if errors else ""
        except (ValueError, LookupError, TypeError):
            return None
        found = _PLACE.search(message)
        if found is None:
            return None
        last = code.count("\n") + 1
        said = message.partition("\n")[0].removeprefix("SyntaxError: ")[:_LONGEST]
        return Unreadable(min(int(found[1]) - 1, last), int(found[2]), said)
