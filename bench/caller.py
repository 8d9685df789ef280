"""A client lean enough not to be what is measured: one kept-alive connection."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

_OK = 200


@dataclass(slots=True)
class Caller:
    """One connection of one thread."""

    url: str
    token: str
    _connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        """Open nothing yet: the first call connects."""
        parts = urlsplit(self.url)
        self._connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=60)

    def call(
        self, method: str, path: str, body: object = None, prefer: str | None = None
    ) -> tuple[int, dict[str, Any]]:
        """Return the status and the JSON of one call."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        if prefer:
            headers["Prefer"] = prefer
        data = None if body is None else json.dumps(body)
        self._connection.request(method, path, data, headers)
        answer = self._connection.getresponse()
        return answer.status, json.loads(answer.read())

    def done(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        """Return the JSON of a call that must end in 200: a quick refusal is no quick run."""
        status, answer = self.call(method, path, body)
        if status != _OK:
            message = f"{method} {path} answered {status}: {answer}"
            raise RuntimeError(message)
        return answer

    def publish(self, steps: list[dict[str, Any]]) -> str:
        """Create and publish a flow; return its id."""
        first = {"id": "start", "type": "api", "nextStepId": steps[0]["id"]}
        body = {"name": "bench", "definition": {"steps": [first, *steps]}}
        _, made = self.call("POST", "/v1/flow", body)
        self.done("POST", f"/v1/flow/{made['id']}/publish", {})
        return str(made["id"])
