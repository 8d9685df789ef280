from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

from gunicorn.workers import gthread

from api.serving import Server, ServingWorker, options, post_fork, post_worker_init
from engine import startup
from engine.settings import Settings
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
    reported = threading.Event()
    monkeypatch.setattr(startup, "report", lambda engine, environ: reported.set())
    extensions = {"millrace": SimpleNamespace(engine=None)}
    post_worker_init(SimpleNamespace(wsgi=SimpleNamespace(extensions=extensions)))
    assert reported.wait(30)
    assert 0 < gthread.DEFAULT_WORKER_DATA_TIMEOUT < usual
    assert 0 < gthread.STOP_KEEPALIVE_LINGER < linger


def test_elsewhere_than_on_linux_gunicorn_looks_after_itself(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    post_fork(None, type("Worker", (), {"ppid": 1}))
