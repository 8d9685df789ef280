from __future__ import annotations

import errno
import json
import os
import signal
import socket
import subprocess
import threading
from contextlib import contextmanager

import pytest

from cli import up
from cli.children import Child, await_end
from cli.credentials import Credentials, write_private
from cli.up import Up, UpFailed, block, is_ready, prepare, require_free
from engine.launch import command_of
from engine.settings import Settings


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
    assert Settings(host=host, port=80).listening_url == url


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


def test_an_ephemeral_start_promises_to_keep_nothing(tmp_path):
    given = (Settings(port=81), Credentials("pat_1", "key_1"), tmp_path)
    assert "are kept" in block(*given)
    shown = block(*given, is_ephemeral=True)
    assert "are kept" not in shown
    assert "all its data is deleted" in shown


def test_a_web_process_that_cannot_start_is_reported_with_its_last_words(tmp_path):
    broken = tmp_path / "flask"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise RuntimeError('the server is broken')")
    ended = subprocess.run(
        command_of("up", "--ephemeral", "--data-dir", str(tmp_path)),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 1
    assert "The web ends at every start: RuntimeError: the server is broken" in ended.stderr
    assert not (tmp_path / "up.json").exists()


def test_a_full_disk_under_up_json_ends_nothing_and_is_told_once(tmp_path, monkeypatch, capsys):
    made = Up(
        Settings(port=80, redis_url="r", mongo_url="m"), tmp_path / "up.json", tmp_path, False
    )
    argv = ["/bin/sleep", "60"]
    made.children = [
        Child(role, lambda: argv, dict(os.environ), tmp_path / "log", lambda: None)
        for role in ("web", "worker", "scheduler")
    ]
    for child in made.children:
        child.start()
    refused = []

    def write(path, text):
        if len(refused) < 3:
            refused.append(text)
            raise OSError(errno.ENOSPC, "No space left on device")
        write_private(path, text)
        made.signals = 1

    monkeypatch.setattr(up, "write_private", write)
    monkeypatch.setattr(up, "_REVIVE_SECONDS", 0.01)
    made.children[1].started_at -= 60
    os.kill(made.children[1].pid, signal.SIGKILL)
    try:
        made._supervise(Credentials("pat_1", "key_1"))
        assert made.children[0].is_alive()
        assert json.loads(made.file.read_text())["adminToken"] == "pat_1"
        assert capsys.readouterr().err.count("No space left on device") == 1
    finally:
        await_end(made.children, 0, lambda: True)
