"""JavaScript in Deno, which denies a program everything it was not given: here, everything."""

from __future__ import annotations

import json
import math
import re
import secrets
import shutil
import signal
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, cast

from engine import foreign, overdue
from engine.sandbox.process import MIB, Bounds, Ended, run
from engine.steps.base import CodeResult
from schemas.json import Json, JsonObject

_FLAGS: Final = (
    "--no-prompt",
    "--no-remote",
    "--no-npm",
    "--no-config",
    "--quiet",
    # The runtime's own modules need no permission to be loaded, and a large file to be loaded from.
    f"--import-map={Path(__file__).with_name('denied.json')}",
)
# Whole numbers with as many digits may be more than a Number holds.
_LONG_NUMBER: Final = re.compile(r"\d{16}")
# How the runtime words that a module from elsewhere is denied.
_DENIED: Final = re.compile(
    r'TypeError: (?:Requires import access to|Import) "([^"]*)"(?:, run again| not a dep)'
    r"|TypeError: (npm) specifiers were requested"
)
_LEVELS: Final = ("info", "debug", "warn", "error")
_HEAP_MIB: Final = 64
_DATA_BYTES: Final = 700 * MIB
_OUTPUT_BYTES: Final = 5 * MIB
_MOST_LOGS, _MOST_LOG_BYTES = 200, 64 * 1024
_OUT_OF_CPU: Final = -signal.SIGXCPU
_OUT_OF_FILE: Final = -signal.SIGXFSZ


def find_runtime(named: str | None) -> Path | None:
    """Return the runtime: the one that is named, the wheel's beside this Python, or the PATH's."""
    if named is not None:
        return Path(named) if Path(named).is_file() else None
    beside = Path(sys.executable).with_name("deno")
    if beside.is_file():
        return beside
    found = shutil.which("deno")
    return Path(found) if found else None


@dataclass(frozen=True)
class Sandbox:
    """Runs code; without a `runtime` it refuses to, and says what is missing."""

    runtime: Path | None

    def run(self, code: str, inputs: Json, context: JsonObject, seconds: float) -> CodeResult:
        """Run code as the body of an async function of `inputs` and `context`."""
        if self.runtime is None:
            message = "code is off: install the `code` extra, or name a Deno by MILLRACE_DENO_BIN"
            return CodeResult(error_code="CODE_DISABLED", message=message)
        overdue.prolong(seconds + overdue.PURE_SECONDS)
        mark = secrets.token_hex(16)
        job: JsonObject = {
            "code": code,
            "inputs": inputs,
            "context": context,
            "maxLogs": _MOST_LOGS,
            "maxLogBytes": _MOST_LOG_BYTES,
        }
        text = json.dumps(job, ensure_ascii=True, allow_nan=False)
        is_exact = "true" if _LONG_NUMBER.search(text) else "false"
        told = f"job: {json.dumps(text)}, isExact: {is_exact}, mark: '{mark}'"
        given = f"globalThis.__millrace = {{{told}}};\n"
        bounds = Bounds(seconds, math.ceil(seconds) + 1, _DATA_BYTES, _OUTPUT_BYTES)
        ended = run(command_of(self.runtime, _HEAP_MIB), (given + self._harness).encode(), bounds)
        return _result(ended, mark, seconds)

    @cached_property
    def _harness(self) -> str:
        return (Path(__file__).parent / "harness.js").read_text()


def command_of(runtime: Path, heap_mib: int) -> list[str]:
    """Return the command that runs its standard input, denied all that it is not given."""
    return [str(runtime), "run", *_FLAGS, f"--v8-flags=--max-old-space-size={heap_mib}", "-"]


def _result(ended: Ended, mark: str, seconds: float) -> CodeResult:
    if ended.is_loud:
        message = f"the code wrote more than {_OUTPUT_BYTES // MIB} MiB"
        return CodeResult(error_code="CODE_OUTPUT_TOO_LARGE", message=message)
    _, found, rest = ended.output.rpartition(f"\n{mark}".encode())
    if not found:
        return _without_answer(ended, seconds)
    try:
        answer = cast("JsonObject", json.loads(rest))
        logs = tuple(_line(line) for line in cast("list[JsonObject]", answer["logs"]))
        if "error" in answer:
            message = _told(cast("JsonObject", answer["error"]))
            return CodeResult(error_code="CODE_FAILED", message=message, logs=logs)
        return CodeResult(value=foreign.parsed(str(answer["json"])), logs=logs)
    except (ValueError, LookupError, TypeError, RecursionError):
        return CodeResult(error_code="CODE_FAILED", message="what the code returned is no JSON")


def _line(line: JsonObject) -> JsonObject:
    level = line["level"] if line["level"] in _LEVELS else _LEVELS[0]
    return {"level": level, "message": foreign.well_formed(str(line["message"]))}


def _told(error: JsonObject) -> str:
    message = foreign.well_formed(f"{error['name']}: {error['message']}")
    denied = _DENIED.match(message)
    if denied is None:
        return message
    return f"TypeError: the module {denied[1] or denied[2]} is denied: code imports nothing"


def _without_answer(ended: Ended, seconds: float) -> CodeResult:
    if ended.is_late or ended.code == _OUT_OF_CPU:
        message = f"the code did not end within {seconds:g} s"
        return CodeResult(error_code="CODE_TIMEOUT", message=message)
    if ended.code >= 0:
        message = "the code ended without an answer: by an error nobody caught, or all by itself"
        return CodeResult(error_code="CODE_FAILED", message=message)
    if ended.code == _OUT_OF_FILE:
        message = "the code was ended: it wrote a file larger than it may, which it may not keep"
        return CodeResult(error_code="CODE_FAILED", message=message)
    message = "the code's process was killed: it wanted more memory than it may have"
    return CodeResult(error_code="STEP_KILLED", message=message)
