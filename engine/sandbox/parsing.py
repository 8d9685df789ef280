"""Whether JavaScript can be read at all: all code of a definition by one process, never run."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, cast

from engine.sandbox.deno import command_of
from engine.sandbox.process import MIB, Bounds, run
from schemas.json import JsonObject

SECONDS: Final = 3.0
_HEAP_MIB: Final = 256
_DATA_BYTES: Final = 700 * MIB
_OUTPUT_BYTES: Final = 2 * MIB
# The runtime writes what it is given down, in a form of its own that is longer.
_FILE_BYTES: Final = 64 * MIB
# One is enough, unless a code ends it: then the others are read by another.
_MOST_PROCESSES: Final = 3
_SHORTEST_SECONDS: Final = 0.1
_MOST_KEPT: Final = 2000
# What one code and what all that a process is given may have of characters.
_LONGEST: Final = 1024 * 1024
_MOST_CHARACTERS: Final = 2 * _LONGEST


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why code cannot be read, and where: line and column, from 1, None where that is not known."""

    message: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Why it is not known whether code can be read."""

    reason: str


Problem = Unreadable | Unread | None
_LATE: Final = Unread(f"it was not parsed within {SECONDS:g} s")
_LONG: Final = Unread(f"it has more than {_LONGEST} characters")
_GIVEN_UP: Final = Unread("its parser gave up")


@dataclass(frozen=True, slots=True)
class CodeReader:
    """Parses code; `runtime` is None where there is nothing to parse it by."""

    runtime: Path | None
    _kept: dict[str, Problem] = field(default_factory=dict)

    def problems(self, codes: Sequence[str]) -> list[Problem]:
        """
        Return what keeps each code from being read, None where nothing does.

        One process reads all that were not read before; together they have SECONDS.
        """
        if self.runtime is None:
            return [Unread("code is off here: install the `code` extra")] * len(codes)
        keys = [hashlib.sha256(code.encode(errors="surrogatepass")).hexdigest() for code in codes]
        new = {key: code for key, code in zip(keys, codes, strict=True) if key not in self._kept}
        found = _read(self.runtime, new) if new else {}
        known = {key: self._kept.get(key) for key in keys} | found
        if len(self._kept) > _MOST_KEPT:
            self._kept.clear()
        self._kept.update({key: one for key, one in found.items() if not isinstance(one, Unread)})
        return [known[key] for key in keys]


def _read(runtime: Path, codes: Mapping[str, str]) -> dict[str, Problem]:
    """Return what is wrong with each code; the short ones come first, as long ones take long."""
    deadline = time.monotonic() + SECONDS
    left = sorted(codes, key=lambda key: len(codes[key]))
    found: dict[str, Problem] = dict.fromkeys(left, _LATE)
    found |= dict.fromkeys((key for key in left if len(codes[key]) > _LONGEST), _LONG)
    left = [key for key in left if len(codes[key]) <= _LONGEST]
    for _ in range(_MOST_PROCESSES):
        seconds = deadline - time.monotonic()
        if not left or seconds < _SHORTEST_SECONDS:
            break
        batch = _together(left, codes)
        answers = dict(_asked(runtime, [codes[key] for key in batch], seconds))
        found |= {batch[index]: answer for index, answer in answers.items()}
        missing = [key for index, key in enumerate(batch) if index not in answers]
        # The first without an answer is the one that the process did not get past.
        if missing and time.monotonic() < deadline - _SHORTEST_SECONDS:
            found[missing.pop(0)] = _GIVEN_UP
        left = [*missing, *left[len(batch) :]]
    return found


def _together(left: Sequence[str], codes: Mapping[str, str]) -> Sequence[str]:
    """Return as many of the first as one process is given, one at least."""
    total = 0
    for count, key in enumerate(left):
        total += len(codes[key])
        if total > _MOST_CHARACTERS and count:
            return left[:count]
    return left


def _asked(runtime: Path, codes: Sequence[str], seconds: float) -> Iterator[tuple[int, Problem]]:
    mark = secrets.token_hex(16)
    told = f"codes: {json.dumps(json.dumps(codes))}, mark: '{mark}'"
    given = f"globalThis.__millrace = {{{told}}};\n{_source()}"
    bounds = Bounds(seconds, int(SECONDS), _DATA_BYTES, _OUTPUT_BYTES, _FILE_BYTES)
    ended = run(command_of(runtime, _HEAP_MIB), given.encode(), bounds)
    for line in ended.output.split(b"\n")[:-1]:
        if line.startswith(mark.encode()):
            answer = cast("JsonObject", json.loads(line.removeprefix(mark.encode())))
            index = cast("int", answer["index"])
            yield index, _problem(answer, codes[index])


def _problem(answer: JsonObject, code: str) -> Problem:
    if "message" not in answer:
        return None
    said = str(answer["message"]).removeprefix("SyntaxError: ")
    if not answer["isWrong"]:
        return Unread(f"its parser gave up: {said}")
    line = cast("int | None", answer.get("line"))
    if line is None:
        return Unreadable(said)
    lines = code.split("\n")
    if line > len(lines):
        # It lacks its end, which is missed only after it.
        return Unreadable(said, len(lines), len(lines[-1]) + 1)
    return Unreadable(said, line, cast("int", answer["column"]))


@cache
def _source() -> str:
    return Path(__file__).with_name("parse.js").read_text()
