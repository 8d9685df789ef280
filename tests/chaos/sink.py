"""
`python -m tests.chaos.sink LOG PORT`: the world outside, which writes down every call it gets.

A call is a POST to `/<mode>/<name>`. Its line is on the disk before it is answered, so that what a
caller saw is never missing from the log. The answer is what `flows.answer` makes of the key.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.chaos.flows import answer

SLOW_SECONDS = 0.5
LATE_SECONDS = 3.0


class Book:
    """The log of calls: appended to, and on the disk when `note` returns."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab", buffering=0)
        self._lock = threading.Lock()
        self._seen: dict[str, int] = {}

    def note(self, key: str, path: str, body: bytes) -> int:
        """Write a call down; return how many came under this key, this one included."""
        with self._lock:
            count = self._seen[key] = self._seen.get(key, 0) + 1
            line = {"at": time.time(), "key": key, "path": path, "body": body.decode()}
            self._file.write(json.dumps(line).encode() + b"\n")
        os.fsync(self._file.fileno())
        return count


class Handler(BaseHTTPRequestHandler):
    """Answers by the mode in the path."""

    protocol_version = "HTTP/1.1"
    book: Book

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True  # its caller was killed before it had said everything
            return
        key = self.headers.get("Idempotency-Key") or ""
        count = self.book.note(key, self.path, body)
        mode = self.path.split("/")[1]
        if mode == "slow":
            time.sleep(SLOW_SECONDS)
        if mode == "late" and count == 1:
            time.sleep(LATE_SECONDS)
        if mode == "cut" and count == 1:
            self.close_connection = True  # the call counted, and its caller cannot know
            return
        if mode == "flaky" and count == 1:
            self.answer(503, {"retry": True})
        elif mode == "limited" and count == 1:
            self.answer(429, {"retry": True}, {"Retry-After": "1"})
        elif mode == "broken":
            self.answer(500, {})
        else:
            said = json.loads(body or b"{}")
            self.answer(200, {"n": answer(key, int(said.get("acc") or 0))})

    def answer(self, status: int, shown: dict, headers: dict[str, str] | None = None) -> None:
        body = json.dumps(shown).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # the caller was killed, as the nemesis wants

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Takes many callers at once, and no notice of those that are gone."""

    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, *_: object) -> None:
        pass


def main(argv: list[str]) -> None:
    Handler.book = Book(Path(argv[0]))
    Server(("127.0.0.1", int(argv[1])), Handler).serve_forever()


if __name__ == "__main__":
    main(sys.argv[1:])
