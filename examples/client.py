"""Millrace over HTTP, as a client program would use it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from engine.embedded.process import spawn

_PATIENCE_SECONDS = 60


@dataclass(slots=True)
class Client:
    """Calls one installation; answers are JSON objects."""

    url: str
    token: str
    key: str

    def call(
        self, method: str, path: str, body: object = None, *, as_client: bool = False
    ) -> tuple[int, dict[str, Any]]:
        """Return the status and the JSON of one call."""
        bearer = self.key if as_client else self.token
        answer = requests.request(
            method,
            self.url + path,
            json=body,
            headers={"Authorization": f"Bearer {bearer}"},
            timeout=_PATIENCE_SECONDS,
        )
        return answer.status_code, {**answer.json(), "_run": answer.headers.get("X-App-Run-Id")}

    def publish(self, file: Path) -> str:
        """Create and publish the flow of a file; return its id."""
        flow = json.loads(file.read_text())
        status, made = self.call("POST", "/v1/flow", flow)
        errors = [issue for issue in made.get("issues", []) if issue["severity"] == "error"]
        if status != requests.codes.created or errors:
            message = f"{file} is not fine: {made}"
            raise RuntimeError(message)
        self.call("POST", f"/v1/flow/{made['id']}/publish", {"summary": "the demo's"})
        return str(made["id"])

    def execute(self, flow_id: str, inputs: object) -> tuple[int, dict[str, Any]]:
        """Run the published version and wait for its outcome."""
        return self.call("POST", f"/v1/client/flow/{flow_id}/execute", inputs, as_client=True)

    def resume(self, run_id: str, body: object) -> tuple[int, dict[str, Any]]:
        """End the run's open wait."""
        return self.call("POST", f"/v1/flowrun/resume/{run_id}", body)

    def steps(self, run_id: str) -> list[dict[str, Any]]:
        """Return the steps that a run executed."""
        return list(self.call("GET", f"/v1/flowrun/steps/{run_id}?limit=100")[1]["data"])

    def details(self, run_id: str) -> dict[str, Any]:
        """Return a run without its payloads."""
        return self.call("GET", f"/v1/flowrun/details/{run_id}")[1]


def stop_in_order() -> None:
    """Let SIGTERM unwind this process, so that what it started is stopped and removed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


@contextmanager
def installation(environ: Mapping[str, str], *options: str) -> Iterator[dict[str, Any]]:
    """Run `millrace up --ephemeral`; yield what its up.json says."""
    with tempfile.TemporaryDirectory(prefix="millrace-demo-") as folder:
        file = Path(folder) / "up.json"
        argv = [sys.executable, "-m", "cli", "up", "--ephemeral", "--data-dir", folder, *options]
        # Told to stop even when this process is killed: nobody else would.
        process = spawn(
            argv,
            Path(folder) / "up.log",
            environ={**os.environ, **environ},
            die_with=signal.SIGTERM,
        )
        try:
            last = time.monotonic() + _PATIENCE_SECONDS
            while not file.exists():
                if process.poll() is not None or time.monotonic() > last:
                    raise RuntimeError((Path(folder) / "up.log").read_text())
                time.sleep(0.05)
            yield json.loads(file.read_text())
        finally:
            process.terminate()
            try:
                process.wait(_PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()  # its children die with it
                raise
