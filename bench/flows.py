"""The flows under measurement, and the local service that one of them calls."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_OK = 200


@contextmanager
def service() -> Iterator[str]:
    """Run a service on loopback that answers at once."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(_OK)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    # Headers and body leave in two packets: without this the second waits for an acknowledgement.
    Handler.wbufsize = -1
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def final() -> dict[str, Any]:
    """Return a last step."""
    return {"id": "end", "type": "final", "data": {"outputs": [{"name": "x", "output": "{{1}}"}]}}


def chain(make: Callable[[int], dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """Return steps in a row, each leading to the next."""
    ids = [*(f"s{number}" for number in range(count)), "end"]
    return [
        {"id": ids[number], "nextStepId": ids[number + 1], **make(number)}
        for number in range(count)
    ]


def ten_pure() -> list[dict[str, Any]]:
    """Return nine steps that set a variable and a last one."""
    values = [{f"v{number}": f"{{{{n + {number}}}}}"} for number in range(9)]
    return [*chain(lambda n: {"type": "set", "data": {"values": values[n]}}, 9), final()]


def ten_effects(url: str) -> list[dict[str, Any]]:
    """Return ten calls and a last step."""
    data = {"method": "POST", "url": url, "body": {}}
    return [*chain(lambda _: {"type": "http-request", "data": data}, 10), final()]


def item_loop() -> list[dict[str, Any]]:
    """Return a loop over the list `items` that does next to nothing with each."""
    body = {"id": "one", "type": "set", "data": {"values": {"seen": "{{item.n}}"}}}
    data = {"items": "{{items}}"}
    return [
        {"id": "loop", "type": "each", "nextStepId": "end", "data": data, "steps": [body]},
        final(),
    ]


def item_runs(count: int, size: int) -> list[dict[str, Any]]:
    """Return a loop that gives each of many large items to a run of its own, five at once."""
    items = f"return Array.from({{length: {count}}}, (_, n) => ({{n, text: 'x'.repeat({size})}}))"
    make = {"id": "make", "type": "code", "output": "made", "nextStepId": "loop"}
    body = {"id": "one", "type": "set", "data": {"values": {"seen": "{{item.n}}"}}}
    data = {"items": "{{made}}", "concurrency": 5}
    loop = {"id": "loop", "type": "each", "nextStepId": "end", "data": data, "steps": [body]}
    return [{**make, "data": {"code": items}}, loop, final()]


def code_loop(count: int) -> list[dict[str, Any]]:
    """Return a loop of so many programs, and a last step."""
    code = {"code": "return inputs.n * 2", "inputs": {"n": "{{item}}"}}
    loop = {
        "id": "loop",
        "type": "each",
        "nextStepId": "end",
        "data": {"items": f"{{{{range({count})}}}}"},
        "steps": [{"id": "code", "type": "code", "data": code}],
    }
    return [loop, final()]
