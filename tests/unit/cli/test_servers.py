from __future__ import annotations

import signal
import stat
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis

from cli.servers import Servers
from engine.embedded.process import Server, spawn
from engine.settings import Settings
from tests.support.installation import eventually, is_alive


def test_servers_named_in_the_settings_are_left_alone(tmp_path):
    named = Settings(redis_url="redis://elsewhere/0", mongo_url="mongodb://elsewhere")
    servers = Servers()
    assert servers.start(named, tmp_path) == named
    assert servers.pids() == {"redis": None, "mongo": None}
    assert not servers.revive(named, tmp_path)
    servers.stop(lambda: False)
    assert list(tmp_path.iterdir()) == []


def test_a_killed_server_comes_back_where_it_was_with_what_it_had(tmp_path):
    servers = Servers()
    settings = servers.start(Settings(mongo_url="mongodb://elsewhere"), tmp_path)
    with redis.Redis.from_url(settings.redis_url) as client:
        client.config_set("appendfsync", "always")
        client.set("key", "value")
    old = servers.redis.pid
    servers.redis.kill()
    assert servers.revive(settings, tmp_path)
    assert servers.redis.url == settings.redis_url
    assert servers.pids()["redis"] not in {None, old}
    with redis.Redis.from_url(settings.redis_url) as client:
        assert client.get("key") == b"value"
    assert not servers.revive(settings, tmp_path)
    servers.stop(lambda: False)
    assert not is_alive(servers.redis.pid)


def test_embedded_servers_are_started_with_proof_that_files_alone_hold(tmp_path):
    servers = Servers()
    settings = servers.start(Settings(), tmp_path)
    key = (tmp_path / "servers.key").read_text()
    assert key in settings.redis_url
    assert key in settings.mongo_url
    assert stat.S_IMODE((tmp_path / "servers.key").stat().st_mode) == 0o600
    for pid in servers.pids().values():
        assert key not in Path(f"/proc/{pid}/cmdline").read_text()
    servers.mongo.kill()
    assert servers.revive(settings, tmp_path)
    assert servers.mongo.url == settings.mongo_url
    servers.stop(lambda: True)


def test_a_lost_key_leaves_no_server_open_and_changes_none_that_is_named_already(tmp_path):
    (tmp_path / "servers.key").write_text("")
    servers = Servers()
    settings = servers.start(Settings(mongo_url="mongodb://elsewhere"), tmp_path)
    (tmp_path / "servers.key").write_text("")
    servers.redis.kill()
    assert servers.revive(settings, tmp_path)
    assert servers.redis.url == settings.redis_url
    with redis.Redis.from_url(settings.redis_url) as client:
        assert client.ping()
    port = urlsplit(settings.redis_url).port
    with redis.Redis(port=port) as stranger, pytest.raises(redis.AuthenticationError):
        stranger.ping()
    servers.stop(lambda: True)


def test_a_stop_cut_short_kills_a_server_that_is_still_saving(tmp_path):
    deaf = tmp_path / "deaf"
    program = f"trap '' TERM; touch {deaf}; while :; do sleep 0.05; done"
    process = spawn(["/bin/sh", "-c", program], tmp_path / "log")
    eventually(deaf.exists)
    Servers(redis=Server("redis://127.0.0.1:1/0", process)).stop(lambda: True)
    assert process.returncode == -signal.SIGKILL
