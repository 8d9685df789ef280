"""A model that answers as it is told, in the protocol of OpenAI's chat completions."""

from __future__ import annotations

import json

from engine.steps.base import HttpResponse


class Model:
    """`script` is what to do turn by turn: a text to say, or calls `[(name, arguments)]`."""

    def __init__(self, *script) -> None:
        self.script = list(script)
        self.asked: list[dict] = []

    def __call__(self, request) -> HttpResponse:
        status, body = self.answer(json.loads(request.body))
        return HttpResponse(
            status, {"content-type": "application/json"}, json.dumps(body).encode(), 1
        )

    def answer(self, asked: dict) -> tuple[int, dict]:
        self.asked.append(asked)
        told = self.script.pop(0)
        if isinstance(told, int):
            return told, {"error": {"message": "no"}}
        message = {"role": "assistant", "content": told if isinstance(told, str) else None}
        if not isinstance(told, str):
            message["tool_calls"] = [
                {
                    "id": f"call_{len(self.asked)}_{place}",
                    "type": "function",
                    "function": {"name": name, "arguments": json.dumps(arguments)},
                }
                for place, (name, arguments) in enumerate(told)
            ]
        usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
        return 200, {"choices": [{"message": message}], "usage": usage}

    @property
    def heard(self) -> list[dict]:
        """Return the messages of the last call."""
        return self.asked[-1]["messages"]
