from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from functools import partial
from types import SimpleNamespace

import pytest
from gunicorn import util
from gunicorn.http.errors import InvalidRequestLine, LimitRequestHeaders, LimitRequestLine
from gunicorn.workers import gthread

from api.serving import (
    Server,
    ServingWorker,
    options,
    post_fork,
    post_worker_init,
    write_problem,
)
from engine import startup
from engine.settings import Settings
from tests.support.edge import Edge
from tests.support.installation import eventually, is_alive


def test_an_ipv6_address_is_bound_in_brackets():
    assert options(Settings(host="::1", port=80))["bind"] == "[::1]:80"


def test_gunicorn_accepts_every_option_and_reads_no_others(monkeypatch):
    monkeypatch.setenv("GUNICORN_CMD_ARGS", "--threads 3")
    server = Server(Settings(port=81, web_threads=7))
    assert (server.cfg.threads, server.cfg.address) == (7, [("127.0.0.1", 81)])
    assert server.cfg.worker_class is ServingWorker


def test_a_stop_answers_those_that_wait_and_lets_go_of_silent_connections():
    closed = []
    worker = object.__new__(ServingWorker)
    silent = SimpleNamespace(timeout=time.monotonic() + 75)
    worker.pending_conns = [silent]
    room = SimpleNamespace(close=lambda: closed.append(True))
    worker.wsgi = SimpleNamespace(extensions={"millrace": SimpleNamespace(waiting_room=room)})
    worker.method_queue = SimpleNamespace(defer=lambda callback: callback())
    worker.alive = True
    worker.handle_exit(signal.SIGTERM, None)
    assert closed == [True]
    assert silent.timeout <= time.monotonic()
    worker.handle_exit(signal.SIGTERM, None)
    assert closed == [True]


def test_a_process_that_gunicorn_forked_ends_with_gunicorn(tmp_path):
    program = (
        "import os, sys, time, types\n"
        "from api.serving import post_fork\n"
        "parent = os.getpid()\n"
        "if os.fork() == 0:\n"
        "    post_fork(None, types.SimpleNamespace(ppid=parent))\n"
        "    print(os.getpid(), flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as parent:
        forked = int(parent.stdout.readline())
        os.kill(parent.pid, signal.SIGKILL)
        assert eventually(lambda: not is_alive(forked))


def test_a_new_process_reports_its_conditions_and_lets_silent_callers_hold_no_thread(monkeypatch):
    usual, linger = gthread.DEFAULT_WORKER_DATA_TIMEOUT, gthread.STOP_KEEPALIVE_LINGER
    monkeypatch.setattr(gthread, "DEFAULT_WORKER_DATA_TIMEOUT", usual)
    monkeypatch.setattr(gthread, "STOP_KEEPALIVE_LINGER", linger)
    monkeypatch.setattr(util, "write_error", util.write_error)
    reported = threading.Event()
    monkeypatch.setattr(startup, "report", lambda engine, environ: reported.set())
    extensions = {"millrace": SimpleNamespace(engine=None)}
    post_worker_init(SimpleNamespace(wsgi=SimpleNamespace(extensions=extensions)))
    assert reported.wait(30)
    assert 0 < gthread.DEFAULT_WORKER_DATA_TIMEOUT < usual
    assert 0 < gthread.STOP_KEEPALIVE_LINGER < linger


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (LimitRequestLine(9000, 8190), 414, "uri_too_long"),
        (LimitRequestHeaders("too large"), 431, "request_header_fields_too_large"),
        (InvalidRequestLine("<b>"), 400, "bad_request"),
        (ValueError("a secret of the server"), 500, "internal_server_error"),
    ],
)
def test_a_request_that_the_server_refuses_is_answered_with_a_problem(
    monkeypatch, error, status, code
):
    edge, worker = Edge(), object.__new__(ServingWorker)
    worker.log = logging.getLogger("gunicorn")
    monkeypatch.setattr(util, "write_error", partial(write_problem, edge.app))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        worker.handle_error(None, theirs, ("127.0.0.1", 1), error)
        theirs.close()
        head, _, body = b"".join(iter(lambda: ours.recv(4096), b"")).partition(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"Content-Type: application/problem+json" in head
    answer = json.loads(body)
    assert (answer["status"], answer["code"], answer["error"]["code"]) == (status, code, code)
    assert answer["requestId"].encode() in head
    assert "a secret of the server" not in body.decode()


def test_a_request_line_is_long_enough_for_every_filter_of_a_list():
    server = Server(Settings())
    line = b"GET /v1/flowrun?" + b"&".join(b"%s=%s" % (n, b"x" * 300) for n in [b"text"] * 12)
    assert len(line) < server.cfg.limit_request_line
    assert server.cfg.limit_request_field_size >= 8190


def test_elsewhere_than_on_linux_gunicorn_looks_after_itself(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    post_fork(None, type("Worker", (), {"ppid": 1}))
