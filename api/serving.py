"""
The web process: gunicorn with a thread for each caller, configured by `Settings`.

A stop is announced to the callers first: each that waits for a run is answered at once (202 with
where to look, or the end of a stream), then the process leaves.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from flask import Flask, g
from gunicorn import util
from gunicorn.app.base import BaseApplication
from gunicorn.util import import_app
from gunicorn.workers import gthread

from api import problems
from api.problems import Rejected
from engine import ids, startup
from engine.embedded.process import die_with_parent
from engine.launch import address_of
from engine.settings import Settings

# A request that is under way when the process is told to stop has this long to end.
GRACEFUL_SECONDS: Final = 10
# The most that gunicorn takes, and enough for every filter that a list has, percent-encoded.
LONGEST_LINE: Final = 8190
LONGEST_HEADER: Final = 8190
_KEEP_ALIVE_SECONDS: Final = 75
_CODES: Final = {
    HTTPStatus.BAD_REQUEST: ("bad_request", ""),
    HTTPStatus.REQUEST_URI_TOO_LONG: (
        "uri_too_long",
        f"a request line has at most {LONGEST_LINE} bytes: ask for less at once",
    ),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: (
        "request_header_fields_too_large",
        f"a header has at most {LONGEST_HEADER} bytes, and a request a hundred of them",
    ),
}
# How long a stopping process listens to connections that are kept alive and silent.
_LINGER_SECONDS: Final = 0.5
_FIRST_BYTE_SECONDS: Final = 0.1


class ServingWorker(gthread.ThreadWorker):  # type: ignore[misc] # gunicorn ships no types
    """gunicorn's threaded worker, which answers those that wait before it leaves."""

    def handle_exit(self, sig: int, frame: object) -> None:
        """Begin to leave. Runs as a signal handler, so the main loop does the work."""
        if self.alive:
            self.method_queue.defer(self.announce_stop)
        super().handle_exit(sig, frame)

    def announce_stop(self) -> None:
        """Answer every waiting caller, and let go of connections that have said nothing."""
        for connection in self.pending_conns:
            connection.timeout = time.monotonic()
        self.wsgi.extensions["millrace"].waiting_room.close()


class Server(BaseApplication):  # type: ignore[misc] # gunicorn ships no types
    """One gunicorn, which reads no configuration file and no GUNICORN_CMD_ARGS."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__(prog="millrace web")

    def load_config(self) -> None:
        """Hand gunicorn its options."""
        for name, value in options(self._settings).items():
            self.cfg.set(name, value)

    def load(self) -> Any:  # noqa: ANN401, a WSGI application
        """Return the application, made in the process that serves it."""
        return import_app("api.wsgi:app")


def options(settings: Settings) -> dict[str, Any]:
    """Return gunicorn's options by name, as its documentation spells them."""
    return {
        "bind": address_of(settings.host, settings.port),
        "workers": 1,
        "worker_class": ServingWorker,
        "threads": settings.web_threads,
        "graceful_timeout": GRACEFUL_SECONDS,
        "keepalive": _KEEP_ALIVE_SECONDS,
        "control_socket_disable": True,
        "limit_request_line": LONGEST_LINE,
        "limit_request_field_size": LONGEST_HEADER,
        "post_fork": post_fork,
        "post_worker_init": post_worker_init,
    }


def post_fork(server: object, worker: object) -> None:
    """Tie the process that gunicorn just forked to gunicorn."""
    del server
    ask_the_kernel = die_with_parent(worker.ppid)  # type: ignore[attr-defined]
    if ask_the_kernel is not None:
        ask_the_kernel()


def post_worker_init(worker: object) -> None:
    """
    Say what is wrong with the installation, and do not let silent connections hold threads.

    By default a thread waits 5 s for the first byte of each new connection: 64 callers that connect
    and keep silent would stop the whole process for that long. (Not waiting at all costs each call
    2 s.)
    """
    engine = worker.wsgi.extensions["millrace"].engine  # type: ignore[attr-defined]
    # Aside: a server that does not answer must not keep the process from answering.
    threading.Thread(target=startup.report, args=(engine, os.environ), daemon=True).start()
    gthread.DEFAULT_WORKER_DATA_TIMEOUT = _FIRST_BYTE_SECONDS
    gthread.STOP_KEEPALIVE_LINGER = _LINGER_SECONDS
    util.write_error = partial(write_problem, worker.wsgi)  # type: ignore[attr-defined]


def write_problem(app: Flask, client: socket.socket, status: int, reason: str, detail: str) -> None:
    """Answer a request that never became one with a problem document, as every other error."""
    code, sentence = _CODES.get(HTTPStatus(status), (HTTPStatus(status).name.lower(), ""))
    with app.app_context():
        g.request_id = ids.new("req")
        refusal = Rejected(status, code, sentence or detail or reason)
        answer = problems.problem(refusal)
        head = {
            "Connection": "close",
            "Content-Type": problems.MEDIA_TYPE,
            "Content-Length": str(len(answer.get_data())),
            "X-Request-Id": str(g.request_id),
        }
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {text}" for name, text in head.items())]
    util.write_nonblock(client, "\r\n".join([*lines, "", ""]).encode() + answer.get_data())


def main() -> None:
    """Serve until told to stop."""
    Server(Settings.from_env(os.environ)).run()


if __name__ == "__main__":
    main()
