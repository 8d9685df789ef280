"""A completion that comes in pieces: told on as it comes, and put together again."""

from __future__ import annotations

import codecs
import json
import time
from collections.abc import Callable
from typing import Any, Final, cast

from engine import foreign
from engine.clock import Monotonic
from schemas.json import JsonObject

# Words in one go rather than letters: each costs a message to everybody who listens.
_EVERY_SECONDS: Final = 0.1


class Streaming:
    """
    Reads the server-sent events of one chat completion.

    `about` is what they told of it so far beside its words: model and usage.
    """

    def __init__(self, tell: Callable[[str], None], monotonic: Monotonic = time.monotonic) -> None:
        self._tell = tell
        self._monotonic = monotonic
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._line = ""
        self._untold = ""
        self._told_at = float("-inf")
        self._text: list[str] = []
        self._calls: dict[int, dict[str, Any]] = {}
        self.about: JsonObject = {}
        self._is_over = False

    def take(self, chunk: bytes) -> None:
        """Take what came of the body."""
        *lines, self._line = (self._line + self._decode(chunk)).split("\n")
        for line in lines:
            self._take_line(line.rstrip("\r"))
        if self._monotonic() - self._told_at >= _EVERY_SECONDS:
            self._tell_on()

    def answer(self) -> JsonObject:
        """Return the completion as if it had come whole. Raises ValueError if it broke off."""
        self._take_line(self._line)
        self._tell_on()
        if not self._is_over:
            raise ValueError("the stream ended before the answer did")
        message: dict[str, Any] = {"role": "assistant", "content": "".join(self._text)}
        if self._calls:
            message["tool_calls"] = [self._calls[place] for place in sorted(self._calls)]
        whole: JsonObject = {**self.about, "choices": [{"index": 0, "message": message}]}
        # Only now: an event may end between the halves of a character that the next one completes.
        return cast("JsonObject", foreign.well_formed_value(whole))

    def _take_line(self, line: str) -> None:
        name, _, value = line.partition(":")
        if name != "data":
            return
        value = value.strip()
        if value == "[DONE]":
            self._is_over = True
            return
        try:
            self._take_event(json.loads(value))
        except (
            ArithmeticError,
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            RecursionError,
        ):
            # One event that is none: what is missing shows when the answer is put together.
            return

    def _take_event(self, event: dict[str, Any]) -> None:
        for part in ("model", "usage"):
            if event.get(part):
                self.about[part] = event[part]
        for choice in event.get("choices") or []:
            if choice.get("finish_reason"):
                self._is_over = True
            delta = choice.get("delta") or {}
            if isinstance(delta.get("content"), str):
                self._text.append(delta["content"])
                self._untold += delta["content"]
            for call in delta.get("tool_calls") or []:
                self._take_call(call)

    def _take_call(self, call: dict[str, Any]) -> None:
        blank = {"id": "", "type": "function", "function": {"name": "", "arguments": ""}}
        whole = self._calls.setdefault(int(call["index"]), blank)
        whole["id"] = call.get("id") or whole["id"]
        for part in ("name", "arguments"):
            whole["function"][part] += (call.get("function") or {}).get(part) or ""

    def _tell_on(self) -> None:
        if self._untold:
            self._tell(foreign.well_formed(self._untold))
            self._untold, self._told_at = "", self._monotonic()
