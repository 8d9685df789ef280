"""A server on loopback that speaks OpenAI's chat completions, as it is told."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.support.model import Model


class Completions:
    """One script per conversation, chosen by the first thing the user said; keys are counted."""

    def __init__(self, scripts) -> None:
        self.scripts = {said: list(script) for said, script in scripts.items()}
        self.models: dict[str, Model] = {}
        self.answers: dict[str, tuple[int, dict]] = {}
        self.calls: list[str] = []
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers.get("Content-Length") or 0)
                asked = json.loads(self.rfile.read(length))
                status, body = outer.answer(self.headers["Idempotency-Key"], asked)
                sent = json.dumps(body).encode()
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(sent)))
                    self.end_headers()
                    self.wfile.write(sent)
                except OSError:
                    self.close_connection = True  # the caller was killed, as the test wants

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def answer(self, key: str, asked: dict) -> tuple[int, dict]:
        """Answer a call; the same key gets the same answer, as a careful service gives it."""
        with self._lock:
            self.calls.append(key)
            if key not in self.answers:
                said = next(m["content"] for m in asked["messages"] if m["role"] == "user")
                model = self.models.setdefault(said, Model(*self.scripts.get(said, ())))
                self.answers[key] = model.answer(asked)
            return self.answers[key]


@contextmanager
def completions(**scripts):
    """Serve scripts for the time of a test."""
    made = Completions(scripts)
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.server.shutdown()
        made.server.server_close()
        thread.join()
