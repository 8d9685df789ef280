"""A whole Millrace in processes of its own, and a service on loopback for its flows to call."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
import time
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests

from engine.embedded.process import spawn
from engine.launch import command_of

PATIENCE_SECONDS = 60


class Installation:
    """`millrace up` as a subprocess; `up` is what its up.json says now."""

    def __init__(self, process: subprocess.Popen, file: Path) -> None:
        self.process = process
        self.file = file
        self.session = requests.Session()

    @property
    def up(self) -> dict:
        return json.loads(self.file.read_text())

    @property
    def admin(self) -> dict:
        return {"Authorization": f"Bearer {self.up['adminToken']}"}

    @property
    def client(self) -> dict:
        return {"Authorization": f"Bearer {self.up['clientKey']}"}

    def call(self, method: str, path: str, *, body=None, headers=None, **given):
        return self.session.request(
            method,
            self.up["url"] + path,
            json=body,
            headers={**self.admin, **(headers or {})},
            timeout=PATIENCE_SECONDS,
            **given,
        )

    def publish(self, *steps: dict, **trigger) -> str:
        first = {"id": "start", "type": "api", "nextStepId": steps[0]["id"], "data": trigger}
        body = {"name": "a flow", "definition": {"steps": [first, *steps]}}
        made = self.call("POST", "/v1/flow", body=body)
        assert made.status_code == 201, made.text
        assert made.json()["issues"] == []
        flow_id = made.json()["id"]
        published = self.call("POST", f"/v1/flow/{flow_id}/publish", body={})
        assert published.status_code == 200, published.text
        return flow_id

    def start(self, flow_id: str, inputs: dict | None = None, **headers) -> str:
        answer = self.call(
            "POST",
            f"/v1/client/flow/{flow_id}/execute",
            body=inputs or {},
            headers={"Prefer": "respond-async", **headers},
        )
        assert answer.status_code == 202, answer.text
        return answer.json()["appRunId"]

    def poll(self, run_id: str) -> dict:
        return self.call("GET", f"/v1/flowrun/poll/{run_id}").json()

    def read(self, what: str, run_id: str) -> dict:
        return self.call("GET", f"/v1/flowrun/{what}/{run_id}").json()

    def await_status(self, run_id: str, *statuses: str, seconds: float = PATIENCE_SECONDS) -> dict:
        def arrived():
            view = self.poll(run_id)
            return view if view["status"] in statuses else None

        return eventually(arrived, seconds)


@contextmanager
def installation(
    folder: Path,
    *,
    workers: int = 1,
    is_kept: bool = False,
    cwd: Path | None = None,
    **environ: str,
):
    """
    Start everything on embedded servers; stop it and leave nothing behind.

    The data is fresh, or with `is_kept` what an earlier one left in the folder. `cwd` is the
    directory it starts in.
    """
    folder.mkdir(parents=True, exist_ok=True)
    argv = command_of("up", *(["--port", "0"] if is_kept else ["--ephemeral"]))
    argv += ["--workers", str(workers), "--data-dir", str(folder)]
    names = ("MILLRACE_REDIS_URL", "MILLRACE_MONGO_URL")
    inherited = {name: value for name, value in os.environ.items() if name not in names}
    inherited["TMPDIR"] = str(folder)  # where an installation that is killed leaves its data
    # Told to stop even when this process is killed: nobody else would.
    log, told = folder / "up.log", {**inherited, **environ}
    process = spawn(argv, log, environ=told, die_with=signal.SIGTERM, cwd=cwd)
    try:
        eventually(lambda: is_up(process, folder), PATIENCE_SECONDS)
        yield Installation(process, folder / "up.json")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_SECONDS)


def is_up(process: subprocess.Popen, folder: Path) -> bool:
    assert process.poll() is None, (folder / "up.log").read_text()
    return (folder / "up.json").exists()


def eventually(check, seconds: float = PATIENCE_SECONDS):
    """Return what `check` returns once that is true; fail when it never is."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := check():
            return found
        time.sleep(0.05)
    message = f"{check} never held"
    raise AssertionError(message)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


class Service:
    """Remembers the Idempotency-Key of every call; `/slow` answers after `release` is set."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []
        self.entered = threading.Event()
        self.release = threading.Event()
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                service.calls.append((self.path, self.headers["Idempotency-Key"]))
                if self.path.startswith("/slow"):
                    service.entered.set()
                    service.release.wait(PATIENCE_SECONDS)
                body = json.dumps({"path": self.path, "calls": len(service.calls)}).encode()
                try:
                    self.send_response(200)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    self.close_connection = True  # the caller was killed, as the test wants

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def keys(self, path: str) -> Counter:
        return Counter(key for called, key in self.calls if called == path)


@contextmanager
def service():
    """Run a service for the time of a test."""
    made = Service()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.release.set()
        made.server.shutdown()
        made.server.server_close()
        thread.join()
