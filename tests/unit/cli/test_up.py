from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from gunicorn.workers import gthread

from cli.credentials import Credentials
from cli.serving import post_fork, post_worker_init
from cli.up import UpFailed, block, is_ready, prepare, require_free, url_of, web_argv
from engine.settings import Settings
from tests.support.installation import eventually, is_alive


@contextmanager
def listening(answer=b""):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(answer)

        if answer:
            threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::", "http://[::1]:80"),
        ("::1", "http://[::1]:80"),
        ("millrace.example", "http://millrace.example:80"),
    ],
)
def test_the_url_is_one_that_callers_can_use(host, url):
    assert url_of(Settings(host=host, port=80)) == url


def test_an_ipv6_address_is_bound_in_brackets():
    assert "[::1]:80" in web_argv(Settings(host="::1", port=80))


@pytest.mark.parametrize(
    ("answer", "ready"),
    [
        (b"HTTP/1.0 200 OK\r\n\r\n200 ", True),
        (b"HTTP/1.0 503 Service Unavailable\r\n\r\n 200 ", False),
    ],
)
def test_only_a_200_is_ready(answer, ready):
    with listening(answer) as port:
        assert is_ready("127.0.0.1", port) is ready


def test_a_port_in_use_is_named_before_anything_starts():
    with listening() as port, pytest.raises(UpFailed, match=f"127.0.0.1:{port}.*--port"):
        require_free("127.0.0.1", port)
    assert not is_ready("127.0.0.1", port)
    require_free("127.0.0.1", port)


def test_a_host_that_is_not_here_is_refused():
    with pytest.raises(UpFailed, match=r"192\.0\.2\.1"):
        require_free("192.0.2.1", 0)


def test_an_ephemeral_one_takes_fresh_data_and_any_port_unless_told(tmp_path):
    settings = Settings(data_dir=str(tmp_path))
    chosen = prepare(settings, is_ephemeral=True, port=None)
    told = prepare(settings, is_ephemeral=True, port=9000)
    assert chosen.settings.port == 0
    assert told.settings.port == 9000
    assert len({chosen.folder, told.folder, tmp_path}) == 3
    assert chosen.file == tmp_path / "up.json"
    for made in (chosen, told):
        made.folder.rmdir()


def test_a_lasting_one_keeps_its_data_and_port(tmp_path):
    made = prepare(Settings(data_dir=str(tmp_path)), is_ephemeral=False, port=None)
    assert (made.folder, made.settings.port) == (tmp_path, 8080)


def test_the_block_says_where_with_what_and_how_to_stop(tmp_path):
    shown = block(Settings(port=81), Credentials("pat_1", "key_1"), tmp_path)
    for word in (
        "http://127.0.0.1:81/console/",
        "pat_1",
        "key_1",
        str(tmp_path / "logs"),
        "curl",
        "Ctrl-C",
    ):
        assert word in shown


def test_a_process_that_gunicorn_forked_ends_with_gunicorn(tmp_path):
    program = (
        "import os, sys, time, types\n"
        "from cli.serving import post_fork\n"
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


def test_silent_callers_hold_a_thread_for_a_moment_only(monkeypatch):
    usual = gthread.DEFAULT_WORKER_DATA_TIMEOUT
    monkeypatch.setattr(gthread, "DEFAULT_WORKER_DATA_TIMEOUT", usual)
    post_worker_init(object.__new__(gthread.ThreadWorker))
    assert 0 < gthread.DEFAULT_WORKER_DATA_TIMEOUT < usual
    post_worker_init(object())


def test_elsewhere_than_on_linux_gunicorn_looks_after_itself(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    post_fork(None, type("Worker", (), {"ppid": 1}))


def test_a_web_process_that_cannot_start_is_reported_with_its_last_words(tmp_path):
    stray = tmp_path / "api"
    stray.mkdir()
    (stray / "__init__.py").write_text("raise RuntimeError('the app is broken')")
    (stray / "wsgi.py").write_text("")
    argv = [sys.executable, "-m", "cli", "up", "--ephemeral", "--data-dir", str(tmp_path)]
    root = Path(__file__).parents[3]
    ended = subprocess.run(
        argv,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}:{root}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 1
    assert "The web ends at every start" in ended.stderr
    assert not (tmp_path / "up.json").exists()
