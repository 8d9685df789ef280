"""A small service for the sample flows, on loopback: it fails now and then and knows repeats."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FAILURES = 2


@dataclass(slots=True)
class Ledger:
    """What the service was asked: calls by Idempotency-Key, and the answers it gave."""

    calls: Counter[str] = field(default_factory=Counter)
    answers: dict[str, dict[str, object]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, path: str, key: str) -> tuple[int, dict[str, object]]:
        """Answer a call: the first reservation fails twice, a repeat gets its answer again."""
        with self.lock:
            self.calls[key] += 1
            if path == "/reserve" and not self.answers and self.calls[key] <= FAILURES:
                return 503, {"error": "the warehouse does not answer"}
            answer = self.answers.setdefault(key, {"receipt": f"R-{len(self.answers) + 1:04}"})
            return 200, answer


@contextmanager
def running() -> Iterator[tuple[str, Ledger]]:
    """Run the service on a free port; yield its address and its ledger."""
    ledger = Ledger()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, answer = ledger.take(self.path, self.headers["Idempotency-Key"])
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep quiet: the demo says what happened."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", ledger
    finally:
        server.shutdown()
        server.server_close()
